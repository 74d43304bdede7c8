"""Drawing: the fitted garment as sampling coordinates and coverage on the photo's proxy, pieces in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.fitting.warp import NOWHERE, inverse_map, sample, snap
from engine.tools.garment.masks import connected_to_border, large_parts
from engine.tools.garment.parts import region_of
from engine.tools.garment.picture.stretching import carried_on

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.align import Fit
    from engine.tools.garment.fitting.silhouette import Part

    Floats = NDArray[np.float32]

SNAP_REACH = 0.03
"""The last correction of the outline dies out within about this many shoulder widths."""

LEAST_OPENING = 5e-4
"""Holes of a smaller share of the cloth are faults of its mask."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One piece on the proxy: ``coordinates`` (h, w, 2) px of the fit's cloth, ``cover`` (h, w) 0..1. ``limb``
    (h, w) 0..1: the arm along which it is laid from side to side; it needs no carrying on, and shows nowhere else, but
    where it is ``draped`` still."""

    part: Part
    coordinates: Floats
    cover: Floats
    limb: Floats | None = None
    draped: Floats | None = None

    @property
    def seen(self) -> Floats:
        """(h, w) 0..1: how much of it would show if nothing lay in front."""
        return self.cover if self.limb is None else self.cover * self.limb


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
        there = (cv2.extractChannel(coordinates, 0) > NOWHERE / 2).astype(np.uint8)
        part = _around(there, most)
        moved = cv2.remap(coordinates, back_x[part], back_y[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        whole = cv2.remap(255 * there, back_x[part], back_y[part], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        moved = cv2.merge([np.where(whole < 255, np.float32(NOWHERE), plane) for plane in cv2.split(moved)])
        coordinates = np.full_like(coordinates, NOWHERE)
        coordinates[part] = moved
        cover = np.zeros_like(total)
        cover[part] = np.clip(sample(alpha, moved, smooth=False), 0, 1)
        sheets.append(Sheet(piece.part, coordinates, cover))
        total[part] += cover[part] * (1 - total[part])
    return Drawing(box, tuple(sheets), total)


def openings(sheet: Sheet, alpha: Floats, fronts: Floats | None) -> Floats:
    """(h, w) 0..1: holes that the cloth of a sheet encloses, such as those beside a bow, and what lies between
    ``fronts`` that hang apart. ``alpha``, ``fronts`` (H, W): of the piece in the garment picture."""
    if fronts is not None:
        return np.asarray(sample(fronts, sheet.coordinates, smooth=False), np.float32)
    bare = alpha < 0.5
    holes = large_parts(bare & ~connected_to_border(bare), LEAST_OPENING * float(bare.size - np.count_nonzero(bare)))
    if not holes.any():
        return np.zeros_like(sheet.cover)
    return np.asarray(sample(holes.astype(np.float32), sheet.coordinates, smooth=False), np.float32)


def extended(sheet: Sheet, wanted: Floats, reach: float) -> Sheet:
    """The sheet carried on over ``wanted`` (h, w) 0..1 up to ``reach`` px beyond its edge. The cloth inside is
    stretched until its edge lies where it should, most at the edge and less and less inward, so that stripes run on."""
    part = _around((sheet.cover > 0.9).astype(np.uint8), int(reach) + 8)
    coordinates, cover = sheet.coordinates.copy(), sheet.cover.copy()
    coordinates[part], cover[part] = carried_on(coordinates[part], cover[part], wanted[part], reach)
    return Sheet(sheet.part, coordinates, cover)


def _around(there: NDArray[np.uint8], margin: int) -> tuple[slice, slice]:
    """The box of the pixels above 0 with a margin."""
    x, y, width, height = cv2.boundingRect(there)
    return slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin)
