"""Standing: what the wearer's body and old clothes leave to new cloth, before any of it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import Box
from engine.raster import blurred, ramp
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import SIDE
from engine.tools.garment.fitting.silhouette import Part, Role
from engine.tools.garment.picture.bared import bared_arms, bared_neck, hand_seam
from engine.tools.garment.picture.evened import evened
from engine.tools.garment.picture.legs import stays_below, thighs_below
from engine.tools.garment.picture.zones import (
    Zones,
    allowed_to_trunk,
    bare_shoulders,
    bared_before,
    beside_hips,
    beyond,
    own_ground,
    shown_below,
    sleeve_side,
    zones_of,
)
from engine.tools.garment.wearer.bent import bent_arms
from engine.tools.garment.wearer.frame import torso_coordinates, within
from engine.tools.garment.wearer.joints import past_wrists
from engine.tools.garment.wearer.limbs import arm_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from engine.tools.garment.align import Fit
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.frame import Frame
    from engine.tools.garment.wearer.limbs import ArmField

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

KEPT, LOCKS, SOFT = (0.05, 0.45), (0.35, 0.5), (0.3, 0.7)
"""Mask values between which things in front fade out: a face and hair that must stay to the byte, and others. Thinner
hair is drawn anew over the new cloth."""
ANEW = 0.99
"""Hair that is kept by less than this is drawn anew."""
INSIDE = 0.5, 0.9
"""The same for hands and tops over a new skirt or new trousers: their rims hold the old ones' colour."""
CROOK = 0.4, 0.6, 0.3
"""A crook lies beside this much of the upper arm and so much of the forearm, no further from the bones than so many
shoulder widths."""
SLEEVED = 0.85
"""Worn sleeves that reach this share of the arm leave nothing but hands bare."""
FOREARM = 2.2
"""Skin up to so many of its radii beside a forearm is the forearm's."""
FINGER, FINGERS = 0.3, 6
"""Fingers reach this many shoulder widths beyond a hand, found in so many steps."""
ASIDE = 0.03
"""An arm that loses its sleeve lies in front when it reaches so far (torso coordinate u) inside of the trunk's side."""
CUFF, OFF_TRUNK = 0.85, (0.55, 0.59)
"""Bare forearms are covered by long sleeves alone from this share of these on, and as far out (torso coordinate u)."""
EDGE = 0.8
"""Standard deviation, px of the proxy, of the Gaussian that a lens draws edges with; new cloth ends no sharper."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Over ``box`` of the proxy, (h, w) 0..1 unless said otherwise. ``worn``: the old garment; ``fixed``: what lies in
    front and keeps what is there; ``seam``: rims of hands that hold an old cuff's edge; ``thin``: hair over cloth that
    is too thin to be kept; ``limbs``: bare arms, sleeved or not, and neck; ``forearms``: of ``bared_before``;
    ``wanted``: what the new garment should fill, ``at_arm``: where that is a sleeve's; ``to_trunk`` and ``to_sleeves``:
    where cloth of these may show. ``ground``: where any may; ``small``, ``arms`` and ``outside`` as in a ``Scene``."""

    box: Box
    worn: Floats
    zones: Zones
    fixed: Floats
    seam: Floats
    thin: Floats
    limbs: Floats
    forearms: Floats
    wanted: Floats
    at_arm: Floats
    to_trunk: Floats
    to_sleeves: Floats
    ground: Floats
    small: Frame
    arms: tuple[ArmField, ArmField]
    outside: Bools


