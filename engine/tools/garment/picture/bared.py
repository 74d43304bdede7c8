"""Bared: arms that lose their sleeves, and necks their collars: where their skin lies, and where cloth ends beside it.

The bones and the thickness of the wearer's arms give a limb; towards the old sleeve's end its width runs into that of
the arm which the photo shows below.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import ramp
from engine.tools.garment.fitting.aim import SIDE
from engine.tools.garment.wearer.frame import torso_coordinates, within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.wearer.frame import Arm, Frame
    from engine.tools.garment.wearer.limbs import ArmField

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

SEAM, SHOWN = 0.02, 0.09
"""Shoulder widths below an old sleeve's end between which the bare arm shows how wide it is there."""
HEM = 0.15
"""An old sleeve's end lies within this many shoulder widths of where it ends in the middle."""
JOIN = 0.3
"""Over this many shoulder widths a bared arm's width runs into that of the arm below."""
WIDEST = 1.4
"""An arm is at most this many times as wide as its field, and narrower by as much at least."""
HAND = 0.1
"""Skin nearer than this to the wrist (shoulder widths) may be a hand, which is no pattern for an arm."""
SLIT, THUMB, TAPER = 0.005, 0.05, 0.2
"""A hand in a long sleeve shows between so many shoulder widths past its end how wide the wrist is, and the forearm
runs into that over so many."""
FULL, FILLED = 2.6, 0.8
"""A sleeve no further from the bones than this (radii) is filled by its arm where skin follows on this share of its
end."""
PAST = 0.06
"""What follows on a sleeve's end lies this many shoulder widths past it."""
CUFF, RIM = 0.025, 0.012
"""Shoulder widths from a bared forearm within which a hand's rim shows its cuff, and how deep the rim is."""
PALM, WRIST = 0.06, 0.1
"""Within a hand this many shoulder widths from its border is the palm or its back; no further from there is the wrist:
fingers keep their rims."""
LEAST_BAND = 40
"""Fewer pixels across an arm tell nothing of its width."""
SOFT_EDGE = 1.4
"""px of the proxy over which a limb's edge fades to either side."""
MIDDLING = 0.11
"""Half width of a middling arm (shoulder widths)."""
ARMPIT = 0.25
"""Shoulder widths along an arm at which it leaves the trunk."""
NECK, HIGHEST = 0.17, 0.3
"""Half width of a neck, and how far above the shoulder joints what is bare beside new cloth is surely neck (shoulder
widths)."""
RISE, SLOPE = 0.34, 0.5
"""A shoulder rises above its joint's line by ``RISE`` less ``SLOPE`` times the way out (shoulder widths)."""
THICK = 0.08
"""Old cloth that lies no more than so many shoulder widths above that lies on the shoulder."""
CLOTH = 0.02
"""So thick is cloth with its seams, in shoulder widths."""
EVENLY = 0.06
"""Gaps in that up to twice so many shoulder widths are stripes of the cloth."""
GAP = 0.05
"""Gaps beside the trunk up to this wide (shoulder widths) are filled with its cloth, wider ones less and less."""
FAR = 2.5
"""What lies further than this from an arm (of its radii) is not beside it."""


@dataclass(frozen=True, slots=True)
class Bared:
    """Bare arms over the scene. ``limbs`` (h, w) 0..1: arms, with the soft edges of a limb in a photo. At half of the
    size, (h, w) bool: ``inside``: narrow gaps between an arm and the trunk, from the armpit down to the old sleeve's
    end; ``outside``: what lies on the arm's other side, near the old sleeve's end."""

    limbs: Floats
    inside: Bools
    outside: Bools


