"""Every person of a photo folder in some garments, on one sheet to look at.

    python tests/bench/contact_sheet.py PHOTOS SHEET.png [--garments tee_fila,polo] [--persons man_dark] [--height 620]

Prints a line for each fit: its score and its tries, or the error that it ended in.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.codecs.read import read
from engine.colour import srgb8
from engine.context import Context
from engine.errors import LookroomError, in_words
from engine.photo import composite
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions
from engine.vision import Vision
from engine.weights import Shelf

if TYPE_CHECKING:
    from engine.vision.types import Rgb8

GARMENTS = "tee_fila,stripes_long,tank_guess,polo_long_pink,tee_black_print,sleeveless_spots"


def named(folder: Path, kind: str, wanted: str | None) -> list[Path]:
    """The photos ``KIND_name.jpg`` and ``pair_name_KIND.jpg``, all of them or those whose names are ``wanted``."""
    found = sorted(folder.glob(f"{kind}_*.jpg")) + sorted(folder.glob(f"pair_*_{kind}.jpg"))
    if wanted is None:
        return found
    names = wanted.split(",")
    return [path for path in found if any(name in path.stem for name in names)]


def tried(person: Path, garment: Path, vision: Vision) -> tuple[Rgb8, str]:
    """The picture and its caption; grey when the fit ended in an error."""
    photo = read(person)
    context = Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    title = f"{person.stem} {garment.stem}"
    try:
        result = TOOL.run({"person": photo, "garment": read(garment)}, GarmentOptions(), context)
    except LookroomError as error:
        print(f"{title}: {in_words(error)}", flush=True)
        return np.full((photo.height, photo.width, 3), 128, np.uint8), f"{title} {error.code}"
    caption = f"{title} {result.report.quality_score:.2f} {result.report.retry_count}"
    print(caption, flush=True)
    return srgb8(composite(photo, result.layers or ())), caption


def tile(picture: Rgb8, caption: str, height: int) -> Rgb8:
    """A picture in a white cell of fixed size with its caption below."""
    width = round(height * 0.84)
    scale = min(height / picture.shape[0], width / picture.shape[1])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    cell = np.full((height + 20, width, 3), 255, np.uint8)
    cell[: small.shape[0], : small.shape[1]] = small
    cv2.putText(cell, caption, (2, height + 15), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (0, 0, 0), 1, cv2.LINE_AA)
    return cell


def main() -> None:
    """Make the sheet."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("photos", type=Path)
    ask.add_argument("sheet", type=Path)
    ask.add_argument("--garments", default=GARMENTS)
    ask.add_argument("--persons")
    ask.add_argument("--height", type=int, default=620)
    args = ask.parse_args()
    vision = Vision(Shelf.from_environment())
    garments = named(args.photos, "garment", args.garments)
    rows = [np.hstack([tile(*tried(person, garment, vision), args.height) for garment in garments])
            for person in named(args.photos, "person", args.persons)]
    vision.close()
    cv2.imwrite(str(args.sheet), np.ascontiguousarray(np.vstack(rows)[..., ::-1]))


if __name__ == "__main__":
    main()
