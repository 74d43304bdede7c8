"""Fit: the garment's plane onto the photo's plane, by outline, body and bones, as smoothly as cloth allows.

An affine map lays the garment onto the torso first. Then each piece (torso, two sleeves) gets a B-spline map whose
gradient wants to stay what the affine map, or the turned bones of the arm, prescribe, while its outline is drawn to the
outline of the worn garment (iterated closest points, point to line, after Chen & Medioni 1992; weights after Geman &
McClure).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.fitting.silhouette import Outline, Part
    from engine.tools.garment.fitting.spline import Lattice
    from engine.tools.garment.wearer.frame import Frame

    Floats = NDArray[np.float64]

SPINE = 1.0
"""Shoulders and hips tilt apart when a person stands on one leg: how much of the garment's upright follows the
spine."""
FOREIGN = 1e6
"""Cost of a match between stretches that cannot belong together."""
ROLES = np.array(
    [
        [0.0, FOREIGN, FOREIGN, 0.4],
        [FOREIGN, 0.0, FOREIGN, FOREIGN],
        [FOREIGN, FOREIGN, 0.0, FOREIGN],
        [0.4, FOREIGN, FOREIGN, 0.0],
    ]
)
"""Cost of matching a garment's Role (row) with a worn Role (column)."""


@dataclass(frozen=True, slots=True)
class Affine:
    """x -> matrix @ x + shift."""

    matrix: Floats
    shift: Floats

    def __call__(self, points: NDArray[Any]) -> Floats:
        """(N, 2) px of the garment to (N, 2) px of the photo."""
        out: Floats = np.asarray(points, np.float64) @ self.matrix.T + self.shift
        return out

    @property
    def scale(self) -> float:
        """Mean scale: square root of the area scale."""
        return float(np.sqrt(abs(np.linalg.det(self.matrix))))


