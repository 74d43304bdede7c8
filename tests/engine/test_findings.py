"""Findings of any tool are read for people and tables; what makes no sense is left out."""

from __future__ import annotations

import csv
import random
from io import StringIO
from typing import Any

import pytest

from engine.findings import Found, found_in, table

FACES = {
    "faces": [
        {"label": "face", "score": 0.934, "box": [10, 20.5, 30, 40], "points": {"left_eye": [15, 30], "nose": [20, 35]},
         "age": "adult", "smiles": True},
        {"score": 1.7, "box": (0, 0, 5, 5)},
    ],
    "people": [{"points": [[1, 2], [3, 4]]}],
    "cats": [],
    "sharpness": 0.5,
    "note": "A little dark",
}


def test_places_of_every_kind_are_read_in_their_order() -> None:
    assert found_in(FACES) == (
        Found("face", (10, 20.5, 30, 40), 0.934, ((15, 30), (20, 35)), (("age", "adult"), ("smiles", "yes"))),
        Found("faces", (0, 0, 5, 5), 1.0),
        Found("people", points=((1, 2), (3, 4))),
        Found("sharpness", facts=(("", "0.5"),)),
        Found("note", facts=(("", "A little dark"),)))


def test_a_table_has_a_line_for_each() -> None:
    lines = list(csv.reader(StringIO(table(found_in(FACES)))))
    assert lines[0] == ["number", "what", "score", "x", "y", "width", "height", "more"]
    assert lines[1] == ["1", "face", "0.934", "10", "20.5", "30", "40", "age: adult; smiles: yes"]
    assert lines[3] == ["3", "people", "", "", "", "", "", ""]
    assert lines[5][-1] == "A little dark"
    assert table((Found("a\tb"),), "\t").count("\n") == 2


def test_no_spreadsheet_takes_a_label_for_a_formula() -> None:
    found = found_in({"x": [{"label": "=HYPERLINK(1)", "text": "@sum"}], "note": "-1+1"})
    lines = list(csv.reader(StringIO(table(found))))
    assert lines[1][1] == "'=HYPERLINK(1)"
    assert lines[2][-1] == "'-1+1"


@pytest.mark.parametrize("box", [None, [1, 2, 3], [1, 2, -3, 4], [1, 2, "3", 4], [1, 2, float("nan"), 4],
                                 [True, 2, 3, 4], "1234", [1, 2, 10**400, 4]])
def test_a_box_that_is_none_is_left_out(box: Any) -> None:
    assert found_in({"things": [{"label": "thing", "box": box}]})[0].box is None


def test_nothing_that_a_tool_may_say_raises() -> None:
    dice = random.Random(4)
    leaves: list[Any] = [None, 1, 1.5, float("inf"), "text", "", True, [], {}, b"x", object(), 10**400]

    def value(depth: int) -> Any:
        if depth == 0 or dice.random() < 0.3:
            return dice.choice(leaves)
        if dice.random() < 0.5:
            return [value(depth - 1) for _ in range(dice.randint(0, 4))]
        names = ("label", "score", "box", "points", "more")
        return {dice.choice(names): value(depth - 1) for _ in range(dice.randint(0, 4))}

    for _ in range(2000):
        found = found_in({f"kind {number}": value(3) for number in range(3)})
        assert len(table(found).splitlines()) >= 1 + len(found) or any("\n" in str(one) for one in found)
    assert len(found_in({"many": [{"label": "x"}] * 9000})) == 5000
