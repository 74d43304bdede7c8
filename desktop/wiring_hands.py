"""Wires of fitting by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.ui.canvas.hand_fit import HandFit

if TYPE_CHECKING:
    from desktop.jobs.job import Fault
    from desktop.wiring import App

TOOL = "garment"
"""The tool whose fit has places to move."""


class Hands(QObject):
    """Belongs to one App, whose parts it uses."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self.fit = HandFit(app.page.canvas, app.runner, app.adjustments.folder, self)
        self._begun: tuple[Any, ...] = ()
        app.commands.bind("adjust", self._adjust)
        self.fit.troubled.connect(self._troubled)
        self.fit.applied.connect(self._applied)
        self.fit.ended.connect(app.viewer.changed)
        app.viewer.changed.connect(self._viewed)
        app.studio.inputs_changed.connect(self._refresh)
        app.studio.tool_changed.connect(self._refresh)
        self._refresh()

    def _adjust(self) -> None:
        studio = self._app.studio
        rows = studio.combinations()
        if studio.tool.id != TOOL or not rows:
            return
        person, garment = rows[0][0].path, rows[0][1].path
        self._begun = (person, garment, studio.options)
        self._app.page.show_canvas(True)
        self.fit.begin(person, garment, studio.options)

    def _applied(self, moved: dict[str, str]) -> None:
        """The places belong to this one job: the form and later jobs know nothing of them."""
        person, garment, options = self._begun
        self._app.runner.add(TOOL, [person, garment], {**options, **moved})

    def _viewed(self) -> None:
        if self.fit.active:
            self.fit.end()

    def _refresh(self) -> None:
        studio = self._app.studio
        self._app.commands.actions["adjust"].setEnabled(studio.tool.id == TOOL and bool(studio.combinations()))

    def _troubled(self, fault: Fault) -> None:
        self._app.page.notices.tell_fault(fault)
