"""Cast: how far the photo's light is from neutral, warm or cool, so that the garment can stand in the same light.

Two estimates, over all but clothes and skin and over the ground alone, must agree, and the skin must be one that people
have in that light, or it counts as neutral: a yellow wall is no yellow light. Shades of grey (Finlayson and Trezzi,
2004) says what the bright parts average to, grey edge (van de Weijer, Gevers and Gijsenij, 2007) what the differences
between neighbours average to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.profiles import srgb_curve
from engine.vision.exposure import share_of_usual

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body, Rgb8

    Floats = NDArray[np.float32]

SIDE = 128
"""Long side in px of the picture looked at."""
NORM = 5
"""Minkowski norm of both estimates: between the average and the brightest."""
AXIS = (0.6, -0.8)
"""Daylight and lamp light goes from cool to warm along this direction of (ln R/G, ln B/G), linear sRGB: Planck's light
of 3000 K lies at (0.82, -1.04), of 10000 K at (-0.18, 0.36)."""
LEAST_GROUND = 0.03
"""Share of the picture below which a part says nothing about the light."""
UNSEEN = 0.02
"""Casts below this are not seen, and no more than the estimates differ by in neutral light."""
SKIN = ((0.6, 0.3), (1.8, 0.8))
"""Least and largest (ln R/G, ln B/G) of people's skin in neutral light, in units of AXIS; measured on portraits of
light and dark skin in studio light."""
LEAST_SKIN = 0.003
LIGHT_SKIN = 175
"""Light skin in usual exposure (8-bit grey, sRGB, upper quartile): where skin is so light the photo is not dark, though
nothing in it is white."""
FARTHEST = {1: 0.0, 2: 1.5, 3: 3.0, 4: 4.0, 5: 5.0}
"""How far (CIE76) a light grey may move by realism level: the garment's own colours stay true."""
LIGHT_GREY = 200.0
GAMMA = 2.2
LINEAR = srgb_curve(256).astype(np.float32)
"""Linear light of an 8-bit sRGB value."""


def tint(body: Body, level: int) -> tuple[float, float, float]:
    """Factors for the garment's display-encoded R, G, B at one realism level (1..5); (1, 1, 1) in neutral light. In a
    dark photo the garment is as dark."""
    if FARTHEST[level] == 0:
        return (1.0, 1.0, 1.0)
    dim = np.float32(max(share_of_usual(body.image), min(1.0, _lit_skin(body) / LIGHT_SKIN)))
    warmth = warmth_of(body.image, body.person, np.maximum(body.clothes, body.lower), body.skin)
    full = factors(warmth)
    away = float(np.linalg.norm(_lab(LIGHT_GREY * full) - _lab(np.full(3, LIGHT_GREY, np.float32))))
    return _three(dim * factors(warmth * min(1.0, FARTHEST[level] / max(away, 1e-6))))


def warmth_of(image: Rgb8, person: Mask, clothes: Mask, skin: Mask) -> float:
    """Where the light of ``image`` ((H, W, 3) uint8 sRGB) lies along AXIS: above 0 warm, below 0 cool, 0 neutral or not
    to be told. ``person``, ``clothes`` and ``skin``: (H, W) float32 0..1; clothes may have any colour."""
    scale = min(1.0, SIDE / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    figure, worn, bare = (cv2.resize(part, size, interpolation=cv2.INTER_NEAREST) for part in (person, clothes, skin))
    exposed = cv2.inRange(small, (5, 5, 5), (251, 251, 251))
    exposed = cv2.erode(exposed, np.ones((3, 3), np.uint8)) > 0
    linear = cv2.LUT(small, LINEAR)
    soft = cv2.GaussianBlur(linear, (0, 0), 1)
    slope = cv2.magnitude(cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1))
    places = exposed & (np.maximum(worn, bare) < 0.02), exposed & (figure < 0.02)
    if min(place.mean() for place in places) < LEAST_GROUND:
        return 0.0
    found = [_along(values[place]) for place in places for values in (linear, slope)]
    if min(found) * max(found) <= 0:
        return 0.0
    warmth = _with_skin(min(found, key=abs), linear[bare > 0.9], LEAST_SKIN * bare.size)
    return warmth if abs(warmth) >= UNSEEN else 0.0


def _lit_skin(body: Body) -> float:
    """How light the lit part of the bare skin is, 8-bit grey; 0 where too little is bare."""
    bare = body.skin > 0.9
    if np.count_nonzero(bare) < LEAST_SKIN * bare.size:
        return 0.0
    return float(np.quantile(cv2.cvtColor(body.image, cv2.COLOR_RGB2GRAY)[bare], 0.75))


def _with_skin(warmth: float, skin: Floats, enough: float) -> float:
    """``warmth``, no farther from 0 than the (n, 3) linear colours of the skin allow, if they are ``enough``."""
    if len(skin) < enough:
        return warmth
    seen = _shares(skin.mean(axis=0, dtype=np.float64))
    coolest = max(value - high for value, high in zip(seen, SKIN[1], strict=True))
    warmest = min(value - low for value, low in zip(seen, SKIN[0], strict=True))
    return min(warmth, max(0.0, warmest)) if warmth > 0 else max(warmth, min(0.0, coolest))


def factors(warmth: float) -> Floats:
    """(3,) float32: what a light along AXIS multiplies display-encoded R, G, B with, lightness kept."""
    light = np.exp(warmth * np.array([AXIS[0], 0.0, AXIS[1]]))
    light /= light @ np.array([0.2126, 0.7152, 0.0722])
    return (light ** (1 / GAMMA)).astype(np.float32)


def _along(values: Floats) -> float:
    """Minkowski mean of (n, 3) linear colours along AXIS; 0 when it is off that direction's quadrant."""
    values = values / max(float(values.max()), 1e-6)
    powers = np.ones_like(values)
    for _ in range(NORM):
        powers *= values
    shares = _shares(powers.mean(axis=0, dtype=np.float64) ** (1 / NORM))
    return min(shares, key=abs) if shares[0] * shares[1] > 0 else 0.0


def _shares(colour: NDArray[np.float64]) -> tuple[float, float]:
    """(ln R/G, ln B/G) of a linear colour in units of AXIS."""
    red, green, blue = np.maximum(colour, 1e-6)
    return float(np.log(red / green)) / AXIS[0], float(np.log(blue / green)) / AXIS[1]


def _lab(rgb: Floats) -> Floats:
    out: Floats = cv2.cvtColor((rgb / 255).astype(np.float32).reshape(1, 1, 3), cv2.COLOR_RGB2LAB)[0, 0]
    return out


def _three(values: Floats) -> tuple[float, float, float]:
    red, green, blue = (float(value) for value in values)
    return red, green, blue
