"""Cutting: which pixels of a product photo are garment, from the plain or softly shadowed ground around it.

The ground is a quadratic surface in Lab through the photo's border. A strict flood from the border finds what is surely
ground; what is left is garment, soft shadow, JPEG ringing or a gap. These are told apart by how far the mean colour
lies from the ground (ringing has none), how wide the piece is, and how crisp its outer edge is (a shadow has no edge).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import SegmentationFailed
from engine.raster import pieces, span_of
from engine.tools.garment.ground import REMEDY, ground_surface, local_ground, sure_ground, to_lab
from engine.tools.garment.masks import (
    box_of,
    box_of_piece,
    closed_by,
    connected_to_border,
    discs,
    grown,
    lengths,
    main_parts,
    morph,
    squared,
)
from engine.tools.garment.pale import is_pale, smoothed, snapped
from engine.tools.garment.rims import mended
from engine.tools.garment.shadows import off_ground, soft_shadow, unshaded, without_slits
from engine.vision import go_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.tools.garment.shadows import Off
    from engine.vision.types import Rgb8

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""

NOTHING = "No garment stands out from the ground of the garment photo."
LEAST_SIDE = 48
"""px."""
MARGIN = 48
"""px of ground around the garment that is looked at."""
LEAST_SHADE = 0.8
"""L by which a shadow beside a pale garment darkens the ground; less is the garment's own cloth."""
LEAST_HOLE = 60
"""px of a hole that is looked at; smaller ones are filled."""
WHITE, LEAST_WHITE = 8.0, 0.2
"""Cloth no farther from the ground than this Lab distance is of its colour; a pattern has at least this share of it."""
SCALLOP, LARGEST, EVEN = 0.03, 0.0012, 0.006
"""Shares of the garment's width: radius of the disc that finds bites along its outline, and the outline's evenness
there (standard deviation); and the share of its square that such a bite has at most."""
LEAST_AREA, MOST_AREA = 0.02, 0.97
"""Share of the photo that a garment may cover."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A garment told from its ground. ``mask`` (H, W) bool, with ``holes`` (H, W) in it through which ground shows at
    the neck; ``ground`` (h, w, 3) float32 sRGB 0..255, smaller: what the photo would show without the garment."""

    mask: Bool
    holes: Bool
    ground: NDArray[np.float32]


def cut_off(rgb: Rgb8, check: Callable[[], None] = go_on) -> Cut:
    """Take the ground off a product photo (long side about 1024). Raises SegmentationFailed when the border shows no
    plain ground or nothing stands out from it."""
    if min(rgb.shape[:2]) < LEAST_SIDE:
        raise SegmentationFailed("The garment photo is too small.", REMEDY)
    lab = to_lab(rgb)
    surface, noise = ground_surface(lab)
    diff = lab - surface
    dist = lengths(diff)
    limit = max(0.42, 1.4 * noise)
    sure = sure_ground(dist, limit)
    box = box_of(morph(~sure, cv2.MORPH_OPEN, 1), MARGIN)
    solid, holes = np.zeros_like(sure), np.zeros_like(sure)
    check()
    solid[box], holes[box] = told_in(lab[box], diff[box], dist[box], sure[box], limit, noise)
    check()
    if not LEAST_AREA <= float(solid.mean()) <= MOST_AREA:
        raise SegmentationFailed(NOTHING, REMEDY)
    return Cut(solid, holes, local_ground(rgb, solid))


def told_in(lab: Lab, diff: Lab, dist: Float, sure: Bool, limit: float, noise: float) -> tuple[Bool, Bool]:
    """The garment in a box around it, and the holes in it at the neck. ``diff`` and ``dist``: Lab from the ground, of
    which ``noise`` is the noise; ``limit``: the flood's, that reached ``sure``."""
    off = off_ground(diff)
    shadow = soft_shadow(diff, off, sure, noise)
    pale = is_pale(dist, sure | shadow, limit)
    if pale and shadow.any() and float(np.median(off.drop[shadow])) < LEAST_SHADE:
        shadow = np.zeros_like(sure)
    sure |= shadow
    nothing = np.zeros_like(sure)
    if sure.all():
        return nothing, nothing
    if pale:
        return main_parts(snapped(diff, smoothed(filled(~sure, diff, limit)), limit)), nothing
    closed = told_apart(diff, dist, sure, limit)
    solid = main_parts(morph(filled(closed, diff, limit), cv2.MORPH_OPEN, 2))
    if not solid.any():
        return solid, nothing
    loops = loops_at_neck(closed, diff[..., 0], dist)
    solid = without_bites(solid, sure, solid & (dist < max(5.0, 3 * limit)))
    solid = without_bumps(peeled(solid, diff, off, dist, shaded=bool(shadow.any())), dist)
    solid = without_scallops(without_slits(mended(solid, sure, diff, dist), off, dist), dist)
    return main_parts(unshaded(solid, lab, diff, off, noise)), loops


