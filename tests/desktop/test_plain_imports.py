"""Modules are loaded as Python loads them, although PySide6 would read the source of each."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import builtins, linecache, sys
from PySide6.QtCore import QObject
from desktop.plain_imports import plain_imports
import calendar
before = len(linecache.cache)
for _ in range(2):
    plain_imports()
import argparse, email.message, xml.dom.minidom
assert builtins.__import__ is builtins.__orig_import__
thing = QObject()
thing.setObjectName("a")
from PySide6.QtWidgets import QWidget
print(before > 0, len(linecache.cache), thing.objectName(), hasattr(QWidget, "windowTitle"))
"""


def test_no_sources_are_read_and_qt_keeps_its_names(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=repository, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["True", "0", "a", "True"], done.stderr


WITHOUT = "from desktop.plain_imports import plain_imports; plain_imports(); import calendar; print('fine')"


def test_without_qt_there_is_nothing_to_give_back(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], cwd=repository, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "fine", done.stderr
