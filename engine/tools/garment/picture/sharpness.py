"""Sharpness: how soft the photo is, so that the garment is no sharper than what it lies on.

An edge that was softened by a Gaussian loses, when it is softened again by a known one, the less the softer it was:
from the ratio of its steepness before and after, the first one follows (Zhuo and Sim, "Defocus map estimation from a
single image", 2011). The sharper edges of the person count: the others are soft by nature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.colour import eight_bit
from engine.photo import Box
from engine.raster import luminance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.photo import Mask, Photo, Pixels
    from engine.tools.garment.align import Fit
    from engine.vision.types import Body, Rgb8

    Floats = NDArray[np.float32]

FOLLOWED = {1: 0.0, 2: 0.5, 3: 1.0, 4: 1.0, 5: 1.0}
"""How much of the difference in softness is made up for, by realism level."""
AGAIN = 1.0
"""px of the Gaussian by which edges are softened again."""
BY_ITSELF = 0.55
"""Softness, px, that a sharp edge seems to have since slopes are taken over three px."""
SHARPER = 25
"""Percentile of the edges' softness that counts."""
STEEP, CLEAR = 80, 6.0
"""Edges looked at: the steepest fifth, and no flatter than so many 8-bit units a px, above grain."""
LEAST_EDGES = 100
"""Fewer px of edges say nothing."""
SAMPLED = 0.35
"""Softness, px of the result, that sampling the product photo adds by itself."""
UNSEEN = 0.3
"""Gaussians of fewer px change nothing that is seen."""
WINDOWS, WINDOW = 10, 96
"""Places of the photo that are looked at, and their side in px."""


def softness_of(photo: Photo, body: Body) -> float | None:
    """``softness`` of the person in a photo."""
    return softness([photo.pixels[box.slices] for box in windows(body.image, body.person, photo.width, photo.height)])


def softening(seen: float | None, body: Body, fit: Fit, level: int) -> float:
    """Standard deviation, px of the photo, of the Gaussian that the sampled garment lacks; 0 where it is no sharper
    than the photo, whose softness was ``seen``, or nobody can tell."""
    if FOLLOWED[level] == 0 or seen is None:
        return 0.0
    cloth = fit.cloth
    inside = cv2.erode((cloth.alpha > 0.5).astype(np.uint8), np.ones((7, 7), np.uint8)).astype(np.float32)
    own = softness([cloth.rgb[box.slices] for box in windows(cloth.rgb, inside, *cloth.rgb.shape[1::-1])])
    sampled = np.hypot(SAMPLED, (own or 0.0) * fit.laid.affine.scale / body.scale)
    lacking = FOLLOWED[level] * float(np.sqrt(max(0.0, seen**2 - sampled**2)))
    return lacking if lacking >= UNSEEN else 0.0


def softness(pictures: Sequence[Pixels]) -> float | None:
    """Standard deviation, px, of the Gaussian that the sharper edges of ``pictures`` ((h, w, 3) of any depth) look
    softened by; None without clear edges."""
    before, after = [], []
    for pixels in pictures:
        luma = luminance(eight_bit(pixels[..., :3]))
        across, down = _slopes(luma)
        steep = cv2.magnitude(across, down)
        flatter = cv2.magnitude(*_slopes(cv2.GaussianBlur(luma, (0, 0), AGAIN)))
        beside = cv2.dilate(steep, np.ones((1, 5), np.uint8)), cv2.dilate(steep, np.ones((5, 1), np.uint8))
        edge = (steep >= np.where(np.abs(across) > np.abs(down), *beside)) & (steep > CLEAR)
        inner = np.s_[3:-3, 3:-3]
        before.append(steep[inner][edge[inner]])
        after.append(flatter[inner][edge[inner]])
    if sum(map(len, before)) < LEAST_EDGES:
        return None
    steep, flatter = np.concatenate(before), np.concatenate(after)
    steepest = steep >= np.percentile(steep, STEEP)
    ratio = steep[steepest] / np.maximum(flatter[steepest], 1e-3)
    looked = float(np.percentile(AGAIN / np.sqrt(np.maximum(ratio**2 - 1, 1e-2)), SHARPER))
    return float(np.sqrt(max(0.0, looked**2 - BY_ITSELF**2)))


def windows(proxy: Rgb8, mask: Mask, width: int, height: int) -> list[Box]:
    """Boxes of a photo, ``width`` x ``height`` px, in which its ``proxy`` shows the steepest edges inside ``mask``, (h,
    w) 0..1 of the proxy's size."""
    size = (max(1, proxy.shape[1] // 4), max(1, proxy.shape[0] // 4))
    small = luminance(cv2.resize(proxy, size, interpolation=cv2.INTER_AREA))
    steep = cv2.magnitude(*_slopes(small)) * (cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST) > 0.5)
    columns, rows = max(1, width // WINDOW), max(1, height // WINDOW)
    blocks = cv2.resize(steep, (min(columns, size[0]), min(rows, size[1])), interpolation=cv2.INTER_AREA)
    best = np.argsort(-blocks, axis=None)[:WINDOWS]
    out = []
    for place in best[blocks.ravel()[best] > 0]:
        row, column = divmod(int(place), blocks.shape[1])
        x, y = column * width // blocks.shape[1], row * height // blocks.shape[0]
        out.append(Box(x, y, min(WINDOW, width - x), min(WINDOW, height - y)))
    return out


def _slopes(luma: Floats) -> tuple[Floats, Floats]:
    """How steeply (h, w) rises across and down, a px."""
    return cv2.Sobel(luma, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(luma, cv2.CV_32F, 0, 1, scale=1 / 8)
