"""Settings: saved whole, and nonsense is back at the default, told once."""

from __future__ import annotations

import errno
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.folders import Folders, data_folder, long_path
from desktop.settings import Export, HotFolder, Settings, load, save
from engine.codecs import files
from engine.errors import StorageError


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "Zuhause von Zoë 😀")


CHOSEN = Settings(
    theme="dark", language="de", retention_hours=None, reduced_motion=True, shortcuts={"open": "Ctrl+O"},
    hot_folders=(HotFolder(path=Path("/Bilder/neu 😀"), tool="garment", options={"mode": "draft"}),),
    export=Export(format="tiff", depth=16, quality=80), window="AAAA", first_run_done=True)


def test_there_are_defaults(folders: Folders) -> None:
    settings, notice = load(folders)
    assert settings == Settings()
    assert notice is None
    assert settings.retention == timedelta(hours=24)


def test_what_is_saved_comes_back(folders: Folders) -> None:
    save(folders, CHOSEN)
    assert load(folders) == (CHOSEN, None)
    assert load(folders)[0].retention is None


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"null", b"7", b'"text"', b"\x00\xff\xfe", b"[" * 100_000, b"not json", b"{}{}", os.urandom(500)])
def test_a_file_that_is_none(folders: Folders, data: bytes) -> None:
    folders.make()
    folders.settings.write_bytes(data)
    settings, notice = load(folders)
    assert settings == Settings()
    assert notice is not None
    assert notice.count(".") >= 2
    assert folders.settings.with_name("settings.old.json").read_bytes() == data
    assert load(folders) == (settings, None)  # told once


@pytest.mark.parametrize(("name", "value"), [
    ("theme", "pink"), ("theme", 7), ("retention_hours", -5), ("retention_hours", "soon"), ("retention_hours", 1e300),
    ("shortcuts", []), ("hot_folders", [{"path": 7}]), ("export", {"quality": 900}), ("window", None),
    ("reduced_motion", "perhaps"), ("from_the_future", {"x": 1})])
def test_one_wrong_value_leaves_the_others(folders: Folders, name: str, value: object) -> None:
    save(folders, CHOSEN)
    values = json.loads(folders.settings.read_bytes())
    folders.settings.write_text(json.dumps(values | {name: value}))
    settings, notice = load(folders)
    default = getattr(Settings(), name, None)
    assert settings == (CHOSEN.model_copy(update={name: default}) if name in values else CHOSEN)
    assert notice is not None
    assert load(folders) == (settings, None)


def test_a_failed_save_leaves_the_old_settings(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    save(folders, CHOSEN)

    def fails(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "fsync", fails)
    with pytest.raises(StorageError, match="no room"):
        save(folders, Settings())
    assert load(folders) == (CHOSEN, None)
    assert [path.name for path in folders.home.iterdir() if path.is_file()] == ["settings.json"]


def test_the_settings_know_no_photos() -> None:
    """What names photos belongs to the history, which forgets it with them."""
    assert not {"recent", "recent_files", "history"} & set(Settings.model_fields)


def test_the_data_folder_is_the_command_lines(lookroom_home: Path) -> None:
    assert data_folder() == lookroom_home


def test_long_paths_are_only_spelt_anew_where_it_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("/" + "x" * 300)
    assert long_path(path) == path
    monkeypatch.setattr("sys.platform", "win32")
    assert str(long_path(path)).startswith("\\\\?\\")
    assert long_path(Path("/short")) == Path("/short")
