"""The whole window with the real engine and the real history: drop photos, try a garment on, look, step, delete."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from desktop.app import app_of, build_window
from desktop.jobs.job import State
from desktop.ui.canvas.types import Compare
from desktop.ui.export import ExportDialog
from desktop.ui.words import said
from engine.codecs.read import read
from engine.errors import PoseFailed
from engine.photo import edit_mask
from tests.gui.conftest import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.ui.window import StudioWindow
    from desktop.wiring import App
    from engine.photo import Photo

    Opener = Callable[[], App]

WAIT_MS = 15_000
WIDTH_OF_PORTRAIT = 512


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, lookroom_home: Path) -> Iterator[Opener]:
    """Opens windows on the test's data folder; they are closed at the end."""
    windows: list[StudioWindow] = []

    def open_one() -> App:
        window = build_window(lookroom_home)
        windows.append(window)
        window.show()
        return app_of(window)

    yield open_one
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.setStyleSheet(PLAIN)


@pytest.fixture
def app(opened: Opener) -> App:
    return opened()


@pytest.fixture(scope="session")
def portrait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """NASA's photo of Eileen Collins, under a name that is not easy."""
    import skimage.data
    from PIL import Image

    path = tmp_path_factory.mktemp("photos") / "Porträt 📷 nr 1.png"
    Image.fromarray(skimage.data.astronaut()).save(path)
    return path


@pytest.fixture(scope="session")
def garment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's own drawn sweater."""
    from PIL import Image

    from engine.tools.garment.demo import draw_demo_garment

    path = tmp_path_factory.mktemp("photos") / "sweater.png"
    Image.fromarray(draw_demo_garment()).save(path)
    return path


def drop(target: object, *paths: Path) -> None:
    """Drop files as a file manager would."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    target.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data,  # type: ignore[attr-defined]
                                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def run_tool(app: App, qtbot: QtBot) -> None:
    """Press the primary button and wait for the result."""
    with qtbot.waitSignal(app.work.done, timeout=WAIT_MS):
        qtbot.mouseClick(app.page.inspector.run, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.viewer.view is not None and app.viewer.view.is_result, timeout=WAIT_MS)


def test_drop_a_photo_drop_a_garment_see_the_result(app: App, qtbot: QtBot, portrait: Path, garment: Path) -> None:
    assert not app.page.inspector.run.isEnabled()
    drop(app.page.empty, portrait)
    qtbot.waitUntil(lambda: app.viewer.view is not None, timeout=WAIT_MS)
    assert app.window.windowTitle().startswith(portrait.name)
    drop(app.page.inspector.slots["garment"], garment)
    qtbot.waitUntil(app.page.inspector.run.isEnabled, timeout=WAIT_MS)
    run_tool(app, qtbot)

    view = app.viewer.view
    assert view is not None
    assert view.layers
    assert app.commands.actions["export"].isEnabled()
    assert app.commands.actions["mask"].isEnabled()
    assert [item.kind for item in app.strip.items()] == ["result", "photo", "photo"]
    assert [job.state for job in app.queue.jobs()] == [State.COMPLETED]

    app.commands.actions["compare_slider"].trigger()
    assert app.page.canvas.compare is Compare.SLIDER
    app.commands.actions["undo"].trigger()
    qtbot.waitUntil(lambda: app.viewer.view is not None and not app.viewer.view.is_result, timeout=WAIT_MS)
    app.commands.actions["redo"].trigger()
    qtbot.waitUntil(lambda: app.viewer.view is not None and app.viewer.view.is_result, timeout=WAIT_MS)


def test_what_was_made_of_dropped_photos_is_exported_and_the_file_is_right(
        app: App, qtbot: QtBot, portrait: Path, garment: Path, tmp_path: Path) -> None:
    """The file holds what is on show, byte for byte outside of the edit, with its profile, and says that it was made of
    two photos."""
    before, made_of = portrait.read_bytes(), garment.read_bytes()
    drop(app.page.empty, portrait)
    qtbot.waitUntil(lambda: app.viewer.view is not None, timeout=WAIT_MS)
    drop(app.page.inspector.slots["garment"], garment)
    qtbot.waitUntil(app.page.inspector.run.isEnabled, timeout=WAIT_MS)
    run_tool(app, qtbot)
    view = app.viewer.view
    assert view is not None
    app.commands.actions["export"].trigger()
    dialog = next(one for one in app.window.findChildren(ExportDialog) if one.isVisible())
    dialog.form.folder.setText(str(tmp_path))
    dialog.form.format.button("png").click()
    dialog.form.pattern.setText("{name}_print")
    with qtbot.waitSignal(dialog.accepted, timeout=WAIT_MS):
        dialog.go.click()

    written = read(tmp_path / f"{portrait.stem}_print.png")
    assert np.array_equal(written.pixels, view.flat().pixels)
    changed = np.any(written.pixels != view.base.pixels, axis=2)
    assert changed.mean() > 0.05
    assert not changed[edit_mask(view.layers or (), view.base.height, view.base.width) == 0].any()
    assert written.icc is not None
    assert written.metadata.xmp is not None and b"/composite" in written.metadata.xmp
    assert (portrait.read_bytes(), garment.read_bytes()) == (before, made_of)


def test_the_photo_dropped_first_takes_the_first_place(app: App, qtbot: QtBot, portrait: Path, garment: Path,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the second one is read sooner."""
    second_read, read = Event(), app.runner.engine.read

    def reading(path: Path) -> Photo:
        photo = read(path)
        if photo.width == WIDTH_OF_PORTRAIT:
            assert second_read.wait(WAIT_MS / 1000)
        else:
            second_read.set()
        return photo

    monkeypatch.setattr(app.runner.engine, "read", reading)
    app.commands.bring([portrait])
    app.commands.bring([garment])
    qtbot.waitUntil(app.page.inspector.run.isEnabled, timeout=WAIT_MS)
    assert [app.studio.slot(name)[0].name for name in ("person", "garment")] == [portrait.name, garment.name]


