"""Handmade: anchors that a person places by hand, read from a JSON file, in place of those that were found.

The file holds one object: names of points with [x, y] in px of the garment photo, and perhaps "kind". What it leaves
out is found as ever.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import UsageError
from engine.tools.garment.cloth import Cloth, GarmentType, Sleeve
from engine.tools.garment.places import Words, point, read_object
from engine.tools.garment.prepare import POINTS, prepare
from engine.vision import go_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

    from engine.photo import Photo
    from engine.tools.garment.cloth import Anchors
    from engine.vision import Vision
    from engine.vision.types import Points

REMEDY = (
    'Write the anchors as JSON, {"neck_left": [x, y], "hem_right": [x, y]}, in pixels of the garment photo from its '
    f"top left corner; the names are {', '.join(POINTS)}."
)
PAIRS = ("neck", "shoulder", "armpit", "waist", "hem")
LOWER = frozenset(("waist_left", "waist_right", "hem_left", "hem_right", "crotch"))
"""Points of trousers; a skirt has no crotch."""
UPPER = frozenset(POINTS) - {"crotch"}
ESSENTIAL_LOWER = LOWER - {"crotch"}
ESSENTIAL_UPPER = UPPER - {"neck_front", "waist_left", "waist_right"}
"""Points that, all placed by hand, leave no doubt."""
WORDS = Words(
    "The file of anchors cannot be read.",
    "The file of anchors is not JSON.",
    "The file of anchors is not one JSON object of names and points.",
    REMEDY,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One point, (2,) float32 px of the garment photo, and its name among ``POINTS``."""

    name: str
    at: Points


@dataclass(frozen=True, slots=True)
class Handmade:
    """What a file of anchors says."""

    places: tuple[Place, ...]
    kind: GarmentType | None


def prepared_by_hand(
    garment: Photo, kind: GarmentType | None, path: Path, vision: Vision, check: Callable[[], None] = go_on
) -> Cloth:
    """``prepare`` with the anchors in the file ``path``; a ``kind`` asked for outdoes the file's. ``check`` is called
    between the steps and may raise.

    Raises UsageError for a file that cannot be read or does not fit the photo; else as ``prepare``.
    """
    hand = read_handmade(path)
    for place in hand.places:
        if not (0 <= place.at[0] < garment.width and 0 <= place.at[1] < garment.height):
            raise UsageError(
                f"The anchor {place.name} lies outside of the garment photo, "
                f"which is {garment.width} x {garment.height} pixels.",
                REMEDY,
            )
    return with_anchors(prepare(garment, kind or hand.kind, vision, check), hand)


def read_handmade(path: Path) -> Handmade:
    """The anchors in a JSON file. Raises UsageError."""
    said = read_object(path, WORDS)
    kind = said.pop("kind", None)
    if kind is not None and kind not in [str(one) for one in GarmentType]:
        raise UsageError("The file of anchors names an unknown kind.", f"Choose one of {', '.join(GarmentType)}.")
    unknown = sum(name not in POINTS for name in said)
    if unknown:
        raise UsageError(f"The file of anchors has {unknown} unknown name{'s' if unknown > 1 else ''}.", REMEDY)
    places = tuple(Place(name, point(name, value, WORDS)) for name, value in said.items())
    return Handmade(places, None if kind is None else GarmentType(kind))


def with_anchors(cloth: Cloth, hand: Handmade) -> Cloth:
    """The cloth with its anchors replaced by those placed by hand; sleeves follow shoulders and armpits that moved.

    Raises UsageError for points that the kind does not have, and for a left one that lies right of its right one.
    """
    below = not cloth.kind.covers_torso
    own = (LOWER if cloth.kind == GarmentType.TROUSERS else LOWER - {"crotch"}) if below else UPPER
    for place in hand.places:
        if place.name not in own:
            raise UsageError(
                f"A garment of the kind {cloth.kind} has no {place.name}.",
                "Leave it out of the file of anchors, or name the kind with --garment-type.",
            )
    if not hand.places:
        return cloth
    changed: dict[str, Any] = {place.name: place.at for place in hand.places}
    old = cloth.anchors
    new = replace(old, **changed)
    for pair in PAIRS:
        left, right = getattr(new, f"{pair}_left"), getattr(new, f"{pair}_right")
        if left is not None and right is not None and left[0] >= right[0]:
            raise UsageError(
                f"The anchor {pair}_left does not lie left of {pair}_right.",
                "Left and right are meant as seen in the picture.",
            )
    sure = (ESSENTIAL_LOWER if below else ESSENTIAL_UPPER) <= changed.keys()
    stance = cloth.stance  # where the collar sat on a model was read from the places that are wrong
    if any(name.startswith("neck") for name in changed):
        stance = replace(stance, neck=None)
    if any(name.startswith("shoulder") for name in changed):
        stance = replace(stance, shoulders=None)
    return replace(
        cloth,
        stance=stance,
        anchors=replace(
            new,
            sleeve_left=followed(old.sleeve_left, old, new, "left", cloth),
            sleeve_right=followed(old.sleeve_right, old, new, "right", cloth),
            confidence=1.0 if sure else old.confidence,
        ),
    )


def followed(sleeve: Sleeve | None, old: Anchors, new: Anchors, side: str, cloth: Cloth) -> Sleeve | None:
    """The sleeve after its armhole went from the old line shoulder - armpit to the new one."""
    was = line(old, side)
    now = line(new, side)
    if sleeve is None or was is None or now is None or np.array_equal(was, now):
        return sleeve
    axis = sleeve.axis.copy()
    axis[0] = now[0]
    length = float(np.hypot(*np.diff(axis, axis=0).T).sum())
    return replace(sleeve, axis=axis, length=length, region=moved_region(sleeve, was, now, cloth))


def line(anchors: Anchors, side: str) -> NDArray[np.float32] | None:
    """(2, 2) shoulder and armpit of one side; None without them."""
    shoulder, armpit = getattr(anchors, f"shoulder_{side}"), getattr(anchors, f"armpit_{side}")
    return None if shoulder is None or armpit is None else np.stack([shoulder, armpit]).astype(np.float32)


def moved_region(
    sleeve: Sleeve, was: NDArray[np.float32], now: NDArray[np.float32], cloth: Cloth
) -> NDArray[np.bool_]:
    """(H, W) bool: the sleeve's region, where between the old and the new armhole the cloth beyond the new line is the
    sleeve's, and the cloth before it the body's."""
    ends = np.concatenate([longer(was), longer(now)])
    between = np.zeros(sleeve.region.shape, np.uint8)
    cv2.fillConvexPoly(between, np.rint(cv2.convexHull(ends)).astype(np.int32), 1)
    rows, columns = np.nonzero(between)
    along = now[1] - now[0]
    beyond = (columns - now[0, 0]) * along[1] - (rows - now[0, 1]) * along[0]
    far = sleeve.axis[-1] - now[0]
    beyond = beyond * np.sign(far[0] * along[1] - far[1] * along[0])
    out = sleeve.region.copy()
    out[rows, columns] = (beyond > 0) & (cloth.alpha[rows, columns] > 0.05)
    return out


def longer(ends: NDArray[np.float32]) -> NDArray[np.float32]:
    """A line carried on at its upper end, over the seam's rise above the shoulder point."""
    return np.stack([ends[0] + 0.25 * (ends[0] - ends[1]), ends[1]])
