"""Sleeving: how a sleeve of the product photo wants to lie along an arm of the wearer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.raster import evenly
from engine.tools.garment.wearer.frame import along

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Sleeve
    from engine.tools.garment.fitting.fit import Affine
    from engine.tools.garment.wearer.frame import Arm, Frame

    Floats = NDArray[np.float64]

LONG = 0.75
"""A sleeve of at least this many arm lengths ends at the wrist."""
FULL_ARM = 1.55
"""Length of an arm that hangs in the picture plane, shoulder to wrist, in shoulder widths (measured on the photo
set)."""


@dataclass(frozen=True, slots=True)
class Sleeving:
    """Wishes for one sleeve. ``axes`` (2, 2): lattice frame (along, across); ``corners`` (N, 2): points it must hold;
    ``samples`` (N, 2) with ``jacobians`` (N, 2, 2); ``axis`` (M, 2): points of the sleeve's middle line, which want to
    lie at ``bones`` (M, 2) px of the photo. ``stretch``: length on the arm over length by the affine map."""

    axes: Floats
    corners: Floats
    samples: Floats
    jacobians: Floats
    axis: Floats
    bones: Floats
    stretch: float


def sleeving(sleeve: Sleeve, arm: Arm, affine: Affine, frame: Frame, solid: NDArray[np.bool_]) -> Sleeving:
    """Lay the sleeve's middle line on the bones: turned piece by piece, shortened as the arm is foreshortened."""
    line = sleeve.axis.astype(np.float64)
    direction = line[-1] - line[0]
    direction /= max(float(np.linalg.norm(direction)), 1e-6)
    axes = np.stack([direction, np.array([-direction[1], direction[0]])], axis=1)
    samples = evenly(sleeve.region & solid, 120)
    edge = np.concatenate([samples, line, line[:1] - 0.15 * (line[-1:] - line[:1]), sleeve.cuff.astype(np.float64)])
    stretch = _stretch(sleeve, arm, affine.scale, frame)
    ratio = affine.scale * stretch
    place, _ = along(samples, line)
    heads = directions(line, place)
    turned = directions(arm.bones, place * ratio)
    jacobians = _turns(heads, turned, ratio, affine.scale)
    steps = np.linspace(0.15, 1.0, 8) * sleeve.length
    axis, bones = at_places(line, steps), at_places(arm.bones, steps * ratio)
    return Sleeving(axes, edge, samples, jacobians, axis, bones, stretch)


def arm_reach(sleeve: Sleeve | None, arm: Arm, scale: float, frame: Frame) -> float:
    """How far a sleeve reaches along the bones, px, when its garment is laid on at ``scale``; 0 without a sleeve."""
    return 0.0 if sleeve is None else sleeve.length * scale * _stretch(sleeve, arm, scale, frame)


def _stretch(sleeve: Sleeve, arm: Arm, scale: float, frame: Frame) -> float:
    """How much shorter the sleeve appears: an arm that points at the camera looks short, and a long cuff ends at the
    wrist."""
    full = FULL_ARM * frame.width
    length = sleeve.length * scale
    foreshortened = float(np.clip(arm.length / full, 0.4, 1.1))
    if length / full >= LONG:
        return float(np.clip(1.03 * arm.length / length, 0.4, 1.25))
    upper = float(np.linalg.norm(arm.elbow - arm.shoulder)) / (0.5 * full)
    return float(np.clip(min(foreshortened, upper), 0.5, 1.0))


def directions(line: Floats, place: Floats) -> Floats:
    """(N, 2) unit directions of a polyline at arc lengths, blended over the joints."""
    soft = 0.12 * float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
    delta = at_places(line, place + soft) - at_places(line, place - soft)
    out: Floats = delta / np.maximum(np.linalg.norm(delta, axis=1, keepdims=True), 1e-9)
    return out


def at_places(line: Floats, place: Floats) -> Floats:
    """(N, 2) points at arc lengths, running straight on beyond both ends."""
    length = np.maximum(np.linalg.norm(np.diff(line, axis=0), axis=1), 1e-6)
    knots = np.concatenate([[0.0], np.cumsum(length)])
    segment = np.clip(np.searchsorted(knots, place, side="right") - 1, 0, len(length) - 1)
    unit = np.diff(line, axis=0) / length[:, None]
    out: Floats = line[segment] + (place - knots[segment])[:, None] * unit[segment]
    return out


def _turns(source: Floats, target: Floats, along_scale: float, across_scale: float) -> Floats:
    """(N, 2, 2): the maps that take directions ``source`` (N, 2) to ``target``, with a scale along and one across."""

    def across(line: Floats) -> Floats:
        return np.stack([-line[:, 1], line[:, 0]], axis=1)

    out: Floats = along_scale * target[:, :, None] * source[:, None]
    out += across_scale * across(target)[:, :, None] * across(source)[:, None]
    return out
