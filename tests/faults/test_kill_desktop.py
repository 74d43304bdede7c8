"""200 kills at random moments lose no photo."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

KILLS = 200


def test_no_kill_loses_a_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    script = Path(__file__).with_name("kill_desktop.py")
    outcome = subprocess.run((sys.executable, str(script), str(KILLS), "--seed", "2"), capture_output=True, text=True,
                             check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"{KILLS} kills" in outcome.stdout
    acknowledged = dict(entry.rsplit(" ", 1) for entry in outcome.stdout.split("acknowledged: ")[1].strip().split(", "))
    for step in ("imported", "completed", "deleted"):  # a run that acknowledged nothing would prove nothing
        assert int(acknowledged[step]) > 0
