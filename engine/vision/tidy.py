"""Tidy: what colours alone cannot know. Pieces that hang nowhere go to the class around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.vision.anatomy import ramp
from engine.vision.classes import Kind
from engine.vision.guided import box
from engine.vision.priors import disc

if TYPE_CHECKING:
    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.guided import Planes
    from engine.vision.priors import Head

SMALL_PART = 0.012
"""Pieces of a class smaller than this share of all its pixels are not believed."""


def tidied(posterior: Planes, head: Head, anatomy: Anatomy) -> Planes:
    """(h, w, 5) float32 posteriors without lone pieces of hair, upper and lower garment and without seams of cloth
    along bare limbs, where the mixed colour of skin and ground looks like cloth."""
    out = posterior.copy()
    for kind in (Kind.TOP, Kind.LOW):
        out[..., kind][limb_seams(posterior, kind, anatomy.unit)] = 0
    near_face = cv2.dilate((head.hull > 0.5).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    for kind in (Kind.HAIR, Kind.TOP, Kind.LOW):
        lone = lone_pieces(out[..., kind], near_face if kind == Kind.HAIR else None)
        out[..., kind][lone] = 0
    if head.mesh is not None:
        beard = out[..., Kind.HAIR] * face_front(head)
        out[..., Kind.HAIR] -= beard
        out[..., Kind.SKIN] += beard
    around = box(out, 7)
    empty = out.sum(-1) < 0.5
    out[empty] = around[empty]
    holes = cloth_holes(out, anatomy)
    out[holes] = 0
    out[holes, Kind.TOP] = 1
    return np.asarray(out / np.maximum(out.sum(-1, keepdims=True), 1e-6), np.float32)


def face_front(head: Head) -> Mask:
    """(h, w) float32 0..1: the face between the temples and the throat below it. Dark things there are brows, glasses
    and beards, not scalp hair."""
    side = np.abs(head.p)
    inner = head.hull * ramp(side, 0.88, 0.78) * ramp(head.q, 0.72, 0.62)
    throat = ramp(side, 0.9, 0.75) * ramp(head.q, 0.45, 0.3) * ramp(head.q, -0.6, -0.4)
    return np.asarray(np.maximum(inner, throat), np.float32)


def cloth_holes(posterior: Planes, anatomy: Anatomy) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """(h, w) bool: pieces of other classes that the upper garment encloses: prints, stripes and logos. Hands stay out
    of it, and so do larger gaps through which the ground is seen."""
    label = posterior.argmax(-1)
    other = (label != Kind.TOP).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(other, connectivity=4)
    whole = float((label == Kind.TOP).sum())
    areas = stats[:, cv2.CC_STAT_AREA]
    ground = np.bincount(labels.ravel(), (label == Kind.GROUND).ravel(), count) / np.maximum(areas, 1)
    limb = np.minimum(anatomy.forearm, anatomy.hand) < 1.3
    at_limb = np.bincount(labels.ravel(), limb.ravel(), count) / np.maximum(areas, 1)
    right, bottom = stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]
    at_rim = (stats[:, 0] == 0) | (stats[:, 1] == 0) | (right == label.shape[1]) | (bottom == label.shape[0])
    fill = ~at_rim & (areas < np.where(ground > 0.5, 0.002, 0.06) * whole) & (at_limb < 0.3)
    fill[0] = False
    return np.asarray(fill[labels], np.bool_)


def lone_pieces(plane: Mask, anchor: np.ndarray[tuple[int, int], np.dtype[np.bool_]] | None,
                ) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """(h, w) bool: connected pieces (over one half) that are small, or do not touch ``anchor`` where one is given."""
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
