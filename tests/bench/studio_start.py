"""How long the studio takes to its first paint beside a bare PySide6 window, and what it costs while idle.

    python tests/bench/studio_start.py [RUNS]

Prints the median seconds of each, their ratio, heavy modules loaded at first paint, idle CPU and memory. The studio is
opened as the program does it, with its question to a window that may be open already. Where the
system tells it (Linux), the time for which a window's thread was ready and another program had the processor is taken
off: on a busy machine it grows with every moment that a start lasts, and says nothing of the start.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("torch", "onnxruntime", "mediapipe", "cv2", "scipy", "PIL", "sqlalchemy", "alembic")

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
program = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
"""

STUDIO = """
from desktop.__main__ import make_ready
make_ready()
from desktop.app import make_program, opened
from desktop.folders import data_folder
program = make_program()
window = opened(data_folder())
"""

PAINTED = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            window.removeEventFilter(self)
            QTimer.singleShot(0, self.painted)
        return False

    def painted(self):
        queue = "/proc/self/schedstat"  # of the first thread: ns on a processor, ns waiting for one, turns
        queued = int(open(queue).read().split()[1]) / 1e9 if os.path.exists(queue) else 0.0
        self.facts = {"seconds": time.time() - float(os.environ["BEGAN"]) - queued, "queued": queued,
                      "heavy": [name for name in json.loads(os.environ["HEAVY"]) if name in sys.modules],
                      "enumerations": "Qt" in vars(sys.modules["PySide6.QtCore"])}
        wait = int(os.environ["IDLE_MS"])
        if wait:
            QTimer.singleShot(10000, self.settled)
            QTimer.singleShot(10000 + wait, self.idled)
        else:
            self.end()

    def settled(self):
        self.spent = time.process_time()

    def idled(self):
        self.facts["idle_percent"] = 100 * (time.process_time() - self.spent) / (int(os.environ["IDLE_MS"]) / 1000)
        pages = int(open("/proc/self/statm").read().split()[1]) if os.path.exists("/proc/self/statm") else 0
        self.facts["megabytes"] = pages * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else None
        self.end()

    def end(self):
        print(json.dumps(self.facts), flush=True)
        window.close()
        program.quit()

watch = Watch()
window.installEventFilter(watch)
window.show()
program.exec()
"""


def measure(script: str, idle_ms: int = 0) -> dict[str, object]:
    """Run a window in a process of its own; its facts. Seconds count from the start of the process, less ``queued``:
    those in which other programs kept it from a processor."""
    import time

    with tempfile.TemporaryDirectory() as home:
        facts = {"LOOKROOM_HOME": home, "HEAVY": json.dumps(HEAVY), "IDLE_MS": str(idle_ms), "BEGAN": str(time.time())}
        around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run((sys.executable, "-c", script + PAINTED), check=True, cwd=ROOT, capture_output=True,
                              text=True, env={"QT_QPA_PLATFORM": "offscreen", **around, **facts})
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(runs: int) -> tuple[list[float], list[float], list[str]]:
    """Seconds of the bare window and of the studio, taken in turns after one warm-up; heavy modules."""
    bare: list[float] = []
    studio: list[float] = []
    heavy: list[str] = []
    for turn in range(runs + 1):
        pair = measure(BARE), measure(STUDIO)
        if turn:
            bare.append(float(str(pair[0]["seconds"])))
            studio.append(float(str(pair[1]["seconds"])))
        heavy = list(pair[1]["heavy"])  # type: ignore[call-overload]
    return bare, studio, heavy


def main(runs: int) -> None:
    """Print what was measured."""
    bares, studios, heavy = compare(runs)
    bare, studio = statistics.median(bares), statistics.median(studios)
    idle = measure(STUDIO, 5000)
    print(f"bare window    {bare:.3f} s to the first paint")
    print(f"studio         {studio:.3f} s, {studio / bare:.2f} times as long")
    print(f"heavy modules  {', '.join(heavy) or 'none'}")
    print(f"idle           {idle['idle_percent']:.2f} % of one core, {idle['megabytes']:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
