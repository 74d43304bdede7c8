"""Priors: what a pixel of a person most likely is by its place alone, and the places where that is nearly certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.anatomy import ramp
from engine.vision.classes import Kind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.guided import Stack
    from engine.vision.hair import HairHint
    from engine.vision.head import Head

WAIST = 1.02
"""Where tops end when nothing else tells: in torso lengths below the shoulder joints."""

SIDE = 0.05
"""Arms behind the back are seen this far inside of the trunk's sides, in units of the body."""

FINGERS = 2.4
"""Half widths of a hand from its bones within which what has the colour of skin may be fingers."""

CORE_GROUND = 1e-4
"""What is left of the chance of background well inside the person: gaps that the nets did not see."""


def priors(
    anatomy: Anatomy, person: Mask, head: Head, hair: Mask, waist: float | None, bare: NDArray[np.bool_]
) -> Stack:
    """(5, h, w) float32: weights of the classes at each place. ``waist`` None: clothes run on to the hem (a dress).
    ``bare`` (h, w) bool: places with a colour of skin."""
    zones = zones_of(anatomy, bare)
    above_waist = np.ones_like(person) if waist is None else ramp(anatomy.v, waist + 0.12, waist - 0.1)
    out = np.empty((5, *person.shape), np.float32)
    out[Kind.SKIN] = skin_weight(anatomy, head, hair, zones, person)
    out[Kind.HAIR] = hair
    out[Kind.TOP] = upper_weight(anatomy, head, zones, above_waist)
    sleeved = 1 - 0.7 * np.maximum(zones.forearm, zones.hand)
    out[Kind.LOW] = 0.002 if waist is None else (0.92 - 0.9 * above_waist) * sleeved * ramp(anatomy.v, 0.55, 0.8)
    face = np.asarray(cv2.GaussianBlur(head.hull, (0, 0), 1.0), np.float32)
    for kind in (Kind.SKIN, Kind.TOP, Kind.LOW):
        out[kind] *= 1 - 0.98 * face
    out[Kind.SKIN] += face * (1 - np.clip(hair, 0, 0.95))
    inside = certainty(person, anatomy.unit)
    out[1:] *= inside / np.maximum(out[1:].sum(axis=0), 1e-6)
    out[Kind.GROUND] = 1 - inside
    return out


@dataclass(frozen=True, slots=True)
class Zones:
    """Parts of the body as soft fields (h, w) 0..1; ``above_chin``: from the chin up."""

    arm: Mask
    forearm: Mask
    hand: Mask
    neck: Mask
    trunk: Mask
    above_chin: Mask


def zones_of(anatomy: Anatomy, bare: NDArray[np.bool_]) -> Zones:
    """The zones of a body, from its bones. Fingers that are spread reach beyond these: ``bare`` (h, w) bool tells."""
    u, v = np.abs(anatomy.u), anatomy.v
    fingers = np.asarray(0.6 * ramp(anatomy.hand, FINGERS, 1.3) * bare, np.float32)
    return Zones(
        arm=ramp(np.minimum(anatomy.upper_arm, anatomy.forearm), 1.35, 0.9), forearm=ramp(anatomy.forearm, 1.4, 0.9),
        hand=np.maximum(ramp(anatomy.hand, 1.3, 0.8), fingers), neck=ramp(u, 0.75, 0.45) * ramp(v, 0.14, -0.1),
        trunk=ramp(u, 1.35, 0.95) * ramp(v, -0.2, -0.02), above_chin=ramp(v, -0.2, -0.38))


def sleeved(anatomy: Anatomy, person: Mask) -> Mask:
    """(h, w) 0..1: where there may be sleeves: arms without hands."""
    arm = ramp(np.minimum(anatomy.upper_arm, anatomy.forearm), 1.2, 0.9)
    return np.asarray(arm * ramp(anatomy.hand, 1.0, 1.4) * person, np.float32)


