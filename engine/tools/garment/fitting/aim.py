"""Aim: the silhouette that the new garment should fill, from what is worn now and what the new sleeves need.

Where sleeves end alike it is the worn garment itself. Otherwise the worn sleeves are taken away, and the arms down to
where the new sleeves end are put in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import SegmentationFailed
from engine.photo import Box
from engine.raster import ramp
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.below import HIPS, bare_legs, covered_waist, cut_at, hangs_from, legs, spanned
from engine.tools.garment.wearer.frame import along, down_torso, torso_coordinates
from engine.tools.garment.wearer.limbs import off_arms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float32]
    Bools = NDArray[np.bool_]

EASE = 1.3
"""A sleeve drawn over an arm is at most this many times as wide as the arm."""
SNUG = 1.12
"""The same where it runs on beyond the worn sleeve, so that its width does not jump there."""
STRAP, STRAPS = 0.45, 0.34
"""Torso coordinate u of the end of a garment's shoulder line, and of the outer edge of straps."""
SLIVER = 0.06
"""Skin narrower than this beside the neck (shoulder widths) shows beside every collar and is no bare shoulder."""
LOWEST = 0.15
"""Bare shoulders beside a wide worn neckline are covered down to this torso coordinate v."""
HIGHEST = -0.2
"""Bare shoulders are covered no higher than this torso coordinate: above it hangs hair."""
END = 0.15
"""So near to the old sleeve's end (shoulder widths) skin that is wider than the arm is the sleeve's inside."""
BELOW = 0.07
"""Cloth beside an arm that lies further than this beyond the end of its sleeve (shoulder widths) is the trunk's."""
NEAR_ARM, FAR_ARM = 0.34, 0.46
"""A sleeve reaches this far from the bones (shoulder widths): beside the trunk, and far out, where bent elbows are."""
ASIDE = (0.6, 0.75)
"""Torso coordinate u, without sign, from which and at which it reaches so far."""
SIDE, ARMPIT = 0.47, 0.2
"""Torso coordinate u, without sign, of the trunk's side at an armpit, and how far that lies down the arm (shoulder
widths); from there the side runs to where it is seen below the old sleeve's end."""
SHORTEST = 0.35
"""Sleeves shorter than this (shoulder widths) end too near to the armpit to tell."""
AFTER, TOUCHING, LEAST_SEEN = (0.03, 0.1), 0.1, 8
"""Shoulder widths below a sleeve's end between which skin and cloth beside each other tell where the trunk ends; how
far these may be apart, and the fewest places of the grid with either."""
SIDES, FARTHEST = (0.34, 0.62), 0.8
"""Torso coordinates u, without sign, between which the trunk may end, and the farthest that are looked at."""
LEAST_PERSON, RIM = 0.05, 2
"""The soft rim of a bare arm that a sleeve covers, of which this share is the person's, is so many px wide."""
GRID = 4
"""Arms are laid out on a grid of this many px."""
SOFT = 3.0
"""Width of the border around an arm's surroundings px."""


@dataclass(frozen=True, slots=True)
class Aim:
    """``mask`` (H, W) float32: the silhouette to fill, in px of ``Body.image``. ``made`` (H, W) bool: borders drawn by
    rule near here, which pull nothing. ``arms`` (H, W) 0..1: where worn or new sleeves lie; ``sleeved`` (H, W) bool: of
    these where new sleeves lie. ``reach``: how far these go along the left and right arm, px. ``same``: worn and new
    sleeves end alike. ``top``, ``bottom``: torso coordinate v of the silhouette's upper and lower end; ``hangs``: below
    this the garment hangs as it is cut, whatever is worn there."""

    mask: Floats
    made: Bools
    arms: Floats
    reach: tuple[float, float]
    sleeved: Bools
    same: bool
    top: float
    bottom: float
    hangs: float = float("inf")


@dataclass(frozen=True, slots=True)
class TrunkEnd:
    """``place`` px along an arm at which its worn sleeve ends, and torso coordinate ``u``, without sign, to which the
    trunk's cloth reaches there."""

    place: float
    u: float