def told_apart(diff: Lab, dist: NDArray[np.float32], sure: Bool, limit: float) -> Bool:
    """Garment among what the flood did not reach: far from the ground in its own or its mean colour, or wider than the
    ringing of JPEG blocks (16 px) can be."""
    rest = ~sure
    clear = rest & (dist > max(5.0, 3 * limit))
    doubtful = rest & ~clear
    half = (max(1, rest.shape[1] // 2), max(1, rest.shape[0] // 2))
    weight = cv2.GaussianBlur(cv2.resize(doubtful.astype(np.float32), half, interpolation=cv2.INTER_AREA), (0, 0), 1.25)
    total = cv2.resize(cv2.copyTo(diff, doubtful.astype(np.uint8)), half, interpolation=cv2.INTER_AREA)
    mean = cv2.GaussianBlur(total, (0, 0), 1.25) / (weight + 1e-3)[..., None]
    bleed = np.asarray([[1.0, 0.25, 0.25]], np.float32)  # chroma bleeds in JPEG
    offset = cv2.resize(np.sqrt(cv2.transform(mean * mean, bleed)), rest.shape[::-1], interpolation=cv2.INTER_LINEAR)
    cloth = morph(doubtful & (offset > max(0.95, 1.5 * limit)), cv2.MORPH_OPEN, 2)
    solid = clear | cloth
    away = rest & ~squared(clear, 9)  # first by squares within those discs, which take next to no time
    if cv2.erode(away.view(np.uint8), np.ones((9, 9), np.uint8)).any():
        far = morph(rest & ~grown(clear, 14), cv2.MORPH_OPEN, 7) & (offset > 0.35)
        solid |= grown(far, 14) & doubtful
    bridged = closed_by(solid, 9) & doubtful & ~solid
    labels, areas = pieces(bridged)
    areas = np.maximum(areas, 1)
    flat = labels[bridged]
    level = np.abs(np.bincount(flat, diff[..., 0][bridged], len(areas)))
    spread = np.bincount(flat, dist[bridged], len(areas))
    shaded = (level / areas > 0.15) & (level > 0.2 * spread)  # ringing goes up and down
    solid[bridged] = shaded[flat]
    return morph(solid, cv2.MORPH_CLOSE, 2.5) & (solid | (rest & (dist > limit)))


def filled(solid: Bool, diff: Lab, limit: float) -> Bool:
    """Fill the holes that are pale prints, and leave those that are gaps between sleeve and body: upright slits of the
    ground's very colour at the sides."""
    holes = ~solid & ~connected_to_border(~solid)
    labels, areas = pieces(holes)
    columns = np.nonzero(solid.any(axis=0))[0]
    if len(areas) <= 1 or len(columns) == 0:
        return solid
    middle, width = 0.5 * (columns[0] + columns[-1]), float(np.ptp(columns))
    out = solid | holes
    for label in np.flatnonzero(areas >= LEAST_HOLE):
        box = box_of_piece(labels, label)
        (top, bottom), (left, right) = ((side.start, side.stop) for side in box)
        if bottom - top < 1.8 * (right - left) or abs((left + right) / 2 - middle) < 0.14 * width:
            continue
        part = labels[box] == label
        if float(np.abs(np.median(diff[box][part], axis=0)).max()) < max(0.3, 0.5 * limit):
            out[box] &= ~part
    return out


def loops_at_neck(solid: Bool, light: Float, dist: Float) -> Bool:
    """Ground that shows through the loops of a bow or a keyhole: holes at the neck, of the ground's lightness and bound
    by cloth that stands out. Where there are such holes elsewhere too, white is a colour of the cloth."""
    out = np.zeros_like(solid)
    labels, areas = pieces(~solid & ~connected_to_border(~solid))
    if areas.max(initial=0) < LEAST_HOLE:
        return out
    rows, columns = box_of(solid, 0)
    low, aside = 0.14 * (rows.stop - rows.start), 0.3 * (columns.stop - columns.start)
    neck = labels[: rows.start + round(low), columns.start + round(aside) : columns.stop - round(aside)]
    here = np.bincount(neck.ravel(), minlength=len(areas)) > 0.8 * areas
    large = areas >= LEAST_HOLE
    for label in np.flatnonzero(large & here):
        box = tuple(slice(max(0, side.start - 7), side.stop + 7) for side in box_of_piece(labels, label))
        part = labels[box] == label
        core = cv2.erode(part.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        ring = morph(part, cv2.MORPH_DILATE, 6) & ~morph(part, cv2.MORPH_DILATE, 1)
        if core.any() and abs(float(light[box][core].mean())) < 0.25 and float((dist[box][ring] > 8).mean()) > 0.75:
            out[box] |= morph(part, cv2.MORPH_DILATE, 1) & (dist[box] < 8)
    return out if int(areas[large & ~here].sum()) < 0.25 * int(out.sum()) else np.zeros_like(out)


def without_bites(solid: Bool, sure: Bool, faint: Bool) -> Bool:
    """Close bites that the ground's own colour took out of the cloth, where no sure ground shows: between the front and
    the back of a collar, and where the other half of the garment has cloth that is hardly told from the ground
    (``faint``)."""
    if not solid.any():
        return solid
    left, right, top, bottom = span_of(solid)
    height, width = bottom - top, right - left
    allowed = ~sure
    low = top + round(0.3 * height)
    upper = np.s_[: low + round(0.052 * width) + 2]
    closed = closed_by(solid[upper], 0.026 * width) & allowed[upper]
    zone = np.s_[top:low, left + round(0.22 * width) : left + round(0.78 * width)]
    out = solid.copy()
    out[zone] |= ~connected_to_border(~closed)[zone]
    middle = left + width / 2.0
    mirror = np.asarray([[-1, 0, 2 * middle], [0, 1, 0]], np.float32)
    faint = morph(faint, cv2.MORPH_OPEN, 0.009 * width)
    other = (
        cv2.warpAffine(faint.astype(np.uint8), mirror, (solid.shape[1], solid.shape[0]), flags=cv2.INTER_NEAREST) > 0
    )
    missing = morph(other & ~out & allowed, cv2.MORPH_OPEN, 0.009 * width)
    count, labels = cv2.connectedComponents(missing.astype(np.uint8))
    for label in range(1, count):
        part = labels == label
        beside = morph(part, cv2.MORPH_DILATE, 0.012 * width)
        if float((beside & sure).sum()) > 0.25 * float((beside & ~part).sum()):  # open to the ground: no gap
            out |= beside & other & allowed
    return out


def without_scallops(solid: Bool, dist: Float) -> Bool:
    """Fill the many small bites along the outline of cloth whose pattern has the ground's own colour."""
    left, right, _, _ = span_of(solid)
    width = right - left
    core = cv2.erode(solid.view(np.uint8), np.ones((2 * round(0.025 * width) + 1,) * 2, np.uint8)) > 0
    if not core.any() or float((dist[core] < WHITE).mean()) < LEAST_WHITE:
        return solid
    bites = closed_by(solid, SCALLOP * width) & ~solid
    labels, areas = pieces(bites)
    small = areas < LARGEST * width**2
    small[0] = False
    bites = np.take(small, labels)
    even = cv2.GaussianBlur((solid | bites).astype(np.float32), (0, 0), EVEN * width) > 0.5
    return np.asarray(np.where(grown(bites, 0.02 * width), even, solid), np.bool_)


def peeled(solid: Bool, diff: Lab, off: Off, dist: NDArray[np.float32], shaded: bool) -> Bool:
    """Take up to 10 px of ringing and shadow off the outside, where colours are nearer the ground than the cloth 9 px
    inside. Cloth that itself is near the ground's colour stays. Where nothing is ``shaded`` only pixels that hardly
    differ from the ground go."""
    depth = cv2.distanceTransform(
        cv2.copyMakeBorder(solid.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE), cv2.DIST_L2, 3
    )[1:-1, 1:-1]
    left, right, _, _ = span_of(solid)
    core = depth > 0.02 * (right - left)
    core = (cv2.distanceTransform((~core).astype(np.uint8), cv2.DIST_L2, 3) < 0.02 * solid.shape[1]) & (depth > 9)
    if not core.any():
        return solid
    away, labels = cv2.distanceTransformWithLabels(
        (~core).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rim = np.flatnonzero(solid & (depth <= 10) & (away < 24))
    inner = np.flatnonzero(core)  # distanceTransformWithLabels numbers the core's pixels from 1 in row order
    cloth = cv2.blur(diff, (5, 5)).reshape(-1, 3)[inner[labels.ravel()[rim] - 1]]
    here = cv2.blur(diff, (3, 3)).reshape(-1, 3)[rim]
    strength = (cloth * cloth).sum(axis=1)
    share = (here * cloth).sum(axis=1) / np.maximum(strength, 1e-3)
    weak = np.zeros_like(solid)
    weak.ravel()[rim] = (share < 0.4) & (strength > 12.0**2)
    faint = solid & (dist < 5)
    wide = morph(morph(faint, cv2.MORPH_OPEN, 5), cv2.MORPH_DILATE, 3)  # a white cuff, wider than ringing
    if not shaded:
        weak &= dist < 6
    darker = cv2.blur(off.drop, (7, 7))  # white cloth is lighter than the ground; shadow and ringing are not
    weak &= ~wide & ((darker > -0.6) | (darker > -0.4 * cv2.blur(np.abs(off.drop), (7, 7))))
    outside = connected_to_border(
        cv2.copyMakeBorder((~solid | weak).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1) > 0
    )
    kept = morph(~outside[1:-1, 1:-1], cv2.MORPH_OPEN, 2)
    return morph(kept, cv2.MORPH_CLOSE, 5) & solid


def without_bumps(solid: Bool, dist: NDArray[np.float32]) -> Bool:
    """Take off bumps narrower than 16 px of which hardly anything differs from the ground: ringing and remains of
    shadow."""
    bumps = solid & ~discs(solid, 8)
    labels, areas = pieces(bumps, connectivity=4)
    clear = np.bincount(labels[bumps & (dist > 8)], minlength=len(areas))
    faint = clear < 0.25 * areas
    faint[0] = False
    return morph(solid & ~np.take(faint, labels), cv2.MORPH_OPEN, 1.5)
