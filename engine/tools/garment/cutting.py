"""Cutting: which pixels of a product photo are garment, from the plain or softly shadowed ground around it.

The ground is a quadratic surface in Lab through the photo's border. A strict flood from the border finds what is surely
ground; what is left is garment, soft shadow, JPEG ringing or a gap. These are told apart by how far the mean colour lies
from the ground (ringing has none), how wide the piece is, and how crisp its outer edge is (a shadow has no edge).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import SegmentationFailed

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.vision.types import Rgb8

    Bool = NDArray[np.bool_]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

REMEDY = "Use a product photo of one garment on a plain light ground, a transparent PNG, or a photo of a person wearing it."
LEAST_BORDER = 0.42
"""Share of the border that must lie on the fitted ground."""
LEAST_AREA, MOST_AREA = 0.02, 0.97
"""Share of the photo that a garment may cover."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A garment told from its ground. ``mask`` (H, W) bool; ``lab`` (H, W, 3) float32 Lab of the photo; ``ground``
    (H, W, 3) float32 sRGB 0..255: what the photo would show without the garment; ``noise``: Lab distance that the ground
    itself reaches."""

    mask: Bool
    lab: Lab
    ground: NDArray[np.float32]
    noise: float


def to_lab(rgb: Rgb8) -> Lab:
    """(H, W, 3) float32 Lab of sRGB uint8."""
    return cv2.cvtColor(rgb.astype(np.float32) * np.float32(1 / 255), cv2.COLOR_RGB2LAB)  # type: ignore[return-value]


def cut_off(rgb: Rgb8) -> Cut:
    """Take the ground off a product photo (long side about 1024). Raises SegmentationFailed when the border shows no plain
    ground or nothing stands out from it."""
    lab = to_lab(rgb)
    surface, noise = ground_surface(lab)
    diff = lab - surface
    dist = np.sqrt(cv2.transform(diff * diff, np.ones((1, 3), np.float32)))
    limit = max(0.42, 1.4 * noise)
    sure = sure_ground(dist, limit)
    shadow = soft_shadow(diff, sure, noise)
    sure |= shadow
    if is_pale(dist, sure, limit):
        solid = main_parts(snapped(lab, smoothed(filled(~sure, diff, limit))))
    else:
        solid = main_parts(told_apart(diff, dist, sure, limit))
        solid = without_bites(solid, sure, solid & (dist < max(5.0, 3 * limit)))
        solid = main_parts(without_bumps(peeled(solid, diff, dist if not shadow.any() else None), dist))
    share = float(solid.mean())
    if not LEAST_AREA <= share <= MOST_AREA:
        raise SegmentationFailed("No garment stands out from the ground of the garment photo.", REMEDY)
    ground = local_ground(rgb, solid)
    return Cut(solid, lab, ground, noise)


def disc(radius: float) -> NDArray[np.uint8]:
    """Round structuring element."""
    size = 2 * max(1, round(radius)) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.uint8)


def morph(mask: Bool, operation: int, radius: float) -> Bool:
    """Morphology of a bool mask with a disc."""
    pad = max(1, round(radius)) + 1
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    return cv2.morphologyEx(padded, operation, disc(radius))[pad:-pad, pad:-pad] > 0


def ground_surface(lab: Lab) -> tuple[Lab, float]:
    """Quadratic surface in Lab through the border's ground pixels, and the 99 % distance of those pixels from it.

    Border stretches that belong to a garment reaching the edge are left out: only those that agree with most others stay.
    """
    height, width = lab.shape[:2]
    band = max(3, round(0.012 * min(height, width)))
    ring = np.zeros((height, width), np.bool_)
    ring[:band], ring[-band:], ring[:, :band], ring[:, -band:] = True, True, True, True
    rows, columns = np.nonzero(ring)
    step = max(1, len(rows) // 12000)
    rows, columns = rows[::step], columns[::step]
    values = lab[rows, columns]
    terms = quadratic(columns / width, rows / height)
    chosen = main_cluster(values, rows, columns, height, width)
    for reach in (9.0, 5.0, 3.0):
        if chosen.mean() < LEAST_BORDER:
            raise SegmentationFailed("The garment photo has no plain ground and shows no person wearing the garment.", REMEDY)
        weights = np.linalg.lstsq(terms[chosen], values[chosen], rcond=None)[0]
        away = np.linalg.norm(values - terms @ weights, axis=1)
        chosen = away < max(reach, 3 * float(np.median(away[chosen])))
    noise = float(np.percentile(away[chosen], 99))
    if noise > 9:
        raise SegmentationFailed("The garment photo's ground is too busy to tell the garment from it.", REMEDY)
    x, y = np.meshgrid((np.arange(96) + 0.5) / 96, (np.arange(128) + 0.5) / 128)
    surface = (quadratic(x.ravel(), y.ravel()) @ weights).astype(np.float32).reshape(128, 96, 3)
    return np.asarray(cv2.resize(surface, (width, height), interpolation=cv2.INTER_CUBIC), np.float32), noise


def quadratic(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """(N, 6) terms of a quadratic surface."""
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)


def main_cluster(values: NDArray[Any], rows: NDArray[Any], columns: NDArray[Any], height: int, width: int) -> Bool:
    """Which border samples lie in the stretches (1/24 of a side) whose medians agree with most others, within 9 Lab plus a
    slow gradient."""
    angle = np.arctan2(rows / height - 0.5, columns / width - 0.5)
    stretch = np.minimum((angle + np.pi) / (2 * np.pi) * 96, 95).astype(int)
    medians = np.stack([np.median(values[stretch == n], axis=0) if (stretch == n).any() else np.full(3, np.inf)
                        for n in range(96)])
    gaps = np.linalg.norm(medians[:, None] - medians[None], axis=2)
    gaps[~np.isfinite(gaps)] = np.inf
    best = int(np.argmax((gaps < 9).sum(axis=1)))
    agreed = gaps[best] < 9
    for _ in range(24):  # a slow gradient: neighbours that differ little from an agreed one agree too
        near = np.zeros(96, np.bool_)
        for shift in (-1, 1):
            apart = np.linalg.norm(medians - np.roll(medians, shift, axis=0), axis=1)
            near |= np.roll(agreed, shift) & (apart < 2.5)
        if not (near & ~agreed).any():
            break
        agreed |= near
    return np.asarray(agreed[stretch], np.bool_)


def connected_to_border(mask: Bool) -> Bool:
    """Components of ``mask`` that touch the border of the photo."""
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(padded, None, (0, 0), 2)
    return np.asarray(padded[1:-1, 1:-1] == 2)


def sure_ground(dist: NDArray[np.float32], limit: float) -> Bool:
    """What a flood from the border reaches through ground at least 5 px wide; (H, W) bool."""
    same = dist < limit
    padded = cv2.copyMakeBorder(same.astype(np.uint8), 3, 3, 3, 3, cv2.BORDER_REPLICATE)
    opened = cv2.erode(padded, disc(2))[3:-3, 3:-3] > 0
    flood = connected_to_border(opened)
    return same & (cv2.dilate(flood.astype(np.uint8), disc(2)) > 0)


def soft_shadow(diff: Lab, sure: Bool, noise: float) -> Bool:
    """Ground darkened by a soft shadow: reached from the sure ground without crossing an edge, darker, of the same hue.
    Looked for at half size first, where edges are softer and a shadow is found too easily."""
    size = (max(1, sure.shape[1] // 2), max(1, sure.shape[0] // 2))
    small = cv2.resize(diff, size, interpolation=cv2.INTER_AREA)
    ground = cv2.resize(sure.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not shadow_at(small, ground, noise, 2.0).any():
        return np.zeros_like(sure)
    return shadow_at(diff, sure, noise, 1.0)


def shadow_at(diff: Lab, ground: Bool, noise: float, pixel: float) -> Bool:
    """The shadow, in a picture of which one pixel is ``pixel`` px of the proxy.

    Beside a garment that stands out clearly a steeper shadow is believed, but only when it lines a good part of the outline:
    a white cuff or panel looks like a shadow too.
    """
    rest = ~ground
    if not ground.any() or not rest.any():
        return np.zeros_like(ground)
    slope = steepness(cv2.GaussianBlur(diff, (0, 0), 1.2 / pixel)) / np.float32(pixel)
    calm = float(np.percentile(slope[ground][::7], 99))
    drop, chroma = -diff[..., 0], cv2.magnitude(diff[..., 1].copy(), diff[..., 2].copy())
    shaded = (drop > -0.3) & (drop < 30) & (chroma < 1.2 + noise + 0.12 * np.maximum(drop, 0))
    away = cv2.distanceTransform(rest.astype(np.uint8), cv2.DIST_L2, 3)
    side = min(rest.shape)
    rim = rest & (away < 1.5)
    length = max(1, int(rim.sum()))
    found = shadow_flood(shaded & (slope < max(0.32, 1.5 * calm)) & (away < 0.12 * side), ground, pixel)
    if float((found & rim).sum()) / length < 0.15:
        found = np.zeros_like(ground)
    steep = shadow_flood(shaded & (slope < max(1.6, 1.5 * calm)) & (away < 0.035 * side), ground, pixel)
    contrast = float(np.median(np.sqrt((diff[rest][::5] ** 2).sum(axis=1))))
    if contrast >= 25 and float((steep & rim).sum()) / length > 0.25:
        tinted = chroma < 5 + 0.3 * np.maximum(drop, 0)
        steepest = (drop > -2) & (drop < 30) & tinted & (slope < 4) & (away < 0.035 * side)
        found = found | steep | (connected_to_border(ground | steepest) & rest)
    return found


def steepness(lab: Lab) -> NDArray[np.float32]:
    """(H, W) float32: length of the Lab gradient per px, over all channels."""
    across, down = cv2.Sobel(lab, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(lab, cv2.CV_32F, 0, 1, scale=1 / 8)
    return np.sqrt(cv2.transform(across * across + down * down, np.ones((1, 3), np.float32)))


def shadow_flood(candidate: Bool, ground: Bool, pixel: float) -> Bool:
    """The part of ``candidate`` at least 5 px of the proxy wide that is connected to the ground; nothing when it is only
    specks."""
    wide = cv2.erode(candidate.astype(np.uint8), disc(2 / pixel)) > 0
    flood = connected_to_border(wide | ground) & ~ground
    flood = morph(flood, cv2.MORPH_OPEN, 2 / pixel)
    if flood.sum() < 0.002 * ground.size:
        return np.zeros_like(ground)
    return np.asarray((cv2.dilate(flood.astype(np.uint8), disc(2.5 / pixel)) > 0) & candidate)


def is_pale(dist: NDArray[np.float32], sure: Bool, limit: float) -> bool:
    """White on white: a good part of what the flood left is hardly told from the ground by its colour."""
    rest = ~sure
    clear = rest & (dist > max(5.0, 3 * limit))
    enclosed = ~connected_to_border(~(morph(clear, cv2.MORPH_CLOSE, 3) & rest))
    return float((rest & ~enclosed).sum()) > 0.3 * float(rest.sum())


def smoothed(solid: Bool) -> Bool:
    """The flood's outline of a pale garment without the steps of JPEG blocks: bumps narrower than 22 px go, straps stay."""
    even = morph(solid, cv2.MORPH_CLOSE, 6)
    opened = discs(even, 11)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((even & ~opened).astype(np.uint8), connectivity=4)
    straps = stats[:, cv2.CC_STAT_AREA] > 0.002 * solid.size
    straps[0] = False
    kept = opened | straps[labels] if count > 1 else opened
    return np.asarray(cv2.GaussianBlur(kept.astype(np.float32), (0, 0), 3.0) > 0.5)


