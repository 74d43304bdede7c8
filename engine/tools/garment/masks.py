"""Masks: morphology, pieces and what reaches the border; shared by the parts that cut a garment or its wearer out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces
from engine.vision.view import around

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]
    Lab = NDArray[np.float32]
    """(H, W, 3) float32, CIE Lab, L 0..100."""


def disc(radius: float) -> NDArray[np.uint8]:
    """Round structuring element."""
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def morph(mask: Bool, operation: int, radius: float) -> Bool:
    """Morphology of a bool mask with a disc."""
    pad = max(1, round(radius)) + 1
    box = around(mask.view(np.uint8), pad)
    padded = cv2.copyMakeBorder(mask[box].view(np.uint8), pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    out = np.zeros(mask.shape, np.bool_)
    out[box] = cv2.morphologyEx(padded, operation, disc(radius))[pad:-pad, pad:-pad] > 0
    return out


def grown(mask: Bool, radius: float) -> Bool:
    """Dilation with a large disc, by a distance transform."""
    if not mask.any():
        return mask
    box = around(mask.view(np.uint8), int(radius) + 1)
    out = np.zeros(mask.shape, np.bool_)
    out[box] = cv2.distanceTransform((~mask[box]).view(np.uint8), cv2.DIST_L2, 5) <= radius
    return out


def closed_by(mask: Bool, radius: float) -> Bool:
    """Closing with a large disc, by two distance transforms."""
    pad = int(radius) + 2
    box = around(mask.view(np.uint8), 1)
    padded = cv2.copyMakeBorder(mask[box].view(np.uint8), pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    wide = cv2.distanceTransform(1 - padded, cv2.DIST_L2, 5) <= radius
    out = mask.copy()
    out[box] |= cv2.distanceTransform(wide.view(np.uint8), cv2.DIST_L2, 5)[pad:-pad, pad:-pad] > radius
    return out


def softly_closed(mask: Float, element: NDArray[np.uint8]) -> Float:
    """A soft mask 0..1 closed by an element, in steps of 1/255 rounded down (8 bits are four times as fast)."""
    closed = cv2.morphologyEx((mask * 255).astype(np.uint8), cv2.MORPH_CLOSE, element)
    return np.asarray(closed, np.float32) / np.float32(255)


def discs(mask: Bool, radius: float) -> Bool:
    """Opening with a large disc, by two distance transforms."""
    box = around(mask.view(np.uint8), 1)
    padded = cv2.copyMakeBorder(mask[box].view(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    core = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1] > radius
    if not core.any():
        return mask
    out = np.zeros(mask.shape, np.bool_)
    out[box] = (cv2.distanceTransform((~core).view(np.uint8), cv2.DIST_L2, 5) <= radius) & mask[box]
    return out


def connected_to_border(mask: Bool) -> Bool:
    """Components of ``mask`` that touch the border of the photo."""
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    cv2.floodFill(padded, None, (0, 0), 2)
    return np.asarray(padded[1:-1, 1:-1] == 2)


def main_parts(solid: Bool) -> Bool:
    """The largest piece and those at least 3 % of it; single specks, logos and labels on the ground go."""
    labels, areas = pieces(solid)
    return np.take(areas >= 0.03 * areas.max(), labels) if len(areas) > 2 else solid


def large_parts(mask: Bool, least: float) -> Bool:
    """The pieces of at least ``least`` px."""
    labels, areas = pieces(mask)
    keep = areas >= least
    keep[0] = False
    return np.take(keep, labels)


def touching(mask: Bool, anchor: Bool) -> Bool:
    """The connected pieces of ``mask`` that touch ``anchor``."""
    count, labels = cv2.connectedComponents(mask.astype(np.uint8))
    keep = np.bincount(labels[anchor], minlength=count) > 0
    keep[0] = False
    return np.asarray(np.take(keep, labels), np.bool_)


def box_of_piece(labels: NDArray[np.int32], number: int | np.integer[Any]) -> tuple[slice, slice]:
    """Rows and columns of the smallest box around one of the numbered pieces."""
    x, y, width, height = cv2.boundingRect((labels == number).view(np.uint8))
    return slice(y, y + height), slice(x, x + width)


def box_of(mask: Bool, margin: int) -> tuple[slice, slice]:
    """Rows and columns of the smallest box around ``mask`` with a margin; all of the picture for an empty mask."""
    rows, columns = np.nonzero(mask.any(axis=1))[0], np.nonzero(mask.any(axis=0))[0]
    if len(rows) == 0:
        return slice(0, mask.shape[0]), slice(0, mask.shape[1])
    return (
        slice(max(0, int(rows[0]) - margin), int(rows[-1]) + 1 + margin),
        slice(max(0, int(columns[0]) - margin), int(columns[-1]) + 1 + margin),
    )


def steepness(lab: Lab) -> NDArray[np.float32]:
    """(H, W) float32: length of the Lab gradient per px, over all channels."""
    across, down = cv2.Sobel(lab, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(lab, cv2.CV_32F, 0, 1, scale=1 / 8)
    across *= across
    down *= down
    across += down
    square: Float = cv2.transform(across, np.ones((1, 3), np.float32))
    return np.sqrt(square, out=square)


def lengths(lab: Lab) -> Float:
    """(H, W) float32: how far each colour of a Lab difference is from nothing."""
    return np.asarray(np.sqrt(cv2.transform(lab * lab, np.ones((1, 3), np.float32))), np.float32)


def blurred(values: NDArray[Any], sigma: float) -> Float:
    """Gaussian blur, float32."""
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), np.float32)


def squared(mask: Bool, reach: int) -> Bool:
    """Dilation with a square, ``reach`` px to each side."""
    square = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.dilate(mask.astype(np.uint8), square) > 0, np.bool_)


def sure(mask: Float, depth: float) -> Bool:
    """Where a soft mask is sure and at least ``depth`` px from its border."""
    size = 2 * max(1, round(depth)) + 1
    return np.asarray(cv2.erode((mask > 0.9).astype(np.uint8), np.ones((size, size), np.uint8)) > 0, np.bool_)


def calm(places: Bool, least: float) -> Bool:
    """Without specks, with pinholes closed, and without pieces of fewer than ``least`` px."""
    return large_parts(np.asarray(cv2.medianBlur(places.astype(np.uint8), 3) > 0, np.bool_), least)
