"""Kinds: what sort of garment an outline and its picture show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.tools.garment.cloth import GarmentType
from engine.vision.types import Joint

if TYPE_CHECKING:
    from engine.tools.garment.anchors import Side
    from engine.tools.garment.cloth import Anchors, Sleeve
    from engine.tools.garment.collar import Opening
    from engine.tools.garment.outline import Frame
    from engine.vision.types import Body

CARDIGAN = 0.33
"""A long-sleeved garment whose neck opening takes more than this share of its length is a cardigan or jacket."""
LONG = 0.85
"""A sleeve longer than this share of the shoulder width counts as long (three quarters too)."""


NOTCH = 0.08
"""Legs part below at the axis by at least this share of the height."""
LEVEL, HIPS, SLOPE = 0.08, 1.08, 1.0
"""A waistband is level to within this share of its width; hips are at least so many times as wide, and each side goes
out to them by at most so many px per px down, where a neck's goes out to the shoulder by more."""


def is_trousers(frame: Frame) -> bool:
    """Two legs: in most rows of the lower half the axis is bare between two wide pieces, and there is nothing below
    it."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    top, bottom = int(rows[0]), int(rows[-1])
    middle = int(np.clip(round(frame.axis), 2, frame.mask.shape[1] - 3))
    bare = np.asarray(~frame.mask[top : bottom + 1, middle - 2 : middle + 3].any(axis=1))
    share_low = float(bare[round(0.62 * len(bare)) :].mean())
    crotch = int(np.nonzero(~bare)[0][-1]) if (~bare).any() else 0
    apart = share_low > 0.7 and crotch < 0.75 * len(bare)
    return apart or (len(bare) - crotch > NOTCH * len(bare) and has_waistband(frame))


def has_waistband(frame: Frame) -> bool:
    """A level upper edge in one piece, and sides that go outward from it, slowly, to hips: a top
    goes out to its shoulders at once and comes back below them, at its armholes, and a tube top is widest above."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    top, height = int(rows[0]), int(rows[-1] - rows[0])
    at = top + np.round(height * np.asarray([0.02, *np.linspace(0.05, 0.23, 7), 0.29, 0.35])).astype(int)
    if not frame.mask[at].any(axis=1).all():
        return False
    widths = np.asarray([np.ptp(np.nonzero(frame.mask[row])[0]) + 1 for row in at], np.float64)
    columns = np.nonzero(frame.mask[at[0]])[0]
    whole = len(columns) > 0.97 * widths[0]
    edge = frame.mask[top : at[1], columns[0] : columns[-1] + 1].argmax(axis=0)
    middle = edge[round(0.05 * len(edge)) : round(0.95 * len(edge))]
    level = len(middle) > 0 and float(np.ptp(middle)) < LEVEL * widths[0]
    slope = float((np.diff(widths[:4]) / 2 / np.maximum(np.diff(at[:4]), 1)).max())
    outward = bool((widths[:8] > 0.97 * np.maximum.accumulate(widths[:8])).all())
    hips = widths[1:].max() > HIPS * widths[0] and widths[1:].min() > 0.97 * widths[0]
    return bool(whole and level and hips and outward and slope < SLOPE)


