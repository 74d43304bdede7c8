"""Drawing: the fitted garment as sampling coordinates and coverage on the photo's proxy, pieces in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.align import region_of
from engine.tools.garment.fitting.warp import NOWHERE, inverse_map, sample, snap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.align import Fit
    from engine.tools.garment.fitting.silhouette import Part

    Floats = NDArray[np.float32]

SNAP_REACH = 0.06
"""The last correction of the outline dies out within about this many shoulder widths."""
EDGE = 2
"""px of the proxy inside of a sheet's edge at which cloth is mirrored."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece on the proxy: ``coordinates`` (h, w, 2) px of the fit's cloth, ``cover`` (h, w) 0..1."""

    part: Part
    coordinates: Floats
    cover: Floats


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pieces over ``box`` of the proxy, lowest first, and ``cover`` (h, w): how much cloth is there in all."""

    box: Box
    sheets: tuple[Sheet, ...]
    cover: Floats


def draw(fit: Fit, box: Box, unit: float) -> Drawing:
    """Draw the pieces of a fit; ``unit``: shoulder width px."""
    shift = snap(fit.residual.at, fit.residual.by, fit.residual.weight, box, SNAP_REACH * unit)
    grid_x, grid_y = np.meshgrid(np.arange(box.width, dtype=np.float32), np.arange(box.height, dtype=np.float32))
    back_x, back_y = grid_x - shift[..., 0], grid_y - shift[..., 1]
    most = int(np.abs(shift).max()) + 3
    sheets = []
    total = np.zeros((box.height, box.width), np.float32)
    for piece, alpha in zip(fit.pieces, fit.alphas, strict=True):
        region = region_of(fit.cloth, piece.part)
        if not region.any():
            continue
        coordinates = inverse_map(piece, region, box)
        there = (coordinates[..., 0] > NOWHERE / 2).astype(np.uint8)
        part = _around(there, most)
        moved = cv2.remap(coordinates, back_x[part], back_y[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        whole = cv2.remap(255 * there, back_x[part], back_y[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        moved[whole < 255] = NOWHERE
        coordinates = np.full_like(coordinates, NOWHERE)
        coordinates[part] = moved
        cover = np.zeros_like(total)
        cover[part] = np.clip(sample(alpha, moved, smooth=False), 0, 1)
        sheets.append(Sheet(piece.part, coordinates, cover))
        total += cover * (1 - total)
    return Drawing(box, tuple(sheets), total)


def extended(sheet: Sheet, wanted: Floats, reach: float) -> Sheet:
    """The sheet carried on over ``wanted`` (h, w) 0..1 up to ``reach`` px beyond its edge, cloth mirrored at a line
    just inside of it, since the edge itself turns away from the light."""
    part = _around((sheet.cover > 0.9).astype(np.uint8), int(reach) + 8)
    coordinates, cover = sheet.coordinates.copy(), sheet.cover.copy()
    coordinates[part], cover[part] = _carried_on(coordinates[part], cover[part], wanted[part], reach)
    return Sheet(sheet.part, coordinates, cover)


def _around(there: NDArray[np.uint8], margin: int) -> tuple[slice, slice]:
    """The box of the pixels above 0 with a margin."""
    x, y, width, height = cv2.boundingRect(there)
    return slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin)


def _carried_on(coordinates: Floats, cover: Floats, wanted: Floats, reach: float) -> tuple[Floats, Floats]:
    """Coordinates and cover of ``extended``, in a box around the sheet."""
    solid = cover > 0.9
    asked = (wanted > 0.02) & ~solid
    if not solid.any() or not asked.any():
        return coordinates, cover
    core = cv2.erode(solid.astype(np.uint8), np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8))
    if not core.any():
        return coordinates, cover
    distance, labels = cv2.distanceTransformWithLabels(1 - core, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    asked &= distance < reach
    beside = cv2.dilate(asked.astype(np.uint8), np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8)) > core
    height, width = solid.shape
    y, x = np.divmod(np.flatnonzero(beside & (distance < reach) & (asked | solid)), width)
    if not len(y):
        return coordinates, cover
    places = np.flatnonzero(core)
    near = np.empty(int(labels.max()) + 1, np.int64)
    near[labels.ravel()[places]] = places
    near_y, near_x = np.divmod(near[labels[y, x]], width)
    mirror_y, mirror_x = np.clip(2 * near_y - y, 0, height - 1), np.clip(2 * near_x - x, 0, width - 1)
    good = solid[mirror_y, mirror_x]
    coordinates, cover = coordinates.copy(), cover.copy()
    coordinates[y, x] = coordinates[np.where(good, mirror_y, near_y), np.where(good, mirror_x, near_x)]
    known = solid.astype(np.float32)
    known[y, x] = 1
    known[coordinates[..., 0] <= NOWHERE / 2] = 0
    for size in (5, 11):
        weight = cv2.blur(known, (size, size))[y, x]
        smooth = cv2.blur(coordinates * known[..., None], (size, size))[y, x] / np.maximum(weight, 1e-6)[:, None]
        calm = (distance[y, x] > 0.5 * size) & (weight > 0.3)
        coordinates[y[calm], x[calm]] = smooth[calm]
    cover[y, x] = np.maximum(cover[y, x], wanted[y, x])
    cover[coordinates[..., 0] <= NOWHERE / 2] = 0
    return coordinates, cover
