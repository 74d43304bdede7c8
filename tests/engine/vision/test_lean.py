"""Finding people loads no plotting library and no sound system."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from engine.vision import lean

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
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


def test_a_second_thread_waits_until_all_packages_are_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "outer" / "inner").mkdir(parents=True)
    for package in ("outer", "outer/inner"):
        (tmp_path / package / "__init__.py").write_text("raise AssertionError('a package ran its own code')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(lean, "PACKAGES", ("outer", "outer.inner"))
    halfway, go_on = Event(), Event()
    find = importlib.util.find_spec

    def slowly(name: str) -> ModuleSpec | None:
        if name == "outer.inner":
            halfway.set()
            go_on.wait(20)
        return find(name)

    monkeypatch.setattr(importlib.util, "find_spec", slowly)
    first, second = Thread(target=lean.make_known), Thread(target=lean.make_known)
    first.start()
    assert halfway.wait(20)
    second.start()
    second.join(0.2)
    early = not second.is_alive()
    go_on.set()
    for one in (first, second):
        one.join(20)
    known = [sys.modules.pop(name, None) for name in lean.PACKAGES]
    assert not early
    assert None not in known
