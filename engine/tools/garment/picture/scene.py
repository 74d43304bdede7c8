"""Scene: what is in front of what. From a fit to the visible part of every sheet and the places that must be filled
anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import Box
from engine.raster import blurred, pieces, ramp, span_of
from engine.tools.garment.align import placed_outline
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.silhouette import Part, Role
from engine.tools.garment.picture.bared import bared_arms, bared_neck, hand_seam
from engine.tools.garment.picture.drawing import Drawing, Sheet, draw, extended
from engine.tools.garment.picture.evened import evened
from engine.tools.garment.picture.weave import Weave, weave_of
from engine.tools.garment.picture.zones import (
    ARMPIT,
    SLEEVE_STRETCH,
    Zones,
    allowed_to_trunk,
    bare_shoulders,
    bared_before,
    beyond,
    caps,
    own_ground,
    sleeve_side,
    zones_of,
)
from engine.tools.garment.wearer.frame import torso_coordinates, within
from engine.tools.garment.wearer.limbs import arm_fields

if TYPE_CHECKING:
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
STRETCH = 0.2
"""Cloth is carried on over gaps up to this many shoulder widths."""
LEAST_MORE = 1 / 512
"""Cover that differs by less is the same."""
CRUMB = 0.012
"""Cloth that hangs nowhere and has fewer squared shoulder widths than this is left out."""
ARMHOLE = 0.03
"""The same beside the armholes of a garment without sleeves, where skin comes to light."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the renderer needs, over ``box`` of the proxy, all (h, w): ``sheets`` with, for each, ``shares``: how much
    of it is not hidden by what lies in front (0..1), and ``extra``: cover where cloth is carried on beyond its edge;
    ``cover``: new cloth in sight; ``gone``: places of the old garment that no new cloth covers; ``front``: how much
    hair, hands or face keep what is there (0..1); ``thin``: hair too thin to be kept, which new cloth covers.
    ``small``: the wearer's frame in the box at half the size, and ``arms`` there. ``limbs``: bare arms, sleeved or
    not, and neck (0..1); ``outside``: what lies on the arms' outer side near the old sleeves' ends, at half the size.
    ``sleeves_alike``: old and new sleeves end alike. ``weave``: of the trunk where it is stretched far."""

    box: Box
    drawing: Drawing
    sheets: tuple[Sheet, ...]
    shares: tuple[Floats, ...]
    extra: tuple[Floats, ...]
    cover: Floats
    gone: Bools
    zones: Zones
    worn: Floats
    front: Floats
    thin: Floats
    small: Frame
    arms: tuple[ArmField, ArmField]
    limbs: Floats
    outside: Bools
    sleeves_alike: bool
    weave: Weave | None = None


def stage_scene(fit: Fit, wearer: Wearer, options: GarmentOptions, fine: bool = True) -> Scene:
    """Work out order and visibility of one fit; ``fine``: with the weave of cloth that is stretched far."""
    body, frame = wearer.body, wearer.frame
    points, _ = placed_outline(fit.pieces, fit.outline)
    box = _box(points, np.maximum(body.clothes, fit.aim.mask), 0.08 * frame.width)
    rows, columns = box.slices
    masks = {name: mask[rows, columns] for name, mask in body.masks().items()}
    lower = masks["lower"]
    worn = {
        GarmentType.DRESS: np.maximum(masks["clothes"], lower),
        GarmentType.SKIRT: lower,
        GarmentType.TROUSERS: lower,
    }.get(fit.cloth.kind, masks["clothes"])
    drawing = draw(fit, box, frame.width)
    small = within(frame, box.x, box.y, 0.5)
    arms = arm_fields(small, wearer.builds, Box(0, 0, (box.width + 1) // 2, (box.height + 1) // 2))
    bared = bared_arms(masks["skin"], masks["clothes"], small, arms, wearer.sleeves)
    zones = zones_of(fit, wearer, points, box, bared_before(fit, small, arms, masks, bared.limbs))
    keep = options.preserve_face
    on_cloth = ramp(blurred(worn, 0.015 * frame.width), 0.35, 0.6)
    locks = ramp(masks["hair"], *(KEPT if keep else SOFT))
    locks += (ramp(masks["hair"], *LOCKS) - locks) * on_cloth
    kept = np.maximum(ramp(masks["face"], *(KEPT if keep else SOFT)), locks)
    hands = ramp(masks["hands"] * ramp(masks["skin"], 0.2, 0.5), *SOFT)
    seam = hand_seam(hands, zones.bared, frame.width)
    fixed = np.maximum(kept, hands * (1 - seam))
    if "things" in masks:
        fixed = np.maximum(fixed, masks["things"])
    if not fit.cloth.kind.covers_torso:
        fixed = np.maximum(fixed, ramp(masks["clothes"], *SOFT))
    ground = own_ground(fit, masks["person"], masks["arms"]) if options.preserve_background else np.ones_like(worn)
    hem = (
        np.maximum(ramp(lower, 0.35, 0.65), beyond(fit, wearer, box, Role.HEM)) if fit.tucked else np.zeros_like(worn)
    )
    aim, at_arm = fit.aim.mask[rows, columns], fit.aim.arms[rows, columns]
    if fit.cloth.kind.covers_torso:
        aim = evened(aim, masks["person"], within(frame, box.x, box.y, 1.0))
    limbs = np.minimum(bared.limbs, ramp(masks["person"], 0.2, 0.8)) * (at_arm > 0)
    before = np.where(drawing.cover > 0.5, ramp(zones.bared, 0, 0.2), zones.bared)  # skin alone under cloth's soft edge
    limbs = np.maximum.reduce([limbs, before, bared_neck(zones.neck, masks["person"], small)])
    if not fit.aim.same:
        inside = cv2.resize(bared.inside.astype(np.float32), worn.shape[::-1], interpolation=cv2.INTER_LINEAR)
        inside *= (1 - bared.limbs) * ~(zones.sleeved | zones.neck)
        aim = np.maximum(aim, worn * inside).astype(np.float32)
        at_arm = at_arm * (1 - inside)
    wanted = (ramp(aim, 0.2, 0.8) * ~(zones.neck | zones.below)).astype(np.float32)
    shoulders = bare_shoulders(masks["skin"], within(frame, box.x, box.y, 1.0))
    bare_arm = masks["skin"] * masks["arms"] * (1 - worn) * (1 - fit.aim.mask[rows, columns]) * (1 - shoulders)
    allowed = allowed_to_trunk(fit, wearer, aim, shoulders, box)
    sleeved = ((1 - fixed) * ground * np.maximum(ramp(aim, 0.15, 0.8), shoulders)).astype(np.float32)
    beside_cloth = at_arm * open_to_cloth(drawing.cover)
    sheets, shares, extra, weave = [], [], [], None
    cover = np.zeros_like(worn)
    for sheet in drawing.sheets:
        whole, share = sheet.cover, sleeved
        if sheet.part == Part.TORSO:
            open_ = wanted * np.maximum(_uncovered(drawing) * caps(fit, arms, small, at_arm.shape), 1 - at_arm)
            flat, sheet = sheet, _trunk(sheet, open_, fit, frame, box)
            weave = weave_of(flat, sheet, fit.cloth, _spine(frame, box), frame.width) if fine else None
            front = np.maximum.reduce([fixed, ramp(bare_arm, *SOFT), hem, zones.bared])
            share = ((1 - front) * ground * allowed).astype(np.float32)
        else:
            mine = beside_cloth * sleeve_side(sheet.part, fit, wearer, box, arms)
            sheet = extended(sheet, wanted * mine, (STRETCH if fit.aim.same else SLEEVE_STRETCH) * frame.width)
        crumbs = _crumbs(sheet.cover[::2, ::2] * share[::2, ::2], CRUMB * frame.width**2, share.shape)
        share = share if crumbs is None else np.where(crumbs, np.float32(0), share)
        sheets.append(sheet)
        shares.append(share)
        extra.append(np.where(sheet.cover > whole + LEAST_MORE, sheet.cover, np.float32(0)))
        cover += sheet.cover * share * (1 - cover)
    gone = ((worn > 0.08) | (seam > 0.02)) & (cover < 0.98) & (fixed < 0.9)
    thin = masks["hair"] * (1 - locks) * cover * on_cloth
    return Scene(
        box,
        drawing,
        tuple(sheets),
        tuple(shares),
        tuple(extra),
        cover,
        gone,
        zones,
        worn,
        fixed,
        thin.astype(np.float32),
        small,
        arms,
        limbs,
        bared.outside,
        fit.aim.same,
        weave,
    )


def _spine(frame: Frame, box: Box) -> NDArray[np.float64]:
    """(h,): the column of the box at which the spine crosses each row."""
    rows = np.arange(box.y, box.y + box.height) - frame.origin[1]
    return np.asarray(frame.origin[0] - box.x + rows * frame.down[0] / max(float(frame.down[1]), 1e-6), np.float64)


def _uncovered(drawing: Drawing) -> Bools:
    """(h, w): where no sleeve lies over the torso."""
    sleeves = [sheet.cover for sheet in drawing.sheets if sheet.part != Part.TORSO]
    return open_to_cloth(np.maximum.reduce(sleeves) if sleeves else np.zeros_like(drawing.cover))


def open_to_cloth(cover: Floats) -> Bools:
    """(h, w): what cloth does not cover, and its rim, so that no gap opens where other cloth meets it."""
    return np.asarray(cv2.erode((cover > 0.95).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0, np.bool_)


def _trunk(sheet: Sheet, wanted: Floats, fit: Fit, frame: Frame, box: Box) -> Sheet:
    """The sheet of the trunk carried on over ``wanted`` (h, w) 0..1. The armholes of a garment without sleeves keep
    their shape where old sleeves were."""
    if fit.aim.same or max(fit.aim.reach) > 0:
        return extended(sheet, wanted, STRETCH * frame.width)
    _, v = torso_coordinates(within(frame, box.x, box.y, 1.0), wanted.shape)
    sheet = extended(sheet, wanted * (v < ARMPIT), ARMHOLE * frame.width)
    return extended(sheet, wanted * (v >= ARMPIT), STRETCH * frame.width)


def _crumbs(seen: Floats, least: float, shape: tuple[int, ...]) -> Bools | None:
    """``shape`` (h, w): pieces of a sheet in sight (``seen``: at half the size) that are smaller than ``least`` px,
    beside a larger one; None without any."""
    labels, areas = pieces(seen > 0.1)
    small = 4 * areas < least
    small[0] = False
    if not small.any() or small[1:].all():
        return None
    lost = cv2.dilate(np.take(small, labels).astype(np.uint8), np.ones((3, 3), np.uint8))
    lost[np.take(~small, labels) & (labels > 0)] = 0
    return np.asarray(cv2.resize(lost, shape[::-1], interpolation=cv2.INTER_NEAREST) > 0, np.bool_)


def _box(points: NDArray[np.float64], clothes: Floats, margin: float) -> Box:
    height, width = clothes.shape
    first_x, last_x, first_y, last_y = span_of(clothes > 0.05)
    left = max(0, int(min(points[:, 0].min(), first_x) - margin))
    top = max(0, int(min(points[:, 1].min(), first_y) - margin))
    right = min(width, int(max(points[:, 0].max(), last_x) + margin) + 1)
    bottom = min(height, int(max(points[:, 1].max(), last_y) + margin) + 1)
    return Box(left, top, max(1, right - left), max(1, bottom - top))


