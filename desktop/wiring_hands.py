"""Wires of fitting by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop.jobs.refitter import PLACES
from desktop.ui.canvas.hand_fit import HandFit

if TYPE_CHECKING:
    from desktop.history.records import Session
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
        self._moved: dict[tuple[Path, Path], dict[str, Path]] = {}  # the files of the last places, by both photos
        app.commands.bind("adjust", self._adjust)
        self.fit.troubled.connect(self._troubled)
        self.fit.applied.connect(self._applied)
        self.fit.ended.connect(app.viewer.changed)
        app.viewer.changed.connect(self._viewed)
        app.work.reopened.connect(self._reopened)
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
        self.fit.begin(person, garment, studio.options, self._moved.get((person, garment), {}))

    def _applied(self, moved: dict[str, str]) -> None:
        """The places belong to this one job: the form and later jobs know nothing of them."""
        person, garment, options = self._begun
        self._moved[person, garment] = {name: Path(path) for name, path in moved.items()}
        self._app.work.run(TOOL, [person, garment], {**options, **moved})

    def _reopened(self, session: Session) -> None:
        """Fitting by hand goes on where that run left it."""
        if session.tool == TOOL and len(session.inputs) > 1:
            places = {name: file.path for name in PLACES if (file := session.artifact(f"{name}.json")) is not None}
            self._moved[session.inputs[0].path, session.inputs[1].path] = places

    def _viewed(self) -> None:
        if self.fit.active:
            self.fit.end()

    def _refresh(self) -> None:
        studio = self._app.studio
        self._app.commands.actions["adjust"].setEnabled(studio.tool.id == TOOL and bool(studio.combinations()))

    def _troubled(self, fault: Fault) -> None:
        self._app.page.notices.tell_fault(fault)
