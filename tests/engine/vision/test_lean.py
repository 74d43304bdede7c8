"""Finding people loads no plotting library and no sound system."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
import numpy as np
from engine.vision import Vision
from engine.weights import Shelf

vision = Vision(Shelf.from_environment())
print(vision.people(np.full((160, 160, 3), 128, np.uint8)))
vision.close()
print(*(name in sys.modules for name in ("mediapipe", "matplotlib", "sounddevice")))
"""


def test_only_what_finds_people_is_loaded(repository: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=repository, capture_output=True, text=True, timeout=60)
    if "MODEL_MISSING" in done.stderr or "ModelMissing" in done.stderr:
        pytest.skip("the starter models are not here")
    assert done.stdout.split() == ["[]", "True", "False", "False"], done.stdout + done.stderr
