"""Collars: cloth around the neck and at the sides that was taken for skin or hair, told by its colours."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.wearer.frame import frame_of, torso_coordinates
from engine.vision.colours import bins_of, lab_of, palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body

    Bools = NDArray[np.bool_]

ZONES = ((-0.36, 0.1, 0.62), (0.1, 1.15, 0.8))
"""Where collars and shoulder tapes lie, and the sides of the trunk, in torso coordinates: v from, v to, u to."""
MORE = 4.0
"""A colour is cloth's when cloth has it this many times more often than skin and hair have."""
GAP = 0.035
"""Gaps between such places up to this many shoulder widths are closed."""
LEAST = 40
"""Fewer pixels of cloth there tell no colour."""


def won_back(body: Body) -> Body:
    """The body with all of its collar and sides among the clothes; unchanged where cloth and skin or hair have one
    colour."""
    u, v = torso_coordinates(frame_of(body.pose), body.clothes.shape)
    for high, low, aside in ZONES:
        body = _within(body, (v > high) & (v < low) & (np.abs(u) < aside))
    return body


def _within(body: Body, band: Bools) -> Body:
    unit = body.pose.shoulder_width
    x, y, width, height = cv2.boundingRect(band.astype(np.uint8))
    if not width:
        return body
    box = np.s_[y : y + height, x : x + width]
    band, image = band[box], body.image[box]
    skin, hair, cloth = body.skin[box], body.hair[box], body.clothes[box]
    own = _sure(cloth, 0.012 * unit) & band
    bare = _sure(skin, 0.03 * unit)
    locks = _sure(hair, 0.03 * unit)
    if min(int(own.sum()), int(bare.sum())) < LEAST:
        return body
    open_question = band & ~bare & ~locks & (np.maximum(skin, hair) > 0.3) & (body.face[box] < 0.1)
    asked = bins_of(lab_of(image[open_question][None]))[0]
    known = bins_of(lab_of(image[::2, ::2]))  # a quarter of the pixels shows all colours
    others = [palette(known, bare[::2, ::2].astype(np.float32), (2, 1)).of(asked)]
    if int(locks.sum()) >= LEAST:
        others.append(palette(known, locks[::2, ::2].astype(np.float32), (2, 1)).of(asked))
    mine = palette(known, own[::2, ::2].astype(np.float32)).of(asked)
    like = np.zeros(band.shape, np.bool_)
    like[open_question] = (mine > MORE * np.maximum.reduce(others)) & (mine > 1e-4)
    doubtful = cv2.morphologyEx(like.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    size = max(3, round(GAP * unit)) | 1
    doubtful = cv2.morphologyEx(doubtful, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)) & open_question
    found = _attached(
        doubtful.astype(np.uint8), cv2.dilate((cloth > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    )
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


def _attached(pieces: NDArray[np.uint8], anchor: Bools) -> Bools:
    """Connected pieces that touch ``anchor``."""
    count, labels = cv2.connectedComponents(pieces)
    keep = np.bincount(labels[anchor], minlength=count) > 0
    keep[0] = False
    return np.asarray(keep[labels], np.bool_)
