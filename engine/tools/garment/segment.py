"""Segment: the person and what is worn, by the shared vision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import PoseFailed, SegmentationFailed
from engine.raster import ramp
from engine.tools.garment.wearer.collars import won_back
from engine.tools.garment.wearer.frame import frame_of, torso_coordinates
from engine.tools.garment.wearer.strands import strands, tips, without_specks
from engine.vision.kept import mark_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.context import Context
    from engine.photo import Mask, Photo
    from engine.vision.types import Body, Rgb8

HIPS = 1.0
"""Where a top ends when its hem cannot be seen, in torso lengths from the shoulders."""
UPRIGHT = 0.5
"""Least share of the way down the picture that the way from the shoulders to the hips must be (cosine of 60
degrees)."""
ISLAND = 0.03
"""Pieces of cloth of fewer squared shoulder widths may be mistakes."""
NECK = -0.1
"""Above this torso coordinate there is no cloth but collars."""
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
    body = won_back(without_islands(body))
    ends = tips(body)
    body = replace(body, hair=np.maximum(body.hair, ends), skin=body.skin - ends)
    ctx.check()
    hair = without_specks(strands(body), body.pose.shoulder_width)
    gone = np.maximum(body.hair - hair, 0)
    near = cv2.dilate(body.clothes, np.ones((5, 5), np.uint8)) > 0.5
    clothes = np.where(near, np.maximum(body.clothes, gone), body.clothes)
    skin = np.where(near, body.skin, np.maximum(body.skin, gone))
    body = replace(body, hair=hair, clothes=clothes.astype(np.float32), skin=skin.astype(np.float32))
    body = without_fringe(body)
    ctx.check()
    whole = replace(body, person=filled(body))
    return parted(replace(whole, clothes=mended(whole)))


def without_islands(body: Body) -> Body:
    """Small pieces of cloth inside bare skin or the trousers are highlights and buttons: they belong to these."""
    unit = body.pose.shoulder_width
    count, labels, stats, _ = cv2.connectedComponentsWithStats((body.clothes > 0.08).astype(np.uint8), connectivity=8)
    most = ISLAND * unit**2
    clothes, skin, lower = body.clothes.copy(), body.skin.copy(), body.lower.copy()
    margin = max(3, round(0.02 * unit))
    for label in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[label])
        if area > most:
            continue
        box = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
        own = labels[box] == label
        ring = cv2.dilate(own.astype(np.uint8), np.ones((2 * margin - 1, 2 * margin - 1), np.uint8)) > own
        for around in (skin[box], lower[box]):
            if float((around[ring] > 0.5).mean()) > 0.7:
                around[own] = np.maximum(around, clothes[box])[own]
                clothes[box][own] = 0
                break
    return replace(body, clothes=clothes, skin=skin, lower=lower)


def without_fringe(body: Body) -> Body:
    """Thin strips of cloth along hair above the shoulders are the mixed colour of hair and ground: hair's."""
    unit = body.pose.shoulder_width
    _, v = torso_coordinates(frame_of(body.pose), body.clothes.shape)
    cloth = ((body.clothes > 0.05) & (v < NECK)).astype(np.uint8)
    x, y, width, height = cv2.boundingRect(cloth)
    if not width:
        return body
    size = max(3, round(0.05 * unit)) | 1
    box = np.s_[max(0, y - size) : y + height + size, max(0, x - size) : x + width + size]
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    wide = cv2.morphologyEx((body.clothes[box] > 0.5).astype(np.uint8), cv2.MORPH_OPEN, disc)
    hair = cv2.dilate((body.hair[box] > 0.4).astype(np.uint8), disc)
    ground = cv2.dilate((body.person[box] < 0.3).astype(np.uint8), disc)
    strip = (cloth[box] & hair & ground & ~cv2.dilate(wide, np.ones((3, 3), np.uint8))) > 0
    clothes, locks = body.clothes.copy(), body.hair.copy()
    locks[box][strip] = np.maximum(locks[box], clothes[box])[strip]
    clothes[box][strip] = 0
    return replace(body, clothes=clothes, hair=locks)


def closed_by(mask: Mask, disc: NDArray[np.uint8]) -> Mask:
    """A soft mask closed by a disc, in steps of 1/255 rounded down (8 bits are four times as fast)."""
    closed = cv2.morphologyEx((mask * 255).astype(np.uint8), cv2.MORPH_CLOSE, disc)
    return np.asarray(closed, np.float32) / np.float32(255)


def beside_clothes(body: Body, margin: int) -> tuple[slice, slice]:
    """The box of the clothes with a margin of px."""
    x, y, width, height = cv2.boundingRect((body.clothes > 0.02).astype(np.uint8))
    return slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin)


def filled(body: Body) -> Mask:
    """The person without pinholes and narrow notches beside the clothes: white tape before a white wall."""
    unit = body.pose.shoulder_width
    size = max(3, round(0.045 * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    box = beside_clothes(body, 2 * size)
    near = cv2.dilate((body.clothes[box] > 0.5).astype(np.uint8), disc) > 0
    out = body.person.copy()
    out[box] = np.where(near, np.maximum(out[box], closed_by(out[box], disc)), out[box])
    return out


def mended(body: Body) -> Mask:
    """The clothes with what no class claims on the torso, and with narrow gaps closed: collars, tapes, piping,
    buttons."""
    unit = body.pose.shoulder_width
    size = max(3, round(0.07 * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    box = beside_clothes(body, 2 * size)
    person, worn, locks = body.person[box], body.clothes[box], body.hair[box]
    other = np.maximum.reduce([locks, body.skin[box], body.hands[box], body.face[box], body.lower[box]])
    v = torso_coordinates(frame_of(body.pose), body.clothes.shape)[1][box]
    hair = cv2.dilate((locks > 0.3).astype(np.uint8), disc) > 0
    unclaimed = (person > 0.7) & (other < 0.35) & (v > -0.35) & (v < 1.0) & ~hair
    near = cv2.dilate((worn > 0.5).astype(np.uint8), disc) > 0
    clothes = np.where(unclaimed & near, np.maximum(worn, 1 - other), worn)
    closed = closed_by(clothes.astype(np.float32), disc)
    out = body.clothes.copy()
    out[box] = np.where(person > 0.5, np.maximum(clothes, np.minimum(closed, 1 - other)), clothes)
    return out


def parted(body: Body) -> Body:
    """Where no border between top and trousers was seen (a suit of one colour, a dress), one is put at the hips.

    What hangs lower counts as lower body wear, so that a new top leaves it alone.
    """
    _, v = torso_coordinates(frame_of(body.pose), body.clothes.shape)
    deep = float(body.clothes[v > HIPS + 0.05].sum())
    if deep < 0.03 * float(body.clothes.sum()) or float(body.lower[v > HIPS].sum()) > deep:
        return body
    below = ramp(v, HIPS - 0.01, HIPS + 0.01)
    clothes = (body.clothes * (1 - below)).astype(np.float32)
    return replace(body, clothes=clothes, lower=np.maximum(body.lower, body.clothes * below).astype(np.float32))