def bared_arms(
    skin: Floats, worn: Floats, small: Frame, arms: tuple[ArmField, ArmField], sleeves: tuple[float, float]
) -> Bared:
    """The arms without their sleeves. ``skin`` and ``worn`` (h, w) 0..1, bare skin and the old garment, at full size;
    ``small`` and ``arms``: at half of it; ``sleeves``: how far the old ones reach, px at full size."""
    height, width = skin.shape
    size = arms[0].away.shape[::-1]
    unit = small.width
    shown, cloth = (cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR) > 0.5 for mask in (skin, worn))
    u, _ = torso_coordinates(small, size[::-1])
    depth = np.full(size[::-1], -1, np.float32)
    inside, outside = np.zeros((2, *size[::-1]), np.bool_)
    for field, arm, sleeve, right in zip(arms, small.arms, sleeves, (False, True), strict=True):
        reach = np.float32(0.5 * sleeve)
        if reach < arm.length - HAND * unit:
            below = (field.place > reach + SEAM * unit) & (field.place < reach + SHOWN * unit)
            below &= field.place < arm.length - HAND * unit
            near = _near(reach, field, JOIN * unit)
        else:
            end = np.float32(arm.length)
            below = (field.place > end + SLIT * unit) & (field.place < end + THUMB * unit)
            near = _near(end, field, TAPER * unit)
        wide = np.ones_like(near)
        for sign in (-1, 1):
            mine = (sign * field.side > 0) & ((u > 0) == right)
            tight = _tight(field, arm, float(reach), unit, mine & cloth, cloth, shown)
            one = 1 + (np.float32(_width(field, below & (sign * field.side > 0), shown)) - 1) * near
            if tight is not None:
                one = np.maximum(one, np.where(field.place < reach + HEM * unit, np.float32(tight), 0))
            wide = np.where(sign * field.side > 0, one, wide)
        depth = np.maximum(depth, wide - field.away)
        along = (field.place < reach + HEM * unit) & (field.away < FAR) & ((u > 0) == right)
        bone = _bone(field, u)
        between = np.abs(u) < bone
        outside |= along & ~between & (field.place > reach - HEM * unit)
        trunk = SIDE + np.maximum(2 * GAP - (bone - MIDDLING - SIDE), 0)
        inside |= along & between & (field.place > ARMPIT * unit) & (np.abs(u) < np.minimum(trunk, SIDE + 2 * GAP))
    full = (width, height)
    soft = SOFT_EDGE / (2 * MIDDLING * unit)
    limbs = ramp(cv2.resize(depth, full, interpolation=cv2.INTER_LINEAR), -soft, soft)
    return Bared(limbs, inside, outside)


def _near(end: np.float32, field: ArmField, reach: float) -> Floats:
    """(h, w): 1 at an old sleeve's ``end`` (px along the arm) and past it, dying out above over ``reach`` px."""
    return np.asarray(np.exp(-((np.maximum(end - field.place, 0) / np.float32(reach)) ** 2)), np.float32)


def hand_seam(hands: Floats, bared: Floats, unit: float) -> Floats:
    """(h, w) 0..1: the rim of ``hands`` beside forearms that come to light, ``bared`` (both (h, w) 0..1): it holds the
    old cuff's edge and shadow. ``unit``: shoulder width px."""
    seam = np.zeros(hands.shape, np.float32)
    x, y, width, height = cv2.boundingRect((bared > 0.3).astype(np.uint8))
    if not width:
        return seam
    reach, deep = (max(1, round(part * unit)) for part in (CUFF, RIM))
    margin = reach + round((WRIST + 2 * PALM) * unit)
    box = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
    hand = (hands[box] > 0.5).astype(np.uint8)
    palm = cv2.distanceTransform(hand, cv2.DIST_L2, 3) > PALM * unit
    near = (_away(bared[box] > 0.3) <= reach) & (_away(palm) <= WRIST * unit)
    inner = cv2.erode(hand, np.ones((2 * deep + 1, 2 * deep + 1), np.uint8))
    soft = cv2.GaussianBlur(inner.astype(np.float32), (0, 0), 0.5 * deep)
    fading = cv2.GaussianBlur(near.astype(np.float32), (0, 0), 0.5 * deep)
    seam[box] = fading * (1 - np.clip(2 * soft, 0, 1)) * (hands[box] > 0)
    return seam


def _away(mask: Bools) -> Floats:
    """(h, w) px to the nearest pixel of ``mask``."""
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3), np.float32)


