"""Product photos with shadow beside the cloth, and shirts in which a pose net sees somebody."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.tools.garment.kinds import is_skirt
from engine.tools.garment.on_model import believable
from engine.tools.garment.outline import upright
from engine.tools.garment.prepare import prepare
from engine.vision.types import Joint, Pose
from tests.fakes.drawn_garments import HEIGHT, LONG, WIDTH, Nobody, draw, filled, iou, outline

STRIPES = np.where(np.arange(HEIGHT) // 14 % 2, 254, 40)[:, None, None] * np.ones((1, WIDTH, 3))


@pytest.mark.parametrize(("cloth", "shadow", "least"), [((170, 60, 70), 60.0, 0.975), ((60, 140, 60), 90.0, 0.975),
                                                       (STRIPES, 60.0, 0.95)])
def test_shadow_that_lines_a_garment_is_no_cloth(cloth: object, shadow: float, least: float) -> None:
    """Between the sleeves and the body too, and where its colours are also those of a striped garment."""
    drawn = draw(LONG, cloth, ground=242.0, shadow=shadow, noise=0.6, quality=92)  # type: ignore[arg-type]
    assert iou(prepare(drawn.photo, None, Nobody()).alpha, drawn.mask) > least  # type: ignore[arg-type]


def test_shaded_grey_cloth_stays_whole_beside_a_shadow() -> None:
    drawn = draw(LONG, (150, 151, 152), ground=242.0, shadow=40.0, noise=0.6, quality=92)
    assert iou(prepare(drawn.photo, None, Nobody()).alpha, drawn.mask) > 0.92  # type: ignore[arg-type]


def test_grey_stripes_are_no_shadow() -> None:
    stripes = np.where(np.arange(HEIGHT) // 14 % 2, 225, 40)[:, None, None] * np.ones((1, WIDTH, 3))
    drawn = draw(LONG, stripes, ground=242.0, shadow=60.0, noise=0.6, quality=92)  # type: ignore[arg-type]
    found = prepare(drawn.photo, None, Nobody()).alpha > 0.5  # type: ignore[arg-type]
    assert found[drawn.mask > 0.9].mean() > 0.99


def test_a_garment_in_pieces_is_no_skirt() -> None:
    mask = np.zeros((HEIGHT, WIDTH), np.bool_)
    mask[100:140, 200:400] = mask[600:700, 150:450] = True
    assert not is_skirt(upright(mask, np.zeros((HEIGHT, WIDTH, 3), np.uint8)))


@pytest.mark.parametrize(("above", "person"), [(0.6, True), (0.3, False), (-0.1, False)])
def test_a_head_in_the_collar_of_a_shirt_of_skins_colour_is_no_head(above: float, person: bool) -> None:
    true = filled(outline(LONG))
    cloth = np.full((HEIGHT, WIDTH, 3), 240, np.uint8)
    cloth[cv2.dilate(true, np.ones((3, 3))) > 0.5] = (205, 150, 125)
    points = np.zeros((33, 2), np.float32)
    points[Joint.LEFT_SHOULDER], points[Joint.RIGHT_SHOULDER] = (430, 260), (170, 260)
    points[Joint.NOSE] = (300, 260 - above * 260)
    cv2.circle(cloth, (300, 260 - round(above * 260)), 60, (205, 150, 125), -1)
    pose = Pose(points, np.zeros(33, np.float32), np.ones(33, np.float32))
    assert believable(pose, cloth) is person
