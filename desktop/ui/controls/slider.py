"""A slider with a thin groove that can be dragged, clicked and reset, and one with its number beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QStyle, QWidget

if TYPE_CHECKING:
    from desktop.ui.theme import Theme

KNOB = 12
GROOVE = 3


class Slider(QSlider):
    """Horizontal. A click jumps there, a double click goes back to ``home``; the wheel is left to the panel."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.home: int | None = None
        theme.changed.connect(self.update)
        self.setMinimumHeight(22)

    def sizeHint(self) -> QSize:
        """As low as the knob allows."""
        return QSize(120, 22)

    def _from_right(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _span(self) -> float:
        return max(1.0, self.width() - KNOB - 2)

    def _value_at(self, x: float) -> int:
        along = min(1.0, max(0.0, (x - KNOB / 2 - 1) / self._span()))
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), round(along * 10000), 10000,
                                              self._from_right())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump to the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setSliderPosition(self._value_at(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where it started."""
        if self.home is not None:
            self.setValue(self.home)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the panel must not turn what lies under the mouse."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, its filled part, and the knob."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        along = (self.sliderPosition() - self.minimum()) / max(1, self.maximum() - self.minimum())
        along = 1 - along if self._from_right() else along
        middle, start = self.height() / 2, KNOB / 2 + 1
        x = start + along * self._span()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("groove"))
        painter.drawRoundedRect(QRectF(start, middle - GROOVE / 2, self._span(), GROOVE), 1.5, 1.5)
        painter.setBrush(tokens.colour("quiet"))
        filled = QRectF(x, middle - GROOVE / 2, start + self._span() - x, GROOVE) if self._from_right() else QRectF(
            start, middle - GROOVE / 2, x - start, GROOVE)
        painter.drawRoundedRect(filled, 1.5, 1.5)
        painter.setPen(QPen(tokens.colour("accent" if self.hasFocus() else "edge"), 1.5 if self.hasFocus() else 1))
        painter.setBrush(tokens.colour("text" if self.underMouse() or self.isSliderDown() else "knob"))
        painter.drawEllipse(QRectF(x - KNOB / 2, middle - KNOB / 2, KNOB, KNOB))


class NumberSlider(QWidget):
    """A slider over ``low`` .. ``high`` in ``steps`` with an editable number; ``whole`` numbers or two decimals."""

    changed = Signal(float)

    def __init__(self, theme: Theme, low: float, high: float, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._scale, self._whole = low, 1.0 if whole else 100.0, whole
        self.slider = Slider(theme, self)
        self.slider.setRange(0, round((high - low) * self._scale))
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.number = QLineEdit(self)
        self.number.setProperty("role", "number")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setFixedWidth(46)
        self.number.setValidator(QDoubleValidator(low, high, 0 if whole else 2, self.number))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._slid)
        self.number.editingFinished.connect(self._typed)
        self._show()

    def value(self) -> float:
        """The number."""
        return self._low + self.slider.value() / self._scale

    def set_value(self, value: float) -> None:
        """Move there without telling."""
        self.slider.blockSignals(True)
        self.slider.setValue(round((value - self._low) * self._scale))
        self.slider.blockSignals(False)
        self._show()

    def set_home(self, value: float) -> None:
        """Where a double click goes back to."""
        self.slider.home = round((value - self._low) * self._scale)

    def _slid(self) -> None:
        self._show()
        self.changed.emit(self.value())

    def _typed(self) -> None:
        value, known = QLocale().toDouble(self.number.text())
        if known:
            self.slider.setValue(round((value - self._low) * self._scale))
        self._show()

    def _show(self) -> None:
        self.number.setText(QLocale().toString(self.value(), "f", 0 if self._whole else 2))
