"""Paths: the cheapest way through rows of costs, by dynamic programming."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cheapest(cost: NDArray[Any], bend: float) -> NDArray[np.intp]:
    """(N, ...): the column taken in each of the N rows of ``cost`` (N, ..., K), where neighbouring rows differ by at
    most one column, at ``bend`` a step; what lies between the first axis and the last are paths of their own."""
    sums = np.full((*cost.shape[:-1], cost.shape[-1] + 2), np.inf)  # with a column beyond either end
    sums[0, ..., 1:-1] = cost[0]
    for before, after, here in zip(sums[:-1], sums[1:, ..., 1:-1], cost[1:], strict=True):
        np.minimum(before[..., :-2], before[..., 2:], out=after)
        after += bend
        np.minimum(after, before[..., 1:-1], out=after)
        after += here
    lower, same, upper = sums[:-1, ..., :-2] + bend, sums[:-1, ..., 1:-1], sums[:-1, ..., 2:] + bend
    steps = np.where(lower <= np.minimum(same, upper), -1, np.where(same <= upper, 0, 1))
    path = np.empty(cost.shape[:-1], np.intp)
    path[-1] = sums[-1, ..., 1:-1].argmin(axis=-1)
    every = np.indices(path.shape[1:], sparse=True)
    for row in range(len(cost) - 1, 0, -1):
        path[row - 1] = path[row] + steps[row - 1][(*every, path[row])]
    return path
