"""Two things at the same time: both results, and the errors in their order."""

from __future__ import annotations

from threading import Event, get_ident

import pytest

from engine.beside import beside, together


def test_both_run_at_the_same_time_and_only_one_aside() -> None:
    met, answered = Event(), Event()

    def aside() -> int:
        met.set()
        assert answered.wait(10)
        return get_ident()

    def here() -> int:
        assert met.wait(10)
        answered.set()
        return get_ident()

    other, own = beside(aside, here)
    assert own == get_ident()
    assert other != own


def test_the_error_of_the_calling_thread_goes_first_and_the_other_has_ended() -> None:
    ended = Event()

    def aside() -> None:
        ended.set()
        raise KeyError

    def here() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        beside(aside, here)
    assert ended.is_set()
    with pytest.raises(KeyError):
        beside(aside, lambda: None)


def test_jobs_are_taken_in_turn_by_whoever_is_free() -> None:
    others_done = Event()

    def long() -> str:
        assert others_done.wait(10)
        return "long"

    def last() -> str:
        others_done.set()
        return "last"

    assert together(long, lambda: "short", last) == ["long", "short", "last"]
    assert together(lambda: 1) == [1]


def test_no_job_is_begun_after_one_has_failed() -> None:
    failing, begun = Event(), Event()

    def fail() -> None:
        failing.set()
        raise ValueError

    def until_then() -> None:
        assert failing.wait(10)
        raise KeyError

    with pytest.raises((ValueError, KeyError)):
        together(until_then, fail, begun.set)
    assert not begun.is_set()
