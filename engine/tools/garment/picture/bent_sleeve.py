"""Bent sleeve: one long sleeve laid along an arm that is bent far.

Stretched to one smooth sheet, it would swirl at such an elbow. Here its length runs along the bones and its width from
side to side of the arm that the photo shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.raster import ramp
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.fitting.sleeving import arm_reach
from engine.tools.garment.fitting.warp import NOWHERE
from engine.tools.garment.picture.limb_sides import Sides, limb_sides
from engine.tools.garment.picture.sleeve_sides import Strip, strip_of
from engine.tools.garment.wearer.frame import along, sampled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Box
    from engine.tools.garment.align import Fit
    from engine.tools.garment.cloth import Sleeve
    from engine.tools.garment.picture.drawing import Drawing, Sheet
    from engine.tools.garment.pose import Wearer
    from engine.tools.garment.wearer.bent import Bent
    from engine.vision.types import Body

    Floats = NDArray[np.float32]

TAKEN_OVER = (0.33, 0.65)
"""Shares of the upper arm between which the draped sleeve runs into the one that is laid along the limb."""
LONG = 0.9
"""Sleeves that reach this share of an arm end at the hand."""
OVER_HAND, CUFF = 0.03, 0.12
"""Shoulder widths by which a long sleeve reaches over the hand, whose border there is that of the old cuff; and within
which of its end."""
MOST = 1.2
"""A long sleeve reaches this many arm lengths at most, as far as the place of the wrist is known."""
LEAST_HEAD = 0.02
"""Less of a face or hair than this may be covered."""
SKIN = (0.3, 0.7)
"""Skin between which it lies in front."""
HAND = 0.45
"""Share of a hand across an arm where the hand begins."""
BEYOND = 0.02
"""A sleeve reaches this many shoulder widths beyond a side that the person's outline draws anyway."""
SNUG = 1.06
"""A sleeve over a bare arm is so much thicker."""
SOFT = 0.8
"""px of the proxy over which a limb's side fades to either side."""
BESIDE = 0.3
"""Shoulder widths from the bones within which a crook lies."""
CREASE, CREASE_WIDE = 0.3, 0.03
ROUND = 0.16
"""How much darker cloth is in the crook's crease, within so many shoulder widths, and at a limb's sides."""


@dataclass(frozen=True, slots=True)
class BentSleeve:
    """One bent sleeve over the ``spot`` of the box, all (h, w): its ``coordinates`` and ``inside`` 0..1; of that
    ``fore`` 0..1 the forearm, ``taken`` what no draped sleeve shows, and ``cuff`` its end; ``crook`` 0..1: what may lie
    in its forearm's shade; ``beside``: as of ``Folded``; ``relief``: the light that it leaves on itself."""

    part: Part
    spot: tuple[slice, slice]
    coordinates: Floats
    inside: Floats
    fore: Floats
    taken: Floats
    cuff: Floats
    crook: Floats
    beside: NDArray[np.bool_]
    relief: Floats


def bent_sleeve(part: Part, drawing: Drawing, fit: Fit, wearer: Wearer) -> tuple[BentSleeve, Sides] | None:
    """One bent sleeve with the sides of its arm; None where that arm is not bent or has none."""
    number, anchors = int(part == Part.RIGHT), fit.cloth.anchors
    bent, sleeve = fit.bent[number], (anchors.sleeve_left, anchors.sleeve_right)[number]
    if bent is None or sleeve is None:
        return None
    unit, box = wearer.frame.width, drawing.box
    draped = next((sheet for sheet in drawing.sheets if sheet.part == part), None)
    reach = arm_reach(sleeve, bent.arm, fit.laid.affine.scale, wearer.frame)
    loose = wearer.sleeves[number] > bent.upper
    sides = limb_sides(bent, wearer.body, wearer.builds[number], unit, min(reach, MOST * bent.arm.length), loose)
    ends = bent.upper if loose else wearer.sleeves[number], _end(bent, sides, reach, wearer)
    limb = _limb(part, bent, sleeve, sides, ends, draped, box, unit, 1.0 if loose else SNUG)
    return _behind(limb, wearer.body, box, loose), sides


