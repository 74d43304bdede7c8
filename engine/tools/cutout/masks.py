"""Which mask answers what was asked, and which are kept for debugging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import PoseFailed, SegmentationFailed
from engine.vision.matting import refine

if TYPE_CHECKING:
    from engine.context import ArtifactSink
    from engine.photo import Mask, Photo
    from engine.tools.cutout.options import CutoutOptions
    from engine.vision import Vision
    from engine.vision.types import Body

LEAST_SHARE = 4e-4
"""A part that covers less of the picture than this was not found."""
KEPT = ("person", "hair", "clothes", "torso", "arms")


@dataclass(frozen=True, slots=True)
class Seen:
    """``mask`` (h, w) float32 0..1 of what was asked for, on vision's small picture; ``body`` if a pose was found."""

    mask: Mask
    body: Body | None


def look(photo: Photo, options: CutoutOptions, vision: Vision) -> Seen:
    """Find what was asked for. Raises PoseFailed or SegmentationFailed when it is not in the photo."""
    eyes = vision if options.model == "auto" else vision.starter_only()
    if options.of == "subject":
        return everybody(photo, eyes, "Nobody was found in this photo, and there is no model for other subjects.")
    try:
        body = eyes.body(photo, options.person, whole_torso=False)
    except PoseFailed:
        if options.of != "person" or options.person:
            raise
        return everybody(photo, eyes, "No person was found in this photo.")
    mask: Mask = body.masks()[options.of]
    if float(mask.mean()) < LEAST_SHARE:
        raise SegmentationFailed(f"No {options.of} was found on this person.",
                                 "Choose a photo that shows it, or cut out something else.")
    return Seen(mask, body)


def everybody(photo: Photo, vision: Vision, failure: str) -> Seen:
    """All people together; raises SegmentationFailed with the sentence ``failure`` when there are none."""
    mask = vision.person_mask(vision.proxy(photo))
    if float((mask > 0.5).mean()) < 0.01:
        raise SegmentationFailed(failure, "Choose a photo of a person.")
    return Seen(mask, None)


def keep_artifacts(seen: Seen, mask: Mask, photo: Photo, artifacts: ArtifactSink) -> None:
    """``mask``, and the body's masks at the photo's size."""
    if not artifacts.wanted:
        return
    artifacts.picture("mask", np.rint(mask * 255).astype(np.uint8))
    if seen.body is None:
        return
    for name in KEPT:
        full = refine(seen.body.masks()[name], photo.pixels)
        artifacts.picture(f"{name}_mask", np.rint(full * 255).astype(np.uint8))
