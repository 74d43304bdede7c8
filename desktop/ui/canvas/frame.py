"""Frame: the device pixels of the canvas, drawn from one or two mosaics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage

from desktop.ui.canvas.mosaic import Area
from desktop.ui.canvas.types import Compare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.canvas.mosaic import Mosaic
    from desktop.ui.canvas.store import Store, Wish
    from desktop.ui.canvas.view import View


@dataclass(frozen=True, slots=True)
class Pane:
    """A part of the frame that shows one side; ``shift``: device px from the frame's left to the view's port."""

    mosaic: Mosaic
    area: Area
    shift: int = 0


class Frame:
    """An array of device pixels that is kept between paints. ``ground``: the colour around the photo."""

    def __init__(self) -> None:
        self._pixels = np.zeros((1, 1, 4), np.uint8)
        self._last: list[Mosaic] = []
        self.ground = (0x26, 0x26, 0x26)

    def resize(self, across: int, down: int) -> None:
        """Another size in device px."""
        if self._pixels.shape[:2] != (down, across):
            self._pixels = np.zeros((down, across, 4), np.uint8)

    def draw(self, panes: Sequence[Pane], view: View, store: Store) -> list[Wish]:
        """Draw everything; returns the tiles that are still wanted."""
        wishes: list[Wish] = []
        for pane in panes:
            if pane.mosaic not in self._last:
                pane.mosaic.forget()
        self._last = [pane.mosaic for pane in panes]
        for pane in panes:
            photo = photo_area(view, pane)
            self._fill_around(pane.area, photo)
            if photo.empty:
                pane.mosaic.forget()
            else:
                wishes += pane.mosaic.draw(self._pixels, photo, view, store, pane.shift)
        if not panes:
            self._fill(Area(0, 0, *self._pixels.shape[1::-1]))
        return wishes

    def image(self, ratio: float, transparent: bool) -> QImage:
        """The pixels as an image over the same memory; it is valid until the next ``draw`` or ``resize``."""
        form = QImage.Format.Format_ARGB32_Premultiplied if transparent else QImage.Format.Format_RGB32
        height, width = self._pixels.shape[:2]
        image = QImage(self._pixels.data, width, height, width * 4, form)
        image.setDevicePixelRatio(ratio)
        return image

    def _fill_around(self, whole: Area, inner: Area) -> None:
        for part in [whole] if inner.empty else whole.without(inner):
            self._fill(part)

    def _fill(self, area: Area) -> None:
        """Paint the ground: as one number a pixel, which is ten times as quick as four bytes."""
        red, green, blue = self.ground
        colour = np.array([blue, green, red, 255], np.uint8).view(np.uint32)
        self._pixels.view(np.uint32)[area.top : area.bottom, area.left : area.right, 0] = colour


def photo_area(view: View, pane: Pane) -> Area:
    """Where the photo is seen in a pane, device px of the frame."""
    left, top = view.origin
    right, bottom = left + round(view.width * view.scale), top + round(view.height * view.scale)
    area = pane.area
    return Area(
        max(area.left, left + pane.shift),
        max(area.top, top),
        min(area.right, right + pane.shift),
        min(area.bottom, bottom),
    )


def panes_of(
    compare: Compare,
    before: Mosaic,
    after: Mosaic | None,
    held: bool,
    size: tuple[int, int],
    divider: float,
    swap: bool,
) -> list[Pane]:
    """The parts of a frame of ``size``; ``divider`` 0..1 across; ``swap``: after is on the left."""
    across, down = size
    whole = Area(0, 0, across, down)
    if after is None or (held and compare is not Compare.SPLIT):
        return [Pane(before, whole)]
    first, second = (after, before) if swap else (before, after)
    if compare is Compare.SLIDER:
        at = round(divider * across)
        return [Pane(first, Area(0, 0, at, down)), Pane(second, Area(at, 0, across, down))]
    if compare is Compare.SPLIT:
        half = across // 2
        first, second = (before, before) if held else (first, second)
        return [Pane(first, Area(0, 0, half, down)), Pane(second, Area(half, 0, across, down), half)]
    return [Pane(after, whole)]
