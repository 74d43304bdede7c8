"""Segment: the person and what is worn, by the shared vision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import SegmentationFailed

if TYPE_CHECKING:
    from engine.context import Context
    from engine.photo import Mask, Photo
    from engine.vision.types import Body

LEAST_CLOTHES = 0.02
"""Clothes on less than this share of the person's pixels cannot be told from the skin."""


def segment(person: Photo, number: int, ctx: Context) -> Body:
    """The person's masks. Raises PoseFailed (no person, no torso, seen from behind) and SegmentationFailed."""
    body = ctx.vision.body(person, number)
    if float(body.clothes.sum()) < LEAST_CLOTHES * max(float(body.person.sum()), 1.0):
        raise SegmentationFailed("What the person wears could not be told from skin and background.",
                                 "Choose a photo with more light or a plainer background.")
    return replace(body, clothes=mended(body))


def mended(body: Body) -> Mask:
    """The clothes with narrow gaps closed that are person but neither skin, hair nor hand: tapes, piping, buttons."""
    unit = body.pose.shoulder_width
    size = max(3, round(0.07 * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    closed = cv2.morphologyEx(body.clothes, cv2.MORPH_CLOSE, disc)
    other = np.maximum(np.maximum(body.hair, body.skin), np.maximum(body.hands, np.maximum(body.face, body.lower)))
    out: Mask = np.where(body.person > 0.5, np.maximum(body.clothes, np.minimum(closed, 1 - other)), body.clothes)
    return out.astype(np.float32)
