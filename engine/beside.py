"""Beside: two things worked out at the same time, one of them on a thread of its own."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

One = TypeVar("One")
Other = TypeVar("Other")


def beside(aside: Callable[[], One], here: Callable[[], Other]) -> tuple[One, Other]:
    """The results of both: ``here`` on the calling thread, ``aside`` meanwhile on another, which has ended in any case
    when this returns or raises. Where both raise, it is the error of ``here``."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(aside)
        result = here()
        return coming.result(), result


def together(*jobs: Callable[[], One]) -> list[One]:
    """The results of several jobs, of which two run at a time: the calling thread and one beside it take the next
    whenever they are free. Where one raises no more are begun; all threads have ended when this returns or raises."""
    waiting = deque(enumerate(jobs))
    results: dict[int, One] = {}

    def work() -> None:
        while True:
            try:
                number, job = waiting.popleft()
            except IndexError:
                return
            try:
                results[number] = job()
            except BaseException:
                waiting.clear()
                raise

    beside(work, work)
    return [results[number] for number in range(len(jobs))]
