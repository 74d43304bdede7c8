"""Tails: narrow strips of ground between hip and arm that were taken for a light top that ends above them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths, pieces
from engine.tools.garment.masks import box_of_piece
from engine.vision.colours import lab_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.types import Body

    Bools = NDArray[np.bool_]

LEAST, MOST, WIDEST = 0.002, 0.12, 0.16
"""Squared shoulder widths that a tail has, and shoulder widths that it may be wide."""
AROUND, EITHER = 0.5, 0.12
"""Least share of its surroundings that bare skin and lower wear have, and each of them."""
SLACK = 0.015
"""Shoulder widths by which a hem may hang lower at one side than in the middle."""
SIDE = 0.15
"""Shoulder widths at the hips' sides over which they round off."""
NEAR = 0.5
"""The ground's colours are read within so many shoulder widths."""
APART, MOSTLY = 12.0, 0.6
"""Lab distance up to which a pixel has the ground's colour, and share of a tail's pixels that have it."""
FEW = 50
"""Fewer pixels tell no colour."""


def without_tails(body: Body) -> Body:
    """The body without cloth below the hem that has the ground's colour rather than the cloth's, and lies between what
    is worn below and a bare arm: the ground shows there."""
    unit = body.pose.shoulder_width
    hem = _hem(body)
    if hem is None:
        return body
    below = (body.clothes > 0.05) & (np.arange(len(body.clothes))[:, None] > hem)
    labels, areas = pieces(below)
    clothes, person = body.clothes, body.person
    for label in np.flatnonzero((areas > LEAST * unit**2) & (areas < MOST * unit**2)):
        if label == 0:
            continue
        rows, columns = box_of_piece(labels, label)
        margin = max(3, round(0.04 * unit))
        near = tuple(slice(max(0, side.start - margin), side.stop + margin) for side in (rows, columns))
        own = labels[near] == label
        if own.sum(axis=1).max() > WIDEST * unit or not _between(body, own, near, margin):
            continue
        ground = _like_ground(body, own, near)
        if ground[own].mean() < MOSTLY:
            continue
        if clothes is body.clothes:
            clothes, person = clothes.copy(), person.copy()
        up = cv2.dilate(own.view(np.uint8), np.ones((margin, 1), np.uint8), anchor=(0, 0)) > 0
        gone = cv2.GaussianBlur((own | up & ground).astype(np.float32), (0, 0), 0.8)
        clothes[near] = np.minimum(clothes[near], np.where(own, 0, 1 - gone))
        person[near] = np.minimum(person[near], 1 - gone)
    return replace(body, clothes=clothes, person=person)


def _hem(body: Body) -> NDArray[np.float64] | None:
    """(W,) the row at which the top gives way to lower wear, continued to either side; None where it nowhere does."""
    lower = body.lower > 0.5
    columns = np.flatnonzero(lower.any(axis=0))
    if not len(columns):
        return None
    first = np.argmax(lower[:, columns], axis=0)
    above = body.clothes[np.maximum(first - 6, 0), columns] > 0.5
    if np.count_nonzero(above) < 0.2 * body.pose.shoulder_width:
        return None
    rows = first[above]
    there = rows < np.median(rows) + SLACK * body.pose.shoulder_width  # lower ones lie at the hips' sides
    hem = np.interp(np.arange(lower.shape[1]), columns[above][there], rows[there]).astype(np.float32)
    wide = np.ones((1, 2 * round(SIDE * body.pose.shoulder_width) + 1), np.uint8)
    return np.asarray(cv2.erode(hem[None], wide)[0], np.float64)  # where the hips round off, the hem runs on level


def _between(body: Body, own: Bools, near: tuple[slice, ...], margin: int) -> bool:
    """Whether a piece, ``own`` in the box ``near``, lies between what is worn below and a bare arm."""
    ring = (cv2.dilate(own.view(np.uint8), np.ones((2 * margin - 1,) * 2, np.uint8)) > 0) & ~own
    bare, low = (float((mask[near][ring] > 0.5).mean()) for mask in (body.skin, body.lower))
    return bare + low > AROUND and min(bare, low) > EITHER


def _like_ground(body: Body, own: Bools, near: tuple[slice, ...]) -> Bools:
    """Where in the box ``near`` colours are those of the ground around and not those of the cloth around, apart from
    the piece itself, ``own``."""
    reach = round(NEAR * body.pose.shoulder_width)
    wide = tuple(slice(max(0, side.start - reach), side.stop + reach, 2) for side in near)
    mine = np.zeros(body.person.shape, np.bool_)
    mine[near] = own
    ground, cloth = body.person[wide] < 0.05, (body.clothes[wide] > 0.95) & ~mine[wide]
    if min(np.count_nonzero(ground), np.count_nonzero(cloth)) < FEW:
        return np.zeros(own.shape, np.bool_)
    lab, around = lab_of(body.image[near]), lab_of(body.image[wide])
    colours = (np.median(around[part], axis=0).astype(np.float32) for part in (ground, cloth))
    to_ground, to_cloth = (lengths(lab - colour) for colour in colours)
    return np.asarray((to_ground < APART) & (to_ground < to_cloth), np.bool_)
