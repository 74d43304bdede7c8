"""Weave: what keeps cloth looking like cloth where it is stretched far.

Cloth that is carried on beyond its edge is stretched, and so are its threads: heathered or ribbed cloth would end in
streaks. There the fine detail is taken from cloth further inside, which is not stretched; stripes and prints are no
fine detail and run on. A pattern all over that does not run across the cloth is taken from there as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import evenly, ramp
from engine.tools.garment.fitting.warp import NOWHERE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.picture.drawing import Sheet

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]
    Pixels = NDArray[np.uint8] | Floats

LITTLE, MUCH = 1.3, 1.9
"""Cloth stretched by less than the one keeps its own detail, by more than the other none."""
WAYS = ((0.2, 0.0), (0.35, 0.0), (0.25, 0.3), (0.25, -0.25), (0.2, 0.6), (0.4, 0.6), (0.1, 0.9))
"""From where detail may come: shoulder widths nearer to the spine, and further down."""
COARSE = 6
"""px of the source to a cell in which there is no fine detail."""
LIMIT = 3.5
"""What differs by more of these (robust standard deviations of the detail) is a print."""
CELL = 12
"""px of the fit's cloth to a cell in which prints are looked for."""
FAINT, PATTERN = 1.5, 5.0
"""Detail of less than the one (8-bit units, a quarter as fine) is not seen; of more than the other it is a pattern."""
RUNS = 0.4
"""A pattern that changes less across the cloth than this share of what it changes on the way down runs across."""
PLACE, COLOURED = 48, 15.0
"""px of the fit's cloth to a place, and the standard deviation of places' hues (Lab) from which a pattern is a
picture."""
SEAM = (0.35, 0.65)
"""Shares between which a pattern gives way to that from further inside."""
LEAST = 0.02
STEP = 4
"""Every so manieth pixel tells how far the cloth is stretched."""
SAMPLES = 3000


@dataclass(frozen=True, slots=True)
class Weave:
    """Over a scene: ``coordinates`` (h, w, 2) px of the fit's cloth from which the detail comes, ``share`` (h, w) 0..1
    of it that is replaced; ``pattern``: not by detail alone but by the cloth as it is there."""

    coordinates: Floats
    share: Floats
    pattern: bool


