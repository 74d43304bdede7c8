"""Composition root: makes the window, and behind it everything that ``desktop.wiring`` wires together."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.first_look import first_look
from desktop.folders import Folders, data_folder
from desktop.immortal import keep_constants
from desktop.plain_imports import plain_imports
from desktop.program import Program
from desktop.ui.theme import Theme
from desktop.ui.window import StudioWindow
from engine import __version__
from engine.errors import StorageError
from engine.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.jobs.engine_door import Engine
    from desktop.mishaps import Mishaps
    from desktop.wiring import App


def build_window(
    home: Path | None = None, engine: Engine | None = None, begin: Callable[[], None] | None = None
) -> StudioWindow:
    """The studio's window, not yet shown. ``home`` is the data folder; ``engine`` replaces the one of this process;
    ``begin`` is called before anything is wired.

    Needs a QApplication. The window is first painted as a frame, so that it is on the screen at once; what is in it is
    wired right after that, or earlier for whoever looks for it (``findChild``, ``app_of``).
    """
    keep_constants()
    plain_imports()
    program = QApplication.instance()
    if not isinstance(program, QApplication):
        raise RuntimeError("make the QApplication first")
    folders = Folders(home or data_folder())
    look = first_look(folders.settings)
    theme = Theme(program, first=look.theme)
    window = StudioWindow(theme)
    window.restore_place(look.window)

    def wire() -> None:
        if begin is not None:
            begin()
        from desktop.wiring import App

        App(window, theme, folders, engine)

    window.complete_with(wire)
    return window


def app_of(window: StudioWindow) -> App:
    """What is behind a window of ``build_window``."""
    from desktop.wiring import App

    app = window.findChild(App)
    if not isinstance(app, App):
        raise RuntimeError("this window was not made by build_window")
    return app


def make_program() -> Program:
    """The application with Lookroom's name and ground style."""
    QApplication.setApplicationName("Lookroom")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("lookroom")
    program = Program([*sys.argv[:1], "-style", "Fusion"])
    program.setWindowIcon(QIcon(str(resource("logo", "lookroom.png"))))
    return program


def start_log(home: Path) -> Mishaps:
    """Write the log, where it can be written, and have faults that nobody expected logged and told."""
    import logging

    from desktop import log
    from desktop.mishaps import Mishaps

    with suppress(StorageError):  # the history tells that the folder cannot be used, and the window works without
        log.start(Folders(home))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    mishaps = Mishaps(QApplication.instance())
    mishaps.install()
    return mishaps


def opened(home: Path, paths: Sequence[Path] = (), lent: Sequence[Path] = ()) -> StudioWindow | None:
    """The window, not yet shown, with ``paths`` and with files that another program lent to be edited in place; None
    when they were handed to the one that is open. Needs ``make_program``."""
    from desktop.instance import Instance, hand_over

    if hand_over(home, paths, lent):
        return None

    def begin() -> None:
        start_log(home).happened.connect(lambda fault: app_of(window).page.notices.tell_fault(fault))

    window = build_window(home, begin=begin)
    instance = Instance(home, window)
    window.closing.connect(instance.close)  # before what closing waits for: files of another start get a window
    instance.files_came.connect(lambda came, edited: app_of(window).come_forward(came, edited))
    program = QApplication.instance()
    if isinstance(program, Program):
        hearing = program.files_came.connect(lambda came: app_of(window).come_forward(came))
        window.closing.connect(lambda: program.files_came.disconnect(hearing))
    if paths or lent:
        window.when_painted(lambda: app_of(window).come_forward(paths, lent))
    return window


def run(paths: Sequence[Path] = (), lent: Sequence[Path] = ()) -> int:
    """Open the studio, or hand the files to the one that is open; the exit status when it is closed."""
    program, home = make_program(), data_folder()
    try:
        window = opened(home, paths, lent)
    except Exception:
        start_log(home)  # which otherwise begins after the first paint
        raise
    if window is None:
        return 0
    window.show()
    return program.exec()
