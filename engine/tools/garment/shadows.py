"""Shadows: ground that a soft shadow beside the garment darkens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from engine.raster import pieces
from engine.tools.garment.masks import blurred, box_of, box_of_piece, connected_to_border, disc, morph, steepness
from engine.vision.classes import FLAT
from engine.vision.colours import bins_of, palette

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

CORE = 0.06
"""Cloth so far inside of the outline (of the garment's width) shows its colours."""
LEAST_DROP, MOST_DROP = 1.0, 45.0
"""L by which a shadow is darker than the ground."""
EDGE, SOFT_EDGE, CRISP = 3.0, 2.0, 5.0
"""Steepness (Lab per px): edges bound shadow in colours of its own, and in the cloth's, where they must be crisp."""
ALL_ALONG, LEAST_PIECE = 0.8, 60
"""Share of its inner border along which a piece of shadow ends crisply; px of a piece that is looked at."""
GREY = 0.2
"""Share of the cloth from which such colours are its own: grey cloth, grey stripes."""
BESIDE = 0.25
"""Share of its border that shadow around a garment has with the ground, and stripes have not."""
RARE = 20.0
"""Colours that the cloth has less often than so many times a flat palette are none of its own."""
CONTRAST = 25.0
"""Lab distance from the ground from which a garment stands out clearly."""


def soft_shadow(diff: Lab, off: Off, sure: Bool, noise: float) -> Bool:
    """Ground darkened by a soft shadow: reached from the sure ground without crossing an edge, darker, of the same hue.
    ``off``: of ``diff``. Looked for at half size first, where edges are softer and a shadow is found too easily."""
    size = (max(1, sure.shape[1] // 2), max(1, sure.shape[0] // 2))
    small = np.asarray(cv2.resize(diff, size, interpolation=cv2.INTER_AREA), np.float32)
    ground = cv2.resize(sure.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not shadow_at(small, off_ground(small), ground, noise, 2.0).any():
        return np.zeros_like(sure)
    return shadow_at(diff, off, sure, noise, 1.0)


def shadow_at(diff: Lab, off: Off, ground: Bool, noise: float, pixel: float) -> Bool:
    """The shadow, in a picture of which one pixel is ``pixel`` px of the proxy.

    Beside a garment that stands out clearly a steeper shadow is believed, but only when it lines a good part of the
    outline: a white cuff or panel looks like a shadow too.
    """
    rest = ~ground
    if not ground.any() or not rest.any():
        return np.zeros_like(ground)
    slope = steepness(blurred(diff, 1.2 / pixel)) / np.float32(pixel)
    calm = float(np.percentile(slope[ground][::7], 99))
    drop, chroma = off.drop, off.chroma
    shaded = (drop > -0.3) & (drop < 30) & (chroma < 1.2 + noise + 0.12 * np.maximum(drop, 0))
    away = cv2.distanceTransform(rest.astype(np.uint8), cv2.DIST_L2, 3)
    side = min(rest.shape)
    rim = rest & (away < 1.5)
    length = max(1, int(rim.sum()))
    found = shadow_flood(shaded & (slope < max(0.42, 1.5 * calm)) & (away < 0.12 * side), ground, pixel)
    if float((found & rim).sum()) / length < 0.15:
        found = np.zeros_like(ground)
    steep = shadow_flood(shaded & (slope < max(1.6, 1.5 * calm)) & (away < 0.035 * side), ground, pixel)
    if float((steep & rim).sum()) / length > 0.25 and contrasting(diff, rest):
        tinted = chroma < 5 + 0.3 * np.maximum(drop, 0)
        steepest = (drop > -2) & (drop < 30) & tinted & (slope < 4) & (away < 0.035 * side)
        found = found | steep | (connected_to_border(ground | steepest) & rest)
    return found


class Off(NamedTuple):
    """Two (H, W): by how much lightness is below the ground's, and how far the hue is from it."""

    drop: Float
    chroma: Float


def off_ground(diff: Lab) -> Off:
    """How colours are off the ground, from their differences in Lab."""
    light, red, blue = cv2.split(diff)
    return Off(np.negative(light, out=light), np.asarray(cv2.magnitude(red, blue), np.float32))


def unshaded(solid: Bool, lab: Lab, diff: Lab, off: Off, noise: float) -> Bool:
    """``solid`` without the shadow that lines it: darker ground of the ground's hue, in colours that the cloth has not,
    or up to an edge all along."""
    drop, chroma = off.drop, off.chroma
    dark = solid & (drop > LEAST_DROP + noise) & (drop < MOST_DROP)
    dark &= chroma < 1.5 + 0.5 * noise + 0.3 * drop
    like = dark & (chroma < 1.5 + 0.5 * noise + 0.12 * drop)
    shade = lining(solid, like, 2)
    if np.count_nonzero(shade) < LEAST_PIECE:
        return solid
    half = np.s_[::2, ::2]
    width = float(np.ptp(np.nonzero(solid.any(axis=0))[0]))
    core = cv2.distanceTransform(solid[half].astype(np.uint8), cv2.DIST_L2, 3) > 0.5 * CORE * width
    if not core.any():
        return solid
    grey = float(like[half][core].mean()) > GREY
    box = box_of(shade, 12)
    cloth, shade = solid[box], shade[box]
    slope = steepness(blurred(diff[box], 1.0))
    lost = np.zeros_like(cloth)
    if not grey:
        of_cloth = palette(bins_of(lab[half]), (core & ~like[half]).astype(np.float32), (2, 1))
        lost = lining(cloth, shade & (of_cloth.of(bins_of(lab[box])) < RARE * FLAT) & (slope < EDGE), 2)
    rest = cloth & ~lost
    lost |= edged(lining(rest, shade & rest & (slope < SOFT_EDGE), 2), rest, slope, BESIDE if grey else 0.0)
    if not lost.any():
        return solid
    out = solid.copy()
    out[box] &= ~(lost | (cv2.dilate(lost.view(np.uint8), disc(2.5)) > 0) & dark[box])
    return morph(out, cv2.MORPH_OPEN, 2)


def lining(solid: Bool, shade: Bool, radius: float) -> Bool:
    """The part of ``solid`` that the ground reaches through ``shade`` at least twice the ``radius`` px wide."""
    return connected_to_border(~solid | morph(shade, cv2.MORPH_OPEN, radius)) & solid


def edged(lost: Bool, solid: Bool, slope: Float, beside: float) -> Bool:
    """The pieces of ``lost`` that end at an edge nearly all along where they meet the rest of ``solid``, and that have
    at least the share ``beside`` of their border with the ground, on one side: stripes end in it on two."""
    labels, areas = pieces(lost)
    peak = cv2.dilate(slope, np.ones((9, 9), np.uint8))
    keep = areas > LEAST_PIECE
    keep[0] = False
    for label in np.flatnonzero(keep):
        rows, columns = box_of_piece(labels, label)
        box = np.s_[max(0, rows.start - 3) : rows.stop + 3, max(0, columns.start - 3) : columns.stop + 3]
        own = labels[box] == label
        ring = (cv2.dilate(own.view(np.uint8), disc(2)) > 0) & ~own
        meets = ring & solid[box] & ~lost[box]
        keep[label] = meets.any() and float((peak[box][meets] > CRISP).mean()) > ALL_ALONG
        if beside:
            ground = cv2.dilate((ring & ~solid[box]).view(np.uint8), disc(2))
            on_one_side = cv2.connectedComponents(ground)[0] == 2
            keep[label] &= on_one_side and float((ring & ~solid[box]).sum()) >= beside * float(ring.sum())
    return np.take(keep, labels)


def contrasting(diff: Lab, rest: Bool) -> bool:
    """Whether most of the ``rest`` is far from the ground's colour."""
    away = diff.reshape(-1, 3)[np.flatnonzero(rest)[::5]]
    return float(np.median(away * away @ np.ones(3, np.float32))) >= CONTRAST**2


def shadow_flood(candidate: Bool, ground: Bool, pixel: float) -> Bool:
    """The part of ``candidate`` at least 5 px of the proxy wide that is connected to the ground; nothing when it is
    only specks."""
    wide = cv2.erode(candidate.astype(np.uint8), disc(2 / pixel)) > 0
    flood = connected_to_border(wide | ground) & ~ground
    flood = morph(flood, cv2.MORPH_OPEN, 2 / pixel)
    if flood.sum() < 0.002 * ground.size:
        return np.zeros_like(ground)
    return np.asarray((cv2.dilate(flood.astype(np.uint8), disc(2.5 / pixel)) > 0) & candidate)


def without_slits(solid: Bool, off: Off, dist: Float) -> Bool:
    """``solid`` without the slits between sleeve and body that lie in shadow: narrow, open at their lower end only, of
    the ground's hue and darker, between cloth that stands out clearly. A pale stripe runs on into the garment or out at
    its side; a slit does neither."""
    rows, columns = np.nonzero(solid.any(axis=1))[0], np.nonzero(solid.any(axis=0))[0]
    if len(rows) == 0:
        return solid
    contrast = float(np.median(dist[solid][::7]))
    if contrast < CONTRAST:
        return solid
    middle, width, height = 0.5 * (columns[0] + columns[-1]), float(np.ptp(columns)), float(np.ptp(rows))
    drop, chroma = off.drop, off.chroma
    bare = solid & (dist < 0.35 * contrast) & (drop > -0.5) & (chroma < 2.5 + 0.15 * np.maximum(drop, 0))
    bare = morph(bare, cv2.MORPH_OPEN, 1)
    outside = cv2.dilate(connected_to_border(~solid).astype(np.uint8), disc(2)) > 0
    labels, areas = pieces(bare)
    out = solid.copy()
    for label in np.flatnonzero(areas >= 60):
        (y, below), (x, right) = ((side.start, side.stop) for side in box_of_piece(labels, label))
        w, h = right - x, below - y
        aside = abs(x + 0.5 * w - middle) / width
        if h < 1.5 * w or h > 0.25 * height or not 0.14 < aside < 0.45:
            continue
        box = np.s_[max(0, y - 2) : y + h + 2, max(0, x - 2) : x + w + 2]
        part = labels[box] == label
        mouth = np.nonzero(part & outside[box])[0]
        if len(mouth) == 0 or mouth.min() < 0.6 * h or float(np.median(drop[box][part])) < 0.3:
            continue
        wider = cv2.dilate(part.astype(np.uint8), disc(1)) > 0
        out[box] &= ~(wider & (dist[box] < 0.5 * contrast))
    return out
