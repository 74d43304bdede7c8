"""Collars: rings and tapes around the neck that were taken for skin or hair, told by the colours of the cloth there."""

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

HIGH, LOW, ASIDE = -0.36, 0.1, 0.62
"""Where collars and shoulder tapes lie, in torso coordinates: v from HIGH to LOW, u to ASIDE."""
MORE = 4.0
"""A colour is cloth's when cloth has it this many times more often than skin and hair have."""
LEAST = 40
"""Fewer pixels of cloth there tell no colour."""


def with_collar(body: Body) -> Body:
    """The body with all of its collar among the clothes; unchanged where cloth and skin or hair have one colour."""
    unit = body.pose.shoulder_width
    u, v = torso_coordinates(frame_of(body.pose), body.clothes.shape)
    band = (v > HIGH) & (v < LOW) & (np.abs(u) < ASIDE)
    x, y, width, height = cv2.boundingRect(band.astype(np.uint8))
    if not width:
        return body
    box = np.s_[y : y + height, x : x + width]
    band, bins = band[box], bins_of(lab_of(body.image[box]))
    skin, hair, cloth = body.skin[box], body.hair[box], body.clothes[box]
    own = _sure(cloth, 0.012 * unit) & band
    bare = _sure(skin, 0.03 * unit)
    locks = _sure(hair, 0.03 * unit)
    if min(int(own.sum()), int(bare.sum())) < LEAST:
        return body
    others = [palette(bins, bare.astype(np.float32), (2, 1)).of(bins)]
    if int(locks.sum()) >= LEAST:
        others.append(palette(bins, locks.astype(np.float32), (2, 1)).of(bins))
    mine = palette(bins, own.astype(np.float32)).of(bins)
    like = (mine > MORE * np.maximum.reduce(others)) & (mine > 1e-4)
    doubtful = like & band & ~bare & ~locks & (np.maximum(skin, hair) > 0.3) & (body.face[box] < 0.1)
    doubtful = cv2.morphologyEx(doubtful.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    found = _attached(doubtful, cv2.dilate((cloth > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
    if not found.any():
        return body
    share = cv2.GaussianBlur(cv2.dilate(found.astype(np.float32), np.ones((3, 3), np.uint8)), (0, 0), 0.8)
    clothes, bare_skin, strands = body.clothes.copy(), body.skin.copy(), body.hair.copy()
    clothes[box] = np.maximum(cloth, share * np.maximum(skin, hair))
    bare_skin[box] = skin * (1 - share)
    strands[box] = hair * (1 - share)
    return replace(body, clothes=clothes, skin=bare_skin, hair=strands)


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
