"""Warp: the inverse of a piece's map, as sampling coordinates for every pixel of a part of the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.fitting.fit import Piece

NOWHERE = -1e4
"""Sampling coordinate of pixels that the piece does not reach."""
SLIVER = 0.03
"""A cell squeezed to less than this share of a middling one is a fold and has no inverse worth sampling."""

STEEPEST = 0.6
"""Outlines are pulled no farther than so many times the way on which the pull dies out: more would smear the cloth."""
LEAST = 1e-3
"""Outline that pulls less than this pulls nothing."""


def inverse_map(piece: Piece, region: NDArray[np.bool_], box: Box, step: int = 14) -> NDArray[np.float32]:
    """(box.height, box.width, 2) float32: for each pixel of ``box`` its x, y in the garment picture.

    ``region`` (H, W): the garment's pixels that matter; cells of ``step`` px that touch it or a neighbour are drawn,
    each as two triangles with an exact affine map, so that samples a cell beyond the region's edge are right too.
    """
    x, y, width, height = cv2.boundingRect(region.view(np.uint8))
    left, top = x - 2 * step, y - 2 * step
    across, down = (x + width - 1 - left) // step + 3, (y + height - 1 - top) // step + 3
    gx, gy = np.meshgrid(left + step * np.arange(across + 1.0), top + step * np.arange(down + 1.0))
    grid = np.stack([gx, gy], axis=-1)
    whole = np.zeros((down * step, across * step), np.bool_)
    whole[2 * step : 2 * step + height, 2 * step : 2 * step + width] = region[y : y + height, x : x + width]
    cells = whole.reshape(down, step, -1).any(axis=1).reshape(down, across, step).any(axis=2).astype(np.uint8)
    cells = cv2.dilate(cells, np.ones((3, 3), np.uint8))
    r, c = (place[:, None] for place in np.nonzero(cells))
    corners = r + np.array([0, 0, 1, 1]), c + np.array([0, 1, 1, 0])
    fields = piece(grid.reshape(-1, 2)).reshape(grid.shape)[corners], grid[corners]
    placed, source = (np.concatenate([field[:, [0, 1, 2]], field[:, [0, 2, 3]]]) for field in fields)
    return _draw(placed, source, box)


def _draw(placed: NDArray[np.float64], source: NDArray[np.float64], box: Box) -> NDArray[np.float32]:
    """Triangles (T, 3, 2): places in the photo and in the garment."""
    placed = placed - [box.x, box.y]
    area = (placed[:, 1, 0] - placed[:, 0, 0]) * (placed[:, 2, 1] - placed[:, 0, 1]) - (
        placed[:, 1, 1] - placed[:, 0, 1]
    ) * (placed[:, 2, 0] - placed[:, 0, 0])
    keep = np.abs(area) > SLIVER * np.median(np.abs(area))
    placed, source = placed[keep], source[keep]
    label = np.full((box.height, box.width), -1, np.int32)
    fixed = np.rint(placed * 16).astype(np.int32)
    for number, corners in enumerate(fixed):
        cv2.fillConvexPoly(label, corners, number, lineType=cv2.LINE_8, shift=4)
    out = np.full((box.height, box.width, 2), NOWHERE, np.float32)
    if not len(placed):
        return out
    ends = fixed.reshape(-1, 2)
    (left, top), (right, bottom) = np.maximum(ends.min(axis=0) // 16 - 1, 0), np.maximum(ends.max(axis=0) // 16 + 2, 0)
    part = np.s_[top:bottom, left:right]
    which = label[part]
    if not which.size:  # all of them lie beside the box
        return out
    rows, columns = (np.arange(side.start, side.start + size, dtype=np.float32)
                     for side, size in zip(part, which.shape, strict=True))
    beyond = np.array([[[0, 0], [0, 0], [NOWHERE, NOWHERE]]])  # of number -1, the last
    affine = np.concatenate([_affines(placed, source), beyond]).astype(np.float32)
    planes = []
    for by_x, by_y, shift in np.ascontiguousarray(affine.transpose(2, 1, 0)):
        plane = np.take(by_x, which)
        plane *= columns
        down = np.take(by_y, which)
        down *= rows[:, None]
        plane += down
        plane += np.take(shift, which)
        planes.append(plane)
    out[part] = cv2.merge(planes)
    return out


def _affines(placed: NDArray[np.float64], source: NDArray[np.float64]) -> NDArray[np.float64]:
    """(T, 3, 2): the maps that take triangles ``placed`` (T, 3, 2) to ``source``: rows by x, by y, shift."""
    one, two = placed[:, 1] - placed[:, 0], placed[:, 2] - placed[:, 0]
    inverse = np.stack([np.stack([two[:, 1], -one[:, 1]], axis=1), np.stack([-two[:, 0], one[:, 0]], axis=1)], axis=1)
    inverse /= (one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0])[:, None, None]
    linear = inverse @ (source[:, 1:] - source[:, :1])
    return np.concatenate([linear, source[:, :1] - placed[:, :1] @ linear], axis=1)


def sample(picture: NDArray[Any], coordinates: NDArray[np.float32], smooth: bool = True) -> NDArray[Any]:
    """``picture`` at ``coordinates`` (h, w, 2); 0 outside. ``smooth``: cubic, otherwise linear."""
    out: NDArray[Any] = cv2.remap(
        picture,
        coordinates[..., 0],
        coordinates[..., 1],
        cv2.INTER_CUBIC if smooth else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return out


def snap(
    residual_at: NDArray[Any], residual: NDArray[Any], weight: NDArray[Any], box: Box, reach: float
) -> NDArray[np.float32]:
    """(box.height, box.width, 2) float32 px: what is left between the draped and the wanted outline, dying out inward.

    Normalised convolution (Knutsson & Westin 1993) of ``residual`` (N, 2) px given at ``residual_at`` (N, 2) px of the
    photo with a Gaussian of ``reach`` px, against a constant that lets it fade where no outline that pulls is near.
    """
    shrink = max(1.0, reach / 6)
    height, width = max(2, round(box.height / shrink)), max(2, round(box.width / shrink))
    field = np.zeros((height, width, 3), np.float32)
    cell = ((np.asarray(residual_at) - [box.x, box.y]) / shrink).astype(int)
    inside = (cell >= 0).all(axis=1) & (cell[:, 0] < width) & (cell[:, 1] < height) & (np.asarray(weight) > LEAST)
    values = np.concatenate([residual * weight[:, None], weight[:, None]], axis=1).astype(np.float32)
    np.add.at(field, (cell[inside, 1], cell[inside, 0]), values[inside])
    across, down, mass = (cv2.GaussianBlur(plane, (0, 0), reach / shrink) for plane in cv2.split(field))
    floor = 0.25 * float(np.percentile(mass[cell[inside, 1], cell[inside, 0]], 50)) if inside.any() else 1.0
    share = np.float32(1.25) / (mass + np.float32(max(floor, 1e-9)))
    across, down = across * share, down * share
    limit = np.minimum(1, np.float32(STEEPEST * reach) / np.maximum(cv2.magnitude(across, down), np.float32(1e-6)))
    moved = cv2.merge((across * limit, down * limit))
    out: NDArray[np.float32] = cv2.resize(moved, (box.width, box.height), interpolation=cv2.INTER_LINEAR)
    return out