def closed_by(mask: Bool, radius: float) -> Bool:
    """Closing with a large disc, by two distance transforms."""
    pad = int(radius) + 2
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    grown = cv2.distanceTransform(1 - padded, cv2.DIST_L2, 5) <= radius
    return np.asarray(cv2.distanceTransform(grown.astype(np.uint8), cv2.DIST_L2, 5)[pad:-pad, pad:-pad] > radius) | mask


def discs(mask: Bool, radius: float) -> Bool:
    """Opening with a large disc, by two distance transforms."""
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    core = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1] > radius
    if not core.any():
        return mask
    return np.asarray(cv2.distanceTransform((~core).astype(np.uint8), cv2.DIST_L2, 5) <= radius) & mask


def snapped(lab: Lab, solid: Bool) -> Bool:
    """A pale garment's outline drawn in by up to 11 px onto the strongest edge there, alike for neighbours: the flood stops
    at the ringing around the true edge."""
    slope = steepness(cv2.GaussianBlur(lab, (0, 0), 1.0))
    contours, _ = cv2.findContours(solid.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    out = np.zeros(solid.shape, np.uint8)
    for contour in contours:
        points = contour[::3, 0].astype(np.float64)
        if len(points) < 60:
            continue
        along = np.roll(points, -3, axis=0) - np.roll(points, 3, axis=0)
        inward = np.stack([along[:, 1], -along[:, 0]], axis=1) / np.maximum(np.hypot(*along.T), 1e-6)[:, None]
        probe = np.clip(np.rint(points + 3 * inward).astype(int), 0, np.asarray(solid.shape[::-1]) - 1)
        if solid[probe[:, 1], probe[:, 0]].mean() < 0.5:
            inward = -inward
        places = points[:, None] + inward[:, None] * np.arange(-1.0, 12.0)[None, :, None]
        found = cv2.remap(slope, places[..., 0].astype(np.float32), places[..., 1].astype(np.float32), cv2.INTER_LINEAR)
        shift = smooth_path(-np.minimum(found, 2.0) + 0.04 * np.arange(13)[None]) - 1.0
        moved = points + inward * cv2.GaussianBlur(shift[:, None], (1, 9), 2.0)
        cv2.fillPoly(out, [np.rint(moved * 8).astype(np.int32)], 1, shift=3)
    return morph((out > 0) & solid, cv2.MORPH_OPEN, 2)


def smooth_path(cost: NDArray[Any], bend: float = 0.35) -> NDArray[np.float64]:
    """(N,) cheapest column of each row of ``cost`` (N, K) where neighbours differ by at most 1, at ``bend`` a step."""
    total, steps = cost[0].copy(), np.zeros(cost.shape, np.int8)
    for row in range(1, len(cost)):
        moves = np.full((3, cost.shape[1]), np.inf)
        moves[0, 1:], moves[1], moves[2, :-1] = total[:-1] + bend, total, total[1:] + bend
        steps[row] = moves.argmin(axis=0) - 1
        total = cost[row] + moves.min(axis=0)
    path = np.zeros(len(cost))
    path[-1] = total.argmin()
    for row in range(len(cost) - 1, 0, -1):
        path[row - 1] = path[row] + steps[row, int(path[row])]
    return path


def told_apart(diff: Lab, dist: NDArray[np.float32], sure: Bool, limit: float) -> Bool:
    """Garment among what the flood did not reach: far from the ground in its own or its mean colour, or wider than the
    ringing of JPEG blocks (16 px) can be."""
    rest = ~sure
    clear = rest & (dist > max(5.0, 3 * limit))
    doubtful = rest & ~clear
    half = (max(1, rest.shape[1] // 2), max(1, rest.shape[0] // 2))
    weight = cv2.GaussianBlur(cv2.resize(doubtful.astype(np.float32), half, interpolation=cv2.INTER_AREA), (0, 0), 1.25)
    total = cv2.resize(diff * doubtful[..., None], half, interpolation=cv2.INTER_AREA)
    mean = cv2.GaussianBlur(total, (0, 0), 1.25) / (weight + 1e-3)[..., None]
    bleed = np.asarray([[1.0, 0.25, 0.25]], np.float32)  # chroma bleeds in JPEG
    offset = cv2.resize(np.sqrt(cv2.transform(mean * mean, bleed)), rest.shape[::-1], interpolation=cv2.INTER_LINEAR)
    cloth = morph(doubtful & (offset > max(0.95, 1.5 * limit)), cv2.MORPH_OPEN, 2)
    far = morph(rest & ~morph(clear, cv2.MORPH_DILATE, 14), cv2.MORPH_OPEN, 7)
    far &= offset > 0.35
    wide = morph(far, cv2.MORPH_DILATE, 14) & doubtful if far.any() else far
    solid = clear | cloth | wide
    bridged = closed_by(solid, 9) & doubtful & ~solid
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bridged.astype(np.uint8), connectivity=8)
    areas = np.maximum(stats[:, cv2.CC_STAT_AREA], 1)
    shaded = np.bincount(labels.ravel(), offset.ravel(), len(areas)) / areas > 0.4  # ringing has no mean
    shaded[0] = False
    solid |= shaded[labels] & bridged
    closed = morph(solid, cv2.MORPH_CLOSE, 2.5) & rest
    return morph(filled(closed, diff, limit), cv2.MORPH_OPEN, 2)


def filled(solid: Bool, diff: Lab, limit: float) -> Bool:
    """Fill the holes that are pale prints, and leave those that are gaps between sleeve and body: upright slits of the
    ground's very colour at the sides."""
    holes = ~solid & ~connected_to_border(~solid)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(holes.astype(np.uint8), connectivity=8)
    columns = np.nonzero(solid.any(axis=0))[0]
    if count <= 1 or len(columns) == 0:
        return solid
    middle, width = 0.5 * (columns[0] + columns[-1]), float(np.ptp(columns))
    out = solid | holes
    for label in range(1, count):
        x, y, w, h, area = (int(value) for value in stats[label])
        if area < 60 or h < 1.8 * w or abs(x + w / 2 - middle) < 0.14 * width:
            continue
        box = np.s_[y:y + h, x:x + w]
        part = labels[box] == label
        if float(np.abs(np.median(diff[box][part], axis=0)).max()) < max(0.3, 0.5 * limit):
            out[box] &= ~part
    return out


def without_bites(solid: Bool, sure: Bool, faint: Bool) -> Bool:
    """Close bites that the ground's own colour took out of the cloth, where no sure ground shows: between the front and the
    back of a collar, and where the other half of the garment has cloth that is hardly told from the ground (``faint``)."""
    rows, columns = np.nonzero(solid)
    if len(rows) == 0:
        return solid
    top, height, left, width = rows.min(), np.ptp(rows), columns.min(), np.ptp(columns)
    allowed = ~sure
    closed = morph(solid, cv2.MORPH_CLOSE, 0.026 * width) & allowed
    closed = ~connected_to_border(~closed)
    zone = np.zeros_like(solid)
    zone[top:top + round(0.3 * height), left + round(0.22 * width):left + round(0.78 * width)] = True
    out = solid | (closed & zone)
    middle = left + width / 2.0
    mirror = np.asarray([[-1, 0, 2 * middle], [0, 1, 0]], np.float32)
    faint = morph(faint, cv2.MORPH_OPEN, 0.009 * width)
    other = cv2.warpAffine(faint.astype(np.uint8), mirror, (solid.shape[1], solid.shape[0]), flags=cv2.INTER_NEAREST) > 0
    missing = morph(other & ~out & allowed, cv2.MORPH_OPEN, 0.009 * width)
    count, labels = cv2.connectedComponents(missing.astype(np.uint8))
    for label in range(1, count):
        part = labels == label
        beside = morph(part, cv2.MORPH_DILATE, 0.012 * width)
        if float((beside & sure).sum()) > 0.25 * float((beside & ~part).sum()):  # open to the ground: no gap
            out |= beside & other & allowed
    return out


def peeled(solid: Bool, diff: Lab, dist: NDArray[np.float32] | None) -> Bool:
    """Take up to 10 px of ringing and shadow off the outside, where colours are nearer the ground than the cloth 9 px inside.
    Cloth that itself is near the ground's colour stays. ``dist`` is None where there is a shadow; else only pixels that
    hardly differ from the ground go."""
    depth = cv2.distanceTransform(cv2.copyMakeBorder(solid.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE),
                                  cv2.DIST_L2, 3)[1:-1, 1:-1]
    core = depth > 0.02 * float(np.ptp(np.nonzero(solid.any(axis=0))[0]))
    core = (cv2.distanceTransform((~core).astype(np.uint8), cv2.DIST_L2, 3) < 0.02 * solid.shape[1]) & (depth > 9)
    if not core.any():
        return solid
    away, labels = cv2.distanceTransformWithLabels((~core).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    inner = cv2.blur(diff, (5, 5))[core]  # distanceTransformWithLabels numbers the core's pixels from 1 in row order
    rows, columns = np.nonzero(solid & (depth <= 10) & (away < 24))
    cloth = inner[labels[rows, columns] - 1]
    here = cv2.blur(diff, (3, 3))[rows, columns]
    strength = (cloth * cloth).sum(axis=1)
    share = (here * cloth).sum(axis=1) / np.maximum(strength, 1e-3)
    weak = np.zeros_like(solid)
    weak[rows, columns] = (share < 0.4) & (strength > 12.0**2)
    faint = solid & (cv2.transform(diff * diff, np.ones((1, 3), np.float32)) < 25)
    wide = morph(morph(faint, cv2.MORPH_OPEN, 5), cv2.MORPH_DILATE, 3)  # a white cuff, wider than ringing
    if dist is not None:
        weak &= dist < 6
    weak &= ~wide & (cv2.blur(diff[..., 0], (5, 5)) < 0.6)  # white cloth is lighter than the ground, shadow is not
    outside = connected_to_border(cv2.copyMakeBorder((~solid | weak).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1) > 0)
    kept = morph(~outside[1:-1, 1:-1], cv2.MORPH_OPEN, 2)
    return morph(kept, cv2.MORPH_CLOSE, 5) & solid


def without_bumps(solid: Bool, dist: NDArray[np.float32]) -> Bool:
    """Take off bumps narrower than 16 px of which hardly anything differs from the ground: ringing and remains of shadow."""
    bumps = solid & ~discs(solid, 8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(bumps.astype(np.uint8), connectivity=4)
    areas = stats[:, cv2.CC_STAT_AREA]
    clear = np.bincount(labels[bumps & (dist > 8)], minlength=len(areas))
    faint = clear < 0.25 * areas
    faint[0] = False
    return morph(solid & ~faint[labels], cv2.MORPH_OPEN, 1.5)


def main_parts(solid: Bool) -> Bool:
    """The largest piece and those at least 3 % of it; single specks, logos and labels on the ground go."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid.astype(np.uint8), connectivity=8)
    if count <= 1:
        return solid
    areas = stats[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    keep = areas >= 0.03 * areas.max()
    return np.asarray(keep[labels], np.bool_)


def local_ground(rgb: Rgb8, solid: Bool) -> NDArray[np.float32]:
    """(H, W, 3) float32 sRGB: the ground continued under the garment, by normalised blurs of growing width."""
    outside = ~morph(solid, cv2.MORPH_DILATE, 5)
    known = outside.astype(np.float32)
    total = np.zeros((*solid.shape, 3), np.float32)
    weight = np.full(solid.shape, 1e-6, np.float32)
    small = (max(1, solid.shape[1] // 8), max(1, solid.shape[0] // 8))
    colour = cv2.resize(rgb.astype(np.float32) * known[..., None], small, interpolation=cv2.INTER_AREA)
    share = cv2.resize(known, small, interpolation=cv2.INTER_AREA)
    total, weight = np.zeros_like(colour), np.zeros_like(share)
    for sigma, power in ((1.0, 1.0), (4.0, 1e-2), (16.0, 1e-4), (64.0, 1e-6)):
        total += power * cv2.GaussianBlur(colour, (0, 0), sigma)
        weight += power * cv2.GaussianBlur(share, (0, 0), sigma)
    spread = total / np.maximum(weight, 1e-12)[..., None]
    return np.asarray(cv2.resize(spread, (solid.shape[1], solid.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)
