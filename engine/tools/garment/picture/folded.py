"""Folded: sleeves on arms that are bent far, laid over each other.

The forearm lies over the upper arm, over the trunk and over the other arm, or under it, as edges of the photo say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.beside import beside
from engine.raster import blurred
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.fitting.warp import NOWHERE, sample
from engine.tools.garment.parts import part_alphas
from engine.tools.garment.picture.bent_sleeve import bent_sleeve
from engine.tools.garment.picture.drawing import Drawing, Sheet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.align import Fit
    from engine.tools.garment.picture.bent_sleeve import BentSleeve
    from engine.tools.garment.picture.limb_sides import Sides
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]

RIM = 0.08
"""Shoulder widths from the draped sleeve's edge within which it runs into the one that is laid."""
DARK, NEAR, THROWN = 0.4, 0.035, 0.02
"""Shade that a forearm throws on what is behind it: how dark at most, how softly and how far below (shoulder
widths)."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A drawing whose bent sleeves are laid limb by limb: ``relief`` (h, w) 0..1 is the light left between them,
    ``wrists`` (h, w) 0..1 where their cuffs lie over the beginning of hands; ``beside`` (h, w) bool: what lies in the
    crooks of those arms, where cloth of the trunk may be."""

    drawing: Drawing
    relief: Floats
    wrists: Floats
    beside: NDArray[np.bool_]


def folded(drawing: Drawing, fit: Fit, wearer: Wearer) -> Folded | None:
    """The drawing with the sleeves of bent arms laid along them; None where no sleeve reaches beyond a bent elbow."""
    if fit.bent == (None, None):
        return None
    found = beside(
        lambda: bent_sleeve(Part.LEFT, drawing, fit, wearer), lambda: bent_sleeve(Part.RIGHT, drawing, fit, wearer)
    )
    limbs = [one[0] for one in found if one is not None]
    if found[0] is not None and found[1] is not None and _first_in_front((found[0][1], found[1][1]), fit):
        limbs.reverse()
    return _laid_over(drawing, limbs, _cover_of(fit), wearer.frame.width) if limbs else None


def _first_in_front(sides: tuple[Sides, Sides], fit: Fit) -> bool:
    """Whether the left forearm lies over the right one: where both are, its sides show as edges."""
    strength = []
    for number in (0, 1):
        bent, other = fit.bent[number], fit.bent[1 - number]
        assert bent is not None and other is not None
        mine, theirs = sides[number], sides[1 - number]
        points, normals = bent.line(mine.places)
        seen: list[float] = []
        for index, sign in enumerate((-1.0, 1.0)):
            border = points + sign * mine.width[:, index, None] * normals
            place, side, beyond = other.coordinates(border[:, 0], border[:, 1])
            one, two = (np.interp(place, theirs.places, theirs.width[:, at]) for at in (0, 1))
            here = (beyond > 0) & (np.abs(side) < np.where(side < 0, one, two)) & (place < theirs.places[-1])
            seen.extend(mine.edge[here & (mine.places > bent.upper), index])
        strength.append(float(np.mean(seen)) if seen else 0.0)
    return strength[0] > strength[1]


def _cover_of(fit: Fit) -> dict[Part, Floats]:
    """(H, W) 0..1: the cloth of each sleeve, down to its cuff."""
    sleeves = ((Part.LEFT, fit.cloth.anchors.sleeve_left), (Part.RIGHT, fit.cloth.anchors.sleeve_right))
    alphas = part_alphas(fit.cloth, (Part.LEFT, Part.RIGHT))
    return {part: alpha for (part, sleeve), alpha in zip(sleeves, alphas, strict=True) if sleeve is not None}


