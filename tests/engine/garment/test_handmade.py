"""Anchors placed by hand outdo those that were found; a file that makes no sense is refused in words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.errors import Cancelled, UsageError
from engine.tools.garment.cloth import GarmentType, Stance
from engine.tools.garment.handmade import prepared_by_hand, read_handmade, with_anchors
from engine.tools.garment.prepare import prepare
from tests.fakes.drawn_garments import AXIS, SKIRT, TEE, Nobody, draw

if TYPE_CHECKING:
    from pathlib import Path

    from engine.tools.garment.cloth import Cloth


def cloth_with(folder: Path, said: object, half: tuple[tuple[int, int], ...] = TEE) -> Cloth:
    """A drawn garment prepared with a file of anchors."""
    path = folder / "anchors.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return prepared_by_hand(draw(half).photo, None, path, Nobody())  # type: ignore[arg-type]


def test_points_by_hand_replace_those_found_and_the_others_stay(tmp_path: Path) -> None:
    found = prepare(draw().photo, None, Nobody())  # type: ignore[arg-type]
    cloth = cloth_with(tmp_path, {"neck_left": [231, 100.5], "hem_right": [450, 671]})
    assert cloth.anchors.neck_left is not None
    assert cloth.anchors.neck_left.tolist() == [231, 100.5]
    assert cloth.anchors.hem_right.tolist() == [450, 671]
    assert cloth.anchors.hem_right.dtype == np.float32
    assert found.anchors.hem_left.tolist() == cloth.anchors.hem_left.tolist()
    assert cloth.anchors.confidence == found.anchors.confidence


def test_sleeves_follow_the_armhole(tmp_path: Path) -> None:
    found = prepare(draw().photo, None, Nobody()).anchors.sleeve_left  # type: ignore[arg-type]
    cloth = cloth_with(tmp_path, {"shoulder_left": [AXIS - 110, 120], "armpit_left": [AXIS - 115, 262]})
    sleeve = cloth.anchors.sleeve_left
    assert found is not None
    assert sleeve is not None
    assert sleeve.axis[0].tolist() == [AXIS - 110, 120]
    assert not found.region[200, AXIS - 125]
    assert sleeve.region[200, AXIS - 125]
    assert not sleeve.region[200, AXIS - 105]
    assert (sleeve.region & found.region)[258, AXIS - 200]
    back = cloth_with(tmp_path, {"shoulder_left": [AXIS - 175, 168], "armpit_left": [AXIS - 170, 290]})
    assert back.anchors.sleeve_left is not None
    assert not back.anchors.sleeve_left.region[220, AXIS - 155]
    assert back.anchors.sleeve_left.region[258, AXIS - 200]


def test_where_a_collar_sat_on_its_model_is_not_believed_once_it_is_placed_by_hand(tmp_path: Path) -> None:
    straight = prepare(draw().photo, None, Nobody())  # type: ignore[arg-type]
    worn = replace(straight, stance=Stance(neck=(0.1, -0.3), shoulders=0.7))
    path = tmp_path / "anchors.json"
    path.write_text(json.dumps({"neck_left": [231, 100.5]}), encoding="utf-8")
    moved = with_anchors(worn, read_handmade(path))
    assert moved.stance == Stance(shoulders=0.7)


def test_all_that_matters_by_hand_leaves_no_doubt(tmp_path: Path) -> None:
    places = {
        f"{name}_{side}": [AXIS + sign * u, v]
        for name, u, v in (("neck", 70, 101), ("shoulder", 148, 137), ("armpit", 145, 258), ("hem", 148, 672))
        for side, sign in (("left", -1), ("right", 1))
    }
    assert cloth_with(tmp_path, places).anchors.confidence == 1.0


def test_the_kind_may_be_named_and_a_choice_outdoes_it(tmp_path: Path) -> None:
    assert cloth_with(tmp_path, {"kind": "dress"}, SKIRT).kind == GarmentType.DRESS
    path = tmp_path / "anchors.json"
    cloth = prepared_by_hand(draw().photo, GarmentType.SHIRT, path, Nobody())  # type: ignore[arg-type]
    assert cloth.kind == GarmentType.SHIRT


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("{", "not JSON"),
        ("\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "not JSON"),
        ("[" * 90_000, "not JSON"),
        (" " * 200_000, "not one JSON object"),
        ([1, 2], "not one JSON object"),
        ({"nose": [1, 2]}, "unknown name"),
        ({"kind": "hat"}, "unknown kind"),
        ({"kind": ["shirt"]}, "unknown kind"),
        ({"neck_left": [1]}, "neck_left is not a point"),
        ({"neck_left": "12"}, "neck_left is not a point"),
        ({"neck_left": [True, 3]}, "neck_left is not a point"),
        ('{"neck_left": [NaN, 3]}', "neck_left is not a point"),
        ({"neck_left": [10**400, 3]}, "neck_left is not a point"),
        ({"neck_left": [600, 3]}, "outside"),
        ({"neck_left": [3, -1]}, "outside"),
        ({"crotch": [300, 300]}, "has no crotch"),
        ({"neck_left": [500, 100]}, "does not lie left"),
    ],
)
def test_senseless_files_are_refused(tmp_path: Path, said: object, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        cloth_with(tmp_path, said)
    assert what in caught.value.what
    assert caught.value.what.endswith(".")
    assert caught.value.remedy.endswith(".")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        prepared_by_hand(draw().photo, None, tmp_path / "none.json", Nobody())  # type: ignore[arg-type]
    assert "cannot be read" in caught.value.what


def test_cancel_is_heard_while_a_garment_with_anchors_is_cut(tmp_path: Path) -> None:
    def check() -> None:
        raise Cancelled

    path = tmp_path / "anchors.json"
    path.write_text(json.dumps({"neck_left": [231, 100.5]}), encoding="utf-8")
    with pytest.raises(Cancelled):
        prepared_by_hand(draw().photo, None, path, Nobody(), check)  # type: ignore[arg-type]
