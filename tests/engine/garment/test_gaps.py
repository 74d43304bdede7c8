"""Ground between trunk and arm is none of the clothes, however like them it is; shade on them is no ground."""

from __future__ import annotations

import numpy as np

from engine.tools.garment.wearer.gaps import without_gaps
from tests.fakes.drawn_wearer import Is, drawn_wearer

WHITE, WALL = (232, 231, 233), (209, 206, 204)
ROWS, COLUMNS = np.mgrid[0:600, 0:400]
BETWEEN = (ROWS > 250) & (ROWS < 370)


def test_the_wall_between_trunk_and_arm_is_no_white_cloth() -> None:
    person = drawn_wearer(spread=10, colours={Is.CLOTH: WHITE, Is.GROUND: WALL})
    gap = BETWEEN & (person.labels == Is.GROUND) & (np.abs(COLUMNS - 200) < 110) & (np.abs(COLUMNS - 200) > 45)
    seen = person.labels.copy()
    seen[gap] = Is.CLOTH
    body = person.body(seen)
    out = without_gaps(body)
    inner = gap & (out.skin < 0.01)
    assert body.clothes[inner].mean() > 0.9 > 0.1 > out.clothes[inner].mean()
    assert out.person[inner].mean() < 0.1
    cloth = (person.labels == Is.CLOTH) & (np.abs(COLUMNS - 200) < 40)
    assert np.array_equal(out.clothes[cloth], body.clothes[cloth])


def test_a_shade_that_runs_out_on_white_cloth_is_no_wall() -> None:
    person = drawn_wearer(colours={Is.CLOTH: WHITE, Is.GROUND: WALL})
    cloth = person.labels == Is.CLOTH
    share = np.clip((np.abs(COLUMNS - 200) - 20) / 40, 0, 1)[..., None] * cloth[..., None]
    shaded = person.image + share * (np.array(WALL) - WHITE)
    body = person.body()
    body.image[...] = np.clip(np.rint(shaded), 0, 255)
    assert np.array_equal(without_gaps(body).clothes, body.clothes)


def test_dark_cloth_is_left_alone() -> None:
    body = drawn_wearer(colours={Is.GROUND: WALL}).body()
    assert without_gaps(body) is body


def test_a_white_sleeve_beside_a_bare_shoulder_is_no_wall() -> None:
    person = drawn_wearer(sleeve=0.5, colours={Is.CLOTH: WHITE, Is.GROUND: WALL})
    bare = (person.labels == Is.CLOTH) & (COLUMNS > 262) & (COLUMNS < 282) & (ROWS > 185) & (ROWS < 270)
    body = person.painted(bare, (205, 160, 135), Is.SKIN).body()
    sleeve = (person.labels == Is.CLOTH) & (COLUMNS > 282) & (ROWS > 190) & (ROWS < 275)
    body.image[sleeve] = WALL
    assert np.array_equal(without_gaps(body).clothes, body.clothes)
