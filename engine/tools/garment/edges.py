"""Edges: alpha at the photo's own size and colours free of the old ground.

I = alpha * F + (1 - alpha) * B along the outline: B is the ground, F the cloth's colour a few pixels inside, so alpha =
(I - B).(F - B) / |F - B|^2. Where cloth and ground are alike the outline itself, softened, is the alpha.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Rgb8

    Bool = NDArray[np.bool_]
    Float = NDArray[np.float32]

LEAST_CONTRAST, FULL_CONTRAST = 10.0, 40.0
"""sRGB distance of cloth and ground from which alpha is read from colours at all, and alone."""


def soft_edges(rgb: Rgb8, mask: Bool, ground: Float) -> tuple[Mask, Rgb8]:
    """Alpha (H, W) and decontaminated colours (H, W, 3) at the size of ``rgb``.

    ``mask`` and ``ground`` (sRGB 0..255) may be smaller proxies of the same photo. Work is done in the garment's box
    and, for alpha, only in a narrow band along the outline.
    """
    height, width = rgb.shape[:2]
    scale = width / mask.shape[1]
    level = cv2.resize(
        cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.8), (width, height), interpolation=cv2.INTER_LINEAR
    )
    inside = level > 0.5
    reach = 2.5 * max(1.0, scale)
    depth = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    away = cv2.distanceTransform((~inside).astype(np.uint8), cv2.DIST_L2, 3)
    cloth = continued(rgb, mask)
    rows, columns = np.nonzero((depth <= reach) & (away <= reach))
    back = sampled(ground, rows, columns, scale)
    front = cloth[rows, columns].astype(np.float32)
    seen = rgb[rows, columns].astype(np.float32)
    apart = front - back
    strength = (apart * apart).sum(axis=1)
    share = np.clip(((seen - back) * apart).sum(axis=1) / np.maximum(strength, 1.0), 0, 1)
    signed = np.where(inside[rows, columns], depth[rows, columns], -away[rows, columns]) / max(1.0, scale)
    drawn = np.clip(0.5 + signed * 0.5, 0, 1)
    trust = np.clip((np.sqrt(strength) - LEAST_CONTRAST) / (FULL_CONTRAST - LEAST_CONTRAST), 0, 1)
    share = np.clip((share - 0.06) / 0.86, 0, 1)
    limits = np.clip(signed / 2.5 * 0.5 + 0.5, 0, 1)  # from 0 at the outer side of the band to 1 at the inner one
    value = trust * np.clip(share, 2 * limits - 1, 2 * limits) + (1 - trust) * drawn
    alpha = inside.astype(np.float32)
    alpha[rows, columns] = value
    colours = cv2.copyTo(rgb, inside.astype(np.uint8), cloth.copy())
    safe = np.maximum(value, 0.05)[:, None]
    clean = (seen - (1 - value[:, None]) * back) / safe
    weight = np.clip((value - 0.35) / 0.5, 0, 1)[:, None] * trust[:, None] + (value[:, None] > 0.98) * (
        1 - trust[:, None]
    )
    fixed = front + (np.clip(clean, 0, 255) - front) * np.clip(weight, 0, 1)
    colours[rows, columns] = np.rint(np.clip(fixed, 0, 255)).astype(np.uint8)
    return alpha, np.asarray(colours, np.uint8)


def continued(rgb: Rgb8, mask: Bool) -> Rgb8:
    """(H, W, 3) in the size of ``rgb``: the garment's colours 3 px (of ``mask``'s size) inside of its outline,
    continued outward."""
    size = (mask.shape[1], mask.shape[0])
    small = (
        rgb
        if rgb.shape[:2] == mask.shape
        else np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    )
    core = cv2.erode(mask.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))) > 0
    wide = nearest_colour(small, core if core.any() else mask)
    if rgb.shape[:2] == mask.shape:
        return wide
    return np.asarray(cv2.resize(wide, (rgb.shape[1], rgb.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def nearest_colour(rgb: Rgb8, core: Bool) -> Rgb8:
    """(H, W, 3): the colour of the nearest core pixel everywhere."""
    _, labels = cv2.distanceTransformWithLabels(
        (~core).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = np.zeros((int(labels.max()) + 1, 3), np.uint8)
    table[labels[core]] = rgb[core]
    return np.asarray(table[labels], np.uint8)


def sampled(ground: Float, rows: NDArray[Any], columns: NDArray[Any], scale: float) -> Float:
    """(N, 3) values of a proxy picture at pixels of the photo."""
    y = np.clip(np.rint(rows / scale).astype(int), 0, ground.shape[0] - 1)
    x = np.clip(np.rint(columns / scale).astype(int), 0, ground.shape[1] - 1)
    return np.asarray(ground[y, x], np.float32)
