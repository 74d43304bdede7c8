"""The studio page: tools, canvas, inspector, film strip and queue around one photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from desktop.ui.busy import Busy
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.dragging import items_in, paths_in, takes
from desktop.ui.findings import FindingsPanel
from desktop.ui.inspector import Inspector
from desktop.ui.notices import Notices
from desktop.ui.parts import label, push_button, surface
from desktop.ui.queue import QueuePanel
from desktop.ui.strip import StripView
from desktop.ui.tools import ToolList

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from desktop.state.strip import Strip
    from desktop.state.studio import Studio
    from desktop.state.thumbs import Thumbs
    from desktop.ui.icons import Icons


class EmptyState(QFrame):
    """What to do when there is no photo. Takes drops like the canvas does."""

    files_dropped = Signal(list)
    items_dropped = Signal(list)
    open_wanted = Signal()
    first_steps_wanted = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("surface", "canvas")
        self.setAcceptDrops(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 32, 32, 32)
        card = QFrame()
        card.setProperty("role", "welcome")
        card.setMaximumSize(520, 340)
        self._card = card
        column = QVBoxLayout(card)
        column.setContentsMargins(40, 36, 40, 32)
        column.setSpacing(8)
        mark = QLabel()
        mark.setPixmap(icons.icon("input", "quiet").pixmap(QSize(44, 44)))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark, self._icons = mark, icons
        column.addStretch(1)
        column.addWidget(mark)
        column.addSpacing(6)
        head = label(lambda: self.tr("Drop a photo here"), "headline", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(head)
        self._words = label(lambda: self.tr("or open one from your disk. Your original is never changed, and nothing "
                                            "leaves this machine."), "quiet", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._words)
        column.addSpacing(10)
        row = QHBoxLayout()
        row.addStretch(1)
        self.open = push_button(lambda: self.tr("Open photos…"))
        self.open.setIcon(icons.icon("open", "text"))
        self.open.clicked.connect(self.open_wanted)
        row.addWidget(self.open)
        self.steps: QPushButton = push_button(lambda: self.tr("First steps"), "flat")
        self.steps.clicked.connect(self.first_steps_wanted)
        row.addWidget(self.steps)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 10)
        across.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(across, 10)
        outer.addStretch(1)
        icons.theme.changed.connect(lambda: mark.setPixmap(icons.icon("input", "quiet").pixmap(QSize(44, 44))))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Photos may come."""
        if takes(event.mimeData()):
            self._light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went by."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """They came."""
        self._light(False)
        event.acceptProposedAction()
        ids = items_in(event.mimeData())
        (self.items_dropped if ids else self.files_dropped).emit(ids or paths_in(event.mimeData()))

    def _light(self, hot: bool) -> None:
        self._card.setProperty("hot", hot)
        self._card.style().polish(self._card)


class StudioPage(QWidget):
    """The parts in their places; what they mean is wired in ``desktop.ui.commands``."""

    def __init__(self, icons: Icons, studio: Studio, strip: Strip, thumbs: Thumbs) -> None:
        super().__init__()
        size = icons.theme.tokens.size
        self.tools = ToolList(icons, studio.tools)
        self.tools.show_tool(studio.tool.id)
        self.canvas = Canvas()
        self.empty = EmptyState(icons)
        self.inspector = Inspector(icons, studio, thumbs)
        self.strip = StripView(icons, strip, thumbs, studio.tools)
        self.queue = QueuePanel(icons, studio.tools, strip.name_of)
        self.findings = FindingsPanel()
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.canvas)
        self.notices = Notices(icons, middle)
        self.busy = Busy(icons, middle)
        self._icons = icons
        icons.theme.changed.connect(self._paint_surround)
        self._paint_surround()
        self._left, self._right = surface("panel", "right"), surface("panel", "left")
        self._bottom = surface("panel", "top")
        for frame, inner, width in ((self._left, self.tools, size["tools"]),
                                    (self._right, self.inspector, size["inspector"])):
            frame.setFixedWidth(width)
            box = QVBoxLayout(frame)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(inner)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._left)
        upper.addWidget(middle, 1)
        upper.addWidget(self.findings)
        upper.addWidget(self._right)
        self._bottom.setFixedHeight(size["strip"])
        lower = QHBoxLayout(self._bottom)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(self.strip, 1)
        queue = surface("panel", "left")
        queue.setFixedWidth(size["inspector"])
        box = QVBoxLayout(queue)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.queue)
        lower.addWidget(queue)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self._bottom)

    def _paint_surround(self) -> None:
        self.canvas.set_ground(self._icons.theme.tokens.colour("canvas"))

    def show_canvas(self, shown: bool) -> None:
        """The canvas, or the empty state."""
        self._stack.setCurrentWidget(self.canvas if shown else self.empty)
        self.notices.raise_()
        self.busy.raise_()

    def show_panels(self, shown: bool) -> None:
        """The panels at both sides."""
        self._left.setVisible(shown)
        self._right.setVisible(shown)

    def show_strip(self, shown: bool) -> None:
        """Film strip and queue."""
        self._bottom.setVisible(shown)
