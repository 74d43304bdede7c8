"""A history in a folder of its own, with a clock that tests turn."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from desktop.folders import Folders
from desktop.history.store import DAY, History
from tests.fakes.clock import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta
    from pathlib import Path

    from desktop.history.records import Session

    Opener = Callable[..., History]

MARKER = "Wiedererkennungswort7431"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "home of Jürgen 😀")


@pytest.fixture
def opened(folders: Folders, clock: FakeClock) -> Iterator[Opener]:
    """Opens the history again and again; all are closed at the end."""
    with ExitStack() as stack:
        def opens(retention: timedelta | None = DAY, *, private: bool = False) -> History:
            history, notices = History.open(folders, clock, retention, private=private)
            stack.callback(history.close)
            history.notices = notices  # type: ignore[attr-defined]
            return history

        yield opens


@pytest.fixture
def history(opened: Opener) -> History:
    return opened()


def completed(history: History, name: str = "photo.jpg", *, data: bytes = b"photo", tool: str = "garment") -> Session:
    """A finished run with everything that a run can leave, full of the marker."""
    mark = MARKER.encode()
    file = history.import_bytes(data + mark * 500, f"{MARKER} {name}")
    session = history.create(tool, [file], {"note": MARKER * 300, "path": MARKER})
    history.start(session.id)
    session = history.complete(session.id, b"result" + mark * 500, {"quality_score": 0.9, "words": [MARKER] * 200},
                               b"thumbnail" + mark, artifacts={f"{MARKER}.psd": b"layers" + mark * 100})
    history.set_thumbnail(file.id, b"small" + mark)
    history.tag(session.id, [MARKER, "wedding"])
    return history.session(session.id)


def traces(folder: Path) -> list[str]:
    """Files below a folder whose name or bytes hold the marker."""
    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes().lower() if path.is_file() else b""
        if MARKER.lower().encode() in data or MARKER.lower() in path.name.lower():
            found.append(str(path.relative_to(folder)))
    return found
