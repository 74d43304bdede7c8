"""Kept: what was found in photos a moment ago, so that the next garment on the same person starts at once.

In memory only, at most so many bytes, the longest unused forgotten first. What is kept cannot be written to any more.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import fields, is_dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

T = TypeVar("T")

MOST_BYTES = 160_000_000
"""Four people at the size that vision looks at, or a dozen garments."""


class Kept:
    """Results by what they were made of. For all threads: two that ask for the same at once may both make it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._lock = Lock()
        self._results: OrderedDict[tuple[object, ...], tuple[Any, int]] = OrderedDict()

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """The result of ``make``, now or at an earlier call with the same ``key``; errors are not kept."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                found: T = self._results[key][0]
                return found
        result = make()
        size = 0
        for array in arrays_of(result):
            array.setflags(write=False)
            size += array.nbytes
        with self._lock:
            if size <= self._most // 2:
                self._results[key] = result, size
            while sum(one[1] for one in self._results.values()) > self._most:
                self._results.popitem(last=False)
        return result

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()


def arrays_of(result: object) -> Iterator[NDArray[Any]]:
    """Every array in dataclasses and tuples."""
    if isinstance(result, np.ndarray):
        yield result
    elif isinstance(result, tuple):
        for part in result:
            yield from arrays_of(part)
    elif is_dataclass(result):
        for field in fields(result):
            yield from arrays_of(getattr(result, field.name))


def mark_of(pixels: NDArray[Any]) -> tuple[object, ...]:
    """What tells ``pixels`` from all others: shape, dtype and a digest."""
    return pixels.shape, pixels.dtype.str, sha256(np.ascontiguousarray(pixels).data).digest()
