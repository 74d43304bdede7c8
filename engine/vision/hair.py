"""Hair: where scalp hair may be, from the hair net where it is on the shelf, otherwise from the face's surroundings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision import sessions as nets
from engine.vision.anatomy import ramp
from engine.vision.classes import FLAT
from engine.vision.colours import palette
from engine.vision.guided import resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.colours import Lab
    from engine.vision.head import Head
    from engine.vision.sessions import Sessions
    from engine.vision.types import Rgb8
    from engine.vision.view import View

LEAST_SEEDS = 30
"""Pixels of hair colour around a face below which the head counts as bald."""

SKIN_LIKE = 25
"""Density of the skin's palette, in that of a flat one, from which a colour around the face may as well be skin."""

BRIM = 1.8
"""Widths of a figure at the eyes, in widths at the mouth, from which it wears a hat; curls reach 1.6."""
HAIR_LIKE = 10
"""Density of the hair's palette, in that of a flat one, from which a colour may be that of the hair."""
LOCK_HUE = 14.0
"""Distance in Lab's a, b from the median of hair that is sure up to which a lock beside the face is hair too."""
LOCK_DARKER = 10.0
"""Locks darker than that median by more (Lab's L) are found by their colour anyway, or are shadow."""
LONG_SHARE = 0.15
"""Share of the places beside the jaw that hair fills where it is long."""


@dataclass(frozen=True, slots=True)
class HairHint:
    """``prior`` (h, w) 0..1: weight of hair at each place. ``seeds`` (h, w) 0..1: nearly certain hair."""

    prior: Mask
    seeds: Mask


def hair_hint(sessions: Sessions, image: Rgb8, view: View, anatomy: Anatomy, head: Head, person: Mask,
              skin: Mask, lab: Lab, bins: NDArray[np.int32]) -> HairHint:
    """Where hair is, before colours are compared; nowhere when there is no face (the net paints shirts then)."""
    if head.mesh is None:
        empty = np.zeros(view.shape, np.float32)
        return HairHint(empty, empty)
    if sessions.has(nets.HAIR):
        return by_net(sessions, image, view, anatomy, head)
    return by_face(anatomy, head, person, skin, lab, bins)


def by_net(sessions: Sessions, image: Rgb8, view: View, anatomy: Anatomy, head: Head) -> HairHint:
    """The hair net's mask; only near the head."""
    found = resized(sessions.hair(image[view.box.slices]), view.shape[1], view.shape[0])
    found = found * ramp(anatomy.head, 4.5, 3.5)
    seeds = (found > 0.8) * (head.hull < 0.05)
    prior = 0.95 * found + 0.008 * ramp(anatomy.head, 3.5, 2.0)
    return HairHint(np.asarray(prior, np.float32), seeds.astype(np.float32))


def has_brim(head: Head, person: Mask) -> bool:
    """Whether the outline of the head tells of a hat: narrow at the mouth, wide at the eyes, narrower again above."""
    p, q = head.p, head.q
    if min(p.shape) < 2:
        return False
    px = abs((p[0, 1] - p[0, 0]) * (q[1, 0] - q[0, 0]) - (p[1, 0] - p[0, 0]) * (q[0, 1] - q[0, 0]))

    def width(low: float, high: float) -> float:
        """Mean width of the figure in half face widths between two heights of the face."""
        return float(((person > 0.5) & (q > low) & (q < high) & (np.abs(p) < 3)).sum() * px / (high - low))

    mouth, brim, crown = width(0.15, 0.3), width(0.45, 0.9), width(1.05, 1.35)
    return brim > BRIM * max(mouth, 1.0) and brim > 1.2 * crown


def by_face(anatomy: Anatomy, head: Head, person: Mask, skin: Mask, lab: Lab,
            bins: NDArray[np.int32]) -> HairHint:
    """Around the face's oval: certain above the forehead, likely at the sides, possible down to the chest."""
    p, q = head.p, head.q
    side = np.abs(p)
    cap = np.hypot(p / 1.45, (q - 0.62) / 0.98)
    crown = ramp(cap, 1.12, 0.85) * ramp(q, 0.1, 0.45)
    falling = ramp(side, 2.3, 1.5) * ramp(side, 0.7, 1.05) * ramp(q, -2.6, 0.2)
    prior = np.maximum(0.85 * crown, 0.5 * falling) * (1 - head.hull)
    fringe = np.maximum(ramp(q, 0.62, 0.8), ramp(side, 0.72, 0.9))
    prior = prior + (0.002 + 0.07 * fringe) * head.hull
    forehead = ramp(side, 0.95, 0.6) * ramp(q, 1.3, 1.1) * ramp(q, 0.5, 0.8)
    prior = prior * (1 - 0.6 * forehead)
    above = (q > 1.16) & (q < 1.55) & (side < 0.8)
    beside = (side > 1.12) & (side < 1.4) & (q > 0.55) & (q < 1.15)
    candidates = ((above | beside) & (person > 0.9)).astype(np.float32)
    seeds = candidates * (palette(bins, skin, (4, 2)).of(bins) < SKIN_LIKE * FLAT)
    if has_brim(head, person):
        return HairHint(np.asarray(0.05 * prior * ramp(q, 0.95, 0.8), np.float32), np.zeros_like(person))
    if float(seeds.sum()) < max(LEAST_SEEDS, 0.08 * float(candidates.sum())):
        return HairHint(np.asarray(0.4 * prior, np.float32), np.zeros_like(person))
    seeds = np.maximum(seeds, lit_locks(anatomy, head, person, skin, lab, seeds))
    own = palette(bins, np.asarray(seeds, np.float32), (6, 2)).of(bins) > HAIR_LIKE * FLAT
    beside_jaw = (q > -0.15) & (q < 0.25) & (side > 1.0) & (side < 1.5)
    if float((own & beside_jaw & (person > 0.8)).sum()) < LONG_SHARE * max(float(beside_jaw.sum()), 1.0):
        prior = prior * ramp(q, -0.05, 0.15)
    return HairHint(np.asarray(prior + 0.002, np.float32), np.asarray(seeds, np.float32))


def lit_locks(anatomy: Anatomy, head: Head, person: Mask, skin: Mask, lab: Lab, seeds: Mask) -> Mask:
    """(h, w) float32 0 or 1: locks that hang beside the face, where no skin can be, in the hair's hue and any light.

    Fair hair in the sun is as light as skin, so that the seeds above the forehead do not show all of its colours.
    """
    side = np.abs(head.p)
    hands = np.minimum(np.minimum(anatomy.forearm, anatomy.hand), anatomy.upper_arm)
    side = side - np.where(head.q > 0, 0.4, 0)  # ears stand out
    place = (side > 1.25) & (side < 2.3) & (head.q > -0.9) & (head.q < 1.1) & (anatomy.v < -0.12)
    place &= (person > 0.95) & (hands > 1.2)
    if not place.any() or not (seeds > 0.5).any() or not (skin > 0.5).any():
        return np.zeros(person.shape, np.float32)
    hair, bare = (np.median(lab[known > 0.5], axis=0) for known in (seeds, skin))
    to_hair, to_skin = (cv2.magnitude(lab[..., 1] - ab[1], lab[..., 2] - ab[2]) for ab in (hair, bare))
    found = place & (to_hair < LOCK_HUE) & (to_hair < to_skin) & (lab[..., 0] > hair[0] - LOCK_DARKER)
    return np.asarray(found, np.float32)
