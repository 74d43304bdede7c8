"""The batch dialog: many photos times many garments, each as a file, and a contact sheet of all looks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs.batch import BatchOrder, Entry
from desktop.state.export_recipe import form_of
from desktop.state.fields import sentence
from desktop.ui.dragging import items_in, paths_in, takes
from desktop.ui.export_form import usual_folder
from desktop.ui.hotfolder import PathLine
from desktop.ui.parts import icon_button, label, push_button, surface
from desktop.ui.rows import Rows
from desktop.ui.speaking import retold, says
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from desktop.jobs.batch import Batch, Batches
    from desktop.settings import Export
    from desktop.state.items import Item
    from desktop.state.thumbs import Thumbs
    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text
    from engine.tools.base import Input, Tool

USUAL = (860, 640)
THUMB = 108
NAME = 34
"""Two lines of a name below the picture, logical px."""
MANY = 40
"""More looks than this are worth a word about the time that they take."""
SECONDS = 2.0
"""What one look takes about, as long as nobody has measured."""


class Pile(QListWidget):
    """Photos for one input. ``dropped`` (paths) and ``taken`` (ids of the film strip's pictures); ``changed``."""

    dropped = Signal(list)
    taken = Signal(list)
    changed = Signal()

    def __init__(self, text: Text, thumbs: Thumbs) -> None:
        super().__init__()
        self._thumbs = thumbs
        says(self.setAccessibleName, text)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(QSize(THUMB, THUMB))
        self.setGridSize(QSize(THUMB + 18, THUMB + NAME + 8))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAcceptDrops(True)
        self.setProperty("role", "gallery")
        thumbs.ready.connect(self._show_thumb)

    def add_items(self, items: Sequence[Item]) -> None:
        """Put photos on the pile; those that lie there already stay once."""
        there = {item.id for item in self.items_on()}
        for item in items:
            if item.id not in there:
                entry = QListWidgetItem(item.name)
                entry.setData(Qt.ItemDataRole.UserRole, item)
                entry.setToolTip(item.name)
                entry.setSizeHint(QSize(THUMB + 14, THUMB + NAME + 4))
                self.addItem(entry)
                self._show_thumb(item.id)
        self.changed.emit()

    def items_on(self) -> list[Item]:
        """The photos on the pile."""
        return [self.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.count())]

    def remove_chosen(self) -> None:
        """Take the chosen photos off."""
        for entry in self.selectedItems():
            self.takeItem(self.row(entry))
        self.changed.emit()

    def _show_thumb(self, item_id: UUID) -> None:
        for row in range(self.count()):
            entry = self.item(row)
            item: Item = entry.data(Qt.ItemDataRole.UserRole)
            if item.id == item_id:
                image = self._thumbs.image(item)
                picture = QPixmap(THUMB, THUMB)
                picture.fill(Qt.GlobalColor.transparent)
                if image is not None:
                    picture = QPixmap.fromImage(image)
                entry.setIcon(QIcon(picture))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photos, or what to do where there are none."""
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                             self.tr("Drop photos here, from the film strip or from a folder."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos may come."""
        if takes(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragEnterEvent) -> None:  # type: ignore[override]
        """Anywhere."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They came."""
        event.acceptProposedAction()
        ids = items_in(event.mimeData())
        if ids:
            self.taken.emit(ids)
        else:
            self.dropped.emit(paths_in(event.mimeData()))


