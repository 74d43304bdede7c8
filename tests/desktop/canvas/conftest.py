"""A canvas on the screen with photos whose every pixel is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage

from desktop.ui.canvas.canvas import Canvas
from engine.photo import Box, Layer, Photo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot


def noise(width: int = 700, height: int = 500, channels: int = 3, dtype: type = np.uint8) -> Photo:
    """A photo without two pixels alike."""
    random = np.random.default_rng(5)
    if dtype is np.float32:
        return Photo(random.random((height, width, channels), np.float32))
    return Photo(random.integers(0, np.iinfo(dtype).max, (height, width, channels), dtype, endpoint=True))


def smooth(width: int = 1400, height: int = 1000) -> Photo:
    """A photo without fine structure: smaller sizes of it are known."""
    x, y = np.linspace(0, 1, width), np.linspace(0, 1, height)[:, None]
    return Photo(np.rint(np.dstack([255 * (x + 0 * y), 255 * (y + 0 * x), 128 + 100 * x * y])).astype(np.uint8))


def patch(photo: Photo, box: Box, value: float = 0.8, mask: float = 0.7, opacity: float = 1.0) -> Layer:
    """A soft-edged layer of one value."""
    top = 1.0 if photo.pixels.dtype.kind == "f" else np.iinfo(photo.pixels.dtype).max
    shape = np.full((box.height, box.width), mask, np.float32)
    shape[:3] = 0
    pixels = np.full((box.height, box.width, 3), value * top).astype(photo.pixels.dtype)
    return Layer(pixels, shape, box, "Patch", opacity)


class Seen:
    """A canvas and what it shows."""

    def __init__(self, qtbot: QtBot, canvas: Canvas) -> None:
        self.qtbot, self.canvas = qtbot, canvas

    def settle(self) -> None:
        """Wait until all tiles in sight are drawn."""
        with self.qtbot.waitSignal(self.canvas.settled, timeout=10_000):
            self.canvas.update()

    def grab(self) -> NDArray[np.uint8]:
        """(H, W, 3) uint8: the canvas as drawn, in device pixels."""
        self.settle()
        image = self.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


@pytest.fixture
def seen(qtbot: QtBot) -> Iterator[Callable[..., Seen]]:
    """Makes canvases of a size; ends their workers."""
    made: list[Canvas] = []

    def make(width: int = 400, height: int = 300) -> Seen:
        canvas = Canvas()
        qtbot.addWidget(canvas)
        canvas.set_reduced_motion(True)
        canvas.resize(width, height)
        canvas.show()
        made.append(canvas)
        return Seen(qtbot, canvas)

    yield make
    for canvas in made:
        canvas.close_workers()
