"""Texts that follow the language: said now, and again whenever the program speaks another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

    Text = str | Callable[[], str]
    """Words that never change, or what finds them in the language of the moment."""


class _Line(QObject):
    """Something that a widget, or another QObject, has to say; it lives as long as its owner."""

    def __init__(self, owner: QObject, say: Callable[[], object]) -> None:
        super().__init__(owner)
        self.say = say


def told(text: Text) -> str:
    """The words now."""
    return text if isinstance(text, str) else text()


def says(setter: Callable[[str], object], text: Text) -> None:
    """Set a text, such as ``says(button.setText, lambda: self.tr("Close"))``; ``setter`` is a method of a QObject."""
    if isinstance(text, str):
        setter(text)
    else:
        retold(setter.__self__, lambda: setter(text()))  # type: ignore[attr-defined]


def retold(owner: QObject, say: Callable[[], object]) -> None:
    """Call ``say``, which sets texts of ``owner``, now and after each change of language."""
    say()
    _Line(owner, say)


def retell(root: QWidget) -> None:
    """Let everything below ``root`` say again what it has to say. Calling it twice changes nothing."""
    for line in root.findChildren(_Line):
        if isValid(line):  # not of a part that another one has just made anew
            line.say()
    for part in root.findChildren(QWidget):
        part.update()
