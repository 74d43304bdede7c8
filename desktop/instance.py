"""One window for each data folder: a second start hands its files to the first and ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE_MS = 1000
ANSWER_MS = 5000
"""How long a window may be busy before it answers."""
MOST_BYTES = 1_000_000
"""More is no list of files."""
END, TAKEN = b"\n", b"taken"


def name_of(home: Path) -> str:
    """The local socket's name for a data folder: short, and another for each folder. The sum is Qt's, for Python's
    module of sums takes longer to load than a window to paint."""
    digest = QCryptographicHash.hash(str(home.absolute()).encode(), QCryptographicHash.Algorithm.Sha256)
    return f"lookroom-{bytes(digest.data()).hex()[:16]}"


def hand_over(home: Path, paths: Sequence[Path], lent: Sequence[Path] = ()) -> bool:
    """Give ``paths`` and ``lent``, files to be edited in place, to the window that runs on ``home``; both may be empty.
    False when there is no such window, or it did not say that it took them, as when it closes at this moment.

    Not in the process of the window that shall answer: this one waits for it.
    """
    socket = QLocalSocket()
    socket.connectToServer(name_of(home))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps([[str(path.absolute()) for path in group] for group in (paths, lent)]).encode() + END)
    socket.waitForBytesWritten(PATIENCE_MS)
    taken = socket.bytesAvailable() > 0 or socket.waitForReadyRead(ANSWER_MS)
    socket.abort()
    return taken


class Instance(QObject):
    """Listens for further starts, and answers each whose files it takes. ``files_came`` (list[Path] to open, list[Path]
    to edit in place; both may be empty): come to the front and take them."""

    files_came = Signal(list, list)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._guests: list[QLocalSocket] = []
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(name_of(home)):
            QLocalServer.removeServer(name_of(home))  # left behind by one that was killed
            self._server.listen(name_of(home))

    @property
    def listening(self) -> bool:
        """Whether further starts will be heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more; who asked and has no answer yet keeps the files."""
        self._server.close()
        for guest in list(self._guests):
            guest.abort()

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection()
        self._guests.append(socket)
        heard = bytearray()

        def hear() -> None:
            heard.extend(bytes(socket.readAll().data()))
            if heard.endswith(END):
                groups = _groups(bytes(heard))
                heard.clear()
                socket.write(TAKEN)
                if socket.waitForBytesWritten(PATIENCE_MS):  # else it waited no longer, and has a window of its own
                    self.files_came.emit(*groups)
            elif len(heard) > MOST_BYTES:
                socket.abort()

        def part() -> None:
            QTimer.singleShot(0, self, forget)

        def forget() -> None:  # without a parent the socket is Python's, which deletes it once
            socket.readyRead.disconnect(hear)
            socket.disconnected.disconnect(part)
            socket.setParent(None)
            self._guests.remove(socket)

        socket.readyRead.connect(hear)
        socket.disconnected.connect(part)
        hear()
        if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            part()


def _groups(message: bytes) -> tuple[list[Path], list[Path]]:
    """The files to open and those to edit that a message names; none in one of another kind."""
    try:
        said = json.loads(message or b"[]")
    except (ValueError, RecursionError):
        said = []
    groups = [group if isinstance(group, list) else [] for group in said] if isinstance(said, list) else []
    opened, edited = ([Path(word) for word in group if isinstance(word, str)] for group in (*groups, [], [])[:2])
    return opened, edited
