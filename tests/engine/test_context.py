"""Context: stages, progress that never falls, cancel from any thread."""

from __future__ import annotations

import threading
from typing import Any, cast

import numpy as np
import pytest

from engine.context import Context, Progress
from engine.errors import Cancelled

STAGES = ("load", "work", "save")


def context(seen: list[Progress] | None = None) -> Context:
    tell = None if seen is None else seen.append
    return Context(vision=cast("Any", None), stages=STAGES, on_progress=tell)


def test_progress_never_falls_and_ends_whole() -> None:
    seen: list[Progress] = []
    ctx = context(seen)
    with ctx.stage("load"):
        pass
    for _ in ctx.attempts(2):
        with ctx.stage("work"):
            pass
    with ctx.stage("save"):
        ctx.preview(np.zeros((2, 2, 3), np.uint8))
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert [progress.stage for progress in seen if progress.preview is not None] == ["save"]


def test_stages_are_timed_in_the_order_of_the_declaration() -> None:
    ctx = context()
    for name in ("work", "load", "work"):
        with ctx.stage(name):
            pass
    assert [entry.name for entry in ctx.times()] == ["load", "work"]
    assert all(entry.seconds >= 0 for entry in ctx.times())


def test_a_stage_that_was_not_declared_is_a_fault() -> None:
    with pytest.raises(ValueError, match="paint"), context().stage("paint"):
        pass


def test_a_failed_stage_is_timed_and_its_error_passes() -> None:
    seen: list[Progress] = []
    ctx = context(seen)
    with pytest.raises(RuntimeError, match="boom"), ctx.stage("work"):
        raise RuntimeError("boom")
    assert [entry.name for entry in ctx.times()] == ["work"]
    assert len(seen) == 1


def test_cancel_from_another_thread_stops_at_the_next_check() -> None:
    ctx = context()
    thread = threading.Thread(target=ctx.cancel)
    with pytest.raises(Cancelled), ctx.stage("work"):
        ctx.check()
        thread.start()
        thread.join()
        ctx.check()
        pytest.fail("the check did not stop the work")
    with pytest.raises(Cancelled), ctx.stage("save"):
        pytest.fail("a stage began after cancel")
    with pytest.raises(Cancelled):
        next(ctx.attempts(0))


def test_attempts_are_numbered_from_nought() -> None:
    assert list(context().attempts(2)) == [0, 1, 2]
    assert list(context().attempts(0)) == [0]


def test_a_warning_is_kept_once() -> None:
    ctx = context()
    for sentence in ("One.", "Two.", "One."):
        ctx.warn(sentence)
    assert ctx.warnings == ["One.", "Two."]
