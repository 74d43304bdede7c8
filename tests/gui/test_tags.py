"""Tags as a person gives them: in the film strip and in the gallery, to photos and to results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.history.records import PHOTO, Query
from desktop.ui.tagging import TagsDialog
from tests.gui.studio import House, open_house, photo_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

WAIT_MS = 10_000


@pytest.fixture
def house(qtbot: QtBot, lookroom_home: Path, tmp_path: Path) -> Iterator[House]:
    """A studio with a photo and a result of it."""
    made = open_house(qtbot, lookroom_home)
    made.bring(photo_file(tmp_path / "Anna.png"))
    made.run()
    qtbot.waitUntil(lambda: {item.kind for item in made.app.strip.items()} == {"photo", "result"}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: all(item.path.is_file() for item in made.app.strip.items()), timeout=WAIT_MS)
    yield made
    made.window.close()


def dialog_of(house: House) -> TagsDialog:
    """Order the dialog for what is chosen or shown, and wait until it is there."""
    house.window.actions_table["tags"].trigger()
    found: list[TagsDialog] = []

    def there() -> bool:
        found[:] = [one for one in house.window.findChildren(TagsDialog) if one.isVisible()]
        return bool(found)

    house.qtbot.waitUntil(there, timeout=WAIT_MS)
    return found[0]


def show(house: House, kind: str) -> None:
    house.app.studio.show(next(item for item in house.app.strip.items() if item.kind == kind))
    house.app.page.strip.show_item(house.app.studio.shown)


def tags_in_history(house: House) -> dict[str, tuple[str, ...]]:
    history = house.app.archive.history()
    ids = [item.id for item in house.app.strip.everything()]
    return {record.tool: record.tags for record in history.page(ids)}


def test_photo_and_result_are_tagged_and_found_by_it(house: House) -> None:
    qtbot, app = house.qtbot, house.app
    for kind in ("photo", "result"):
        show(house, kind)
        dialog = dialog_of(house)
        assert dialog.focusWidget() is dialog.line
        qtbot.keyClicks(dialog.line, "Hochzeit, Anna  ,")
        with qtbot.waitSignal(app.pages.tagging.changed, timeout=WAIT_MS):
            qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert tags_in_history(house) == {"cutout": ("Anna", "Hochzeit"), PHOTO: ("Anna", "Hochzeit")}

    app.commands.actions["gallery"].trigger()
    gallery, page = app.pages.gallery, app.pages.gallery_page
    qtbot.waitUntil(lambda: gallery.rowCount() == 1 and page.filters.tag.findData("Hochzeit") > 0, timeout=WAIT_MS)
    with qtbot.waitSignal(gallery.found, timeout=WAIT_MS):
        page.filters.tag.setCurrentIndex(page.filters.tag.findData("Hochzeit"))
    assert gallery.rowCount() == 2
    with qtbot.waitSignal(gallery.found, timeout=WAIT_MS):
        page.filters.tool.setCurrentIndex(page.filters.tool.findData(PHOTO))
    assert gallery.rowCount() == 1
    assert gallery.query == Query(tag="Hochzeit", tool=PHOTO)


def test_a_photo_in_the_gallery_is_told_about_tagged_and_opened(house: House) -> None:
    qtbot, app = house.qtbot, house.app
    app.commands.actions["gallery"].trigger()
    gallery, page = app.pages.gallery, app.pages.gallery_page
    qtbot.waitUntil(lambda: gallery.rowCount() == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(gallery.found, timeout=WAIT_MS):
        page.filters.tool.setCurrentIndex(page.filters.tool.findData(PHOTO))
    qtbot.waitUntil(lambda: gallery.session_at(0) is not None, timeout=WAIT_MS)
    page.grid.setCurrentIndex(gallery.index(0))
    details = page.details
    words = [part.text() for part in details.findChildren(QLabel) if part.isVisible()]
    assert "Anna.png" in words
    assert any(text.startswith("Photo, brought in") for text in words)
    assert details.export.isEnabled()
    app.commands.actions["tags"].trigger()
    assert house.window.focusWidget() is details.tags
    details.tags.setText("Meer")
    details.tags.editingFinished.emit()
    qtbot.waitUntil(lambda: tags_in_history(house)[PHOTO] == ("Meer",), timeout=WAIT_MS)
    details.keep.click()
    qtbot.waitUntil(lambda: app.archive.history().inputs()[0].kept, timeout=WAIT_MS)
    app.studio.put("photo", ())
    details.open.click()
    assert app.window.page_name == "studio"
    assert app.studio.shown is not None
    assert app.studio.shown.kind == "photo"
    assert [item.name for item in app.studio.slot(app.studio.tool.inputs[0].name)] == ["Anna.png"]


def test_several_pictures_keep_the_tags_that_are_their_own(house: House) -> None:
    qtbot, app = house.qtbot, house.app
    history = app.archive.history()
    photo, result = (next(item for item in app.strip.items() if item.kind == kind) for kind in ("photo", "result"))
    history.tag(photo.id, ["Anna", "Meer"])
    history.tag(result.id, ["Anna", "fertig"])
    app.pages.tagging.ask([photo, result])
    qtbot.waitUntil(lambda: any(one.isVisible() for one in house.window.findChildren(TagsDialog)), timeout=WAIT_MS)
    dialog = next(one for one in house.window.findChildren(TagsDialog) if one.isVisible())
    assert dialog.line.text() == "Anna"
    dialog.line.setText("Ben")
    with qtbot.waitSignal(app.pages.tagging.changed, timeout=WAIT_MS):
        dialog.accept()
    assert tags_in_history(house) == {"cutout": ("Ben", "fertig"), PHOTO: ("Ben", "Meer")}


def test_tags_in_use_are_offered_while_typing(house: House) -> None:
    history = house.app.archive.history()
    history.tag(next(item.id for item in house.app.strip.items() if item.kind == "photo"), ["Hochzeit", "Meer"])
    show(house, "result")
    dialog = dialog_of(house)
    house.qtbot.keyClicks(dialog.line, "Meer, hoch")
    completer = dialog.line.completer()
    assert completer.currentCompletion() == "Meer, Hochzeit"
    dialog.reject()


def test_a_picture_that_is_gone_is_said(house: House) -> None:
    show(house, "photo")
    items = [item for item in house.app.strip.items() if item.kind == "photo"]
    house.app.archive.history().delete([item.id for item in items])
    house.app.pages.tagging.ask(items)
    house.waits_for("This picture cannot be tagged now.")
