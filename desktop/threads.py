"""How many threads the numeric libraries may use beside the window."""

from __future__ import annotations

import os


def one_thread_for_algebra() -> None:
    """Have BLAS work on the calling thread: the systems solved here are small, and its waiting threads would take a
    busy machine's cores from the window (a fit took ten times as long). Has an effect only before numpy is loaded."""
    for library in ("OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(library, "1")


def leave_a_core_to_the_window() -> None:
    """Have OpenCV work on one thread less than there are cores: its threads and the window's would else wait for each
    other. Loads OpenCV; for a worker's thread."""
    import cv2

    cv2.setNumThreads(max(1, (os.cpu_count() or 2) - 1))
