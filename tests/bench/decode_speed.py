"""What it costs to decode in a process of its own, how fast a photo opens for looking, and how fast a canvas can zoom.

    python -m tests.bench.decode_speed [--runs 7]

Pictures of 24 megapixels are made from a photo in the public domain with noise. In-process and child take turns;
medians, each with every page of the pixels touched once. The processor time of a preview is counted too (here, for the
child does the same work): it says what a quiet machine would need.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.formats import FORMATS
from engine.codecs.preview import preview
from engine.codecs.process.decoder import Decoder
from engine.codecs.pyramid import Pyramid
from engine.codecs.read import file_bytes, read
from engine.codecs.sniff import Limits
from engine.codecs.write import encode, sixteen_bit
from engine.photo import Photo

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 6000, 4000
GRAIN = 3.0
"""Standard deviation of the noise, in values of 8 bits: what a camera has at a low ISO."""


def picture() -> Any:
    """(4000, 6000, 3) uint8."""
    import cv2
    from skimage import data

    large = cv2.resize(data.astronaut(), SIZE, interpolation=cv2.INTER_CUBIC).astype(np.int16)
    grain = np.random.default_rng(0).normal(0, GRAIN, (1000, SIZE[0], 3)).astype(np.int16)
    return np.clip(large + np.tile(grain, (4, 1, 1)), 0, 255).astype(np.uint8)


def files(folder: Path) -> dict[str, Path]:
    """The pictures by what they are called in the table."""
    plain = Photo(picture())
    deep = Photo(sixteen_bit(plain.pixels))
    made = {"JPEG": ("a.jpg", plain, "jpeg"), "PNG": ("a.png", plain, "png"), "PNG, 16 bits": ("b.png", deep, "png"),
            "TIFF, 16 bits": ("b.tif", deep, "tiff")}
    for name, photo, form in made.values():
        (folder / name).write_bytes(encode(photo, FORMATS[form], 92 if form == "jpeg" else None))
    return {title: folder / name for title, (name, _, _) in made.items()}


def seconds(*works: Callable[[], Photo], runs: int) -> list[float]:
    """Median seconds of each work, taking turns; the first turn does not count."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs + 1):
        for work, spent in zip(works, times, strict=True):
            began = time.perf_counter()
            pixels = work().pixels
            pixels.reshape(-1).view(np.uint8)[::4096].max()
            spent.append(time.perf_counter() - began)
            del pixels
    return [median(spent[1:]) for spent in times]


def busy(work: Callable[[], Photo], runs: int) -> tuple[float, float]:
    """Least and median seconds of the processor that a work takes; the first turn does not count."""
    times = []
    for _ in range(runs + 1):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times[1:]), median(times[1:])


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as made, Decoder() as decoder:
        paths = files(Path(made))
        began = time.perf_counter()
        decoder.warm()
        started = time.perf_counter() - began
        decoder.preview(paths["JPEG"])
        print(f"start of the child: {started * 1000:.0f} ms until this process goes on, "
              f"{(time.perf_counter() - began) * 1000:.0f} ms until the first preview is there\n")
        print("| 24 megapixels | here | in the child | ratio | preview here | preview in the child |")
        print("| --- | --- | --- | --- | --- | --- |")
        for title, path in paths.items():
            here, there, small, far = seconds(
                lambda path=path: read(path), lambda path=path: decoder.read(path),
                lambda path=path: preview(file_bytes(path), path.name, 2.0, Limits()),
                lambda path=path: decoder.preview(path), runs=runs)
            size = path.stat().st_size / 1e6
            print(f"| {title}, {size:.0f} MB | {here * 1000:.0f} ms | {there * 1000:.0f} ms | {there / here:.2f} | "
                  f"{small * 1000:.0f} ms | {far * 1000:.0f} ms |")
        data = file_bytes(paths["JPEG"])
        small = preview(data, "a.jpg", 2.0, Limits())
        least, middle = busy(lambda: preview(data, "a.jpg", 2.0, Limits()), runs)
        print(f"\npreview of the JPEG: {small.width} x {small.height}, processor time {least * 1000:.0f} ms at least, "
              f"median {middle * 1000:.0f} ms\n")
        for title in ("JPEG", "PNG, 16 bits"):
            photo = read(paths[title])
            began = time.perf_counter()
            Pyramid(photo).build()
            print(f"pyramid of the {title}: {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
