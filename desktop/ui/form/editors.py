"""One editor for each kind of option. All speak the same way: ``changed``, ``value()``, ``set_value()``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.controls.combo import Combo
from desktop.ui.controls.segmented import Segmented
from desktop.ui.controls.slider import NumberSlider
from desktop.ui.controls.switch import Switch
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.state.fields import Field
    from desktop.ui.icons import Icons

SEGMENTS = 3
SEGMENT_LETTERS = 26
OPEN_END = 999_999


class Editor(QWidget):
    """Base of all editors; ``changed`` is emitted when the person changes the value, never by ``set_value``."""

    changed = Signal()

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(control)
        self.setFocusProxy(control)

    def value(self) -> Any:
        """The value as the options model takes it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without telling."""
        raise NotImplementedError

    def name(self, title: str, help_text: str) -> None:
        """Give every focusable part its accessible name and its help."""
        for part in (self.control, *self.control.findChildren(QWidget)):
            if not part.accessibleName():
                part.setAccessibleName(title)
            part.setAccessibleDescription(help_text)


class SegmentsEditor(Editor):
    """Few short words."""

    def __init__(self, field: Field) -> None:
        super().__init__(Segmented([(value, said(label), None) for value, label in field.choices]))
        self._segments = cast("Segmented", self.control)
        self._segments.chosen.connect(self.changed)

    def value(self) -> str:
        """The chosen word."""
        return self._segments.value()

    def set_value(self, value: Any) -> None:
        """Choose a word."""
        self._segments.set_value(str(value))

    def name(self, title: str, help_text: str) -> None:
        """Each button says its field too."""
        for value in self._segments.values():
            button = self._segments.button(value)
            button.setAccessibleName(f"{title}: {button.text()}")
            button.setAccessibleDescription(help_text)


class ComboEditor(Editor):
    """Many words."""

    def __init__(self, icons: Icons, field: Field) -> None:
        super().__init__(Combo(icons.theme))
        self._combo = cast("Combo", self.control)
        for value, label in field.choices:
            self._combo.addItem(said(label), value)
        self._combo.currentIndexChanged.connect(self.changed)

    def value(self) -> str:
        """The chosen word."""
        return str(self._combo.currentData())

    def set_value(self, value: Any) -> None:
        """Choose a word."""
        self._combo.blockSignals(True)
        self._combo.setCurrentIndex(self._combo.findData(str(value)))
        self._combo.blockSignals(False)


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(Switch(icons.theme))
        self._switch = cast("Switch", self.control)
        self._switch.clicked.connect(self.changed)

    def value(self) -> bool:
        """Whether it is on."""
        return self._switch.isChecked()

    def set_value(self, value: Any) -> None:
        """Turn it."""
        self._switch.setChecked(bool(value))


class SliderEditor(Editor):
    """A number between two others."""

    def __init__(self, icons: Icons, field: Field) -> None:
        super().__init__(NumberSlider(icons.theme, field.low or 0.0, field.high or 0.0, field.whole))
        self._slider = cast("NumberSlider", self.control)
        self._whole = field.whole
        self._slider.set_home(float(field.default or 0))
        self._slider.changed.connect(self.changed)

    def value(self) -> float:
        """The number."""
        return round(self._slider.value()) if self._whole else round(self._slider.value(), 4)

    def set_value(self, value: Any) -> None:
        """Move there."""
        self._slider.set_value(float(value))


class NumberEditor(Editor):
    """A number open to one side."""

    def __init__(self, field: Field) -> None:
        box = QSpinBox() if field.whole else QDoubleSpinBox()
        low, high = field.low if field.low is not None else -OPEN_END, field.high or OPEN_END
        if isinstance(box, QSpinBox):
            box.setRange(int(low), int(high))
        else:
            box.setRange(low, high)
        super().__init__(box)
        self._box = box
        box.valueChanged.connect(self.changed)

    def value(self) -> float:
        """The number."""
        return self._box.value()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        self._box.blockSignals(True)
        if isinstance(self._box, QSpinBox):
            self._box.setValue(int(value))
        else:
            self._box.setValue(float(value))
        self._box.blockSignals(False)


class TextEditor(Editor):
    """Free words, with buttons at its end for what they may name: a colour, a file."""

    def __init__(self, icons: Icons, field: Field) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._line = QLineEdit()
        layout.addWidget(self._line, 1)
        self._optional, self._empty = field.optional, "" if field.optional else str(field.default)
        if field.kind == "colour":
            layout.addWidget(self._button(icons, "swatch", self.tr("Choose a colour"), self._choose_colour))
        if field.kind == "file" or "file" in field.help:
            layout.addWidget(self._button(icons, "open", self.tr("Choose a file"), self._choose_file))
        super().__init__(row)
        self.setFocusProxy(self._line)
        self._line.setPlaceholderText(self.tr("None"))
        self._line.editingFinished.connect(self.changed)

    def _button(self, icons: Icons, icon: str, text: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon, "quiet"))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(action)
        return button

    def _choose_colour(self) -> None:
        colour = QColorDialog.getColor(QColor(self._line.text()), self, self.tr("Choose a colour"))
        if colour.isValid():
            self._take(colour.name().upper())

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"))
        if path:
            self._take(path)

    def _take(self, text: str) -> None:
        self._line.setText(text)
        self.changed.emit()

    def value(self) -> str | None:
        """The words; nothing typed is None where the option allows it, and its default otherwise."""
        return self._line.text().strip() or (None if self._optional else self._empty)

    def set_value(self, value: Any) -> None:
        """Show words; the default is shown as an empty field."""
        self._line.setText("" if value is None or str(value) == self._empty else str(value))


def editor_for(field: Field, icons: Icons) -> Editor:
    """The editor for an option, showing its default."""
    editor = _made(field, icons)
    editor.set_value(field.default)
    editor.name(said(field.title), said(field.help))
    return editor


def _made(field: Field, icons: Icons) -> Editor:
    match field.kind:
        case "choice":
            letters = sum(len(said(label)) for _, label in field.choices)
            few = len(field.choices) <= SEGMENTS and letters <= SEGMENT_LETTERS
            return SegmentsEditor(field) if few else ComboEditor(icons, field)
        case "switch":
            return SwitchEditor(icons)
        case "slider":
            return SliderEditor(icons, field)
        case "number":
            return NumberEditor(field)
        case _:
            return TextEditor(icons, field)
