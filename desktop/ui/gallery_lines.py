"""The gallery's lines as pictures: a frame copies a few of them, and draws cells only as long as a frame allows.

Each call into Qt lets a worker that computes in Python go first, for up to half a millisecond: a frame of forty cells
with ten calls each would wait for as long as pages are read from the history. So what is drawn once is kept a line
at a time, and what is new comes over several frames.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtGui import QFont

    Look = tuple[bool, bool, bool]
    """Chosen, under the mouse, with the keyboard's focus."""

BUDGET_S = 0.006
"""Seconds in which a frame draws new cells; one is drawn in any case."""
MOVING_S = 0.003
"""The same while the grid is scrolled: frames in time come first."""


class Faces(Protocol):
    """What the cells look like."""

    @property
    def style(self) -> Hashable:
        """All cells are drawn anew when this is another."""

    @property
    def blank(self) -> Hashable:
        """The face of a row that is not here yet, under no mouse and not chosen."""

    def face(self, row: int, look: Look) -> Hashable:
        """What a row shows now: two that are equal look alike. Calls no Qt."""

    def draw_blank(self, painter: QPainter, rect: QRect) -> None:
        """Draw what ``blank`` stands for."""

    def draw(self, painter: QPainter, rect: QRect, row: int, look: Look) -> None:
        """Draw a row as ``face`` says."""


@dataclass(frozen=True)
class Layout:
    """Where cells lie in a line, in logical px, and how they are drawn."""

    width: int
    cells: tuple[QRect, ...]
    ratio: float
    font: QFont
    style: Hashable
    direction: Qt.LayoutDirection


@dataclass(frozen=True)
class Entry:
    """A row of the model and its look."""

    row: int
    look: Look


class Line:
    """One line's picture, and what each of its cells shows; ``...``: nothing at all."""

    def __init__(self, picture: QPixmap, shown: list[Hashable]) -> None:
        self.picture, self.shown = picture, shown

    def copy(self) -> Line:
        """One that looks the same, to be drawn on."""
        return Line(self.picture.copy(), list(self.shown))


class Lines:
    """Pictures of lines, the newest kept. For each frame: ``begin``, ``picture`` of each line in sight, then ``late``
    says whether something was left for the next one."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._layout: Layout | None = None
        self._blank: Line | None = None
        self._until = 0.0
        self._drew = self.late = False

    def begin(self, layout: Layout, most: int, *, moving: bool) -> None:
        """Begin a frame; ``most`` lines are kept. ``moving``: others follow at once."""
        if layout != self._layout:
            self._lines.clear()
            self._layout, self._blank = layout, self._made(layout)
        while len(self._lines) > most:
            self._lines.popitem(last=False)
        budget = min(BUDGET_S, MOVING_S) if moving else BUDGET_S
        self._until, self._drew, self.late = perf_counter() + budget, False, False

    def picture(self, number: int, entries: Sequence[Entry]) -> QPixmap:
        """A line as far as the frame's time allows: ``entries`` lie in its first cells."""
        assert self._layout is not None and self._blank is not None
        line = self._lines.get(number)
        faces = [self._faces.face(entry.row, entry.look) for entry in entries]
        if line is None:
            if faces == self._blank.shown:
                return self._blank.picture
            line = self._lines[number] = self._blank.copy()
        self._lines.move_to_end(number)
        if faces != line.shown[:len(faces)] or any(shown is not ... for shown in line.shown[len(faces):]):
            self._draw(line, entries, faces, self._layout)
        return line.picture

    def _made(self, layout: Layout) -> Line:
        """A line of which nothing is here yet."""
        height = max(cell.height() for cell in layout.cells)
        picture = QPixmap(QSize(layout.width, height) * layout.ratio)
        picture.setDevicePixelRatio(layout.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        for cell in layout.cells:
            self._faces.draw_blank(painter, cell)
        painter.end()
        return Line(picture, [self._faces.blank] * len(layout.cells))

    def _draw(self, line: Line, entries: Sequence[Entry], faces: list[Hashable], layout: Layout) -> None:
        painter = QPainter(line.picture)
        painter.setFont(layout.font)
        painter.setLayoutDirection(layout.direction)
        for place, cell in enumerate(layout.cells):
            wanted = faces[place] if place < len(faces) else ...
            if wanted == line.shown[place]:
                continue
            if self._drew and perf_counter() > self._until:
                self.late = True
                continue
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(cell, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            if place < len(faces):
                self._faces.draw(painter, cell, entries[place].row, entries[place].look)
            line.shown[place], self._drew = wanted, True
        painter.end()
