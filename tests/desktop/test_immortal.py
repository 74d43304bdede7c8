"""None survives more calls into Qt than it has references."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CALLS = """
import sys
from PySide6.QtCore import QObject
from desktop.immortal import keep_constants
keep_constants()
keep_constants()
thing = QObject()
for _ in range(40_000):
    thing.setObjectName("a")
    thing.blockSignals(False)
print("alive")
"""


def test_none_survives_many_calls_into_qt(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], cwd=repository, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