def _end(bent: Bent, sides: Sides, reach: float, wearer: Wearer) -> float:
    """px along the arm at which its sleeve ends: a long one where the hand begins."""
    length, body = bent.arm.length, wearer.body
    if reach < LONG * length:
        return reach
    places = np.arange(bent.upper + 0.3 * (length - bent.upper), MOST * length, 0.01 * wearer.frame.width)
    points, normals = bent.line(places)
    one, two = (np.interp(places, sides.places, sides.width[:, number]) for number in (0, 1))
    across = -one[:, None] + (one + two)[:, None] * np.linspace(0.1, 0.9, 13)
    way = points[:, None] + across[..., None] * normals[:, None]
    flat = way.reshape(-1, 2)
    hand = ((sampled(np.minimum(body.hands, body.skin), flat) > 0.5) & _own(bent, flat, wearer)).reshape(across.shape)
    begun = np.flatnonzero(hand.mean(axis=1) > HAND)
    return float(places[begun[0]] + OVER_HAND * wearer.frame.width if len(begun) else 1.03 * length)


def _own(bent: Bent, points: NDArray[np.float64], wearer: Wearer) -> NDArray[np.bool_]:
    """(N,): which points lie nearer to the arm's own hand than to the other one."""
    mine, other = wearer.frame.arms if bent.arm is wearer.frame.left else wearer.frame.arms[::-1]
    near, far = (along(points, np.stack([arm.wrist, arm.hand]))[1] for arm in (mine, other))
    return np.asarray(near < far, np.bool_)


def _behind(limb: BentSleeve, body: Body, box: Box, loose: bool) -> BentSleeve:
    """A sleeve whose cuff never lies over a face or hair. In place of another one, ``loose``, skin that shows there is
    a hand's, and in front, but where the cuff is."""
    here = tuple(slice(at + part.start, at + part.stop) for at, part in zip((box.y, box.x), limb.spot, strict=True))
    cuff = limb.cuff * (np.maximum(body.face[here], body.hair[here]) < LEAST_HEAD)
    if not loose:
        return replace(limb, cuff=cuff)
    skin = ramp(body.skin[here] * (1 - body.face[here]), *SKIN) * (1 - cuff)
    return replace(limb, cuff=cuff, inside=np.asarray(limb.inside * (1 - skin), np.float32))


def _limb(
    part: Part,
    bent: Bent,
    sleeve: Sleeve,
    sides: Sides,
    ends: tuple[float, float],
    draped: Sheet | None,
    box: Box,
    unit: float,
    ease: float,
) -> BentSleeve:
    """One sleeve; ``ends``: px along the arm at which the old one, no further than the elbow, and the new one end."""
    end = ends[1]
    spot = _spot(bent, sides, box)
    y, x = np.mgrid[spot[0], spot[1]].astype(np.float32)
    place, side, beyond = bent.coordinates(x + np.float32(box.x), y + np.float32(box.y))
    strip = strip_of(sleeve)
    spread = ease * sides.width
    if draped is not None:
        old_end = ramp(sides.places / max(ends[0], 1.0), 0.9, 1.0)
        own = np.maximum(ramp(sides.places / bent.upper, TAKEN_OVER[0], 1.0), old_end)
        spread = _from_draped(spread, own, sides, draped, bent, box)
    even = _even(spread, unit, sides.places)
    beyond_side = BEYOND * unit * ramp(sides.places / bent.upper, *TAKEN_OVER)[:, None]
    mask = np.where(sides.seen, spread + beyond_side, _smooth(spread, 0.02 * unit, sides.places))
    width, course = _profiles(place, side < 0, sides.places, (mask, even))
    inside = np.asarray(np.clip((width - np.abs(side)) / np.float32(2 * SOFT) + np.float32(0.5), 0, 1), np.float32)
    share = np.asarray(np.clip(side / np.maximum(course, 1), -1, 1), np.float32)
    first = _joined(draped, bent, strip, sides.places[0], box)
    slope = (strip.length - first[1]) / max(end - first[0], 1.0)
    along = np.float32(first[1]) + (place - np.float32(first[0])) * np.float32(slope)
    coordinates = strip.at(along, share)
    inside *= (along < strip.length + 3) & (place > sides.places[0])
    fore = np.asarray(np.clip(beyond / np.float32(2 * SOFT) + np.float32(0.5), 0, 1), np.float32)
    taken = ramp(place, TAKEN_OVER[0] * bent.upper, TAKEN_OVER[1] * bent.upper)
    crook = np.clip(bent.turn * share, 0, 1)
    squared = share * share
    relief = 1 - CREASE * crook * np.exp(-((beyond / np.float32(CREASE_WIDE * unit)) ** 2))
    relief *= 1 - np.float32(ROUND) * squared * squared
    ending = np.clip((np.float32(end) - place) / np.float32(2 * SOFT) + np.float32(0.5), 0, 1)
    cuff = inside * fore * ending * (place > end - CUFF * unit)
    crook = np.maximum(crook, 1 - inside)
    crooks = (taken > 0) & (inside < 0.5) & (bent.turn * side > 0) & (np.abs(side) < BESIDE * unit) & (place < end)
    return BentSleeve(part, spot, coordinates, inside, fore, taken, cuff, crook, crooks, np.asarray(relief, np.float32))


