"""How long `garment` takes and how much memory, warm and cold, at the photo's size and at 24 megapixels.

    python tests/bench/garment_speed.py PERSON GARMENT [--runs 3]

Warm: one process, nets started, linear algebra on one thread as the command has it, the median of some runs from
reading the files to the encoded result, each as if it had never seen the photos; "seen before": what it found in them
is still in memory, as with the next garment. Own code counts against the time inside the nets. Cold: whole commands in
processes of their own. Peak memory is the process's resident maximum. Runs where processes can be waited for with their
usage (not on Windows).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
LARGE = 24_000_000
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes of what the system counts resident memory in."""


@dataclass(frozen=True)
class Command:
    """One command in a process of its own: wall seconds, peak bytes and exit status."""

    seconds: float
    peak: int
    status: int


def command(*arguments: str) -> Command:
    """Run `lookroom` with arguments, cold."""
    began = time.perf_counter()
    child = subprocess.Popen((sys.executable, "-m", "engine.cli", *arguments), cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Command(time.perf_counter() - began, usage.ru_maxrss * UNIT, child.returncode)


def enlarged(source: Path, folder: Path) -> Path:
    """The photo scaled up to 24 megapixels, as a JPEG."""
    from PIL import Image

    with Image.open(source) as photo:
        factor = (LARGE / (photo.width * photo.height)) ** 0.5
        size = (round(photo.width * factor), round(photo.height * factor))
        photo.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(folder / "large.jpg", quality=95)
    return folder / "large.jpg"


def runs_of(person: Path, garment: Path, seconds: dict[str, list[float]], seen: bool) -> Iterator[None]:
    """Runs of the tool from files to bytes in this process, one at each step; adds each part's seconds. ``seen``: with
    what is remembered of the photos."""
    from engine.codecs.formats import FORMATS
    from engine.codecs.read import read
    from engine.codecs.write import encode
    from engine.context import Context
    from engine.photo import composite
    from engine.threads import one_thread_for_algebra
    from engine.tools.base import tools
    from engine.vision import Vision
    from engine.weights import Shelf

    one_thread_for_algebra()
    tool, vision = tools()["garment"], Vision(Shelf.from_environment())

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        seconds.setdefault(name, []).append(time.perf_counter() - began)

    while True:
        if not seen:
            vision.forget()
        context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
        inside = vision.inference_seconds
        with timed("total"):
            with timed("read"):
                photos = {"person": read(person), "garment": read(garment)}
            with timed("draft"):
                result = tool.run(photos, tool.options(), context)
            with timed("composite"):
                out = composite(photos["person"], result.layers or ())
            with timed("encode"):
                encode(out, FORMATS["jpeg"])
        seconds.setdefault("nets", []).append(vision.inference_seconds - inside)
        for stage in context.times():
            seconds.setdefault(f"  {stage.name}", []).append(stage.seconds)
        del photos, result, out, context  # the next run should not pay for this one's memory
        yield


def warm(person: Path, garment: Path, runs: int, seen: bool) -> None:
    """Print, as JSON, the medians of some runs after a first one, and the peak memory."""
    seconds: dict[str, list[float]] = {}
    steps = runs_of(person, garment, seconds, seen)
    for _ in range(runs + 1):
        next(steps)
    facts = {name: median(values[1:]) for name, values in seconds.items()}
    facts["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
    print(json.dumps(facts))


def show(title: str, person: Path, garment: Path, runs: int, seen: bool = False) -> None:
    """Measure warm runs in a process of their own and print them."""
    arguments = (sys.executable, __file__, str(person), str(garment), "--runs", str(runs), "--inside",
                 *(("--seen",) if seen else ()))
    told = subprocess.run(arguments, check=True, capture_output=True, text=True, cwd=ROOT,
                          env=os.environ | {"PYTHONPATH": str(ROOT)}).stdout
    facts = json.loads(told)
    peak, nets = facts.pop("peak"), facts.pop("nets")
    print(f"{title}: {facts['total']:.2f} s, peak {peak / 1e9:.2f} GB")
    for name, value in facts.items():
        print(f"  {name:12} {value:6.3f} s")
    own = facts["draft"] - nets
    ratio = f" = {own / nets:.1f} x nets" if nets else ""
    print(f"  {'nets':12} {nets:6.3f} s, own code in the draft {own:.3f} s{ratio}")


def main() -> int:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("person", type=Path)
    parser.add_argument("garment", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--seen", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    person, garment = args.person.resolve(), args.garment.resolve()
    if args.inside:
        warm(person, garment, args.runs, args.seen)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        large, out = enlarged(person, Path(folder)), str(Path(folder) / "out.png")
        show("warm, the photo as it is", person, garment, args.runs)
        show("warm, photos seen before", person, garment, args.runs, seen=True)
        show("warm, 24 MP", large, garment, args.runs)
        for title, arguments in (("tools", ("tools",)),
                                 ("garment", ("garment", str(person), str(garment), "-o", out)),
                                 ("garment, 24 MP", ("garment", str(large), str(garment), "-o", out, "--overwrite"))):
            cold = command(*arguments)
            print(f"cold, lookroom {title}: {cold.seconds:.2f} s, peak {cold.peak / 1e9:.2f} GB, status {cold.status}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
