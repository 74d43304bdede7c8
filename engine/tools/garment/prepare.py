"""Prepare: a product photo becomes a ``Cloth``: cut off its ground, named, and with the anchors by which it is fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.colour import srgb8
from engine.errors import SegmentationFailed
from engine.photo import top_value
from engine.tools.garment.anchors import Side, read_side
from engine.tools.garment.cloth import Anchors, Cloth, GarmentType, Sleeve
from engine.tools.garment.collar import find_opening
from engine.tools.garment.cutting import LEAST_AREA, REMEDY, Cut, cut_off, local_ground, main_parts, to_lab
from engine.tools.garment.edges import soft_edges
from engine.tools.garment.kinds import is_skirt, is_trousers, kind_of_top
from engine.tools.garment.outline import Frame, halves, upright
from engine.tools.garment.sleeves import sleeve_of

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.photo import Photo
    from engine.vision import Vision
    from engine.vision.types import Points

PROXY = 1024
"""Longest side, px, of the picture in which the garment is found; edges are then refined at the photo's own size."""


def prepare(garment: Photo, kind: GarmentType | None, vision: Vision) -> Cloth:
    """Lift the garment off its photo. ``kind`` None: find out.

    Raises SegmentationFailed when the photo shows no garment on plain ground, on transparency or on a person.
    """
    rgb = srgb8(garment)
    proxy = srgb8(garment, PROXY)
    cut = from_alpha(garment, proxy)
    if cut is None:
        cut = cut_off(proxy)
    alpha, colours = soft_edges(rgb, cut.mask, cut.ground)
    if garment.pixels.shape[2] == 4:
        alpha = np.minimum(alpha, garment.pixels[..., 3].astype(np.float32) / np.float32(top_value(garment.pixels.dtype)))
    frame = upright(cut.mask, proxy)
    return described(frame, kind, alpha, colours)


def from_alpha(garment: Photo, proxy: NDArray[np.uint8]) -> Cut | None:
    """The cut that a transparent photo brings along; None for an opaque one."""
    if garment.pixels.shape[2] < 4:
        return None
    alpha = garment.pixels[..., 3].astype(np.float32) / np.float32(top_value(garment.pixels.dtype))
    small = cv2.resize(alpha, (proxy.shape[1], proxy.shape[0]), interpolation=cv2.INTER_AREA)
    if float((small < 0.5).mean()) < 0.01:
        return None
    mask = main_parts(small > 0.5)
    if float(mask.mean()) < LEAST_AREA:
        raise SegmentationFailed("The garment photo is transparent almost everywhere.", REMEDY)
    return Cut(mask, to_lab(proxy), local_ground(proxy, mask), 0.0)


def described(frame: Frame, kind: GarmentType | None, alpha: NDArray[np.float32], colours: NDArray[np.uint8]) -> Cloth:
    """The cloth with its kind and anchors, scaled from the frame to the photo's own pixels."""
    scale = alpha.shape[1] / frame.mask.shape[1]
    left, right = (read_side(path) for path in halves(frame))
    sides = (left, right)
    sleeves = (sleeve_of(frame, left, -1), sleeve_of(frame, right, 1))
    opening = find_opening(frame, sides)
    if kind is None:
        kind = (GarmentType.TROUSERS if is_trousers(frame) else GarmentType.SKIRT if sleeves == (None, None) and is_skirt(frame)
                else kind_of_top(frame, sides, sleeves))
    anchors = placed(frame, sides, sleeves, opening.front, scale, alpha.shape)
    back = full_size(frame.back_mask(opening.back), alpha.shape)
    axis_x = float(frame.back(np.asarray([[frame.axis, frame.mask.shape[0] / 2]]))[0, 0]) * scale
    return Cloth(colours, alpha, back * alpha, kind, anchors, axis_x, kind == GarmentType.JACKET)


def placed(frame: Frame, sides: tuple[Side, Side], sleeves: tuple[Sleeve | None, Sleeve | None], front: NDArray[Any],
           scale: float, shape: tuple[int, ...]) -> Anchors:
    """Anchors of a top or dress in the photo's pixels."""
    def point(name: str, index: int) -> Points:
        half = getattr(sides[index], name)
        moved: Points = frame.back(frame.from_half(half, index * 2 - 1)[None])[0] * np.float32(scale)
        return moved

    left, right = (enlarged(frame, sleeve, scale, shape) for sleeve in sleeves)
    agree = frame.symmetry
    sure = float(min(sides[0].confidence, sides[1].confidence) * np.clip((agree - 0.6) / 0.3, 0.2, 1.0))
    return Anchors(
        neck_left=point("neck", 0), neck_right=point("neck", 1),
        neck_front=frame.back(front[None])[0] * np.float32(scale),
        shoulder_left=point("shoulder", 0), shoulder_right=point("shoulder", 1),
        armpit_left=point("armpit", 0), armpit_right=point("armpit", 1),
        waist_left=point("waist", 0), waist_right=point("waist", 1),
        hem_left=point("hem", 0), hem_right=point("hem", 1),
        crotch=None, sleeve_left=left, sleeve_right=right, confidence=sure)


def enlarged(frame: Frame, sleeve: Sleeve | None, scale: float, shape: tuple[int, ...]) -> Sleeve | None:
    """A sleeve of the frame in the photo's pixels."""
    if sleeve is None:
        return None
    region = full_size(frame.back_mask(sleeve.region), shape) > 0.5
    return Sleeve(frame.back(sleeve.axis) * np.float32(scale), frame.back(sleeve.cuff) * np.float32(scale),
                  sleeve.length * scale, sleeve.glued, region)


def full_size(mask: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.float32]:
    """A proxy mask at the photo's own size."""
    if mask.shape == shape[:2]:
        return mask
    return np.asarray(cv2.resize(mask, (shape[1], shape[0]), interpolation=cv2.INTER_LINEAR), np.float32)
