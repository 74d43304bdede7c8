"""Edges: alpha at the photo's own size and colours free of the old ground.

I = alpha * F + (1 - alpha) * B along the outline: B is the ground, F the cloth's colour a few pixels inside, so alpha =
(I - B).(F - B) / |F - B|^2. Where cloth and ground are alike the outline itself, softened, is the alpha.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.masks import box_of

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Rgb8

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]

LEAST_CONTRAST, FULL_CONTRAST = 10.0, 40.0
"""sRGB distance of cloth and ground from which alpha is read from colours at all, and alone."""
REACH = 2.5
"""px of the proxy to either side of the outline that form the band in which alpha is soft."""
STEPS, LEVEL, BAND = 32, 128, 64 + 1
"""Distances as uint8: steps a px of the proxy, the outline's value, and ``REACH`` less half a px in steps."""
MARGIN = 16
"""px of the proxy around the garment in which its colours are continued one by one."""


def soft_edges(rgb: Rgb8, mask: Bool, ground: Float) -> tuple[Mask, Rgb8]:
    """Alpha (H, W) and decontaminated colours (H, W, 3) at the size of ``rgb``.

    ``mask`` and ``ground`` (sRGB 0..255) may be smaller proxies of the same photo. Colours are worked out in the
    garment's box and continued beyond it; alpha only in a narrow band along the outline.
    """
    height, width = rgb.shape[:2]
    scale = max(1.0, width / mask.shape[1])
    near = box_of(mask, MARGIN)
    box = scaled_box(near, width / mask.shape[1], height, width)
    alpha = np.zeros((height, width), np.float32)
    part = rgb[box]
    size = (part.shape[1], part.shape[0])
    level = cv2.resize(distances(mask[near]), size, interpolation=cv2.INTER_LINEAR)
    inside = level > LEVEL
    alpha[box] = inside
    colours = continued(part, mask[near])
    rows, columns = np.nonzero((level > LEVEL - BAND) & (level < LEVEL + BAND))
    signed = (level[rows, columns] - np.float32(LEVEL)) * np.float32(1 / STEPS)
    del level
    signed += np.sign(signed) * np.float32(0.5 / scale)
    back = sampled(ground, rows + box[0].start, columns + box[1].start, ground.shape[0] / height)
    front = colours[rows, columns].astype(np.float32)
    seen = part[rows, columns].astype(np.float32)
    cv2.copyTo(part, inside.view(np.uint8), colours)
    value, clean = unmixed(seen, front, back, signed)
    alpha[box][rows, columns] = value
    colours[rows, columns] = clean
    return alpha, around(colours, box, height, width)


def unmixed(seen: Float, front: Float, back: Float, signed: Float) -> tuple[Float, NDArray[np.uint8]]:
    """(N,) alpha and (N, 3) colours of pixels along the outline, from what is seen there, the cloth's colours, the
    ground's and how far inside of the outline they lie, px of the proxy."""
    apart = front - back
    strength = (apart * apart).sum(axis=1)
    share = np.clip(((seen - back) * apart).sum(axis=1) / np.maximum(strength, 1.0), 0, 1)
    drawn = np.clip(0.5 + signed * 0.5, 0, 1)
    trust = np.clip((np.sqrt(strength) - LEAST_CONTRAST) / (FULL_CONTRAST - LEAST_CONTRAST), 0, 1)
    share = np.clip((share - 0.06) / 0.86, 0, 1)
    limits = np.clip(signed / REACH * 0.5 + 0.5, 0, 1)  # from 0 at the outer side of the band to 1 at the inner one
    value = trust * np.clip(share, 2 * limits - 1, 2 * limits) + (1 - trust) * drawn
    safe = np.maximum(value, 0.05)[:, None]
    clean = (seen - (1 - value[:, None]) * back) / safe
    weight = np.clip((value - 0.35) / 0.5, 0, 1)[:, None] * trust[:, None] + (value[:, None] > 0.98) * (
        1 - trust[:, None]
    )
    fixed = front + (np.clip(clean, 0, 255) - front) * np.clip(weight, 0, 1)
    return np.asarray(value, np.float32), np.rint(np.clip(fixed, 0, 255)).astype(np.uint8)


def distances(mask: Bool) -> NDArray[np.uint8]:
    """(H, W) uint8: signed distance from the softened outline, ``STEPS`` a px, ``LEVEL`` on it, more inside."""
    inside = (cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8) > 0.5).astype(np.uint8)
    depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3) - cv2.distanceTransform(1 - inside, cv2.DIST_L2, 3)
    steps = STEPS * (depth - np.float32(0.5) * np.sign(depth)) + LEVEL
    return np.asarray(np.rint(np.clip(steps, 0, 255)), np.uint8)


def scaled_box(box: tuple[slice, slice], scale: float, height: int, width: int) -> tuple[slice, slice]:
    """A box of the proxy in px of the photo."""
    rows, columns = box
    return (
        slice(min(height - 1, round(rows.start * scale)), min(height, round(rows.stop * scale))),
        slice(min(width - 1, round(columns.start * scale)), min(width, round(columns.stop * scale))),
    )


def around(colours: Rgb8, box: tuple[slice, slice], height: int, width: int) -> Rgb8:
    """The box's colours in a picture of the photo's size, continued from the box's border."""
    top, left = box[0].start, box[1].start
    below, right = height - top - colours.shape[0], width - left - colours.shape[1]
    return np.asarray(cv2.copyMakeBorder(colours, top, below, left, right, cv2.BORDER_REPLICATE), np.uint8)


def continued(rgb: Rgb8, mask: Bool) -> Rgb8:
    """(H, W, 3) in the size of ``rgb``: the garment's colours 3 px (of ``mask``'s size) inside of its outline,
    continued outward."""
    size = (mask.shape[1], mask.shape[0])
    same = rgb.shape[:2] == mask.shape
    small = rgb if same else np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    core = cv2.erode(mask.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))) > 0
    wide = nearest_colour(small, core if core.any() else mask)
    if same:
        return wide
    return np.asarray(cv2.resize(wide, (rgb.shape[1], rgb.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def nearest_colour(rgb: Rgb8, core: Bool) -> Rgb8:
    """(H, W, 3): the colour of the nearest core pixel everywhere."""
    _, labels = cv2.distanceTransformWithLabels(
        (~core).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    packed = cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA).view(np.uint32)[..., 0]  # one number a pixel: one look-up
    table = np.concatenate([np.zeros(1, np.uint32), packed[core]])  # the core's pixels are numbered from 1, row by row
    wide = np.take(table, labels)[..., None].view(np.uint8)
    return np.asarray(cv2.cvtColor(wide, cv2.COLOR_RGBA2RGB), np.uint8)


def sampled(ground: Float, rows: NDArray[Any], columns: NDArray[Any], scale: float) -> Float:
    """(N, 3) values of a picture at pixels of another one that is 1 / ``scale`` times as large."""
    x = ((columns + 0.5) * scale - 0.5).astype(np.float32)
    y = ((rows + 0.5) * scale - 0.5).astype(np.float32)
    folds = -(-len(x) // 4096)  # remap takes no side longer than 32767
    x, y = np.resize(x, (folds, 4096)), np.resize(y, (folds, 4096))
    values = cv2.remap(ground, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(values.reshape(-1, 3)[: len(rows)], np.float32)
