"""Scene: what is in front of what. From a fit to the visible part of every sheet and the places that must be filled
anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.beside import beside
from engine.photo import Box
from engine.raster import pieces, ramp, span_of
from engine.tools.garment.align import placed_outline
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.picture.bared import WIDEST
from engine.tools.garment.picture.drawing import Drawing, Sheet, draw, extended, openings
from engine.tools.garment.picture.folded import folded
from engine.tools.garment.picture.standing import Standing, standing, worn_of
from engine.tools.garment.picture.weave import Weave, weave_of
from engine.tools.garment.picture.zones import ARMPIT, CAP, SLEEVE_STRETCH, Zones, caps, sleeve_side
from engine.tools.garment.wearer.frame import down_torso, torso_coordinates, within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.align import Fit
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.frame import Frame
    from engine.tools.garment.wearer.limbs import ArmField

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

STRETCH = 0.2
"""Cloth is carried on over gaps up to this many shoulder widths."""
SLEEVE_ASIDE = 0.14
"""The same beside sleeves that cover what was bare, or sleeved otherwise."""
NECK = 0.36, 0.05, 0.04
"""Torso coordinates u and v of bare skin beside a neck, over which cloth is carried on no more than so many shoulder
widths."""
LEAST_MORE = 1 / 512
"""Cover that differs by less is the same."""
CRUMB = 0.012
"""Cloth that hangs nowhere and has fewer squared shoulder widths than this is left out."""
ARMHOLE, BELOW = 0.03, 0.3
"""The same beside the armholes of a garment without sleeves, where skin comes to light, and over how many torso lengths
below them it grows to ``STRETCH``."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the renderer needs, over ``box`` of the proxy, all (h, w): ``sheets`` with, for each, ``shares``: how much
    of it is not hidden by what lies in front (0..1), and ``extra``: 1 where cloth is carried on beyond its edge;
    ``cover``: new cloth in sight; ``gone``: places of the old garment that no new cloth covers; ``front``: how much
    hair, hands or face keep what is there (0..1); ``thin``: hair over the old garment that is drawn anew.
    ``small``: the wearer's frame in the box at half the size, and ``arms`` there. ``limbs``: bare arms, sleeved or
    not, and neck (0..1); ``outside``: what lies on the arms' outer side near the old sleeves' ends, at half the size.
    ``sleeves_alike``: old and new sleeves end alike. ``weave``: of the trunk where it is stretched far. ``relief``: the
    light that is left between arms and trunk where sleeves are laid limb by limb."""

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
    relief: Floats | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A ``sheet`` with its ``share`` and ``extra``, as in a ``Scene``."""

    sheet: Sheet
    share: Floats
    extra: Floats


def stage_scene(fit: Fit, wearer: Wearer, options: GarmentOptions, fine: bool = True) -> Scene:
    """Work out order and visibility of one fit; ``fine``: with the weave of cloth that is stretched far.

    On the calling thread and one beside it.
    """
    frame = wearer.frame
    points, _ = placed_outline(fit.pieces, fit.outline)
    worn = worn_of(fit.cloth.kind, wearer.body.masks())
    box = _box(points, np.maximum.reduce([wearer.body.clothes, worn, fit.aim.mask]), 0.08 * frame.width)
    stands, drawing = beside(lambda: standing(fit, wearer, options, points, box), lambda: draw(fit, box, frame.width))
    limbwise = folded(drawing, fit, wearer)
    if limbwise is not None:
        drawing = limbwise.drawing
        crooks = limbwise.beside
        at_arm = np.where(crooks, np.float32(0), stands.at_arm)
        wanted = np.where(crooks, np.maximum(stands.wanted, ramp(stands.worn, 0.2, 0.8)), stands.wanted)
        stands = replace(stands, fixed=stands.fixed * (1 - limbwise.wrists), at_arm=at_arm, wanted=wanted)
    sleeves, (trunk, weave) = beside(
        lambda: [_on_arm(sheet, drawing, stands, fit, wearer) for sheet in drawing.sheets if sheet.part != Part.TORSO],
        lambda: _on_trunk(drawing, stands, fit, frame, fine),
    )
    shown = (*trunk, *sleeves)
    cover, most = np.zeros_like(stands.worn), np.zeros_like(stands.worn)
    for one in shown:
        cover += one.sheet.cover * one.share * (1 - cover)
        np.maximum(most, one.share, out=most, where=one.sheet.cover > 0)
    np.minimum(cover, most, out=cover)  # two sheets behind one edge show no more than one
    bared = before = stands.zones.bared
    if fit.aim.same and stands.forearms.any():
        bared = before = stands.forearms * (1 - cover) * _past_sleeves(sleeves, stands)
    elif bared.any():
        before = np.where(drawing.cover > 0.5, ramp(bared, 0, 0.2), bared)  # skin alone under cloth's soft edge
    return Scene(
        box,
        drawing,
        tuple(one.sheet for one in shown),
        tuple(one.share for one in shown),
        tuple(one.extra for one in shown),
        cover,
        ((stands.worn > 0.08) | (stands.seam > 0.02)) & (cover < 0.98) & (stands.fixed < 0.9),
        replace(stands.zones, bared=bared),
        stands.worn,
        stands.fixed,
        stands.thin,
        stands.small,
        stands.arms,
        np.maximum(stands.limbs, before),
        stands.outside,
        fit.aim.same,
        weave,
        None if limbwise is None else limbwise.relief,
    )


