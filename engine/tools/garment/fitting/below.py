"""Below: what skirts, trousers and the lower part of dresses should fill.

Trousers follow the legs all the way. A skirt, and a dress from the hips down, hangs as it is cut: waist and hips alone
say how large it is and where it lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import ramp
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body, Pose

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

HIPS, BAND = 1.12, 0.15
"""Torso coordinate v where skirts and dresses leave the body, and the least height of a skirt's band above (torso
lengths)."""
WAIST, HIDDEN = 0.85, 0.1
"""Torso coordinate v of a waistband, and how far below it (torso lengths) what is in sight of the lower garment begins
where a top hangs over it."""
TAPER = 0.7
"""By this share of the hips' width a body gets slimmer over a torso length upward."""
FLARE = 1.2
"""A skirt spreads beside the body by at most this many px per px down."""
STAYS = 0.12
"""An old garment that ends this many torso lengths below the new hem stays there."""
BARE = 0.06
"""Least skin of legs in sight below what is worn (squared shoulder widths) that tells shorts, a skirt or a dress."""
SEAT, SURE = 1.45, 0.6
"""A knee above this torso coordinate v, seen as surely as this, is that of somebody who sits."""
LEG = (0.23, 0.15, 0.12)
"""Half widths of a trouser leg at hip, knee and ankle (shoulder widths)."""
FORK = 1.2
"""Torso coordinate v at which legs part."""
SOFT = 0.01
"""Half of the height, in torso lengths, over which a silhouette is cut."""


def hangs_from(top: float) -> float:
    """Torso coordinate v from which a skirt hangs freely, where what is in sight of the old one begins at ``top``."""
    return max(HIPS, top + BAND)


def cut_at(mask: Floats, v: Floats, line: float) -> tuple[Floats, Bools]:
    """``mask`` (H, W) without what lies below torso coordinate ``line``, and (H, W) where it was cut, with a margin.
    ``v`` (H, W): torso coordinates."""
    kept = mask * ramp(v, line + SOFT, line - SOFT)
    return np.asarray(kept, np.float32), np.asarray(np.abs(v - line) < 4 * SOFT, np.bool_)


def covered_waist(clothes: Floats, lower: Floats, top: float) -> Bools | None:
    """(H, W): along the border between a top and what is worn below, where that is no waistband, since the top hangs
    over it; None for a top that is tucked in. ``top``: torso coordinate v where what is in sight below begins."""
    if top <= WAIST + HIDDEN:
        return None
    square = np.ones((9, 9), np.uint8)
    one, other = (cv2.dilate((mask > 0.5).astype(np.uint8), square) for mask in (clothes, lower))
    return np.asarray((one & other) > 0, np.bool_)


def waist_of(frame: Frame, top: float, left: float, right: float) -> tuple[float, float, float]:
    """Torso coordinates v of the waistband and u of its ends, from where what is in sight begins and how far that
    reaches ``left`` and ``right`` (u) there: a top that hangs over the waist shows the hips alone, or less."""
    if top <= WAIST + HIDDEN:
        return top, left, right
    joints = frame.uv(frame.hips)[:, 0]
    left, right = min(left, float(joints.min()) - LEG[0]), max(right, float(joints.max()) + LEG[0])
    middle, half = 0.5 * (left + right), 0.5 * (right - left) * (1 - TAPER * (min(top, HIPS) - WAIST))
    return WAIST, middle - half, middle + half


def sits(pose: Pose, frame: Frame, height: int) -> bool:
    """Whether a knee is seen, in a picture ``height`` px high, too near the hips for somebody who stands."""
    knees = np.stack([pose[Joint.LEFT_KNEE], pose[Joint.RIGHT_KNEE]])
    seen = (pose.visibility[[Joint.LEFT_KNEE, Joint.RIGHT_KNEE]] > SURE) & (knees[:, 1] < height)
    return bool((seen & (frame.uv(knees)[:, 1] < SEAT)).any())


def bare_legs(body: Body, frame: Frame, v: Floats, bottom: float) -> Bools | None:
    """(H, W): the legs' skin below the end ``bottom`` (torso coordinate) of what is worn; None where hardly any is
    seen: the legs are covered, or beyond the photo's border. ``v`` (H, W): torso coordinates."""
    near = legs(body.pose, frame, v.shape, 1.6) > 0.5
    bare = near & (body.skin > 0.5) & (body.hands < 0.5) & (v > max(bottom - 0.05, FORK))
    return bare if int(bare.sum()) > BARE * frame.width**2 else None


def legs(pose: Pose, frame: Frame, shape: tuple[int, ...], wide: float = 1.0) -> Floats:
    """(H, W) 0..1: hips and legs along the bones, ``wide`` times as wide as trousers."""
    out = np.zeros(shape, np.uint8)
    middle = frame.hips.mean(axis=0)
    for side in ("LEFT", "RIGHT"):
        bones = np.stack([pose[Joint[f"{side}_{name}"]] for name in ("HIP", "KNEE", "ANKLE")]).astype(np.float64)
        if (bones[2] - bones[1]) @ frame.down <= 0:  # not found
            bones[2] = 2 * bones[1] - bones[0]
        bones[2] += 0.08 * (bones[2] - bones[1])  # down to the foot
        steps = np.linspace(0, 2, 60)
        places = np.stack([np.interp(steps, (0, 1, 2), bones[:, axis]) for axis in (0, 1)], axis=1)
        widths = np.interp(steps, (0, 1, 2), LEG) * wide * frame.width
        for place, half in zip(places, widths, strict=True):
            cv2.circle(out, (round(place[0]), round(place[1])), max(1, round(half)), 255, -1)
    half = float(np.linalg.norm(frame.hips[1] - frame.hips[0])) / 2 + LEG[0] * frame.width
    corners = [
        middle + up * frame.length * frame.down + sign * slim * half * frame.across
        for up, sign, slim in ((WAIST - 1, -1, 0.88), (WAIST - 1, 1, 0.88), (0, 1, 1), (FORK - 1, 0, 0), (0, -1, 1))
    ]
    cv2.fillPoly(out, [np.rint(np.stack(corners)).astype(np.int32)], 255)
    return np.asarray(cv2.GaussianBlur(out, (0, 0), 1.5), np.float32) / np.float32(255)


def spanned(mask: Bools) -> Bools:
    """(H, W) bool: each row filled from its first to its last pixel of the mask, as a skirt hangs over legs."""
    left = np.maximum.accumulate(mask, axis=1)
    right = np.maximum.accumulate(mask[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(left & right, np.bool_)


def flared(mask: Floats, v: Floats, start: float, length: float) -> Floats:
    """(h, w) 0..1: how far beside ``mask`` (0..1) a skirt may hang: not at torso coordinate ``start``, farther and
    farther below it. ``v`` (h, w): torso coordinates; ``length``: torso length px."""
    away = cv2.distanceTransform((mask <= 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    out: Floats = np.clip(np.float32(FLARE * length) * (v - np.float32(start)) - away + np.float32(0.5), 0, 1)
    return out
