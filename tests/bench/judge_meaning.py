"""Does the score mean anything? Deliberately broken fits against the untouched one, over all persons and garments.

    python tests/bench/judge_meaning.py PHOTOS [--every N] [--verbose]

PHOTOS is a folder with ``person_*``, ``garment_*`` and ``pair_*_person``/``pair_*_garment`` pictures. Each fit is
judged as it is and broken in each of five ways; printed is the share of cases in which the broken one scores less.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.codecs.read import read
from engine.context import Context
from engine.errors import LookroomError
from engine.tools.base import tools
from engine.tools.garment.align import Fit, align, placed_outline
from engine.tools.garment.judge import judge
from engine.tools.garment.pose import Wearer, read_pose
from engine.tools.garment.prepare import prepare
from engine.tools.garment.segment import segment
from engine.vision import Vision
from engine.weights import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth

KINDS = ("right 10 %", "down 10 %", "scaled 1.3", "turned 15 deg", "wrong person")


@dataclass(frozen=True)
class Case:
    """One person with one garment, broken in one way: both scores."""

    person: str
    garment: str
    kind: str
    untouched: float
    broken: float


def named(folder: Path, role: str) -> list[Path]:
    """Pictures of one role."""
    return sorted(path for pattern in (f"{role}_*.jpg", f"pair_*_{role}.jpg") for path in folder.glob(pattern))


def moved(fit: Fit, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Fit:
    """The fit with every place in the photo moved."""
    pieces = tuple(replace(piece, controls=change(piece.controls)) for piece in fit.pieces)
    return replace(fit, pieces=pieces, residual=replace(fit.residual, at=change(fit.residual.at)))


def broken(fit: Fit, other: Fit | None) -> dict[str, Fit]:
    """The fit broken in every way; ``other`` is the same garment's fit on another person."""
    points, _ = placed_outline(fit.pieces, fit.outline)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    tenth = 0.1 * float(np.ptp(points[:, 0]))
    cos, sin = np.cos(np.radians(15)), np.sin(np.radians(15))
    turn = np.array([[cos, -sin], [sin, cos]])
    out = {
        "right 10 %": moved(fit, lambda at: at + np.array([tenth, 0.0])),
        "down 10 %": moved(fit, lambda at: at + np.array([0.0, tenth])),
        "scaled 1.3": moved(fit, lambda at: middle + 1.3 * (at - middle)),
        "turned 15 deg": moved(fit, lambda at: middle + (at - middle) @ turn.T),
    }
    if other is not None:
        out["wrong person"] = replace(fit, pieces=other.pieces, laid=other.laid, residual=other.residual)
    return out


def wearers(paths: Iterable[Path], vision: Vision) -> dict[str, Wearer]:
    """Everybody to whom a garment can be fitted."""
    out = {}
    for path in paths:
        context = Context(vision=vision, stages=tuple(stage.id for stage in tools()["garment"].stages))
        try:
            out[path.stem] = read_pose(segment(read(path), 0, context))
        except LookroomError as error:
            print(f"left out {path.name}: {error.what}")
    return out


def cloths(paths: Iterable[Path], vision: Vision) -> dict[str, Cloth]:
    """Every garment that can be prepared."""
    out = {}
    for path in paths:
        try:
            out[path.stem] = prepare(read(path), None, vision)
        except LookroomError as error:
            print(f"left out {path.name}: {error.what}")
    return out


def cases_of(people: dict[str, Wearer], garments: dict[str, Cloth], every: int) -> Iterable[Case]:
    """All cases; with ``every`` only each so manieth combination, spread over both lists."""
    names = list(people)
    for g, (garment, cloth) in enumerate(garments.items()):
        chosen = [name for p, name in enumerate(names) if (p + g) % every == 0]
        fits: dict[str, Fit] = {}
        for name in chosen:
            try:
                fits[name] = align(cloth, people[name], 0)
            except LookroomError as error:
                print(f"no fit of {garment} on {name}: {error.what}")
        able = list(fits)
        for number, name in enumerate(able):
            other = fits[able[(number + 1) % len(able)]] if len(able) > 1 else None
            untouched = judge(fits[name], people[name]).score
            for kind, fit in broken(fits[name], other).items():
                yield Case(name, garment, kind, untouched, judge(fit, people[name]).score)


def main() -> int:
    """Judge, break, judge again, and print shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", type=Path)
    parser.add_argument("--every", type=int, default=1, help="use only each N-th combination")
    parser.add_argument("--verbose", action="store_true", help="list the untouched scores too")
    args = parser.parse_args()
    vision = Vision(Shelf.from_environment())
    people = wearers(named(args.photos, "person"), vision)
    garments = cloths(named(args.photos, "garment"), vision)
    cases = list(cases_of(people, garments, args.every))
    by_kind = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    scores = {(case.person, case.garment): case.untouched for case in cases}
    if args.verbose:
        for (person, garment), score in sorted(scores.items(), key=lambda item: item[1]):
            print(f"  {score:.3f} {garment} on {person}")
    print(f"{len(scores)} fits, untouched score: median {median(scores.values()):.2f}, "
          f"below .7 {np.mean([score < 0.7 for score in scores.values()]):.0%}, "
          f"below .02 {np.mean([score < 0.02 for score in scores.values()]):.0%}")
    for kind in KINDS:
        mine = by_kind[kind]
        caught = np.mean([case.broken < case.untouched for case in mine])
        middle = median(case.broken for case in mine)
        print(f"{kind:14} {caught:6.1%} score less (median {middle:.2f}), {len(mine)} cases")
    print(f"{'all':14} {np.mean([case.broken < case.untouched for case in cases]):6.1%}")
    for case in sorted((case for case in cases if case.broken >= case.untouched), key=lambda case: case.kind):
        told = f"{case.garment} on {case.person}: {case.untouched:.3f} -> {case.broken:.3f}"
        print(f"  not caught: {case.kind:14} {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
