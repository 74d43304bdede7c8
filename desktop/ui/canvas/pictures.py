"""Pictures: what the canvas shows: the photo, and what was made of it, as the two sides that it compares."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import numpy as np

from desktop.ui.canvas.mosaic import Mosaic
from desktop.ui.canvas.probe import probe
from desktop.ui.canvas.side import TILE, Averages, Side
from engine.codecs.pyramid import Pyramid
from engine.photo import Box, Layer, Photo, edit_mask, top_value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from desktop.ui.canvas.buffers import Buffers
    from desktop.ui.canvas.types import Probe
    from engine.photo import Mask

TINT = (1.0, 0.15, 0.3)
"""The colour of the mask overlay."""
TINT_OPACITY = 0.55


class Pictures:
    """Base, result, opacity and overlay. Changes that come faster than tiles can be made are taken up one at a time:
    ``renew`` is called when all tiles in sight are there."""

    def __init__(self, buffers: Buffers) -> None:
        self._buffers = buffers
        self.before: Mosaic | None = None
        self.after: Mosaic | None = None
        self._base: Photo | None = None
        self._photo: Photo | None = None
        self._layers: tuple[Layer, ...] = ()
        self._averages: tuple[Averages, ...] = ()
        self._draft: Photo | None = None
        self._opacity = 1.0
        self._mask: Mask | None = None
        self._mask_shown = False
        self._tint: Averages | None = None
        self._pyramids: dict[int, Pyramid] = {}
        self._waiting = False

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in which places on the canvas are counted: those of the largest result."""
        shown = self._photo or self._base
        return (1, 1) if shown is None else (shown.width, shown.height)

    def set_base(self, photo: Photo | None) -> None:
        """Another photo, without a result."""
        if photo is not self._base:
            self._pyramids.clear()
        self._base, self._mask, self._tint = photo, None, None
        self._end(self.before)
        self.before = None
        self.set_result((), None)

    def set_result(self, layers: tuple[Layer, ...], photo: Photo | None) -> None:
        """Another result."""
        self._layers, self._photo, self._draft, self._tint = layers, photo, None, None
        self._averages = ()
        if self._base is not None:
            levels = len(self._pyramid(self._base).levels)
            self._averages = tuple(Averages(layer, self._base.width, self._base.height, levels) for layer in layers)
        self._build()

    def set_draft(self, pixels: NDArray[np.uint8] | None) -> None:
        """A small preview in the place of the result."""
        self._draft = None if pixels is None else Photo(pixels)
        self._build()

    def set_opacity(self, opacity: float) -> None:
        """Another opacity of the layers."""
        if opacity != self._opacity:
            self._opacity = opacity
            self._later()

    def set_mask(self, mask: Mask | None) -> None:
        """Another mask for the overlay."""
        self._mask, self._tint = mask, None
        self._later()

    def show_mask(self, shown: bool) -> None:
        """The overlay on or off."""
        self._mask_shown = shown
        self._later()

    def forget_tiles(self) -> None:
        """Draw everything anew: the screen has another profile."""
        for mosaic in (self.before, self.after):
            self._end(mosaic)
        self.before = self.after = None
        self._build()

    def renew(self) -> bool:
        """Take up what was asked for while tiles were made; whether there was something."""
        if not self._waiting:
            return False
        self._build()
        return True

    def sides(self) -> set[int]:
        """The ids of the sides that are shown."""
        return {mosaic.side.id for mosaic in (self.before, self.after) if mosaic is not None}

    def probe(self, mosaic: Mosaic, x: float, y: float) -> Probe | None:
        """The pixel at a place of the canvas in one of the two pictures."""
        side = mosaic.side
        layers = self._layers if mosaic is self.after and self._photo is None and self._draft is None else ()
        place = floor(x * side.across), floor(y * side.down)
        return probe(side.pyramid.photo, layers, self._opacity, *place)

    def _later(self) -> None:
        """Build at once if all tiles in sight are there, else when they are."""
        if self.after is None or self.after.complete:
            self._build()
        else:
            self._waiting = True

    def _build(self) -> None:
        self._waiting = False
        if self._base is None:
            self.before = self.after = None
            return
        pyramid = self._pyramid(self._base)
        if self.before is None or (self.before.side.across, self.before.side.down) != self._share(self._base):
            bare = Side(pyramid, *self._share(self._base))
            self._end(self.before)
            self.before = Mosaic(bare, bare, self._buffers)
        tint = self._tinted()
        if self._draft is not None:
            self.after = self._mosaic(Side(Pyramid(self._draft, TILE), *self._share(self._draft)))
        elif self._photo is not None:
            side = Side(self._pyramid(self._photo), *self._share(self._photo), tint=tint)
            self.after = self._mosaic(side)
        elif self._layers or tint is not None:
            self.after = self._mosaic(Side(pyramid, 1.0, 1.0, self._averages, self._opacity, tint), self.before.side)
        else:
            self._end(self.after)
            self.after = None

    def _mosaic(self, side: Side, bare: Side | None = None) -> Mosaic:
        bare = bare or Side(side.pyramid, side.across, side.down)
        mosaic = Mosaic(side, bare, self._buffers, self.after)
        self._end(self.after)
        return mosaic

    @staticmethod
    def _end(mosaic: Mosaic | None) -> None:
        if mosaic is not None:
            mosaic.end()

    def _share(self, photo: Photo) -> tuple[float, float]:
        width, height = self.size
        return photo.width / width, photo.height / height

    def _pyramid(self, photo: Photo) -> Pyramid:
        """The photo's pyramid, kept as long as its photo is shown."""
        shown = {id(one) for one in (self._base, self._photo) if one is not None}
        self._pyramids = {key: kept for key, kept in self._pyramids.items() if key in shown}
        return self._pyramids.setdefault(id(photo), Pyramid(photo, TILE))

    def _tinted(self) -> Averages | None:
        """The overlay as a layer of one colour over the canvas's size."""
        if not self._mask_shown or self._base is None:
            return None
        if self._tint is None:
            mask = self._mask
            shown = self._photo or self._base
            if mask is None and self._layers:
                mask = edit_mask(self._layers, self._base.height, self._base.width)
            if mask is None or mask.shape != (shown.height, shown.width):
                return None
            dtype = shown.pixels.dtype
            colour = (np.asarray(TINT) * top_value(dtype)).astype(dtype)
            patch = np.broadcast_to(colour, (*mask.shape, 3))
            layer = Layer(patch, mask, Box(0, 0, shown.width, shown.height), "Mask", TINT_OPACITY)
            self._tint = Averages(layer, shown.width, shown.height, len(self._pyramid(shown).levels))
        return self._tint
