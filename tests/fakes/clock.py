"""A clock that tests turn: time passes, somebody sets the date, the machine sleeps or starts again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Starts on a summer's noon."""

    def __init__(self) -> None:
        self._wall = datetime(2026, 6, 1, 12, tzinfo=UTC)
        self._steady = 1000.0
        self._boots = 1

    def wall(self) -> datetime:
        return self._wall

    def steady(self) -> float:
        return self._steady

    def boot(self) -> str:
        return f"boot {self._boots}"

    def passes(self, time: timedelta) -> None:
        """Time goes by, awake or asleep."""
        self._wall += time
        self._steady += time.total_seconds()

    def is_set(self, by: timedelta) -> None:
        """Somebody changes the date."""
        self._wall += by

    def restarts(self, off: timedelta = timedelta(0), *, was_set: timedelta = timedelta(0)) -> None:
        """The machine was off for a while; its date may have been changed meanwhile."""
        self._wall += off + was_set
        self._steady = 30.0
        self._boots += 1
