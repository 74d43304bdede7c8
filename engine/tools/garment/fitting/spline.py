"""A smooth map of the plane: a tensor product of uniform cubic B-splines over a lattice of control points.

Free-form deformation after Rueckert et al., "Nonrigid registration using free-form deformations", IEEE TMI 18 (1999).
The map is linear in its control points, so that every wish about places and gradients is a row of a least-squares
system.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


WEIGHTS = np.array([[1, 4, 1, 0], [-3, 0, 3, 0], [3, -6, 3, 0], [-1, 3, -3, 1]]) / 6
SLOPES = np.array([[-1, 0, 1, 0], [2, -4, 2, 0], [-1, 3, -3, 1], [0, 0, 0, 0]]) / 2
"""Of 1, t, t^2 and t^3 in the four cubic B-spline weights, and in their derivatives."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """A lattice of ``rows`` x ``columns`` control points over a turned rectangle of the plane.

    A point p has lattice coordinates ((p - origin) @ axes) / step + 1; ``axes`` is (2, 2) with unit columns
    (along the columns, along the rows); ``step`` (2,) px.
    """

    origin: Floats
    axes: Floats
    step: Floats
    rows: int
    columns: int

    @property
    def size(self) -> int:
        """Number of control points."""
        return self.rows * self.columns

    def basis(self, points: NDArray[Any]) -> Floats:
        """(N, size) float64: weight of each control point at each of (N, 2) ``points``."""
        (wx, ix), (wy, iy) = self._weights(points, 0, 0), self._weights(points, 1, 0)
        return self._spread(wx, ix, wy, iy)

    def gradient(self, points: NDArray[Any]) -> tuple[Floats, Floats]:
        """Two (N, size): derivative of each control point's weight by x and by y of the plane, 1/px."""
        along = self._spread(*self._weights(points, 0, 1), *self._weights(points, 1, 0)) / self.step[0]
        across = self._spread(*self._weights(points, 0, 0), *self._weights(points, 1, 1)) / self.step[1]
        return (along * self.axes[0, 0] + across * self.axes[0, 1], along * self.axes[1, 0] + across * self.axes[1, 1])

    def bending(self) -> Floats:
        """(R, size): second differences of neighbouring control points, along, across and mixed."""
        index = np.arange(self.size).reshape(self.rows, self.columns)
        rows = []
        for triple in (
            np.stack([index[:, :-2], index[:, 1:-1], index[:, 2:]], -1).reshape(-1, 3),
            np.stack([index[:-2], index[1:-1], index[2:]], -1).reshape(-1, 3),
        ):
            block = np.zeros((len(triple), self.size))
            np.put_along_axis(block, triple, np.array([[1.0, -2.0, 1.0]]), axis=1)
            rows.append(block)
        quad = np.stack([index[:-1, :-1], index[:-1, 1:], index[1:, :-1], index[1:, 1:]], -1).reshape(-1, 4)
        block = np.zeros((len(quad), self.size))
        np.put_along_axis(block, quad, np.sqrt(2) * np.array([[1.0, -1.0, -1.0, 1.0]]), axis=1)
        return np.concatenate([*rows, block])

    def controls(self) -> Floats:
        """(size, 2): places of the control points; as control values they make the identity map."""
        gx, gy = np.meshgrid(np.arange(self.columns) - 1.0, np.arange(self.rows) - 1.0)
        local = np.stack([gx.ravel() * self.step[0], gy.ravel() * self.step[1]], axis=1)
        return self.origin + local @ self.axes.T

    def _weights(self, points: NDArray[Any], axis: int, derivative: int) -> tuple[Floats, NDArray[np.int64]]:
        count = (self.columns, self.rows)[axis]
        place = (np.asarray(points, np.float64) - self.origin) @ self.axes[:, axis] / self.step[axis] + 1
        place = np.minimum(np.maximum(place, 1), count - 2 - 1e-9)
        first = np.floor(place)
        return cubic(place - first, derivative), first.astype(np.int64) - 1

    def _spread(self, wx: Floats, ix: NDArray[np.int64], wy: Floats, iy: NDArray[np.int64]) -> Floats:
        out = np.zeros((len(wx), self.rows, self.columns))
        every = np.arange(len(wx))[:, None, None]
        out[every, (iy[:, None] + np.arange(4))[:, :, None], (ix[:, None] + np.arange(4))[:, None, :]] = (
            wy[:, :, None] * wx[:, None, :]
        )
        return out.reshape(len(wx), self.size)


def cubic(t: Floats, derivative: int = 0) -> Floats:
    """(N, 4): the four cubic B-spline weights at fractions ``t``, or their first derivative by t."""
    powers = np.empty((len(t), 4))
    powers[:, 0], powers[:, 1] = 1.0, t
    np.multiply(t, t, out=powers[:, 2])
    np.multiply(powers[:, 2], t, out=powers[:, 3])
    return powers @ (SLOPES if derivative else WEIGHTS)


def lattice_over(points: NDArray[Any], axes: Floats, cells: tuple[int, int]) -> Lattice:
    """A lattice whose ``cells`` (along, across) just hold (N, 2) ``points``, in a frame turned by ``axes``."""
    local = np.asarray(points, np.float64) @ axes
    low, high = local.min(axis=0), local.max(axis=0)
    step = np.maximum((high - low) / np.array(cells), 1e-3)
    return Lattice(axes @ low, axes, step, cells[1] + 3, cells[0] + 3)
