"""The question before the window closes: what becomes of results that have not gone back into their files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.parts import label, push_button, surface
from desktop.ui.pictures import draw_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.state.items import Item
    from desktop.state.thumbs import Thumbs

USUAL = 500
PICTURE = QSize(72, 60)
MOST_HEIGHT = 232
"""Height of the list, logical pixels; more files are scrolled to."""


class _Picture(QWidget):
    """A result, as soon as there is a picture of it."""

    def __init__(self, item: Item, thumbs: Thumbs) -> None:
        super().__init__()
        self._item, self._thumbs = item, thumbs
        self.setFixedSize(PICTURE)
        thumbs.ready.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it whole."""
        image = self._thumbs.image(self._item)
        if image is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            draw_whole(painter, QRect(0, 0, self.width(), self.height()), image)


class SaveBackDialog(QDialog):
    """``saved``: put the results into their files; ``left``: leave those as they are. Rejected: do not close.

    Each result is listed with the name of its file. ``more``: what becomes of results that do not go back.
    """

    saved = Signal()
    left = Signal()

    def __init__(self, thumbs: Thumbs, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbs = thumbs
        self.setWindowTitle(self.tr("Close Lookroom"))
        outer = self._column = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(28, 24, 28, 22)
        body.setSpacing(12)
        self.question = label("", "title", wrap=True)
        body.addWidget(self.question)
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.addWidget(self._list)
        self.fault = label("", "danger", wrap=True)
        body.addWidget(self.fault)
        self.more = label(more, "quiet", wrap=True)
        body.addWidget(self.more)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        body.addWidget(self._bar)
        outer.addLayout(body, 1)
        outer.addWidget(self._make_foot())
        self.setFixedWidth(USUAL)

    def ask(self, results: Sequence[tuple[Item, str]], fault: str = "") -> None:
        """Ask about results and the names of their files; ``fault``: why saving did not work."""
        self._wait(False)
        name = results[0][1]
        self.question.setText(self.tr("Put the result into {name} before closing?").format(name=name)
                              if len(results) == 1 else
                              self.tr("Put %n results into their files before closing?", "", len(results)))
        rows = QWidget()
        rows.setProperty("role", "clear")
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        for row, (item, file) in enumerate(results):
            grid.addWidget(_Picture(item, self._thumbs), row, 0)
            grid.addWidget(label(file, wrap=True), row, 1)
        self._list.setWidget(rows)
        self._list.setFixedHeight(min(rows.sizeHint().height(), MOST_HEIGHT))
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self._fit()
        self.save.setFocus()

    def wait(self, names: Sequence[str]) -> None:
        """Files are being written; the window closes after that, unless it is rejected meanwhile."""
        self._wait(True)
        self.question.setText(self.tr("Saving back into {name}…").format(name=names[0]) if len(names) == 1 else
                              self.tr("Saving back into %n files…", "", len(names)))
        self.fault.hide()
        self._fit()
        self.cancel.setFocus()

    def _wait(self, waiting: bool) -> None:
        self._bar.setVisible(waiting)
        self.more.setVisible(not waiting)
        for button in (self.save, self.leave):
            button.setEnabled(not waiting)

    def _fit(self) -> None:
        self._column.activate()
        self.resize(USUAL, self._column.totalHeightForWidth(USUAL))

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        self.leave = push_button(self.tr("Leave as it was"))
        self.leave.clicked.connect(self.left)
        row.addWidget(self.leave)
        row.addStretch(1)
        self.cancel = push_button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        row.addWidget(self.cancel)
        self.save = push_button(self.tr("Save back"), "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self.saved)
        row.addWidget(self.save)
        return foot
