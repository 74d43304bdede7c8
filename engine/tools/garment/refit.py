"""Refit: a garment fitted again and again while somebody moves its anchors or the person's landmarks.

What does not depend on them (finding the person, cutting the garment out, the light) is done once; each fit is painted
on a picture of at most 1 MP, from masks of a whole part of its size (``picture/quick.py``), in a tenth of a second.
Once the hand rests, the picture is made as the job will make it, with its attempts, in half a second each.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.beside import beside
from engine.colour import srgb8
from engine.photo import Photo, composite
from engine.tools.garment.align import RECIPES, fitted, shrunk
from engine.tools.garment.attempts import attempts, best_of
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import Ground
from engine.tools.garment.handmade import Handmade, Place, with_anchors
from engine.tools.garment.landmarks import JOINTS, with_landmarks
from engine.tools.garment.load import load
from engine.tools.garment.picture.ahead import light_for, look_ahead
from engine.tools.garment.picture.legs import refuse_cut_off
from engine.tools.garment.picture.quick import grain_of, painted
from engine.tools.garment.picture.render import render
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import POINTS, prepare
from engine.tools.garment.segment import segment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from engine.context import Context
    from engine.tools.garment.align import Fit
    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.options import GarmentOptions
    from engine.tools.garment.picture.light import Light
    from engine.tools.garment.pose import Wearer
    from engine.vision.types import Body

    Rgb8 = NDArray[np.uint8]
    Point = tuple[float, float]

MOST_PIXELS = 1_000_000
"""Pixels, at most, of the picture; a smaller photo is shown at rest as it is."""
MASK_PIXELS = 120_000
"""Pixels, at most, of the masks that a draft is fitted with."""
CLOTH_SIDE = 640
"""Longest side, px, of the garment."""
QUICK = replace(RECIPES[0], gates=(0.25, 0.12, 0.06))
"""The first recipe with fewer rounds of matching."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What a finished picture is made from: ``photo``: the person, 8-bit sRGB, at most 1 MP; ``body`` and ``cloth`` as
    fine as they were found."""

    photo: Photo
    body: Body
    cloth: Cloth


@dataclass(frozen=True, slots=True)
class Refit:
    """One person and one garment, ready to be fitted. ``rgb``: the person, sRGB, at most 1 MP, and ``grain`` for it;
    ``wearer``: the same with all joints where they were found; ``shrink`` and ``cloth_shrink``: px of ``rgb``, and of
    ``cloth``, per px of the photos as they are; ``first``: the fit with all places as they were found, near which the
    others are searched for; ``ground``: of ``wearer``; ``light``: on what is worn; ``whole``: for ``settled``."""

    rgb: Rgb8
    grain: Rgb8
    wearer: Wearer
    cloth: Cloth
    options: GarmentOptions
    shrink: float
    cloth_shrink: float
    first: Fit
    ground: Ground
    light: Light
    whole: Whole

    @property
    def anchors(self) -> dict[str, Point]:
        """Where the garment's anchors were found, px of the garment's photo, by name."""
        places = ((name, getattr(self.cloth.anchors, name)) for name in POINTS)
        return {name: _point(place / self.cloth_shrink) for name, place in places if place is not None}

    @property
    def landmarks(self) -> dict[str, Point]:
        """Where the person's joints were found, px of the person's photo, by name."""
        body = self.wearer.body
        scale = body.scale * self.shrink
        return {name: _point(body.pose.points[joint] / scale) for name, joint in JOINTS.items()}

    def draft(self, anchors: Mapping[str, Point], landmarks: Mapping[str, Point], ctx: Context) -> Rgb8:
        """(h, w, 3) uint8 sRGB: the fit with these places moved, in the units of ``anchors`` and ``landmarks``.

        On the calling thread and one beside it; ``ctx`` serves for cancelling. Raises UsageError for places that make
        no sense (left right of right), WarpFailed when nothing can be laid so.
        """
        cloth = with_anchors(self.cloth, _placed(anchors, self.cloth_shrink))
        body = _moved(self.wearer.body, landmarks, self.shrink)
        wearer = self.wearer if body is self.wearer.body else read_pose(body)
        ctx.check()
        fit = fitted(cloth, wearer, QUICK, ctx.check, self.first, self.ground if wearer is self.wearer else None)
        ctx.check()
        return painted(self.rgb, self.grain, self.light, fit, wearer, self.options, ctx)

    def settled(self, anchors: Mapping[str, Point], landmarks: Mapping[str, Point], ctx: Context) -> Rgb8:
        """As ``draft``, by the steps of the job: for when the hand rests. May run beside a draft."""
        whole = self.whole
        cloth = with_anchors(whole.cloth, _placed(anchors, 1.0))
        wearer = read_pose(_moved(whole.body, landmarks, whole.photo.width * self.shrink / self.rgb.shape[1]))
        ctx.check()
        ahead, tried = beside(
            lambda: look_ahead(whole.photo, wearer, cloth.kind, self.options.realism_level),
            lambda: attempts(cloth, wearer, self.options, ctx, nullcontext),
        )
        ctx.check()
        fit = best_of(tried).fit
        return composite(whole.photo, render(whole.photo, cloth, fit, wearer, ahead, self.options, ctx)).pixels


def _placed(anchors: Mapping[str, Point], shrink: float) -> Handmade:
    """Anchors in px of the garment's photo, for one ``shrink`` times as large."""
    return Handmade(
        tuple(Place(name, np.asarray(place, np.float32) * np.float32(shrink)) for name, place in anchors.items()), None
    )


