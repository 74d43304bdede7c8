"""Fringes: thin strips along an outline, whose colour is a mixture of what lies on either side: no thing of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces
from engine.tools.garment.masks import box_of_piece, squared, touching
from engine.tools.garment.wearer.frame import down_torso, frame_of
from engine.vision.colours import lab_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.types import Body

    Bools = NDArray[np.bool_]

NECK = -0.1
"""Above this torso coordinate there is no cloth but collars."""
RIM = 0.024
"""Strips of skin between cloth and ground that are narrower than this (shoulder widths) are mixtures of the two."""
FAINT = 0.01
"""Less skin than this is none."""
HALO, WIDE, EVERY = 2, 8, 4
"""px beside clothes that may be mixed with them, and px around that show the ground, of which one in so many is
read."""
LEAST_GROUND = 0.04
"""Where less than this share around is ground, nothing is known of it."""
VARY, OFF = 2.5, 3.0
"""Such pixels differ from the ground's middle by so many times its variation and so many levels more (8-bit)."""
TRACE = 0.04
"""Share of person that they get."""
TIP = 1.6
"""Strips that end bare skin and are shorter than so many times that width are its tip."""
ALIKE = 8.0
"""Longer ones are, where their colour is so near (CIE 1976) to that of the skin they end, and nearer than to the
mixtures of cloth and ground."""


def without_fringe(body: Body) -> Body:
    """Thin strips of cloth along hair above the shoulders are the mixed colour of hair and ground: hair's."""
    unit = body.pose.shoulder_width
    v = down_torso(frame_of(body.pose), body.clothes.shape)
    cloth = ((body.clothes > 0.05) & (v < NECK)).astype(np.uint8)
    x, y, width, height = cv2.boundingRect(cloth)
    if not width:
        return body
    size = max(3, round(0.05 * unit)) | 1
    box = np.s_[max(0, y - size) : y + height + size, max(0, x - size) : x + width + size]
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    wide = cv2.morphologyEx((body.clothes[box] > 0.5).astype(np.uint8), cv2.MORPH_OPEN, disc)
    hair = cv2.dilate((body.hair[box] > 0.4).astype(np.uint8), disc)
    ground = cv2.dilate((body.person[box] < 0.3).astype(np.uint8), disc)
    strip = (cloth[box] & hair & ground & ~cv2.dilate(wide, np.ones((3, 3), np.uint8))) > 0
    clothes, locks = body.clothes.copy(), body.hair.copy()
    locks[box][strip] = np.maximum(locks[box], clothes[box])[strip]
    clothes[box][strip] = 0
    return replace(body, clothes=clothes, hair=locks)


