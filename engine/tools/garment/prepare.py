"""Prepare: a product photo becomes a ``Cloth``: cut off its ground, named, and with the anchors by which it is
fitted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.colour import srgb8
from engine.errors import SegmentationFailed
from engine.photo import top_value
from engine.tools.garment.anchors import Side, in_agreement, read_side
from engine.tools.garment.cloth import Anchors, Cloth, GarmentType, Sleeve
from engine.tools.garment.collar import find_opening, seen_through
from engine.tools.garment.cutting import LEAST_AREA, Cut, cut_off
from engine.tools.garment.edges import scaled_box, soft_edges
from engine.tools.garment.fronts import apart
from engine.tools.garment.ground import REMEDY, local_ground
from engine.tools.garment.kinds import is_open_front, is_skirt, is_trousers, kind_of_top, worn_kind
from engine.tools.garment.lower import crotch, lower_hem, waistband
from engine.tools.garment.masks import box_of, main_parts
from engine.tools.garment.on_model import worn, worn_anchors, worn_mask
from engine.tools.garment.outline import Frame, halves, upright
from engine.tools.garment.pose import stance_of
from engine.tools.garment.sleeves import sleeve_of
from engine.tools.garment.unhidden import behind_arms, continued_over, unhidden
from engine.tools.garment.worn_hem import even_hem
from engine.vision import go_on
from engine.vision.kept import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from engine.photo import Photo
    from engine.vision import Vision
    from engine.vision.types import Body, Points

PROXY = 1024
"""Longest side, px, of the picture in which the garment is found; edges are then refined at the photo's own size."""
LEAST_SYMMETRY = 0.66
"""Iou of a garment's outline with its mirror below which it is taken for something else."""
MOST_BORDER = 0.25
"""Share of the photo's border that a garment may touch."""
POINTS = (
    "neck_left",
    "neck_right",
    "neck_front",
    "shoulder_left",
    "shoulder_right",
    "armpit_left",
    "armpit_right",
    "waist_left",
    "waist_right",
    "hem_left",
    "hem_right",
    "crotch",
)
"""Names of the anchors that are points."""


def prepare(garment: Photo, kind: GarmentType | None, vision: Vision, check: Callable[[], None] = go_on) -> Cloth:
    """Lift the garment off its photo. ``kind`` None: find out. ``check`` is called between the steps and may raise.
    The cloth's arrays are read-only.

    Raises SegmentationFailed when the photo shows no garment on plain ground, on transparency or on a person.
    """
    key = ("cloth", mark_of(garment.pixels), garment.icc, kind)
    return vision.once(key, lambda: _lifted(garment, kind, vision, check))


def _lifted(garment: Photo, kind: GarmentType | None, vision: Vision, check: Callable[[], None]) -> Cloth:
    """``prepare`` of a garment not seen before."""
    proxy = srgb8(garment, PROXY)
    check()
    cut = from_alpha(garment, proxy)
    if cut is None:
        body = worn(garment, proxy, vision, check)
        check()
        if body is not None:
            return worn_cloth(garment, body, kind)
        cut = cut_off(proxy, check)
    check()
    frame = upright(cut.mask, proxy)
    if frame.symmetry < LEAST_SYMMETRY or at_border(cut.mask) > MOST_BORDER:
        raise SegmentationFailed(
            "What stands out from the ground of the garment photo does not look like a garment.", REMEDY
        )
    colours = srgb8(garment)
    check()
    alpha, colours = soft_edges(colours, cut.mask & ~cut.holes, cut.ground)
    check()
    if garment.pixels.shape[2] == 4:
        alpha = np.minimum(alpha, own_alpha(garment))
    return described(frame, kind, alpha, colours, cut.holes)


def at_border(mask: NDArray[np.bool_]) -> float:
    """Share of the photo's border that the mask touches."""
    return float(np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean())


def own_alpha(garment: Photo) -> NDArray[np.float32]:
    """(H, W) float32 0..1: the alpha channel of a photo that has one."""
    return garment.pixels[..., 3].astype(np.float32) * np.float32(1 / top_value(garment.pixels.dtype))


