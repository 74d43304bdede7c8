"""Walks through every page and dialog of the studio, and measures what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.ui.batch import BatchDialog
from desktop.ui.busy import Busy
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.first_run import FirstRunDialog
from desktop.ui.hotfolder import HotFolderDialog
from desktop.ui.notices import Notices
from desktop.ui.save_back import SaveBackDialog
from desktop.ui.tagging import TagsDialog
from engine.errors import UsageError
from engine.findings import found_in
from tests.gui.studio import photo_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.gui.studio import House

DIALOGS = ("export", "preferences", "batch", "first_run", "about")
FLOATING = (Notices, Busy)


def places(house: House, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Every page and dialog in the states that have words of their own, as (name, widget)."""
    app, window = house.app, house.window
    yield "studio, empty", window
    if window.page("gallery") is not None:
        window.show_page("gallery")
        house.qtbot.waitUntil(app.pages.gallery_page.to_studio.isVisible, timeout=10_000)
        settle(house)
        yield "gallery, empty", window
        window.show_page("studio")
    for tool_id in app.studio.tools:
        app.studio.choose_tool(tool_id)
        fold = getattr(app.page.inspector.form, "fold", None)
        if isinstance(fold, QPushButton):
            fold.setChecked(True)
        settle(house)
        yield f"studio, {tool_id}", window
    house.bring(photo_file(folder / "Brautkleid am Meer, zweite Auswahl.png", side=200))
    house.run()
    house.qtbot.waitUntil(lambda: app.viewer.view is not None and app.viewer.view.is_result)
    house.engine.error = UsageError("The photo needs more memory than it may have.", "Choose a smaller photo.")
    house.run()
    settle(house)
    yield "studio, result and fault", window
    yield from _findings(house)
    if window.page("gallery") is not None:
        yield from _gallery(house)
        window.show_page("studio")
    app.commands.actions["palette"].trigger()
    settle(house)
    yield "palette", app.commands._palette
    app.commands._palette.close()
    there = {action.objectName() for action in app.commands.actions if action.isVisible() and action.isEnabled()}
    for action_id in DIALOGS:
        if action_id in there:
            yield from _dialog(house, action_id)
    yield from _hot_folder(house)
    yield from _save_back(house)
    yield from _tags(house)


def _findings(house: House) -> Iterator[tuple[str, QWidget]]:
    panel, marks = house.app.page.findings, house.app.findings.marks
    found = found_in({"face": [{"score": 0.93, "box": [10, 10, 60, 60], "age": "adult"}, {"points": [[80, 90]]}],
                      "note": "A little dark"})
    marks.show_found(found)
    panel.show_found(found, "Find people", 216, 200)
    panel.choose(0)
    settle(house)
    yield "studio, findings", house.window
    marks.show_found(())
    panel.show_found(None, "", 1, 1)


def _hot_folder(house: House) -> Iterator[tuple[str, QWidget]]:
    dialog = HotFolderDialog(house.app.icons, house.app.studio.tools, [], house.window)
    dialog.open()
    settle(house)
    yield "hot folder", dialog
    dialog.close()


def _gallery(house: House) -> Iterator[tuple[str, QWidget]]:
    house.window.show_page("gallery")
    page = house.app.pages.gallery_page
    house.qtbot.waitUntil(lambda: page.grid.visible_rows().stop > 0 and page._cell.here(page.grid.visible_rows()),
                          timeout=10_000)
    settle(house)
    yield "gallery", house.window
    for row in page.grid.visible_rows():
        page.grid.selectionModel().select(page.model.index(row), QItemSelectionModel.SelectionFlag.Select)
        settle(house)
        yield f"gallery, {row + 1} chosen", house.window
    page.grid.clearSelection()
    page.filters.text.setText("nobody is called that")
    house.qtbot.waitUntil(lambda: page.model.rowCount() == 0, timeout=10_000)
    settle(house)
    yield "gallery, nothing fits", house.window
    page.filters.reset()
    house.qtbot.waitUntil(lambda: page.model.rowCount() > 0, timeout=10_000)


def _save_back(house: House) -> Iterator[tuple[str, QWidget]]:
    items = house.app.strip.everything()[:2]
    dialog = SaveBackDialog(house.app.thumbs, "What does not go back stays in the gallery.", house.window)
    dialog.ask([(item, f"{item.name}-Edit.tif") for item in items])
    dialog.open()
    settle(house)
    yield "save back", dialog
    dialog.ask([(items[0], f"{items[0].name}.tif")], "The file is write-protected. Export the result as another file.")
    settle(house)
    yield "save back, fault", dialog
    dialog.wait(["Brautkleid am Meer.tif"])
    settle(house)
    yield "save back, saving", dialog
    dialog.done(0)


def _tags(house: House) -> Iterator[tuple[str, QWidget]]:
    for count in (1, 2):
        dialog = TagsDialog((), ("Hochzeit", "Meer"), count, house.window)
        dialog.open()
        settle(house)
        yield f"tags of {count}", dialog
        dialog.close()


