"""Surroundings: what the old clothes hid behind and below them, ground and trousers, goes on where these go.

Patterned ground, or cloth, is mirrored at the border up to which the photo shows it, so that its structure, sharpness
and grain reach inward; plain ground needs none of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

REACH = 0.5
"""Shoulder widths inward at which mirrored ground counts half."""
PATTERN = 4.0
"""Ground whose lightness deviates from its surroundings' by more than this (mean, 8-bit units) is no plain wall."""
EVEN = 3.0
"""Standard deviation, px of the half-size picture, over which neighbours agree on where to mirror; the deeper the
more."""
DRAWN_IN, MOST, LEAST = (0.7, 0.45, 0.3), 0.9, 200
"""Where no more than ``MOST`` of the mirrored places of a piece show ground, they lie nearer to the border, by these
shares of the way: ground is stretched. Pieces of ``LEAST`` px of the half-size picture or less are left alone."""
INSET = 2
"""px of the half-size picture beside the person that may hold some of it and are not mirrored."""


def mirrored(image: NDArray[np.uint8], known: Bools, asked: Bools, unit: float, box: Box) -> tuple[Floats, Floats]:
    """(h, w, 3) float32 and (h, w) 0..1 over ``box``: ground, or trousers, continued, and how much that is worth.

    ``image`` (H, W, 3): the whole picture; ``known`` and ``asked`` (H / 2, W / 2): where that is seen, and where it
    is wanted; ``unit``: shoulder width px of ``image``.
    """
    nothing = np.zeros((box.height, box.width), np.float32)
    known = cv2.erode(known.view(np.uint8), np.ones((2 * INSET + 1, 2 * INSET + 1), np.uint8)) > 0
    x, y, width, height = cv2.boundingRect(asked.view(np.uint8))
    reach = REACH * 0.5 * unit
    margin = int(reach)
    part = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
    known, asked = np.ascontiguousarray(known[part]), np.ascontiguousarray(asked[part])
    if not width or not known.any():
        return np.zeros((box.height, box.width, 3), np.float32), nothing
    top, left = part[0].start, part[1].start
    wide = image[2 * top : 2 * (top + known.shape[0]), 2 * left : 2 * (left + known.shape[1])]
    if not _patterned(wide, known, asked, margin):
        return np.zeros((box.height, box.width, 3), np.float32), nothing
    place_x, place_y, depth = _places(known)
    place_x, place_y, inside = _within(known, asked, place_x, place_y)
    worth = cv2.GaussianBlur(cv2.erode((inside > 0.99).astype(np.float32), np.ones((5, 5), np.uint8)), (0, 0), 2.0)
    worth *= np.clip(1.5 - depth / np.float32(reach), 0, 1)
    matrix = np.array([[0.5, 0, 0.5 * (box.x + 0.5) - 0.5 - left], [0, 0.5, 0.5 * (box.y + 0.5) - 0.5 - top]])
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    at_x, at_y, share = (
        cv2.warpAffine(values, matrix, (box.width, box.height), flags=how, borderMode=cv2.BORDER_REPLICATE)
        for values in (2 * place_x + 0.5, 2 * place_y + 0.5, worth)
    )
    colours = cv2.remap(wide, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return colours.astype(np.float32), np.asarray(share, np.float32)


def _within(known: Bools, asked: Bools, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats]:
    """The places ``x``, ``y`` (h, w), for each piece that is ``asked`` for drawn in towards the border until most of
    them show ground, and how much of them does (h, w) 0..1."""
    seen = known.astype(np.float32)
    own_x, own_y = np.meshgrid(np.arange(known.shape[1], dtype=np.float32), np.arange(known.shape[0], dtype=np.float32))

    def at(share: float) -> tuple[Floats, Floats, Floats]:
        # the border lies half way
        near_x, near_y = (x + own_x) / 2, (y + own_y) / 2
        there_x, there_y = near_x + np.float32(share) * (x - near_x), near_y + np.float32(share) * (y - near_y)
        inside = cv2.remap(seen, there_x, there_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
        return np.asarray(there_x, np.float32), np.asarray(there_y, np.float32), np.asarray(inside, np.float32)

    out = at(1.0)
    labels, areas = pieces(asked)
    for number in np.flatnonzero(areas > LEAST):
        here = labels == number
        best, shown = out, float((out[2][here] > 0.99).mean())
        for share in DRAWN_IN:
            if shown > MOST:
                break
            drawn = at(share)
            more = float((drawn[2][here] > 0.99).mean())
            best, shown = (drawn, more) if more > shown else (best, shown)
        if best is not out:
            wide = cv2.dilate(here.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
            for plane, drawn_plane in zip(out, best, strict=True):
                plane[wide] = drawn_plane[wide]
    return out


def _patterned(image: NDArray[np.uint8], known: Bools, asked: Bools, margin: int) -> bool:
    """Whether the ground near what is asked for is more than a plain wall."""
    grey = cv2.resize(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), known.shape[::-1], interpolation=cv2.INTER_AREA)
    near = cv2.distanceTransform((~asked).astype(np.uint8), cv2.DIST_L2, 3) < margin
    seen = known & near
    if not seen.any():
        return False
    weight = known.astype(np.float32)
    size = max(3, margin // 4) | 1
    mean = cv2.blur(grey * weight, (size, size)) / np.maximum(cv2.blur(weight, (size, size)), 1e-6)
    return float(np.abs(grey - mean)[seen].mean()) > PATTERN


def _places(known: Bools) -> tuple[Floats, Floats, Floats]:
    """Three (h, w): x and y of the place that a pixel beyond what is ``known`` mirrors, and how deep it lies there."""
    depth, labels = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    near = np.zeros(int(labels.max()) + 1, np.intp)
    places = np.flatnonzero(known)
    near[labels.ravel()[places]] = places
    row, column = np.divmod(near[labels], known.shape[1])
    x, y = np.meshgrid(np.arange(known.shape[1], dtype=np.float32), np.arange(known.shape[0], dtype=np.float32))
    way = np.stack([column - x, row - y], axis=-1).astype(np.float32)
    weight = (~known).astype(np.float32)
    for sigma in (EVEN, 3 * EVEN):
        size = (round(3 * sigma) | 1,) * 2
        even = cv2.blur(cv2.blur(way * weight[..., None], size), size)
        length = np.maximum(cv2.magnitude(even[..., 0], even[..., 1]), 1e-3)
        even *= (depth / length)[..., None]
        blend = np.clip(depth / np.float32(2 * sigma), 0, 1)[..., None]
        way += (even - way) * blend
    return x + 2 * way[..., 0], y + 2 * way[..., 1], depth