def is_skirt(frame: Frame) -> bool:
    """A flat narrow waistband and sides that only widen, steeply, down to the hem."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    top, bottom = int(rows[0]), int(rows[-1])
    height = bottom - top
    looked_at = top + np.round(height * np.asarray([0.04, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85])).astype(int)
    if has_waistband(frame):
        return True
    if not frame.mask[looked_at].any(axis=1).all():  # in pieces
        return False
    widths = np.asarray([np.ptp(np.nonzero(frame.mask[row])[0]) for row in looked_at])
    band = frame.mask[top : top + max(2, round(0.04 * height))]
    whole = float(band[-1].sum()) > 0.95 * (widths[0] + 1)  # one piece: two would be straps
    flat = whole and float(band.mean(axis=0)[band[-1]].mean()) > 0.6
    widens = bool((np.diff(widths) > -0.04 * widths[0]).all())
    steep = widths[2] - widths[0] < 0.55 * 0.21 * height * 2
    narrow = widths[0] < 0.8 * widths.max()
    return flat and widens and steep and narrow


def kind_of_top(
    frame: Frame, sides: tuple[Side, Side], sleeves: tuple[Sleeve | None, Sleeve | None], opening: Opening
) -> GarmentType:
    """Kind of a garment for the upper body, by length, sleeves, opening and collar."""
    left, right = sides
    shoulders = float(left.shoulder[0] + right.shoulder[0])
    chest = float(left.armpit[0] + right.armpit[0])
    top = min(float(left.neck[1]), float(right.neck[1]))
    length = max(float(left.hem[1]), float(right.hem[1])) - top
    waist, hem = float(left.waist[0] + right.waist[0]), float(left.hem[0] + right.hem[0])
    ratio = length / max(chest, 0.9 * shoulders, 1.0)
    if ratio > 2.75 or (ratio > 2.2 and hem > 1.4 * waist):
        return GarmentType.DRESS
    lengths = [sleeve.length for sleeve in sleeves if sleeve is not None]
    long = bool(lengths) and max(lengths) > LONG * shoulders
    depth = 0.0 if opening.edge is None else (float(opening.front[1]) - top) / max(length, 1.0)
    if is_open_front(frame, sides, depth) or (long and depth > CARDIGAN):
        return GarmentType.JACKET
    if not lengths:
        return GarmentType.SLEEVELESS
    if opening.collar and opening.edge is not None:
        return GarmentType.SHIRT
    return GarmentType.LONGSLEEVE if long else GarmentType.TSHIRT


def is_open_front(frame: Frame, sides: tuple[Side, Side], depth: float) -> bool:
    """Fronts that part: the neck opening runs down to the hem, or the hem is open between two fronts."""
    if depth > 0.8:
        return True
    chest = float(sides[0].armpit[0] + sides[1].armpit[0])
    bottom = min(float(sides[0].hem[1]), float(sides[1].hem[1]))
    height = bottom - min(float(sides[0].neck[1]), float(sides[1].neck[1]))
    x0, x1 = round(frame.axis - 0.08 * chest), round(frame.axis + 0.08 * chest) + 1
    y0, y1 = round(bottom - 0.3 * height), round(bottom - 0.02 * height)
    if x0 < 0 or y0 < 0 or y1 - y0 < 4:
        return False
    return float((~frame.mask[y0:y1, x0:x1]).any(axis=1).mean()) > 0.6


def worn_kind(body: Body, anchors: Anchors) -> GarmentType:
    """Kind of a top or dress on a person: by how far it covers the arms and how far below the hips it ends."""
    pose = body.pose
    shoulders = 0.5 * (pose[Joint.LEFT_SHOULDER] + pose[Joint.RIGHT_SHOULDER])
    hips = 0.5 * (pose[Joint.LEFT_HIP] + pose[Joint.RIGHT_HIP])
    torso = max(float(hips[1] - shoulders[1]), 1.0)
    if float(max(anchors.hem_left[1], anchors.hem_right[1]) - shoulders[1]) > 1.45 * torso:
        return GarmentType.DRESS
    arms = [
        float(np.hypot(*(pose[elbow] - pose[shoulder])) + np.hypot(*(pose[wrist] - pose[elbow])))
        for shoulder, elbow, wrist in (
            (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
            (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
        )
    ]
    lengths = [sleeve.length for sleeve in (anchors.sleeve_left, anchors.sleeve_right) if sleeve is not None]
    if not lengths:
        return GarmentType.SLEEVELESS
    return GarmentType.LONGSLEEVE if max(lengths) > 0.68 * max(arms) else GarmentType.TSHIRT