def _dialog(house: House, action_id: str) -> Iterator[tuple[str, QWidget]]:
    house.app.commands.actions[action_id].trigger()
    shown = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
    assert shown, f"{action_id} opens nothing"
    dialog = shown[0]
    for number, button in enumerate(_tabs(dialog) or [None]):
        if button is not None:
            button.click()
        settle(house)
        yield f"{action_id} {number}" if button is not None else action_id, dialog
    if isinstance(dialog, BatchDialog):
        dialog.piles[0].add_items(house.app.strip.everything())
        dialog.piles[1].add_items(house.app.strip.everything())
        settle(house)
        yield "batch, filled", dialog
    for step in range(2 if isinstance(dialog, FirstRunDialog) else 0):
        dialog.next.click()  # type: ignore[attr-defined]
        settle(house)
        yield f"{action_id}, step {step + 2}", dialog
    dialog.close()
    settle(house)


def _tabs(dialog: QDialog) -> list[QAbstractButton]:
    """The buttons that turn a dialog's pages: checkable, exclusive, one of many."""
    return [button for button in dialog.findChildren(QAbstractButton)
            if button.property("role") == "tool" and button.isCheckable()]


def settle(house: House) -> None:
    """Let layouts and queued work come to rest."""
    house.qtbot.wait(60)


def seen(root: QWidget) -> list[QWidget]:
    """Every widget below ``root`` that a person sees, floating plates included."""
    return [part for part in root.findChildren(QWidget) if part.isVisibleTo(root) and part.window() is root.window()]


def clipped(root: QWidget) -> list[str]:
    """Texts that do not fit where they stand."""
    return [f"{type(part).__name__} {_text(part)!r}: {why}" for part in seen(root) if (why := _why(part, root))]


def _text(part: QWidget) -> str:
    if isinstance(part, QComboBox):
        return part.currentText()
    if isinstance(part, QLineEdit):
        return "" if part.text() else part.placeholderText()  # what is typed scrolls
    return part.text() if isinstance(part, (QLabel, QAbstractButton)) else ""


def _why(part: QWidget, root: QWidget) -> str:
    """What is wrong with the room that a text has; "" where nothing is."""
    text = _text(part)
    if isinstance(part, QMenuBar):
        ends = [part.actionGeometry(action) for action in part.actions()]
        return "" if all(end.isValid() and part.rect().contains(end) for end in ends) else f"menus at {ends}"
    if not text or (isinstance(part, QToolButton) and part.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly):
        return ""
    if part.property("elides"):
        return ""
    room, metrics = part.contentsRect(), part.fontMetrics()
    if isinstance(part, QLabel) and part.wordWrap():
        word = max(map(metrics.horizontalAdvance, text.split()), default=0)
        if word > room.width() + 1:
            return f"a word needs {word} of {room.width()} px"
        need = metrics.boundingRect(QRect(0, 0, room.width(), 9999), Qt.TextFlag.TextWordWrap, text).height()
        return f"needs {need} of {room.height()} px height" if need > room.height() + 2 else _outside(part, root)
    if isinstance(part, QLabel):
        need = max(map(metrics.horizontalAdvance, text.splitlines()))
        return f"needs {need} of {room.width()} px" if need > room.width() + 1 else _outside(part, root)
    if isinstance(part, QAbstractButton):
        need = part.sizeHint().width()
        return f"needs {need} of {part.width()} px" if need > part.width() + 1 else _outside(part, root)
    need, margin = metrics.horizontalAdvance(text), 30 if isinstance(part, QComboBox) else 8
    return f"needs {need + margin} of {part.width()} px" if need + margin > part.width() + 1 else _outside(part, root)


def _outside(part: QWidget, root: QWidget) -> str:
    """Whether a parent cuts it off at its left or right."""
    above = part.parentWidget()
    while above is not None and above is not root.parentWidget():
        if isinstance(above, Canvas):
            return ""
        where = QRect(part.mapTo(above, part.rect().topLeft()), part.size())
        if where.left() < -1 or where.right() > above.width() + 1:
            return f"cut off by {type(above).__name__} ({where.left()}..{where.right()} of {above.width()} px)"
        above = above.parentWidget() if above is not root else None
    return ""


def overlaps(root: QWidget) -> list[str]:
    """Pairs of neighbours of which one lies over the other; plates that float over the canvas are meant to."""
    found = []
    for parent in (root, *seen(root)):
        if isinstance(parent, (Canvas, QAbstractItemView)) or isinstance(parent.parent(), QAbstractItemView):
            continue
        parts = [part for part in parent.children() if isinstance(part, QWidget)
                 and part.isVisibleTo(root) and not isinstance(part, FLOATING) and not part.isWindow()]
        for at, first in enumerate(parts):
            for second in parts[at + 1:]:
                both = first.geometry().intersected(second.geometry())
                if both.width() > 1 and both.height() > 1 and not isinstance(parent, (QAbstractScrollArea, QLineEdit)):
                    found.append(f"{_name(first)} over {_name(second)} in {type(parent).__name__}")
    return found


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} {_text(part)!r}"
