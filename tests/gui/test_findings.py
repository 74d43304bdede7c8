"""What a tool found: kept, shown in words and in the photo, chosen both ways, copied, saved, and found again later."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.app import app_of, build_window
from desktop.folders import Folders
from desktop.history.records import Status
from desktop.jobs.job import Outcome
from desktop.settings import HotFolder, Settings, save
from desktop.ui.hotfolder import HotFolderDialog, HotFoldersPage
from desktop.ui.language import fall_silent
from engine.codecs.formats import FORMATS
from engine.codecs.write import encode
from engine.photo import Photo
from tests.desktop.history.conftest import MARKER, traces
from tests.fakes.engine import FakeEngine, Play
from tests.fakes.looking import looking_tool
from tests.gui.studio import photo_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.wiring import App

WAIT_MS = 20_000
WIDTH, HEIGHT = 600, 400
FINDINGS: dict[str, Any] = {
    "faces": [{"label": "face", "score": 0.934, "box": [30, 20, 120, 160], "age": "adult"},
              {"label": "face", "score": 0.5, "box": [420, 250, 100, 100]}],
    "marks": [{"label": "spot", "points": [[300, 200], [310, 210]]}], "note": "A little dark"}


@pytest.fixture(autouse=True)
def look(tmp_path: Path) -> Iterator[None]:
    """The tool ``look`` is among the engine's."""
    yield from looking_tool(tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, lookroom_home: Path) -> Iterator[Callable[..., App]]:
    """Opens windows on the test's data folder, with an engine that finds what it is told."""
    windows = []

    def open_one(*found: dict[str, Any], engine: Any = None) -> App:
        base = Photo(np.full((HEIGHT, WIDTH, 3), 90, np.uint8))
        plays = [Play(outcome=Outcome(base, findings=one, report={"tool": "look", "seconds": 0.1})) for one in found]
        fake = FakeEngine(*plays)
        fake.photos = Anything(base)  # type: ignore[assignment]
        save(Folders(lookroom_home), Settings(first_run_done=True, last_tool="look"))
        window = build_window(lookroom_home, engine or fake)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        return app_of(window)

    yield open_one
    for window in windows:
        window.close()
        window.deleteLater()


class Anything(dict[str, Photo]):
    """The same photo under every name."""

    def __init__(self, photo: Photo) -> None:
        super().__init__()
        self._photo = photo

    def get(self, name: str, other: Any = None) -> Any:  # type: ignore[override]
        return self._photo


def run(app: App, qtbot: QtBot, folder: Path, name: str = "anna.png") -> None:
    """Bring a photo in, look at it, and wait until what was found is kept."""
    app.commands.bring([photo_file(folder / name)])
    qtbot.waitUntil(lambda: bool(app.studio.combinations()), timeout=WAIT_MS)
    with qtbot.waitSignal(app.work.done, timeout=WAIT_MS):
        app.commands.run()
    qtbot.waitUntil(lambda: app.viewer.view is not None and app.viewer.view.found is not None, timeout=WAIT_MS)


def rows(app: App) -> list[str]:
    panel = app.page.findings.list
    return [panel.item(row).text() for row in range(panel.count())]


def test_what_was_found_is_said_in_words(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path) -> None:
    app = opened(FINDINGS)
    panel = app.page.findings
    assert app.studio.tool.id == "look"
    assert not panel.isVisible()
    run(app, qtbot, tmp_path)
    assert panel.isVisible()
    assert rows(app) == [
        "1  Face\n93 % sure, upper left, 120 x 160 pixels", "2  Face\n50 % sure, lower right, 100 x 100 pixels",
        "3  Spot\nin the middle, 2 points", "4  Note\nA little dark"]
    assert panel._title.text() == "4 found"
    assert panel._about.text() == "Find people"
    assert panel.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "1: Face, 93 % sure, upper left, 120 x 160 pixels")
    assert panel.list.accessibleName() == "What was found"
    assert panel.copy.text() and panel.save.text()
    app.studio.show(next(item for item in app.strip.items() if item.kind == "photo"))
    qtbot.waitUntil(lambda: not panel.isVisible(), timeout=WAIT_MS)
    assert not app.findings.marks.isVisible()


