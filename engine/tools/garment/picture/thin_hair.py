"""Thin hair: strands between which the old cloth is seen are drawn anew over the new one, without the old colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.raster import ramp, spread_coarsely, total
from engine.tools.garment.masks import box_of, squared, sure
from engine.tools.garment.wearer.strands import hue, mixture, told_by_hue

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.picture.scene import Scene
    from engine.tools.garment.pose import Wearer

    Floats = NDArray[np.float32]

LEAST = 0.02
"""Less thin hair than this is not seen."""
PURE, FEW = 0.09, 50
"""Locks at least so many shoulder widths from the old cloth have none of its colour; fewer pixels tell nothing."""
SEEN = 0.15, 0.5
"""Shares of hair between which strands hide the new cloth: what more they have of the old one's colour is its light on
them."""
DEEP = 0.02
"""The old cloth is read so many shoulder widths inside of its edges."""
APART = 30.0
"""Their hues differ by no less (8-bit units), where the old cloth's is a mean of several."""
CLEAN = 0.95
"""Hair with no less of its own hue than this may be of another tone than the locks around, and keeps it."""
SURE = 0.1, 0.3
"""Masks of hair between which it is believed."""


def thin_hair(scene: Scene, wearer: Wearer) -> tuple[Floats, Floats]:
    """(h, w, 3) float32 sRGB 0..255 and (h, w) float32 mask: hair that lets cloth shine through, in its own colour,
    free of the old cloth's: where hue tells hair from cloth with as much less of the cloth's hue as is in it, elsewhere
    as the locks around are."""
    rows, columns = scene.box.slices
    image, hair = wearer.body.image[rows, columns], wearer.body.hair[rows, columns]
    colours, mask = np.zeros(image.shape, np.float32), np.zeros(hair.shape, np.float32)
    if scene.thin.max() < LEAST:
        return colours, mask
    unit = wearer.frame.width
    part = box_of(scene.thin >= LEAST, max(8, round(0.2 * unit)))
    seen, thin, square = image[part], scene.thin[part], np.ones((3, 3), np.uint8)
    locks = cv2.erode((hair[part] > 0.9).astype(np.uint8), square) > 0
    if not locks.any():
        return colours, mask
    pure = locks & ~squared(scene.worn[part] > 0.5, max(1, round(PURE * unit)))
    lock = spread_coarsely(seen, pure if np.count_nonzero(pure) > FEW else locks)
    colours[part] = lock
    mask[part] = faint = thin * (1 - scene.front[part])
    cloth = sure(np.where(hair[part] < LEAST, scene.worn[part], 0), DEEP * unit)
    if not cloth.any():
        return colours, mask
    old, picture = spread_coarsely(seen, cloth), seen.astype(np.float32)
    by_hue, _ = told_by_hue(picture, lock, old, APART)
    cover, _, _ = mixture(picture, lock, old, by_hue)
    light = np.clip(total(picture) / np.maximum(total(lock), 1), 0, 1)
    spilled = np.clip(1 - cover / CLEAN, 0, 1)
    own = picture + (spilled * light)[..., None] * (hue(lock) - hue(old))
    colours[part] = np.where(by_hue[..., None], np.clip(own, 0, 255), lock)
    shown = cv2.GaussianBlur(np.where(by_hue, ramp(cover, *SEEN), faint), (0, 0), 0.7)
    mask[part] = np.where(by_hue, ramp(thin, *SURE) * shown, faint)
    return colours, mask
