"""How long the window is kept waiting while garment jobs run: a histogram of the event loop's delays.

    python tests/bench/stalls.py PERSON GARMENT [--jobs 6] [--large] [--cancels 10]

A timer of 2 ms beats on the window's thread; what a beat comes late is a delay. The same loop is measured first without
a job, in the same process, since other programs on the machine delay it too; and beside a child process that computes,
since a busy neighbour costs as much. ``--large``: the person at 24 megapixels. ``--cancels``: jobs are cancelled at
random moments; told is how long that took, and how long the lane was busy still.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.jobs.runner import Runner

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the studio does

BEAT_MS = 2
EDGES = (1, 2, 4, 8, 16, 33, 100, 1000)
"""Upper bounds of the histogram's rows, ms."""
LARGE = 24_000_000


class Monitor:
    """Collects the delays of the event loop of the thread that made it, ms."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.delays: list[float] = []
        self._last = 0.0
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin anew."""
        self.delays.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """The delays, sorted."""
        self._timer.stop()
        return sorted(self.delays)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.delays.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now


def share(delays: list[float], part: float) -> float:
    """A quantile of sorted delays."""
    return delays[min(len(delays) - 1, int(part * len(delays)))] if delays else 0.0


def histogram(title: str, delays: list[float]) -> str:
    """A few lines for people."""
    head = (f"{title}: {len(delays)} beats, p50 {share(delays, .5):.2f}, p99 {share(delays, .99):.2f}, "
            f"p99.9 {share(delays, .999):.2f}, max {share(delays, 1):.2f} ms")
    lines, low = [head], 0
    for edge in EDGES:
        count = sum(low <= delay < edge for delay in delays)
        if count:
            lines.append(f"  {low:4} - {edge:4} ms {count:6} {'#' * max(1, round(50 * count / len(delays)))}")
        low = edge
    return "\n".join(lines)


def wait(seconds: float) -> None:
    """Let the event loop run."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(done: Callable[[], bool], every_ms: int = 50) -> None:
    """Let the event loop run until ``done``."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    timer = QTimer(interval=every_ms)
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start()
    loop.exec()


def enlarged(source: Path, folder: Path) -> Path:
    """The photo scaled up to 24 megapixels, as a JPEG."""
    from PIL import Image

    with Image.open(source) as photo:
        factor = (LARGE / (photo.width * photo.height)) ** 0.5
        size = (round(photo.width * factor), round(photo.height * factor))
        photo.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(folder / "large.jpg", quality=95)
    return folder / "large.jpg"


def cancel(runner: Runner, person: Path, garment: Path, count: int) -> None:
    """Cancel jobs at random moments and print how long it took."""
    ended, free = [], []
    random = Random(1)
    for _ in range(count):
        job = runner.add("garment", [person, garment], {})
        wait(random.uniform(0.1, 1.2))
        began = time.perf_counter()
        runner.cancel(job.id)
        until(lambda job=job: runner.queue.job(job.id).state.ended, 2)
        ended.append((time.perf_counter() - began) * 1000)
        until(lambda: runner.idle, 2)
        free.append((time.perf_counter() - began) * 1000)
    print(f"cancelled after: median {median(ended):.0f}, max {max(ended):.0f} ms; lane free after: median "
          f"{median(free):.0f}, max {max(free):.0f} ms")


def measure(person: Path, garment: Path, jobs: int, cancels: int) -> int:
    """Print the histograms; 0 when every job went well."""
    from PySide6.QtWidgets import QApplication

    from desktop.jobs.bridge import Bridge
    from desktop.jobs.engine_door import LocalEngine
    from desktop.jobs.job import State
    from desktop.jobs.queue import Queue
    from desktop.jobs.runner import Runner

    app = QApplication.instance() or QApplication([])
    bridge = Bridge()
    queue = Queue(bridge.changed)
    runner = Runner(queue, LocalEngine(), bridge)

    def ended() -> bool:
        return all(job.state.ended for job in queue.jobs())

    monitor = Monitor()
    runner.add("garment", [person, garment], {})  # loads the engine's modules and starts the nets
    monitor.start()
    until(ended)
    print(histogram("the first job, cold", monitor.stop()))
    wait(0.5)
    monitor.start()
    wait(10)
    print(histogram("no job", monitor.stop()))
    for _ in range(jobs):
        runner.add("garment", [person, garment], {})
    monitor.start()
    until(ended)
    print(histogram(f"{jobs} garment jobs", monitor.stop()))
    child = subprocess.Popen((sys.executable, "-c", "while True: pow(3, 100_000)"))
    monitor.start()
    wait(6)
    print(histogram("no job, beside a process that computes", monitor.stop()))
    child.kill()
    child.wait()
    good = all(job.state is State.COMPLETED for job in queue.jobs())
    if cancels:
        cancel(runner, person, garment, cancels)
    runner.close()
    del app
    return 0 if good else 1


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("person", type=Path)
    parser.add_argument("garment", type=Path)
    parser.add_argument("--jobs", type=int, default=6)
    parser.add_argument("--cancels", type=int, default=0)
    parser.add_argument("--large", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        person = enlarged(args.person, Path(folder)) if args.large else args.person
        return measure(person, args.garment, args.jobs, args.cancels)


if __name__ == "__main__":
    sys.exit(main())
