"""Classes: what each pixel of a person is, from where it lies and what colour it has, re-estimated in a few rounds.

posterior ~ prior(place) x density(colour) ^ POWER, smoothed after each round and in the end drawn to the picture's
edges. The densities are learnt from the picture itself: first from places where a class is nearly certain, then from
confident pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from engine.vision.colours import AB_BINS, L_BINS, palette
from engine.vision.guided import boxes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.colours import Palette
    from engine.vision.guided import Guide, Stack

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
SHADED = (3, 1)
"""The same for cloth on the chest."""
CLOTH = 4
"""Colours that cloth on the chest has this many times as often as skin are not learnt as skin's on a sleeve."""
UNKNOWN, MOST, DOUBT = 0.05, 4.0, 1.0
"""Where colours are told together: share of those that neither skin nor cloth has shown, most that a pixel says (nats),
and the mean that says nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """priors: (5, h, w) float32, need not sum to 1. seeds: (5, h, w) float32 0..1, where each class is nearly certain.
    strange: (5,) share of colours of each class that its seeds may not have shown. limbs: (h, w) 0..1, where skin and
    cloth are told by all colours within ``reach`` px together."""

    bins: NDArray[np.int32]
    priors: Stack
    seeds: Stack
    strange: tuple[float, float, float, float, float] = (0.05, 0.002, 0.02, 0.25, 0.1)
    limbs: Mask | None = None
    reach: int = 1


def classify(question: Question, guide: Guide, rounds: int = ROUNDS) -> Stack:
    """(5, h, w) float32 posteriors that sum to 1."""
    bins, weights = question.bins, question.seeds
    wide_skin, cloth = palette(bins, weights[Kind.SKIN], WIDE_SKIN), palette(bins, weights[Kind.TOP], SHADED)
    like_skin = wide_skin.of(bins) > np.maximum(4 * FLAT, cloth.of(bins) / CLOTH)
    priors = together(question, wide_skin, cloth)
    posterior = priors
    for number in range(rounds):
        colours = [palette(bins, own) for own in weights]
        colours[Kind.SKIN] = blend(colours[Kind.SKIN], wide_skin)
        colours[Kind.HAIR] = blend(colours[Kind.HAIR], palette(bins, weights[Kind.HAIR], WIDE_HAIR))
        posterior = bayes(priors, bins, [mixed(p, s) for p, s in zip(colours, question.strange, strict=True)])
        last = number + 1 == rounds
        posterior = drawn(posterior, guide) if last else boxes(posterior, 1)
        if not last:
            weights = posterior * (posterior > SURE)
            weights[Kind.SKIN] *= like_skin
            np.maximum(weights, question.seeds, out=weights)
    return posterior


def together(question: Question, wide_skin: Palette, cloth: Palette) -> Stack:
    """The priors with that of skin or cloth on the limbs lowered where all colours around a place speak against it: a
    pixel of a sleeve alone cannot say that it is cloth of nearly the colour of skin."""
    if question.limbs is None or min(wide_skin.weight, cloth.weight) < 12:
        return question.priors
    near_skin = mixed(palette(question.bins, question.seeds[Kind.SKIN], SHADED), UNKNOWN)
    skin, cloth = blend(near_skin, wide_skin), mixed(cloth, UNKNOWN)
    told = np.clip(np.log(skin.density / cloth.density), -MOST, MOST)[question.bins] * question.limbs
    told, known = boxes(np.stack([told, question.limbs]).astype(np.float32), question.reach)
    told = told / np.maximum(known, 1e-3)
    priors = question.priors.copy()
    for kind, against in ((Kind.SKIN, -told), (Kind.TOP, told)):
        priors[kind] *= np.exp(-question.limbs * np.maximum(against - DOUBT, 0))
    return priors


def drawn(posterior: Stack, guide: Guide) -> Stack:
    """Every class drawn to the guide's edges; sums to 1 again."""
    smooth = np.stack([guide.smooth(plane) for plane in posterior])
    smooth /= np.maximum(smooth.sum(axis=0), 1e-6)
    return smooth


def bayes(priors: Stack, bins: NDArray[np.int32], palettes: list[Palette]) -> Stack:
    """Normalised prior x (density / flat) ^ POWER; within the person the ground's colours count for less and less.

    White cloth before a white wall has the wall's colour: there the nets' word is better than the colour's.
    """
    ground = GROUND_POWER + (POWER - GROUND_POWER) * np.clip(priors[Kind.GROUND] / 0.4, 0, 1)
    likely = [np.log(own.density * np.float32(1 / FLAT)) for own in palettes]
    out = np.empty_like(priors)
    out[Kind.GROUND] = np.exp(np.take(likely[Kind.GROUND], bins) * ground.astype(np.float32))
    for kind in range(Kind.GROUND + 1, len(out)):
        np.take(np.exp(np.float32(POWER) * likely[kind]), bins, out=out[kind])
    out *= priors
    out /= np.maximum(out.sum(axis=0), 1e-20)
    return out


def mixed(known: Palette, strange: float) -> Palette:
    """A palette with a share of every colour."""
    share = 1.0 if known.weight < 12 else strange
    return type(known)(np.asarray(known.density * (1 - share) + FLAT * share, np.float32), known.weight)


def blend(own: Palette, wide: Palette) -> Palette:
    """Half of each palette's density."""
    return type(own)(np.asarray((own.density + wide.density) / 2, np.float32), own.weight)
