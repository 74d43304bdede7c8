"""Waist: how far down the trunk the upper garment reaches, found as the place where the colours change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.colours import Lab

STEP = 0.025
FIRST, LAST = 0.3, 1.9
"""Rows along the trunk, in torso lengths; the change is looked for between LOWEST and HIGHEST."""
LOWEST, HIGHEST = 0.62, 1.6
LEGS = 1.25
"""Torso lengths below the shoulders from which what has the colour of skin may be bare legs."""
USUAL, SPREAD = 1.0, 0.16
SAME = 0.5
"""Palettes above and below that share more than this are one garment."""


@dataclass(frozen=True, slots=True)
class Change:
    """``place`` along the trunk with the best split; ``overlap`` of the colours above and below (1: nothing changes);
    ``seen``: the last row of the trunk in the picture."""

    place: float
    overlap: float
    seen: float


def trunk_cloth(anatomy: Anatomy, person: Mask, bare: NDArray[np.bool_]) -> Mask:
    """(h, w) 0..1: the person without forearms and hands, and without bare legs, which are no lower garment. ``bare``
    (h, w): places with a colour of skin."""
    legs = bare & (anatomy.v > LEGS)
    return np.asarray(person * (np.minimum(anatomy.forearm, anatomy.hand) > 1.1) * ~legs, np.float32)


def colour_change(lab: Lab, anatomy: Anatomy, cloth: Mask) -> Change:
    """The best split of the trunk's rows into two palettes (maximum likelihood, with a prior around the hip joints).

    ``cloth`` (h, w) 0..1: weight of each pixel (person, neither skin nor hair nor arm).
    """
    inside = (cloth > 0.5) & (np.abs(anatomy.u) < 0.85) & (anatomy.v > FIRST) & (anatomy.v < LAST)
    rows = ((anatomy.v[inside] - FIRST) / STEP).astype(np.int64)
    if rows.size < 200:
        return Change(USUAL, 1.0, FIRST)
    codes = coarse(lab[inside])
    many = int(codes.max()) + 1
    count = int((LAST - FIRST) / STEP) + 1
    table = np.bincount(rows * many + codes, minlength=count * many).reshape(count, many).astype(np.float64)
    table /= np.maximum(table.sum(1).mean(), 1)
    above = np.cumsum(table, 0)
    below = above[-1] - above
    gain = log_likelihood(above) + log_likelihood(below)
    places = FIRST + STEP * (np.arange(count) + 1)
    gain = gain - 0.5 * ((places - USUAL) / SPREAD) ** 2 * 0.6
    seen = FIRST + STEP * (int(np.flatnonzero(table.sum(1) > 0.2).max(initial=0)) + 1)
    gain[(places < LOWEST) | (places > min(HIGHEST, seen - 0.06))] = -np.inf
    if not np.isfinite(gain).any():
        return Change(USUAL, 1.0, seen)
    best = int(np.argmax(gain))
    top, low = above[best] / above[best].sum(), below[best] / max(below[best].sum(), 1e-9)
    return Change(float(places[best]), float(np.sqrt(top * low).sum()), seen)


def coarse(lab: Lab) -> NDArray[np.int64]:
    """Small numbers for colours: cells of 9 L x 7 a x 7 b, renumbered without gaps."""
    cells = np.floor((lab + np.array([0, 126, 126], np.float32)) / np.array([9, 7, 7], np.float32)).astype(np.int64)
    _, codes = np.unique((cells[:, 0] * 64 + cells[:, 1]) * 64 + cells[:, 2], return_inverse=True)
    return np.asarray(codes, np.int64).ravel()


def log_likelihood(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of each row's counts under their own distribution, in nats: sum n log(n / N)."""
    totals = table.sum(1)
    own = np.where(table > 0, table * np.log(np.maximum(table, 1e-12)), 0).sum(1)
    return np.asarray(own - np.where(totals > 0, totals * np.log(np.maximum(totals, 1e-12)), 0))
