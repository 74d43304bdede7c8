"""Segment: the person and what is worn, by the shared vision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import PoseFailed, SegmentationFailed
from engine.photo import Box
from engine.raster import pieces, ramp
from engine.tools.garment.masks import box_of_piece, softly_closed
from engine.tools.garment.wearer.collars import won_back
from engine.tools.garment.wearer.frame import down_torso, frame_of, within
from engine.tools.garment.wearer.fringes import RIM, beside_clothes, with_rim, without_fringe, without_rims
from engine.tools.garment.wearer.gap_edges import with_gap_edges
from engine.tools.garment.wearer.gaps import without_gaps
from engine.tools.garment.wearer.hem_line import with_even_hem
from engine.tools.garment.wearer.joints import with_hidden, with_middles, with_wrists
from engine.tools.garment.wearer.limbs import off_arms
from engine.tools.garment.wearer.settling import settled
from engine.tools.garment.wearer.shoes import without_shoes
from engine.tools.garment.wearer.strands import strands, tips, with_locks, without_specks, without_strangers
from engine.tools.garment.wearer.tails import without_tails
from engine.tools.garment.wearer.things import with_things
from engine.vision.kept import mark_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from engine.context import Context
    from engine.photo import Mask, Photo
    from engine.vision.types import Body, Rgb8

    Bools = NDArray[np.bool_]

HIPS = 1.0
"""Where a top ends when its hem cannot be seen, in torso lengths from the shoulders."""
UPRIGHT = 0.5
"""Least share of the way down the picture that the way from the shoulders to the hips must be (cosine of 60
degrees)."""
ISLAND, AROUND, BETWEEN = 0.03, 0.7, 0.45
"""Pieces of cloth of fewer squared shoulder widths may be mistakes: they are, where so much of what surrounds them is
bare skin or is trousers, and thin ones where so much is either."""
EITHER = 0.15
"""Least share of both beside a strip that is their border."""
SOFT = 1.5
"""px by which a piece's soft edge adds to half of its width."""
WON = 0.3
"""Where clothes won this much back from skin and hair their colour is sure."""
CUFF = 1.5
"""Half width of a sleeve in radii of a bare arm."""
LEAST_CLOTHES = 0.02
"""Clothes on less than this share of the person's pixels cannot be told from the skin."""


def segment(person: Photo, number: int, ctx: Context) -> Body:
    """The person's masks, read-only.

    Raises PoseFailed (no person, no torso, seen from behind) and SegmentationFailed.
    """
    image = ctx.vision.proxy(person)
    scale = image.shape[1] / person.width
    body = ctx.vision.once(("wearer", mark_of(image), scale, number), lambda: _told(image, scale, number, ctx))
    if body.people > 1:
        ctx.warn(f"The photo shows {body.people} people; the garment goes on person {number}, where 0 is the largest.")
    return body


def _told(image: Rgb8, scale: float, number: int, ctx: Context) -> Body:
    """The masks of one person of a photo's proxy."""
    body = ctx.vision.body_in(image, scale, number, check=ctx.check)
    ctx.check()
    if frame_of(body.pose).down[1] < UPRIGHT:
        raise PoseFailed(
            "The person does not stand or sit upright in the photo.", "Rotate the photo so that the head is at the top."
        )
    if float(body.clothes.sum()) < LEAST_CLOTHES * max(float(body.person.sum()), 1.0):
        raise SegmentationFailed(
            "What the person wears could not be told from skin and background.",
            "Choose a photo with more light or a plainer background.",
        )
    whole = with_middles(with_wrists(with_hidden(refined(body, ctx.check))))
    ctx.check()
    return with_rim(with_things(with_even_hem(parted(replace(whole, clothes=mended(whole))))))


def refined(body: Body, check: Callable[[], None]) -> Body:
    """The body with what is worn told from hair, skin and background once more, by what clothes look like. ``check`` is
    called between the steps and may raise."""
    body = without_islands(with_locks(without_strangers(body)))
    whole = won_back(body)
    body = with_strands(without_rims(whole), whole.clothes - body.clothes > WON)
    check()
    body = without_fringe(body)
    check()
    return without_shoes(with_gap_edges(without_gaps(without_tails(settled(body)))))


