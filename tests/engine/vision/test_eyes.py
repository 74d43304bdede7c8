"""Eyes and brows are as dark as hair and lie in a face: no scalp hair, unless it hangs over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.vision.faces import EYES, polygon
from engine.vision.head import head_of
from engine.vision.tidy import bare_eyes

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision
    from engine.vision.types import Points


def drawn_mesh() -> Points:
    """Points of a face mesh with eyes of 30 x 14 px, 70 px apart, in an oval of 160 x 220 px."""
    angles = np.linspace(0, 2 * np.pi, 478, endpoint=False)
    mesh = np.stack([150 + 80 * np.cos(angles), 150 + 110 * np.sin(angles)], axis=1).astype(np.float32)
    mesh[[10, 152, 454, 234]] = [[150, 40], [150, 260], [230, 150], [70, 150]]
    for middle, eye in zip((115, 185), EYES, strict=True):
        turn = np.linspace(0, 2 * np.pi, len(eye), endpoint=False)
        mesh[list(eye)] = np.stack([middle + 15 * np.cos(turn), 130 + 7 * np.sin(turn)], axis=1)
    return mesh


def test_hair_over_one_eye_stays_hair_there() -> None:
    head = head_of((300, 300), drawn_mesh())
    hair = np.zeros((300, 300), np.float32)
    hair[90:170, 150:230] = 1
    eyes = bare_eyes(head, hair)
    assert eyes[125:135, 105:125].min() > 0.9
    assert eyes[125:135, 175:195].max() < 0.1
    assert not bare_eyes(head_of((300, 300), None), hair).any()


@pytest.mark.parametrize("name", ["short_black_coily", "curly_fair", "long_dark_straight", "shoulder_black"])
def test_dark_eyes_beside_dark_hair_are_no_hair(vision: Vision, shared_photos: Path, name: str) -> None:
    body = vision.body(read(shared_photos / "hair" / f"{name}.jpg"), whole_torso=False)
    assert body.face_mesh is not None
    shape = body.hair.shape[0], body.hair.shape[1]
    eyes = np.maximum(*(polygon(shape, body.face_mesh.points[list(eye)]) for eye in EYES))
    inner = cv2.erode(eyes, np.ones((3, 3), np.uint8)) > 0.9
    assert body.hair[inner].mean() < 0.05