class BatchDialog(QDialog):
    """``wanted`` (number of the pile, paths): bring these files in for a pile. ``taken`` (number, ids): these pictures
    of the film strip. The dialog may be closed while a batch runs: it goes on."""

    wanted = Signal(int, list)
    taken = Signal(int, list)

    def __init__(self, icons: Icons, thumbs: Thumbs, batches: Batches, tool: Tool, options: Mapping[str, object],
                 recipe: Export, parent: QWidget | None = None) -> None:
        """``tool`` takes two photos; ``options`` are for all looks."""
        super().__init__(parent)
        self._icons, self._batches, self._tool, self._recipe = icons, batches, tool, recipe
        self._options = dict(options)
        self._batch: Batch | None = None
        says(self.setWindowTitle, lambda: self.tr("Lookbook"))
        self.resize(*USUAL)
        titles = [partial(_title, entry) for entry in tool.inputs[:2]]
        self.piles = [Pile(title, thumbs) for title in titles]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 18, 24, 16)
        body.setSpacing(14)
        body.addWidget(label(lambda: self.tr("Every photo with every garment: a file each, and a contact sheet of all "
                                             "looks."), "quiet", wrap=True))
        across = QHBoxLayout()
        across.setSpacing(16)
        for number, (title, pile) in enumerate(zip(titles, self.piles, strict=True)):
            across.addLayout(self._column(number, title, pile), 1)
        body.addLayout(across, 1)
        body.addWidget(self._make_rows())
        outer.addLayout(body, 1)
        outer.addWidget(self._make_foot())
        batches.progressed.connect(self._progressed)
        batches.finished.connect(self._finished)
        retold(self, self._say)
        self.title.setFocus()

    def order(self) -> BatchOrder | None:
        """What is asked for; None while something is missing."""
        folder = self.folder.path()
        people, garments = (tuple(Entry(item.path, item.name) for item in pile.items_on()) for pile in self.piles)
        if not people or not garments or folder is None:
            return None
        return BatchOrder(self._tool.id, people, garments, self._options, folder,
                          self.title.text().strip() or self.tr("Lookbook"), form_of(self._recipe).suffixes[0],
                          self._recipe.quality)

    def start(self) -> None:
        """Begin."""
        order = self.order()
        if order is not None:
            self._batch = self._batches.start(order)
            self._progressed(self._batch)
            self._check()

    def _column(self, number: int, title: Callable[[], str], pile: Pile) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(title, "section"), 1)
        remove = icon_button(self._icons, "trash",
                             lambda: self.tr("Take the chosen ones off: {pile}").format(pile=title()), size=16)
        remove.clicked.connect(pile.remove_chosen)
        remove.setEnabled(False)
        pile.itemSelectionChanged.connect(lambda: remove.setEnabled(bool(pile.selectedItems())))
        add = icon_button(self._icons, "add", lambda: self.tr("Add photos: {pile}").format(pile=title()), size=16)
        add.clicked.connect(lambda: self._ask(number))
        head.addWidget(remove)
        head.addWidget(add)
        column.addLayout(head)
        column.addWidget(pile, 1)
        pile.dropped.connect(lambda paths: self.wanted.emit(number, paths))
        pile.taken.connect(lambda ids: self.taken.emit(number, ids))
        pile.changed.connect(self._check)
        return column

    def _ask(self, number: int) -> None:
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Open photos"))
        if paths:
            self.wanted.emit(number, [Path(path) for path in paths])

    def _make_rows(self) -> Rows:
        rows = Rows()
        self.title = QLineEdit()
        says(self.title.setPlaceholderText, lambda: self.tr("Lookbook"))
        rows.row(lambda: self.tr("Title of the sheet"), self.title)
        self.folder = PathLine(self._icons, lambda: self.tr("Choose a folder"), folder=True)
        self.folder.set_path(self._recipe.folder or usual_folder())
        self.folder.changed.connect(self._check)
        rows.row(lambda: self.tr("Folder"), self.folder)
        return rows

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        self.note = label("", "quiet", wrap=True)
        row.addWidget(self.note, 2)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        says(self.bar.setAccessibleName, lambda: self.tr("Progress"))
        self.bar.setVisible(False)
        row.addWidget(self.bar, 1)
        self.close_button = push_button(lambda: self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        row.addWidget(self.close_button)
        self.go = push_button("", "primary")
        self.go.clicked.connect(self._press)
        row.addWidget(self.go)
        return foot

    @property
    def running(self) -> bool:
        """Whether a batch of this dialog is on its way."""
        return self._batch is not None and self._batch.sheet is None and self._batch.fault is None and (
            self._batch.done < self._batch.total or bool(self._batch.files))

    def _say(self) -> None:
        self._check()
        if self._batch is not None:
            self._progressed(self._batch)

    def _press(self) -> None:
        if self.running and self._batch is not None:
            self._batches.cancel(self._batch)
        else:
            self.start()

    def _check(self) -> None:
        if self.running:
            self.go.setText(self.tr("Stop"))
            return
        looks = self.piles[0].count() * self.piles[1].count()
        self.go.setText(self.tr("Make %n looks", "", looks) if looks else self.tr("Make the looks"))
        self.go.setEnabled(self.order() is not None)
        minutes = max(1, round(looks * SECONDS / 60))
        if not looks:
            self.note.setText(self.tr("Drop photos onto both piles."))
        else:
            self.note.setText(self.tr("Takes about %n minutes.", "", minutes) if looks > MANY else "")

    def _progressed(self, batch: Batch) -> None:
        if batch is self._batch:
            self.bar.setVisible(True)
            self.bar.setRange(0, batch.total)
            self.bar.setValue(batch.done)
            self.note.setText(self.tr("{done} of {count} looks").format(done=batch.done, count=batch.total))

    def _finished(self, batch: Batch) -> None:
        if batch is not self._batch:
            return
        self.bar.setVisible(False)
        self._batch = None
        self._check()
        missing = self.tr("%n looks are missing.", "", len(batch.missing)) if batch.missing else ""
        if batch.fault is not None:
            self.note.setText(f"{said(batch.fault.what)} {said(batch.fault.remedy)}")
        else:
            self.note.setText(f"{self.tr('%n looks are ready.', '', len(batch.files))} {missing}".strip())
        if batch.sheet is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(batch.sheet)))


def _title(entry: Input) -> str:
    """What an input is for."""
    return sentence(said(entry.title))