def standing(fit: Fit, wearer: Wearer, options: GarmentOptions, points: NDArray[np.float64], box: Box) -> Standing:
    """What stands in ``box`` of the proxy, where the fit's outline lies at ``points`` (N, 2) px."""
    body, frame, kind = wearer.body, wearer.frame, fit.cloth.kind
    masks = {name: mask[box.slices] for name, mask in body.masks().items()}
    lower, person = masks["lower"], masks["person"]
    worn = worn_of(kind, masks)
    small, large = within(frame, box.x, box.y, 0.5), within(frame, box.x, box.y, 1.0)
    arms = arm_fields(small, wearer.builds, Box(0, 0, (box.width + 1) // 2, (box.height + 1) // 2))
    bared = bared_arms(masks["skin"], masks["clothes"], small, arms, wearer.sleeves)
    forearms = bared_before(fit, small, arms, masks, bared.limbs)
    before = np.zeros_like(forearms) if fit.aim.same else forearms
    zones = zones_of(fit, wearer, points, box, before)
    worn = np.where(shown_below(fit, zones, box), np.float32(0), worn)
    if stays_below(fit, wearer):
        worn = np.where(zones.below & (masks["clothes"] < 0.5), np.float32(0), worn)
    beside = [blurred(mask, 0.015 * frame.width) for mask in (worn, 1 - masks["hair"])]
    on_cloth = ramp(beside[0] / np.maximum(beside[1], np.float32(0.05)), 0.35, 0.6)
    bounds = KEPT if options.preserve_face else SOFT
    locks = ramp(masks["hair"], *bounds)
    locks += (ramp(masks["hair"], *LOCKS) - locks) * on_cloth
    thighs = thighs_below(fit, wearer)
    hands = _whole_hands(masks, wearer, large, None if thighs is None else thighs[box.slices])
    hands = hands * ramp(masks["skin"], 0.2, 0.5)
    hands = ramp(hands, *(SOFT if kind.covers_torso else INSIDE))
    forearm = _forearms_sleeved(fit, wearer, small, arms).astype(np.float32)
    hands *= 1 - cv2.resize(forearm, worn.shape[::-1], interpolation=cv2.INTER_LINEAR)
    seam = hand_seam(hands, before, frame.width)
    fixed = np.maximum.reduce([ramp(masks["face"], *bounds), locks, hands * (1 - seam)])
    if "things" in masks:
        fixed = np.maximum(fixed, masks["things"])
    if not kind.covers_torso:
        fixed = np.maximum(fixed, ramp(masks["clothes"], *INSIDE))
    aim, at_arm = fit.aim.mask[box.slices], fit.aim.arms[box.slices]
    if kind.covers_torso:
        sleeves = sleeve_side(Part.LEFT, fit, wearer, box, arms) | sleeve_side(Part.RIGHT, fit, wearer, box, arms)
        aim = evened(aim, np.where(sleeves & (at_arm > 0.5), np.float32(1), person), large)
    limbs = np.minimum(bared.limbs, ramp(person, 0.2, 0.8)) * (at_arm > 0)
    limbs = np.maximum.reduce([limbs, ramp(seam, 0, 0.3), bared_neck(zones.neck, person, masks["clothes"], small)])
    if not fit.aim.same:
        gaps = (bared.inside | _crooks(wearer, box, bared.inside.shape)).astype(np.float32)
        inside = cv2.resize(gaps, worn.shape[::-1], interpolation=cv2.INTER_LINEAR)
        inside *= (1 - bared.limbs) * ~(zones.sleeved | zones.neck)
        aim = np.maximum(aim, worn * inside).astype(np.float32)
        at_arm = at_arm * (1 - inside)
    shoulders = bare_shoulders(masks["skin"], large)
    bare_arm = masks["skin"] * masks["arms"] * (1 - worn) * (1 - shoulders)
    front = np.maximum(ramp(bare_arm * (1 - fit.aim.mask[box.slices]), *SOFT), before)
    if not fit.aim.same:
        front = np.maximum(front, ramp(bare_arm * _at_cuffs(fit, small, arms, worn.shape), *SOFT))
        u, _ = torso_coordinates(large, worn.shape)
        inner = (at_arm > 0.5) & (np.abs(u) < SIDE - ASIDE)
        sides = (u < 0) & (inner & (u < 0)).any() | (u > 0) & (inner & (u > 0)).any()
        front = np.maximum(front, np.minimum(bared.limbs, at_arm) * (sides & ~zones.sleeved))
    if fit.tucked:
        below = beyond(fit, wearer, box, Role.HEM) * (1 - ramp(worn, 0.2, 0.8))
        front = np.maximum.reduce([front, ramp(lower, 0.35, 0.65), below])
    ground = own_ground(fit, person, masks["arms"], frame.width) if options.preserve_background else np.ones_like(worn)
    if kind in (GarmentType.SKIRT, GarmentType.DRESS):
        ground = np.maximum(ground, beside_hips(fit, person, large))
    hangs = allowed_to_trunk(fit, wearer, aim, shoulders, box)
    return Standing(
        box=box,
        worn=worn,
        zones=zones,
        fixed=fixed,
        seam=seam,
        thin=masks["hair"] * (locks < ANEW) * on_cloth,
        limbs=limbs,
        forearms=forearms,
        wanted=soft_edged(ramp(aim, 0.2, 0.8) * ~(zones.neck | zones.below)),
        at_arm=at_arm,
        to_trunk=(1 - fixed) * np.minimum(ground, soft_edged((1 - front) * hangs)),
        to_sleeves=(1 - fixed) * np.minimum(ground, soft_edged(np.maximum(ramp(aim, 0.15, 0.8), shoulders))),
        ground=ground,
        small=small,
        arms=arms,
        outside=bared.outside,
    )


def _crooks(wearer: Wearer, box: Box, shape: tuple[int, ...]) -> Bools:
    """(h, w), at half the size of ``box``: the crooks of arms that are bent far in long sleeves, where cloth of the
    trunk hangs."""
    out = np.zeros(shape, np.bool_)
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    for arm, old in zip(bent_arms(wearer.body, wearer.frame), wearer.sleeves, strict=True):
        if arm is None or old < arm.upper:
            continue
        place, side, _ = arm.coordinates(2 * x + np.float32(box.x + 0.5), 2 * y + np.float32(box.y + 0.5))
        out |= (place > CROOK[0] * arm.upper) & (place < arm.upper + CROOK[1] * (arm.arm.length - arm.upper)) & (
            (arm.turn * side > 0) & (np.abs(side) < CROOK[2] * wearer.frame.width)
        )
    return out


def worn_of(kind: GarmentType, masks: Mapping[str, Floats]) -> Floats:
    """What a garment of this kind takes the place of, of the ``Body.masks``."""
    worn = masks["clothes"] if kind.covers_torso else masks["lower"]
    return np.maximum(worn, masks["lower"]) if kind == GarmentType.DRESS else worn


def _whole_hands(
    masks: dict[str, Floats], wearer: Wearer, frame: Frame, thighs: Bools | None = None
) -> Floats:
    """(h, w) 0..1: the hands with all bare skin that hangs together with them, since fingers may reach beyond what
    vision knows of hands; past the wrists alone where no long sleeves are worn, and not onto ``thighs``. ``frame``: in
    px of the masks."""
    hands, arms = masks["hands"], wearer.frame.arms
    skin = ((masks["skin"] > 0.5) & (masks["face"] < 0.5)).astype(np.uint8)
    if min(old / max(arm.length, 1.0) for old, arm in zip(wearer.sleeves, arms, strict=True)) < SLEEVED:
        skin &= past_wrists(frame, skin.shape).view(np.uint8)
    if thighs is not None:
        skin &= (~thighs).view(np.uint8)
    grown = ((hands > 0.5) & (skin > 0)).astype(np.uint8)
    for _ in range(FINGERS):
        size = round(FINGER * wearer.frame.width / FINGERS) * 2 + 1
        grown = cv2.dilate(grown, np.ones((size, size), np.uint8)) & skin
    return np.asarray(np.maximum(hands, masks["skin"] * grown), np.float32)


def _forearms_sleeved(fit: Fit, wearer: Wearer, small: Frame, arms: tuple[ArmField, ArmField]) -> Bools:
    """(h, w), at half the size: bare forearms that long sleeves come to cover: no hands, however near to these."""
    shape = arms[0].away.shape
    out = np.zeros(shape, np.bool_)
    if fit.aim.same or not fit.cloth.kind.covers_torso:
        return out
    for field, arm, old, new in zip(arms, small.arms, wearer.sleeves, fit.aim.reach, strict=True):
        if 0.5 * new > SLEEVED * arm.length > 0.5 * old:
            out |= (field.place < arm.length) & (field.away < FOREARM)
    return out & ~past_wrists(small, shape) if out.any() else out


def _at_cuffs(fit: Fit, small: Frame, arms: tuple[ArmField, ArmField], shape: tuple[int, ...]) -> Floats:
    """(h, w) 0..1: forearms near the ends of new long sleeves and past them, beside the trunk."""
    out = np.zeros(arms[0].away.shape, np.float32)
    for field, arm, new in zip(arms, small.arms, fit.aim.reach, strict=True):
        if 0.5 * new > SLEEVED * arm.length and not arm.behind:
            out[(field.place > 0.5 * CUFF * new) & (field.away < FOREARM)] = 1
    out *= ramp(np.abs(torso_coordinates(small, out.shape)[0]), *OFF_TRUNK)
    return np.asarray(cv2.resize(out, shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def soft_edged(share: Floats) -> Floats:
    """``share`` (h, w) 0..1 with soft edges, inside of its own."""
    return np.asarray(np.clip(2 * blurred(share, EDGE) - 1, 0, share), np.float32)
