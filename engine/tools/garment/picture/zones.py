"""Zones: where cloth may lie on a body, and what the new neckline, hem and sleeves leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces, ramp
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.below import WAIST, flared, spanned
from engine.tools.garment.fitting.silhouette import Part, Role
from engine.tools.garment.picture.bared import WIDEST
from engine.tools.garment.wearer.frame import down_torso, torso_coordinates, within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.align import Fit
    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.frame import Frame
    from engine.tools.garment.wearer.limbs import ArmField

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

EVEN, BORDER = 1.8, (0.38, 0.88)
"""The person's outline is smoothed by a Gaussian (standard deviation, px), since a mask has steps; new cloth fades out
between these values of it: as soft as a lens draws it, and inside, so that no step of the mask cuts it."""
GAPS, RUN_OUT, LEAN = (0.15, 0.9), 0.2, 0.5
"""Ground between trunk and arms lies between these torso coordinates, that above beside the neck and that below between
legs; it runs out over so many shoulder widths, and so much to the side for each px up."""
BESIDE_ARM = 0.025
"""It stays so many shoulder widths off bare arms that sleeves cover."""
LEAST_PERSON = 1 / 400
"""Less than this of the person counts as background, whose bytes stay: as 8-bit mask it is 0."""
CAP = 0.25
"""Down to this far below the shoulder joint, in shoulder widths, the trunk's cloth fills gaps beside a sleeve."""
SLEEVE_STRETCH = 0.06
"""Sleeves that cover what was bare, or sleeved otherwise, are carried on no more than this many shoulder widths past
their ends, and above their shoulders."""
ARMPIT = 0.4
"""Torso coordinate v above which the armholes of a garment without sleeves lie."""
BARE, BETWEEN = 0.5, 0.5
"""Least skin, and the torso coordinates on both sides, of a bare shoulder."""
FOREARM, ALONG = 0.16, 0.5
"""Half width of an arm with some room, shoulder widths: skin so near to its bones is no shoulder, from this share of
the upper arm on."""
UNSURE = 0.1
"""Outline of less weight lies behind a hand or hair and tells nothing of where the cloth ends."""
SLEEVED = 0.5
"""Least share of a forearm that cloth covers where its sleeve is long."""
HANGING, FADING = 0.3, 0.04
"""Cloth may hang beyond a silhouette that was made by rule by this many shoulder widths, and less towards the border of
that place, over a Gaussian of so many (standard deviation)."""
BUST, CUT = 0.4, 0.05
"""Torso coordinate v from which a dress may stand off the body; and how near above the place where the silhouette ends
for it (torso lengths) no more room is made by rule."""
SPECK = 0.001
"""Ground of fewer squared shoulder widths inside of a person is a fault of the mask, or not seen."""
SHORT = 0.7
"""Sleeves that reach less of the arm than this cover no forearm."""
CORNER = 0.15
"""What lies below the hem reaches this many shoulder widths beyond its corners."""
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


def zones_of(fit: Fit, wearer: Wearer, points: NDArray[np.float64], box: Box, bared: Floats) -> Zones:
    """The zones of a fit whose outline lies at ``points`` (N, 2) px of the proxy."""
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
        if role == Role.HEM and fit.cloth.kind.covers_torso:
            aside = CORNER * frame.width * frame.across
            line = np.concatenate([line[:1] - aside, line, line[-1:] + aside])
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


def shown_below(fit: Fit, zones: Zones, box: Box) -> Bools:
    """(h, w): where a jacket lies over the old top and leaves it in sight: at the neck, between fronts that hang apart,
    below the hem, and on the arms beyond shorter sleeves; everywhere where it has none; nowhere for other garments."""
    if fit.cloth.kind != GarmentType.JACKET:
        return np.zeros((box.height, box.width), np.bool_)
    if max(fit.aim.reach) <= 0:
        return np.ones((box.height, box.width), np.bool_)
    out = (zones.neck | zones.below | (zones.arms & ~zones.sleeved)).astype(np.uint8)
    if fit.cloth.opening is not None:
        torso = next(piece for piece in fit.pieces if piece.part == Part.TORSO)
        seen = (fit.cloth.opening > 0.3).astype(np.uint8)
        for line in cv2.findContours(seen, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_TC89_L1)[0]:
            place = torso(line[:, 0].astype(np.float64)) - [box.x, box.y]
            cv2.fillPoly(out, [np.rint(place).astype(np.int32)], 1)
    return np.asarray(cv2.dilate(out, np.ones((7, 7), np.uint8)) > 0, np.bool_)  # under soft edges of new cloth too


