"""The first steps: three pages that say what to do, and let a person choose how long photos stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.controls.segmented import Segmented
from desktop.ui.icons import draw_icon
from desktop.ui.parts import label, push_button, surface
from desktop.ui.rows import name
from desktop.ui.speaking import retold, says

if TYPE_CHECKING:
    from desktop.ui.icons import Icons
    from desktop.ui.speaking import Text

USUAL = (640, 476)
PICTURE = 210
HOURS = {"1": 1.0, "24": 24.0, "168": 168.0, "never": None}


class _Drawing(QWidget):
    """Plates with icons, joined by signs: the step as a picture."""

    def __init__(self, icons: Icons, plates: tuple[str, ...], signs: tuple[str, ...]) -> None:
        super().__init__()
        self._icons, self._plates, self._signs = icons, plates, signs
        icons.theme.changed.connect(self.update)
        self.setFixedHeight(PICTURE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw from the start of the line, whichever side that is."""
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.colour("canvas"))
        width, height, gap = 108.0, 132.0, 46.0
        whole = len(self._plates) * width + (len(self._plates) - 1) * gap
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        order = list(zip(self._plates, (*self._signs, ""), strict=True))
        for place, (icon, sign) in enumerate(order):
            left = (self.width() - whole) / 2 + place * (width + gap)
            left = self.width() - left - width if mirrored else left
            last = place == len(order) - 1
            plate = QRectF(left, (PICTURE - height) / 2, width, height)
            painter.setPen(QPen(tokens.colour("accent" if last else "edge"), 1.5 if last else 1))
            painter.setBrush(tokens.colour("panel"))
            painter.drawRoundedRect(plate, 8, 8)
            mark = QRectF(0, 0, 52, 52)
            mark.moveCenter(plate.center())
            draw_icon(painter, mark.toAlignedRect(), icon, tokens.colours["accent" if last else "text"])
            if sign:
                x = left - gap / 2 if mirrored else left + width + gap / 2
                painter.setPen(QPen(tokens.colour("quiet"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                _sign(painter, sign, QPointF(x, PICTURE / 2), -1 if mirrored else 1)


def _sign(painter: QPainter, sign: str, at: QPointF, ahead: int) -> None:
    """A plus or an arrow."""
    if sign == "+":
        painter.drawLine(at - QPointF(7, 0), at + QPointF(7, 0))
        painter.drawLine(at - QPointF(0, 7), at + QPointF(0, 7))
        return
    painter.drawLine(at - QPointF(10, 0), at + QPointF(10, 0))
    tip = at + QPointF(10 * ahead, 0)
    painter.drawLine(tip, tip + QPointF(-6 * ahead, -6))
    painter.drawLine(tip, tip + QPointF(-6 * ahead, 6))


class FirstRunDialog(QDialog):
    """``retention_chosen`` (hours or None); ``open_wanted``: the person would like to open a photo now."""

    retention_chosen = Signal(object)
    open_wanted = Signal()

    def __init__(self, icons: Icons, hours: float | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        says(self.setWindowTitle, lambda: self.tr("First steps"))
        self.resize(*USUAL)
        self._hours = hours
        self._stack = QStackedWidget()
        self._stack.addWidget(self._page(
            _Drawing(icons, ("input-person", "input-garment", "studio"), ("+", ">")),
            lambda: self.tr("Bring a photo and a garment"),
            lambda: self.tr(
                "Drop a photo of a person into the window, and the product photo of a garment beside it. Your original "
                "files are never changed: Lookroom works on copies.")))
        self._stack.addWidget(self._page(
            _Drawing(icons, ("run", "compare-slider", "opacity"), (">", ">")),
            lambda: self.tr("Look, compare, adjust"),
            lambda: self.tr(
                "The button at the right starts the tool. Then compare before and after, change the strength, and drag "
                "the points of the garment where the fit is not what you want.")))
        self._stack.addWidget(self._last(icons))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._make_foot())
        retold(self, self._show)
        self.next.setFocus()

    def step(self, by: int) -> None:
        """Turn the page; behind the last one the steps are over."""
        page = self._stack.currentIndex() + by
        if page >= self._stack.count():
            self.accept()
            self.open_wanted.emit()
            return
        self._stack.setCurrentIndex(max(0, page))
        self._show()

    @property
    def page(self) -> int:
        """The step on show, from 0."""
        return self._stack.currentIndex()

    def _page(self, drawing: QWidget, title: Text, words: Text, more: QWidget | None = None) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(drawing)
        text = QVBoxLayout()
        text.setContentsMargins(48, 26, 48, 20)
        text.setSpacing(10)
        text.addWidget(label(title, "headline", wrap=True))
        text.addWidget(label(words, "quiet", wrap=True))
        if more is not None:
            text.addSpacing(4)
            text.addWidget(more)
        text.addStretch(1)
        column.addLayout(text, 1)
        return page

    def _last(self, icons: Icons) -> QWidget:
        self.hours = Segmented([("1", lambda: self.tr("1 hour"), None), ("24", lambda: self.tr("24 hours"), None),
                                ("168", lambda: self.tr("7 days"), None), ("never", lambda: self.tr("Always"), None)])
        self.hours.set_value(next((value for value, hours in HOURS.items() if hours == self._hours), ""))
        self.hours.chosen.connect(lambda value: self.retention_chosen.emit(HOURS[value]))
        name(self.hours, lambda: self.tr("How long photos stay"))
        return self._page(
            _Drawing(icons, ("gallery", "keep", "export"), (">", ">")),
            lambda: self.tr("Export what is good. The rest goes by itself"),
            lambda: self.tr(
                "Everything stays on this machine, and photos of your clients delete themselves. Keep single pictures "
                "in the gallery. How long shall the others stay?"), self.hours)

    def _make_foot(self) -> QWidget:
        foot = surface("bar", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        self._count = label("", "small")
        row.addWidget(self._count)
        row.addStretch(1)
        self.skip = push_button(lambda: self.tr("Skip"), "flat")
        self.skip.clicked.connect(self.reject)
        self.back: QPushButton = push_button(lambda: self.tr("Back"))
        self.back.clicked.connect(lambda: self.step(-1))
        self.next = push_button("", "primary")
        self.next.setMinimumSize(QSize(128, 0))
        self.next.setDefault(True)
        self.next.clicked.connect(lambda: self.step(1))
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        return foot

    def _show(self) -> None:
        page, count = self._stack.currentIndex(), self._stack.count()
        self._count.setText(self.tr("Step {step} of {count}").format(step=page + 1, count=count))
        self.back.setVisible(page > 0)
        self.skip.setVisible(page < count - 1)
        self.next.setText(self.tr("Open a photo…") if page == count - 1 else self.tr("Next"))
