"""What is carried by drag and drop: files, and pictures of the film strip."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.history.records import Session
    from desktop.state.items import Item

ITEMS = "application/x-lookroom-items"


def mime_of(items: Sequence[Item], files: Sequence[Path]) -> QMimeData:
    """Pictures for other parts of the window, and as ``files`` for other programs."""
    data = QMimeData()
    data.setData(ITEMS, " ".join(str(item.id) for item in items).encode())
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    return data


def mime_of_files(sessions: Sequence[Session]) -> QMimeData:
    """What sessions made, as files for other programs and for the studio; what they began with where nothing came."""
    data = QMimeData()
    files = [(session.outputs or session.inputs)[0] for session in sessions if session.outputs or session.inputs]
    data.setUrls([QUrl.fromLocalFile(str(file.path)) for file in files])
    return data


def takes(data: QMimeData) -> bool:
    """Whether there may be photos in it."""
    return data.hasFormat(ITEMS) or any(url.isLocalFile() for url in data.urls())


def items_in(data: QMimeData) -> list[UUID]:
    """Ids of the film strip's pictures in it."""
    return [UUID(word) for word in bytes(data.data(ITEMS).data()).decode().split()] if data.hasFormat(ITEMS) else []


def paths_in(data: QMimeData) -> list[Path]:
    """Files in it."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def release_clipboard() -> None:
    """Leave of a copied picture on the clipboard only the picture itself: its files go when the window closes, and data
    that Python made must not outlive Python there."""
    clipboard = QGuiApplication.clipboard()
    data = clipboard.mimeData()
    if data is not None and data.hasFormat(ITEMS):
        clipboard.setImage(clipboard.image())
