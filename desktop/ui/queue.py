"""The queue at the bottom right: each job with its stage, time left, and what can be done with it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.jobs.job import State
from desktop.ui.parts import Elided, icon_button, label, push_button
from desktop.ui.speaking import retold, says
from desktop.ui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from uuid import UUID

    from desktop.jobs.job import Job, Progress
    from desktop.ui.icons import Icons
    from engine.tools.base import Tool

STEPS = 1000


class Row(QFrame):
    """One job: the pictures that it works on, or its tool's ``title`` where they have no ``names``."""

    def __init__(self, icons: Icons, panel: QueuePanel, job: Job, title: str, names: str) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.job = job
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 5, 7)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(0)
        self._tool = title if names else ""
        head.addWidget(Elided(names or title), 1)
        act = panel.asked
        self._buttons = {
            "up": icon_button(icons, "up", lambda: self.tr("Move up"), self, 14),
            "down": icon_button(icons, "down", lambda: self.tr("Move down"), self, 14),
            "retry": icon_button(icons, "retry", lambda: self.tr("Try again"), self, 14),
            "cancel": icon_button(icons, "close", lambda: self.tr("Cancel"), self, 14),
            "remove": icon_button(icons, "close", lambda: self.tr("Take off the list"), self, 14),
        }
        for name, button in self._buttons.items():
            button.setAccessibleName(f"{button.toolTip()}: {title}, {names}" if names else
                                     f"{button.toolTip()}: {title}")
            button.clicked.connect(lambda _=False, name=name: act.emit(name, self.job.id))
            head.addWidget(button)
        column.addLayout(head)
        self._bar = QProgressBar()
        self._bar.setRange(0, STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of {title}").format(title=title))
        column.addWidget(self._bar)
        self._words = label("", "small", wrap=True)
        column.addWidget(self._words)
        self.show_job(job)

    @property
    def words(self) -> str:
        """What stands below the title."""
        return self._words.text()

    def button(self, name: str) -> QToolButton:
        """One of up, down, retry, cancel and remove."""
        return self._buttons[name]

    def show_job(self, job: Job) -> None:
        """The job took a step."""
        self.job = job
        words = {State.CREATED: self.tr("Waiting"), State.PROCESSING: self.tr("Starting"),
                 State.COMPLETED: self.tr("Done"), State.CANCELLED: self.tr("Cancelled")}
        error = job.error
        state = words.get(job.state, "")
        notes = self._panel.notes_of(job.id) if job.state is State.COMPLETED else ()
        told = f"{self._tool}  ·  {state}" if self._tool and state else state
        self._words.setText(f"{said(error.what)} {said(error.remedy)}" if error else
                            "\n".join((told, *map(said, notes))))
        self._words.setProperty("role", "danger" if job.state is State.FAILED else "small")
        self._words.style().polish(self._words)
        self._bar.setVisible(job.state is State.PROCESSING)
        if job.state is not State.PROCESSING:
            self._bar.setValue(0)
        waiting, ended = job.state is State.CREATED, job.state.ended
        shown = {"up": waiting, "down": waiting, "cancel": not ended, "remove": ended,
                 "retry": job.state in (State.FAILED, State.CANCELLED)}
        for name, button in self._buttons.items():
            button.setVisible(shown[name])

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        self._bar.setValue(round(progress.fraction * STEPS))
        left = self._panel.time_left(progress.seconds_left)
        self._words.setText(f"{said(progress.stage)}  ·  {left}" if left else said(progress.stage))


class QueuePanel(QWidget):
    """``asked`` (what, job id): up, down, retry, cancel or remove; ``cleared``: take away what has ended."""

    asked = Signal(str, object)
    cleared = Signal()

    def __init__(self, icons: Icons, tools: Mapping[str, Tool], name_of: Callable[[Path], str],
                 parent: QWidget | None = None) -> None:
        """``name_of``: what people call the picture in a file of Lookroom's folder, "" for one that is not known."""
        super().__init__(parent)
        self._icons, self._tools, self._name_of = icons, tools, name_of
        self._rows: dict[UUID, Row] = {}
        self._notes: dict[UUID, tuple[str, ...]] = {}
        self._matters: UUID | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 6)
        column.setSpacing(4)
        head = QHBoxLayout()
        self._head = label("", "section")
        head.addWidget(self._head, 1)
        self._clear = push_button(lambda: self.tr("Clear"), "flat")
        self._clear.setProperty("role", "fold")
        says(self._clear.setAccessibleName, lambda: self.tr("Take ended jobs off the list"))
        self._clear.clicked.connect(self.cleared)
        policy = self._clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the heading stays where it is
        self._clear.setSizePolicy(policy)
        head.addWidget(self._clear)
        column.addLayout(head)
        self._empty = label(lambda: self.tr("Nothing to do.\nJobs that you start appear here."), "quiet", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("role", "clear")
        self._list = QVBoxLayout(body)
        self._list.setContentsMargins(0, 0, 2, 0)
        self._list.setSpacing(4)
        self._list.addStretch(1)
        scroll.setWidget(body)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scroll)
        column.addLayout(self._stack, 1)
        self._scroll = scroll
        self._soon = QTimer(self, singleShot=True, interval=0)  # once what is posted to layouts has come
        self._soon.timeout.connect(self._bring)
        scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._soon.start())
        scroll.verticalScrollBar().actionTriggered.connect(self._leave)
        retold(self, self._say)

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """The list in its order."""
        wanted = {job.id for job in jobs}
        for job_id in [job_id for job_id in self._rows if job_id not in wanted]:
            row = self._rows.pop(job_id)
            self._notes.pop(job_id, None)
            self._list.removeWidget(row)
            row.deleteLater()
        for place, job in enumerate(jobs):
            if job.id not in self._rows:
                tool = self._tools.get(job.tool)
                names = [PurePath(name).stem for name in map(self._name_of, job.inputs) if name]
                title = said(tool.title) if tool else job.tool
                self._rows[job.id] = Row(self._icons, self, job, title, "  +  ".join(names))
            row = self._rows[job.id]
            row.show_job(job)
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
        self._renew()

    def show_notes(self, job_id: UUID, notes: Sequence[str]) -> None:
        """What a run that ended well had to remark."""
        if notes and job_id in self._rows:
            self._notes[job_id] = tuple(notes)
            self._rows[job_id].show_job(self._rows[job_id].job)
            self._matters = job_id
            self._soon.start()

    def notes_of(self, job_id: UUID) -> tuple[str, ...]:
        """What ``show_notes`` said of a job."""
        return self._notes.get(job_id, ())

    def show_job(self, job: Job) -> None:
        """A job took a step."""
        if job.id in self._rows:
            self._rows[job.id].show_job(job)
            if job.state in (State.PROCESSING, State.FAILED):
                self._matters = job.id
                self._soon.start()  # and again when its words have got their room
        self._renew()

    def _bring(self) -> None:
        """Bring the row that matters into sight, from its top on where it is too tall."""
        row = self._rows.get(self._matters) if self._matters is not None else None
        if row is None:
            return
        if row.height() > self._scroll.viewport().height():
            self._scroll.verticalScrollBar().setValue(row.y())
        else:
            self._scroll.ensureWidgetVisible(row)

    def _leave(self) -> None:
        """Somebody scrolls: nothing is brought into sight any more."""
        self._matters = None

    def show_progress(self, progress: Progress) -> None:
        """A job went on."""
        row = self._rows.get(progress.job)
        if row is not None and row.job.state is State.PROCESSING:
            row.show_progress(progress)

    def row(self, job_id: UUID) -> Row:
        """The row of a job."""
        return self._rows[job_id]

    def time_left(self, seconds: float | None) -> str:
        """Words for the time left, "" when nobody can tell."""
        if seconds is None:
            return ""
        if seconds < 60:
            return self.tr("%n s left", "", max(1, round(seconds)))
        return self.tr("%n min left", "", round(seconds / 60))

    def _say(self) -> None:
        """Rows are made of words: make them anew."""
        jobs, notes = [row.job for row in self._rows.values()], dict(self._notes)
        self.show_jobs([])
        self._notes.update(notes)
        self.show_jobs(jobs)

    def _renew(self) -> None:
        waiting = sum(1 for row in self._rows.values() if not row.job.state.ended)
        self._stack.setCurrentIndex(1 if self._rows else 0)
        self._head.setText(self.tr("Queue, %n to do", "", waiting) if waiting else self.tr("Queue"))
        self._clear.setVisible(any(row.job.state.ended for row in self._rows.values()))
