"""The state behind the studio page, without widgets: slots, combinations, and the trail of what was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.state.studio import Studio
from desktop.state.trail import Trail
from engine.tools.base import tools

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.state.items import Item

    Maker = Callable[[str], Item]


@pytest.fixture
def studio(qapp: object) -> Studio:
    return Studio(tools(), "garment")


def test_photos_fill_the_empty_slots_in_order(studio: Studio, item: Maker) -> None:
    person, garment, other = item("person"), item("garment"), item("other")
    studio.take_in([person, garment, other])
    assert studio.slot("person") == (person,)
    assert studio.slot("garment") == (garment,)
    assert studio.shown == person
    assert studio.missing() is None


def test_a_further_photo_replaces_the_one_that_is_worked_on(studio: Studio, item: Maker) -> None:
    studio.take_in([item("person"), item("garment")])
    other = item("other")
    studio.take_in([other])
    assert studio.slot("person") == (other,)


def test_a_missing_photo_is_named(studio: Studio, item: Maker) -> None:
    assert studio.missing() == studio.tool.inputs[0]
    studio.put("person", [item("person")])
    assert studio.missing() == studio.tool.inputs[1]
    assert studio.combinations() == []


def test_many_photos_and_garments_make_every_combination(studio: Studio, item: Maker) -> None:
    persons, garments = [item("a"), item("b"), item("c")], [item("x"), item("y")]
    studio.put("person", persons)
    studio.put("garment", garments)
    assert studio.combinations() == [(person, garment) for person in persons for garment in garments]


def test_another_tool_takes_over_the_photo(studio: Studio, item: Maker) -> None:
    person = item("person")
    studio.put("person", [person])
    studio.choose_tool("cutout")
    assert studio.slot("photo") == (person,)
    studio.choose_tool("no such tool")
    assert studio.tool.id == "cutout"


def test_each_tool_keeps_its_options(studio: Studio) -> None:
    studio.set_options({"realism_level": 5})
    studio.choose_tool("cutout")
    assert studio.options == {}
    studio.choose_tool("garment")
    assert studio.options == {"realism_level": 5}


def test_a_deleted_photo_leaves_slot_and_canvas(studio: Studio, item: Maker) -> None:
    person = item("person")
    studio.put("person", [person])
    studio.forget(person.id)
    assert studio.slot("person") == ()
    assert studio.shown is None


def test_the_trail_steps_back_and_forward(qapp: object, item: Maker) -> None:
    trail = Trail()
    photo, first, second = item("photo"), item("first"), item("second")
    for shown in (photo, first, second):
        trail.visit(shown)
    assert trail.undo() == first
    trail.visit(first)  # showing what was stepped to is no new step
    assert trail.undo() == photo
    assert trail.undo() is None
    assert trail.redo() == first
    assert trail.can_redo()


def test_a_new_picture_leaves_behind_what_lay_ahead(qapp: object, item: Maker) -> None:
    trail = Trail()
    for shown in (item("photo"), item("first")):
        trail.visit(shown)
    trail.undo()
    trail.visit(item("other"))
    assert not trail.can_redo()


def test_deleted_pictures_are_no_steps(qapp: object, item: Maker) -> None:
    trail = Trail()
    photo, gone, last = item("photo"), item("gone"), item("last")
    for shown in (photo, gone, last):
        trail.visit(shown)
    trail.forget(gone.id)
    assert trail.undo() == photo
    assert not trail.can_undo()
    trail.forget(photo.id)
    trail.forget(last.id)
    assert not trail.can_undo()
    assert not trail.can_redo()
