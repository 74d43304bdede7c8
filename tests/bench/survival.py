"""What photos keep of themselves through an edit: more than 40 files, by Lookroom, by plain Pillow and by rembg.

    python tests/bench/survival.py [--only WORD]

Each file is drawn, put through the same edit (a grey patch over its middle) and saved in the named format. Lookroom's
is a real run from file to file: decoding in the child process, a layer, compositing, labels, encoding. Pillow's is what
its tutorial shows: ``open``, ``paste``, ``save``. rembg's is what its page shows: ``remove(Image.open(...))`` and
``save``, with a session that keeps everything in place of a net, so that only its own handling of pictures is seen.

A file survives when untouched pixels differ by at most 0.5 (CIEDE2000) on average where a lossy format is involved, and
not at all elsewhere (the difference by the formula of 1976 is shown beside it), the depth is the same (or the most that
the format holds), and every block is equal but for orientation, sizes, ``Software``, the small picture and the digital
source type. Results are read by Lookroom's decoder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.codecs.formats import format_of  # noqa: E402
from engine.errors import LookroomError  # noqa: E402
from engine.photo import Box, Layer, top_value  # noqa: E402
from engine.tools.base import Input, Options, Result, Stage, Tool  # noqa: E402
from tests.fakes.cells import Cell, cells  # noqa: E402
from tests.fakes.survivors import Survival, compared  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.codecs.process.decoder import Decoder
    from engine.context import Context
    from engine.photo import Photo
    from engine.weights import Shelf

    Edit = Callable[[Path, Path], None]

NOT_OPENED = Survival(("cannot",), float("nan"))


@dataclass(frozen=True)
class Row:
    """A file and what survived of it by each program, in the order of their names."""

    cell: Cell
    survivals: tuple[Survival, ...]


def patching() -> Tool:
    """A tool that lays a soft grey patch over the middle of a photo."""

    def run(inputs: Mapping[str, Photo], options: Options, ctx: Context) -> Result:
        photo = inputs["photo"]
        with ctx.stage("patch"):
            left, top = photo.width // 4, photo.height // 4
            box = Box(left, top, photo.width - 2 * left, photo.height - 2 * top)
            grey = np.full((box.height, box.width, 3), 0.5 * top_value(photo.pixels.dtype))
            ramp = np.minimum.outer(_ramp(box.height), _ramp(box.width))
            return Result(layers=(Layer(grey.astype(photo.pixels.dtype), ramp, box, "Patch"),))

    return Tool(id="patch", title="Patch", group="Test", summary="a patch", inputs=(Input("photo", "photo"),),
                options=Options, stages=(Stage("patch", "Patching"),), result="layers", run=run)


def _ramp(length: int) -> Any:
    """0 at both ends, 1 in the middle."""
    return np.clip(np.minimum(np.arange(length), np.arange(length)[::-1]) / 12, 0, 1).astype(np.float32)


def by_lookroom(decoder: Decoder, shelf: Shelf) -> Edit:
    """A whole run from file to file."""
    from engine.filerun import Request, run_files

    def edit(source: Path, result: Path) -> None:
        run_files(Request(patching(), (source,), result, Options()), shelf, decoder=decoder)

    return edit


def by_pillow(source: Path, result: Path) -> None:
    """Open, paste, save."""
    from PIL import Image

    with Image.open(source) as image:
        image.load()
        width, height = image.size
        patch = Image.new("RGB", (width - width // 4 * 2, height - height // 4 * 2), (128, 128, 128))
        image.paste(patch.convert(image.mode), (width // 4, height // 4))
        image.save(result)


def by_rembg() -> Edit:
    """Remove a background that is not there, and save."""
    from PIL import Image
    from rembg import remove
    from rembg.sessions.base import BaseSession

    class Everything(BaseSession):  # type: ignore[misc]
        def __init__(self) -> None:
            """Without a net."""

        def predict(self, img: Any, *_: Any, **__: Any) -> list[Any]:
            return [Image.new("L", img.size, 255)]

    def edit(source: Path, result: Path) -> None:
        with Image.open(source) as image:
            out: Any = remove(image, session=Everything())
            (out.convert("RGB") if result.suffix == ".jpg" else out).save(result)

    return edit


def survived(cell: Cell, edit: Edit, folder: Path, *, own: bool = False) -> Survival:
    """Put one file through ``edit`` and compare. ``own``: errors are raised, labels are asked for."""
    source, result = folder / f"in.{cell.suffix}", folder / f"out.{cell.out}"
    source.write_bytes(cell.make())
    result.unlink(missing_ok=True)
    try:
        edit(source, result)
        return compared(source, result, format_of(result), lossy=cell.lossy, own=own)
    except (OSError, ValueError, KeyError, LookroomError):
        if own:
            raise
        return NOT_OPENED


def line(row: Row) -> str:
    """A row of the table."""
    words = ["cannot open or save it" if entry is NOT_OPENED else "lost " + ", ".join(entry.lost) if entry.lost else
             f"dE {entry.difference:.2f} (1976: {entry.plain:.2f})" for entry in row.survivals]
    return "  ".join(f"{text:<44}" for text in (row.cell.name, *words)).rstrip()


def main() -> None:
    """Draw the files, edit them and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only files whose name holds this word")
    only = parser.parse_args().only
    warnings.simplefilter("ignore")  # what other programs tell their developers
    from engine.codecs.process.decoder import Decoder
    from engine.resources import resource
    from engine.weights import Shelf, read_catalogue

    shelf = Shelf(read_catalogue(resource("models", "catalogue.toml")), ())
    chosen = [cell for cell in cells() if only in cell.name and (not cell.needs or find_spec(cell.needs))]
    names = ("", "Lookroom", "Pillow open, paste, save", "rembg remove, save")
    print("  ".join(f"{name:<44}" for name in names).rstrip())
    counts = [0, 0, 0]
    with tempfile.TemporaryDirectory() as made, Decoder() as decoder:
        edits = (by_lookroom(decoder, shelf), by_pillow, by_rembg())
        for cell in chosen:
            row = Row(cell, tuple(survived(cell, edit, Path(made), own=edit is edits[0]) for edit in edits))
            counts = [count + (not entry.lost) for count, entry in zip(counts, row.survivals, strict=True)]
            print(line(row), flush=True)
    print("  ".join(f"{text:<44}" for text in ("survived", *(f"{n} of {len(chosen)}" for n in counts))).rstrip())


if __name__ == "__main__":
    main()
