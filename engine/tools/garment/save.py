"""Save: the debug pictures of a garment run, in the size of the photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.colour import srgb8
from engine.photo import composite, edit_mask

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.context import Context
    from engine.photo import Layer, Mask, Photo
    from engine.tools.garment.pose import Wearer


def save(photo: Photo, layers: Iterable[Layer], wearer: Wearer, ctx: Context) -> None:
    """Hand the artifacts to the context, if anybody wants them."""
    if not ctx.artifacts.wanted:
        return
    layers = tuple(layers)
    size = (photo.width, photo.height)
    body = wearer.body
    for name in ("person", "torso", "arms", "hair", "clothes"):
        ctx.artifacts.picture(f"{name}_mask", enlarged(getattr(body, name), size))
    garment = [layer for layer in layers if layer.name == "Garment"]
    ctx.artifacts.picture("garment_mask", edit_mask(garment, photo.height, photo.width))
    ctx.artifacts.picture("edit_mask", edit_mask(layers, photo.height, photo.width))
    ctx.artifacts.picture("draft_composite", srgb8(composite(photo, layers)))
    points = body.pose.points / body.scale
    ctx.artifacts.facts(
        "keypoints",
        {
            "pose": [
                [round(float(x), 2), round(float(y), 2), round(float(seen), 4)]
                for (x, y), seen in zip(points, body.pose.visibility, strict=True)
            ],
            "face": [] if body.face_mesh is None else np.round(body.face_mesh.points / body.scale, 2).tolist(),
        },
    )


def enlarged(mask: Mask, size: tuple[int, int]) -> Mask:
    """A mask of the proxy at the photo's (width, height)."""
    if mask.shape[::-1] == size:
        return mask
    out: Mask = cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR)
    return out
