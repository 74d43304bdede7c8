"""What every test gets: a data folder of its own, and the shared photos where there are some."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desktop.program import Program

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pytest-qt may start Qt before any fixture runs


@pytest.fixture(scope="session", autouse=True)
def constants_live() -> None:
    """PySide6 6.12.0 lets None die on Python 3.11; see ``desktop.immortal``."""
    from desktop.immortal import keep_constants

    keep_constants()


@pytest.fixture(scope="session")
def qapp_cls() -> type[Program]:
    """Tests run in the program's own QApplication."""
    from desktop.program import Program

    return Program


@pytest.fixture(autouse=True)
def lookroom_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Moves the user's data folder into the test's own folder, and hides the machine's models folder."""
    home = tmp_path / "lookroom-home"
    monkeypatch.setenv("LOOKROOM_HOME", str(home))
    monkeypatch.delenv("LOOKROOM_MODELS", raising=False)
    return home


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_photos() -> Path:
    """The folder of shared test photos beside the checkout; skips where there is none."""
    folder = ROOT.parent / "shared" / "photos"
    if not folder.is_dir():
        pytest.skip("needs the shared photos in ../shared/photos beside the checkout")
    return folder


@pytest.fixture(scope="session")
def shared_models() -> Path:
    """The folder of shared models beside the checkout; skips where there is none."""
    folder = ROOT.parent / "shared" / "models"
    if not folder.is_dir():
        pytest.skip("needs the shared models in ../shared/models beside the checkout")
    return folder