class Ground:
    """What every aim at one wearer needs, worked out when it is asked for; for one thread at a time."""

    def __init__(self, wearer: Wearer) -> None:
        self._wearer, self._shape = wearer, wearer.body.clothes.shape

    @cached_property
    def arms(self) -> tuple[Floats, Floats]:
        """Of ``arm_places``."""
        return arm_places(self._wearer.frame, self._shape, trunk_ends(self._wearer))

    @cached_property
    def uv(self) -> tuple[Floats, Floats]:
        """Torso coordinates, (H, W) each."""
        return torso_coordinates(self._wearer.frame, self._shape)

    @cached_property
    def thick(self) -> Floats:
        """(H, W): how far from the nearer arm's bones a pixel lies, 1 at the border of a middling arm."""
        whole = Box(0, 0, self._shape[1], self._shape[0])
        return off_arms(self._wearer.frame, self._wearer.builds, whole)


def take_aim(
    wearer: Wearer,
    kind: GarmentType,
    reach: tuple[float, float],
    same: bool,
    neck: float = 1.0,
    ground: Ground | None = None,
) -> Aim:
    """The silhouette for a kind of garment whose sleeves ``reach`` px along the left and right arm (0 for none).
    ``neck``: width of its neckline at the shoulder line as a share of that line; what lies beside it is covered.
    ``ground``: of the same wearer, when there is more than one aim.

    Raises SegmentationFailed when a skirt or trousers are asked for and the photo does not show the legs' clothes.
    """
    if not kind.covers_torso:
        return _lower_aim(wearer, kind)
    body, frame = wearer.body, wearer.frame
    ground = ground or Ground(wearer)
    place, arms = ground.arms
    zone = arms > 0.5
    u, v = ground.uv
    base, cut, hangs = body.clothes, np.zeros(v.shape, np.bool_), float("inf")
    if kind == GarmentType.DRESS:
        base, cut = cut_at(np.maximum(body.clothes, body.lower), v, HIPS)
        hangs = HIPS
    beside = _bare_shoulders(body, u, v, STRAP * neck, SLIVER * frame.width)
    if same:
        hole = zone & (place < 0.85 * min(wearer.sleeves)) & (body.skin > 0.4) & (v < 0.5)
        mask = np.maximum(base, body.person * (hole | beside)).astype(np.float32)
        made = _made(mask, beside, body.person) | cut
        return Aim(mask, made, arms, wearer.sleeves, zone, True, *_ends(mask, v), hangs)
    old = np.where(u > 0, np.float32(wearer.sleeves[1]), np.float32(wearer.sleeves[0]))
    arms = np.where((body.clothes > 0.3) & (place > old + BELOW * frame.width), np.float32(0), arms)
    limit = np.where(u > 0, np.float32(reach[1]), np.float32(reach[0]))
    thick = ground.thick
    sleeved = (place < limit) & (limit > 0)
    solid = body.person > 0.5
    bare = body.skin > 0.4
    behind = _behind_trunk(frame, u, bare & solid & sleeved & (v > ARMPIT) & (thick < 2 * EASE))
    arms = np.where(behind, np.float32(1), arms)
    zone = arms > 0.5
    ease = EASE if max(reach) < max(wearer.sleeves) else SNUG
    at_end = np.abs(place - old) < END * frame.width
    wanted = zone & sleeved & solid
    wanted &= (body.arms > 0.3) & (thick < ease) | bare & (thick < np.where(at_end, np.float32(ease), 2 * EASE))
    wanted |= behind & (body.person > LEAST_PERSON)
    cap = (limit > 0) & (np.abs(u) > 0.34) & (v > HIGHEST) & (v < 0.3) & bare & solid & (thick < EASE + 0.5)
    mask = base * (1 - arms)
    mask = np.where(wanted | cap | beside, np.maximum(body.person, mask), mask).astype(np.float32)
    bridged = _closed(mask, 0.16 * frame.width) * (
        solid & (sleeved | ~zone & ~bare) & (limit > 0) & (body.hair < 0.5) & (v > HIGHEST)
    )
    mask = np.maximum(mask, bridged).astype(np.float32)
    mask = cv2.GaussianBlur(mask, (0, 0), 1.0)
    made = _made(mask, zone | beside, body.person) | cut
    return Aim(mask, made, arms, reach, zone & sleeved, False, *_ends(mask, v), hangs)


