"""Translation of words that come from the engine's declarations instead of from this program's own source lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "Tools"


def said(text: str) -> str:
    """A title, label, stage name or help text of a tool in the person's language; as declared where none is known."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""