def bared_neck(opening: Bools, person: Floats, worn: Floats, small: Frame) -> Floats:
    """(h, w) 0..1: neck and shoulders in the ``opening`` of a new neckline, as far up as a body reaches there, or the
    old cloth ``worn`` that lies on it, and no further out than the ``person``. A collar that stands off the neck is no
    body. ``small``: at half the size."""
    bare = np.zeros(opening.shape, np.float32)
    x, y, width, height = cv2.boundingRect(opening.view(np.uint8))
    if not width:
        return bare
    x, y = x // 2, y // 2
    part = np.s_[2 * y : 2 * y + height + 2, 2 * x : 2 * x + width + 2]
    size = tuple((side + 1) // 2 for side in opening[part].shape)
    u, v = torso_coordinates(within(small, x, y, 1.0), size)
    above = v * np.float32(-small.length / small.width)
    line = np.where(np.abs(u) < NECK, np.float32(HIGHEST), np.float32(RISE) - np.float32(SLOPE) * np.abs(u)) - above
    cloth = cv2.resize(worn[part], size[::-1], interpolation=cv2.INTER_LINEAR) > 0.5
    higher = np.where(cloth, -line, -np.inf).max(axis=0)  # by so much the old cloth lies above that line
    more = np.where((higher > 0) & (higher < THICK), higher, 0).astype(np.float32)[None]
    more = cv2.morphologyEx(more, cv2.MORPH_CLOSE, np.ones((1, 2 * round(EVENLY * small.width) + 1), np.uint8))
    more = cv2.blur(more, (2 * round(0.5 * EVENLY * small.width) + 1, 1))
    line += np.maximum(more - np.float32(CLOTH), 0)
    full = cv2.resize(np.asarray(line, np.float32), opening[part].shape[::-1], interpolation=cv2.INTER_LINEAR)
    soft = 0.5 * SOFT_EDGE / small.width
    bare[part] = ramp(full, -soft, soft) * ramp(person[part], 0.2, 0.8) * opening[part]
    return bare


def _tight(
    field: ArmField, arm: Arm, reach: float, unit: float, mine: Bools, cloth: Bools, shown: Bools
) -> float | None:
    """How far from the bones, in radii of the field, a sleeve that the arm fills lies on one side of it: its silhouette
    is the arm's. None where the sleeve is loose, or its end is not seen. ``mine``: cloth on that side."""
    end = mine & (np.abs(field.place - reach) < HEM * unit) & (field.away < FULL)
    upper = float(np.linalg.norm(arm.elbow - arm.shoulder))
    bone = arm.elbow - arm.shoulder if reach < upper else arm.wrist - arm.elbow
    if not end.any() or reach > arm.length - HAND * unit:
        return None
    step = PAST * unit * bone / max(float(np.linalg.norm(bone)), 1e-6)
    matrix = np.array([[1.0, 0.0, step[0]], [0.0, 1.0, step[1]]])
    past = (cv2.warpAffine(end.astype(np.uint8), matrix, end.shape[::-1], flags=cv2.INTER_NEAREST) > 0) & ~cloth
    if int(past.sum()) < LEAST_BAND or float(shown[past].mean()) < FILLED:
        return None
    return float(np.quantile(field.away[past & shown], 0.97))


def _bone(field: ArmField, u: Floats) -> Floats:
    """(h, w): how far out (torso coordinate u, without sign) the bone lies in each row."""
    on = np.argmin(field.away, axis=1)
    out: Floats = np.abs(u[np.arange(len(on)), on])[:, None]
    return out


def _width(field: ArmField, band: Bools, shown: Bools) -> float:
    """How wide the skin in a band across an arm is against the arm's field; 1 where it tells nothing."""
    wide = float((field.away[band] < 1).sum())
    seen = float((shown[band] & (field.away[band] < WIDEST)).sum())
    if wide < LEAST_BAND or seen < 0.5 * wide:
        return 1.0
    return float(np.clip(seen / wide, 2 - WIDEST, WIDEST))
