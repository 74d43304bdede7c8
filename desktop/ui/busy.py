"""What the running job is doing, at the foot of the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.jobs.job import State
from desktop.ui.parts import icon_button, label
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
        self._bar.setAccessibleName(self.tr("Progress"))
        row.addWidget(self._bar)
        self._cancel = icon_button(icons, "close", self.tr("Cancel the running job"), self, 14)
        self._cancel.clicked.connect(lambda: self.cancelled.emit(self._job))
        row.addWidget(self._cancel)
        parent.installEventFilter(self)
        self.hide()

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """Follow the job that runs now."""
        running = next((job for job in jobs if job.state is State.PROCESSING), None)
        if running is None:
            self._job = None
            self.hide()
        elif running.id != self._job:
            self._job = running.id
            self._words.setText(self.tr("Starting"))
            self._bar.setValue(0)
            self.show()
            self._place()

    def show_progress(self, progress: Progress, left: str) -> None:
        """It went on; ``left`` are words for the time left."""
        if progress.job == self._job:
            self._words.setText(f"{said(progress.stage)}  ·  {left}" if left else said(progress.stage))
            self._bar.setValue(round(progress.fraction * STEPS))
            self._place()

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
