"""Unhidden: what hair, hands and forearms hide of a garment that a model wears, continued from the cloth around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import spread
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.edges import MARGIN, scaled_box
from engine.tools.garment.masks import box_of, closed_by, connected_to_border, grown, large_parts, morph, touching
from engine.vision.classes import FLAT
from engine.vision.colours import bins_of, lab_of, palette
from engine.vision.types import Joint

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.vision.types import Body, Rgb8

    Bool = NDArray[np.bool_]

SPAN = 0.17
"""Half of the widest gap that is bridged, in shoulder widths: a forearm is about twice that."""
LEAST_GAP = 0.01
"""Gaps of fewer squared shoulder widths at the garment's outline stay as they are."""
SIDES = 0.06
"""Arms that hang down cover no more than this much of the trunk's sides, in shoulder widths."""
BESIDE = 0.06
"""Hands so near to a garment (shoulder widths) hide some of it."""
RIM = 0.04
"""Cloth so near to what lies on it (shoulder widths) has its shadow or its colour."""
SCRAPS, LIKE = 0.25, 2.0
"""So far around (shoulder widths), colours that hair and bare arms have so many times as often as the cloth are scraps
of them."""
SMOOTH = (4, 2)
"""Smoothing of both palettes along L, and a and b."""
LEAST = 50
"""Fewer pixels do not tell a palette."""


def over_cloth(body: Body) -> Bool:
    """(H, W) bool: hair on the trunk, and bare arms and hands in front of it."""
    trunk = body.torso > 0.5
    bare = (body.skin > 0.3) & ((body.arms > 0.5) | (body.hands > 0.3)) & (body.face < 0.5)
    return np.asarray((body.hair > 0.15) & trunk | bare & front_of_trunk(body), np.bool_)


def front_of_trunk(body: Body) -> Bool:
    """(H, W) bool: the trunk without its sides, where arms hang."""
    return morph(body.torso > 0.5, cv2.MORPH_ERODE, SIDES * body.pose.shoulder_width)


def behind_arms(body: Body) -> float:
    """Share of the trunk's front that arms cover, bare or sleeved; .05 - .1 where they hang down."""
    front = front_of_trunk(body)
    return float((front & (body.arms > 0.5)).sum()) / max(int(front.sum()), 1)


def unhidden(body: Body, mask: Bool, kind: GarmentType | None = None) -> tuple[Bool, Bool]:
    """The whole garment, and where its cloth is hidden or not to be trusted; (H, W) bool each. ``mask``: what is seen
    of it; hands hide the sides of a ``kind`` that covers the legs."""
    unit = body.pose.shoulder_width
    rim = max(2.0, RIM * unit)
    over = over_cloth(body)
    near = grown(over, rim)
    bridged = closed_by(mask, SPAN * unit) & near & (body.person > 0.5)
    missing = morph(mask | bridged, cv2.MORPH_OPEN, rim) & near & ~mask
    if kind is not None and kind.covers_legs:
        missing |= behind_hands(body, mask, kind == GarmentType.DRESS)
    missing = large_parts(missing, LEAST_GAP * unit**2)
    whole = mask | missing
    if missing.any():
        whole |= morph(whole, cv2.MORPH_CLOSE, rim) & grown(missing, rim) & near
    holes = ~connected_to_border(~morph(whole, cv2.MORPH_CLOSE, 3)) & ~whole
    missing |= large_parts(holes, LEAST_GAP * unit**2)
    if missing.any():
        missing |= scraps(body, mask, over & grown(missing, SCRAPS * unit))
        missing = grown(missing, rim)
    whole = touching(whole | holes, mask)
    return whole, (missing | holes) & whole


def behind_hands(body: Body, mask: Bool, sleeved: bool = False) -> Bool:
    """(H, W) bool: what hands and bare forearms beside the hips hide of trousers, a skirt or a dress, whose seen part
    is ``mask``: what lies in a row between cloth and cloth, and what lies within the side that runs on from above them
    to below; of one that may be ``sleeved`` below the hips, where no arms are."""
    unit = body.pose.shoulder_width
    bare = (body.skin > 0.3) & ((body.arms > 0.5) | (body.hands > 0.3)) & (body.face < 0.5)
    over = grown(bare, max(2.0, 0.5 * RIM * unit))
    cloth = mask
    if sleeved:
        cloth = mask & (body.arms < 0.5)
        cloth[: round(float(min(body.pose[Joint.LEFT_HIP][1], body.pose[Joint.RIGHT_HIP][1])))] = False
    rows = np.flatnonzero(cloth.any(axis=1))
    if not (over & grown(mask, BESIDE * unit)).any() or len(rows) < 2:
        return np.zeros_like(mask)
    columns = np.arange(mask.shape[1])
    left, right = (side.astype(np.float64) for side in (cloth[rows].argmax(axis=1), last_of(cloth[rows])))
    reach = max(2, round(BESIDE * unit))
    for edge, way in ((left, -1), (right, 1)):
        beside = np.clip(edge[:, None].astype(int) + way * np.arange(1, reach + 1), 0, mask.shape[1] - 1)
        hidden = over[rows[:, None], beside].any(axis=1)
        seen = np.flatnonzero(~hidden)
        if not len(seen):
            continue
        between = hidden & (rows > rows[seen[0]]) & (rows < rows[seen[-1]])
        run_on = np.interp(rows[between], rows[seen], edge[seen])
        edge[between] = np.minimum(edge[between], run_on) if way < 0 else np.maximum(edge[between], run_on)
    found = np.zeros_like(mask)
    found[rows] = (columns >= left[:, None]) & (columns <= right[:, None])
    return np.asarray(found & over & ~mask & (body.person > 0.3), np.bool_)


def last_of(rows: Bool) -> NDArray[np.int64]:
    """(N,): the last column of each row of (N, W) that is true."""
    return np.asarray(rows.shape[1] - 1 - rows[:, ::-1].argmax(axis=1), np.int64)


def scraps(body: Body, mask: Bool, over: Bool) -> Bool:
    """(H, W) bool: pixels of the cloth around what lies ``over`` it that have its colours rather than the cloth's."""
    around = grown(over, SCRAPS * body.pose.shoulder_width) & mask
    bins = bins_of(lab_of(body.image))
    ones = np.ones_like(body.person)
    of_cloth, of_over = (palette(bins, ones * known, SMOOTH) for known in (mask & ~around, over))
    if min(of_cloth.weight, of_over.weight) < LEAST:
        return np.zeros_like(mask)
    return np.asarray(around & (of_over.of(bins) > np.maximum(FLAT, LIKE * of_cloth.of(bins))), np.bool_)


def continued_over(rgb: Rgb8, image: Rgb8, whole: Bool, hidden: Bool) -> Rgb8:
    """The photo ``rgb`` with a blend of the cloth around where cloth is ``hidden``. ``image``: the photo in the masks'
    size."""
    if not hidden.any():
        return rgb
    near = box_of(hidden, 8 * MARGIN)
    cloth = spread(image[near], whole[near] & ~hidden[near])
    box = scaled_box(near, rgb.shape[1] / whole.shape[1], *rgb.shape[:2])
    size = (box[1].stop - box[1].start, box[0].stop - box[0].start)
    share = cv2.GaussianBlur(grown(hidden, 2)[near].astype(np.float32), (0, 0), 1.0)
    cloth, share = (cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR) for plane in (cloth, share))
    out = rgb.copy()
    out[box] = np.rint(rgb[box] + (cloth - rgb[box]) * share[..., None])
    return out
