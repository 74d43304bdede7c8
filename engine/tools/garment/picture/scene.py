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
from engine.tools.garment.fitting.aim import spanned
from engine.tools.garment.fitting.silhouette import Part, Role
from engine.tools.garment.picture.bared import WIDEST, bared_arms, bared_neck, hand_seam
from engine.tools.garment.picture.drawing import Drawing, Sheet, draw, extended
from engine.tools.garment.picture.evened import evened
from engine.tools.garment.picture.weave import Weave, weave_of
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
EVEN, BORDER = 1.8, (0.38, 0.88)
"""The person's outline is smoothed by a Gaussian (standard deviation, px), since a mask has steps; new cloth fades out
between these values of it: as soft as a lens draws it, and inside, so that no step of the mask cuts it."""
LEAST_PERSON = 1 / 400
"""Less than this of the person counts as background, whose bytes stay: as 8-bit mask it is 0."""
LEAST_MORE = 1 / 512
"""Cover that differs by less is the same."""
CRUMB = 0.012
"""Cloth that hangs nowhere and has fewer squared shoulder widths than this is left out."""
CAP = 0.25
"""Down to this far below the shoulder joint, in shoulder widths, the trunk's cloth fills gaps beside a sleeve."""
SLEEVE_STRETCH = 0.06
"""The same for sleeves that cover what was bare or sleeved otherwise."""
ARMHOLE = 0.03
"""The same beside the armholes of a garment without sleeves, where skin comes to light."""
ARMPIT = 0.4
"""Torso coordinate above which the armholes of a garment without sleeves lie."""
BARE, BETWEEN = 0.5, 0.5
"""Least skin, and the torso coordinates on both sides, of a bare shoulder."""
FOREARM = 0.16
"""Half width of a forearm with some room, shoulder widths: skin so near to its bones is no shoulder."""
UNSURE = 0.1
"""Outline of less weight lies behind a hand or hair and tells nothing of where the cloth ends."""
SLEEVED = 0.5
"""Least share of a forearm that cloth covers where its sleeve is long."""
LEAST_HAND = 0.008
"""A hand of fewer squared shoulder widths than this is not seen, and its arm may well be behind the back."""


@dataclass(frozen=True, slots=True)
class Zones:
    """Places of the proxy's box, (h, w) bool: the opening of the new neckline, below the new hem, the arms, and of the
    arms the part that new sleeves cover. ``bared`` (h, w) 0..1: forearms before the trunk that lose their sleeves."""

    neck: Bools
    below: Bools
    arms: Bools
    sleeved: Bools
    bared: Floats


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
    zones = _zones(fit, wearer, points, box, _bared(fit, small, arms, masks, bared.limbs))
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
        np.maximum(ramp(lower, 0.35, 0.65), _beyond(fit, wearer, box, Role.HEM)) if fit.tucked else np.zeros_like(worn)
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
    allowed = _allowed(fit, wearer, aim, shoulders, box)
    sleeved = ((1 - fixed) * ground * np.maximum(ramp(aim, 0.15, 0.8), shoulders)).astype(np.float32)
    beside_cloth = at_arm * open_to_cloth(drawing.cover)
    sheets, shares, extra, weave = [], [], [], None
    cover = np.zeros_like(worn)
    for sheet in drawing.sheets:
        whole, share = sheet.cover, sleeved
        if sheet.part == Part.TORSO:
            open_ = wanted * np.maximum(_uncovered(drawing) * _caps(fit, arms, small, at_arm.shape), 1 - at_arm)
            flat, sheet = sheet, _trunk(sheet, open_, fit, frame, box)
            weave = weave_of(flat, sheet, fit.cloth, _spine(frame, box), frame.width) if fine else None
            front = np.maximum.reduce([fixed, ramp(bare_arm, *SOFT), hem, zones.bared])
            share = ((1 - front) * ground * allowed).astype(np.float32)
        else:
            mine = beside_cloth * _sleeve_side(sheet.part, fit, wearer, box, arms)
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


def _caps(fit: Fit, arms: tuple[ArmField, ArmField], small: Frame, shape: tuple[int, ...]) -> Bools:
    """(h, w): where cloth of the trunk may fill what sleeves leave open: everywhere where old and new ones end alike,
    otherwise on the shoulder joints of a garment with sleeves."""
    if fit.aim.same:
        return np.ones(shape, np.bool_)
    near = np.ones(arms[0].place.shape, np.uint8)
    for field, reach in zip(arms, fit.aim.reach, strict=True):
        near[field.place > min(CAP * small.width, 0.5 * reach)] = 0
    return np.asarray(cv2.resize(near, shape[::-1], interpolation=cv2.INTER_NEAREST) > 0, np.bool_)


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


