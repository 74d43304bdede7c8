"""How many threads linear algebra may use."""

from __future__ import annotations

import os
import sys

LIBRARIES = ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread_for_algebra() -> None:
    """Have BLAS work on the calling thread, in the whole process: the systems solved here are small and many, and
    threads that wait for each other on a busy machine made a fit ten times as long. For libraries that are loaded
    already and for those that will be; a number set by the user stays."""
    if any(name in os.environ for name in LIBRARIES):
        return
    for name in LIBRARIES:
        os.environ[name] = "1"
    if "numpy" in sys.modules:
        from threadpoolctl import threadpool_limits

        threadpool_limits(1, user_api="blas")
