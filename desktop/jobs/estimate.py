"""Estimate: how many seconds a job still takes, from how long its stages took in earlier jobs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LEARNING = 0.4
"""Weight of the newest job in the mean of a stage."""


@dataclass(slots=True)
class Estimate:
    """Learns the seconds of each stage of each tool. Used on one thread. ``clock`` gives seconds."""

    clock: Callable[[], float]
    _means: dict[str, dict[str, float]] = field(default_factory=dict)
    _tool: str = ""
    _stage: str = ""
    _since: float = 0.0
    _spent: dict[str, float] = field(default_factory=dict)

    def begin(self, tool: str) -> None:
        """A job of this tool begins."""
        self._tool, self._stage, self._spent = tool, "", {}

    def enter(self, stage: str) -> float | None:
        """The job is in this stage (now or still): seconds left, None as long as no job of this tool has ended."""
        now = self.clock()
        if stage != self._stage:
            self._leave(now)
            self._stage, self._since = stage, now
        known = self._means.get(self._tool)
        if known is None:
            return None
        spent = dict(self._spent)
        spent[stage] = spent.get(stage, 0.0) + now - self._since
        return sum(max(0.0, mean - spent.get(name, 0.0)) for name, mean in known.items() if not self._past(name))

    def end(self) -> None:
        """The job ended well: learn from it."""
        self._leave(self.clock())
        means = self._means.setdefault(self._tool, {})
        for name, seconds in self._spent.items():
            means[name] = means.get(name, seconds) * (1 - LEARNING) + seconds * LEARNING

    def _past(self, stage: str) -> bool:
        return stage in self._spent and stage != self._stage

    def _leave(self, now: float) -> None:
        if self._stage:
            self._spent[self._stage] = self._spent.get(self._stage, 0.0) + now - self._since
            self._stage = ""
