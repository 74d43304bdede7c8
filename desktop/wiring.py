"""The wires: every part of the studio, and what it is handed. Made by ``desktop.app``, after the first paint."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.jobs.bridge import Bridge
from desktop.jobs.engine_door import LocalEngine
from desktop.jobs.faults import fault_of
from desktop.jobs.queue import Queue
from desktop.jobs.runner import Runner
from desktop.settings import load, save
from desktop.state.adjustments import Adjustments
from desktop.state.archive import Archive
from desktop.state.fresh import Fresh
from desktop.state.ledger import HistoryLedger
from desktop.state.outgoing import Outgoing
from desktop.state.strip import Strip
from desktop.state.studio import Studio
from desktop.state.thumbs import Thumbs
from desktop.state.trail import Trail
from desktop.state.viewer import Viewer
from desktop.state.work import Work
from desktop.ui.actions import FILE
from desktop.ui.commands import Commands
from desktop.ui.dragging import mime_of, release_clipboard
from desktop.ui.icons import Icons
from desktop.ui.language import speak
from desktop.ui.presets import Presets
from desktop.ui.recent import RecentMenu
from desktop.ui.studio_page import StudioPage
from desktop.ui.words import said
from desktop.wiring_dialogs import Dialogs
from desktop.wiring_findings import Findings
from desktop.wiring_hands import Hands
from desktop.wiring_loans import Lending
from desktop.wiring_pages import Pages
from engine.errors import StorageError
from engine.tools.base import tools

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QMimeData

    from desktop.folders import Folders
    from desktop.history.records import Notice, Session
    from desktop.history.store import History
    from desktop.jobs.engine_door import Engine
    from desktop.settings import Settings
    from desktop.state.items import Item
    from desktop.ui.theme import Theme
    from desktop.ui.window import StudioWindow

log = logging.getLogger(__name__)

SWEEP_MS = 30_000
FIRST_TOOL = "garment"


class App(QObject):
    """Everything that belongs to one window, and its end. Lives as long as the window."""

    def __init__(self, window: StudioWindow, theme: Theme, folders: Folders, engine: Engine | None = None) -> None:
        super().__init__(window)
        self.window, self.theme, self.icons, self.folders = window, theme, Icons(theme), folders
        self.settings, notice = load(folders)
        self._speak()
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.applicationStateChanged.connect(self._woken)
        window.fill(self.icons)
        theme.choose(self.settings.theme)
        window.actions_table.remap(self.settings.shortcuts)
        self.archive = Archive(self._open_history)
        self.bridge = Bridge(self)
        self.queue = Queue(self.bridge.changed)
        self.adjustments = Adjustments(folders.home / "adjustments")
        self.ledger = HistoryLedger(self.archive, self.adjustments.folder)
        self.runner = Runner(self.queue, engine or LocalEngine(), self.bridge, self.ledger)
        self.studio = Studio(tools(), self.settings.last_tool or FIRST_TOOL, self)
        self.trail = Trail(self)
        self.outgoing = Outgoing(folders.home / "outgoing")
        self.strip = Strip(self.mime, self)
        self.thumbs = Thumbs(self.runner, self.archive.set_thumbnail, self)
        self.viewer = Viewer(self.studio, self.runner, self)
        fresh = Fresh(self.studio, self.strip, self.trail, self.viewer, self.thumbs, self.runner, self)
        self.work = Work(self.studio, self.strip, self.trail, self.viewer, fresh, self.runner, self.bridge,
                         self.archive, self)
        self.page = StudioPage(self.icons, self.studio, self.strip, self.thumbs)
        self.window.add_page("studio", self.page)
        self.commands = Commands(self.window, self.page, self.studio, self.strip, self.trail, self.viewer, self.work,
                                 self.mime)
        self.presets = Presets(window, folders, self.studio, self.page.notices)
        self.page.inspector.set_presets_menu(self.presets.menu)
        self.commands.bind("preset_save", self.presets.save)
        self.edit_in = Lending(self).edit_in
        self._bind_themes()
        self.page.canvas.set_reduced_motion(self.settings.reduced_motion)
        self.pages = Pages(self)
        self.hands = Hands(self)
        self.findings = Findings(self)
        self.dialogs = Dialogs(self)
        self._add_recent()
        self.window.closing.connect(self.close)
        self._sweeps = QTimer(self, interval=SWEEP_MS, timerType=Qt.TimerType.CoarseTimer)
        self._sweeps.timeout.connect(self.sweep)
        window.when_painted(self.start)
        if notice:
            self.page.notices.tell(partial(said, notice), tone="warn")

    def _speak(self) -> None:
        program = QApplication.instance()
        self._language = self.settings.language
        if isinstance(program, QApplication):
            speak(program, self._language)

    def start(self) -> None:
        """What comes after the first paint: history, film strip, and the question about unfinished jobs."""
        self.work.load()
        self.runner.aside(self.archive.opened, self._opened, self.work.troubled.emit)
        self.runner.warm()
        self._sweeps.start()
        self.page.empty.open.setFocus()

    def mime(self, items: Sequence[Item]) -> QMimeData:
        """Pictures for drag and drop and the clipboard."""
        return mime_of(items, self.outgoing.files(items))

    def change_settings(self, settings: Settings) -> None:
        """Keep settings and let the window follow them."""
        self.settings = settings
        try:
            save(self.folders, settings)
        except StorageError as error:
            self.page.notices.tell_fault(fault_of(error))
        if settings.language != self._language:
            self._speak()
        self.theme.choose(settings.theme)
        self.page.canvas.set_reduced_motion(settings.reduced_motion)
        self.window.actions_table.remap(dict(settings.shortcuts))

    def come_forward(self, paths: Sequence[Path], lent: Sequence[Path] = ()) -> None:
        """A start of the program: show the window, take its photos and the files that it is to edit in place."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self.commands.bring(list(paths))
        self.edit_in.open(lent)

    def sweep(self) -> None:
        """Have expired photos deleted, whatever else waits."""
        self.runner.aside(self._sweep, self._swept, self.work.troubled.emit, urgent=True)

    def close(self) -> None:
        """Stop the jobs, keep the window's place, delete what has expired. The window goes at once, for what is being
        written may take its time."""
        self._sweeps.stop()
        last = {"window": self.window.place(), "seen_theme": self.theme.tokens.name, "last_tool": self.studio.tool.id}
        self.window.hide()
        try:
            save(self.folders, self.settings.model_copy(update=last))
        except StorageError as error:
            log.warning("%s: %s", error.code, error.what)
        self.runner.close()
        self.page.canvas.close_workers()
        self.outgoing.clear()
        if self.settings.private_session:
            self.adjustments.clear()
        release_clipboard()
        self.archive.close()

    def _sweep(self) -> int:
        self.outgoing.sweep()
        self.adjustments.sweep(self.settings.retention)
        return self.archive.sweep()

    def _swept(self, gone: int) -> None:
        if gone:
            self.work.load()
            self.pages.renew()
            shown = self.studio.shown
            if shown is not None and shown.stored and not shown.path.exists():
                self.work.forget(shown.id)

    def _opened(self, news: tuple[tuple[Notice, ...], list[Session]]) -> None:
        """The history is open: tell what it has to tell, and ask about jobs that were not finished."""
        notices, unfinished = news
        tell = self.page.notices.tell
        for notice in notices:
            tell(partial(said, notice.what), partial(said, notice.remedy), "warn")
        if unfinished:
            tell(lambda: self.tr("%n jobs were not finished when Lookroom closed.", "", len(unfinished)),
                 acts=[(lambda: self.tr("Finish them"), lambda: self.work.resume(unfinished)),
                       (lambda: self.tr("Leave them"), lambda: self.work.leave(unfinished))])

    def _open_history(self) -> tuple[History, tuple[Notice, ...]]:
        from desktop.makeshift import open_somehow

        return open_somehow(self.folders, self.settings.retention, self.settings.private_session)

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self._sweeps.isActive():
            self.sweep()

    def _bind_themes(self) -> None:
        for choice in ("system", "dark", "light"):
            action = self.window.actions_table[f"theme_{choice}"]
            action.setChecked(self.theme.choice == choice)
            self.commands.bind(f"theme_{choice}", partial(self._choose_theme, choice))

    def _add_recent(self) -> None:
        """The files that photos came from, in the first menu; asked for anew whenever photos come and go."""
        self.recent = RecentMenu(self.window)
        self.recent.chosen.connect(lambda path: self.commands.bring([path]))
        self.window.menus[FILE].insertMenu(self.window.actions_table["paste"], self.recent)
        self.strip.modelReset.connect(lambda: self.runner.aside(
            lambda: self.archive.history().recent(), self.recent.show_paths, self.work.troubled.emit))

    def _choose_theme(self, choice: str) -> None:
        self.change_settings(self.settings.model_copy(update={"theme": choice}))
        for other in ("system", "dark", "light"):
            self.window.actions_table[f"theme_{other}"].setChecked(other == choice)