def _from_draped(width: Floats, own: Floats, sides: Sides, draped: Sheet, bent: Bent, box: Box) -> Floats:
    """(N, 2): widths that begin as the draped sleeve's, where the photo does not show the arm's side, and become their
    ``own`` (N,) 0..1."""
    first = int(np.count_nonzero(own < 1))
    points, normals = bent.line(sides.places[:first])
    steps = np.arange(0, 1.5 * float(width.max()), 1.0)
    out = width.copy()
    for number, sign in enumerate((-1.0, 1.0)):
        way = points[:, None] + sign * steps[None, :, None] * normals[:, None] - (box.x, box.y)
        covered = sampled(draped.cover, way.reshape(-1, 2)).reshape(way.shape[:2]) > 0.5
        reach = np.where(covered.all(axis=1), steps[-1], steps[np.argmin(covered, axis=1)])
        mixed = reach + (width[:first, number] - reach) * own[:first]
        out[:first, number] = np.where(sides.seen[:first, number], width[:first, number], mixed)
    return out


def _spot(bent: Bent, sides: Sides, box: Box) -> tuple[slice, slice]:
    """The part of the box that an arm may reach."""
    points, _ = bent.line(sides.places)
    margin = float(sides.width.max()) * 1.3 + 8
    low, high = points.min(axis=0) - margin - (box.x, box.y), points.max(axis=0) + margin - (box.x, box.y)
    top, left = (int(np.clip(low[axis], 0, most - 1)) for axis, most in ((1, box.height), (0, box.width)))
    bottom, right = (int(np.clip(high[axis], 1, most)) for axis, most in ((1, box.height), (0, box.width)))
    return slice(top, max(bottom, top + 1)), slice(left, max(right, left + 1))


def _smooth(width: Floats, reach: float, places: NDArray[np.float64]) -> Floats:
    sigma = max(reach / float(places[1] - places[0]), 0.3)
    out = cv2.GaussianBlur(width, (1, 0), sigmaX=0.1, sigmaY=sigma, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(out, np.float32)


def _even(width: Floats, unit: float, places: NDArray[np.float64]) -> Floats:
    """Widths without ripples, hardly less than they are anywhere."""
    size = max(1, round(0.04 * unit / max(float(places[1] - places[0]), 1e-3))) * 2 + 1
    return _smooth(cv2.dilate(width, np.ones((size, 1), np.uint8)), 0.05 * unit, places)


def _profiles(
    place: Floats, negative: NDArray[np.bool_], places: NDArray[np.float64], widths: tuple[NDArray[Any], ...]
) -> list[Floats]:
    """Each of ``widths`` (N, 2) of ``places`` (N,) at each ``place`` (h, w), on its ``negative`` side or the other."""
    at = np.clip((place - np.float32(places[0])) / np.float32(places[1] - places[0]), 0, len(places) - 1)
    row = np.concatenate(widths, axis=1)[None].astype(np.float32)
    planes = cv2.split(cv2.remap(row, at, np.zeros_like(at), cv2.INTER_LINEAR))
    return [np.where(negative, one, two) for one, two in zip(planes[::2], planes[1::2], strict=True)]


def _joined(draped: Sheet | None, bent: Bent, strip: Strip, first: float, box: Box) -> tuple[float, float]:
    """A place on the arm and the px along the sleeve that lie there on the draped sheet."""
    place = 0.6 * bent.upper
    points, _ = bent.line(np.array([place]))
    column, row = (int(np.rint(points[0, axis] - (box.x, box.y)[axis])) for axis in (0, 1))
    if draped is not None and 0 <= row < draped.cover.shape[0] and 0 <= column < draped.cover.shape[1]:
        there = draped.coordinates[row, column]
        if there[0] > NOWHERE / 2:
            return place, strip.along(there)
    return 0.0, 0.0