def without_rims(body: Body) -> Body:
    """Thin strips of skin or hands between cloth and ground are the mixed colour of the two: cloth's."""
    unit = body.pose.shoulder_width
    size = max(3, round(RIM * unit)) | 1
    square = np.ones((size, size), np.uint8)
    box = beside_clothes(body, 2 * size)
    skin, hands, cloth = body.skin[box], body.hands[box], body.clothes[box]
    bare = np.maximum(skin, hands)
    wide = cv2.morphologyEx((bare > 0.4).astype(np.uint8), cv2.MORPH_OPEN, square)
    near_wide = cv2.dilate(wide, np.ones((3, 3), np.uint8)) > 0
    thin = (bare > FAINT) & ~near_wide & (body.face[box] < 0.1)
    beside = max(2, size // 2)
    strip = thin & (bare > 0.1) & squared(body.person[box] < 0.3, beside) & squared(cloth > 0.6, beside)
    strip &= ~touching(strip & ~_long(strip, TIP * size), squared(near_wide, 1))
    strip &= ~_tapering(body, box, touching(touching(thin, strip), squared(near_wide, 1)), wide > 0, 2 * size)
    strip = thin & squared(strip, max(1, beside - 1))
    if not strip.any():
        return body
    parts = {name: getattr(body, name).copy() for name in ("clothes", "skin", "hands")}
    parts["clothes"][box][strip] = (cloth + bare)[strip].clip(0, 1)
    parts["skin"][box][strip] = 0
    parts["hands"][box][strip] = 0
    return replace(body, **parts)


def with_rim(body: Body) -> Body:
    """The person with the pixels beside clothes and bare arms that a lens, or sharpening, mixed with them: a trace of
    person, so that what goes or is covered leaves no line around it. They differ from the ground beyond by more than
    that varies."""
    reach = HALO
    limbs = np.maximum(body.clothes, np.minimum(body.skin, body.arms)) > 0.1
    x, y, width, height = cv2.boundingRect(limbs.view(np.uint8))
    box = np.s_[max(0, y - 2 * WIDE) : y + height + 2 * WIDE, max(0, x - 2 * WIDE) : x + width + 2 * WIDE]
    person = body.person[box]
    rim = (person < TRACE) & squared(limbs[box], reach)
    ground = ((person <= 0) & ~squared(person > 0, reach))[::EVERY, ::EVERY].astype(np.float32)
    if not rim.any() or not ground.any():
        return body
    size, full = (2 * WIDE // EVERY + 1,) * 2, (person.shape[1], person.shape[0])
    few = body.image[box][::EVERY, ::EVERY].astype(np.float32)
    share = cv2.blur(ground, size)
    weight = (ground[..., None], np.maximum(share, np.float32(1e-4))[..., None])
    mean, square = (cv2.blur(some * weight[0], size) / weight[1] for some in (few, few * few))
    spread = VARY * np.sqrt(np.maximum(square - mean * mean, 0)) + OFF
    spread[share < LEAST_GROUND] = 255  # nothing is known
    rows, columns = np.nonzero(rim)
    middle, more = (cv2.resize(some, full, interpolation=cv2.INTER_LINEAR)[rows, columns] for some in (mean, spread))
    apart = np.abs(body.image[box][rows, columns] - middle) - more
    rim[rows, columns] = apart.max(axis=1) > 0
    if not rim.any():
        return body
    out = body.person.copy()
    out[box] = np.where(rim, np.float32(TRACE), person)
    return replace(body, person=out)


def _tapering(body: Body, box: tuple[slice, slice], ends: Bools, wide: Bools, margin: int) -> Bools:
    """Those of the thin ``ends`` of ``wide`` skin in a box that have its colour, as it is within ``margin`` px: arms
    that go behind the trunk."""
    out = np.zeros(ends.shape, np.bool_)
    skin, cloth, person = (getattr(body, name)[box] for name in ("skin", "clothes", "person"))
    labels, areas = pieces(ends)
    for number in range(1, len(areas)):
        rows, columns = box_of_piece(labels, number)
        near = tuple(slice(max(0, side.start - margin), side.stop + margin) for side in (rows, columns))
        own, lab = labels[near] == number, lab_of(body.image[box][near])
        places = [own & (skin[near] > 0.5), wide[near] & (skin[near] > 0.9), cloth[near] > 0.9, person[near] < 0.02]
        if not all(place.any() for place in places):
            continue
        tip, bare, worn, ground = (np.median(lab[place], axis=0) for place in places)
        way = ground - worn
        mixed = worn + way * np.clip((tip - worn) @ way / max(float(way @ way), 1e-6), 0, 1)
        away = float(np.linalg.norm(tip - bare))
        if away < min(ALIKE, float(np.linalg.norm(tip - mixed))):
            out |= labels == number
    return out


def _long(strip: Bools, least: float) -> Bools:
    """The pieces of ``strip`` that are at least so many px long or high."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(strip.astype(np.uint8))
    long = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1) >= least
    long[0] = False
    return np.asarray(np.take(long, labels), np.bool_)


def beside_clothes(body: Body, margin: int) -> tuple[slice, slice]:
    """The box of the clothes with a margin of px."""
    x, y, width, height = cv2.boundingRect((body.clothes > 0.02).astype(np.uint8))
    return slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin)