def _moved(body: Body, landmarks: Mapping[str, Point], shrink: float) -> Body:
    """The body with joints at places, px of the person's photo, in a picture ``shrink`` times as large."""
    places = {name: np.asarray(place, np.float32) * np.float32(shrink) for name, place in landmarks.items()}
    return with_landmarks(body, places)


def refit(person: Photo, garment: Photo, options: GarmentOptions, ctx: Context) -> Refit:
    """Look at both photos: what ``pipeline.run`` does before it fits. Raises LookroomError."""
    load(person, garment)
    body = segment(person, options.person, ctx)
    ctx.check()
    kind = None if options.garment_type == "auto" else GarmentType(options.garment_type)
    prepared = prepare(garment, kind, ctx.vision, ctx.check)
    cloth, cloth_shrink = shrunk(prepared, CLOTH_SIDE)
    width, height, times = drawn_size(person.width, person.height)
    large = person.width * person.height > MOST_PIXELS
    fine = srgb8(person, times * max(width, height) if large else None)
    whole = Whole(Photo(fine), replace(body, scale=body.scale * person.width / fine.shape[1]), prepared)
    rgb = fine
    if rgb.shape[:2] != (times * height, times * width):
        rgb = np.asarray(cv2.resize(fine, (times * width, times * height), interpolation=cv2.INTER_AREA), np.uint8)
    shrink = rgb.shape[1] / person.width
    wearer = read_pose(smaller(replace(body, scale=body.scale / shrink), (width, height)))
    ground = Ground(wearer)
    first = fitted(cloth, wearer, QUICK, ctx.check, ground=ground)
    refuse_cut_off(first, wearer)
    light = light_for(cloth.kind, wearer, options.realism_level)
    grain = grain_of(rgb.shape[0], rgb.shape[1], ctx.seed)
    return Refit(rgb, grain, wearer, cloth, options, shrink, cloth_shrink, first, ground, light, whole)


def drawn_size(width: int, height: int) -> tuple[int, int, int]:
    """Width and height of the masks for a photo of this size, and how many times as large the picture is."""
    factor = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    times = max(1, ceil((factor**2 * width * height / MASK_PIXELS) ** 0.5))
    return max(1, round(width * factor / times)), max(1, round(height * factor / times)), times


def smaller(body: Body, size: tuple[int, int]) -> Body:
    """The body with masks and places at a size (width, height) px."""
    height, width = body.image.shape[:2]
    across = size[0] / width
    factor = np.array([across, size[1] / height], np.float32)
    changed: dict[str, Any] = {
        name: cv2.resize(mask, size, interpolation=cv2.INTER_AREA) for name, mask in body.masks().items()
    }
    changed["image"] = cv2.resize(body.image, size, interpolation=cv2.INTER_AREA)
    changed["pose"] = replace(body.pose, points=body.pose.points * factor, depth=body.pose.depth * factor[0])
    if body.face_mesh is not None:
        face = body.face_mesh
        changed["face_mesh"] = replace(face, points=face.points * factor, depth=face.depth * factor[0])
    return replace(body, scale=body.scale * across, **changed)


def _point(place: NDArray[np.float32]) -> Point:
    return float(place[0]), float(place[1])