def _bare_shoulders(body: Body, u: Floats, v: Floats, inner: float, least: float) -> Bools:
    """(H, W): bare shoulders beside a neckline that ends at torso coordinate ``inner``, where they are ``least`` px
    wide or more. ``u``, ``v`` (H, W): torso coordinates."""
    found = np.zeros(u.shape, np.bool_)
    aside = np.abs(u)
    place = ((v > HIGHEST) & (v < LOWEST) & (aside > inner) & (aside < STRAPS)).view(np.uint8)
    x, y, width, height = cv2.boundingRect(place)
    box = np.s_[y : y + height, x : x + width]
    bare = (body.skin[box] > 0.4) & (body.face[box] < 0.5) & (body.person[box] > 0.5) & (place[box] > 0)
    if bare.any():
        size = max(3, round(least)) | 1
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
        found[box] = cv2.morphologyEx(bare.view(np.uint8), cv2.MORPH_OPEN, disc) > 0
    return found


def _behind_trunk(frame: Frame, u: Floats, bare: Bools) -> Bools:
    """(H, W): of ``bare`` skin that new sleeves cover, with its rim, what shows beside the trunk of an arm that goes
    behind the back."""
    if not any(arm.behind for arm in frame.arms):
        return np.zeros(bare.shape, np.bool_)
    mine = bare & np.where(u > 0, frame.right.behind, frame.left.behind)
    return np.asarray(cv2.dilate(mine.view(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8)) > 0, np.bool_)