def test_a_later_start_shows_what_was_made(opened: Opener, qtbot: QtBot, portrait: Path) -> None:
    first = opened()
    first.studio.choose_tool("cutout")
    first.commands.bring([portrait])
    qtbot.waitUntil(first.page.inspector.run.isEnabled, timeout=WAIT_MS)
    run_tool(first, qtbot)
    first.window.close()

    again = opened()
    assert again.studio.tool.id == "cutout"
    qtbot.waitUntil(lambda: again.strip.rowCount() == 2, timeout=WAIT_MS)
    result = again.strip.items()[0]
    again.studio.show(result)
    qtbot.waitUntil(lambda: again.viewer.view is not None and again.viewer.view.is_result, timeout=WAIT_MS)
    again.commands.actions["gallery"].trigger()
    qtbot.waitUntil(lambda: again.pages.gallery.rowCount() == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: again.pages.gallery.session_at(0) is not None, timeout=WAIT_MS)
    again.pages.gallery_page.opened.emit(again.pages.gallery.session_at(0))
    assert again.window.page_name == "studio"
    assert again.studio.missing() is None


def test_a_later_start_shows_the_layers_of_a_garment(opened: Opener, qtbot: QtBot, portrait: Path,
                                                     garment: Path) -> None:
    first = opened()
    first.commands.bring([portrait, garment])
    qtbot.waitUntil(first.page.inspector.run.isEnabled, timeout=WAIT_MS)
    run_tool(first, qtbot)
    before = first.viewer.view
    first.window.close()

    again = opened()
    qtbot.waitUntil(lambda: again.strip.rowCount() == 3, timeout=WAIT_MS)
    again.studio.show(again.strip.items()[0])
    qtbot.waitUntil(lambda: again.viewer.view is not None, timeout=WAIT_MS)
    after = again.viewer.view
    assert before is not None
    assert after is not None
    assert after.layers is not None
    assert len(after.layers) == len(before.layers or ()) > 1
    assert after.flat(0.5).pixels.tobytes() == before.flat(0.5).pixels.tobytes()


def test_a_failed_job_says_what_to_do_and_can_be_tried_again(app: App, qtbot: QtBot, garment: Path,
                                                             tmp_path: Path) -> None:
    nobody = QImage(400, 500, QImage.Format.Format_RGB32)
    nobody.fill(Qt.GlobalColor.gray)
    nobody.save(str(tmp_path / "nobody.png"))
    app.commands.bring([tmp_path / "nobody.png", garment])
    qtbot.waitUntil(app.page.inspector.run.isEnabled, timeout=WAIT_MS)
    with qtbot.waitSignal(app.work.failed, timeout=WAIT_MS) as told:
        app.commands.run()
    error = told.args[0].error
    assert error.code in {PoseFailed.code, "SEGMENTATION_FAILED"}
    notice = app.page.notices.notices()[0]
    assert (notice.what.text(), notice.remedy.text()) == (said(error.what), said(error.remedy))
    page = app.pages.gallery_page
    app.window.show_page("gallery")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1 and page.model.session_at(0) is not None, timeout=WAIT_MS)
    page.grid.selectAll()
    shown = [part.text() for part in page.details.findChildren(QLabel) if part.isVisible()]
    assert f"{said(error.what)} {said(error.remedy)}" in shown, "later too, in the gallery"
    app.window.show_page("studio")
    assert app.commands.actions["retry"].isEnabled()
    with qtbot.waitSignal(app.work.failed, timeout=WAIT_MS):
        app.commands.actions["retry"].trigger()
    assert app.queue.jobs()[0].attempt == 2


