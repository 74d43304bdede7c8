"""Settling: the border of the clothes drawn anew by colour, where vision drew it by where a body part should be.

What is asked and answered, see ``claims``, is worked out on a small picture and handed back to the masks here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from engine.photo import Box
from engine.raster import ramp
from engine.tools.garment.masks import softly_closed, sure
from engine.tools.garment.wearer.claims import NOTCH, REACH, claims
from engine.tools.garment.wearer.frame import down_torso, frame_of, within
from engine.tools.garment.wearer.limbs import off_arms
from engine.tools.garment.wearer.seen import DEEP, LEAST, Seen
from engine.vision.guided import Guide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Body, Rgb8

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float32]

UNIT = 75.0
"""Shoulder width px of the small picture on which it is worked out."""
EDGE = 8
"""px around what goes to the clothes in which its edges are looked for."""


def settled(body: Body) -> Body:
    """The body with the border of its clothes settled; unchanged where colours do not tell."""
    unit = body.pose.shoulder_width
    margin = max(8, round(1.7 * REACH * unit))
    x, y, width, height = cv2.boundingRect((body.clothes > 0.5).astype(np.uint8))
    if not width:
        return body
    box = np.s_[max(0, y - margin) : y + height + margin, max(0, x - margin) : x + width + margin]
    image = body.image[box]
    shrink = max(1.5, unit / UNIT)
    size = (max(1, round(image.shape[1] / shrink)), max(1, round(image.shape[0] / shrink)))

    def small(values: NDArray[Any], method: int = cv2.INTER_AREA) -> NDArray[Any]:
        return np.asarray(cv2.resize(values, size, interpolation=method))

    parts = [small(mask[box]) for mask in (body.clothes, body.skin, body.person)]
    parts += [small(mask[box], cv2.INTER_NEAREST) for mask in (body.hair, body.lower, body.face)]
    frame = within(frame_of(body.pose), box[1].start, box[0].start, 1 / shrink)
    parts.append(off_arms(frame, ((1.0, 1.0), (1.0, 1.0)), Box(0, 0, *size)))
    parts.append(down_torso(frame, parts[0].shape))
    seen = Seen(small(image).astype(np.float32), unit / shrink, *parts)
    worn = sure(seen.cloth, DEEP * seen.unit)
    if int(worn.sum()) < LEAST:
        return body
    gains = claims(seen, worn)

    def full(places: Bools) -> Floats:
        soft = cv2.GaussianBlur(places.astype(np.float32), (0, 0), 1.0)
        large = cv2.resize(soft, image.shape[1::-1], interpolation=cv2.INTER_LINEAR)
        return ramp(large, 0.2, 0.8)

    masks = {name: getattr(body, name).copy() for name in ("person", "clothes", "skin", "hands", "lower")}
    for kind in ("clothes", "skin", "ground"):
        if not gains[kind].any():
            continue
        share = full(gains[kind])
        if kind == "clothes":
            share = _to_edges(share, image, masks["person"][box])
        for name, mask in masks.items():
            mine = name == kind or (name == "person" and kind != "ground")
            mask[box] = np.maximum(mask[box], share) if mine else mask[box] * (1 - share)
    filled = _without_notches(masks["person"][box], masks["clothes"][box], unit)
    masks["person"][box] += (filled - masks["person"][box]) * (1 - full(gains["gap"]))
    return replace(body, **masks)


def _to_edges(share: Floats, image: Rgb8, person: Mask) -> Floats:
    """``share`` (h, w) 0..1 drawn to the edges of ``image`` where it goes beyond the person."""
    x, y, width, height = cv2.boundingRect(((share > 0.02) & (person < 0.5)).astype(np.uint8))
    if not width:
        return share
    box = np.s_[max(0, y - EDGE) : y + height + EDGE, max(0, x - EDGE) : x + width + EDGE]
    out = share.copy()
    out[box] = ramp(Guide(image[box], 3, 4e-4).smooth(share[box]), 0.3, 0.7)
    return out


def _without_notches(person: Mask, cloth: Mask, unit: float) -> Mask:
    """The person without pinholes and narrow notches beside the clothes, such as white tape before a white wall."""
    size = max(3, round(NOTCH * unit)) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    near = cv2.dilate((cloth > 0.5).astype(np.uint8), np.ones((size, size), np.uint8)) > 0
    return np.where(near, np.maximum(person, softly_closed(person, disc)), person).astype(np.float32)
