"""One window for each data folder: a second start hands its files to the first and ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE_MS = 1000
MOST_BYTES = 1_000_000
"""More is no list of files."""


def name_of(home: Path) -> str:
    """The local socket's name for a data folder: short, and another for each folder."""
    return f"lookroom-{hashlib.sha256(str(home.absolute()).encode()).hexdigest()[:16]}"


def hand_over(home: Path, paths: Sequence[Path], lent: Sequence[Path] = ()) -> bool:
    """Give ``paths`` and ``lent``, files to be edited in place, (perhaps none) to the window that runs on ``home``; False when there is none."""
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
    """Listens for further starts. ``files_came`` (list[Path], perhaps empty): come to the front and take them."""

    files_came = Signal(list)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
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
        heard = bytearray()

        def hear() -> None:
            heard.extend(bytes(socket.readAll().data()))
            if len(heard) > MOST_BYTES:
                socket.abort()

        def end() -> None:
            hear()
            self.files_came.emit(_paths(bytes(heard)))
            socket.deleteLater()

        socket.readyRead.connect(hear)
        socket.disconnected.connect(end)
        if socket.state() is QLocalSocket.LocalSocketState.UnconnectedState:
            end()


def _paths(message: bytes) -> list[Path]:
    """The files that a message names; none in one that is no list."""
    try:
        said = json.loads(message or b"[]")
    except ValueError:
        return []
    return [Path(word) for word in said if isinstance(word, str)] if isinstance(said, list) else []
