"""Libraries are opened without keeping other threads waiting."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from engine.libraries import open_early

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from engine.libraries import open_early

maps = Path("/proc/self/maps")
before = "cv2" in maps.read_text()
print(before, open_early("cv2", "cv2*.so"), "cv2" in sys.modules, "cv2" in maps.read_text())
import cv2
print(cv2.__name__)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is opened is told by /proc")
def test_opencv_is_there_before_it_is_imported(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=repository, capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["False", "True", "False", "True", "cv2"], done.stdout + done.stderr


@pytest.mark.parametrize(("package", "name"), [("no_such_package", "*.so"), ("json", "*.nothing")])
def test_what_is_not_there_is_left_to_the_import(package: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, package, raising=False)
    assert not open_early(package, name)


def test_what_is_imported_is_not_opened_again() -> None:
    assert not open_early("engine", "*.py")