def upper_weight(anatomy: Anatomy, head: Head, zones: Zones, above_waist: Mask) -> Mask:
    """Weight of the upper garment: the trunk and sleeves, hardly the throat and hands, not the head."""
    top = (0.25 + 0.65 * zones.trunk) * ramp(anatomy.v, -0.42, -0.05) * (0.03 + 0.97 * above_waist)
    top = top * (1 - 0.6 * zones.forearm) * (1 - 0.85 * zones.hand * (zones.forearm > 0.1)) * (1 - 0.75 * zones.neck)
    if head.mesh is not None:
        top = top * (1 - 0.9 * ramp(np.abs(head.p), 1.05, 0.85) * ramp(head.q, -0.3, -0.15))
    sleeves = 0.3 * zones.arm * (1 - zones.hand)
    return np.asarray(np.maximum(top, sleeves) * (1 - 0.97 * zones.above_chin), np.float32)


def skin_weight(anatomy: Anatomy, head: Head, hair: Mask, zones: Zones, person: Mask) -> Mask:
    """Weight of bare skin outside the face: throat, arms, hands and legs; beside the face there is hair. At the sides
    of the trunk, arms behind the back may be seen."""
    skin = 0.04 + 0.4 * zones.arm + 0.2 * zones.forearm + 0.7 * zones.hand + 0.5 * zones.neck
    solid = cv2.erode((person > 0.5).astype(np.uint8), disc(SIDE * anatomy.unit), borderValue=1)
    trunk = zones.trunk * (1 - zones.arm) * (1 - zones.neck) * solid
    skin = (skin + 0.5 * ramp(anatomy.v, 1.2, 1.5)) * (1 - 0.85 * trunk)
    beside = ramp(np.abs(head.p), 1.0, 1.25) * ramp(head.q, -0.35, -0.1) if head.mesh is not None else 0.0
    crown = ramp(head.q, 1.08, 1.25) * np.clip(2 * hair, 0, 1) if head.mesh is not None else 0.0
    if head.mesh is not None:  # beside ears and throat only hair hangs, unless a hand is raised
        raised = np.maximum(zones.forearm, zones.hand)
        aside = np.abs(head.p) - 0.5 * ramp(head.q, -0.05, 0.1)  # ears stand out further
        skin = skin * (1 - 0.9 * ramp(aside, 1.25, 1.5) * ramp(anatomy.v, -0.08, -0.18) * (1 - raised))
    return np.asarray((skin + 0.1 * zones.above_chin * (1 - 0.8 * beside)) * (1 - 0.8 * crown), np.float32)


def certainty(person: Mask, unit: float) -> Mask:
    """The person's mask with its doubts sharpened, and next to none of them well inside."""
    core = cv2.erode((person > 0.85).astype(np.uint8), disc(0.045 * unit)) > 0
    odds = (np.clip(person, 0.02, 0.98) / (1 - np.clip(person, 0.02, 0.98))) ** 2
    return np.asarray(np.where(core, 1 - CORE_GROUND, odds / (1 + odds)), np.float32)


def seeds(anatomy: Anatomy, person: Mask, skin: Mask, bare: NDArray[np.bool_], hair: HairHint,
          waist: float) -> Stack:
    """(5, h, w) float32 0..1: where each class is nearly certain before the classes' colours are compared.

    ``skin`` (h, w) 0..1: certain skin. ``bare`` (h, w) bool: places with a colour of skin; trousers are learnt from the
    others, unless nearly all of them are of that colour.
    """
    u, v = np.abs(anatomy.u), anatomy.v
    sure = (person > 0.9).astype(np.float32)
    no_arm = (np.minimum(anatomy.forearm, anatomy.hand) > 1.15).astype(np.float32)
    out = np.zeros((5, *v.shape), np.float32)
    out[Kind.GROUND] = person < 0.05
    out[Kind.SKIN] = skin * (hair.seeds < 0.5)
    out[Kind.HAIR] = sure * hair.seeds
    no_finger = ~(bare & (anatomy.hand < FINGERS))
    chest = sure * no_arm * no_finger * (u < 0.7) * (v > 0.2)
    out[Kind.TOP] = chest * (v < min(0.66, waist - 0.2)) * (hair.seeds < 0.5)
    low = sure * no_arm * (u < 0.85) * (v > waist + 0.08) * (v < waist + 0.32)
    dressed = low * ~bare
    out[Kind.LOW] = dressed if dressed.sum() > 0.2 * low.sum() else low
    return out


def disc(radius: float) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A round structuring element of about ``radius`` px, at least 1."""
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)
