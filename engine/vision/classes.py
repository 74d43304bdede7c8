"""Classes: what each pixel of a person is, from where it lies and what colour it has, re-estimated in a few rounds.

posterior ~ prior(place) x density(colour) ^ POWER, smoothed after each round and in the end drawn to the picture's
edges. The densities are learnt from the picture itself: first from places where a class is nearly certain, then from
confident pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.colours import AB_BINS, L_BINS, palette
from engine.vision.guided import box, total

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.colours import Palette
    from engine.vision.guided import Guide, Planes

POWER = 0.7
"""Colours of neighbours are not independent, so a colour counts for less than a full observation."""
GROUND_POWER = 0.25
ROUNDS = 3
SURE = 0.6
FLAT = 1 / (L_BINS * AB_BINS * AB_BINS)
"""Density of the palette that knows nothing."""


class Kind(IntEnum):
    """The classes, in the order of planes."""

    GROUND = 0
    SKIN = 1
    HAIR = 2
    TOP = 3
    LOW = 4


WIDE_SKIN = (24, 3)
WIDE_HAIR = (8, 2)
"""Smoothing along L, and a and b, of what is mixed into these palettes: both keep their hue in light and shade."""


@dataclass(frozen=True, slots=True)
class Question:
    """priors: (h, w, 5) float32, need not sum to 1. seeds: (h, w, 5) float32 0..1, where each class is nearly certain.
    strange: (5,) share of colours of each class that its seeds may not have shown."""

    bins: NDArray[np.int32]
    priors: Planes
    seeds: Planes
    strange: tuple[float, float, float, float, float] = (0.05, 0.002, 0.02, 0.25, 0.1)


def classify(question: Question, guide: Guide, rounds: int = ROUNDS) -> Planes:
    """(h, w, 5) float32 posteriors that sum to 1."""
    bins, priors = question.bins, question.priors
    weights = question.seeds
    wide_skin = palette(bins, question.seeds[..., Kind.SKIN], WIDE_SKIN)
    like_skin = wide_skin.of(bins) > 4 * FLAT
    posterior = priors
    for number in range(rounds):
        colours = [palette(bins, weights[..., kind]) for kind in Kind]
        colours[Kind.SKIN] = blend(colours[Kind.SKIN], wide_skin)
        colours[Kind.HAIR] = blend(colours[Kind.HAIR], palette(bins, weights[..., Kind.HAIR], WIDE_HAIR))
        posterior = bayes(priors, bins, [mixed(p, s) for p, s in zip(colours, question.strange, strict=True)])
        last = number + 1 == rounds
        posterior = drawn(posterior, guide) if last else box(posterior, 1)
        if not last:
            weights = np.where(posterior > SURE, posterior, 0)
            weights[..., Kind.SKIN] *= like_skin
            weights = np.maximum(weights, question.seeds)
    return posterior


def drawn(posterior: Planes, guide: Guide) -> Planes:
    """Every class drawn to the guide's edges; sums to 1 again."""
    smooth = cv2.merge([guide.smooth(plane) for plane in cv2.split(posterior)])
    smooth /= np.maximum(total(smooth), 1e-6)[..., None]
    return np.asarray(smooth, np.float32)


def bayes(priors: Planes, bins: NDArray[np.int32], palettes: list[Palette]) -> Planes:
    """Normalised prior x (density / flat) ^ POWER; within the person the ground's colours count for less and less.

    White cloth before a white wall has the wall's colour: there the nets' word is better than the colour's.
    """
    ground = GROUND_POWER + (POWER - GROUND_POWER) * np.clip(priors[..., Kind.GROUND] / 0.4, 0, 1)
    likely = [np.log(own.density * np.float32(1 / FLAT)) for own in palettes]
    terms = [np.exp(np.take(likely[Kind.GROUND], bins) * ground.astype(np.float32))]
    terms += [np.take(np.exp(np.float32(POWER) * own), bins) for own in likely[Kind.GROUND + 1:]]
    out = priors * cv2.merge(terms)
    out /= np.maximum(total(out), 1e-20)[..., None]
    return np.asarray(out, np.float32)


def mixed(known: Palette, strange: float) -> Palette:
    """A palette with a share of every colour."""
    share = 1.0 if known.weight < 12 else strange
    return type(known)(np.asarray(known.density * (1 - share) + FLAT * share, np.float32), known.weight)


def blend(own: Palette, wide: Palette) -> Palette:
    """Half of each palette's density."""
    return type(own)(np.asarray((own.density + wide.density) / 2, np.float32), own.weight)
