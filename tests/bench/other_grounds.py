"""Does it matter what a product photo's ground is? Garments laid on grounds of other colours, with and without shadow.

    python tests/bench/other_grounds.py PHOTOS [--keep FOLDER]

PHOTOS is a folder with ``garment_*`` and ``pair_*_garment`` pictures; those on a model are left out. Each is cut
off its ground, laid on another one, coded as JPEG and cut off again; printed is how far it is then the same
(intersection over union), the worst, and how often its kind is told otherwise. FOLDER takes those below .95.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.codecs.read import read
from engine.errors import LookroomError
from engine.photo import Photo
from engine.tools.garment.prepare import prepare
from engine.vision import Vision
from engine.weights import Shelf
from tests.bench.judge_meaning import named
from tests.bench.other_clothes import alike

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth

    Floats = NDArray[np.float32]
    Rgb8 = NDArray[np.uint8]

PLAIN = {"black": (12, 12, 12), "grey": (128, 128, 128), "beige": (222, 205, 180), "blue": (150, 180, 210)}
"""sRGB."""
SHADOWS = [(share, reach) for share in (0.15, 0.25, 0.35) for reach in (0.01, 0.02, 0.03)]
"""How much light a shadow takes, and how soft it is and how far it falls, as a share of the picture's width."""
LEAST = 0.95


def grounds(alpha: Floats) -> dict[str, Floats]:
    """(H, W, 3) float32 sRGB 0..255 by name."""
    height, width = alpha.shape
    rng = np.random.default_rng(1)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    white = np.ones((height, width, 3), np.float32)

    def mottled(size_x: int, size_y: int, strength: float) -> Floats:
        small = rng.standard_normal((max(2, height // size_y), max(2, width // size_x))).astype(np.float32)
        return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)[..., None] * strength)

    out = {name: white * np.float32(colour) + mottled(2, 2, 2) for name, colour in PLAIN.items()}
    out["gradient"] = white * (245 - 90 * (y / height))[..., None] + mottled(2, 2, 2)
    far = ((x - width / 2) / width) ** 2 + ((y - height / 2) / height) ** 2
    out["vignette"] = white * (235 - 220 * far)[..., None] + mottled(2, 2, 2)
    out["paper"] = white * np.float32((232, 228, 222)) + mottled(3, 3, 6) + mottled(40, 40, 5)
    out["wood"] = white * np.float32((170, 125, 85)) + mottled(60, 2, 8) + mottled(2, 2, 3)
    for share, reach in SHADOWS:
        fallen = np.roll(alpha, (round(reach * height), round(0.7 * reach * width)), (0, 1))
        dark = share * cv2.GaussianBlur(fallen, (0, 0), reach * width)[..., None]
        out[f"shadow {share} {reach}"] = 242 * (1 - dark) * white + mottled(2, 2, 0.6)
    return out


def laid(cloth: Cloth, ground: Floats) -> Rgb8:
    """The garment on a ground, after JPEG."""
    mixed = cloth.rgb * cloth.alpha[..., None] + ground * (1 - cloth.alpha[..., None])
    coded = cv2.imencode(".jpg", np.clip(mixed, 0, 255).astype(np.uint8)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR_RGB), np.uint8)


def main() -> int:
    """Print a line a ground."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("photos", type=Path)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    vision = Vision(Shelf.from_environment())
    same: dict[str, list[float]] = defaultdict(list)
    otherwise: dict[str, int] = defaultdict(int)
    for path in named(args.photos, "garment"):
        cloth = prepare(read(path), None, vision)
        if cloth.on_model:
            continue
        for name, ground in grounds(cloth.alpha).items():
            image, again = laid(cloth, ground), None
            try:
                again = prepare(Photo(image), None, vision)
            except LookroomError as error:
                print(f"{path.stem} {name}: {error.code}")
            same[name].append(0.0 if again is None else alike(cloth.alpha, again.alpha))
            otherwise[name] += again is None or again.kind != cloth.kind
            if args.keep and same[name][-1] < LEAST:
                args.keep.mkdir(parents=True, exist_ok=True)
                shown = image if again is None else np.rint(image * again.alpha[..., None]).astype(np.uint8)
                cv2.imwrite(str(args.keep / f"{path.stem}_{name}.png"), np.hstack([image, shown])[..., ::-1])
    for name, values in same.items():
        print(f"{name:18} {np.mean(values):.3f} ({min(values):.3f})  kind told otherwise: {otherwise[name]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