@dataclass(frozen=True, slots=True)
class Laid:
    """A garment laid on a turned torso: its middle slides sideways by ``slide`` half widths, its sides stay.

    x' = x + slide * half * (1 - t^2) with t = (x - middle) / half, |t| <= 1, before the affine map; this is what a
    round body that turns does to its front, to first order. Where hips and shoulders tilt differently its cross lines
    turn on the way down: y' = y + twist * s * (x - middle), s from 0 at y = ``top`` to 1 a ``length`` below and beyond.
    Below ``top`` it is lengthened by the share ``longer``.
    """

    affine: Affine
    middle: float
    half: float
    slide: float
    twist: float = 0.0
    top: float = 0.0
    length: float = 1.0
    longer: float = 0.0

    def __call__(self, points: NDArray[Any]) -> Floats:
        """(N, 2) px of the garment to (N, 2) px of the photo."""
        moved = np.array(points, np.float64)
        aside = moved[:, 0] - self.middle
        t = np.clip(aside / self.half, -1, 1)
        moved[:, 0] += self.slide * self.half * (1 - t**2)
        below = moved[:, 1] - self.top
        moved[:, 1] += self.twist * np.clip(below / self.length, 0, 1) * aside + self.longer * np.maximum(below, 0)
        return self.affine(moved)

    def jacobian(self, points: NDArray[Any]) -> Floats:
        """(N, 2, 2): d photo / d garment."""
        place = np.asarray(points, np.float64)
        aside = place[:, 0] - self.middle
        t, s = aside / self.half, (place[:, 1] - self.top) / self.length
        inner = np.repeat(np.eye(2)[None], len(t), axis=0)
        inner[:, 0, 0] -= np.where(np.abs(t) < 1, 2 * self.slide * t, 0.0)
        inner[:, 1, 0] += self.twist * np.clip(s, 0, 1)
        inner[:, 1, 1] += np.where((s > 0) & (s < 1), self.twist * aside / self.length, 0.0)
        inner[:, 1, 1] += np.where(s > 0, self.longer, 0.0)
        out: Floats = self.affine.matrix[None] @ inner
        return out


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the garment: its lattice and the (size, 2) px places of its control points in the photo."""

    part: Part
    lattice: Lattice
    controls: Floats

    def __call__(self, points: NDArray[Any]) -> Floats:
        """(N, 2) px of the garment to (N, 2) px of the photo."""
        out: Floats = self.lattice.basis(points) @ self.controls
        return out

    def jacobian(self, points: NDArray[Any]) -> Floats:
        """(N, 2, 2): d photo / d garment."""
        by_x, by_y = self.lattice.gradient(points)
        return np.stack([by_x @ self.controls, by_y @ self.controls], axis=2)


@dataclass(frozen=True, slots=True)
class Pull:
    """What draws points of the garment: photo places, line normals, weights; ``tangent`` weighs the pull along the
    line."""

    index: NDArray[np.int64]
    place: Floats
    normal: Floats
    weight: Floats


def match(placed: Floats, normals: Floats, outline: Outline, worn: Outline, gate: float, role_weight: Floats) -> Pull:
    """Pair the garment's outline (``placed``, ``normals`` in the photo) with the worn one, each way.

    ``gate`` px: distance at which a pair loses most of its pull. ``role_weight`` (4,): pull of each Role.
    """
    if not len(worn.points):
        return Pull(np.zeros(0, np.int64), np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0))
    across, down = (placed[:, axis, None] - worn.points[None, :, axis] for axis in (0, 1))
    away = (across**2 + down**2) / gate**2
    cost = away + 2.0 * (1 - normals @ worn.normals.T) + ROLES[outline.role][:, worn.role]
    cost += np.where(outline.part[:, None] == worn.part[None], 0.0, 3.0)
    ahead, back = cost.argmin(axis=1), cost.argmin(axis=0)
    index = np.concatenate([np.arange(len(placed)), back])
    other = np.concatenate([ahead, np.arange(len(worn.points))])
    value = cost[index, other]
    weight = (1 / (1 + away[index, other])) ** 2 * worn.weight[other] * role_weight[outline.role[index]]
    weight *= outline.weight[index]
    weight[value > 9.0] = 0
    weight[: len(placed)] /= max(len(placed), 1) / 100
    weight[len(placed) :] /= max(len(worn.points), 1) / 100
    return Pull(index, worn.points[other], worn.normals[other], weight)


def mapped_normals(jacobian: Floats, normals: Floats) -> Floats:
    """Outward normals (N, 2) carried by maps with (N, 2, 2) jacobians (inverse transpose)."""
    (a, b), (c, d) = jacobian.transpose(1, 2, 0)
    x, y = normals.T
    turned = np.sign(a * d - b * c) * np.stack([d * x - c * y, a * y - b * x])
    out: Floats = (turned / np.maximum(np.hypot(*turned), 1e-9)).T
    return out


def start_affine(cloth: Cloth, frame: Frame, widen: float = 1.0) -> Affine:
    """The garment laid on the shoulders, its shoulder points a little inside and above the joints, its middle along the
    spine.

    The offsets (5 % inside, 24 % above, of the joint distance) were measured on photos of people wearing known
    garments.
    """
    anchors = cloth.anchors
    if anchors.shoulder_left is None or anchors.shoulder_right is None:
        raise ValueError("this garment has no shoulders")
    left, right = anchors.shoulder_left.astype(np.float64), anchors.shoulder_right.astype(np.float64)
    up = -0.24 * frame.width * frame.down
    target_left = frame.left.shoulder + 0.05 * frame.width * frame.across + up
    target_right = frame.right.shoulder - 0.05 * frame.width * frame.across + up
    level = similarity(left, right, target_left, target_right, widen)
    stance = np.array([cloth.stance.across, cloth.stance.down]).T
    flat, upright = (level.matrix @ stance).T
    spine = frame.down * np.linalg.norm(upright)
    matrix = np.stack([flat, (1 - SPINE) * upright + SPINE * spine], axis=1) @ np.linalg.inv(stance)
    return Affine(matrix, (target_left + target_right) / 2 - matrix @ ((left + right) / 2))


def start_below(cloth: Cloth, frame: Frame, waist: tuple[Floats, Floats]) -> Affine:
    """A skirt or trousers laid with its waistband on the ``waist`` (left and right end, px), upright along the
    spine."""
    left, right = cloth.anchors.waist_left.astype(np.float64), cloth.anchors.waist_right.astype(np.float64)
    level = similarity(left, right, *waist)
    matrix = np.stack([level.matrix[:, 0], frame.down * np.linalg.norm(level.matrix[:, 1])], axis=1)
    return Affine(matrix, (waist[0] + waist[1]) / 2 - matrix @ ((left + right) / 2))


def similarity(left: Floats, right: Floats, to_left: Floats, to_right: Floats, widen: float = 1.0) -> Affine:
    """The turn, scale (times ``widen``) and shift that takes one segment's middle and direction to another's."""
    source, target = right - left, to_right - to_left
    ratio = complex(target[0], target[1]) / complex(source[0], source[1]) * widen
    matrix = np.array([[ratio.real, -ratio.imag], [ratio.imag, ratio.real]])
    return Affine(matrix, (to_left + to_right) / 2 - matrix @ ((left + right) / 2))
