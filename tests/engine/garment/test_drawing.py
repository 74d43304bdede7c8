"""Cloth carried on beyond its own outline, on drawn sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.tools.garment.fitting.silhouette import Part
from engine.tools.garment.fitting.warp import NOWHERE
from engine.tools.garment.picture.drawing import Sheet, extended
from engine.tools.garment.picture.scene import open_to_cloth

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

HEIGHT, WIDTH = 240, 200


def wavy_sheet() -> tuple[Sheet, Floats]:
    """A sheet whose right edge is wavy, its picture laid on as it is, and a wanted area that runs to a straight line
    beyond all waves."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    inside = (x > 30) & (y > 20) & (y < 220) & (x < 120 + 8 * np.sin(y / 7))
    cover = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), 0.7)
    known = cv2.dilate(inside.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    coordinates = np.where(known[..., None], np.stack([x, y], axis=-1), np.float32(NOWHERE)).astype(np.float32)
    wanted = ((x > 30) & (x < 145) & (y > 20) & (y < 220)).astype(np.float32)
    return Sheet(Part.TORSO, coordinates, cover), wanted


def test_stripes_run_on_where_cloth_is_carried_on() -> None:
    sheet, wanted = wavy_sheet()
    out = extended(sheet, wanted, 40.0)
    new = (wanted > 0.5) & (sheet.cover < 0.5)
    new[:45] = new[195:] = False
    y = np.mgrid[0:HEIGHT, 0:WIDTH][0]
    assert new.sum() > 2500
    assert out.cover[new].min() > 0.95
    assert np.abs(out.coordinates[..., 1] - y)[new].max() < 6  # a level stripe stays level
    down = np.abs(np.diff(out.coordinates, axis=0)).max(axis=2)
    right = np.abs(np.diff(out.coordinates, axis=1)).max(axis=2)
    inner = (wanted > 0.5) & (y > 45) & (y < 195)
    assert down[inner[1:] & inner[:-1]].max() < 5
    assert right[inner[:, 1:] & inner[:, :-1]].max() < 5
    assert (np.diff(out.coordinates[45:195, 40:144, 0], axis=1) > -0.05).mean() > 0.93  # nothing is mirrored


def test_cloth_deep_inside_and_at_edges_that_fit_stays_where_it_is() -> None:
    sheet, wanted = wavy_sheet()
    out = extended(sheet, wanted, 40.0)
    moved = np.abs(out.coordinates - sheet.coordinates)[50:190].max(axis=2)
    assert moved[:, 46:62].max() < 0.5
    assert moved[:, 34:46].max() < 3  # soft edges are drawn from just inside


def test_cloth_is_carried_on_no_further_than_asked() -> None:
    sheet, wanted = wavy_sheet()
    out = extended(sheet, wanted, 10.0)
    assert out.cover[60:180, 142].max() == 0
    assert np.array_equal(extended(sheet, np.zeros_like(wanted), 40.0).coordinates, sheet.coordinates)


def test_no_gap_opens_where_a_sleeve_is_carried_on_to_the_torso() -> None:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    torso = cv2.GaussianBlur((x < 90 + 4 * np.sin(y / 5)).astype(np.float32), (0, 0), 1.2)
    sleeve = cv2.GaussianBlur((x > 120).astype(np.float32), (0, 0), 1.2)
    sheet = Sheet(Part.LEFT, np.stack([x, y], axis=-1), sleeve)
    out = extended(sheet, np.ones_like(torso) * open_to_cloth(torso), 60.0)
    together = 1 - (1 - torso) * (1 - out.cover)
    assert together[20:220, 40:160].min() > 0.98
    assert out.cover[20:220, :70].max() == 0
