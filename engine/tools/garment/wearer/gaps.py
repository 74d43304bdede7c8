"""Gaps: strips of a light ground between trunk and bare arm that were taken for light clothes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import lengths, pieces
from engine.tools.garment.masks import box_of_piece
from engine.tools.garment.wearer.frame import frame_of, torso_coordinates
from engine.vision.colours import lab_of
from engine.vision.exposure import lifted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.types import Body, Rgb8

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

NEAR = 0.35
"""A gap reaches no farther than this from the bare arm beside it (shoulder widths)."""
ASIDE = 0.2
"""Gaps lie farther from the middle than this torso coordinate u."""
AROUND = 0.5
"""Ground and cloth are read within so many shoulder widths."""
CLOSE, CLEARLY = 8.0, 0.6
"""Lab distance up to which a pixel has the ground's colour, and the share of its distance from the cloth's colour."""
LEAST, TOUCHING = 0.002, 0.06
"""Squared shoulder widths that a gap has, and shoulder widths along which it touches the arm."""
AT_ARM = 8.0
"""px of the proxy within which a piece ends at the arm."""
MOSTLY = 0.7
"""Least share of a gap's rows that end at the arm."""
EVEN = 2.0, 1.5
"""A gap is as even as the ground beside it: its lightness deviates by no more than so much and so many times what the
ground's does."""
STEP = 4.0
"""Least step of lightness from a gap to the cloth beside it: a fold's shade has none."""
UNLIKE = 30.0
"""Clothes whose colour lies further than this (Lab) from that of the ground are never taken for it."""
FEW = 50
"""Fewer pixels tell no colour."""


def without_gaps(body: Body) -> Body:
    """The body without clothes, above and below the waist, that have the ground's colour, lie beside a bare arm and
    ground that was told, and end with a step towards the cloth: the ground shows there."""
    unit = body.pose.shoulder_width
    worn, image = np.maximum(body.clothes, body.lower), lifted(body.image)
    some = np.s_[::8, ::8]
    parts = worn[some] > 0.95, body.person[some] < 0.05
    if not all(part.any() for part in parts):
        return body
    cloth, ground = (np.median(lab_of(np.ascontiguousarray(image[some]))[part], axis=0) for part in parts)
    if float(np.linalg.norm(cloth - ground)) > UNLIKE:
        return body
    arm = ((body.skin > 0.5) & (np.maximum(body.arms, body.hands) > 0.5)).view(np.uint8)
    x, y, width, height = cv2.boundingRect(arm)
    if not width:
        return body
    reach = round(NEAR * unit)
    box = np.s_[max(0, y - reach) : y + height + reach, max(0, x - reach) : x + width + reach]
    away = cv2.distanceTransform(1 - arm[box], cv2.DIST_L2, 3)
    u, _ = torso_coordinates(frame_of(body.pose), body.person.shape)
    aside = (worn[box] > 0.5) & (away < reach) & (np.abs(u[box]) > ASIDE)
    gone = np.zeros(body.person.shape, np.bool_)
    for right in (False, True):
        gone[box] |= _ground_in(body, image, worn, box, aside & ((u[box] > 0) == right), away, right)
    if not gone.any():
        return body
    soft = 1 - cv2.GaussianBlur(gone.astype(np.float32), (0, 0), 0.8)
    clothes, lower, person = (
        np.where(gone, np.float32(0), np.minimum(mask, soft)) for mask in (body.clothes, body.lower, body.person)
    )
    return replace(body, clothes=clothes, lower=lower, person=person)


def _ground_in(
    body: Body, image: Rgb8, worn: Floats, box: tuple[slice, slice], aside: Bools, away: Floats, right: bool
) -> Bools:
    """(h, w), over the box: what is ground of the clothes ``aside`` of the arm on that side, ``away`` px from bare
    arms."""
    unit = body.pose.shoulder_width
    out = np.zeros(aside.shape, np.bool_)
    x, y, width, height = cv2.boundingRect(aside.view(np.uint8))
    if not width:
        return out
    reach = round(AROUND * unit)
    top, left = box[0].start + y, box[1].start + x
    wide = np.s_[max(0, top - reach) : top + height + reach : 4, max(0, left - reach) : left + width + reach : 4]
    ground, cloth = body.person[wide] < 0.05, worn[wide] > 0.95
    if min(np.count_nonzero(ground), np.count_nonzero(cloth)) < FEW:
        return out
    around = lab_of(np.ascontiguousarray(image[wide]))
    there = np.s_[y : y + height, x : x + width]
    rows, columns = np.nonzero(aside[there])
    lab = lab_of(image[box][there][rows, columns][None])
    to_ground, to_cloth = (lengths(lab - np.median(around[of], axis=0).astype(np.float32)) for of in (ground, cloth))
    found = np.zeros((height, width), np.uint8)
    found[rows, columns] = ((to_ground < CLOSE) & (to_ground < CLEARLY * to_cloth))[0]
    labels, areas = pieces(cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0)
    even = float(around[ground][:, 0].std()) * EVEN[1] + EVEN[0]
    for label in 1 + np.flatnonzero(areas[1:] > LEAST * unit**2):
        high, across = box_of_piece(labels, label)
        near = np.s_[max(0, high.start - 5) : high.stop + 5, max(0, across.start - 5) : across.stop + 5]
        own, light = labels[near] == label, lab_of(image[box][there][near])[..., 0]
        if _along_arm(own, away[there][near], right) < TOUCHING * unit or light[own].std() > even:
            continue
        beside = cv2.dilate(own.view(np.uint8), np.ones((7, 7), np.uint8)) > 0
        if not (beside & (body.person[box][there][near] < 0.3)).any():  # shade at an armhole
            continue
        if _step(own, light, worn[box][there][near]) < STEP:
            continue
        out[there][near] |= cv2.dilate(own.view(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return out & (aside | (worn[box] > 0.05))


def _along_arm(own: Bools, away: Floats, right: bool) -> int:
    """Rows of a piece whose outer end is a bare arm; 0 where not most of them are: a sleeve has no arm there."""
    rows = np.flatnonzero(own.any(axis=1))
    outer = own.shape[1] - 1 - own[rows, ::-1].argmax(axis=1) if right else own[rows].argmax(axis=1)
    beside = int((away[rows, outer] < AT_ARM).sum())
    return beside if beside > MOSTLY * len(rows) else 0


def _step(own: Bools, light: Floats, worn: Floats) -> float:
    """By how much the cloth beside a piece, past the border between, is lighter or darker than the piece."""
    ring = [cv2.dilate(own.view(np.uint8), np.ones((size, size), np.uint8)) > 0 for size in (5, 9)]
    beside = ring[1] & ~ring[0] & (worn > 0.5)
    inner = cv2.dilate(beside.view(np.uint8), np.ones((13, 13), np.uint8)) > 0
    rim = own & inner
    if min(np.count_nonzero(beside), np.count_nonzero(rim)) < FEW // 5:
        return 0.0
    return abs(float(np.median(light[beside])) - float(np.median(light[rim])))
