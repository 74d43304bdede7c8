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
MOST_BYTES = 1_000_000
"""More is no list of files."""


def name_of(home: Path) -> str:
    """The local socket's name for a data folder: short, and another for each folder. The sum is Qt's, for Python's
    module of sums takes longer to load than a window to paint."""
    digest = QCryptographicHash.hash(str(home.absolute()).encode(), QCryptographicHash.Algorithm.Sha256)
    return f"lookroom-{bytes(digest.data()).hex()[:16]}"


def hand_over(home: Path, paths: Sequence[Path], lent: Sequence[Path] = ()) -> bool:
    """Give ``paths`` and ``lent``, files to be edited in place, to the window that runs on ``home``; both may be empty.
    False when there is no such window."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(home))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps([[str(path.absolute()) for path in group] for group in (paths, lent)]).encode())
    socket.waitForBytesWritten(PATIENCE_MS)
    socket.disconnectFromServer()
    if socket.state() is not QLocalSocket.LocalSocketState.UnconnectedState:
        socket.waitForDisconnected(PATIENCE_MS)
    return True


class Instance(QObject):
    """Listens for further starts. ``files_came`` (list[Path] to open, list[Path] to edit in place; both may be empty):
    come to the front and take them."""

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
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        socket = self._server.nextPendingConnection()
        self._guests.append(socket)
        heard = bytearray()

        def hear() -> None:
            heard.extend(bytes(socket.readAll().data()))
            if len(heard) > MOST_BYTES:
                socket.abort()

        def end() -> None:
            hear()
            self.files_came.emit(*_groups(bytes(heard)))
            QTimer.singleShot(0, self, part)

        def part() -> None:  # without a parent the socket is Python's, which deletes it once
            socket.readyRead.disconnect(hear)
            socket.disconnected.disconnect(end)
            socket.setParent(None)
            self._guests.remove(socket)

        socket.readyRead.connect(hear)
        socket.disconnected.connect(end)
        if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            end()


def _groups(message: bytes) -> tuple[list[Path], list[Path]]:
    """The files to open and those to edit that a message names; none in one of another kind."""
    try:
        said = json.loads(message or b"[]")
    except (ValueError, RecursionError):
        said = []
    groups = [group if isinstance(group, list) else [] for group in said] if isinstance(said, list) else []
    opened, edited = ([Path(word) for word in group if isinstance(word, str)] for group in (*groups, [], [])[:2])
    return opened, edited
