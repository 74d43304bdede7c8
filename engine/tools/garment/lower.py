"""Lower: anchors of skirts and trousers: the ends of the waistband, the hem, and the crotch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.outline import Frame


WIDER = 1.5
"""An upper edge this many times as wide as its highest part is tilted."""
STEEPEST = 0.6
"""Rise of a hull's edge, against its width, up to which it belongs to the waistband."""


def waistband(frame: Frame) -> tuple[NDArray[Any], NDArray[Any]]:
    """Left and right end of the upper edge, (2,) in the frame: the outermost points of the top 3 % of the height, at
    the level of the upper edge there; where hips tilt, and only one end lies so high, those of the hull's upper
    edge."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    top, height = int(rows[0]), int(np.ptp(rows))
    band = frame.mask[top : top + max(2, round(0.03 * height))]
    columns = np.nonzero(band.any(axis=0))[0]
    margin = max(1, round(0.02 * float(np.ptp(columns))))
    ends = []
    for column, inner in ((columns[0], columns[0] + margin), (columns[-1], columns[-1] - margin)):
        ends.append(np.asarray([float(column), float(top + np.argmax(band[:, inner]))]))
    tilted = _upper_edge(frame)
    if tilted[1][0] - tilted[0][0] > WIDER * (ends[1][0] - ends[0][0]):
        return tilted
    return ends[0], ends[1]


def _upper_edge(frame: Frame) -> tuple[NDArray[Any], NDArray[Any]]:
    """Left and right end, (2,) in the frame, of the edges of the mask's hull that look up rather than aside."""
    contours, _ = cv2.findContours(frame.mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))[:, 0].astype(np.float64)
    middle = hull[:, 1].mean()
    edge = np.roll(hull, -1, axis=0) - hull
    level = (np.abs(edge[:, 1]) < STEEPEST * np.abs(edge[:, 0])) & (hull[:, 1] + edge[:, 1] / 2 < middle)
    ends = np.concatenate([hull[level], (hull + edge)[level]])
    if not len(ends):
        ends = hull[[int(hull[:, 1].argmin())]]
    return ends[int(ends[:, 0].argmin())], ends[int(ends[:, 0].argmax())]


def lower_hem(path: NDArray[Any]) -> NDArray[Any]:
    """(2,) (u, v): the lower outer corner of a half outline."""
    return np.asarray(path[int(np.argmax(0.75 * path[:, 0] + path[:, 1]))])


def crotch(frame: Frame) -> NDArray[Any] | None:
    """(2,) in the frame: where the legs part near the axis; None where they do not."""
    rows = np.nonzero(frame.mask.any(axis=1))[0]
    columns = np.nonzero(frame.mask.any(axis=0))[0]
    reach = max(2, round(0.12 * float(np.ptp(columns))))
    middle = int(np.clip(round(frame.axis), reach, frame.mask.shape[1] - reach - 1))
    zone = frame.mask[:, middle - reach : middle + reach + 1]
    filled = np.nonzero(zone.any(axis=1))[0]
    below = zone[rows[0] + round(0.15 * np.ptp(rows)) :]
    bare = ~below
    if not bare.any() or len(filled) == 0:
        return None
    first = np.where(bare.any(axis=0), bare.argmax(axis=0), below.shape[0])
    column = int(np.argmin(first))
    level = int(first[column]) + int(rows[0]) + round(0.15 * float(np.ptp(rows)))
    if level > rows[-1] - 0.08 * np.ptp(rows):
        return None
    return np.asarray([float(middle - reach + column), float(level)])
