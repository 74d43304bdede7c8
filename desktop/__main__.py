"""The program: the studio for no arguments, for photos and for ``edit-in``, the command line for everything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_SCREEN = 2
EDIT_IN = "edit-in"
LENDER = "lookroom-edit-in"
"""The packaged program under this name edits in place what it is given."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run; returns the exit status. ``lookroom`` and ``lookroom PHOTO...`` open the studio."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [EDIT_IN]:
        return edit_in(arguments[1:])
    if argv is None and Path(sys.argv[0]).stem == LENDER and all(map(is_photo_name, map(Path, arguments))):
        return edit_in(arguments)
    paths = [Path(argument) for argument in arguments]
    if all(is_photo_name(path) for path in paths):
        return studio(paths)
    from engine.cli import main as command

    return command(arguments)


def edit_in(argv: Sequence[str] | None = None) -> int:
    """Open files that another program lends, to be saved back in place; returns the exit status.

    Also a command of its own, ``lookroom-edit-in FILE...``, for programs that hand over a file and nothing else.
    """
    paths = [Path(argument) for argument in (sys.argv[1:] if argv is None else argv)]
    missing = [path.name for path in paths if not path.is_file()]
    if missing or not paths:
        what = f"There is no photo file {missing[0]}." if missing else "No file to edit is named."
        print(f"USAGE: {what} Give the files to edit: lookroom {EDIT_IN} FILE...", file=sys.stderr)
        return 2
    return studio((), paths)


def is_photo_name(path: Path) -> bool:
    """Whether an argument names a file that is there; a command's name with such a file beside it stays a command."""
    if not path.suffix:
        return False
    try:
        return path.is_file()
    except OSError:
        return False


def studio(paths: Sequence[Path], lent: Sequence[Path] = ()) -> int:
    """Open the window with photos, or with files to edit and save back, or hand them to the one that is open."""
    if sys.platform.startswith("linux") and not any(
            os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        print("USAGE: The studio needs a screen. See 'lookroom --help' for what works without one.", file=sys.stderr)
        return NO_SCREEN
    make_ready()
    from desktop.app import run

    return run(paths, lent)


def make_ready() -> None:
    """What comes before the studio's own modules are loaded."""
    import PySide6.QtCore  # noqa: F401  (before the rest, which is then imported as Python does it)

    from desktop.immortal import keep_constants
    from desktop.plain_imports import plain_imports
    from engine.threads import one_thread_for_algebra

    one_thread_for_algebra()
    keep_constants()
    plain_imports()


if __name__ == "__main__":
    sys.exit(main())
