"""Do the masks depend on the colour of what is worn? People in clothes of other colours, and in other light.

    python tests/bench/other_clothes.py PHOTOS [--keep FOLDER]

PHOTOS is a folder with ``person_*`` and ``pair_*_person`` pictures. The upper garment of each is painted anew with its
folds, or the whole photo made darker, hazy, tinted, smaller or mirrored; printed is how far clothes, hair and skin are
then the same as on the untouched photo (intersection over union). FOLDER takes what was painted.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.codecs.read import read
from engine.context import Context
from engine.errors import LookroomError
from engine.photo import Photo
from engine.tools.garment.segment import segment
from engine.vision import Vision
from engine.weights import Shelf
from tests.bench.judge_meaning import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.vision.types import Body

    Rgb8 = NDArray[np.uint8]

PARTS = ("clothes", "hair", "skin")
COLOURS = {"white": (93, 0, 0), "black": (14, 0, 0), "grey": (60, 0, 0), "navy": (22, 4, -22), "beige": (78, 3, 18)}
"""CIE Lab."""
LIGHTS = {"warm light": (1.15, 1.0, 0.75), "cool light": (0.8, 0.97, 1.15)}
"""What each channel is multiplied by."""
LEAST = 1e-3
"""Share of the picture; a person without a head has no hair."""
STRIPE = 11
"""px."""


def painted(body: Body, colour: tuple[int, int, int]) -> Rgb8:
    """The photo with the clothes in one colour, lighter and darker where they were."""
    lab = cv2.cvtColor(body.image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    usual = float(np.median(lab[body.clothes > 0.95][:, 0]))
    new = np.empty_like(lab)
    new[..., 0] = np.clip(colour[0] + (lab[..., 0] - usual) * min(1, colour[0] / max(usual, 10)), 2, 98)
    new[..., 1:] = colour[1:]
    return laid(body, np.clip(cv2.cvtColor(new, cv2.COLOR_LAB2RGB), 0, 1) * 255)


def striped(body: Body) -> Rgb8:
    """The photo with the clothes in broad stripes of black and white."""
    rows = np.arange(body.image.shape[0])[:, None, None] // STRIPE % 2
    light = cv2.cvtColor(body.image, cv2.COLOR_RGB2GRAY).astype(np.float32) + 8
    shade = np.clip(light / np.median(light[body.clothes > 0.95]), 0.45, 1.6)[..., None] ** 0.7
    return laid(body, np.clip(np.where(rows, 240, 27) * shade, 0, 255))


def laid(body: Body, new: NDArray[Any]) -> Rgb8:
    """The photo with ``new`` in place of the clothes, after JPEG."""
    share = body.clothes[..., None]
    mixed = (body.image * (1 - share) + new * share).astype(np.uint8)
    coded = cv2.imencode(".jpg", mixed[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR_RGB), np.uint8)


def ways(body: Body) -> dict[str, tuple[Rgb8, Callable[[NDArray[Any]], NDArray[Any]]]]:
    """Each changed photo, and what puts a mask of it back onto the untouched one."""
    same, image = (lambda mask: mask), body.image
    height, width = image.shape[:2]
    out = {name: (painted(body, colour), same) for name, colour in COLOURS.items()}
    out["stripes"] = striped(body), same
    out["darker"] = (image * 0.6).astype(np.uint8), same
    out["hazy"] = np.clip(image * 0.55 + 80, 0, 255).astype(np.uint8), same
    for name, light in LIGHTS.items():
        out[name] = np.clip(image * np.float32(light), 0, 255).astype(np.uint8), same
    out["mirrored"] = image[:, ::-1].copy(), lambda mask: mask[:, ::-1]
    small = cv2.resize(image, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    out["smaller"] = np.asarray(small, np.uint8), lambda mask: np.asarray(cv2.resize(mask, (width, height)))
    return out


def alike(one: NDArray[Any], two: NDArray[Any]) -> float:
    """Intersection over union at 0.5; 1 where next to nothing is in either."""
    a, b = one > 0.5, two > 0.5
    either = int((a | b).sum())
    return float((a & b).sum() / either) if either > LEAST * a.size else 1.0


def main() -> int:
    """Print a line a way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("photos", type=Path)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    vision = Vision(Shelf.from_environment())
    found: dict[str, list[list[float]]] = defaultdict(list)
    for path in named(args.photos, "person"):
        body = segment(read(path), 0, Context(vision=vision))
        for name, (image, back) in ways(body).items():
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                cv2.imwrite(str(args.keep / f"{path.stem}_{name}.png"), image[..., ::-1])
            try:
                again = segment(Photo(image), 0, Context(vision=vision))
                found[name].append([alike(getattr(body, part), back(getattr(again, part))) for part in PARTS])
            except LookroomError as error:
                print(f"{path.stem} {name}: {error.code}")
                found[name].append([0.0] * len(PARTS))
    print(f"{'':12}" + "".join(f"{part:>18}" for part in PARTS))
    for name, rows in found.items():
        columns = zip(*rows, strict=True)
        print(f"{name:12}" + "".join(f"{np.mean(column):10.3f} ({min(column):.3f})" for column in columns))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
