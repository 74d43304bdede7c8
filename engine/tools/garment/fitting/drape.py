"""Drape: from one affine map to a smooth map for each piece, sleeves turned along the bones of the arm.

All wishes are rows of one linear least-squares system in the control points of three B-spline lattices:
gradients stay as prescribed, second differences small, pieces meet at the seam, sleeves lie on the bones, outlines
go to their match. It is solved anew for each round of matching.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import WarpFailed
from engine.raster import evenly, span_of
from engine.tools.garment.fitting.fit import Laid, Piece, Pull, mapped_normals, match
from engine.tools.garment.fitting.silhouette import Outline, Part
from engine.tools.garment.fitting.sleeving import Sleeving, sleeving
from engine.tools.garment.fitting.spline import Lattice, lattice_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Cloth
    from engine.tools.garment.wearer.frame import Frame

    Floats = NDArray[np.float64]

TORSO_CELLS = (6, 8)
SLEEVE_CELLS = (5, 2)


@dataclass(frozen=True, slots=True)
class Stiffness:
    """Weights of the wishes: gradient (per unit of map gradient, all samples together), bending, seam, bones."""

    gradient: float = 30.0
    bending: float = 8.0
    seam: float = 60.0
    bones: float = 2.0
    sleeve_gradient: float = 6.0


@dataclass(slots=True)
class _Block:
    """One piece's lattice with its constant part of the normal equations (separable in x and y); ``outline``: numbers
    of its points of the outline, with the lattice's ``basis`` and ``gradient`` there."""

    part: Part
    lattice: Lattice
    matrix: Floats
    right: Floats
    start: int = 0
    outline: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    basis: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    gradient: tuple[Floats, Floats] = field(default_factory=lambda: (np.zeros((0, 0)), np.zeros((0, 0))))


def drape(
    cloth: Cloth,
    frame: Frame,
    laid: Laid,
    outline: Outline,
    worn: Outline,
    role_weight: Floats,
    part_weight: Floats,
    gates: Sequence[float],
    stiffness: Stiffness,
) -> tuple[Piece, ...]:
    """Pieces in the order torso, left, right (sleeves only where the garment has them).

    ``role_weight`` (4,) and ``part_weight`` (3,): pull of the worn outline by Role and Part. ``gates``: one round of
    matching each, in shoulder widths.
    """
    blocks = _blocks(cloth, frame, laid, outline, stiffness)
    total = sum(block.lattice.size for block in blocks)
    matrix, right = _assemble(blocks, total)
    _couple(matrix, cloth, blocks, stiffness.seam)
    controls = cv2.solve(matrix + 1e-6 * np.eye(total), right, flags=cv2.DECOMP_CHOLESKY)[1]
    for gate in gates:
        placed, normals = np.zeros_like(outline.points), np.zeros_like(outline.points)
        for block in blocks:
            own = controls[block.start : block.start + block.lattice.size]
            placed[block.outline] = block.basis @ own
            jacobian = np.stack([by @ own for by in block.gradient], axis=2)
            normals[block.outline] = mapped_normals(jacobian, outline.normals[block.outline])
        pull = match(placed, normals, outline, worn, gate * frame.width, role_weight)
        pull.weight[...] = pull.weight * part_weight[outline.part[pull.index]]
        controls = _solve(matrix, right, blocks, outline.part, pull, frame.width)
    return _pieces(blocks, controls)


def _blocks(cloth: Cloth, frame: Frame, laid: Laid, outline: Outline, stiffness: Stiffness) -> list[_Block]:
    solid = cloth.alpha > 0.5
    sleeves = {Part.LEFT: cloth.anchors.sleeve_left, Part.RIGHT: cloth.anchors.sleeve_right}
    torso = solid.copy()
    for sleeve in sleeves.values():
        if sleeve is not None:
            torso &= ~sleeve.region
    blocks = [_torso(torso, laid, stiffness, frame.width)]
    for part, sleeve in sleeves.items():
        if sleeve is not None and (sleeve.region & solid).any():
            arm = frame.left if part == Part.LEFT else frame.right
            blocks.append(_sleeve(part, sleeving(sleeve, arm, laid.affine, frame, solid), stiffness, frame.width))
    start = 0
    for block in blocks:
        block.start = start
        start += block.lattice.size
        block.outline = np.flatnonzero(outline.part == block.part)
        block.basis = block.lattice.basis(outline.points[block.outline])
        block.gradient = block.lattice.gradient(outline.points[block.outline])
    return blocks


def _torso(mask: NDArray[np.bool_], laid: Laid, stiffness: Stiffness, unit: float) -> _Block:
    points = evenly(mask, 300)
    span = np.array(span_of(mask), float).reshape(2, 2)
    corners = span.T
    margin = 0.04 * (corners[1] - corners[0])
    lattice = lattice_over(np.stack([corners[0] - margin, corners[1] + margin]), np.eye(2), TORSO_CELLS)
    matrix, right = _gradient_wish(lattice, points, laid.jacobian(points), stiffness.gradient, unit)
    hold = lattice.basis(points)
    weight = 0.5 / len(points) / unit**2 * 100
    return _Block(
        Part.TORSO,
        lattice,
        matrix + _bend(lattice, stiffness, unit) + weight * hold.T @ hold,
        right + weight * hold.T @ laid(points) + _bend(lattice, stiffness, unit) @ laid(lattice.controls()),
    )


