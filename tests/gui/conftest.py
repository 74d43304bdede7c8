"""Theme and icons for tests of single widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop.jobs.bridge import Bridge
from desktop.jobs.queue import Queue
from desktop.jobs.runner import Runner
from desktop.state.items import Item
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from engine.codecs.read import read
from engine.errors import UsageError
from tests.gui.studio import House, open_house

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from engine.photo import Photo


PLAIN = "/* plain */"
"""A style sheet without rules. An empty one has Qt delete the style that widgets may still hold, which ends badly."""


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that no test expects ends the test, which otherwise would wait for ever."""

    def asked(box: QMessageBox) -> int:
        raise AssertionError(f"nobody answers: {box.text()}")

    monkeypatch.setattr(QMessageBox, "exec", asked)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The dark theme; the application is plain again afterwards."""
    made = Theme(qapp, "dark")
    yield made
    qapp.setStyleSheet(PLAIN)
    made.deleteLater()


@pytest.fixture
def icons(theme: Theme) -> Icons:
    """The icons of the theme."""
    return Icons(theme)


@pytest.fixture
def item(tmp_path: Path) -> Callable[[str], Item]:
    """Makes pictures that need no file."""
    return lambda name: Item(uuid4(), name, tmp_path / name, "photo")


class ReadingEngine:
    """Reads photos in this process and runs no tools."""

    def run(self, job: object, tell: object, stop: object) -> object:
        raise UsageError("Nothing is run here.", "Run it elsewhere.")

    def read(self, path: Path) -> Photo:
        return read(path)

    look = read

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    """A runner whose engine reads photos and runs nothing."""
    bridge = Bridge()
    made = Runner(Queue(bridge.changed), ReadingEngine(), bridge)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def house(qtbot: QtBot, lookroom_home: Path) -> Iterator[House]:
    """A whole studio, closed at the end."""
    made = open_house(qtbot, lookroom_home)
    yield made
    made.window.close()
