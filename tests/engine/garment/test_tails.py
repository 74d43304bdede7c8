"""Ground between hip and arm that was taken for a light top is ground again; cloth that hangs there stays."""

from __future__ import annotations

import numpy as np
import pytest

from engine.tools.garment.wearer.tails import without_tails
from tests.fakes.drawn_wearer import COLOURS, Drawn, Is, drawn_wearer

ROWS, COLUMNS = np.mgrid[0:600, 0:400]
LIGHT = (226, 227, 232)


def with_strip(colour: tuple[int, int, int], label: Is) -> tuple[Drawn, np.ndarray]:
    """Somebody in a light top, trousers from row 380 on, with a strip between the hip and the right arm."""
    person = drawn_wearer(colours={Is.CLOTH: LIGHT}, spread=-40)
    trousers = (COLUMNS > 150) & (COLUMNS < 250) & (ROWS > 380)
    person = person.painted(trousers, COLOURS[Is.LOWER], Is.LOWER)
    arm = (COLUMNS >= 262) & (COLUMNS < 290) & (ROWS > 240) & (ROWS < 470)
    strip = (COLUMNS >= 250) & (COLUMNS < 262) & (ROWS > 300) & (ROWS < 460)
    person = person.painted(arm, COLOURS[Is.SKIN], Is.SKIN).painted(strip, colour, label)
    return person, strip


def test_ground_between_hip_and_arm_is_no_cloth() -> None:
    person, strip = with_strip(COLOURS[Is.GROUND], Is.GROUND)
    seen = person.labels.copy()
    seen[strip & (ROWS > 375)] = Is.CLOTH
    body = person.body(seen)
    after = without_tails(body)
    below = strip & (ROWS > 388) & (ROWS < 452) & (COLUMNS > 252) & (COLUMNS < 260)
    assert body.clothes[below].mean() > 0.9
    assert after.clothes[below].max() < 0.1
    assert after.person[below].mean() < 0.1
    away = ~((COLUMNS > 244) & (COLUMNS < 268) & (ROWS > 360))
    assert np.array_equal(after.clothes[away], body.clothes[away])
    assert np.array_equal(after.skin, body.skin)


@pytest.mark.parametrize("colour", [LIGHT, (160, 40, 50)])
def test_cloth_between_hip_and_arm_stays(colour: tuple[int, int, int]) -> None:
    person, strip = with_strip(colour, Is.CLOTH)
    body = person.body()
    assert np.array_equal(without_tails(body).clothes, body.clothes)
    assert strip.sum() > 1000