def test_rows_and_places_are_chosen_both_ways(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path) -> None:
    app = opened(FINDINGS)
    run(app, qtbot, tmp_path)
    panel, marks, canvas = app.page.findings, app.findings.marks, app.page.canvas
    with qtbot.waitSignal(canvas.settled, timeout=WAIT_MS):
        canvas.update()
    first = marks.frame(0)
    assert first is not None
    assert (first.topLeft() - canvas.place_of(30, 20)).manhattanLength() < 0.01
    assert (first.bottomRight() - canvas.place_of(150, 180)).manhattanLength() < 0.01
    before = canvas.grab().toImage()
    second = marks.frame(1)
    assert second is not None
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, second.center().toPoint())
    assert panel.list.currentRow() == 1
    assert canvas.grab().toImage() != before, "the chosen place is lit up"
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    assert marks._current == 0
    assert panel._more.text() == "Age: adult"
    QTest.keyClick(panel.list, Qt.Key.Key_End)
    assert panel.list.currentRow() == 3
    assert marks.frame(3) is None
    assert marks.at(QPoint(1, 1).toPointF()) == -1
    middle = second.center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(canvas, middle + QPoint(40, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle + QPoint(40, 0))
    assert panel.list.currentRow() == 3, "that was a pan"


def test_a_place_out_of_sight_comes_into_sight(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path) -> None:
    app = opened({"faces": [{"box": [2, 2, 8, 8]}, {"box": [590, 390, 8, 8]}, {"box": [580, 380, 20, 20]}]})
    run(app, qtbot, tmp_path)
    canvas, marks = app.page.canvas, app.findings.marks
    canvas.set_reduced_motion(True)
    canvas.zoom_by(12.0)
    for number in (0, 1):
        app.page.findings.choose(number)
        frame = marks.frame(number)
        assert frame is not None
        assert canvas.rect().contains(frame.center().toPoint())
    inner = marks.frame(1)
    assert inner is not None
    assert marks.at(inner.center()) == 1, "the smaller one of two"


def test_a_later_start_shows_what_was_found(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path) -> None:
    app = opened(FINDINGS)
    run(app, qtbot, tmp_path)
    words = rows(app)
    app.window.close()

    again = opened()
    qtbot.waitUntil(lambda: again.strip.rowCount() == 2, timeout=WAIT_MS)
    found = next(item for item in again.strip.items() if item.kind == "result")
    again.studio.show(found)
    qtbot.waitUntil(again.page.findings.isVisible, timeout=WAIT_MS)
    assert rows(again) == words
    session = again.archive.history().session(found.id)
    assert session.status is Status.COMPLETED
    assert session.outputs == ()
    assert session.report is not None
    assert session.report["findings"] == FINDINGS
    assert session.thumbnail is not None
    again.studio.show(None)
    again.pages.gallery_page.opened.emit(session)
    qtbot.waitUntil(again.page.findings.isVisible, timeout=WAIT_MS)
    assert [item.name for item in again.studio.slot("photo")] == ["anna.png"]


def test_the_list_is_copied_and_saved(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(FINDINGS)
    run(app, qtbot, tmp_path)
    QTest.mouseClick(app.page.findings.copy, Qt.MouseButton.LeftButton)
    lines = list(csv.reader(StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert lines[1][:4] == ["1", "face", "0.934", "30"]
    asked: list[str] = []

    def answer(parent: object, title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / ("list.csv" if len(asked) > 1 else "list")), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    QTest.mouseClick(app.page.findings.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "list.json").is_file(), timeout=WAIT_MS)
    assert json.loads((tmp_path / "list.json").read_text("utf-8")) == {
        "photo": "anna", "tool": "look", "findings": FINDINGS}
    app.commands.actions["export"].trigger()  # what is on show is a list: it is exported as one
    qtbot.waitUntil(lambda: (tmp_path / "list.csv").is_file(), timeout=WAIT_MS)
    assert (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()[0].startswith("number,what,score")
    assert asked == ["anna-look.json"] * 2


def test_a_list_that_cannot_be_saved_is_told(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(FINDINGS)
    run(app, qtbot, tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "list.json"), ""))
    before = len(app.page.notices.notices())
    app.page.findings.saved.emit()
    qtbot.waitUntil(lambda: len(app.page.notices.notices()) > before, timeout=WAIT_MS)


def test_several_lists_are_saved_from_the_gallery(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(FINDINGS, {"faces": []})
    run(app, qtbot, tmp_path)
    with qtbot.waitSignal(app.work.done, timeout=WAIT_MS):
        app.commands.run()
    app.commands.actions["gallery"].trigger()
    gallery, page = app.pages.gallery, app.pages.gallery_page
    qtbot.waitUntil(lambda: gallery.rowCount() == 2 and gallery.session_at(1) is not None, timeout=WAIT_MS)
    page.grid.selectAll()
    assert page.details.export.isEnabled()
    out = tmp_path / "lists"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    page.details.export.click()
    qtbot.waitUntil(lambda: {path.name for path in out.iterdir()} == {"anna-look.json", "anna-look 2.json"},
                    timeout=WAIT_MS)


def test_nothing_found_is_an_answer_too(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path) -> None:
    app = opened({"faces": []})
    run(app, qtbot, tmp_path)
    assert app.page.findings._title.text() == "Nothing found"
    assert rows(app) == []
    assert not app.findings.marks.isVisible()


def test_nothing_of_it_is_left_when_it_is_deleted(opened: Callable[..., App], qtbot: QtBot, tmp_path: Path,
                                                  lookroom_home: Path) -> None:
    app = opened({"words": [{"label": MARKER}]})
    run(app, qtbot, tmp_path)
    history = app.archive.history()
    assert traces(lookroom_home)
    app.work.delete([item for item in app.strip.items() if item.kind == "result"])
    qtbot.waitUntil(lambda: not app.page.findings.isVisible(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: traces(lookroom_home) == [], timeout=WAIT_MS)
    assert len(history.inputs()) == 1


def test_another_language_is_spoken_at_once(opened: Callable[..., App], qtbot: QtBot, qapp: QApplication,
                                            tmp_path: Path) -> None:
    app, locale = opened(FINDINGS), QLocale()
    run(app, qtbot, tmp_path)
    app.page.findings.choose(1)
    with qtbot.waitSignal(app.window.retold, timeout=WAIT_MS):
        app.change_settings(app.settings.model_copy(update={"language": "de"}))
    assert rows(app)[0] == "1  Gesicht\n93 % sicher, oben links, 120 \N{MULTIPLICATION SIGN} 160 Pixel"
    assert app.findings.marks._words[0] == "Gesicht: 93 % sicher, oben links, 120 \N{MULTIPLICATION SIGN} 160 Pixel"
    assert app.page.findings._title.text() == "4 gefunden"
    assert app.page.findings.list.currentRow() == app.findings.marks._current == 1
    fall_silent(qapp)
    QLocale.setDefault(locale)


# Watched folders


def watched(app: App, folder: Path) -> bool:
    memory = app.dialogs.hot_folders._memory
    return memory is not None and memory.knows(folder)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_an_arriving_photo_gets_a_list_beside_it(qapp: QApplication, qtbot: QtBot, lookroom_home: Path,
                                                 tmp_path: Path, elsewhere: bool) -> None:
    """With the real engine, its pose net and a photo of a person."""
    import skimage.data

    folder, out = tmp_path / "tethered", tmp_path / "lists"
    for one in (folder, out):
        one.mkdir()
    settings = Settings(first_run_done=True, hot_folders=(
        HotFolder(path=folder, tool="look", output=out if elsewhere else None),))
    save(Folders(lookroom_home), settings)
    window = build_window(lookroom_home)
    window.show()
    app = app_of(window)
    qtbot.waitUntil(lambda: watched(app, folder), timeout=WAIT_MS)
    (folder / "eileen.png").write_bytes(encode(Photo(skimage.data.astronaut()), FORMATS["png"]))
    target = (out if elsewhere else folder) / "eileen-look.json"
    qtbot.waitUntil(target.is_file, timeout=60_000)
    said = json.loads(target.read_text("utf-8"))
    assert (said["photo"], said["tool"]) == ("eileen.png", "look")
    (person,) = said["findings"]["people"]
    width, height = person["box"][2:]
    assert 0.3 < person["score"] <= 1
    assert width > 100 and height > 200
    assert 180 < person["points"]["nose"][0] < 270 and 60 < person["points"]["nose"][1] < 160
    assert sorted(path.suffix for path in (*folder.iterdir(), *out.iterdir())) == [".json", ".png"]
    window.close()
    window.deleteLater()


def test_a_folder_can_be_watched_by_a_tool_that_looks(opened: Callable[..., App], tmp_path: Path) -> None:
    app = opened()
    dialog = HotFolderDialog(app.icons, app.studio.tools, [], app.window)
    dialog.tool.setCurrentIndex(dialog.tool.findData("look"))
    dialog.path.set_path(tmp_path)
    dialog.output.set_path(tmp_path)
    folder = dialog.folder()
    assert folder is not None, "a list may lie among the photos"
    assert folder.tool == "look"
    page = HotFoldersPage(app.icons, [folder], app.studio.tools, [])
    assert "lists saved in" in page._about(folder)
    dialog.tool.setCurrentIndex(dialog.tool.findData("cutout"))
    assert dialog.folder() is None
    page.deleteLater()
    dialog.deleteLater()
