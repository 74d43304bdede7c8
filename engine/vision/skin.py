"""Skin: which pixels show bare skin for certain, by which the skin's colours are learnt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.classes import FLAT
from engine.vision.colours import palette
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.colours import Lab
    from engine.vision.head import Head

OTHER_HUE = 18.0
"""Distance in Lab's a, b from the cheeks' median from which a colour in the face is not plain skin."""


def skin_seeds(anatomy: Anatomy, head: Head, person: Mask, lab: Lab) -> Mask:
    """(h, w) float32 0..1: the face where its colour is near that of the cheeks and nose; without a face the hands.

    A face's oval also holds fringes, beards and glasses: they are darker than the cheeks, or of another hue.
    """
    if head.mesh is None:
        return np.asarray((person > 0.9) * hand_seeds(anatomy), np.float32)
    cheeks = (head.plain_skin > 0.5) & (head.q > 0.3) & (head.q < 0.62) & (np.abs(head.p) < 0.8)
    if not cheeks.any():
        return head.plain_skin
    middle = np.median(lab[cheeks], axis=0)
    darker = middle[0] - lab[..., 0] < max(10.0, 0.36 * float(middle[0]))
    hue = cv2.magnitude(lab[..., 1] - middle[1], lab[..., 2] - middle[2]) < OTHER_HUE
    return np.asarray(head.plain_skin * (darker & hue), np.float32)


def bare_colours(bins: NDArray[np.int32], seeds: Mask) -> NDArray[np.bool_]:
    """(h, w) bool: pixels whose colour may be this person's skin in any light; none without seeds."""
    if float(seeds.sum()) < 12:
        return np.zeros(bins.shape, np.bool_)
    own = palette(bins, seeds, (16, 3)).of(bins)
    return np.asarray(own > 6 * FLAT, np.bool_)


def hand_seeds(anatomy: Anatomy) -> Mask:
    """(h, w) float32: between wrist and knuckles of visible hands."""
    yy, xx = np.mgrid[0:anatomy.v.shape[0], 0:anatomy.v.shape[1]].astype(np.float32)
    out = np.zeros(anatomy.v.shape, np.float32)
    for wrist, index, pinky in ((Joint.LEFT_WRIST, Joint.LEFT_INDEX, Joint.LEFT_PINKY),
                                (Joint.RIGHT_WRIST, Joint.RIGHT_INDEX, Joint.RIGHT_PINKY)):
        if anatomy.visibility[wrist] > 0.6:
            knuckles = (anatomy.point(index) + anatomy.point(pinky)) / 2
            middle = 0.3 * anatomy.point(wrist) + 0.7 * knuckles
            radius = max(2.0, 0.35 * float(np.hypot(*(knuckles - anatomy.point(wrist)))))
            out = np.maximum(out, (np.hypot(xx - middle[0], yy - middle[1]) < radius).astype(np.float32))
    return out