def own_ground(fit: Fit, person: Floats, arms: Floats, unit: float) -> Floats:
    """(h, w) 0..1: where cloth may lie with the background preserved: on the person; a skirt or dress also hangs
    between the legs. Specks of ground within the person (``unit``: shoulder width px) are none."""
    labels, areas = pieces(person <= 0.5, connectivity=4)
    specks = areas < SPECK * unit**2
    specks[0] = False
    if specks.any():
        person = np.where(np.take(specks, labels), np.float32(1), person)
    even = ramp(cv2.GaussianBlur(person, (0, 0), EVEN), *BORDER)
    own = (even * (person > LEAST_PERSON)).astype(np.float32)
    if fit.cloth.kind not in (GarmentType.SKIRT, GarmentType.DRESS):
        return own
    legs = spanned((person > 0.5) & (arms < 0.5)).astype(np.float32)
    between: Floats = np.maximum(own, cv2.GaussianBlur(legs, (0, 0), 1.0))
    return between


def allowed_to_trunk(fit: Fit, wearer: Wearer, aim: Floats, shoulders: Floats, box: Box) -> Floats:
    """(h, w) 0..1: where the torso may show: within the silhouette, above it at the neck, on shoulders that were bare,
    below it at the hem unless tucked, and freely where the silhouette was drawn by rule, but not above gaps beside arms
    where the old cloth filled the armpit otherwise. A skirt or trousers may show wherever they hang."""
    frame = wearer.frame
    if not fit.cloth.kind.covers_torso:
        return np.ones_like(aim)
    ground = beyond(fit, wearer, box, Role.NECK) > 0
    if not fit.tucked:
        ground = np.maximum(ground, beyond(fit, wearer, box, Role.HEM) > 0)
    ground = cv2.dilate(ground.astype(np.uint8), np.ones((9, 9), np.uint8))
    soft = cv2.GaussianBlur(ground.astype(np.float32), (0, 0), 1.0)
    out: Floats = np.maximum.reduce([ramp(aim, 0.15, 0.8), soft, shoulders])
    made = fit.aim.made[box.slices]
    if fit.cloth.kind == GarmentType.DRESS:
        small = within(frame, box.x, box.y, 1.0)
        out = np.maximum(out, beside_hips(fit, aim, small))
        made = made & (down_torso(small, made.shape) < fit.aim.hangs - CUT)
    if made.any():
        out = np.maximum(out, hanging(aim, made, frame.width))
    if fit.aim.same and max(fit.aim.reach) > 0:
        return out
    body = wearer.body
    open_to_ground = above_gaps(body.person[box.slices], within(frame, box.x, box.y, 1.0))
    if max(fit.aim.reach) > 0:  # beside a sleeve the trunk's cloth covers what the sleeve leaves bare of the arm
        size = (2 * round(BESIDE_ARM * frame.width) + 1,) * 2
        bare = cv2.dilate(np.minimum(body.skin, body.arms)[box.slices], np.ones(size, np.uint8))
        open_to_ground *= 1 - ramp(bare, 0.1, 0.4)
    return out * (1 - open_to_ground)


def above_gaps(person: Floats, frame: Frame) -> Floats:
    """(h, w) 0..1: how ground that shows between trunk and arm, where ``person`` (h, w) is not, would run out upward to
    the arm, if no old cloth filled the armpit: new cloth that is narrower ends there without a step."""
    u, v = torso_coordinates(frame, person.shape)
    gap = (person < 0.3) & spanned(person > 0.5) & (v > GAPS[0]) & (v < GAPS[1])
    high = max(3, round(RUN_OUT * frame.width))
    wide = round(LEAN * high)
    steps = np.arange(high + 1)
    line = np.zeros((high + 1, wide + 1), np.uint8)
    line[steps, np.rint(LEAN * steps).astype(int)] = 1
    left = cv2.dilate((gap & (u < 0)).view(np.uint8), line, anchor=(0, 0))
    right = cv2.dilate((gap & (u > 0)).view(np.uint8), np.ascontiguousarray(line[:, ::-1]), anchor=(wide, 0))
    return np.asarray(cv2.GaussianBlur((left | right).astype(np.float32), (0, 0), 0.8), np.float32)


def beside_hips(fit: Fit, mask: Floats, frame: Frame) -> Floats:
    """(h, w) 0..1: where a skirt or dress may hang beside ``mask`` (h, w) 0..1, the body or what is worn. ``frame``: in
    px of it."""
    start = min(max(fit.aim.top, BUST), WAIST)
    return flared(mask, down_torso(frame, mask.shape), start, frame.length)


