"""BLAS works on one thread, whether it was loaded before or is loaded later."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from engine.threads import LIBRARIES

if TYPE_CHECKING:
    from pathlib import Path

FREE = {name: value for name, value in os.environ.items() if name not in LIBRARIES}
COUNT = "import scipy.linalg, threadpoolctl; print(max(i['num_threads'] for i in threadpoolctl.threadpool_info()))"
LIMIT = "from engine.threads import one_thread_for_algebra as limit; limit()"


@pytest.mark.parametrize("code", [f"{LIMIT}; {COUNT}", f"import numpy; {LIMIT}; {COUNT}",
                                  f"import scipy.linalg; {LIMIT}; {COUNT}"])
def test_one_thread_early_or_late(code: str, repository: Path) -> None:
    done = subprocess.run((sys.executable, "-c", code), env=FREE, cwd=repository, capture_output=True, text=True,
                          check=True)
    assert done.stdout.strip() == "1"


def test_what_the_user_set_stays(repository: Path) -> None:
    env = FREE | {"OPENBLAS_NUM_THREADS": "2"}
    code = f"{LIMIT}; import os; print(os.environ['OPENBLAS_NUM_THREADS'])"
    done = subprocess.run((sys.executable, "-c", code), env=env, cwd=repository, capture_output=True, text=True,
                          check=True)
    assert done.stdout.strip() == "2"
