"""Laying: the cut-out part as a photo, with alpha or over another background."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.photo import STRIP_ROWS, blend_strip, top_value
from engine.vision.matting import decontaminated

if TYPE_CHECKING:
    from engine.photo import Mask, Photo, Pixels


def laid(photo: Photo, mask: Mask, background: Pixels | None) -> Photo:
    """``photo`` kept where ``mask`` ((H, W) float32 0..1) is: with an alpha channel, or opaque over ``background``.

    Pixels whose mask is 1 keep their colours to the byte; at soft edges the old ground's colour is taken out.
    """
    colours = decontaminated(photo.pixels, mask)
    if background is None:
        return photo.with_pixels(np.dstack([colours, alpha_of(photo, mask)]))
    out = np.array(background)
    for top in range(0, photo.height, STRIP_ROWS):
        rows = slice(top, top + STRIP_ROWS)
        blend_strip(out[rows], colours[rows], mask[rows], 1.0)
    return photo.with_pixels(out)


def alpha_of(photo: Photo, mask: Mask) -> Pixels:
    """The mask in the photo's pixel type; never more opaque than the photo was."""
    top = top_value(photo.pixels.dtype)
    value = mask * np.float32(top)
    alpha: Pixels = value if photo.pixels.dtype.kind == "f" else np.rint(value).astype(photo.pixels.dtype)
    return np.minimum(alpha, photo.pixels[..., 3]) if photo.pixels.shape[2] == 4 else alpha
