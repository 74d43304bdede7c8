"""Segment: the person and what is worn, by the shared vision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import SegmentationFailed

if TYPE_CHECKING:
    from engine.context import Context
    from engine.photo import Photo
    from engine.vision.types import Body

LEAST_CLOTHES = 0.02
"""Clothes on less than this share of the person's pixels cannot be told from the skin."""


def segment(person: Photo, number: int, ctx: Context) -> Body:
    """The person's masks. Raises PoseFailed (no person, no torso, seen from behind) and SegmentationFailed."""
    body = ctx.vision.body(person, number)
    if float(body.clothes.sum()) < LEAST_CLOTHES * max(float(body.person.sum()), 1.0):
        raise SegmentationFailed("What the person wears could not be told from skin and background.",
                                 "Choose a photo with more light or a plainer background.")
    return body
