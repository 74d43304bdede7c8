"""The gallery page: everything that was made, to be found, looked through, kept, tagged and deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QVBoxLayout, QWidget

from desktop.state.gallery import SESSION
from desktop.ui.controls.slider import Slider
from desktop.ui.gallery_cell import Cell
from desktop.ui.gallery_details import Details
from desktop.ui.gallery_filters import Filters
from desktop.ui.gallery_grid import Grid
from desktop.ui.notices import Notices
from desktop.ui.parts import label, push_button, surface
from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from PySide6.QtCore import SignalInstance

    from desktop.history.records import Session
    from desktop.state.gallery import Gallery
    from desktop.state.gallery_thumbs import GalleryThumbs
    from desktop.ui.icons import Icons
    from engine.tools.base import Tool

MOST_SHOWN = 200
"""Chosen pictures that the details speak of."""
SMALLEST, USUAL, LARGEST = 112, 184, 336
MINUTE_MS = 60_000


class GalleryPage(QWidget):
    """``opened`` (Session): work on it in the studio. ``exported`` (sessions) and ``delete_wanted`` (ids): do that
    with them. ``revealed`` (Session): show its file in the system's file manager. ``studio_wanted``: done here.
    ``chosen_changed``: other pictures are chosen, or there is more to know of them."""

    opened = Signal(object)
    exported = Signal(list)
    revealed = Signal(object)
    delete_wanted = Signal(list)
    studio_wanted = Signal()
    chosen_changed = Signal()

    def __init__(self, icons: Icons, model: Gallery, thumbs: GalleryThumbs, tools: Mapping[str, Tool]) -> None:
        super().__init__()
        self._icons, self.model, self._thumbs = icons, model, thumbs
        self.filters = Filters(icons, tools)
        self.grid = Grid(USUAL)
        self._cell = Cell(icons, thumbs, tools, model.session_at, self.grid)
        self.details = Details(icons, thumbs, tools)
        self._lay_out(icons.theme.tokens.size["inspector"])
        self.notices = Notices(icons, self._middle)
        self._wire()
        retold(self, self._show_details)
        self._clock = QTimer(self, interval=MINUTE_MS)
        self._clock.timeout.connect(self._tick)

    def selected(self) -> list[Session]:
        """The chosen sessions in their order, as far as they are here."""
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())
        return [found for row in rows if (found := self.model.session_at(row)) is not None]

    def selected_ids(self) -> list[UUID]:
        """The ids of all that is chosen."""
        return [self.model.id_at(row) for row in
                sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())]

    def search(self) -> None:
        """Look again with the filters as they are."""
        self.model.search(self.filters.query())

    def showEvent(self, event: QShowEvent) -> None:
        """Come up to date."""
        self.search()
        self._tick()
        self._clock.start()
        self.grid.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        self._clock.stop()

    # Parts

    def _lay_out(self, details: int) -> None:
        head = surface("panel", "bottom")
        across = QHBoxLayout(head)
        across.setContentsMargins(16, 9, 16, 9)
        across.addWidget(self.filters)
        says(self.grid.setAccessibleName, lambda: self.tr("Gallery"))
        self.grid.show_cells(self._cell)
        self.grid.setModel(self.model)
        self.grid.setFrameShape(Grid.Shape.NoFrame)
        self.grid.setProperty("role", "gallery")
        self.grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._middle = surface("canvas")
        self._stack = QStackedLayout(self._middle)
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_nothing())
        self._stack.addWidget(self.grid)
        right = surface("panel", "left")
        right.setFixedWidth(details)
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.details)
        body = QHBoxLayout()
        body.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._middle, 1)
        left.addWidget(self._make_foot())
        body.addLayout(left, 1)
        body.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(body, 1)

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        across = QHBoxLayout(foot)
        across.setContentsMargins(16, 3, 16, 3)
        self._count = label("", "small")
        across.addWidget(self._count, 1)
        across.addWidget(label(lambda: self.tr("Size"), "small"))
        self.size_slider = Slider(self._icons.theme)
        self.size_slider.setRange(SMALLEST, LARGEST)
        self.size_slider.setValue(USUAL)
        self.size_slider.home = USUAL
        self.size_slider.setFixedWidth(120)
        says(self.size_slider.setAccessibleName, lambda: self.tr("Size of the pictures"))
        says(self.size_slider.setToolTip, lambda: self.tr("Size of the pictures"))
        self.size_slider.valueChanged.connect(self.grid.set_cell)
        across.addWidget(self.size_slider)
        return foot

    def _make_empty(self) -> QWidget:
        area, column = _centred()
        self._mark = QLabel()
        column.addWidget(_middle(self._mark))
        column.addWidget(_middle(label(lambda: self.tr("Nothing made yet"), "headline", wrap=True)))
        column.addWidget(_middle(label(lambda: self.tr("What you make in the studio is listed here until it deletes "
                                                       "itself. Keep what you want to keep."), "quiet", wrap=True)))
        self.to_studio = push_button(lambda: self.tr("Go to the studio"))
        self.to_studio.clicked.connect(self.studio_wanted)
        column.addSpacing(8)
        column.addWidget(self.to_studio, 0, Qt.AlignmentFlag.AlignCenter)
        return area

    def _make_nothing(self) -> QWidget:
        area, column = _centred()
        column.addWidget(_middle(label(lambda: self.tr("Nothing fits these filters"), "headline", wrap=True)))
        clear = push_button(lambda: self.tr("Clear filters"))
        clear.clicked.connect(self.filters.reset)
        column.addSpacing(8)
        column.addWidget(clear, 0, Qt.AlignmentFlag.AlignCenter)
        return area

    # Wires

    def _wire(self) -> None:
        model, grid, details = self.model, self.grid, self.details
        self.filters.changed.connect(self.search)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.begun.connect(self._show_begun)
        model.rowsInserted.connect(lambda *_: grid.updateGeometries())
        model.found.connect(self._show_found)
        model.dataChanged.connect(self._read)
        model.troubled.connect(self.notices.tell_fault)
        grid.selectionModel().selectionChanged.connect(lambda *_: self._show_details())
        grid.activated.connect(lambda index: self._open(index.data(SESSION)))
        for reading in (model, self._thumbs):
            grid.flight.changed.connect(reading.hold)
            grid.reach.connect(reading.make_room)
        grid.customContextMenuRequested.connect(self._menu)
        self._thumbs.ready.connect(self._show_picture)
        self._icons.theme.changed.connect(self._show_mark)
        self._show_mark()
        details.opened.connect(lambda: self._open(next(iter(self.selected()), None)))
        details.exported.connect(lambda: self._tell_chosen(self.exported, self.selected()))
        details.revealed.connect(lambda: self.revealed.emit(self.selected()[0]))
        details.deleted.connect(lambda: self._tell_chosen(self.delete_wanted, self.selected_ids()))
        details.kept.connect(lambda kept: model.keep(self.selected_ids(), kept))
        details.tagged.connect(lambda before, after: model.tag(self.selected_ids(), before, after))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filters.text.setFocus)
        self._chosen: list[tuple[int, UUID]] = []
        self._seen_from = 0

    def _open(self, session: Session | None) -> None:
        if session is not None:
            self.opened.emit(session)

    def _tell_chosen(self, signal: SignalInstance, chosen: Sequence[object]) -> None:
        if chosen:
            signal.emit(chosen)

    def _remember(self) -> None:
        rows = sorted(index.row() for index in self.grid.selectionModel().selectedIndexes())
        self._chosen = [(row, self.model.id_at(row)) for row in rows[:MOST_SHOWN]]
        self._seen_from = self.grid.verticalScrollBar().value()

    def _restore(self) -> None:
        """Choose again what was chosen, where it is still listed, and stay where one was looking."""
        for at, session_id in self._chosen:
            row = self.model.row_of(session_id, at)
            if row >= 0:
                self.grid.selectionModel().setCurrentIndex(self.model.index(row),
                                                           QItemSelectionModel.SelectionFlag.Select)
        self.grid.updateGeometries()
        self.grid.verticalScrollBar().setValue(self._seen_from)
        self._show_details()

    def _show_begun(self) -> None:
        """The first pictures are here: show them, or what to do where there are none."""
        count = self.model.rowCount()
        first = self._stack.currentWidget() is not self.grid
        self._stack.setCurrentIndex(2 if count else 1 if self.filters.narrowed() else 0)
        self.details.show_hint(bool(count))
        if first and count and not self.filters.isAncestorOf(self.focusWidget() or self):
            self.grid.setFocus()

    def _show_found(self) -> None:
        self.filters.show_tags(self.model.tags)
        self._show_begun()
        self._show_details()

    def _show_details(self) -> None:
        chosen = self.grid.selectionModel().selectedIndexes()
        self.details.show_sessions(self.selected() if len(chosen) <= MOST_SHOWN else [])
        count = self.tr("%n pictures", "", self.model.rowCount())
        some = self.tr("%n chosen", "", len(chosen))
        self._count.setText(f"{count}  ·  {some}" if chosen else count if self.model.rowCount() else "")
        self.chosen_changed.emit()

    def _read(self) -> None:
        """Sessions came: perhaps some of those that are chosen."""
        if self.grid.selectionModel().hasSelection():
            self._show_details()

    def _show_picture(self, session_id: UUID) -> None:
        """A picture came: draw its cell."""
        row = self._cell.came(session_id)
        if row is not None:
            self.grid.draw_soon([row])

    def _show_mark(self) -> None:
        self._mark.setPixmap(self._icons.icon("gallery", "quiet").pixmap(44, 44))
        self.grid.viewport().update()

    def _tick(self) -> None:
        """Time went on."""
        self._cell.now = datetime.now(UTC)
        self.grid.viewport().update()

    def _menu(self, point: QPoint) -> None:
        sessions = self.selected()
        if not sessions:
            return
        menu = QMenu(self)
        details, first = self.details, sessions[0]
        for words, icon, button in (
            (self.tr("Open in the studio"), "studio", details.open), (self.tr("Export…"), "export", details.export),
            (self.tr("Show in folder"), "open", details.reveal)):
            action = menu.addAction(self._icons.icon(icon, "quiet"), words, button.click)
            action.setEnabled(button.isEnabled())
        keep = menu.addAction(self.tr("Keep"), lambda: details.kept.emit(not first.kept))
        keep.setCheckable(True)
        keep.setChecked(all(session.kept for session in sessions))
        menu.addSeparator()
        menu.addAction(self._icons.icon("trash", "quiet"), self.tr("Delete…"), details.delete.click)
        menu.exec(self.grid.viewport().mapToGlobal(point))


def _centred() -> tuple[QWidget, QVBoxLayout]:
    """An area with a narrow column in its middle."""
    area = QWidget()
    outer = QVBoxLayout(area)
    inner = QWidget()
    inner.setMaximumWidth(420)
    column = QVBoxLayout(inner)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(inner, 10)
    across.addStretch(1)
    outer.addStretch(1)
    outer.addLayout(across)
    outer.addStretch(1)
    return area, column


def _middle(words: QLabel) -> QLabel:
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return words
