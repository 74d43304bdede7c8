"""View: the part of a picture that holds one person, made small enough to think about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.photo import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Mask
    from engine.vision.types import Points, Rgb8


@dataclass(frozen=True, slots=True)
class View:
    """``rgb`` (h, w, 3) uint8: the picture's ``box`` at ``scale`` px of the view per px of the picture."""

    rgb: Rgb8
    box: Box
    scale: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the view."""
        return int(self.rgb.shape[0]), int(self.rgb.shape[1])

    def points(self, points: Points) -> Points:
        """Points of the picture in px of the view."""
        corner = np.array([self.box.x, self.box.y], np.float32)
        return np.asarray((points - corner + 0.5) * self.scale - 0.5, np.float32)

    def mask(self, mask: Mask) -> Mask:
        """A mask of the picture, seen in the view."""
        height, width = self.shape
        return np.asarray(cv2.resize(mask[self.box.slices], (width, height), interpolation=cv2.INTER_AREA), np.float32)


def view_of(image: Rgb8, box: Box, long_side: int) -> View:
    """The part ``box`` of ``image``, shrunk so that its long side is at most ``long_side`` px."""
    scale = min(1.0, long_side / max(box.width, box.height))
    size = max(1, round(box.width * scale)), max(1, round(box.height * scale))
    small = cv2.resize(image[box.slices], size, interpolation=cv2.INTER_AREA)
    return View(np.asarray(small, np.uint8), box, scale)


def around(places: NDArray[np.uint8], margin: int) -> tuple[slice, slice]:
    """Rows and columns of the smallest box around what is set in ``places`` (h, w), with a margin of px."""
    x, y, width, height = cv2.boundingRect(places)
    return slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin)


def grown(points: Points, margin: float, image: Rgb8) -> Box:
    """The box around ``points`` grown by ``margin`` px on every side, cut to the picture; at least 1 px."""
    height, width = image.shape[:2]
    left, top = np.floor(points.min(0) - margin)
    right, bottom = np.ceil(points.max(0) + margin) + 1
    x0, x1 = int(np.clip(left, 0, width - 1)), int(np.clip(right, 1, width))
    y0, y1 = int(np.clip(top, 0, height - 1)), int(np.clip(bottom, 1, height))
    return Box(x0, y0, max(1, x1 - x0), max(1, y1 - y0))
