"""A child that was killed in the act held no more memory than its limit and a tenth: the system's own count of it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 1 << 30
CODE = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from engine.codecs.process.decoder import Bounds, Decoder
from engine.errors import OutOfMemory
from tests.fakes.bad_child import command, file_that
with Decoder(bounds=Bounds(seconds=20, memory=int(sys.argv[2])), command=command(*sys.argv[4:])) as decoder:
    try:
        decoder.decode(file_that("hog " + sys.argv[3]), "evil.jpg", Path("evil.jpg"))
    except OutOfMemory:
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts kibibytes as Linux does")
@pytest.mark.parametrize("bound", [(), ("unbound",)], ids=["by the system", "by the parent"])
@pytest.mark.parametrize("step", ["1000000", "30000000"])
def test_one_that_takes_all_it_can_gets_no_more_than_a_tenth_too_much(
        bound: tuple[str, ...], step: str, repository: Path) -> None:
    command = (sys.executable, "-c", CODE, str(repository), str(LIMIT), step, *bound)
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert LIMIT * 0.8 < int(done.stdout) < LIMIT * 1.1
