"""Stretching: cloth carried on beyond its own edge, by stretching what lies inside.

The coordinates at which the cloth is sampled are stretched, not its colours copied: stripes run on, and nothing is
mirrored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.raster import spread
from engine.tools.garment.fitting.warp import NOWHERE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

EDGE = 2
"""px of the proxy inside of a sheet's edge that are not stretched: the edge itself turns away from the light."""
GIVE, LEAST_GIVE = 0.35, 3.0
"""Cloth gives as deep inward as this many times the farthest that it is carried on, and at least this many px."""
CELL = 4
"""px of the proxy to a cell in which the stretch is worked out."""
ROW = 1024
LEAST_PULL = 0.05
"""Less stretch than this (px) is not seen."""


def carried_on(coordinates: Floats, cover: Floats, wanted: Floats, reach: float) -> tuple[Floats, Floats]:
    """Sampling coordinates (h, w, 2) and cover (h, w) of cloth carried on over ``wanted`` (h, w) 0..1, up to ``reach``
    px beyond its edge."""
    solid = cover > 0.9
    asked = (wanted > 0.02) & ~solid
    if not solid.any() or not asked.any():
        return coordinates, cover
    core = cv2.erode(solid.astype(np.uint8), np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8))
    if not core.any():
        return coordinates, cover
    distance, labels = cv2.distanceTransformWithLabels(1 - core, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    asked &= distance < reach
    if not asked.any():
        return coordinates, cover
    near = np.concatenate([[0], np.flatnonzero(core.view(np.bool_))])  # the core's pixels are numbered from 1
    pull_x, pull_y = _pull(core, solid, asked, distance, near, labels)
    moved = asked | (solid & (cv2.magnitude(pull_x, pull_y) > LEAST_PULL))
    places = np.flatnonzero(moved)
    y, x = np.divmod(places, solid.shape[1])
    pull = np.stack([pull_x.ravel()[places], pull_y.ravel()[places]], axis=1)
    from_y, from_x = _from(x, y, pull, np.where(solid, np.float32(0), distance))
    row, column = _nearest_pixel(from_x, from_y, solid.shape)
    lost = asked[y, x] & ~solid[row, column] & (distance[row, column] > EDGE + 2)
    from_y[lost], from_x[lost] = np.divmod(near[labels[y[lost], x[lost]]], solid.shape[1])
    stretched = _at(coordinates, from_x, from_y)
    torn = _torn(coordinates[..., 0] > NOWHERE / 2, from_x, from_y)
    stretched[torn] = coordinates.reshape(-1, 2)[near[labels[y[torn], x[torn]]]]
    coordinates, cover = coordinates.copy(), cover.copy()
    good = (stretched[:, 0] > NOWHERE / 2) & ~(torn & solid[y, x])
    coordinates[y[good], x[good]] = stretched[good]
    beside = cv2.dilate(asked.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0  # the old edge is no edge any more
    raised = asked | (beside & solid)
    cover = np.where(raised, np.maximum(cover, wanted), cover)
    cover[cv2.extractChannel(coordinates, 0) <= NOWHERE / 2] = 0
    return coordinates, cover


def _at(picture: Floats, x: Floats, y: Floats) -> Floats:
    """(N, 2): a picture of two channels at (N,) places. In rows, as OpenCV takes at most 32,766 to a side."""
    size = -len(x) % ROW
    rows_x, rows_y = (np.pad(values, (0, size)).reshape(-1, ROW) for values in (x, y))
    found = cv2.remap(picture, rows_x, rows_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found.reshape(-1, 2)[: len(x)], np.float32)


def _torn(known: Bools, x: Floats, y: Floats) -> Bools:
    """(N,): places of which one of the four pixels around is not ``known`` (h, w)."""
    top, left = (np.clip(at, 0, most - 2).astype(np.intp) for at, most in ((y, known.shape[0]), (x, known.shape[1])))
    return ~(known[top, left] & known[top + 1, left] & known[top, left + 1] & known[top + 1, left + 1])


def _pull(
    core: NDArray[np.uint8],
    solid: Bools,
    asked: Bools,
    distance: Floats,
    near: NDArray[np.intp],
    labels: NDArray[np.int32],
) -> tuple[Floats, Floats]:
    """Two (h, w) float32 px: how far across and down the cloth at each pixel has come. At the outer side of what is
    ``asked`` it is the way from the sheet's edge; where the old edge stays, and deep inside, it is nothing; between, it
    runs smoothly. ``distance`` to the ``core`` px, ``labels`` the numbers of its nearest pixels, ``near`` their
    places."""
    height, width = solid.shape
    union = (asked | solid).astype(np.uint8)
    rim = (cv2.erode(union, np.ones((3, 3), np.uint8)) == 0) & (union > 0)
    y, x = np.nonzero(rim & asked)
    if not len(y):
        return np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    near_y, near_x = np.divmod(near[labels[y, x]], width)
    way = np.stack([x - near_x, y - near_y], axis=1).astype(np.float32)
    far = float(np.hypot(way[:, 0], way[:, 1]).max())
    way = _evened(way, x, y, distance, far)
    size = (-(-width // CELL), -(-height // CELL))
    field = np.zeros((size[1], size[0], 3), np.float32)
    fixed = rim & solid & (cv2.dilate(asked.view(np.uint8), np.ones((5, 5), np.uint8)) == 0)
    cell = [part // CELL for part in np.divmod(np.flatnonzero(fixed), width)]
    field[..., 2] = np.bincount(cell[0] * size[0] + cell[1], minlength=size[0] * size[1]).reshape(size[1], size[0])
    cells = cv2.copyMakeBorder(core, 0, size[1] * CELL - height, 0, size[0] * CELL - width, cv2.BORDER_CONSTANT)
    inside = cv2.resize(cells, size, interpolation=cv2.INTER_AREA) > 0
    length = np.sqrt((way * way).sum(axis=1)) / np.float32(CELL)
    field[..., 2] += inside & _far_from(x // CELL, y // CELL, length, inside.shape)
    np.add.at(field, (y // CELL, x // CELL), np.concatenate([way, np.ones((len(way), 1), np.float32)], axis=1))
    found = field[..., 2] > 0
    filled = spread(field[..., :2] / np.maximum(field[..., 2:], 1), found.astype(np.float32))
    full = (size[0] * CELL, size[1] * CELL)
    across, down = (
        cv2.resize(plane, full, interpolation=cv2.INTER_LINEAR)[:height, :width]
        for plane in cv2.split(cv2.GaussianBlur(filled, (0, 0), 1.0))
    )
    return across, down


def _far_from(x: NDArray[np.intp], y: NDArray[np.intp], length: Floats, shape: tuple[int, ...]) -> Bools:
    """(h, w) cells: what lies so far from the cells ``x``, ``y``, to which cloth is carried on by ``length`` cells,
    that it stays as it is."""
    ends = np.ones(shape, np.uint8)
    ends[y, x] = 0
    away, labels = cv2.distanceTransformWithLabels(ends, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    reach = np.zeros(int(labels.max()) + 1, np.float32)
    reach[labels[y, x]] = (1 + GIVE) * length + LEAST_GIVE / CELL
    return np.asarray(away > reach[labels], np.bool_)


def _evened(way: Floats, x: NDArray[np.intp], y: NDArray[np.intp], distance: Floats, far: float) -> Floats:
    """(N, 2) the ways from a wavy edge to the pixels ``x``, ``y``, in directions like their neighbours', and as long as
    it takes to the core. ``distance`` (h, w): that to it."""
    height, width = distance.shape
    size = (-(-width // CELL), -(-height // CELL))
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-3)
    field = np.zeros((size[1], size[0], 2), np.float32)
    np.add.at(field, (y // CELL, x // CELL), way)
    near = cv2.GaussianBlur(field, (0, 0), 1.0)[y // CELL, x // CELL]
    wide = cv2.GaussianBlur(field, (0, 0), max(1.0, far / CELL))[y // CELL, x // CELL]
    near, wide = (each / np.maximum(np.hypot(each[:, 0], each[:, 1]), 1e-6)[:, None] for each in (near, wide))
    even = near + (wide - near) * np.minimum(2 * length / far, 1)[:, None]
    even *= (length / np.maximum(np.hypot(even[:, 0], even[:, 1]), 1e-3))[:, None]
    from_y, from_x = _from(x, y, even, distance)
    return np.stack([x - from_x, y - from_y], axis=1).astype(np.float32)


def _from(x: NDArray[np.intp], y: NDArray[np.intp], way: Floats, distance: Floats) -> tuple[Floats, Floats]:
    """(N,) rows and columns: where the ways of the pixels ``x``, ``y`` begin when each is made longer until
    ``distance`` (h, w) is 0 there."""
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-3)
    along = way / length[:, None]
    for _ in range(3):
        row, column = _nearest_pixel(x - length * along[:, 0], y - length * along[:, 1], distance.shape)
        length = length + distance[row, column]
    return np.asarray(y - length * along[:, 1], np.float32), np.asarray(x - length * along[:, 0], np.float32)


def _nearest_pixel(
    x: NDArray[Any], y: NDArray[Any], shape: tuple[int, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """(N,) rows and columns of the pixels at places, or of the border's where they lie beyond it."""
    row = np.clip(np.rint(y), 0, shape[0] - 1).astype(np.intp)
    return row, np.clip(np.rint(x), 0, shape[1] - 1).astype(np.intp)
