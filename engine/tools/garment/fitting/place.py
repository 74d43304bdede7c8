"""Place: the affine map that lays the garment over the torso, found by how well it covers what is worn now.

Six numbers (size, slimness, turn, shear, shift) are searched by the cross-entropy method (Rubinstein 1999) over the
area that stays bare or spills over, counted on a coarse grid; areas that hair, hands or trousers may cover count
little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from engine.raster import span_of
from engine.tools.garment.fitting.below import waist_of
from engine.tools.garment.fitting.chins import highest_front
from engine.tools.garment.fitting.fit import Affine, start_affine, start_below
from engine.tools.garment.wearer.frame import torso_coordinates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.fitting.aim import Aim
    from engine.tools.garment.wearer.frame import Frame
    from engine.vision.types import Body

    Floats = NDArray[np.float64]

UPPER = 4.0
"""Shoulders and chest, where cloth lies on the body, count this many times more than the loose part below."""
MOST_POINTS = 20_000
"""The grid never has more points than about this, however slim the shoulders look."""
POPULATION = 72
ELITE = 12
ROUNDS = 16
NEAR, NEAR_ROUNDS = 0.35, 7
"""Share of the deviations, and rounds, of a search beside a map that is good already."""
CELLS, NEAR_CELLS = 22, 14
"""Cells of the grid to a shoulder width, and in such a search."""
SPREAD = np.array([0.14, 0.08, 0.06, 0.04, 0.08, 0.12])
"""First standard deviations: log size, log slimness (across / down), turn (rad), shear, shift across and down (shoulder
widths)."""
AT_CHIN = 60.0
"""Cost of a neckline that lies one shoulder width too near the chin, growing with the square."""
PRIOR = np.array([0.35, 0.12, 0.09, 0.06, 0.2, 0.25])
"""Deviations that cost as much as 2 % of the worn area."""


@dataclass(frozen=True, slots=True)
class Question:
    """The grid on which placements are judged: points (3, N), x and y px of the photo and 1, ``worn`` (N,) 0..1, cost
    weights of a bare worn point and of a spilled point, the shrunk solid of the garment with its scale, and the weight
    of sleeve cloth."""

    points: NDArray[np.float32]
    worn: NDArray[np.float32]
    bare: NDArray[np.float32]
    spill: NDArray[np.float32]
    solid: NDArray[np.float32]
    scale: float


def pose_question(cloth: Cloth, body: Body, frame: Frame, aim: Aim, cells: int = CELLS) -> Question:
    """Count areas on a grid of ``cells`` to a shoulder width, fewer for very large areas, in and around what is
    worn."""
    height, width = aim.mask.shape
    left, right, top, bottom = span_of(aim.mask > 0.5)
    margin = 0.3 * frame.width
    area = (right - left + 2 * margin) * (bottom - top + 2 * margin)
    step = max(2.0, frame.width / cells, np.sqrt(area / MOST_POINTS))
    xs = np.arange(max(0.0, left - margin), min(width - 1.0, right + margin), step)
    ys = np.arange(max(0.0, top - margin), min(height - 1.0, bottom + margin), step)
    gx, gy = np.meshgrid(xs, ys)
    points = np.stack([gx.ravel(), gy.ravel()], axis=1)

    size = max(1, round(step))
    first = max(0, int(ys[0]) - size), max(0, int(xs[0]) - size)
    part = np.s_[first[0] : int(ys[-1]) + size + 1, first[1] : int(xs[-1]) + size + 1]
    grid = np.ix_(ys.astype(int) - first[0], xs.astype(int) - first[1])

    def at(mask: NDArray[np.float32]) -> NDArray[np.float32]:
        out: NDArray[np.float32] = cv2.blur(mask[part], (size, size))[grid].ravel()
        return out

    worn = at(aim.mask)
    spill = np.ones(len(points), np.float32)
    uv = frame.uv(points)
    below = at(body.lower) > 0.4 if cloth.kind.covers_torso else at(body.clothes) > 0.4
    spill[below | (uv[:, 1] > max(aim.bottom - 0.02, 0.4))] = 0.12
    spill[at(body.skin) > 0.5] = 0.5 if cloth.kind.covers_torso else 0.12
    spill[at(body.hands) > 0.4] = 0.1
    spill[(at(body.hair) > 0.4) | (uv[:, 1] > aim.hangs)] = 0.0
    bare = np.ones(len(points), np.float32)
    on_arm = at(aim.arms) > 0.5
    sleeve_weight = 0.35 if aim.same else 0.0
    bare[on_arm] = sleeve_weight
    spill[on_arm] *= sleeve_weight
    steps = [0.25, 0.6] if cloth.kind.covers_torso else [aim.top + 0.1, aim.top + 0.5]
    upper = np.interp(uv[:, 1], steps, [UPPER, 1.0]).astype(np.float32)
    bare *= upper
    spill *= upper
    shrink = 160 / max(cloth.alpha.shape)
    front = np.where(cloth.back > 0.5, np.float32(0), cloth.alpha)
    solid = cv2.resize(front, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    if not aim.same:
        solid *= 1 - cv2.resize(_sleeves(cloth), solid.shape[::-1], interpolation=cv2.INTER_AREA)
    homogeneous = np.stack([*points.T, np.ones(len(points))]).astype(np.float32)
    return Question(homogeneous, worn.astype(np.float32), bare, spill, solid, shrink)


def _sleeves(cloth: Cloth) -> NDArray[np.float32]:
    out = np.zeros(cloth.alpha.shape, np.float32)
    for sleeve in (cloth.anchors.sleeve_left, cloth.anchors.sleeve_right):
        if sleeve is not None:
            out[sleeve.region] = 1
    return out


def affines_of(numbers: Floats, start: Affine, frame: Frame, pivot: Floats) -> tuple[Floats, Floats]:
    """The maps that (K, 6) numbers make of ``start``, turning about the garment's ``pivot``: (K, 2, 2) matrices and
    (K, 2) shifts."""
    size, slim, turn, shear, across, down = numbers.T
    about = frame.across, np.array([-frame.across[1], frame.across[0]])
    basis = np.stack(about, axis=1)
    cos, sin = np.cos(turn), np.sin(turn)
    wide, long = np.exp(size + slim / 2), np.exp(size - slim / 2)
    change = np.stack([cos * wide, (cos * shear - sin) * long, sin * wide, (sin * shear + cos) * long], axis=1)
    matrix = basis @ change.reshape(-1, 2, 2) @ basis.T @ start.matrix
    centre = start(pivot[None])[0] + frame.width * (across[:, None] * about[0] + down[:, None] * about[1])
    return matrix, centre - matrix @ pivot


def cost(question: Question, matrix: Floats, shift: Floats) -> Floats:
    """(K,) bare and spilled area of each of K maps, as a share of the worn area."""
    inverse = np.linalg.inv(matrix)
    away = (inverse @ shift[:, :, None])[:, :, 0]
    terms = (np.concatenate([inverse, -away[:, :, None]], axis=2) * question.scale).astype(np.float32)
    source_x, source_y = (terms[:, axis] @ question.points for axis in (0, 1))
    garment = cv2.remap(
        question.solid, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0
    )
    gap = question.worn - garment
    bare = np.maximum(gap, 0) @ question.bare
    spilled = np.minimum(gap, 0, out=gap) @ question.spill
    out: Floats = (bare - spilled) / max(float(question.worn @ question.bare), 1.0)
    return out


class Placing(NamedTuple):
    """A map, its cost (share of the worn area), and the numbers (6,) that made it."""

    affine: Affine
    cost: float
    numbers: Floats


def _start(cloth: Cloth, aim: Aim, frame: Frame) -> tuple[Affine, Floats]:
    """Where the search begins, and the point of the garment about which it turns."""
    anchors = cloth.anchors
    if cloth.kind.covers_torso and anchors.shoulder_left is not None and anchors.shoulder_right is not None:
        return start_affine(cloth, frame), ((anchors.shoulder_left + anchors.shoulder_right) / 2).astype(np.float64)
    u, v = torso_coordinates(frame, aim.mask.shape)
    top = aim.top if not cloth.kind.covers_torso else max(aim.top, 0.0)
    row = (aim.mask > 0.5) & (np.abs(v - top - 0.06) < 0.04)
    low, high = np.quantile(u[row], [0.02, 0.98]) if row.any() else (-0.4, 0.4)
    line, left, right = waist_of(frame, top, float(low), float(high))
    waist = frame.xy(left, line), frame.xy(right, line)
    return start_below(cloth, frame, waist), ((anchors.waist_left + anchors.waist_right) / 2).astype(np.float64)


def place(cloth: Cloth, body: Body, frame: Frame, aim: Aim, seed: int, near: Floats | None = None) -> Placing:
    """The best map. The search is repeatable: ``seed`` feeds its random numbers. ``near``: the numbers of a map that is
    good already, beside which less is searched."""
    question = pose_question(cloth, body, frame, aim, CELLS if near is None else NEAR_CELLS)
    start, pivot = _start(cloth, aim, frame)
    highest = highest_front(body, frame, cloth.anchors)
    random = np.random.default_rng(seed)
    mean, spread, rounds = (np.zeros(6), SPREAD, ROUNDS) if near is None else (near, NEAR * SPREAD, NEAR_ROUNDS)
    best = Placing(start, np.inf, mean)
    for number in range(rounds):
        draws = mean + spread * random.standard_normal((POPULATION, 6))
        draws[0] = mean
        if number == 0 and near is None:
            draws[1:9, 0] = np.linspace(-0.35, 0.25, 8)
            draws[1:9, 1:] = 0
        matrix, shift = affines_of(draws, start, frame, pivot)
        value = cost(question, matrix, shift) + 0.02 * ((draws / PRIOR) ** 2).sum(axis=1)
        if highest is not None and cloth.anchors.neck_front is not None:
            front = matrix @ cloth.anchors.neck_front.astype(np.float64) + shift - frame.origin
            value += AT_CHIN * np.maximum(highest - front @ frame.down, 0) ** 2 / frame.width**2
        order = np.argsort(value)[:ELITE]
        if value[order[0]] < best.cost:
            first = order[0]
            best = Placing(Affine(matrix[first], shift[first]), float(value[first]), draws[first])
        elite = draws[order]
        mean = 0.2 * mean + 0.8 * elite.mean(axis=0)
        spread = 0.3 * spread + 0.7 * elite.std(axis=0)
    return best
