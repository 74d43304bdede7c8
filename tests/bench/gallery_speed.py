"""How fast the gallery is in the window: opened, searched and scrolled over a history of 100,000 runs.

    python tests/bench/gallery_speed.py [--rows 100000] [--frames 400] [--size 1600x1000]

``first screen`` is from the order to show the page to its painted cells, ``open`` until all rows are listed and what
is in sight is painted; ``filter`` from the choice of a tool to its cells. ``step`` is one step of scrolling, each right
after the one before, with all that the window's thread does until it is idle again: its paint, and what came from the
disk; a third of a row, and forty rows as the scroll bar's handle makes them. ``frame`` is the same sixty times a
second, as a screen shows it, from the moment when it was due: slowly enough to read along, at a hand's pace, and so
on. The bare list beside it paints one picture a frame: what is late there is the machine. Thumbnails are read from
real JPEG files. The machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from desktop.folders import Folders
from desktop.history.files import thumbnail_of
from desktop.history.records import Query
from desktop.history.store import History
from desktop.jobs.bridge import Bridge
from desktop.jobs.engine_door import LocalEngine
from desktop.jobs.queue import Queue
from desktop.jobs.runner import Runner
from desktop.state.archive import Archive
from desktop.state.gallery import Gallery
from desktop.state.gallery_thumbs import GalleryThumbs
from desktop.ui.dragging import mime_of_files
from desktop.ui.gallery import GalleryPage
from desktop.ui.icons import Icons
from desktop.ui.theme import Theme
from engine.tools.base import tools
from tests.bench.history_speed import Timing, fill

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_MS = 20_000
RATE = 60
"""Frames a second."""


def wait_until(true: Callable[[], bool], model: Gallery) -> None:
    """Run the event loop until something holds that the model tells of; idle in between."""
    loop = QEventLoop()
    links = [signal.connect(lambda *_: loop.quit() if true() else None)  # type: ignore[attr-defined]
             for signal in (model.found, model.dataChanged)]
    late = QTimer(singleShot=True, interval=PATIENCE_MS)
    late.timeout.connect(loop.quit)
    late.start()
    if not true():
        loop.exec()
    if not true():
        raise TimeoutError("the gallery never came to rest")
    for link in links:
        QObject.disconnect(link)


def painted(page: GalleryPage) -> None:
    """Run the event loop until every cell in sight is drawn."""
    loop = QEventLoop()
    page.grid.rested.connect(loop.quit)
    page.grid.viewport().update()
    loop.exec()
    page.grid.rested.disconnect(loop.quit)


def draw_thumbnails(folders: Folders, count: int) -> None:
    """JPEG files of 360 x 270 for the newest runs, as the program keeps them."""
    history, _ = History.open(folders, retention=None)
    for number, session_id in enumerate(history.search(Query())[:count]):
        image = QImage(360, 270, QImage.Format.Format_RGB888)
        image.fill(QColor.fromHsv(number * 7 % 360, 120, 200))
        path = thumbnail_of(folders.thumbnails, session_id)
        if not path.exists():
            image.save(str(path), "JPEG", 85)  # type: ignore[call-overload]
    history.close()


def steps(page: GalleryPage, count: int, step: int, name: str) -> list[Timing]:
    """``count`` steps, ``step`` pixels further each: by the clock, and by the window thread's processor time."""
    bar, clock, times, cpu = page.grid.verticalScrollBar(), QElapsedTimer(), [], []
    for _ in range(count):
        clock.start()
        began = time.thread_time()
        bar.setValue((bar.value() + step) % bar.maximum())
        QApplication.processEvents()
        times.append(clock.nsecsElapsed() / 1e6)
        cpu.append((time.thread_time() - began) * 1000)
    return [Timing(f"step, {name}", times), Timing("  its processor time", cpu)]


