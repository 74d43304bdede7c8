"""The masks of a wearer, behind the garment: what is cloth, skin, hair and ground, and what lies in front."""

from __future__ import annotations

import numpy as np
import pytest

from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.fitting.aim import arm_places, take_aim
from engine.tools.garment.pose import read_pose
from tests.fakes.drawn_wearer import drawn_wearer


def roughness(mask: np.ndarray) -> float:
    """How far the one border that runs down a soft mask strays from its own course over 25 px, rms px."""
    border = mask.sum(axis=1)
    course = np.convolve(border, np.ones(25) / 25, mode="valid")
    return float(np.sqrt(np.mean((border[12:-12] - course) ** 2)))


@pytest.mark.parametrize("spread", [0.0, 26.0])
def test_the_surroundings_of_an_arm_have_no_steps(spread: float) -> None:
    person = drawn_wearer(spread=spread)
    wearer = read_pose(person.body())
    _, arms = arm_places(wearer.frame, person.labels.shape)
    inner, outer = arms[200:360, 110:200], arms[200:360, :95]
    assert 0.05 < inner.mean() < 0.6
    assert roughness(inner) < 0.2
    assert roughness(outer) < 0.2


@pytest.mark.parametrize("reach", [70.0, 100.0])
def test_cloth_beside_a_bare_arm_does_not_grow_over_it(reach: float) -> None:
    body = drawn_wearer(spread=-60).body()
    aim = take_aim(read_pose(body), GarmentType.TSHIRT, (reach, reach), same=False)
    below = np.zeros(body.skin.shape, bool)
    below[round(188 + 1.04 * reach) : 370] = True
    assert aim.mask[215, 280] > 0.9
    assert ((aim.mask > 0.5) & (body.skin > 0.95) & below).sum() < 10
