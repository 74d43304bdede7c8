"""Where the program's files and the user's data are found, in a checkout and installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine import resources
from engine.resources import data_home, resource


def test_the_catalogue_is_found_in_the_checkout(repository: Path) -> None:
    assert resource("models", "catalogue.toml") == repository / "resources" / "models" / "catalogue.toml"


def test_an_installed_package_finds_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "engine" / "resources.py"))
    assert resource("models") == tmp_path / "lookroom_resources" / "models"
    (tmp_path / "resources").mkdir()
    assert resource("models") == tmp_path / "resources" / "models"


def test_the_data_folder_can_be_moved(lookroom_home: Path) -> None:
    assert data_home() == lookroom_home


@pytest.mark.parametrize(("system", "variable", "tail"), [
    ("win32", "LOCALAPPDATA", "Lookroom"), ("linux", "XDG_DATA_HOME", "lookroom"),
])
def test_the_platform_says_where_data_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, variable: str, tail: str,
) -> None:
    monkeypatch.delenv("LOOKROOM_HOME")
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv(variable, str(tmp_path))
    assert data_home() == tmp_path / tail


def test_without_variables_data_goes_into_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOOKROOM_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "platform", "linux")
    assert data_home() == tmp_path / ".local" / "share" / "lookroom"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert data_home() == tmp_path / "Library" / "Application Support" / "Lookroom"
