"""A garment that a model wears tucked in shows less of its length than it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.photo import Photo
from engine.tools.garment.align import Fit, align, placed_outline
from engine.tools.garment.cloth import GarmentType
from engine.tools.garment.demo import draw_demo_garment
from engine.tools.garment.fitting.silhouette import Part, Role
from engine.tools.garment.judge import judge
from engine.tools.garment.options import GarmentOptions
from engine.tools.garment.picture.scene import stage_scene
from engine.tools.garment.pose import read_pose
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import TROUSERS, Nobody, draw
from tests.fakes.drawn_wearer import COLOURS, Is, drawn_wearer

if TYPE_CHECKING:
    from engine.tools.garment.cloth import Cloth
    from engine.vision import Vision

WORN_HEM = 395
"""Row where the drawn wearer's own top ends."""


def cut_short(cloth: Cloth, share: float) -> Cloth:
    """The garment without what hangs below this share of its torso."""
    anchors = cloth.anchors
    assert anchors.armpit_left is not None
    top, bottom = float(anchors.armpit_left[1]), float(anchors.hem_left[1])
    row = int(top + share * (bottom - top))
    alpha = cloth.alpha.copy()
    alpha[row:, int(anchors.armpit_left[0]) - 4 : int(cloth.axis_x * 2 - anchors.armpit_left[0]) + 4] = 0

    def moved(point: np.ndarray, rise: int = 0) -> np.ndarray:
        return np.array([point[0], row - 2 - rise], np.float32)

    return replace(cloth, alpha=alpha, anchors=replace(
        anchors, hem_left=moved(anchors.hem_left), hem_right=moved(anchors.hem_right),
        waist_left=moved(anchors.waist_left, 8), waist_right=moved(anchors.waist_right, 8)))


def hem_of(fit: Fit) -> float:
    points, _ = placed_outline(fit.pieces, fit.outline)
    return float(np.median(points[(fit.outline.role == Role.HEM) & (fit.outline.part == Part.TORSO), 1]))


def test_what_a_model_wore_tucked_in_reaches_down_to_the_worn_hem(vision: Vision) -> None:
    short = cut_short(prepare(Photo(draw_demo_garment()), None, vision), 0.6)
    wearer = read_pose(drawn_wearer(0.9).body())
    known, unknown = (hem_of(align(replace(short, on_model=model), wearer, 0)) for model in (False, True))
    assert known < WORN_HEM - 25
    assert abs(unknown - WORN_HEM) < 12


def test_a_garment_that_is_long_enough_keeps_its_length(vision: Vision) -> None:
    cloth = prepare(Photo(draw_demo_garment()), None, vision)
    wearer = read_pose(drawn_wearer(0.9).body())
    flat, worn = (hem_of(align(replace(cloth, on_model=model), wearer, 0)) for model in (False, True))
    assert abs(flat - worn) < 6


def test_what_a_person_wears_in_its_photo_is_known_to_be_worn(vision: Vision, astronaut: Photo) -> None:
    assert prepare(astronaut, None, vision).on_model


def test_trousers_that_a_photo_cuts_off_reach_down_to_its_border() -> None:
    vision: Any = Nobody()
    whole = prepare(draw(TROUSERS).photo, GarmentType.TROUSERS, vision)
    row = 330
    alpha = whole.alpha.copy()
    alpha[row:] = 0
    hem = {name: getattr(whole.anchors, name)[0] for name in ("hem_left", "hem_right")}
    ends = {name: np.array([x, row - 2], np.float32) for name, x in hem.items()}
    wearer = read_pose(drawn_wearer().body())
    lowest = []
    for model in (False, True):
        cloth = replace(whole, alpha=alpha, anchors=replace(whole.anchors, **ends), on_model=model)
        scene = stage_scene(align(cloth, wearer, 0), wearer, GarmentOptions())
        lowest.append(scene.box.y + int(np.flatnonzero((scene.cover > 0.9).any(axis=1))[-1]))
    assert lowest[0] < lowest[1] - 10
    assert lowest[1] > 590


def test_long_trousers_in_place_of_shorts_are_no_poor_fit() -> None:
    vision: Any = Nobody()
    cloth = prepare(draw(TROUSERS).photo, GarmentType.TROUSERS, vision)
    person = drawn_wearer()
    legs = (person.labels == Is.LOWER) & (np.arange(len(person.labels))[:, None] > 470)
    wearer = read_pose(person.painted(legs, COLOURS[Is.SKIN], Is.SKIN).body())
    assert "hem" not in {measure.name for measure in judge(align(cloth, wearer, 0), wearer).measures}