def worn_cloth(garment: Photo, body: Body, kind: GarmentType | None) -> Cloth:
    """The cloth of a garment that a person wears in its photo; where a hand or hair covers it, the cloth around goes
    on."""
    below = kind is not None and not kind.covers_torso
    mask = worn_mask(body.lower if below else even_hem(body, worn_mask(body.clothes)))
    if float(mask.mean()) < LEAST_AREA:
        raise SegmentationFailed("The garment that the person wears cannot be told from its surroundings.", REMEDY)
    whole, hidden = unhidden(body, mask, kind)
    rgb = continued_over(srgb8(garment), body.image, whole, hidden)
    alpha, colours = soft_edges(rgb, whole, local_ground(body.image, whole))
    if below:
        return replace(described(upright(whole, body.image), kind, alpha, colours), on_model=True)
    anchors = worn_anchors(body, whole)
    if kind is None:
        kind = worn_kind(body, anchors)
    scale = alpha.shape[1] / mask.shape[1]
    axis = (
        0.5 * float(anchors.hem_left[0] + anchors.hem_right[0]) if anchors.neck_front is None else anchors.neck_front[0]
    )
    return Cloth(
        colours,
        alpha,
        np.zeros_like(alpha),
        kind,
        scaled(anchors, scale, alpha.shape),
        float(axis) * scale,
        open_front=False,
        on_model=True,
        behind_arms=behind_arms(body),
        stance=stance_of(body, anchors),
    )


def scaled(anchors: Anchors, scale: float, shape: tuple[int, ...]) -> Anchors:
    """Anchors of the proxy in the photo's own pixels."""
    changed: dict[str, Any] = {
        name: getattr(anchors, name) * np.float32(scale) for name in POINTS if getattr(anchors, name) is not None
    }
    for name in ("sleeve_left", "sleeve_right"):
        changed[name] = enlarged(getattr(anchors, name), scale, shape)
    return replace(anchors, **changed)


def enlarged(sleeve: Sleeve | None, scale: float, shape: tuple[int, ...]) -> Sleeve | None:
    """A sleeve of the proxy in the photo's own pixels."""
    if sleeve is None:
        return None
    region = np.zeros(shape[:2], np.bool_)
    box, part = enlarged_part(sleeve.region, shape)
    region[box] = part > 0.5
    return Sleeve(
        sleeve.axis * np.float32(scale), sleeve.cuff * np.float32(scale), sleeve.length * scale, sleeve.glued, region
    )


def from_alpha(garment: Photo, proxy: NDArray[np.uint8]) -> Cut | None:
    """The cut that a transparent photo brings along; None for an opaque one."""
    if garment.pixels.shape[2] < 4:
        return None
    small = cv2.resize(own_alpha(garment), (proxy.shape[1], proxy.shape[0]), interpolation=cv2.INTER_AREA)
    if float((small < 0.5).mean()) < 0.01:
        return None
    mask = main_parts(small > 0.5)
    if float(mask.mean()) < LEAST_AREA:
        raise SegmentationFailed("The garment photo is transparent almost everywhere.", REMEDY)
    return Cut(mask, np.zeros_like(mask), local_ground(proxy, mask))


def described(
    frame: Frame,
    kind: GarmentType | None,
    alpha: NDArray[np.float32],
    colours: NDArray[np.uint8],
    holes: NDArray[np.bool_] | None = None,
) -> Cloth:
    """The cloth with its kind and anchors, scaled from the frame to the photo's own pixels. ``holes`` (H, W) of the
    proxy: ground that is seen at the neck."""
    scale = alpha.shape[1] / frame.mask.shape[1]
    paths = halves(frame)
    sides = in_agreement(read_side(paths[0]), read_side(paths[1]))
    sleeves = (sleeve_of(frame, sides[0], -1), sleeve_of(frame, sides[1], 1))
    axis_x = float(frame.back(np.asarray([[frame.axis, frame.mask.shape[0] / 2]]))[0, 0]) * scale
    if kind is None and sleeves == (None, None):
        kind = GarmentType.TROUSERS if is_trousers(frame) else GarmentType.SKIRT if is_skirt(frame) else None
    if kind is not None and not kind.covers_torso:
        anchors = scaled(lower_anchors(frame, paths, kind), scale, alpha.shape)
        return Cloth(colours, alpha, np.zeros_like(alpha), kind, anchors, axis_x, False)
    opening = None if holes is None else seen_through(frame, sides, frame.there(holes))
    opening = opening or find_opening(frame, sides)
    if opening.ends is not None:
        sides = with_necks(frame, sides, opening.ends)
    if kind is None:
        kind = kind_of_top(frame, sides, sleeves, opening)
    anchors = scaled(upper_anchors(frame, sides, sleeves, opening.front), scale, alpha.shape)
    back = np.zeros_like(alpha)
    box, part = enlarged_part(frame.back_mask(opening.back), alpha.shape)
    back[box] = part * alpha[box]
    depth = (float(opening.front[1]) - float(sides[0].neck[1])) / max(float(sides[0].hem[1] - sides[0].neck[1]), 1.0)
    parts = kind == GarmentType.JACKET and is_open_front(frame, sides, 0.0 if opening.edge is None else depth)
    return apart(Cloth(colours, alpha, back, kind, anchors, axis_x, parts))


