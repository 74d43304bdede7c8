"""Kills at random moments lose no photo, with one Lookroom and with two."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("kills", "more"), [(200, ()), (30, ("--two",))])
def test_no_kill_loses_a_photo(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kills: int, more: tuple[str, ...]) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    script = Path(__file__).with_name("kill_desktop.py")
    command = (sys.executable, str(script), str(kills), "--seed", "2", *more)
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"{kills} kills" in outcome.stdout
    acknowledged = dict(entry.rsplit(" ", 1) for entry in outcome.stdout.split("acknowledged: ")[1].strip().split(", "))
    for step in ("imported", "completed", "deleted"):  # a run that acknowledged nothing would prove nothing
        assert int(acknowledged[step]) > 0
