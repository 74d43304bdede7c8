"""Watched folders: a tool is applied to each photo that arrives, and its result exported where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from desktop.state.arrivals import Arrivals, Memory, photos_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.history.records import StoredFile
    from desktop.jobs.job import Fault, Job, Outcome
    from desktop.jobs.runner import Runner
    from desktop.settings import HotFolder
    from desktop.state.archive import Archive

LOOK_MS = 1000
"""Between two looks while a file may still grow."""
PATROL_MS = 15_000
"""Between two looks otherwise: network drives tell nothing of what arrives."""


class HotFolders(QObject):
    """``started`` (StoredFile, Job): a photo arrived and is in the queue. ``made`` (Job, HotFolder, Outcome, name): its
    result is kept and to be exported to the folder's ``output``, findings also without one. ``troubled`` (Fault).

    Folders are looked into on the light lane. Made by the composition root; ``close`` ends it.
    """

    started = Signal(object, object)
    made = Signal(object, object, object, str)
    troubled = Signal(object)

    def __init__(self, runner: Runner, archive: Archive, memory: Callable[[], Memory],
                 options_of: Callable[[HotFolder], Mapping[str, Any]], parent: QObject | None = None) -> None:
        """``memory`` is opened on the light lane; ``options_of`` knows presets."""
        super().__init__(parent)
        self._runner, self._archive, self._options_of = runner, archive, options_of
        self._open_memory = memory
        self._memory: Memory | None = None
        self._folders: tuple[HotFolder, ...] = ()
        self._arrivals: dict[Path, Arrivals] = {}
        self._jobs: dict[UUID, tuple[HotFolder, str]] = {}
        self._busy = False
        self._soon = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._soon.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())
        self._patrol = QTimer(self, interval=PATROL_MS)
        self._patrol.timeout.connect(self.look)
        runner.bridge.finished.connect(self._finished)

    def watch(self, folders: Sequence[HotFolder]) -> None:
        """Watch these folders, and no others, from now on."""
        old = {folder.path for folder in self._folders}
        self._folders = tuple(folder for folder in folders if folder.active)
        gone = old - {folder.path for folder in folders}
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        there = [str(folder.path) for folder in self._folders if folder.path.is_dir()]
        if there:
            self._watcher.addPaths(there)
        if self._folders:
            self._patrol.start()
        else:
            self._patrol.stop()
        if self._folders or gone:
            wanted = self._folders
            self._runner.aside(lambda: self._prepare(wanted, gone), lambda _: self.look(), self.troubled.emit)

    def look(self) -> None:
        """Look into every folder now."""
        if self._busy or not self._folders:
            return
        self._busy = True
        folders = self._folders
        self._runner.aside(lambda: self._scan(folders), self._came, self._sorry)

    def close(self) -> None:
        """Watch no more."""
        self._folders = ()
        self._soon.stop()
        self._patrol.stop()

    # On the light lane

    def _prepare(self, folders: Sequence[HotFolder], gone: set[Path]) -> None:
        memory = self._memory or self._open_memory()
        self._memory = memory
        for path in gone:
            memory.forget(path)
            self._arrivals.pop(path, None)
        for folder in folders:
            if not memory.knows(folder.path):
                memory.begin(folder.path, photos_in(folder.path))
            self._arrivals.setdefault(folder.path, Arrivals(folder.path, memory))

    def _scan(self, folders: Sequence[HotFolder]) -> tuple[list[tuple[HotFolder, list[StoredFile]]], bool]:
        """Each new photo with what else its tool needs, brought in; and whether to look again soon."""
        came, waiting = [], False
        for folder in folders:
            arrivals = self._arrivals.get(folder.path)
            for path in arrivals.scan() if arrivals is not None else ():
                history = self._archive.history()
                came.append((folder, [history.import_file(one) for one in (path, *folder.others)]))
            waiting = waiting or (arrivals is not None and arrivals.waiting)
        return came, waiting

    # On the window's thread

    def _came(self, answer: tuple[list[tuple[HotFolder, list[StoredFile]]], bool]) -> None:
        self._busy = False
        came, waiting = answer
        for folder, files in came:
            job = self._runner.add(folder.tool, [file.path for file in files], self._options_of(folder))
            self._jobs[job.id] = (folder, files[0].name)
            self.started.emit(files[0], job)
        if waiting:
            self._soon.start()

    def _sorry(self, fault: Fault) -> None:
        self._busy = False
        self.troubled.emit(fault)

    def _finished(self, job: Job, outcome: Outcome) -> None:
        known = self._jobs.pop(job.id, None)
        if known is not None and (known[0].output is not None or outcome.findings is not None):
            self.made.emit(job, known[0], outcome, known[1])