def test_what_is_no_photo_is_told_and_the_others_come(app: App, qtbot: QtBot, portrait: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.jpg"
    app.commands.bring([gone, portrait])
    qtbot.waitUntil(lambda: app.viewer.view is not None, timeout=WAIT_MS)
    assert len(app.page.notices.notices()) == 1
    words = tmp_path / "words.jpg"
    words.write_text("no photo")
    app.commands.bring([words])
    qtbot.waitUntil(lambda: len(app.page.notices.notices()) >= 2, timeout=WAIT_MS)


def test_a_picture_is_pasted_and_copied(app: App, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    app.commands.actions["paste"].trigger()
    assert app.page.notices.notices()
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    clipboard.setImage(image)
    app.commands.actions["paste"].trigger()
    qtbot.waitUntil(lambda: app.viewer.view is not None, timeout=WAIT_MS)
    clipboard.clear()
    app.commands.actions["copy"].trigger()
    qtbot.waitUntil(lambda: clipboard.mimeData() is not None and clipboard.mimeData().hasImage(), timeout=WAIT_MS)
    assert clipboard.image().size() == image.size()
    assert clipboard.mimeData().urls()


def test_a_photo_that_disappears_leaves_the_strip_with_words(app: App, qtbot: QtBot, portrait: Path,
                                                             garment: Path) -> None:
    app.commands.bring([portrait, garment])
    qtbot.waitUntil(lambda: app.strip.rowCount() == 2 and app.viewer.view is not None, timeout=WAIT_MS)
    lost = app.strip.items()[0]
    lost.path.unlink()
    app.studio.show(lost)
    qtbot.waitUntil(lambda: app.strip.rowCount() == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(app.page.notices.notices()), timeout=WAIT_MS)  # a sweep may have taken it off before


def test_deleting_takes_everything_of_a_picture(app: App, qtbot: QtBot, portrait: Path) -> None:
    app.commands.bring([portrait])
    qtbot.waitUntil(lambda: app.viewer.view is not None, timeout=WAIT_MS)
    item = app.strip.items()[0]
    app.work.delete([item])
    qtbot.waitUntil(lambda: app.strip.rowCount() == 0, timeout=WAIT_MS)
    assert app.studio.shown is None
    assert not item.path.exists()
    assert not app.commands.actions["undo"].isEnabled()


def test_jobs_that_were_left_are_finished_after_a_question(opened: Opener, qtbot: QtBot, portrait: Path,
                                                           lookroom_home: Path) -> None:
    from desktop.folders import Folders
    from desktop.history.store import History

    history, _ = History.open(Folders(lookroom_home))
    history.create("cutout", [history.import_file(portrait)], {})
    history.close()
    app = opened()
    qtbot.waitUntil(lambda: bool(app.page.notices.notices()), timeout=WAIT_MS)
    buttons = app.page.notices.notices()[0].buttons()
    with qtbot.waitSignal(app.work.done, timeout=WAIT_MS):
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def test_presets_are_kept_taken_and_shared(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    app.studio.take_options({"realism_level": 5})
    app.presets.save_as("Crisp")
    app.studio.take_options({})
    app.presets.fill()
    action = next(action for action in app.presets.menu.actions() if action.text() == "Crisp")
    action.trigger()
    assert app.page.inspector.form.values()["realism_level"] == 5
    newer = tmp_path / "newer.lookroom-preset"
    newer.write_text('{"name": "x", "tool": "garment", "options": {}, "version": 99}')
    app.presets.import_path(newer)
    assert "newer" in app.page.notices.notices()[0].what.text()


def test_settings_of_nonsense_are_told_once(opened: Opener, lookroom_home: Path) -> None:
    lookroom_home.mkdir(parents=True)
    (lookroom_home / "settings.json").write_text('{"theme": "purple", "language": 7')
    app = opened()
    assert len(app.page.notices.notices()) == 1
    app.window.close()
    assert not opened().page.notices.notices()


def test_the_theme_is_chosen_and_remembered(opened: Opener) -> None:
    app = opened()
    app.commands.actions["theme_light"].trigger()
    assert app.theme.tokens.name == "light"
    app.window.close()
    assert opened().theme.tokens.name == "light"


def test_recent_files_are_offered_until_their_photos_go(app: App, qtbot: QtBot, portrait: Path) -> None:
    app.commands.bring([portrait])
    qtbot.waitUntil(lambda: app.viewer.view is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: portrait.name in [action.text() for action in app.recent.actions()], timeout=WAIT_MS)
    app.work.delete(app.strip.items())
    qtbot.waitUntil(lambda: not any(action.isEnabled() for action in app.recent.actions()), timeout=WAIT_MS)
