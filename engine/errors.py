"""The few errors of the engine, each named by what a person can do about it.

Every error carries a stable ``code`` (for programs), ``what`` happened and the ``remedy`` (for people), and the
command line's exit status. ``in_words`` is the one function that turns an error into a sentence.
"""

from __future__ import annotations

from typing import ClassVar


class LookroomError(Exception):
    """Base of all errors that the engine raises on purpose.

    ``what`` and ``remedy`` are whole sentences without a line break, free of photo content and personal names.
    """

    code: ClassVar[str] = "BUG"
    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class UsageError(LookroomError):
    """The command or the options contradict themselves."""

    code = "USAGE"
    exit_code = 2


class InvalidImageFormat(LookroomError):
    """The file is not a picture that can be read: choose another file."""

    code = "INVALID_IMAGE_FORMAT"
    exit_code = 3


class ImageTooLarge(LookroomError):
    """The header promises more pixels than the limit: choose another file."""

    code = "IMAGE_TOO_LARGE"
    exit_code = 3


class SegmentationFailed(LookroomError):
    """The person or the garment could not be told from its surroundings."""

    code = "SEGMENTATION_FAILED"
    exit_code = 3


class PoseFailed(LookroomError):
    """No usable pose: no person, too little of the body, seen from behind."""

    code = "POSE_FAILED"
    exit_code = 3


class WarpFailed(LookroomError):
    """The garment could not be laid onto the body."""

    code = "WARP_FAILED"
    exit_code = 3


class QualityCheckFailed(LookroomError):
    """Every attempt was unusable."""

    code = "QUALITY_CHECK_FAILED"
    exit_code = 6


class ModelMissing(LookroomError):
    """A model file is not on this machine."""

    code = "MODEL_MISSING"
    exit_code = 4


class ModelCorrupt(LookroomError):
    """A model file is not the published one."""

    code = "MODEL_CORRUPT"
    exit_code = 4


class OutOfMemory(LookroomError):
    """The work needs more memory than there is."""

    code = "OUT_OF_MEMORY"
    exit_code = 5


class DeviceLost(LookroomError):
    """The accelerator asked for is not there or stopped answering."""

    code = "DEVICE_LOST"
    exit_code = 5


class GeneratorError(LookroomError):
    """A generator answered with an error."""

    code = "GENERATOR_ERROR"
    exit_code = 7


class TimedOut(LookroomError):
    """Something took longer than its limit."""

    code = "TIMEOUT"
    exit_code = 7


class StorageError(LookroomError):
    """A file could not be written or read for reasons of the disk."""

    code = "STORAGE_ERROR"
    exit_code = 8


class Cancelled(LookroomError):
    """The person asked to stop."""

    code = "CANCELLED"
    exit_code = 130

    def __init__(self) -> None:
        super().__init__("The work was cancelled.", "Start it again when you like.")


def in_words(error: BaseException) -> str:
    """One line for a person: ``CODE: what happened. What to do.``"""
    if isinstance(error, LookroomError):
        return " ".join(f"{error.code}: {error.what} {error.remedy}".split())
    if isinstance(error, MemoryError):
        return "OUT_OF_MEMORY: There is not enough memory for this photo. Close other programs or use a smaller photo."
    return (f"BUG: {type(error).__name__}: {' '.join(str(error).split())}. "
            "This is a fault of the program: please send the report.")


def exit_code(error: BaseException) -> int:
    """The command line's exit status for an error."""
    if isinstance(error, LookroomError):
        return error.exit_code
    return OutOfMemory.exit_code if isinstance(error, MemoryError) else LookroomError.exit_code
