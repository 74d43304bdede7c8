"""Hostile files through the decoding process: what came out, and whether anything broke.

    python tests/faults/fuzz_codecs.py N SEED [--formats PNG,TIFF] [--keep FOLDER] [--workers 2]

Makes N mutated files a format from the seed and prints a table: decoded, clean errors by code, crashes of the child,
exceptions that no decoder foresaw, hangs over 5 s, the slowest file, and memory. ``--keep`` saves the files that broke
something. Exits with 1 when the program itself failed, when a file hung, or when memory went past its limit.

Each format has a process of its own, so that the system's count of its children's memory is that format's: it also
holds children that were killed in the act.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.codecs.formats import FORMATS
from engine.codecs.process.decoder import Bounds, Decoder
from engine.codecs.process.replies import Fault
from engine.codecs.sniff import Limits
from engine.codecs.write import encode
from engine.colour import srgb8
from engine.errors import InvalidImageFormat, LookroomError
from engine.metadata import labelled, result_type
from tests.faults import mutations

if TYPE_CHECKING:
    from engine.photo import Photo

HANG = 5.0
MEMORY = 2 << 30
SLACK = 1.1
FEW = 100_000
"""Values of a photo that is used further."""
SMALL = 0.0004
"""Megapixels of a preview: less than half of most files."""


@dataclass
class Tally:
    """What came of the files of one format; ``peak``: bytes that a child held at most, ``grown``: by which the program
    itself grew."""

    files: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    peak: int = 0
    grown: int = 0

    @property
    def hangs(self) -> int:
        """Files that had to be ended after five seconds."""
        return self.ends["hang"]

    @property
    def crashes(self) -> int:
        """Files that ended the child."""
        return self.ends["crash"]


def status(pid: int | str, name: str) -> int:
    """Bytes of a line of /proc/PID/status; 0 where there is none."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":")), 0)


def end_of(decoder: Decoder, data: bytes, form: str, megapixels: float, tally: Tally) -> str:
    """Open one file, whole or for looking (``megapixels``); a word for what came of it."""
    path = Path(f"fuzz.{form.lower()}")
    try:
        photo = decoder.decode(data, path.name, path, megapixels)
        if photo.height * photo.width > decoder.limits.pixels:
            return "too large"
        if photo.pixels.size < FEW:
            use(photo, tally.files)
    except LookroomError as error:
        if isinstance(error.__cause__, Fault):
            tally.faults[str(error.__cause__)[:160]] += 1
            return "fault"
        if error.code == "TIMEOUT":
            return "hang"
        crashed = isinstance(error.__cause__, EOFError | OSError) and error.code == InvalidImageFormat.code
        return "crash" if crashed else error.code
    except Exception as error:  # the program's own fault: counted, kept and shown, so that one does not hide the others
        tally.faults[f"in the program: {type(error).__name__}: {error}"[:160]] += 1
        return "program"
    return "decoded"


def use(photo: Photo, number: int) -> None:
    """What the program itself does with a photo whose profile and metadata nobody has vetted: convert, shrink, save."""
    form = FORMATS[("jpeg", "png", "tiff", "webp", "psd")[number % 5]]
    srgb8(photo)
    flat = photo.with_pixels(photo.pixels[..., :3].copy())
    encode(labelled(flat, result_type([photo]), "all but location" if number % 2 else "all"), form)


def fuzz(form: str, number: int, seed: int, decoder: Decoder, keep: Path | None = None) -> Tally:
    """Run ``number`` files of a format, every fifth as a preview. Closes ``decoder``: only of a child that has ended
    the system tells what it held."""
    tally, before, ended = Tally(), status("self", "VmRSS"), ended_peak()
    for count in range(number):
        data = mutations.mutated(Random(f"{seed} {form} {count}"), form)
        began = time.perf_counter()
        end = end_of(decoder, data, form, SMALL if count % 5 == 4 else 0.0, tally)
        seconds = time.perf_counter() - began
        tally.files += 1
        tally.ends[end] += 1
        tally.slowest = max(tally.slowest, seconds)
        for pid in decoder.pids:
            tally.peak = max(tally.peak, status(pid, "VmHWM"))
        if keep and (end in ("hang", "crash", "fault", "program", "OUT_OF_MEMORY", "too large") or seconds > 1):
            (keep / f"{form}-{seed}-{count}-{end}-{seconds:.1f}s").write_bytes(data)
    decoder.close()
    tally.grown = status("self", "VmRSS") - before
    if ended_peak() > max(ended, status("self", "VmHWM")):  # a new child counts its parent's memory until it is itself
        tally.peak = max(tally.peak, ended_peak())
    return tally


def ended_peak() -> int:
    """Bytes that one of this process's children that have ended, in whatever way, held at most; 0 on Windows."""
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def table(tallies: dict[str, Tally]) -> str:
    """The result as Markdown."""
    titles = ("format", "files", "decoded", "refused", "too large", "out of memory", "unforeseen", "child crashes",
              "program faults", "hangs", "slowest", "child's peak")
    lines = ["| " + " | ".join(titles) + " |", "| --- " * len(titles) + "|"]
    for form, tally in tallies.items():
        ends = tally.ends
        lines.append(f"| {form} | {tally.files} | {ends['decoded']} | {ends['INVALID_IMAGE_FORMAT']} | "
                     f"{ends['IMAGE_TOO_LARGE']} | {ends['OUT_OF_MEMORY']} | {ends['fault']} | {tally.crashes} | "
                     f"{ends['program']} | {tally.hangs} | {tally.slowest:.2f} s | {tally.peak / 2 ** 20:.0f} MiB |")
    return "\n".join(lines)


def run(number: int, seed: int, forms: list[str], workers: int, keep: Path | None = None) -> dict[str, Tally]:
    """All formats, each in a process of its own, ``workers`` at a time."""
    with ProcessPoolExecutor(workers, get_context("spawn"), max_tasks_per_child=1) as pool:
        works = {form: pool.submit(one, form, number, seed, keep) for form in forms}
        return {form: work.result() for form, work in works.items()}


def one(form: str, number: int, seed: int, keep: Path | None) -> Tally:
    """One format."""
    warnings.simplefilter("ignore")
    mutations.seeds()
    with Decoder(Limits(), Bounds(seconds=HANG, memory=MEMORY)) as decoder:
        return fuzz(form, number, seed, decoder, keep)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--formats", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    forms = [name for name in args.formats.split(",") if name] or list(mutations.seeds())
    warnings.simplefilter("ignore")
    began = time.perf_counter()
    tallies = run(args.number, args.seed, forms, args.workers, args.keep)
    grown = max(tally.grown for tally in tallies.values())
    print(table(tallies))
    print(f"\n{time.perf_counter() - began:.0f} s, the program grew by {grown / 2 ** 20:.0f} MiB at most, limit of the "
          f"child {MEMORY / 2 ** 20:.0f} MiB, seed {args.seed}")
    for form, tally in tallies.items():
        for text, count in tally.faults.most_common(12):
            print(f"{form}: {count} x {text}")
    bad = any(tally.hangs or tally.ends["program"] or tally.ends["too large"] or tally.peak > MEMORY * SLACK
              for tally in tallies.values())
    return int(bad)


if __name__ == "__main__":
    raise SystemExit(main())
