"""On fine screens one photo pixel is one pixel of the screen. In processes of their own: Qt takes one factor each."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = """
import numpy as np
from PySide6.QtCore import QEventLoop, QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from desktop.immortal import keep_constants
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.types import Compare, Zoom
from engine.photo import Photo
keep_constants()
app = QApplication([])
canvas = Canvas()
canvas.set_reduced_motion(True)
canvas.resize(200, 150)
canvas.show()
random = np.random.default_rng(1)
pixels = random.integers(0, 255, (900, 1200, 3), np.uint8)
canvas.show_photo(Photo(pixels))
canvas.zoom_to(Zoom.ONE)
loop = QEventLoop()
canvas.settled.connect(loop.quit)
canvas.update()
loop.exec()
image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
seen = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
seen = seen[:, : image.width() * 3].reshape(image.height(), image.width(), 3)
place = canvas.photo_at(QPointF(0, 0))
x, y = round(place.x()), round(place.y())
wanted = pixels[y : y + image.height(), x : x + image.width()]
print(canvas.devicePixelRatioF(), image.width(), bool((seen == wanted).all()))
canvas.close_workers()
"""


@pytest.mark.parametrize(("factor", "told"), [("1.5", "1.5 300 True"), ("2", "2.0 400 True"), ("3", "3.0 600 True")])
def test_a_photo_pixel_is_a_screen_pixel(repository: Path, factor: str, told: str) -> None:
    done = subprocess.run([sys.executable, "-c", SHOWN], cwd=repository, capture_output=True, text=True, timeout=60,
                          env=os.environ | {"QT_SCALE_FACTOR": factor})
    assert done.stdout.strip() == told, done.stderr
