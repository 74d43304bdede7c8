"""Wires of lent files: the action that saves back, and the question before the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.edit_in import EditIn
from desktop.ui.words import said

if TYPE_CHECKING:
    from desktop.jobs.job import Fault
    from desktop.ui.save_back import SaveBackDialog
    from desktop.wiring import App


class Lending(QObject):
    """Belongs to one App, whose parts it uses. The window stays open as long as a file is being written, and until it
    is said what becomes of results that wait to go back."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self.edit_in = EditIn(app.work, app.studio, app.strip, app.viewer, app.archive, app.runner, app.page.notices,
                              app)
        self.edit_in.opacity = lambda: app.window.bar.opacity.value() / 100
        self._dialog: SaveBackDialog | None = None
        self._leave = False
        self._action = app.window.actions_table["save_back"]
        app.commands.bind("save_back", self.edit_in.save)
        self.edit_in.changed.connect(self._follow)
        self.edit_in.settled.connect(self._settled)
        app.window.ask_before_close(self._may_close)
        self._follow()

    def _follow(self) -> None:
        self._action.setVisible(self.edit_in.lent())
        self._action.setEnabled(self.edit_in.can_save())

    def _may_close(self) -> bool:
        """Whether nothing waits; asks where something does, and closes the window itself when that is answered."""
        if self._dialog is not None:
            self._dialog.activateWindow()
            return False
        waiting, busy = self.edit_in.waiting(), self.edit_in.busy
        if self._leave or not (waiting or busy):
            return self._may_stop()
        dialog = self._dialog = self._made()
        if busy:
            dialog.wait(busy)
        else:
            dialog.ask(waiting)
        dialog.open()
        return False

    def _may_stop(self) -> bool:
        """Whether jobs may be left undone: when they are finished after the next start, nobody knows the file."""
        names = self.edit_in.working()
        return not names or self._app.dialogs.sure(
            self.tr("Close while {name} is worked on?").format(name=names[0]) if len(names) == 1 else
            self.tr("Close while %n files are worked on?", "", len(names)),
            self.tr("Their results could not be put back into the files any more."), self.tr("Close anyway"))

    def _made(self) -> SaveBackDialog:
        from desktop.ui.save_back import SaveBackDialog

        private = self._app.settings.private_session
        more = (self.tr("What does not go back is gone with the private session.") if private else
                self.tr("What does not go back stays in the gallery until it deletes itself."))
        dialog = SaveBackDialog(self._app.thumbs, more, self._app.window)
        dialog.saved.connect(self._save)
        dialog.left.connect(self._let_be)
        dialog.rejected.connect(self._away)
        return dialog

    def _save(self) -> None:
        for item, _ in self.edit_in.waiting():
            self.edit_in.save(item)
        if self._dialog is not None and self.edit_in.busy:
            self._dialog.wait(self.edit_in.busy)
        else:  # what waited was deleted while the question stood
            self._settled([])

    def _settled(self, faults: list[Fault]) -> None:
        """No file is being written: close, or say why not."""
        if self._dialog is None:
            return
        waiting = self.edit_in.waiting()
        if faults and waiting:
            self._dialog.ask(waiting, "\n".join(f"{said(fault.what)} {said(fault.remedy)}" for fault in faults))
            return
        self._away()
        if not faults:
            self._app.window.close()

    def _let_be(self) -> None:
        self._away()
        self._leave = True
        try:
            self._app.window.close()
        finally:
            self._leave = False

    def _away(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.done(0)
            dialog.deleteLater()
