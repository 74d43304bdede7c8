"""Colours for a JPEG that halves their resolution, so that they come back: what one such file lost is not lost again.

A decoder enlarges halved colours by a triangle filter (libjpeg's "fancy upsampling", as nearly all programs), an
encoder halves them by means of neighbours. Both in a row blur by (1, 6, 1) / 8 each time a file is opened and saved.
Here the means are sharpened by the inverse of that filter before they are written, so that a decoder comes to the very
colours that the photo had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rgb8 = NDArray[np.uint8]

POLE = -(3 - 8 ** 0.5)
"""Of the inverse of (1, 6, 1) / 8, which is a sum of its powers: 1 / (.75 + .25 cos w)."""
TAPS = 4
"""Powers to either side; what is left out is below a thousandth."""


def for_halving(rgb: Rgb8, *, rows_too: bool) -> Rgb8:
    """(H, W, 3) uint8 RGB of equal lightness whose colours are constant over pairs of columns, or over 2 x 2 with
    ``rows_too`` (4:2:2 and 4:2:0): what an encoder makes of them decodes to the colours of ``rgb``."""
    height, width = rgb.shape[:2]
    down = 2 if rows_too else 1
    whole = cv2.copyMakeBorder(rgb, 0, -height % down, 0, width % 2, cv2.BORDER_REPLICATE)
    size = (whole.shape[1], whole.shape[0])
    planes: list[Any] = list(cv2.split(cv2.cvtColor(whole, cv2.COLOR_RGB2YCrCb)))
    powers = POLE ** np.abs(np.arange(-TAPS, TAPS + 1))
    across = (powers / powers.sum()).astype(np.float32)
    along = across if rows_too else np.ones(1, np.float32)
    for k in (1, 2):
        half = (size[0] // 2, size[1] // down)
        means = cv2.resize(planes[k].astype(np.float32), half, interpolation=cv2.INTER_AREA)
        sharp = cv2.sepFilter2D(means, cv2.CV_32F, across, along, borderType=cv2.BORDER_REPLICATE)
        colours = np.rint(np.clip(sharp, 0, 255)).astype(np.uint8)
        planes[k] = cv2.resize(colours, size, interpolation=cv2.INTER_NEAREST)
    out = cv2.cvtColor(cv2.merge(planes), cv2.COLOR_YCrCb2RGB)[:height, :width]
    return np.ascontiguousarray(out)
