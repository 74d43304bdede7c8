"""Source: the product photo as the result samples it, at the size at which one of its pixels is about one of the
result's, so that fine patterns do not alias."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import Box
from engine.tools.garment.parts import part_alphas
from engine.tools.garment.picture.own_colours import own_colours
from engine.tools.garment.picture.sharpness import softening

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.photo import Photo
    from engine.tools.garment.align import Fit
    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.fitting.silhouette import Part
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Source:
    """``scale``: its px per px of the fit's cloth; ``rgb`` 0..255, ``alphas`` of each piece, ``bounds`` (2, 2): x and y
    between which that is not 0."""

    rgb: NDArray[np.uint8] | Floats
    alphas: Mapping[Part, Floats]
    bounds: Mapping[Part, NDArray[np.float32]]
    scale: float


def source_of(
    photo: Photo, cloth: Cloth, fit: Fit, wearer: Wearer, softness: float | None, level: int
) -> Source:
    """What the garment is sampled from for ``photo``, as soft as that is by a realism level.

    For photos deeper than 8 bits it is float, so that values between its pixels are not rounded; with colours of its
    own, of what ``own_colours`` makes of them.
    """
    result_px = fit.laid.affine.scale / wearer.body.scale
    product_px = 1 / fit.shrink
    factor = min(1.0, 0.8 * result_px / product_px)
    factor = factor if factor < 0.95 else 1.0
    rgb = cloth.rgb if photo.depth == 8 else cloth.rgb.astype(np.float32)
    parts = [piece.part for piece in fit.pieces]
    ready = fit.shrink == 1 and fit.bent == (None, None)
    alphas = list(fit.alphas if ready else part_alphas(cloth, parts))
    if cloth.photo is not None:
        rgb = own_colours(cloth.rgb, cloth.photo, factor)
    elif factor < 1:
        rgb = cv2.resize(rgb, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    if factor < 1:
        alphas = [cv2.resize(alpha, rgb.shape[1::-1], interpolation=cv2.INTER_AREA) for alpha in alphas]
    own_px = rgb.shape[1] / fit.cloth.alpha.shape[1]
    soft = softening(softness, wearer.body, fit, level)
    if soft > 0:
        rgb = cv2.GaussianBlur(rgb, (0, 0), soft * own_px / result_px)
    bounds = [_reach(alpha) for alpha in alphas]
    return Source(rgb, dict(zip(parts, alphas, strict=True)), dict(zip(parts, bounds, strict=True)), own_px)


def _reach(alpha: Floats) -> NDArray[np.float32]:
    """(2, 2): the least and the largest x and y at which interpolation meets more than 0, with a margin."""
    box = bounds_of(alpha, 0)
    if box is None:
        return np.zeros((2, 2), np.float32)
    return np.array([[box.x - 2, box.y - 2], [box.x + box.width + 1, box.y + box.height + 1]], np.float32)


def bounds_of(mask: Floats | NDArray[np.bool_], margin: int) -> Box | None:
    """The box of the pixels above 0 with a margin, within the array; None when there are none."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    top, left = max(0, int(rows[0]) - margin), max(0, int(columns[0]) - margin)
    bottom, right = min(mask.shape[0], int(rows[-1]) + 1 + margin), min(mask.shape[1], int(columns[-1]) + 1 + margin)
    return Box(left, top, right - left, bottom - top)
