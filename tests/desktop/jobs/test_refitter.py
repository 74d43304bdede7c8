"""The fit that follows the hand: newest places first."""

from __future__ import annotations

import json
from threading import Event
from typing import TYPE_CHECKING, Any

from desktop.jobs.refitter import Places, Refitter
from engine.errors import UsageError
from tests.fakes.engine import FakeFitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.jobs.job import Fault
    from tests.desktop.jobs.conftest import Studio

    Make = Callable[..., Studio]


def begun(one: Studio, fitting: FakeFitting) -> tuple[Refitter, list[int], list[Fault], list[Places]]:
    one.engine.hand = fitting
    drawn: list[int] = []
    sorry: list[Fault] = []
    ready: list[Places] = []
    refitter = Refitter(one.runner, lambda pixels: drawn.append(int(pixels[0, 0, 0])), sorry.append)
    refitter.begin(one.photos, {}, ready.append)
    one.until_told(lambda: bool(ready))
    return refitter, drawn, sorry, ready


def test_places_are_found_and_the_draft_follows(studio: Make) -> None:
    one = studio()
    refitter, drawn, _, ready = begun(one, FakeFitting())
    assert ready[0].anchors == {"shoulder_left": (10.0, 20.0)}
    refitter.move_anchor("shoulder_left", 33.0, 20.0)
    one.until_told(lambda: drawn == [33, 33])


def test_what_is_overtaken_is_left_out(studio: Make) -> None:
    one = studio()
    gate = Event()
    fitting = FakeFitting(gate)
    refitter, drawn, _, _ = begun(one, fitting)
    refitter.move_anchor("shoulder_left", 1.0, 0.0)
    assert fitting.entered.wait(5)
    for x in range(2, 100):
        refitter.move_anchor("shoulder_left", float(x), 0.0)
    gate.set()
    one.until_told(lambda: drawn == [1, 99, 99])
    assert len(fitting.asked) == 2


def test_places_that_make_no_sense_are_told_and_the_next_ones_work(studio: Make) -> None:
    one = studio()
    fitting = FakeFitting(error=UsageError("Left is right.", "Move it back."))
    refitter, drawn, sorry, _ = begun(one, fitting)
    refitter.move_landmark("left_hip", 7.0, 0.0)
    one.until_told(lambda: [fault.code for fault in sorry] == ["USAGE"])
    fitting._error = None
    refitter.move_landmark("left_hip", 8.0, 0.0)
    one.until_told(lambda: drawn == [8, 8])


def test_a_hand_that_moves_on_is_not_at_rest(studio: Make) -> None:
    one = studio()
    rest = Event()
    refitter, drawn, sorry, _ = begun(one, FakeFitting(rest=rest))
    refitter.move_anchor("shoulder_left", 1.0, 0.0)
    one.until_told(lambda: drawn == [1])
    refitter.move_anchor("shoulder_left", 2.0, 0.0)
    one.until_told(lambda: drawn == [1, 2])
    rest.set()
    one.until_told(lambda: drawn == [1, 2, 2])
    assert not sorry


class Restless(FakeFitting):
    """A picture of a hand at rest fails once ``rest`` is set."""

    def settled(self, *_: Any) -> Any:
        assert self._rest is not None and self._rest.wait(10)
        raise UsageError("These places make no sense.", "Move them.")


def test_why_an_overtaken_picture_failed_is_not_told(studio: Make) -> None:
    one, rest = studio(), Event()
    refitter, drawn, sorry, _ = begun(one, Restless(rest=rest))
    refitter.move_anchor("shoulder_left", 1.0, 0.0)
    one.until_told(lambda: drawn == [1])
    refitter.end()
    rest.set()
    came: list[Any] = []
    for _ in range(2):  # on both threads of the lane
        one.runner.aside(lambda: 1, came.append)
    one.until_told(lambda: came == [1, 1])
    assert one.runner.close() and not sorry


def test_why_the_picture_of_a_hand_at_rest_failed_is_told(studio: Make) -> None:
    one, rest = studio(), Event()
    refitter, drawn, sorry, _ = begun(one, Restless(rest=rest))
    rest.set()
    refitter.move_anchor("shoulder_left", 1.0, 0.0)
    one.until_told(lambda: [fault.code for fault in sorry] == ["USAGE"])
    assert drawn == [1]


def test_drafts_of_photos_that_were_left_are_not_shown(studio: Make) -> None:
    one = studio()
    gate = Event()
    fitting = FakeFitting(gate)
    refitter, drawn, _, _ = begun(one, fitting)
    refitter.move_anchor("shoulder_left", 1.0, 0.0)
    assert fitting.entered.wait(5)
    refitter.end()
    gate.set()
    came: list[Any] = []
    one.runner.aside(lambda: 1, came.append)
    one.until_told(lambda: came == [1])
    assert drawn == []


def test_moved_places_become_options_of_the_job(studio: Make, tmp_path: Path) -> None:
    one = studio()
    refitter, _, _, _ = begun(one, FakeFitting())
    assert refitter.options(tmp_path) == {}
    refitter.move_anchor("shoulder_left", 1.5, 2.0)
    refitter.move_landmark("left_hip", 3.0, 4.0)
    options = refitter.options(tmp_path)
    assert json.loads((tmp_path / "anchors.json").read_text()) == {"shoulder_left": [1.5, 2.0]}
    assert set(options) == {"anchors", "landmarks"}
