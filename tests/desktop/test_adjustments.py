"""Places moved by hand go like the photos that they belong to."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.state.adjustments import LONGEST, Adjustments

if TYPE_CHECKING:
    from pathlib import Path

NOON = 1_000_000.0


def made(folder: Path, name: str, age: timedelta) -> Path:
    one = folder / name
    one.mkdir(parents=True)
    (one / "anchors.json").write_text("{}")
    os.utime(one, (NOON - age.total_seconds(),) * 2)
    return one


def test_they_go_with_the_retention_and_after_a_day_at_the_latest(tmp_path: Path) -> None:
    adjustments = Adjustments(tmp_path / "adjustments", lambda: NOON)
    adjustments.sweep(None)  # there is no folder yet
    fresh = made(adjustments.folder, "a", timedelta(minutes=30))
    older = made(adjustments.folder, "b", timedelta(hours=2))
    oldest = made(adjustments.folder, "c", LONGEST + timedelta(hours=1))
    adjustments.sweep(None)
    assert (fresh.exists(), older.exists(), oldest.exists()) == (True, True, False)
    adjustments.sweep(timedelta(hours=1))
    assert (fresh.exists(), older.exists()) == (True, False)
    adjustments.clear()
    assert not adjustments.folder.exists()
