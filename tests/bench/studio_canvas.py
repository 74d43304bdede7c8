"""How long the canvas takes for a frame of zoom and pan: a scripted flight over a photo of 24 megapixels.

    python tests/bench/studio_canvas.py [--size 1600x1000] [--megapixels 24] [--ratio 1]

The photo and two layers over it are drawn at random (structure at every size). Each frame is one change of the view and
one ``repaint`` of the widget, from the change to the pixels in the backing store; the event loop runs between frames,
so that tiles arrive as they would. Printed beside them: what a bare widget of the same size takes to draw one image.
OpenCV works on as many threads as it does in the studio. ``--alone``: on the window's thread alone, so that its
processor time is all that a frame costs: on a busy machine that says more than the clock.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.ui.canvas.canvas import Canvas
    from engine.photo import Layer, Photo

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def made_photo(megapixels: float) -> Photo:
    """Noise of several sizes."""
    import cv2
    import numpy as np

    from engine.photo import Photo

    height = round((megapixels * 1e6 * 1.5) ** 0.5)
    width = round(height / 1.5)
    random = np.random.default_rng(1)
    coarse = random.integers(0, 255, (height // 64, width // 64, 3), np.uint8)
    pixels = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    pixels[::3, ::2] //= 2
    return Photo(np.asarray(pixels, np.uint8))


def made_layers(photo: Photo) -> tuple[Layer, ...]:
    """Two layers over the middle, as a garment has."""
    import numpy as np

    from engine.photo import Box, Layer

    box = Box(photo.width // 4, photo.height // 3, photo.width // 2, photo.height // 2)
    mask = np.zeros((box.height, box.width), np.float32)
    mask[50:-50, 50:-50] = 0.9
    patch = np.full((box.height, box.width, 3), (200, 40, 60), np.uint8)
    shade = np.zeros_like(patch)
    return Layer(shade, mask * np.float32(0.3), box, "Shade"), Layer(patch, mask, box, "Cloth")


@dataclass(frozen=True)
class Frames:
    """Sorted milliseconds of frames: by the clock, and on the processor (the window's thread)."""

    wall: list[float]
    own: list[float]


def frames(widget: QWidget, moves: list[Callable[[], None]], pause: float = 0.004) -> Frames:
    """Times of each move with its repaint."""
    from PySide6.QtCore import QEventLoop, QTimer

    wall, own = [], []
    for move in moves:
        began, own_began = time.perf_counter(), time.thread_time()
        move()
        widget.repaint()
        wall.append((time.perf_counter() - began) * 1000)
        own.append((time.thread_time() - own_began) * 1000)
        loop = QEventLoop()
        QTimer.singleShot(round(pause * 1000), loop.quit)
        loop.exec()
    return Frames(sorted(wall), sorted(own))


def tell(title: str, times: Frames) -> None:
    """One line."""
    words = []
    for name, values in (("clock", times.wall), ("processor", times.own)):
        p99 = values[min(len(values) - 1, int(0.99 * len(values)))]
        words.append(f"{name} p50 {values[len(values) // 2]:4.1f} p99 {p99:5.1f} max {values[-1]:5.1f}")
    late = sum(value > 16 for value in times.wall)
    print(f"{title:27} {len(times.wall):4} frames  {'  '.join(words)} ms  over 16: {late}")


def settle(canvas: Canvas) -> float:
    """Seconds until all tiles in sight are drawn."""
    from PySide6.QtCore import QEventLoop

    began, loop = time.perf_counter(), QEventLoop()
    canvas.settled.connect(loop.quit)
    canvas.update()
    loop.exec()
    canvas.settled.disconnect(loop.quit)
    return time.perf_counter() - began


def bare(size: tuple[int, int]) -> Frames:
    """A widget that draws one image of its size, and a word, so that fonts are loaded as they are in the window."""
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QWidget

    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0x808080)

    class Bare(QWidget):
        def paintEvent(self, _: object) -> None:
            painter = QPainter(self)
            painter.drawImage(0, 0, image)
            painter.drawText(20, 20, "Before")

    widget = Bare()
    widget.resize(*size)
    widget.show()
    return frames(widget, [widget.update] * 100)


def flights(canvas: Canvas) -> dict[str, list[Callable[[], None]]]:
    """The scripted moves."""
    from PySide6.QtCore import QPointF

    from desktop.ui.canvas.types import Compare, Zoom

    at = QPointF(canvas.width() * 0.55, canvas.height() * 0.4)
    zoom_in = [lambda: canvas.zoom_by(1.06, at)] * 60
    zoom_out = [lambda: canvas.zoom_by(1 / 1.06, at)] * 60
    pan = [lambda: canvas.pan_by(-17, -11)] * 60 + [lambda: canvas.pan_by(23, 9)] * 60
    return {
        "zoom in, fit to 33 x": zoom_in,
        "pan close": pan,
        "zoom out": zoom_out,
        "pan at 1:1": [lambda: canvas.zoom_to(Zoom.ONE, at), *pan],
        "pan at 0.7:1 (most pixels)": [lambda: canvas.zoom_by(0.71, at), *pan],
        "slider moved while panned": [
            lambda: canvas.set_compare(Compare.SLIDER),
            *(lambda share=share: (canvas.set_divider(share / 60), canvas.pan_by(5, 3)) for share in range(60)),
        ],
    }


def main() -> int:
    """Fly and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="1600x1000")
    parser.add_argument("--megapixels", type=float, default=24)
    parser.add_argument("--ratio", default="1")
    parser.add_argument("--alone", action="store_true")
    args = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = args.ratio
    from PySide6.QtWidgets import QApplication

    from desktop.immortal import keep_constants
    from desktop.threads import leave_a_core_to_the_window
    from desktop.ui.canvas.canvas import Canvas

    keep_constants()
    leave_a_core_to_the_window()
    if args.alone:
        import cv2

        cv2.setNumThreads(1)
    app = QApplication.instance() or QApplication([])
    across, down = (int(side) for side in args.size.split("x"))
    tell("bare widget, one image", bare((across, down)))
    photo = made_photo(args.megapixels)
    canvas = Canvas()
    canvas.set_reduced_motion(True)
    canvas.resize(across, down)
    canvas.show()
    canvas.show_photo(photo)
    print(f"first sight of {photo.width} x {photo.height}: {settle(canvas):.2f} s")
    canvas.show_result(made_layers(photo))
    print(f"layers laid over: {settle(canvas):.2f} s")
    began = time.perf_counter()
    for step in range(10):
        canvas.set_opacity(step / 10)
        settle(canvas)
    print(f"another opacity, all tiles in sight: {(time.perf_counter() - began) / 10:.3f} s")
    for title, moves in flights(canvas).items():
        tell(title, frames(canvas, moves))
    canvas.close_workers()
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
