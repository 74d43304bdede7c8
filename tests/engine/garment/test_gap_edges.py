"""The ground that shows between a bare arm and the trunk ends where the photo has its edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from engine.codecs.read import read
from engine.context import Context
from engine.photo import composite
from engine.tools.base import tools
from engine.tools.garment.picture.zones import above_gaps
from engine.tools.garment.wearer.frame import frame_of
from engine.tools.garment.wearer.gap_edges import with_gap_edges
from tests.fakes.drawn_wearer import Drawn, Is, drawn_wearer

if TYPE_CHECKING:
    from pathlib import Path

    from engine.vision import Vision

WHITE, WALL, SHADE = (232, 231, 233), (193, 192, 190), (165, 164, 163)
ROWS, COLUMNS = np.mgrid[0:600, 0:400]
GAP = (ROWS > 200) & (ROWS < 370) & (np.abs(COLUMNS - 200) < 110) & (np.abs(COLUMNS - 200) > 45)


def in_white(shaded: float = 8.0) -> Drawn:
    """Somebody in a white top whose sides lie in a shade that fades over so many px."""
    person = drawn_wearer(spread=10, colours={Is.CLOTH: WHITE, Is.GROUND: WALL})
    cloth = person.labels == Is.CLOTH
    depth = cv2.distanceTransform(cloth.astype(np.uint8), cv2.DIST_L2, 5)
    share = (np.clip(1 - depth / shaded, 0, 1) * cloth)[..., None]
    person.image[...] = np.clip(np.rint(person.image + share * (np.array(SHADE) - WHITE)), 0, 255)
    return person


def test_a_shaded_side_of_the_clothes_is_no_ground() -> None:
    person = in_white()
    cloth = (person.labels == Is.CLOTH) & (ROWS > 290) & (ROWS < 360)
    lost = cloth & (cv2.erode(cloth.astype(np.uint8), np.ones((1, 11), np.uint8)) == 0)
    seen = person.labels.copy()
    seen[lost] = Is.GROUND
    body = person.body(seen)
    out = with_gap_edges(body)
    assert body.clothes[lost].mean() < 0.1 < 0.9 < out.clothes[lost].mean()
    assert out.person[lost].mean() > 0.9
    ground = GAP & (person.labels == Is.GROUND) & (ROWS > 295)
    sure = cv2.erode(ground.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert out.person[sure].max() < 0.1


@pytest.mark.parametrize("colour", [(40, 45, 80), (160, 40, 50), WHITE])
def test_a_gap_reaches_up_to_where_arm_and_trunk_meet(colour: tuple[int, int, int]) -> None:
    person = drawn_wearer(spread=10, colours={Is.CLOTH: colour, Is.GROUND: WALL})
    gap = GAP & (person.labels == Is.GROUND)
    closed = gap & (ROWS < 236) & (np.abs(COLUMNS - 200) < 79)
    seen = person.labels.copy()
    seen[closed] = Is.CLOTH
    body = person.body(seen)
    inner = cv2.erode(closed.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert inner.sum() > 20
    out = with_gap_edges(body)
    assert body.person[inner].mean() > 0.9 > 0.15 > out.person[inner].mean()
    assert out.clothes[inner].mean() < 0.15
    cloth = cv2.erode((person.labels == Is.CLOTH).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert out.clothes[cloth].min() > 0.8


def test_a_shade_that_a_gap_runs_into_is_no_ground() -> None:
    person = drawn_wearer(spread=10, colours={Is.GROUND: WALL}, grain=1.0)
    shade = GAP & (person.labels == Is.GROUND) & (ROWS < 240) & (np.abs(COLUMNS - 200) < 79)
    darker = (4 * (240 - ROWS))[..., None]
    person.image[...] = np.clip(person.image - np.where(shade[..., None], darker, 0), 0, 255)
    seen = person.labels.copy()
    seen[shade] = Is.CLOTH
    body = person.body(seen)
    out = with_gap_edges(body)
    deep = shade & (ROWS < 231) & (body.person > 0.9)
    assert deep.sum() > 40
    assert out.person[deep].mean() > 0.98 * body.person[deep].mean()


def test_the_outer_side_of_a_white_cuff_is_no_gap() -> None:
    person = drawn_wearer(sleeve=0.5, spread=30, colours={Is.GROUND: WHITE})
    cloth = person.labels == Is.CLOTH
    arm = cloth & (np.abs(COLUMNS - 200) > 72)
    cuff = arm & (np.flatnonzero(arm.any(axis=1))[-1] - 6 < ROWS)
    person.image[cuff] = WHITE
    body = person.body()
    columns = np.abs(COLUMNS - 200)
    outer = cuff & (columns > np.median(columns[cuff]) + 6)
    assert with_gap_edges(body).clothes[outer].mean() > 0.98 * body.clothes[outer].mean()


def test_a_white_cuff_before_a_white_wall_is_no_gap() -> None:
    person = drawn_wearer(sleeve=0.5, spread=30, colours={Is.GROUND: WHITE})
    cloth = person.labels == Is.CLOTH
    arm = cloth & (np.abs(COLUMNS - 200) > 72)
    cuff = arm & (np.flatnonzero(arm.any(axis=1))[-1] - 16 < ROWS)
    person.image[cuff] = (229, 228, 230)
    body = person.body()
    out = with_gap_edges(body)
    assert out.clothes[cuff].mean() > 0.98 * body.clothes[cuff].mean()


def test_nothing_changes_where_the_masks_have_the_edges() -> None:
    body = drawn_wearer(spread=10).body()
    assert with_gap_edges(body) is body


def test_somebody_in_sleeves_has_no_gap_to_look_at() -> None:
    body = drawn_wearer(sleeve=1.0, spread=30).body()
    assert np.array_equal(with_gap_edges(body).person, body.person)


def test_gaps_run_out_upward_to_the_arms_and_not_between_legs() -> None:
    person = drawn_wearer(spread=10)
    body = person.body()
    gap = GAP & (person.labels == Is.GROUND) & (np.abs(COLUMNS - 200) < 79)
    top = int(np.flatnonzero(gap.any(axis=1))[0])
    filled = np.maximum(body.person, (GAP & (top + 30 > ROWS) & (np.abs(COLUMNS - 200) < 90)).astype(np.float32))
    out = above_gaps(filled, frame_of(body.pose))
    right = out[:, 200:] > 0.5
    above = right[top + 26 : top + 29]
    assert above.any(axis=1).all()
    first = above.argmax(axis=1)
    assert first[0] > first[-1], "it leans towards the arm"
    assert not right[: top - 20].any()
    legs = (np.abs(COLUMNS - 200) < 5) & (ROWS > 400)
    assert not (out[legs] > 0.1).any()
    assert (out[:, :200] > 0.5).any(), "on both sides"


def test_a_tank_over_a_flared_dress_has_no_step_at_its_side(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "tryon" / "person_dress_full.jpg")
    tool = tools()["garment"]
    context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
    garment = read(shared_photos / "tryon" / "garment_tank_guess.jpg")
    result = tool.run({"person": photo, "garment": garment}, tool.options(), context)
    layer = next(layer for layer in result.layers or () if layer.name == "Garment")
    mask = np.zeros((photo.height, photo.width), np.float32)
    mask[layer.box.slices] = layer.mask
    middle = photo.width // 2
    for half in (mask[255:420, middle:], mask[255:420, :middle][:, ::-1]):
        edge = (half < 0.5).argmax(axis=1)
        assert np.abs(np.diff(edge)).max() <= 4


def test_no_bare_arm_shows_between_a_long_sleeve_and_its_trunk(vision: Vision, shared_photos: Path) -> None:
    photo = read(shared_photos / "tryon" / "person_man_dark.jpg")
    tool = tools()["garment"]
    context = Context(vision=vision, stages=tuple(stage.id for stage in tool.stages))
    garment = read(shared_photos / "tryon" / "garment_long_white_text.jpg")
    result = tool.run({"person": photo, "garment": garment}, tool.options(), context)
    out = composite(photo, result.layers or ()).pixels[380:500, 250:540].astype(int)
    red, green, blue = out[..., 0], out[..., 1], out[..., 2]
    assert ((red - blue > 35) & (red < 190) & (red > green)).sum() < 300
