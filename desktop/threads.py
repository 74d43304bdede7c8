"""How many threads OpenCV may use beside the window."""

from __future__ import annotations

import os


def leave_a_core_to_the_window() -> None:
    """Have OpenCV work on one thread less than there are cores: its threads and the window's would else wait for each
    other. Loads OpenCV; for a worker's thread."""
    import cv2

    cv2.setNumThreads(max(1, (os.cpu_count() or 2) - 1))