def with_strands(body: Body, collar: Bools) -> Body:
    """Hair told from cloth and skin strand by strand; what hair no longer claims goes to what lies there. ``collar``
    (H, W): cloth that was told by its own colour, on which no more hair is seen."""
    locks = np.maximum(body.hair, ends := tips(body))
    skin = body.skin - ends
    drawn, told = strands(replace(body, hair=locks, skin=skin))
    hair = without_specks(np.where(collar, np.minimum(drawn, locks), drawn), body.pose.shoulder_width)
    x, y, width, height = cv2.boundingRect((locks > 0).astype(np.uint8))
    if not width:
        return body
    box = np.s_[y : y + height, x : x + width]
    clothes = body.clothes.copy()
    gone = np.maximum(locks[box] - hair[box], 0)
    near = cv2.dilate((body.clothes[box] > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    near |= told[box]
    to_cloth, to_skin = (
        cv2.distanceTransform((~known).view(np.uint8), cv2.DIST_L2, 3)
        for known in (body.clothes[box] > 0.9, (skin[box] > 0.9) & (locks[box] < 0.1))
    )
    near |= to_cloth < to_skin
    clothes[box] = np.where(near, np.maximum(clothes[box], gone), clothes[box])
    skin[box] = np.where(near, skin[box], np.maximum(skin[box], gone))
    return replace(body, hair=hair, clothes=clothes, skin=skin)


def without_islands(body: Body) -> Body:
    """Small pieces of cloth inside bare skin or the trousers are highlights and buttons, thin ones between the two, and
    thin strips that the clothes send out there, are their border: they belong to these."""
    unit = body.pose.shoulder_width
    margin = max(3, round(0.02 * unit))
    around_all = beside_clothes(body, 2 * margin)
    clothes, skin, lower = body.clothes.copy(), body.skin.copy(), body.lower.copy()
    parts = (clothes[around_all], skin[around_all], lower[around_all])
    some = parts[0] > 0.08
    labels, areas = pieces(some)
    for label in 1 + np.flatnonzero(areas[1:] <= ISLAND * unit**2):
        box, own = _piece(labels, label, margin)
        worn, bare, low = _beside(parts, box, own, margin)
        apart = worn < LEAST_CLOTHES
        if max(bare, low) > AROUND or (apart and _thin(own, unit) and bare + low > BETWEEN):
            _given(parts, box, own, bare > low)
    square = np.ones((2 * round(0.5 * RIM * unit + SOFT) + 1,) * 2, np.uint8)
    wide = cv2.morphologyEx(some.view(np.uint8), cv2.MORPH_OPEN, square)
    labels, areas = pieces(some & (cv2.dilate(wide, np.ones((3, 3), np.uint8)) == 0))
    for label in 1 + np.flatnonzero(areas[1:] > len(square) ** 2):
        box, own = _piece(labels, label, margin)
        _, bare, low = _beside(parts, box, own, margin)
        if min(bare, low) > EITHER and bare + low > BETWEEN:
            _given(parts, box, own, bare > low)
    return replace(body, clothes=clothes, skin=skin, lower=lower)


def _piece(labels: NDArray[np.int32], label: int | np.integer[Any], margin: int) -> tuple[tuple[slice, slice], Bools]:
    """A box around a numbered piece with a margin, and the piece in it."""
    rows, columns = box_of_piece(labels, label)
    box = (
        slice(max(0, rows.start - margin), rows.stop + margin),
        slice(max(0, columns.start - margin), columns.stop + margin),
    )
    return box, labels[box] == label


def _beside(parts: tuple[Mask, Mask, Mask], box: tuple[slice, slice], own: Bools, margin: int) -> list[float]:
    """Which share of what surrounds a piece each mask has."""
    ring = cv2.dilate(own.astype(np.uint8), np.ones((2 * margin - 1, 2 * margin - 1), np.uint8)) > own
    return [float((part[box][ring] > 0.5).mean()) for part in parts]


def _given(parts: tuple[Mask, Mask, Mask], box: tuple[slice, slice], own: Bools, to_skin: bool) -> None:
    """Give a piece of the clothes to the skin or to what is worn below. In place."""
    worn, taker = parts[0][box], parts[1 if to_skin else 2][box]
    taker[own] = np.maximum(taker, worn)[own]
    worn[own] = 0


def _thin(piece: Bools, unit: float) -> bool:
    """Whether a piece, soft edges and all, is nowhere wider than a border between two things."""
    solid = cv2.copyMakeBorder(piece.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    return bool(cv2.distanceTransform(solid, cv2.DIST_L2, 3).max() < 0.5 * RIM * unit + SOFT)


def mended(body: Body) -> Mask:
    """The clothes with what no class claims on the torso, and with narrow gaps closed: collars, tapes, piping,
    buttons."""
    unit = body.pose.shoulder_width
    size = max(3, round(0.07 * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    box = beside_clothes(body, 2 * size)
    person, worn, locks = body.person[box], body.clothes[box], body.hair[box]
    other = np.maximum.reduce([locks, body.skin[box], body.hands[box], body.face[box], body.lower[box]])
    v = down_torso(within(frame_of(body.pose), box[1].start, box[0].start, 1.0), person.shape)
    square = np.ones((size, size), np.uint8)  # many times as fast as a disc
    hair = cv2.dilate((locks > 0.3).astype(np.uint8), square) > 0
    unclaimed = (person > 0.7) & (other < 0.35) & (v > -0.35) & (v < 1.0) & ~hair
    near = cv2.dilate((worn > 0.5).astype(np.uint8), square) > 0
    clothes = np.where(unclaimed & near, np.maximum(worn, 1 - other), worn)
    closed = softly_closed(clothes.astype(np.float32), disc)
    out = body.clothes.copy()
    out[box] = np.where(person > 0.5, np.maximum(clothes, np.minimum(closed, 1 - other)), clothes)
    return out


def parted(body: Body) -> Body:
    """Where no border between top and trousers was seen (a suit of one colour, a dress), one is put at the hips.

    What hangs lower counts as lower body wear, so that a new top leaves it alone; the cuffs of hanging arms do not.
    """
    frame = frame_of(body.pose)
    v = down_torso(frame, body.clothes.shape)
    below = slice(int(np.argmax(v[:, [0, -1]].max(axis=1) > HIPS - 0.01)), None)  # v grows down the picture
    deep = float(body.clothes[below][v[below] > HIPS + 0.05].sum())
    if deep < 0.03 * float(body.clothes.sum()) or float(body.lower[below][v[below] > HIPS].sum()) > deep:
        return body
    x, y, width, height = cv2.boundingRect(((v > HIPS - 0.01) & (body.clothes > 0)).view(np.uint8))
    box = np.s_[y : y + height, x : x + width]
    away = off_arms(frame, ((1.0, 1.0), (1.0, 1.0)), Box(x, y, width, height))
    hung = ramp(v[box], HIPS - 0.01, HIPS + 0.01) * ramp(away, CUFF - 0.1, CUFF + 0.1)
    clothes, lower = body.clothes.copy(), body.lower.copy()
    lower[box] = np.maximum(lower[box], clothes[box] * hung)
    clothes[box] *= 1 - hung
    return replace(body, clothes=clothes, lower=lower)
