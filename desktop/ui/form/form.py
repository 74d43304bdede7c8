"""The form of one tool: a row for each option, the rarely used ones folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.state.fields import fields_of
from desktop.ui.form.editors import Editor, SwitchEditor, editor_for
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.state.fields import Field
    from desktop.ui.icons import Icons
    from engine.tools.base import Options


class Form(QWidget):
    """Shows and edits the values of an options model."""

    changed = Signal()

    def __init__(self, icons: Icons, options: type[Options], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._editors: dict[str, Editor] = {}
        self.fold: QPushButton | None = None
        fields = fields_of(options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in fields:
            if not field.advanced:
                column.addWidget(self._row(field))
        advanced = [field for field in fields if field.advanced]
        if advanced:
            self._add_folded(column, advanced)

    def values(self) -> dict[str, Any]:
        """Every option's value by name, as the options model takes them."""
        return {name: editor.value() for name, editor in self._editors.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show values; names that this form does not have are left out."""
        for name, value in values.items():
            if name in self._editors:
                self._editors[name].set_value(value)

    def editor(self, name: str) -> Editor:
        """The editor of an option."""
        return self._editors[name]

    @property
    def unfolded(self) -> bool:
        """Whether the rarely used options are on show."""
        return self.fold is not None and self.fold.isChecked()

    def unfold(self, shown: bool) -> None:
        """Show the rarely used options, where there are any."""
        if self.fold is not None:
            self.fold.setChecked(shown)

    def _add_folded(self, column: QVBoxLayout, fields: list[Field]) -> None:
        fold = self.fold = QPushButton(self.tr("Advanced"))
        fold.setProperty("role", "fold")
        fold.setCheckable(True)
        fold.setAccessibleName(self.tr("Show advanced options"))
        closed = "chevron-left" if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else "chevron-right"
        fold.setIcon(self._icons.icon(closed, "quiet", on="quiet"))
        fold.setCursor(Qt.CursorShape.PointingHandCursor)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        for field in fields:
            inner.addWidget(self._row(field))
        body.setVisible(False)
        fold.toggled.connect(body.setVisible)
        fold.toggled.connect(lambda open_: fold.setIcon(
            self._icons.icon("chevron-down" if open_ else closed, "quiet", on="quiet")))
        column.addWidget(fold)
        column.addWidget(body)

    def _row(self, field: Field) -> QWidget:
        editor = editor_for(field, self._icons)
        editor.changed.connect(self.changed)
        self._editors[field.name] = editor
        row = QWidget()
        row.setToolTip(said(field.help))
        row.setStatusTip(said(field.help))
        label = QLabel(said(field.title))
        label.setBuddy(editor)
        label.setWordWrap(True)
        if isinstance(editor, SwitchEditor):
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(label, 1)
            across.addWidget(editor)
        else:
            down = QVBoxLayout(row)
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(4)
            down.addWidget(label)
            down.addWidget(editor)
        return row
