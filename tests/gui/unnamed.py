"""Finds widgets that a person cannot reach by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLineEdit, QWidget


def unnamed(root: QWidget) -> list[str]:
    """Every focusable widget below ``root`` that says nothing to assistive techniques, as "class (object name)"."""
    found = []
    for part in root.findChildren(QWidget):
        if part.focusPolicy() is Qt.FocusPolicy.NoFocus or part.focusProxy() is not None:
            continue
        around = part.parent()
        if around is not None and around.inherits("QComboBoxPrivateContainer"):  # a combo box's own list
            continue
        if part.objectName().startswith("qt_") or isinstance(part.parent(), QAbstractScrollArea):
            continue
        text = part.text() if isinstance(part, QAbstractButton) else ""
        if not (part.accessibleName() or text or (isinstance(part, QLineEdit) and part.placeholderText())):
            found.append(f"{type(part).__name__} ({part.objectName()}) in {type(part.parent()).__name__}")
    return found
