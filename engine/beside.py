"""Beside: two things worked out at the same time, one of them on a thread of its own."""

from __future__ import annotations

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