def _laid_over(drawing: Drawing, limbs: list[BentSleeve], alpha: dict[Part, Floats], unit: float) -> Folded:
    """Sheets of the trunk and of straight arms, of upper arms, then of forearms, each with the shade it throws."""
    relief = np.ones(drawing.cover.shape, np.float32)
    bent = {limb.part for limb in limbs}
    first, last = limbs[0], limbs[-1]
    drawn = beside(
        lambda: _drawn(first, drawing, alpha[first.part], unit),
        lambda: _drawn(last, drawing, alpha[last.part], unit) if last is not first else None,
    )
    sheets_of = [one for one in drawn if one is not None]
    sheets = [sheet for sheet in drawing.sheets if sheet.part not in bent]
    sheets += [one.upper for one in sheets_of] + [one.fore for one in sheets_of]
    for limb in limbs:
        weight = limb.inside * limb.taken * (1 - limb.fore)
        relief[limb.spot] += weight * (limb.relief - relief[limb.spot])
    wrists, crooks = np.zeros_like(relief), np.zeros(relief.shape, np.bool_)
    for limb, one in zip(limbs, sheets_of, strict=True):
        relief *= 1 - one.shade
        relief[limb.spot] += (limb.inside * limb.fore) * (limb.relief - relief[limb.spot])
        wrists[limb.spot] = np.maximum(wrists[limb.spot], limb.cuff * one.fore.cover[limb.spot])
        crooks[limb.spot] |= limb.beside
    total = np.zeros_like(relief)
    for sheet in sheets:
        total += sheet.seen * (1 - total)
    return Folded(replace(drawing, sheets=tuple(sheets), cover=total), relief, wrists, crooks)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The two sheets of a limb, and the ``shade`` (h, w) 0..1 that its forearm throws."""

    upper: Sheet
    fore: Sheet
    shade: Floats


def _drawn(limb: BentSleeve, drawing: Drawing, alpha: Floats, unit: float) -> _Drawn:
    shape = drawing.cover.shape
    draped = next((sheet for sheet in drawing.sheets if sheet.part == limb.part), None)
    upper = _upper(limb, draped, alpha, shape, unit)
    fore, coordinates = np.zeros(shape, np.float32), _over(limb, shape)
    fore[limb.spot] = limb.inside * limb.fore
    shade = _thrown(fore, unit)
    shade[limb.spot] *= limb.crook
    return _Drawn(upper, Sheet(limb.part, coordinates, _sampled(alpha, coordinates, limb.spot), fore), shade)


def _upper(limb: BentSleeve, draped: Sheet | None, alpha: Floats, shape: tuple[int, ...], unit: float) -> Sheet:
    """The upper arm: draped at the shoulder, laid along the limb further down, and on under the forearm."""
    if draped is None:
        return Sheet(limb.part, _over(limb, shape), np.zeros(shape, np.float32))
    cover, coordinates = draped.cover.copy(), draped.coordinates.copy()
    anew = limb.taken > 0
    deep = cv2.distanceTransform((cover[limb.spot] > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    rim = np.clip(1 - deep / np.float32(RIM * unit), 0, 1) * np.minimum(10 * limb.taken, 1)
    share = np.where(deep > 0, np.maximum(limb.taken, rim), 1)
    share = np.where(anew & (limb.inside > 0), share, np.float32(0)).astype(np.float32)
    there = coordinates[limb.spot]
    there += cv2.merge((share, share)) * (limb.coordinates - there)
    within = np.ones(shape, np.float32)
    within[limb.spot] = np.where(anew, limb.inside, 1)
    own = _sampled(alpha, coordinates, limb.spot)[limb.spot]
    cover[limb.spot] = np.where(anew, own, cover[limb.spot])
    still = np.ones(shape, np.float32)
    still[limb.spot] = limb.taken == 0
    return Sheet(limb.part, coordinates, cover, within, still)


def _sampled(alpha: Floats, coordinates: Floats, spot: tuple[slice, slice]) -> Floats:
    """(h, w) 0..1: cover of the cloth at ``coordinates`` (h, w, 2), in one part of them."""
    out = np.zeros(coordinates.shape[:2], np.float32)
    out[spot] = np.clip(sample(alpha, coordinates[spot], smooth=False), 0, 1)
    return out


def _over(limb: BentSleeve, shape: tuple[int, ...]) -> Floats:
    out = np.full((*shape[:2], 2), NOWHERE, np.float32)
    near = cv2.dilate((limb.inside > 0).astype(np.uint8), np.ones((5, 5), np.uint8))  # for larger photos
    out[limb.spot] = np.where(near[..., None] > 0, limb.coordinates, np.float32(NOWHERE))
    return out


def _thrown(cover: Floats, unit: float) -> Floats:
    """(h, w) 0..1: shade of a forearm, most of it below."""
    shift = np.array([[1, 0, 0], [0, 1, THROWN * unit]], np.float32)
    moved = cv2.warpAffine(cover, shift, cover.shape[::-1])
    return np.asarray(np.float32(DARK) * blurred(np.asarray(moved, np.float32), max(1.0, NEAR * unit)), np.float32)