def with_necks(frame: Frame, sides: tuple[Side, Side], ends: NDArray[Any]) -> tuple[Side, Side]:
    """The sides with the neck's corners at ``ends`` (2, 2) of the frame."""
    left, right = (
        replace(side, neck=np.array([abs(end[0] - frame.axis), end[1]]))
        for side, end in zip(sides, ends, strict=True)
    )
    return left, right


def upper_anchors(
    frame: Frame, sides: tuple[Side, Side], sleeves: tuple[Sleeve | None, Sleeve | None], front: NDArray[Any]
) -> Anchors:
    """Anchors of a top or dress in the proxy's pixels."""

    def point(side: int, half: NDArray[Any]) -> Points:
        moved: Points = frame.back(frame.from_half(half, side * 2 - 1)[None])[0]
        return moved

    left, right = sides
    turned = [
        None
        if sleeve is None
        else replace(
            sleeve,
            axis=frame.back(sleeve.axis),
            cuff=frame.back(sleeve.cuff),
            region=frame.back_mask(sleeve.region) > 0.5,
        )
        for sleeve in sleeves
    ]
    sure = float(min(left.confidence, right.confidence) * np.clip((frame.symmetry - 0.6) / 0.3, 0.2, 1.0))
    return Anchors(
        neck_left=point(0, left.neck),
        neck_right=point(1, right.neck),
        neck_front=frame.back(front[None])[0],
        shoulder_left=point(0, left.shoulder),
        shoulder_right=point(1, right.shoulder),
        armpit_left=point(0, left.armpit),
        armpit_right=point(1, right.armpit),
        waist_left=point(0, left.waist),
        waist_right=point(1, right.waist),
        hem_left=point(0, left.hem),
        hem_right=point(1, right.hem),
        crotch=None,
        sleeve_left=turned[0],
        sleeve_right=turned[1],
        confidence=sure,
    )


def lower_anchors(frame: Frame, paths: tuple[NDArray[Any], NDArray[Any]], kind: GarmentType) -> Anchors:
    """Anchors of a skirt or trousers in the proxy's pixels."""
    waist = frame.back(np.stack(waistband(frame)))
    hem = frame.back(
        np.stack([frame.from_half(lower_hem(path), sign) for path, sign in zip(paths, (-1, 1), strict=True)])
    )
    fork = crotch(frame) if kind == GarmentType.TROUSERS else None
    sure = float(np.clip((frame.symmetry - 0.6) / 0.3, 0.2, 1.0))
    return Anchors(
        neck_left=None,
        neck_right=None,
        neck_front=None,
        shoulder_left=None,
        shoulder_right=None,
        armpit_left=None,
        armpit_right=None,
        waist_left=waist[0],
        waist_right=waist[1],
        hem_left=hem[0],
        hem_right=hem[1],
        crotch=None if fork is None else frame.back(fork[None])[0],
        sleeve_left=None,
        sleeve_right=None,
        confidence=sure,
    )


def enlarged_part(
    mask: NDArray[np.float32] | NDArray[np.bool_], shape: tuple[int, ...]
) -> tuple[tuple[slice, slice], NDArray[np.float32]]:
    """A box of the photo and what a proxy mask holds in it, (h, w) float32; beyond the box it is 0."""
    if not mask.any():
        return (slice(0, 1), slice(0, 1)), np.zeros((1, 1), np.float32)
    near = box_of(mask > 0, 2)
    box = scaled_box(near, shape[1] / mask.shape[1], shape[0], shape[1])
    size = (box[1].stop - box[1].start, box[0].stop - box[0].start)
    part = cv2.resize(mask[near].astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    return box, np.asarray(part, np.float32)
