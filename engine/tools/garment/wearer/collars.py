"""Collars: cloth around the neck and at the sides that was taken for skin or hair, told by its colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.masks import squared, touching
from engine.tools.garment.wearer.frame import frame_of, torso_coordinates, within
from engine.tools.garment.wearer.seen import LIT
from engine.vision.colours import bins_of, lab_of, palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body, Rgb8

    Bools = NDArray[np.bool_]

ZONES = ((-0.36, 0.1, 0.62), (0.1, 1.15, 0.8))
"""Where collars and shoulder tapes lie, and the sides of the trunk, in torso coordinates: v from, v to, u to."""
MORE = 4.0
"""A colour is cloth's when cloth has it this many times more often than skin and hair have."""
LARGE = 0.004
"""A piece of collar of more squared shoulder widths than this tells how the rest of it looks in shade."""
HUES = 64
"""Steps of the shares of red and green by which hues are told."""
COMMON = 3e-3
"""Hues of which cloth has less than this share are not its own."""
GAP = 0.035
"""Gaps between such places up to this many shoulder widths are closed."""
APART = 0.08
"""Skin and hair nearer to cloth than this many shoulder widths may be the very collar that is looked for."""
LEAST = 40
"""Fewer pixels of cloth there tell no colour."""


def won_back(body: Body) -> Body:
    """The body with all of its collar and sides among the clothes; unchanged where cloth and skin or hair have one
    colour."""
    frame = frame_of(body.pose)
    for high, low, aside in ZONES:
        corners = np.array([frame.xy(u, v) for u in (-aside, aside) for v in (high, low)])
        left, top = np.maximum(np.floor(corners.min(axis=0)), 0).astype(int)
        right, bottom = np.maximum(np.ceil(corners.max(axis=0)) + 1, 0).astype(int)
        size = body.clothes[top:bottom, left:right].shape
        u, v = torso_coordinates(within(frame, left, top, 1.0), size)
        band = (v > high) & (v < low) & (np.abs(u) < aside)
        x, y, wide, tall = cv2.boundingRect(band.view(np.uint8))
        if wide:
            box = np.s_[top + y : top + y + tall, left + x : left + x + wide]
            body = _within(body, box, band[y : y + tall, x : x + wide])
    return body


def _within(body: Body, box: tuple[slice, slice], band: Bools) -> Body:
    """The body with what was won back in a ``band`` (h, w) of a box."""
    unit = body.pose.shoulder_width
    image = body.image[box]
    skin, hair, cloth = body.skin[box], body.hair[box], body.clothes[box]
    own = _sure(cloth, 0.012 * unit) & band
    beside = _beside(cloth, APART * unit)
    bare = _apart(_sure(skin, 0.03 * unit), beside)
    locks = _apart(_sure(hair, 0.03 * unit), beside)
    if min(int(own.sum()), int(bare.sum())) < LEAST:
        return body
    open_question = band & ~bare & ~locks & (np.maximum(skin, hair) > 0.3) & (body.face[box] < 0.1)
    if not open_question.any():
        return body
    asked = bins_of(lab_of(image[open_question][None]))[0]
    seen = bins_of(lab_of(image[::2, ::2]))  # a quarter of the pixels shows all colours
    others = [palette(seen, bare[::2, ::2].astype(np.float32), (2, 1)).of(asked)]
    if int(locks.sum()) >= LEAST:
        others.append(palette(seen, locks[::2, ::2].astype(np.float32), (2, 1)).of(asked))
    mine = palette(seen, own[::2, ::2].astype(np.float32)).of(asked)
    like = np.zeros(band.shape, np.bool_)
    like[open_question] = (mine > MORE * np.maximum.reduce(others)) & (mine > 1e-4)
    shaded = open_question & (skin > 0.5) & beside
    like[shaded] |= _of_one_hue(image, own & _beside(np.maximum(skin, hair), APART * unit), bare, shaded)
    anchor = cv2.dilate((cloth > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    size = max(3, round(GAP * unit)) | 1
    found = _pieces(like, open_question, anchor, size)
    if int((known := found & shaded).sum()) > LARGE * unit**2:  # it shows how its own colour looks in shade
        like[shaded] |= _of_one_hue(image, known, bare, shaded)
        found |= _pieces(like, open_question, known, size)
    if not found.any():
        return body
    share = cv2.GaussianBlur(cv2.dilate(found.astype(np.float32), np.ones((3, 3), np.uint8)), (0, 0), 0.8)
    clothes, bare_skin, strands, hands = (part.copy() for part in (body.clothes, body.skin, body.hair, body.hands))
    clothes[box] = np.maximum(cloth, share * np.maximum(skin, hair))
    bare_skin[box] = skin * (1 - share)
    strands[box] = hair * (1 - share)
    hands[box] *= 1 - share
    return replace(body, clothes=clothes, skin=bare_skin, hair=strands, hands=hands)


def _sure(mask: Mask, depth: float) -> Bools:
    """Where a mask is sure and at least ``depth`` px from its border."""
    solid = (mask > 0.7).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(solid, cv2.DIST_L2, 3) > max(1.0, depth), np.bool_)


def _of_one_hue(image: Rgb8, cloth: Bools, skin: Bools, asked: Bools) -> Bools:
    """(N,): which of the ``asked`` pixels have a hue that cloth has and skin has not: shade leaves that as it is."""
    mine, others = (_shares(*_hues(image[::2, ::2][known[::2, ::2]])) for known in (cloth, skin))
    seen, lit = _hues(image[asked])
    return np.asarray((mine[seen] > MORE * others[seen]) & (mine[seen] > COMMON) & lit, np.bool_)


def _hues(colours: Rgb8) -> tuple[NDArray[np.int32], Bools]:
    """(N,) number of each hue, by its shares of red and green, and which colours are light enough to have one."""
    red, green, blue = colours.T.astype(np.float32)
    light = red + green + blue
    number = np.zeros(light.shape, np.int32)
    for part, low, high in ((red, 0.15, 0.85), (green, 0.15, 0.65)):
        step = (part / np.maximum(light, 1) - low) * (HUES / (high - low))
        number = HUES * number + np.clip(step, 0, HUES - 1).astype(np.int32)
    return number, light > LIT


def _shares(numbers: NDArray[np.int32], lit: Bools) -> NDArray[np.float32]:
    """(HUES squared,): how often each hue is met among the colours that are ``lit``, smoothed."""
    counts = np.bincount(numbers[lit], minlength=HUES**2).reshape(HUES, HUES).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(counts / max(int(lit.sum()), 1), (0, 0), 1.0).ravel(), np.float32)


def _beside(mask: Mask, reach: float) -> Bools:
    """What lies no farther than ``reach`` px from a mask, aside and up or down."""
    return squared(mask > 0.5, round(reach))


def _apart(places: Bools, beside: Bools) -> Bools:
    """The part of ``places`` that is not ``beside``, where there is enough of it; else all."""
    apart = places & ~beside
    return apart if int(apart.sum()) >= 4 * LEAST else places


def _pieces(like: Bools, asked: Bools, anchor: Bools, size: int) -> Bools:
    """The places ``like`` cloth that touch ``anchor``, without specks and with gaps up to ``size`` px closed."""
    calm = cv2.morphologyEx(like.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    closed = cv2.morphologyEx(calm, cv2.MORPH_CLOSE, disc)
    return touching((closed > 0) & asked, anchor)
