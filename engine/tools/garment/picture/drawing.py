"""Drawing: the fitted garment as sampling coordinates and coverage on the photo's proxy, pieces in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import nearest
from engine.tools.garment.align import region_of
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.fitting.warp import NOWHERE, inverse_map, sample, snap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.align import Fit
    from engine.tools.garment.cloth import Cloth

    Floats = NDArray[np.float32]

SNAP_REACH = 0.06
"""The last correction of the outline dies out within about this many shoulder widths."""


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
    sheets = []
    total = np.zeros((box.height, box.width), np.float32)
    for piece in fit.pieces:
        region = region_of(fit.cloth, piece.part)
        if not region.any():
            continue
        coordinates = inverse_map(piece, region, box)
        coordinates = cv2.remap(coordinates, back_x, back_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        cover = np.clip(sample(part_alpha(fit.cloth, piece.part), coordinates, smooth=False), 0, 1)
        sheets.append(Sheet(piece.part, coordinates, cover))
        total += cover * (1 - total)
    return Drawing(box, tuple(sheets), total)


def part_alpha(cloth: Cloth, part: Part) -> Floats:
    """(H, W) float32: alpha of one piece without the inner back; the torso reaches under the sleeves' seam by some
    px."""
    region = region_of(cloth, part).astype(np.uint8)
    reach = 9 if part == Part.TORSO else 3
    wide = cv2.dilate(region, np.ones((reach, reach), np.uint8)).astype(np.float32)
    out: Floats = np.minimum(cloth.alpha, cv2.GaussianBlur(wide, (0, 0), 1.0)) * (1 - cloth.back)
    return np.where(_body_of_cloth(cloth), out, 0).astype(np.float32)


def _body_of_cloth(cloth: Cloth) -> NDArray[np.bool_]:
    """(H, W): the front without slivers, such as the rim that is left above the inner back of a collar."""
    size = max(5, round(max(cloth.alpha.shape) / 200)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    solid = ((cloth.alpha > 0.4) & (cloth.back < 0.5)).astype(np.uint8)
    if cloth.back.max() < 0.5:
        return np.ones(solid.shape, bool)
    kept = cv2.dilate(cv2.morphologyEx(solid, cv2.MORPH_OPEN, disc), disc) > 0
    near = cv2.dilate((cloth.back > 0.3).astype(np.uint8), disc, iterations=3) > 0
    out: NDArray[np.bool_] = kept | ~near
    return out


def extended(sheet: Sheet, wanted: Floats, reach: float) -> Sheet:
    """The sheet carried on over ``wanted`` (h, w) 0..1 up to ``reach`` px beyond its edge, cloth mirrored at the
    edge."""
    solid = sheet.cover > 0.9
    if not solid.any():
        return sheet
    row, column, distance = nearest(solid)
    fill = (wanted > 0.02) & (sheet.cover < 0.9) & (distance < reach)
    if not fill.any():
        return sheet
    height, width = solid.shape
    y, x = np.nonzero(fill)
    near_y, near_x = row[y, x], column[y, x]
    mirror_y, mirror_x = np.clip(2 * near_y - y, 0, height - 1), np.clip(2 * near_x - x, 0, width - 1)
    good = solid[mirror_y, mirror_x]
    coordinates, cover = sheet.coordinates.copy(), sheet.cover.copy()
    coordinates[y, x] = sheet.coordinates[np.where(good, mirror_y, near_y), np.where(good, mirror_x, near_x)]
    smooth = cv2.blur(coordinates, (5, 5))
    calm = cv2.erode((coordinates[..., 0] > NOWHERE / 2).astype(np.uint8), np.ones((5, 5), np.uint8))[y, x] > 0
    coordinates[y[calm], x[calm]] = smooth[y[calm], x[calm]]
    cover[y, x] = np.maximum(cover[y, x], wanted[y, x])
    cover[coordinates[..., 0] <= NOWHERE / 2] = 0
    return Sheet(sheet.part, coordinates, cover)