def hanging(aim: Floats, made: Bools, unit: float) -> Floats:
    """(h, w) 0..1: how far beyond the silhouette cloth may hang where that was ``made`` by rule; less and less beside
    that place, so that the outline makes no step there."""
    size = (max(1, made.shape[1] // 4), max(1, made.shape[0] // 4))
    small = cv2.resize(made.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (max(3, round(0.05 * unit)) | 1,) * 2)
    wide = cv2.GaussianBlur(cv2.dilate(small, disc), (0, 0), FADING * unit / 4)
    reach = HANGING * unit * cv2.resize(wide, made.shape[::-1], interpolation=cv2.INTER_LINEAR)
    away = cv2.distanceTransform((aim <= 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    out: Floats = np.clip(reach - away + 0.5, 0, 1)
    return out


def bare_shoulders(skin: Floats, frame: Frame) -> Floats:
    """(h, w) 0..1: bare shoulders and chest between the joints, as a wide neckline shows them beside the neck; without
    forearms in front of them. ``frame``: in px of ``skin`` (h, w) 0..1."""
    u, v = torso_coordinates(frame, skin.shape)
    bare = ((skin > BARE) & (np.abs(u) < BETWEEN) & (v < ARMPIT)).astype(np.uint8)
    for arm in frame.arms:
        armpit = arm.shoulder + ALONG * (arm.elbow - arm.shoulder)
        for joint in (armpit, arm.wrist):
            bare[_near(arm.elbow, joint, FOREARM * frame.width, skin.shape) > 0] = 0
    out: Floats = cv2.GaussianBlur(cv2.dilate(bare, np.ones((5, 5), np.uint8)).astype(np.float32), (0, 0), 1.0)
    return out


def sleeve_side(part: Part, fit: Fit, wearer: Wearer, box: Box, arms: tuple[ArmField, ArmField]) -> Bools:
    """(h, w): the half of the picture in which one arm hangs, down to where its sleeve ends."""
    frame, number = wearer.frame, int(part == Part.RIGHT)
    right = torso_coordinates(within(frame, box.x, box.y, 1.0), (box.height, box.width))[0] > 0
    place = cv2.resize(arms[number].place, (box.width, box.height), interpolation=cv2.INTER_LINEAR)
    above = place < 0.5 * (fit.aim.reach[number] + SLEEVE_STRETCH * frame.width)
    out: Bools = above & (right if part == Part.RIGHT else ~right)
    return out


def beyond(fit: Fit, wearer: Wearer, box: Box, role: Role) -> Floats:
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


def caps(fit: Fit, arms: tuple[ArmField, ArmField], small: Frame, shape: tuple[int, ...]) -> Bools:
    """(h, w): where cloth of the trunk may fill what sleeves leave open: everywhere where old and new ones end alike,
    otherwise on the shoulder joints of a garment with sleeves."""
    if fit.aim.same:
        return np.ones(shape, np.bool_)
    near = np.ones(arms[0].place.shape, np.uint8)
    for field, reach in zip(arms, fit.aim.reach, strict=True):
        near[field.place > min(CAP * small.width, 0.5 * reach)] = 0
    return np.asarray(cv2.resize(near, shape[::-1], interpolation=cv2.INTER_NEAREST) > 0, np.bool_)


def bared_before(
    fit: Fit, small: Frame, arms: tuple[ArmField, ArmField], masks: dict[str, Floats], limbs: Floats
) -> Floats:
    """(h, w) 0..1: forearms that cross the trunk in front, seen by their hands, and lose their sleeves; where old and
    new ones end alike all of such forearms, which may lose a little of them."""
    shape = masks["clothes"].shape
    if not fit.cloth.kind.covers_torso or fit.cloth.kind == GarmentType.JACKET:
        return np.zeros(shape, np.float32)
    ends = [0.5 * reach / max(arm.length, 1.0) for reach, arm in zip(fit.aim.reach, small.arms, strict=True)]
    if fit.aim.same and max(ends) < SHORT:
        return np.zeros(shape, np.float32)
    hands = cv2.resize(masks["hands"], arms[0].away.shape[::-1], interpolation=cv2.INTER_AREA)
    clothes = cv2.resize(masks["clothes"], arms[0].away.shape[::-1], interpolation=cv2.INTER_AREA)
    out = np.zeros(hands.shape, np.float32)
    for arm, field, new in zip(small.arms, arms, fit.aim.reach, strict=True):
        upper = float(np.linalg.norm(arm.elbow - arm.shoulder))
        first = 0.85 * upper if fit.aim.same else max(0.5 * new, 0.85 * upper)
        hand = float((hands * _near(arm.wrist, arm.hand, 0.25 * small.width, hands.shape)).sum())
        fore = (field.away < 0.6) & (field.place > upper) & (field.place < 0.95 * arm.length)
        if hand < LEAST_HAND * small.width**2 or not fore.any() or float(clothes[fore].mean()) < SLEEVED:
            continue
        out = np.maximum(out, ramp(field.place, first, first + 0.06 * small.width) * (field.away < WIDEST))
    if not out.any():
        return np.zeros(shape, np.float32)
    full = cv2.resize(out, shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(full * limbs * ramp(masks["clothes"], 0.2, 0.5), np.float32)


def _near(
    one: NDArray[np.float64], two: NDArray[np.float64], reach: float, shape: tuple[int, ...]
) -> NDArray[np.uint8]:
    """(h, w) 1 within ``reach`` px of the line between two points."""
    out = np.zeros(shape[:2], np.uint8)
    ends = [(round(float(x)), round(float(y))) for x, y in (one, two)]
    cv2.line(out, ends[0], ends[1], 1, max(1, round(2 * reach)))
    return out
