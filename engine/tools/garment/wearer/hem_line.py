"""Hem line: where a worn top ends and what is worn below begins, as one even line across the trunk.

Dark cloth before a dark pocket is told pixel by pixel with teeth; a hem, or the edge of a waistband, has none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import ramp
from engine.tools.garment.paths import cheapest
from engine.tools.garment.wearer.frame import frame_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]

ASIDE = 0.75
"""Half of the width of the trunk on which the line is drawn, shoulder widths."""
REACH = 0.07
"""Shoulder widths by which the line may lie above or below the border that the masks show."""
CALM = 0.16
"""That border is smoothed over so many shoulder widths first."""
LEAST = 0.25
"""Shorter stretches (shoulder widths) of it stay as they are."""
BEND = 1.5
"""What a step of the line by one px costs, in px on its wrong side."""


def with_even_hem(body: Body) -> Body:
    """The body whose clothes and lower wear meet in an even line across the trunk, next to where they met. What neither
    claims stays."""
    frame, unit = frame_of(body.pose), body.pose.shoulder_width
    reach = max(3, round(REACH * unit))
    _, top, some, tall = cv2.boundingRect((body.lower > 0).view(np.uint8))
    hips = sorted(float(frame.xy(side, 1.0)[0]) for side in (-ASIDE, ASIDE))
    left, right = max(0, round(hips[0])), min(body.clothes.shape[1], round(hips[1]))
    if not some or right - left < LEAST * unit:
        return body
    rows = slice(max(0, top - 2 * reach), min(top + tall + 2 * reach, body.clothes.shape[0]))
    box = np.s_[rows, left:right]
    clothes, lower = body.clothes.copy(), body.lower.copy()
    worn, below = clothes[box], lower[box]
    border = _border(worn, below, reach)
    for run in _runs(border >= 0, round(LEAST * unit)):
        calm = np.rint(_calm(border[run], max(3, round(CALM * unit)))).astype(int)
        band = np.clip(calm[:, None] + np.arange(-reach, reach + 1), 0, len(worn) - 1)
        places = band, np.arange(run.start, run.stop)[:, None]
        ours, theirs = worn[places], below[places]
        path = cheapest(_wrong(ours, theirs), BEND)
        line = np.asarray(cv2.GaussianBlur((path + band[:, 0]).astype(np.float32)[:, None], (1, 9), 2.0), np.float32)
        share = ramp(line - band.astype(np.float32) - 0.5, -0.75, 0.75)
        both = np.minimum(ours + theirs, 1)
        worn[places], below[places] = both * share, both * (1 - share)
    return replace(body, clothes=clothes, lower=lower)


def _border(worn: Mask, below: Mask, reach: int) -> NDArray[np.intp]:
    """(w,) row at which cloth gives way to lower wear in each column, -1 where it does not."""
    over = np.cumsum(worn - below, axis=0)
    row = np.argmax(over, axis=0) + 1
    columns = np.arange(worn.shape[1])
    ends = [np.clip(row + step, 0, len(worn) - 1) for step in (-reach, reach)]
    meet = (worn[ends[0], columns] > 0.5) & (below[ends[1], columns] > 0.5)
    return np.where(meet, row, -1)


def _runs(there: Bools, least: int) -> Iterator[slice]:
    """The stretches of at least ``least`` columns."""
    steps = np.flatnonzero(np.diff(np.concatenate([[False], there, [False]]).astype(np.int8)))
    for start, stop in zip(steps[::2], steps[1::2], strict=True):
        if stop - start >= least:
            yield slice(int(start), int(stop))


def _calm(border: NDArray[np.intp], wide: int) -> NDArray[np.float64]:
    """(n,) medians of ``wide`` neighbours, ends repeated."""
    half = wide // 2
    padded = np.pad(border, half, mode="edge")
    return np.asarray(np.median(np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1), axis=1), np.float64)


def _wrong(ours: Mask, theirs: Mask) -> Floats:
    """(n, k): how much lower wear lies above and cloth below a line at each of k rows, px more than at the best."""
    sums = np.cumsum(theirs - ours, axis=1) - (theirs - ours)
    return np.asarray(sums - sums.min(axis=1, keepdims=True), np.float32)
