"""Tidy: what colours alone cannot know. Pieces that hang nowhere go to the class around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.classes import Kind
from engine.vision.guided import box
from engine.vision.priors import disc

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.guided import Planes
    from engine.vision.priors import Head

SMALL_PART = 0.012
"""Pieces of a class smaller than this share of all its pixels are not believed."""


def tidied(posterior: Planes, head: Head, unit: float) -> Planes:
    """(h, w, 5) float32 posteriors without lone pieces of hair, upper and lower garment and without seams of cloth along
    bare limbs, where the mixed colour of skin and ground looks like cloth. ``unit``: shoulder width in px."""
    out = posterior.copy()
    for kind in (Kind.TOP, Kind.LOW):
        out[..., kind][limb_seams(posterior, kind, unit)] = 0
    near_face = cv2.dilate((head.hull > 0.5).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    for kind in (Kind.HAIR, Kind.TOP, Kind.LOW):
        lone = lone_pieces(out[..., kind], near_face if kind == Kind.HAIR else None)
        out[..., kind][lone] = 0
    around = box(out, 7)
    empty = out.sum(-1) < 0.5
    out[empty] = around[empty]
    return np.asarray(out / np.maximum(out.sum(-1, keepdims=True), 1e-6), np.float32)


def lone_pieces(plane: Mask, anchor: np.ndarray[tuple[int, int], np.dtype[np.bool_]] | None,
                ) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """(h, w) bool: connected pieces (over one half) that are small, or that do not touch ``anchor`` where one is given."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((plane > 0.5).astype(np.uint8))
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.float64)
    wanted = areas >= SMALL_PART * areas[1:].sum()
    if anchor is not None:
        touching = np.bincount(labels[anchor], minlength=count) > 0
        wanted &= touching
    wanted[0] = True
    return np.asarray(~wanted[labels], np.bool_)


def limb_seams(posterior: Planes, kind: Kind, unit: float) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """(h, w) bool: thin strips of a cloth class between ground and skin."""
    label = posterior.argmax(-1)
    cloth = (label == kind).astype(np.uint8)
    element = disc(0.022 * unit)
    thin = cloth - cv2.morphologyEx(cloth, cv2.MORPH_OPEN, element)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(thin)
    if count == 1:
        return np.zeros(label.shape, np.bool_)
    touched = []
    for other in (Kind.GROUND, Kind.SKIN):
        near = cv2.dilate((label == other).astype(np.uint8), element) > 0
        touched.append(np.bincount(labels[near], minlength=count) / np.maximum(stats[:, cv2.CC_STAT_AREA], 1))
    seam = (touched[0] > 0.5) & (touched[1] > 0.5)
    seam[0] = False
    return np.asarray(seam[labels], np.bool_)
