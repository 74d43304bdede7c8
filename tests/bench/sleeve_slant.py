"""How straight do long sleeves lie on bare arms? The angle between their cuffs' line and the line across the arm.

    python tests/bench/sleeve_slant.py PHOTOS [--garments NAME ...]

PHOTOS is a folder with ``person_*``, ``pair_*_person`` and ``garment_*`` pictures. For each person whose own sleeves
end elsewhere than the garment's: degrees by which what runs across the sleeve in the product photo slants on the arm,
at the elbow and at the cuff, left and right, and the score of the fit.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.codecs.read import read
from engine.context import Context
from engine.errors import LookroomError
from engine.tools.garment.align import Fit, align
from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.judge import judge
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.segment import segment
from engine.vision import Vision
from engine.weights import Shelf

if TYPE_CHECKING:
    from engine.tools.garment.fitting.fit import Piece

NAMES = ["garment_stripes_long", "garment_polo_long_pink", "garment_floral_long"]


def slants(fit: Fit, piece: Piece) -> list[float]:
    """Degrees at the middle and near the end of one sleeve's middle line."""
    anchors = fit.cloth.anchors
    sleeve = anchors.sleeve_left if piece.part == Part.LEFT else anchors.sleeve_right
    assert sleeve is not None
    out = []
    for at in (len(sleeve.axis) // 2, len(sleeve.axis) - 2):
        here, along = sleeve.axis[at].astype(float), (sleeve.axis[at + 1] - sleeve.axis[at - 1]).astype(float)
        along *= 8 / np.hypot(*along)
        start, down, aside = piece(np.array([here, here + along, here + along[::-1] * [-1, 1]]))
        lean = (down - start) @ (aside - start) / np.hypot(*(down - start)) / np.hypot(*(aside - start))
        out.append(float(np.degrees(np.arcsin(lean))))
    return out


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("photos", type=Path)
    ask.add_argument("--garments", nargs="+", default=NAMES)
    args = ask.parse_args()
    vision = Vision(Shelf.from_environment())
    cloths = {name: prepare(read(args.photos / f"{name}.jpg"), None, vision) for name in args.garments}
    every = []
    for path in sorted(args.photos.glob("person_*.jpg")) + sorted(args.photos.glob("pair_*_person.jpg")):
        wearer = read_pose(segment(read(path), 0, Context(vision=vision)))
        for name, cloth in cloths.items():
            try:
                fit = align(cloth, wearer, 0)
            except LookroomError as error:
                print(f"{path.stem:24} {name:24} {error}")
                continue
            if fit.aim.same or len(fit.pieces) < 3:
                continue
            found = [slant for piece in fit.pieces[1:] for slant in slants(fit, piece)]
            every += [abs(slant) for slant in found]
            print(f"{path.stem:24} {name:24} {' '.join(f'{slant:5.0f}' for slant in found)}   "
                  f"{judge(fit, wearer).score:.2f}")
    print(f"mean {mean(every):.1f}, worst {max(every):.0f} degrees, {len(every)} places")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