def weave_of(before: Sheet, after: Sheet, cloth: Cloth, middle: NDArray[np.float64], unit: float) -> Weave | None:
    """Where a sheet was stretched far from ``before`` to ``after``; None where it was not. ``cloth``: the fit's;
    ``middle`` (h,): column of the spine in each row; ``unit``: shoulder width px."""
    found = _printed(cloth)
    if found is None:
        return None
    printed, pattern = found
    solid = before.cover > 0.9
    x, y, width, height = cv2.boundingRect(after.cover.astype(np.uint8) | solid.view(np.uint8))
    if not width or not solid.any():
        return None
    box = np.s_[max(0, y - 2) : y + height + 2, max(0, x - 2) : x + width + 2]
    old, new = (sheet.coordinates[box][::STEP, ::STEP] for sheet in (before, after))
    moved = (np.abs(old[..., 0] - new[..., 0]) > 0.5) | (np.abs(old[..., 1] - new[..., 1]) > 0.5)
    if not moved.any():
        return None
    usual = np.median(_least_scale(old)[solid[box][::STEP, ::STEP]])
    ratio = np.float32(usual) / np.maximum(_least_scale(new), np.float32(1e-3))
    share = ramp(ratio, LITTLE, MUCH) * moved * (after.cover[box][::STEP, ::STEP] > LEAST) * (new[..., 0] > NOWHERE / 2)
    share = cv2.GaussianBlur(share, (0, 0), max(0.7, 0.01 * unit / STEP))
    whole = np.zeros_like(before.cover)
    whole[box] = cv2.resize(share, whole[box].shape[::-1], interpolation=cv2.INTER_LINEAR)
    rows, columns = np.nonzero(whole > LEAST)
    if not len(rows):
        return None
    inward = np.where(columns > middle[rows], -1, 1)

    def inside(every: slice, way: tuple[float, float]) -> tuple[Floats, Floats]:
        """(N, 2) where the cloth's pixels lie on a ``way`` inward, and (N,) how plain they are, 0 beyond the cloth."""
        y = np.clip(rows[every] + round(way[1] * unit), 0, solid.shape[0] - 1)
        x = np.clip(columns[every] + inward[every] * round(way[0] * unit), 0, solid.shape[1] - 1)
        place, there = before.coordinates[y, x], solid[y, x]
        cell = np.where(there[:, None], place / CELL, 0).astype(np.intp)
        cell = np.minimum(cell, np.array(printed.shape[::-1]) - 1)
        return place, np.asarray((1 - printed[cell[:, 1], cell[:, 0]]) * there, np.float32)

    few = slice(None, None, max(1, len(rows) // SAMPLES))
    weight = whole[rows[few], columns[few]]
    ways = [way for way in WAYS if way[1] == 0 or not pattern]  # pictures change on the way down
    best = max(ways, key=lambda way: float(weight @ inside(few, way)[1]))
    place, plain = inside(slice(None), best)
    coordinates = np.full_like(before.coordinates, NOWHERE)
    coordinates[rows, columns] = place
    taken = np.zeros_like(whole)
    taken[rows, columns] = plain
    return Weave(coordinates, (ramp(whole, *SEAM) if pattern else whole) * taken, pattern)


def _printed(cloth: Cloth) -> tuple[Floats, bool] | None:
    """(h, w) 0..1, a cell for ``CELL`` px each way: where the cloth holds more than its fine detail, and whether that
    is a pattern all over. None where it is nothing that is seen, stripes that run across, or a picture."""
    quarter = cv2.resize(cloth.rgb, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = (max(1, cloth.rgb.shape[1] // CELL), max(1, cloth.rgb.shape[0] // CELL))
    away = cv2.absdiff(quarter, cv2.blur(quarter, (CELL // 4, CELL // 4)))
    most = np.maximum(np.maximum(away[..., 0], away[..., 1]), away[..., 2]).astype(np.float32)
    much = cv2.resize(most, size, interpolation=cv2.INTER_AREA)
    inside = cv2.resize(cloth.alpha, size, interpolation=cv2.INTER_AREA) > 0.95
    usual = float(np.median(much[inside])) if inside.any() else 0.0
    if usual <= FAINT:
        return None
    pattern = usual >= PATTERN
    if pattern:
        grey = cv2.cvtColor(quarter, cv2.COLOR_RGB2GRAY)
        steps = [np.abs(cv2.Sobel(grey, cv2.CV_32F, 1 - axis, axis)) for axis in (0, 1)]
        across, down = (float(cv2.resize(step, size, interpolation=cv2.INTER_AREA)[inside].mean()) for step in steps)
        if across < RUNS * down or _many_coloured(cloth):
            return None
    found = np.where(inside, ramp(much, 2 * usual + 1, 3 * usual + 2), np.float32(1))  # buttons on a pattern too
    return np.asarray(cv2.dilate(found, np.ones((3, 3), np.uint8)), np.float32), pattern


def _many_coloured(cloth: Cloth) -> bool:
    """Whether the pattern is a picture, whose hues differ from place to place: what lies further inside differs too."""
    size = (max(1, cloth.rgb.shape[1] // PLACE), max(1, cloth.rgb.shape[0] // PLACE))
    inside = cv2.resize(cloth.alpha, size, interpolation=cv2.INTER_AREA) > 0.95
    if not inside.any():
        return False
    mean = cv2.resize(cloth.rgb, size, interpolation=cv2.INTER_AREA).astype(np.float32) * np.float32(1 / 255)
    hues = cv2.cvtColor(mean, cv2.COLOR_RGB2LAB)[inside][:, 1:]
    return float(np.linalg.norm(hues.std(axis=0))) > COLOURED


def _least_scale(coordinates: Floats) -> Floats:
    """(h, w): px of the cloth per ``STEP`` px of the photo in the direction in which it is stretched most."""
    x, y = cv2.split(np.ascontiguousarray(coordinates))
    (xx, xy), (yx, yy) = (
        tuple(np.pad(np.diff(c, axis=axis), ((0, axis == 0), (0, axis == 1)), mode="edge") for axis in (1, 0))
        for c in (x, y)
    )
    total, area = xx * xx + xy * xy + yx * yx + yy * yy, xx * yy - xy * yx
    least = (total - np.sqrt(np.maximum(total * total - 4 * area * area, 0))) / 2
    return np.asarray(np.sqrt(np.maximum(least, 0)), np.float32)


@dataclass(frozen=True, slots=True)
class Detail:
    """A source's fine detail: ``rgb`` less ``soft``, which holds a ``COARSE``-th of its pixels each way. ``limit``: up
    to which difference it is detail."""

    rgb: Pixels
    soft: Floats
    limit: float

    def at(self, x: Floats, y: Floats, seen: Floats | None = None) -> Floats:
        """(h, w, 3) the detail at places of the source, (h, w) px; ``seen``: its colours there, where known."""
        if seen is None:
            seen = cv2.remap(self.rgb, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
        small_x, small_y = ((place + np.float32(0.5)) / COARSE - np.float32(0.5) for place in (x, y))
        soft = cv2.remap(self.soft, small_x, small_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(np.clip(seen - soft, -self.limit, self.limit), np.float32)


def detail_of(rgb: Pixels, alpha: Floats, pattern: bool) -> Detail:
    """The detail of a source (H, W, 3) where ``alpha`` (H, W) is whole; of a ``pattern`` all that is there."""
    if pattern:
        return Detail(rgb, np.zeros((1, 1, 3), np.float32), np.inf)
    size = (max(1, rgb.shape[1] // COARSE), max(1, rgb.shape[0] // COARSE))
    soft = cv2.GaussianBlur(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.float32), (0, 0), 0.7)
    whole = Detail(rgb, soft, np.inf)
    x, y = evenly(alpha > 0.95, SAMPLES).astype(np.float32).T
    spread = float(np.median(np.abs(whole.at(x[None], y[None])))) if len(x) else 0.0
    return Detail(rgb, soft, LIMIT * 1.4826 * spread)


def rewoven(
    seen: Floats, detail: Detail, own: tuple[Floats, Floats], inner: tuple[Floats, Floats], share: Floats
) -> Floats:
    """(h, w, 3) the colours ``seen`` at ``own`` places of the source, their detail replaced by that at ``inner`` places
    by a ``share`` (h, w) 0..1."""
    change = detail.at(*inner) - detail.at(*own, seen)
    return np.asarray(seen + cv2.merge((share, share, share)) * change, np.float32)