def _past_sleeves(sleeves: list[Shown], stands: Standing) -> Floats:
    """(h, w) 0..1: what of the arms lies past the ends of their new sleeves."""
    shape = stands.arms[0].away.shape
    out = np.zeros(shape, np.float32)
    for one in sleeves:
        field = stands.arms[int(one.sheet.part == Part.RIGHT)]
        cover = cv2.resize(one.sheet.cover * one.share, shape[::-1], interpolation=cv2.INTER_LINEAR)
        on = (cover > 0.5) & (field.away < WIDEST)
        if on.any():
            end = float(np.quantile(field.place[on], 0.99))
            np.maximum(out, ramp(field.place, end - 1, end + 1) * (field.away < WIDEST), out=out)
    return np.asarray(cv2.resize(out, stands.worn.shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _on_trunk(
    drawing: Drawing, stands: Standing, fit: Fit, frame: Frame, fine: bool
) -> tuple[list[Shown], Weave | None]:
    """The trunk's sheet, where the garment has one, and its weave."""
    flat = next((sheet for sheet in drawing.sheets if sheet.part == Part.TORSO), None)
    if flat is None:
        return [], None
    beside_sleeves = _uncovered(drawing) * caps(fit, stands.arms, stands.small, stands.at_arm.shape)
    alpha = next(alpha for piece, alpha in zip(fit.pieces, fit.alphas, strict=True) if piece.part == Part.TORSO)
    wanted = stands.wanted * np.maximum(beside_sleeves, 1 - stands.at_arm)
    wanted *= 1 - openings(flat, alpha, fit.cloth.opening)
    wanted *= ~_beside_neck(flat, stands, frame)
    sheet = _trunk(flat, wanted, fit, frame, stands.box)
    weave = weave_of(flat, sheet, fit.cloth, _spine(frame, stands.box), frame.width) if fine else None
    return [_shown(flat, sheet, stands.to_trunk, frame.width)], weave


def _on_arm(flat: Sheet, drawing: Drawing, stands: Standing, fit: Fit, wearer: Wearer) -> Shown:
    """A sleeve's sheet."""
    unit = wearer.frame.width
    if flat.limb is not None and flat.draped is None:
        return _shown(flat, flat, (1 - stands.fixed) * np.minimum(stands.ground, flat.limb), unit)
    mine = sleeve_side(flat.part, fit, wearer, stands.box, stands.arms)
    wanted = stands.wanted * (stands.at_arm * open_to_cloth(drawing.cover) * mine)
    reach = (STRETCH if fit.aim.same else SLEEVE_ASIDE) * unit
    if flat.limb is None or flat.draped is None:
        if not fit.aim.same:
            wanted = wanted * ~_above_cap(flat, stands, unit)
        share = stands.to_sleeves * (1 - _hidden_by_trunk(flat.part, drawing, stands, wearer.frame))
        return _shown(flat, extended(flat, wanted, reach), share, unit)
    whole = replace(flat, cover=flat.seen)
    wanted = np.maximum(stands.wanted, ramp(stands.worn, 0.2, 0.8)) * (stands.at_arm * mine * flat.draped)
    sheet = extended(whole, wanted * open_to_cloth(drawing.cover), STRETCH * unit)
    limb = np.where(sheet.cover > whole.cover + LEAST_MORE, np.float32(1), flat.limb)
    share = (1 - stands.fixed) * np.minimum(stands.ground, limb)
    return _shown(whole, replace(sheet, limb=limb), share, unit)


def _hidden_by_trunk(part: Part, drawing: Drawing, stands: Standing, frame: Frame) -> Floats:
    """(h, w) 0..1: how much of a sleeve the trunk hides, whose arm goes behind the back below the armpit."""
    number = int(part == Part.RIGHT)
    trunk = next((sheet.cover for sheet in drawing.sheets if sheet.part == Part.TORSO), None)
    if trunk is None or not frame.arms[number].behind:
        return np.zeros_like(stands.worn)
    place = 2 * cv2.resize(stands.arms[number].place, stands.worn.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(trunk * ramp(place, CAP * frame.width, 2 * CAP * frame.width), np.float32)


def _above_cap(flat: Sheet, stands: Standing, unit: float) -> Bools:
    """(h, w): shoulders above a sleeve, which cloth of the trunk covers beyond a narrow gap."""
    field = stands.arms[int(flat.part == Part.RIGHT)]
    place = cv2.resize(field.place, stands.worn.shape[::-1], interpolation=cv2.INTER_LINEAR)
    away = cv2.distanceTransform((flat.cover <= 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    return np.asarray((place < 0.5 * CAP * unit) & (away > SLEEVE_STRETCH * unit), np.bool_)


def _shown(flat: Sheet, sheet: Sheet, share: Floats, unit: float) -> Shown:
    """A sheet without crumbs. ``flat``: before it was carried on. Where it was, its cover goes into its share, so that
    cloth sampled further inside ends as softly as what was to be covered."""
    before, after = (cv2.extractChannel(one.coordinates, 0) for one in (flat, sheet))
    more = (sheet.cover > flat.cover + LEAST_MORE) | (before != after)
    share = np.where(more, np.minimum(share, sheet.cover), share)
    sheet = replace(sheet, cover=np.where(more, np.float32(1), sheet.cover))
    crumbs = _crumbs(sheet.cover[::2, ::2] * share[::2, ::2], CRUMB * unit**2, share.shape)
    share = share if crumbs is None else np.where(crumbs, np.float32(0), share)
    return Shown(sheet, share, more.astype(np.float32))


def _spine(frame: Frame, box: Box) -> NDArray[np.float64]:
    """(h,): the column of the box at which the spine crosses each row."""
    rows = np.arange(box.y, box.y + box.height) - frame.origin[1]
    return np.asarray(frame.origin[0] - box.x + rows * frame.down[0] / max(float(frame.down[1]), 1e-6), np.float64)


def _uncovered(drawing: Drawing) -> Bools:
    """(h, w): where no sleeve lies over the torso."""
    sleeves = [sheet.seen for sheet in drawing.sheets if sheet.part != Part.TORSO]
    return open_to_cloth(np.maximum.reduce(sleeves) if sleeves else np.zeros_like(drawing.cover))


def open_to_cloth(cover: Floats) -> Bools:
    """(h, w): what cloth does not cover, and its rim, so that no gap opens where other cloth meets it."""
    return np.asarray(cv2.erode((cover > 0.95).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0, np.bool_)


def _beside_neck(sheet: Sheet, stands: Standing, frame: Frame) -> Bools:
    """(h, w): bare skin at the neck, above the cloth of the trunk's ``sheet``, over which that is not carried on."""
    out = np.zeros(stands.worn.shape, np.bool_)
    low = frame.xy(NECK[0], NECK[1])[1], frame.xy(-NECK[0], NECK[1])[1]
    part = np.s_[: max(1, int(max(low)) - stands.box.y + 1)]
    u, v = torso_coordinates(within(frame, stands.box.x, stands.box.y, 1.0), out[part].shape)
    near = (np.abs(u) < NECK[0]) & (v < NECK[1]) & (stands.worn[part] < 0.5)
    away = cv2.distanceTransform((sheet.cover[part] <= 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    out[part] = near & (away > NECK[2] * frame.width)
    return out


def _trunk(sheet: Sheet, wanted: Floats, fit: Fit, frame: Frame, box: Box) -> Sheet:
    """The sheet of the trunk carried on over ``wanted`` (h, w) 0..1. The armholes of a garment without sleeves keep
    their shape where old sleeves were."""
    if fit.aim.same or max(fit.aim.reach) > 0:
        return extended(sheet, wanted, STRETCH * frame.width)
    v = down_torso(within(frame, box.x, box.y, 1.0), wanted.shape)
    away = cv2.distanceTransform((sheet.cover <= 0.5).astype(np.uint8), cv2.DIST_L2, 5) / np.float32(frame.width)
    reach = np.interp(v, (ARMPIT, ARMPIT + BELOW), (ARMHOLE, STRETCH)).astype(np.float32)
    near = np.clip((reach - away) * np.float32(frame.width) + 0.5, 0, 1)
    return extended(sheet, wanted * near, STRETCH * frame.width)


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