def _sleeve(part: Part, plan: Sleeving, stiffness: Stiffness, unit: float) -> _Block:
    lattice = lattice_over(plan.corners, plan.axes, SLEEVE_CELLS)
    matrix, right = _gradient_wish(lattice, plan.samples, plan.jacobians, stiffness.sleeve_gradient, unit)
    bend = 0.25 * _bend(lattice, stiffness, unit)
    axis = lattice.basis(plan.axis)
    weight = stiffness.bones * 100 / len(plan.axis) / unit**2
    return _Block(part, lattice, matrix + bend + weight * axis.T @ axis, right + weight * axis.T @ plan.bones)


def _gradient_wish(
    lattice: Lattice, points: Floats, jacobians: Floats, weight: float, unit: float
) -> tuple[Floats, Floats]:
    """Normal equations of sum |dF/dx - J[:, 0]|^2 + |dF/dy - J[:, 1]|^2 over the points, scaled to their number."""
    by_x, by_y = lattice.gradient(points)
    factor = weight / len(points)
    matrix = factor * (by_x.T @ by_x + by_y.T @ by_y)
    right = factor * (by_x.T @ jacobians[:, :, 0] + by_y.T @ jacobians[:, :, 1])
    return matrix, right


def _bend(lattice: Lattice, stiffness: Stiffness, unit: float) -> Floats:
    rows = lattice.bending()
    return stiffness.bending * 100 / len(rows) / unit**2 * rows.T @ rows


def _assemble(blocks: list[_Block], total: int) -> tuple[Floats, Floats]:
    matrix, right = np.zeros((total, total)), np.zeros((total, 2))
    for block in blocks:
        here = slice(block.start, block.start + block.lattice.size)
        matrix[here, here] = block.matrix
        right[here] = block.right
    return matrix, right


def _couple(matrix: Floats, cloth: Cloth, blocks: list[_Block], weight: float) -> None:
    """Add sum |F_torso(s) - F_sleeve(s)|^2 over the seam between shoulder point and armpit."""
    anchors = cloth.anchors
    ends = {
        Part.LEFT: (anchors.shoulder_left, anchors.armpit_left),
        Part.RIGHT: (anchors.shoulder_right, anchors.armpit_right),
    }
    torso = blocks[0]
    for block in blocks[1:]:
        top, low = ends[block.part]
        if top is None or low is None:
            continue
        seam = top[None] + np.linspace(0, 1, 12)[:, None] * (low - top)[None]
        row = np.zeros((12, matrix.shape[0]))
        row[:, torso.start : torso.start + torso.lattice.size] = torso.lattice.basis(seam)
        row[:, block.start : block.start + block.lattice.size] = -block.lattice.basis(seam)
        scale = float(np.linalg.norm(low - top)) + 1e-6
        matrix += weight * 100 / 12 / scale**2 * row.T @ row


def _solve(
    matrix: Floats, right: Floats, blocks: list[_Block], part: NDArray[np.int64], pull: Pull, unit: float
) -> Floats:
    """Add the pull of matched outlines (point to line, and a tenth of it point to point) and solve for all controls.
    A point of the outline moves the controls of its own piece alone; ``part`` (N,): which that is."""
    total = len(matrix)
    system = np.zeros((2 * total, 2 * total))
    system[:total, :total] = system[total:, total:] = matrix
    right_side = np.concatenate([right[:, 0], right[:, 1]])
    for block in blocks:
        keep = np.flatnonzero((pull.weight > 1e-4) & (part[pull.index] == block.part))
        rows = block.basis[np.searchsorted(block.outline, pull.index[keep])]
        normal, place = pull.normal[keep], pull.place[keep]
        weight = pull.weight[keep] / unit**2 * 100 / 50
        share = normal[:, :, None] * normal[:, None, :] + 0.1 * np.eye(2)
        wanted = (share @ place[:, :, None])[:, :, 0]
        here = [slice(at + block.start, at + block.start + block.lattice.size) for at in (0, total)]
        for one, other in ((0, 0), (0, 1), (1, 1)):
            system[here[one], here[other]] += rows.T @ (rows * (weight * share[:, one, other])[:, None])
        system[here[1], here[0]] = system[here[0], here[1]].T
        for axis in (0, 1):
            right_side[here[axis]] += rows.T @ (weight * wanted[:, axis])
    system[np.diag_indices(2 * total)] += 1e-9
    found, solved = cv2.solve(system, right_side[:, None], flags=cv2.DECOMP_CHOLESKY)
    if not found:
        raise WarpFailed("The garment cannot be laid over this pose.", "Choose another photo of the person.")
    return np.stack([solved[:total, 0], solved[total:, 0]], axis=1)


def _pieces(blocks: list[_Block], controls: Floats) -> tuple[Piece, ...]:
    return tuple(
        Piece(block.part, block.lattice, controls[block.start : block.start + block.lattice.size]) for block in blocks
    )
