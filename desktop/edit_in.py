""""Edit in Lookroom": photos lent by Lightroom, Capture One or a file manager, and the way back into their files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.loan import lend, put_back, save_back
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from desktop.jobs.job import Fault
    from desktop.jobs.runner import Runner
    from desktop.loan import Loan
    from desktop.state.archive import Archive
    from desktop.state.items import Item
    from desktop.state.studio import Studio
    from desktop.state.viewer import View, Viewer
    from desktop.state.work import Work
    from desktop.ui.notices import Notices
    from desktop.wiring import App


class EditIn(QObject):
    """Keeps the loans of this window. ``changed``: what ``can_save`` says may be another. On the window's thread."""

    changed = Signal()

    def __init__(self, work: Work, studio: Studio, viewer: Viewer, archive: Archive, runner: Runner, notices: Notices,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._studio, self._viewer = work, studio, viewer
        self._archive, self._runner, self._notices = archive, runner, notices
        self.opacity: Callable[[], float] = lambda: 1.0
        self._loans: dict[Path, Loan] = {}  # by the paths of the pictures that can go back: photos and results
        self._busy: set[Path] = set()
        viewer.changed.connect(self.changed)
        work.done.connect(self._offer)

    def open(self, paths: Sequence[Path]) -> None:
        """Take lent files into the studio; the first one comes on show."""
        for path in reversed(paths):
            self._work.bring([path], partial(self._came, path))

    def lent(self) -> bool:
        """Whether there is any loan."""
        return bool(self._loans)

    def can_save(self) -> bool:
        """Whether the picture on show is a result that can go back into its file."""
        view = self._viewer.view
        return view is not None and view.is_result and self._loans.get(view.item.path) is not None

    def save(self) -> None:
        """Save the result on show back into the file that it came from."""
        view = self._viewer.view
        loan = self._loans.get(view.item.path) if view is not None and view.is_result else None
        if view is None or loan is None or loan.original in self._busy:
            return
        self._busy.add(loan.original)
        opacity = self.opacity()
        self._runner.aside(lambda: self._saved(loan, view, opacity), partial(self._done, True),
                           partial(self._sorry, loan))

    def _put_back(self, loan: Loan) -> None:
        if loan.original not in self._busy:
            self._busy.add(loan.original)
            self._runner.aside(lambda: put_back(loan), partial(self._done, False), partial(self._sorry, loan))

    def _came(self, original: Path, items: Sequence[Item]) -> None:
        item = items[0]
        self._runner.aside(lambda: lend(original, item.path), partial(self._took, item), self._work.troubled.emit)

    def _took(self, item: Item, loan: Loan) -> None:
        self._loans[item.path] = loan
        self._studio.put(self._studio.tool.inputs[0].name, (item,))
        self._notices.tell(self.tr("You are editing {name}.").format(name=loan.original.name),
                           self.tr("When a result is on show, \"Save back\" puts it into that file."))
        self.changed.emit()

    def _offer(self, result: Item) -> None:
        job = self._runner.queue.job(result.id)
        loan = self._loans.get(job.inputs[0]) if job is not None and job.inputs else None
        if loan is not None:
            self._loans[result.path] = loan
            self._notices.tell(self.tr("Put this result into {name}?").format(name=loan.original.name),
                               acts=[(self.tr("Save back"), self.save)])

    def _saved(self, loan: Loan, view: View, opacity: float) -> Loan:
        """For a worker."""
        return save_back(loan, view.flat(opacity), self._runner.engine.read,
                         lambda path: self._archive.history().import_file(path).path, view.label)

    def _done(self, saved: bool, loan: Loan) -> None:
        self._busy.discard(loan.original)
        self._loans = {path: loan if other.original == loan.original else other for path, other in self._loans.items()}
        name = loan.original.name
        if saved:
            self._notices.tell(
                self.tr("Saved back into {name}.").format(name=name),
                self.tr("Lookroom keeps the file as it was until it deletes itself from the film strip."),
                acts=[(self.tr("Put the original back"), lambda: self._put_back(loan))])
        else:
            self._notices.tell(self.tr("{name} is as it was.").format(name=name))
        self.changed.emit()

    def _sorry(self, loan: Loan, fault: Fault) -> None:
        self._busy.discard(loan.original)
        self._notices.tell(said(fault.what), said(fault.remedy), "danger")


def add_edit_in(app: App) -> EditIn:
    """The loans of a window; its action is there as long as something is lent."""
    made = EditIn(app.work, app.studio, app.viewer, app.archive, app.runner, app.page.notices, app)
    made.opacity = lambda: app.window.bar.opacity.value() / 100
    action = app.window.actions_table["save_back"]

    def follow() -> None:
        action.setVisible(made.lent())
        action.setEnabled(made.can_save())

    app.commands.bind("save_back", made.save)
    made.changed.connect(follow)
    follow()
    return made
