""""Edit in Lookroom": photos lent by Lightroom, Capture One or a file manager, and the way back into their files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.loan import lend, put_back, save_back
from desktop.state.loans import Loans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner
    from desktop.loan import Loan
    from desktop.state.archive import Archive
    from desktop.state.items import Item
    from desktop.state.strip import Strip
    from desktop.state.studio import Studio
    from desktop.state.viewer import View, Viewer
    from desktop.state.work import Work
    from desktop.ui.notices import Notices


class EditIn(QObject):
    """Keeps the loans of this window. ``changed``: what ``can_save`` says may be another. ``settled`` (list of Fault):
    no file is being written any more, and these went wrong since the last time. On the window's thread."""

    changed = Signal()
    settled = Signal(list)

    def __init__(self, work: Work, studio: Studio, strip: Strip, viewer: Viewer, archive: Archive, runner: Runner,
                 notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._studio, self._strip, self._viewer = work, studio, strip, viewer
        self._archive, self._runner, self._notices = archive, runner, notices
        self.opacity: Callable[[], float] = lambda: 1.0
        self._loans = Loans()
        self._busy: set[Path] = set()
        self._faults: list[Fault] = []
        viewer.changed.connect(self.changed)
        work.fresh.came.connect(self._offer)
        work.done.connect(self._kept)

    def open(self, paths: Sequence[Path]) -> None:
        """Take lent files into the studio; the first one comes on show."""
        for path in reversed(paths):
            self._work.bring([path], partial(self._came, path))

    def lent(self) -> bool:
        """Whether there is any loan."""
        return bool(self._loans)

    @property
    def busy(self) -> list[str]:
        """The names of the files that are being written now."""
        return sorted(path.name for path in self._busy)

    def working(self) -> list[str]:
        """The names of lent files for which a job still runs or waits."""
        jobs = [job for job in self._runner.queue.jobs() if not job.state.ended]
        loans = [self._loans.worked_on(job.inputs) for job in jobs if self._loans.of(job.id) is None]
        return sorted({loan.original.name for loan in loans if loan is not None})

    def can_save(self) -> bool:
        """Whether the picture on show is a result that can go back into its file."""
        view = self._viewer.view
        return view is not None and view.is_result and self._loans.of(view.item.id) is not None

    def waiting(self) -> list[tuple[Item, str]]:
        """Results that have not gone back, one for each file, with its name: the one on show, else the newest that
        was not deleted."""
        found = []
        shown = self._studio.shown
        for loan, ids in self._loans.waiting():
            items = [item for item in map(self._strip.item, ids) if item is not None]
            if items:
                found.append((shown if shown is not None and shown in items else items[-1], loan.original.name))
        return found

    def save(self, item: Item | None = None) -> None:
        """Save a result, without any the one on show, back into the file that it came from."""
        view = self._viewer.view
        shown = view.item if view is not None and view.is_result else None
        item = item or shown
        loan = self._loans.of(item.id) if item is not None else None
        if item is None or loan is None or loan.original in self._busy:
            return
        self._busy.add(loan.original)
        opacity = self.opacity() if shown is not None and shown.id == item.id else 1.0
        look = self._viewer.looking(item)
        self._runner.aside(lambda: self._saved(loan, look(), opacity), partial(self._done, item, loan),
                           partial(self._sorry, loan), owed=True)

    def _put_back(self, loan: Loan) -> None:
        if loan.original not in self._busy:
            self._busy.add(loan.original)
            self._runner.aside(lambda: put_back(loan), partial(self._as_it_was, loan), partial(self._sorry, loan),
                               owed=True)

    def _came(self, original: Path, items: Sequence[Item]) -> None:
        item = items[0]
        self._runner.aside(lambda: lend(original, item.path), partial(self._took, item), self._work.troubled.emit,
                           owed=True)

    def _took(self, item: Item, loan: Loan) -> None:
        self._loans.take(item, loan)
        self._studio.put(self._studio.tool.inputs[0].name, (item,))
        self._notices.tell(lambda: self.tr("You are editing {name}.").format(name=loan.original.name),
                           lambda: self.tr("When a result is on show, \"Save back\" puts it into that file."))
        self.changed.emit()

    def _kept(self, result: Item) -> Loan | None:
        job = self._runner.queue.job(result.id) if result.findings is None else None
        return self._loans.made(result, job.inputs) if job is not None else None

    def _offer(self, result: Item) -> None:
        loan = self._kept(result)
        if loan is not None:
            self._notices.tell(lambda: self.tr("Put this result into {name}?").format(name=loan.original.name),
                               acts=[(lambda: self.tr("Save back"), self.save)])

    def _saved(self, loan: Loan, view: View, opacity: float) -> Loan:
        """For a worker."""
        return save_back(loan, view.flat(opacity), self._runner.engine.read,
                         lambda path: self._archive.history().import_file(path).path, view.label)

    def _done(self, item: Item, before: Loan, loan: Loan) -> None:
        self._loans.went_back(item.id, before, loan)
        self._notices.tell(
            lambda: self.tr("Saved back into {name}.").format(name=loan.original.name),
            lambda: self.tr("Lookroom keeps the file as it was until it deletes itself from the film strip."),
            acts=[(lambda: self.tr("Put the original back"), lambda: self._put_back(loan))])
        self._free(loan)

    def _as_it_was(self, before: Loan, loan: Loan) -> None:
        self._loans.put_back(before, loan)
        self._notices.tell(lambda: self.tr("{name} is as it was.").format(name=loan.original.name))
        self._free(loan)

    def _sorry(self, loan: Loan, fault: Fault) -> None:
        self._faults.append(fault)
        self._notices.tell_fault(fault)
        self._free(loan)

    def _free(self, loan: Loan) -> None:
        self._busy.discard(loan.original)
        self.changed.emit()
        if not self._busy:
            faults, self._faults = self._faults, []
            self.settled.emit(faults)
