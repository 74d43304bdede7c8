"""Tidy: what colours alone cannot know. Pieces that hang nowhere go to the class around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import pieces
from engine.vision import faces
from engine.vision.anatomy import ramp
from engine.vision.classes import Kind
from engine.vision.guided import box, boxes, likeliest
from engine.vision.priors import disc

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.anatomy import Anatomy
    from engine.vision.guided import Stack
    from engine.vision.head import Head

SMALL_PART = 0.012
"""Pieces of a class smaller than this share of all its pixels are not believed."""

LARGE_PART = 0.08
"""A larger share of the upper garment stays wherever it lies: a sleeve below a bare shoulder."""

COVERED = 0.4
"""Hair over this share of what surrounds an eye hangs over the eye too."""


def tidied(posterior: Stack, head: Head, anatomy: Anatomy, bare: NDArray[np.bool_]) -> Stack:
    """(6, h, w) float32 posteriors without lone pieces of hair, upper and lower garment and without seams of cloth
    along bare limbs, where the mixed colour of skin and ground looks like cloth.

    The sixth plane holds what is none of the five: hats, boots, bags. ``bare`` (h, w) bool: colours that skin may have.
    """
    out = np.concatenate([posterior, np.zeros_like(posterior[:1])])
    label, _ = likeliest(posterior)
    for kind in (Kind.TOP, Kind.LOW):
        out[kind][limb_seams(label, kind, anatomy.unit)] = 0
    near_face = cv2.dilate((head.hull > 0.5).astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    trunk = (np.abs(anatomy.u) < 1.1) & (anatomy.v > 0) & (anatomy.v < 1.1)
    for kind, anchor, large in ((Kind.HAIR, near_face, 1.0), (Kind.TOP, trunk, LARGE_PART), (Kind.LOW, None, 0.0)):
        out[kind][lone_pieces(out[kind], anchor, large)] = 0
    if head.mesh is not None:
        beard = out[Kind.HAIR] * np.maximum(face_front(head), bare_eyes(head, out[Kind.HAIR]))
        out[Kind.HAIR] -= beard
        out[Kind.SKIN] += beard
    empty = out.sum(axis=0) < 0.5
    if empty.any():
        out[:, empty] = boxes(out, 7)[:, empty]
    holes = cloth_holes(out, anatomy)
    out[:, holes] = 0
    out[Kind.TOP, holes] = 1
    out /= np.maximum(out.sum(axis=0), 1e-6)
    out[-1] = out[Kind.SKIN] * not_skin(head, anatomy, bare)
    out[Kind.SKIN] -= out[-1]
    return out


def not_skin(head: Head, anatomy: Anatomy, bare: NDArray[np.bool_]) -> Mask:
    """(h, w) float32 0 or 1: larger places around the head and on the legs whose colours this person's skin does not
    have. Arms and throat are left alone: their own shadow can be of any colour."""
    if not bare.any():
        return np.zeros(bare.shape, np.float32)
    strange = box((~bare).astype(np.float32), 3) > 0.6
    around_head = head.q > 0.55 if head.mesh is not None else np.zeros_like(bare)
    arm = np.minimum(np.minimum(anatomy.upper_arm, anatomy.forearm), anatomy.hand) < 1.5
    return np.asarray(strange & (head.hull < 0.5) & (around_head | ((anatomy.v > 1.15) & ~arm)), np.float32)


def face_front(head: Head) -> Mask:
    """(h, w) float32 0..1: the face between the temples and the throat below it. Dark things there are brows, glasses
    and beards, not scalp hair."""
    side = np.abs(head.p)
    inner = head.hull * ramp(side, 0.88, 0.78) * ramp(head.q, 0.72, 0.62)
    throat = ramp(side, 0.9, 0.75) * ramp(head.q, 0.45, 0.3) * ramp(head.q, -0.6, -0.4)
    return np.asarray(np.maximum(inner, throat), np.float32)


def bare_eyes(head: Head, hair: Mask) -> Mask:
    """(h, w) float32 0..1: eyes and brows that no hair hangs over. They are as dark as hair, and no scalp hair."""
    out = np.zeros(hair.shape, np.float32)
    if head.mesh is None:
        return out
    ring = disc(0.04 * float(np.ptp(head.mesh[:, 1])))
    for part in faces.eyes_and_brows((hair.shape[0], hair.shape[1]), head.mesh):
        around = cv2.dilate(part, ring) - part > 0.5
        if around.any() and float(hair[around].mean()) < COVERED:
            out = np.maximum(out, part)
    return np.asarray(out * ramp(np.abs(head.p), 0.8, 0.65), np.float32)


def cloth_holes(posterior: Stack, anatomy: Anatomy) -> NDArray[np.bool_]:
    """(h, w) bool: pieces of other classes that the upper garment encloses: prints, stripes and logos. Hands stay out
    of it, and so do larger gaps through which the ground is seen."""
    label, _ = likeliest(posterior)
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


def lone_pieces(plane: Mask, anchor: NDArray[np.bool_] | None, large: float) -> NDArray[np.bool_]:
    """(h, w) bool: connected pieces (over a fifth) that are small, or neither a ``large`` share nor at ``anchor``."""
    labels, areas = pieces(plane > 0.2)
    whole = areas.sum()
    wanted = areas >= SMALL_PART * whole
    if anchor is not None and (labels[anchor] > 0).any():
        wanted &= (np.bincount(labels[anchor], minlength=len(areas)) > 0) | (areas > large * whole)
    wanted[0] = True
    return np.take(~wanted, labels)


def limb_seams(label: NDArray[np.uint8], kind: Kind, unit: float) -> NDArray[np.bool_]:
    """(h, w) bool: thin strips of a cloth class between ground and skin. ``label`` (h, w): the likeliest class."""
    cloth = (label == kind).astype(np.uint8)
    element = disc(0.022 * unit)
    thin = cloth - cv2.morphologyEx(cloth, cv2.MORPH_OPEN, element)
    labels, areas = pieces(thin > 0)
    if len(areas) == 1:
        return np.zeros(label.shape, np.bool_)
    touched = []
    for other in (Kind.GROUND, Kind.SKIN):
        near = cv2.dilate((label == other).astype(np.uint8), element) > 0
        touched.append(np.bincount(labels[near], minlength=len(areas)) / np.maximum(areas, 1))
    seam = (touched[0] > 0.5) & (touched[1] > 0.5)
    seam[0] = False
    return np.take(seam, labels)
