"""Presets: kept under any name, shared as files, refused with words when they are too new or none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.folders import Folders
from desktop.presets import SUFFIX, VERSION, Preset, presets, read, remove, save, unreadable, write
from engine.errors import StorageError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Brautkleid", "brautkleid", "Sommer/Winter: 50 %", "👗", "CON", "..", "x" * 200, "试穿", "a\\b")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "home")


def test_presets_of_any_name_are_kept_apart(folders: Folders) -> None:
    for number, name in enumerate(NAMES):
        path = save(folders, Preset(name=name, tool="garment", options={"number": number}))
        assert path.parent == folders.presets
        assert path.name.isascii()
        assert len(path.name) < 160
    found = presets(folders)
    assert {preset.name: preset.options["number"] for preset in found} == {name: n for n, name in enumerate(NAMES)}
    assert [preset.name.casefold() for preset in found] == sorted(name.casefold() for name in NAMES)


def test_one_of_the_same_name_is_replaced(folders: Folders) -> None:
    save(folders, Preset(name="a", tool="hair", options={}))
    save(folders, Preset(name="a", tool="garment", options={"x": 1}))
    save(folders, Preset(name="a", tool="garment", options={"x": 2}))
    assert [preset.options for preset in presets(folders, "garment")] == [{"x": 2}]
    assert len(presets(folders)) == 2


def test_remove(folders: Folders) -> None:
    preset = Preset(name="a", tool="hair", options={})
    save(folders, preset)
    remove(folders, preset)
    remove(folders, preset)
    assert presets(folders) == []


def test_shared_as_a_file(tmp_path: Path) -> None:
    preset = Preset(name="Für Zoë 😀", tool="garment", options={"anchors": [[0.5, 0.25]], "mode": "draft"})
    path = tmp_path / f"weiter{SUFFIX}"
    write(path, preset)
    assert read(path) == preset


def test_a_newer_version_is_refused_with_words(tmp_path: Path) -> None:
    path = tmp_path / f"new{SUFFIX}"
    path.write_text(json.dumps({"version": VERSION + 1, "everything": "else"}))
    with pytest.raises(UsageError) as refused:
        read(path)
    assert "newer version" in refused.value.what
    assert "Update" in refused.value.remedy


@pytest.mark.parametrize("data", [
    b"", b"{}", b"[]", b"\xff\xd8\xff\xe0", b"[" * 100_000, b'{"version": "1", "name": 7}', b'{"version": true}',
    b'{"version": 1, "name": "", "tool": "garment", "options": {}}',
    b'{"version": 1, "name": "x", "tool": "../../etc", "options": {}}', b" " * 2_000_000])
def test_what_is_no_preset_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(data)
    with pytest.raises(UsageError, match="not a Lookroom preset"):
        read(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        read(tmp_path / "none")


def test_a_bad_file_among_good_ones_is_told_apart(folders: Folders) -> None:
    save(folders, Preset(name="good", tool="hair", options={}))
    bad = folders.presets / f"bad{SUFFIX}"
    bad.write_text("{}")
    assert [preset.name for preset in presets(folders)] == ["good"]
    assert [path for path, _ in unreadable(folders)] == [bad]
