"""Necklines keep their distance from the chin, on drawn wearers and garments."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.tools.garment.align import Fit, align
from engine.tools.garment.fitting.chins import LYING, STANDING, chin_of, highest_front, room
from engine.tools.garment.judge import judge
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from engine.vision.types import Body, Face
from tests.fakes.drawn_garments import TEE, Nobody, draw
from tests.fakes.drawn_wearer import Is, drawn_wearer


def with_face(chin: float, collar: bool = False) -> Body:
    """A wearer in a top whose chin lies at the row ``chin``; with ``collar`` the cloth reaches up to it."""
    drawn = drawn_wearer(sleeve=0.5)
    labels = drawn.labels.copy()
    if collar:
        labels[round(chin) : 180, 176:224] = Is.CLOTH
    points = np.tile(np.float32([200, chin - 30]), (478, 1))
    points[152], points[10] = (200, chin), (200, chin - 72)
    return replace(drawn.body(labels), face_mesh=Face(points, np.zeros(478, np.float32)))


def fitted(body: Body) -> Fit:
    return align(prepare(draw(TEE).photo, None, Nobody()), read_pose(body), 0)


def distance(fit: Fit, body: Body) -> float:
    """From the chin down to the front of the neckline, in face heights."""
    chin, front = chin_of(body), fit.cloth.anchors.neck_front
    assert chin is not None
    assert front is not None
    return float(fit.pieces[0](front[None].astype(np.float64))[0, 1] - chin.at[1]) / chin.face


@pytest.mark.parametrize("chin", [118.0, 130.0, 142.0])
def test_a_neckline_keeps_clear_of_the_chin_whatever_collar_is_worn_now(chin: float) -> None:
    body = with_face(chin, collar=True)
    asked = room(fitted(body).cloth.anchors)
    assert STANDING <= asked <= LYING
    assert distance(fitted(body), body) > asked - 0.08


def test_a_neckline_with_room_lies_where_it_lay() -> None:
    body = with_face(100.0)
    fit, free = fitted(body), fitted(replace(body, face_mesh=None))
    front = fit.cloth.anchors.neck_front
    assert front is not None
    assert np.abs(fit.pieces[0](front[None]) - free.pieces[0](front[None])).max() < 2


def test_a_head_that_is_bent_down_asks_for_no_deep_neckline() -> None:
    body = with_face(175.0)
    frame, anchors = read_pose(body).frame, fitted(body).cloth.anchors
    highest = highest_front(body, frame, anchors)
    assert highest is not None
    assert highest <= 0.06 * frame.width


def test_the_judge_sees_a_neckline_at_the_chin() -> None:
    body = with_face(130.0)
    fit, wearer = fitted(body), read_pose(body)
    up = np.array([0.0, -0.5 * 72])
    lifted = replace(fit, pieces=tuple(replace(piece, controls=piece.controls + up) for piece in fit.pieces))
    measure = {measure.name: measure for measure in judge(lifted, wearer).measures}["chin"]
    assert measure.value > 0.1
    assert "the neckline lies at the chin" in judge(lifted, wearer).reasons
    assert "the neckline lies at the chin" not in judge(fit, wearer).reasons
