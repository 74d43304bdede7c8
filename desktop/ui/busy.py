"""What the running job is doing, at the foot of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.jobs.job import State
from desktop.ui.parts import icon_button, label
from desktop.ui.speaking import retold, says
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from desktop.jobs.job import Job, Progress
    from desktop.ui.icons import Icons

STEPS = 1000
MARGIN = 16


class Busy(QFrame):
    """A small plate with stage, progress and cancel; hidden while nothing runs. ``cancelled`` (job id)."""

    cancelled = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("notice", "info")
        self._job: UUID | None = None
        self._told: tuple[Progress, str] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(12)
        self._words = label("")
        self._words.setMinimumWidth(150)
        row.addWidget(self._words)
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        says(self._bar.setAccessibleName, lambda: self.tr("Progress"))
        row.addWidget(self._bar)
        self._cancel = icon_button(icons, "close", lambda: self.tr("Cancel the running job"), self, 14)
        self._cancel.clicked.connect(lambda: self.cancelled.emit(self._job))
        row.addWidget(self._cancel)
        parent.installEventFilter(self)
        retold(self, self._say)
        self.hide()

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """Follow the job that runs now."""
        running = next((job for job in jobs if job.state is State.PROCESSING), None)
        if running is None:
            self._job = self._told = None
            self._say()
            self.hide()
        elif running.id != self._job:
            self._job, self._told = running.id, None
            self._say()
            self._bar.setValue(0)
            self.show()
            self._place()

    def show_progress(self, progress: Progress, left: str) -> None:
        """It went on; ``left`` are words for the time left."""
        if progress.job == self._job:
            self._told = progress, left
            self._say()
            self._bar.setValue(round(progress.fraction * STEPS))
            self._place()

    def _say(self) -> None:
        if self._told is None:
            self._words.setText(self.tr("Starting") if self._job is not None else "")
        else:
            progress, left = self._told
            self._words.setText(f"{said(progress.stage)}  ·  {left}" if left else said(progress.stage))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        around = self.parentWidget()
        if around is not None and self.isVisibleTo(around):
            self.adjustSize()
            self.move((around.width() - self.width()) // 2, around.height() - self.height() - MARGIN)
            self.raise_()