def frames(view: QAbstractScrollArea, count: int, step: int, name: str) -> list[Timing]:
    """``count`` frames at RATE, ``step`` pixels further each: from when it was due, and the thread's processor time."""
    bar, times, cpu, began, number = view.verticalScrollBar(), [], [], time.perf_counter(), 0
    for _ in range(count):
        number = max(number + 1, int((time.perf_counter() - began) * RATE) + 1)  # what was missed is not made up
        due = began + number / RATE
        while (left := due - time.perf_counter()) > 0:
            loop = QEventLoop()
            QTimer.singleShot(int(left * 1000), loop.quit)
            loop.exec()
        own = time.thread_time()
        bar.setValue((bar.value() + step) % bar.maximum())
        QApplication.processEvents()
        times.append((time.perf_counter() - due) * 1000)
        cpu.append((time.thread_time() - own) * 1000)
    return [Timing(f"frame, {name}", times), Timing("  its processor time", cpu)]


class Bare(QAbstractScrollArea):
    """Scrolls, and paints one picture over all of itself."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.resize(width, height)
        self.verticalScrollBar().setRange(0, 10_000_000)
        self._picture = QImage(width, height, QImage.Format.Format_RGB32)
        self._picture.fill(0x808080)

    def paintEvent(self, _: QPaintEvent) -> None:
        """One picture."""
        painter = QPainter(self.viewport())
        painter.drawImage(0, 0, self._picture)


def measure(folders: Folders, size: tuple[int, int], count: int) -> list[Timing]:
    """Everything, on a history that is there."""
    program = QApplication.instance()
    assert isinstance(program, QApplication)
    icons = Icons(Theme(program, "dark"))
    bridge = Bridge()
    runner = Runner(Queue(bridge.changed), LocalEngine(), bridge)
    archive = Archive(lambda: History.open(folders, retention=None))
    total = len(archive.history().search(Query()))
    first, opened, filtered = [], [], []
    for _ in range(5):
        model = Gallery(runner, archive, mime_of_files)
        page = GalleryPage(icons, model, GalleryThumbs(runner), tools())
        page.resize(*size)
        began = time.perf_counter()
        page.show()
        wait_until(lambda model=model: model.rowCount() > 0 and model.session_at(0) is not None, model)
        painted(page)
        first.append((time.perf_counter() - began) * 1000)
        wait_until(lambda model=model: model.rowCount() == total, model)
        painted(page)
        opened.append((time.perf_counter() - began) * 1000)
        began = time.perf_counter()
        rows = model.rowCount()
        page.filters.tool.setCurrentIndex(page.filters.tool.findData("cutout"))
        wait_until(lambda model=model, rows=rows: model.rowCount() < rows and model.session_at(0) is not None,
                   model)
        painted(page)
        filtered.append((time.perf_counter() - began) * 1000)
        page.filters.reset()
        wait_until(lambda model=model, rows=rows: model.rowCount() == rows, model)
        last, page_shown = page, page.isVisible()
        if _ < 4:
            page.hide()
    assert page_shown
    third, far = last.grid.row_height // 3, last.grid.row_height * 40
    scrolled = [*steps(last, count, third, "a third of a row"), *steps(last, count, far, "forty rows")]
    last.grid.verticalScrollBar().setValue(total // last.grid.columns * last.grid.row_height // 2)
    painted(last)
    for name, step in (("12 px", 12), ("40 px", 40), ("a third of a row", third), ("forty rows", far)):
        scrolled += frames(last.grid, count, step, name)
    last.hide()
    bare = Bare(*size)
    bare.show()
    scrolled += frames(bare, count, 12, "a bare list")
    bare.hide()
    runner.close()
    archive.close()
    return [Timing("first screen", first), Timing("open", opened), Timing("filter by tool", filtered), *scrolled]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--rows", type=int, default=100_000)
    arguments.add_argument("--frames", type=int, default=300)
    arguments.add_argument("--size", default="1600x1000")
    given = arguments.parse_args()
    width, height = map(int, given.size.split("x"))
    program = QApplication([])
    program.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as home:
        folders = Folders(Path(home))
        fill(folders, given.rows)
        draw_thumbnails(folders, 1500)
        print(f"{given.rows} runs, window of {given.size}")
        for timing in measure(folders, (width, height), given.frames):
            print(timing)


if __name__ == "__main__":
    main()
