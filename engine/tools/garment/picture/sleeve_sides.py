"""Sleeve sides: a sleeve of the product photo as a strip, by how far along it and from side to side a place lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.fitting.sleeving import at_places, directions
from engine.tools.garment.wearer.frame import along

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from engine.tools.garment.cloth import Sleeve

    Floats = NDArray[np.float32]

COUNT = 64
INSET = 2.0
"""px of the cloth inside of a sleeve's edge at which its sides are sampled."""


@dataclass(frozen=True, slots=True)
class Strip:
    """``axis`` (M, 2) px, its ``length``; every ``step`` px along it ``points`` and ``normals`` (N, 2) and how far the
    sleeve reaches to the negative and the positive side, ``width`` (N, 2)."""

    axis: NDArray[np.float64]
    length: float
    step: float
    points: Floats
    normals: Floats
    width: Floats

    def at(self, place: Floats, share: Floats) -> Floats:
        """(h, w, 2) px of the cloth at ``place`` (h, w) px along the sleeve and -1..1 from its one side to the
        other."""
        index = np.clip(place / np.float32(self.step), 0, len(self.points) - 1).astype(np.float32)
        x, y, across_x, across_y = self._read(np.concatenate([self.points, self.normals], axis=1), index)
        one, two = self._read(self.width, index)
        away = share * np.where(share < 0, one, two)
        return np.asarray(cv2.merge([x + away * across_x, y + away * across_y]), np.float32)

    def along(self, point: NDArray[Any]) -> float:
        """px along the axis at which a place of the cloth lies."""
        place, _ = along(np.asarray(point, np.float64)[None], self.axis)
        return float(place[0])

    @staticmethod
    def _read(columns: Floats, index: Floats) -> tuple[NDArray[Any], ...]:
        row = np.ascontiguousarray(columns[None], np.float32)
        out = cv2.remap(row, index, np.zeros_like(index), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return tuple(cv2.split(out))


def strip_of(sleeve: Sleeve) -> Strip:
    """The strip of a sleeve. Past its end the strip goes on, so that the cuff's own edge shows."""
    axis = sleeve.axis.astype(np.float64)
    length = float(np.linalg.norm(np.diff(axis, axis=0), axis=1).sum())
    places = np.linspace(0, 1.15 * length, COUNT)
    points, heads = at_places(axis, places), directions(axis, places)
    normals = np.stack([-heads[:, 1], heads[:, 0]], axis=1)
    most = int(0.6 * length) + 8
    width = np.zeros((COUNT, 2), np.float32)
    region = sleeve.region.astype(np.uint8)
    for number, sign in enumerate((-1.0, 1.0)):
        way = points[:, None] + sign * np.arange(most)[None, :, None] * normals[:, None]
        hit = cv2.remap(region, way[..., 0].astype(np.float32), way[..., 1].astype(np.float32), cv2.INTER_NEAREST)
        gaps = np.cumsum(hit == 0, axis=1) > 3
        width[:, number] = np.where(gaps.any(axis=1), gaps.argmax(axis=1) - 3, most)
    inner = (places > 0.15 * length) & (places < 0.93 * length)
    for number in (0, 1):
        width[:, number] = np.interp(places, places[inner], cv2.medianBlur(width[inner, number][:, None], 5)[:, 0])
    width = cv2.GaussianBlur(width, (1, 0), sigmaX=0.1, sigmaY=1.5, borderType=cv2.BORDER_REPLICATE)
    table = (points.astype(np.float32), normals.astype(np.float32), np.maximum(width - INSET, 1))
    return Strip(axis, length, float(places[1] - places[0]), *table)