def _made(mask: Floats, drawn: Bools, person: Floats) -> Bools:
    """(H, W): near the silhouette's border where it was ``drawn`` by rule and is not the person's own."""
    if not drawn.any():
        return np.zeros(mask.shape, np.bool_)
    edge = cv2.morphologyEx((mask > 0.5).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    real = cv2.dilate((person < 0.4).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    near = cv2.dilate(drawn.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    return np.asarray(cv2.dilate((edge & ~real & near).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0, np.bool_)


def _lower_aim(wearer: Wearer, kind: GarmentType) -> Aim:
    body = wearer.body
    nowhere = np.zeros(body.lower.shape, bool)
    if int((body.lower > 0.5).sum()) < 0.03 * max(float(body.person.sum()), 1.0):
        raise SegmentationFailed(
            "The photo does not show what the person wears below the waist.", "Choose a photo that shows the legs."
        )
    v = down_torso(wearer.frame, nowhere.shape)
    arms = np.zeros(nowhere.shape, np.float32)
    mask, (top, bottom) = body.lower, _ends(body.lower, v)
    covered = covered_waist(body.clothes, body.lower, top)
    made = nowhere if covered is None else covered
    if kind != GarmentType.SKIRT:
        bare = bare_legs(body, wearer.frame, v, bottom)
        if bare is not None:  # shorts, a skirt or a dress give way to legs
            mask = np.maximum(legs(body.pose, wearer.frame, mask.shape), body.skin * bare)
            top, bottom = _ends(mask, v)
        return Aim(mask, made, arms, (0.0, 0.0), nowhere, True, top, bottom)
    between = spanned(mask > 0.5).astype(np.float32)
    mask = np.maximum(mask, cv2.GaussianBlur(between, (0, 0), 1.0))
    line = hangs_from(top)
    mask, cut = cut_at(mask, v, line)
    return Aim(mask, made | cut, arms, (0.0, 0.0), nowhere, True, top, min(bottom, line), line)


def _ends(mask: Floats, v: Floats) -> tuple[float, float]:
    inside = v[mask > 0.5]
    low, high = np.quantile(inside[:: max(1, len(inside) // 20000)], [0.01, 0.99]) if len(inside) else (0.0, 1.0)
    return float(low), float(high)


def _closed(mask: Floats, reach: float) -> Floats:
    """Gaps narrower than ``reach`` px bridged; worked out at a quarter of the size, and drawn without its steps."""
    small = cv2.resize(mask, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    size = max(3, round(reach / 4)) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    soft = cv2.GaussianBlur(closed, (0, 0), 1.0)
    return ramp(cv2.resize(soft, mask.shape[::-1], interpolation=cv2.INTER_LINEAR), 0.35, 0.65)


def trunk_ends(wearer: Wearer) -> tuple[TrunkEnd | None, TrunkEnd | None]:
    """Where the trunk's cloth ends beside the left and the right arm, just below a sleeve whose arm is bare there; None
    where no such place is seen."""
    body, frame = wearer.body, wearer.frame
    unit = frame.width
    masks = [mask[::GRID, ::GRID] > 0.5 for mask in (body.skin, body.clothes)]
    plane, _ = torso_coordinates(frame, masks[0].shape, GRID)
    rows, columns = np.nonzero((masks[0] | masks[1]) & (np.abs(plane) < FARTHEST))
    points = GRID * np.stack([columns, rows], axis=1).astype(np.float64)
    skin, cloth = (mask[rows, columns] for mask in masks)
    u = plane[rows, columns]
    ends: list[TrunkEnd | None] = []
    for arm, old, mine in zip(frame.arms, wearer.sleeves, (u < 0, u > 0), strict=True):
        end = None
        if SHORTEST * unit < old < arm.length - END * unit:
            place, away = along(points[mine], arm.bones)
            band = (place > old + AFTER[0] * unit) & (place < old + AFTER[1] * unit) & (away < NEAR_ARM * unit)
            aside = np.abs(u[mine])
            bare, worn = aside[band & skin[mine]], aside[band & cloth[mine]]
            if min(len(bare), len(worn)) > LEAST_SEEN:
                first, last = float(np.quantile(bare, 0.05)), float(np.quantile(worn, 0.95))
                if abs(first - last) < TOUCHING:
                    end = TrunkEnd(old, float(np.clip(0.5 * (first + last), *SIDES)))
        ends.append(end)
    return ends[0], ends[1]


def arm_places(
    frame: Frame, shape: tuple[int, ...], ends: tuple[TrunkEnd | None, TrunkEnd | None] = (None, None)
) -> tuple[Floats, Floats]:
    """Two (H, W) float32: place along the arm on that side px; and how surely a pixel lies near an arm, and outside the
    line of the shoulder joints (0..1, soft over ``SOFT`` px), which runs to the trunk's ``ends`` where these are seen.

    Distances are laid out on a coarse grid and drawn at full size, so that borders have no steps.
    """
    height, width = shape[:2]
    grid_x, grid_y = np.meshgrid(np.arange(0.0, width + GRID, GRID), np.arange(0.0, height + GRID, GRID))
    points = np.stack([grid_x.ravel(), grid_y.ravel()], axis=1)
    u = torso_coordinates(frame, grid_x.shape, GRID)[0].ravel()
    place, depth = np.zeros(len(points)), np.zeros(len(points))
    for arm, mine, end in ((frame.left, u < 0, ends[0]), (frame.right, u >= 0, ends[1])):
        on, away = along(points[mine], arm.bones)
        place[mine] = on
        aside = np.abs(u[mine])
        wide = np.interp(aside, ASIDE, (NEAR_ARM, FAR_ARM))
        side = SIDE if end is None else np.interp(on, (ARMPIT * frame.width, end.place), (SIDE, end.u))
        depth[mine] = np.minimum(wide * frame.width - away, (aside - side) * frame.width)
    matrix = np.array([[1 / GRID, 0, 0], [0, 1 / GRID, 0]])

    def big(values: NDArray[np.float64]) -> Floats:
        grid = values.reshape(grid_x.shape).astype(np.float32)
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        out: Floats = cv2.warpAffine(grid, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
        return out

    near = big(0.5 + depth / SOFT)
    return big(place), np.clip(near, 0, 1, out=near)