def own_ground(fit: Fit, person: Floats, arms: Floats) -> Floats:
    """(h, w) 0..1: where cloth may lie with the background preserved: on the person; a skirt or dress also hangs
    between the legs."""
    even = ramp(cv2.GaussianBlur(person, (0, 0), EVEN), *BORDER)
    own = (even * (person > LEAST_PERSON)).astype(np.float32)
    if fit.cloth.kind not in (GarmentType.SKIRT, GarmentType.DRESS):
        return own
    legs = spanned((person > 0.5) & (arms < 0.5)).astype(np.float32)
    between: Floats = np.maximum(own, cv2.GaussianBlur(legs, (0, 0), 1.0))
    return between


def _allowed(fit: Fit, wearer: Wearer, aim: Floats, shoulders: Floats, box: Box) -> Floats:
    """(h, w) 0..1: where the torso may show: within the silhouette, above it at the neck, on shoulders that were bare,
    below it at the hem unless tucked, and freely where the silhouette was drawn by rule. A skirt or trousers may show
    wherever they hang."""
    frame = wearer.frame
    if not fit.cloth.kind.covers_torso:
        return np.ones_like(aim)
    free = fit.aim.made[box.slices].astype(np.uint8) * np.uint8(255)
    if free.any():
        small = cv2.resize(free, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        size = max(3, round(0.05 * frame.width)) | 1
        wide = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
        free = cv2.resize(wide, free.shape[::-1], interpolation=cv2.INTER_LINEAR)
    ground = np.maximum(free > 127, _beyond(fit, wearer, box, Role.NECK) > 0)
    if not fit.tucked:
        ground = np.maximum(ground, _beyond(fit, wearer, box, Role.HEM) > 0)
    ground = cv2.dilate(ground.astype(np.uint8), np.ones((9, 9), np.uint8))
    soft = cv2.GaussianBlur(ground.astype(np.float32), (0, 0), 1.0)
    out: Floats = np.maximum.reduce([ramp(aim, 0.15, 0.8), soft, shoulders])
    return out


def bare_shoulders(skin: Floats, frame: Frame) -> Floats:
    """(h, w) 0..1: bare shoulders and chest between the joints, as a wide neckline shows them beside the neck; without
    forearms in front of them. ``frame``: in px of ``skin`` (h, w) 0..1."""
    u, v = torso_coordinates(frame, skin.shape)
    bare = ((skin > BARE) & (np.abs(u) < BETWEEN) & (v < ARMPIT)).astype(np.uint8)
    for arm in frame.arms:
        bare[_near(arm.elbow, arm.wrist, FOREARM * frame.width, skin.shape) > 0] = 0
    out: Floats = cv2.GaussianBlur(cv2.dilate(bare, np.ones((5, 5), np.uint8)).astype(np.float32), (0, 0), 1.0)
    return out


def _sleeve_side(part: Part, fit: Fit, wearer: Wearer, box: Box, arms: tuple[ArmField, ArmField]) -> Bools:
    """(h, w): the half of the picture in which one arm hangs, down to where its sleeve ends."""
    frame, number = wearer.frame, int(part == Part.RIGHT)
    x = np.arange(box.x, box.x + box.width)[None] - frame.origin[0]
    y = np.arange(box.y, box.y + box.height)[:, None] - frame.origin[1]
    right = x * frame.across[0] + y * frame.across[1] > 0
    place = cv2.resize(arms[number].place, (box.width, box.height), interpolation=cv2.INTER_LINEAR)
    above = place < 0.5 * (fit.aim.reach[number] + SLEEVE_STRETCH * frame.width)
    out: Bools = above & (right if part == Part.RIGHT else ~right)
    return out


def _beyond(fit: Fit, wearer: Wearer, box: Box, role: Role) -> Floats:
    """(h, w) 0 or 1: below the hem, or above the neckline, of the silhouette that is to be filled."""
    mine = (fit.worn.role == role) & (fit.worn.part == Part.TORSO)
    if role == Role.HEM:
        mine &= fit.worn.weight > UNSURE
    out = np.zeros((box.height, box.width), np.float32)
    if int(mine.sum()) < 2:
        return out
    across, away = wearer.frame.across, wearer.frame.down * (1 if role == Role.HEM else -1)
    points = fit.worn.points[mine]
    line = points[np.argsort(points @ across)]
    far = 3 * wearer.frame.width
    side = far * across if role == Role.HEM else 0 * across
    ring = np.concatenate(
        [line[:1] - side, line, line[-1:] + side, line[-1:] + side + far * away, line[:1] - side + far * away]
    )
    cv2.fillPoly(out, [np.rint(ring - [box.x, box.y]).astype(np.int32)], 1.0)
    return out


def _box(points: NDArray[np.float64], clothes: Floats, margin: float) -> Box:
    height, width = clothes.shape
    first_x, last_x, first_y, last_y = span_of(clothes > 0.05)
    left = max(0, int(min(points[:, 0].min(), first_x) - margin))
    top = max(0, int(min(points[:, 1].min(), first_y) - margin))
    right = min(width, int(max(points[:, 0].max(), last_x) + margin) + 1)
    bottom = min(height, int(max(points[:, 1].max(), last_y) + margin) + 1)
    return Box(left, top, max(1, right - left), max(1, bottom - top))


def _near(
    one: NDArray[np.float64], two: NDArray[np.float64], reach: float, shape: tuple[int, ...]
) -> NDArray[np.uint8]:
    """(h, w) 1 within ``reach`` px of the line between two points."""
    out = np.zeros(shape[:2], np.uint8)
    ends = [(round(float(x)), round(float(y))) for x, y in (one, two)]
    cv2.line(out, ends[0], ends[1], 1, max(1, round(2 * reach)))
    return out


def _bared(
    fit: Fit, small: Frame, arms: tuple[ArmField, ArmField], masks: dict[str, Floats], limbs: Floats
) -> Floats:
    """(h, w) 0..1: forearms that cross the trunk in front, seen by their hands, and lose their sleeves."""
    shape = masks["clothes"].shape
    if fit.aim.same or not fit.cloth.kind.covers_torso:
        return np.zeros(shape, np.float32)
    hands = cv2.resize(masks["hands"], arms[0].away.shape[::-1], interpolation=cv2.INTER_AREA)
    clothes = cv2.resize(masks["clothes"], arms[0].away.shape[::-1], interpolation=cv2.INTER_AREA)
    out = np.zeros(hands.shape, np.float32)
    for arm, field, new in zip(small.arms, arms, fit.aim.reach, strict=True):
        upper = float(np.linalg.norm(arm.elbow - arm.shoulder))
        first = max(0.5 * new, 0.85 * upper)
        hand = float((hands * _near(arm.wrist, arm.hand, 0.25 * small.width, hands.shape)).sum())
        fore = (field.away < 0.6) & (field.place > upper) & (field.place < 0.95 * arm.length)
        if hand < LEAST_HAND * small.width**2 or not fore.any() or float(clothes[fore].mean()) < SLEEVED:
            continue
        out = np.maximum(out, ramp(field.place, first, first + 0.06 * small.width) * (field.away < WIDEST))
    if not out.any():
        return np.zeros(shape, np.float32)
    full = cv2.resize(out, shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(full * limbs * ramp(masks["clothes"], 0.2, 0.5), np.float32)


def _zones(fit: Fit, wearer: Wearer, points: NDArray[np.float64], box: Box, bared: Floats) -> Zones:
    frame = wearer.frame
    outline = fit.outline
    far = 1.5 * frame.width
    down = frame.down

    def polygon(role: Role, direction: NDArray[np.float64]) -> Bools:
        mine = (outline.role == role) & (outline.part == Part.TORSO)
        out = np.zeros((box.height, box.width), np.uint8)
        if int(mine.sum()) < 2:
            return out > 0
        line = points[mine][np.argsort(outline.points[mine][:, 0])]
        ring = np.concatenate([line, line[::-1][:1] + far * direction, line[:1] + far * direction]) - [box.x, box.y]
        cv2.fillPoly(out, [np.rint(ring).astype(np.int32)], 1)
        return out > 0

    return Zones(
        polygon(Role.NECK, -down),
        polygon(Role.HEM, down),
        fit.aim.arms[box.slices] > 0.5,
        fit.aim.sleeved[box.slices],
        bared,
    )
