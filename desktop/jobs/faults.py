"""Faults: any exception as a code and two sentences for a person."""

from __future__ import annotations

from desktop.jobs.job import Fault
from engine.errors import LookroomError

SEND_LOG = "Please send the log file (Help, Open the log folder). The other jobs go on."


def fault_of(error: BaseException) -> Fault:
    """What to tell about ``error``; never a traceback."""
    if isinstance(error, LookroomError):
        return Fault(error.code, one_line(error.what), one_line(error.remedy))
    if isinstance(error, MemoryError):
        return Fault("OUT_OF_MEMORY", "There is not enough memory for this photo.",
                     "Close other programs, or use a smaller photo.")
    return Fault("BUG", f"This is a fault of the program ({type(error).__name__}).", SEND_LOG)


def one_line(words: str) -> str:
    """The words without line breaks."""
    return " ".join(words.split())
