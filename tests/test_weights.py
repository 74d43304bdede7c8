"""Model files: only the published bytes are handed out, and every refusal names the file and the remedy."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from engine.errors import ModelCorrupt, ModelMissing
from engine.weights import Model, Shelf, read_catalogue

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = b"published weights " * 50


def entry(**changes: object) -> Model:
    facts = {
        "id": "net", "title": "Net", "purpose": "a test", "file": "net.tflite", "local": "other_name.tflite",
        "url": "https://example.org/net.tflite", "size": len(CONTENT), "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "licence": "MIT", "commercial": True, "data_caveat": "none", "runtime": "litert", "io": "x -> y",
    }
    return Model.model_validate({**facts, **changes})


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf({"net": entry()}, (tmp_path / "first", tmp_path / "second"))


def put(folder: Path, name: str = "net.tflite", content: bytes = CONTENT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["net.tflite", "other_name.tflite"])
def test_a_published_file_is_found_under_either_name(shelf: Shelf, tmp_path: Path, name: str) -> None:
    path = put(tmp_path / "second", name)
    assert shelf.has("net")
    assert shelf.path("net") == path
    assert shelf.used() == [("net", entry().sha256)]


def test_a_missing_file_is_named_with_where_to_get_it(shelf: Shelf) -> None:
    assert not shelf.has("net")
    with pytest.raises(ModelMissing) as caught:
        shelf.path("net")
    assert "net.tflite" in caught.value.what
    assert "https://example.org/net.tflite" in caught.value.remedy
    assert shelf.used() == []


def test_a_truncated_file_is_refused_by_name(shelf: Shelf, tmp_path: Path) -> None:
    put(tmp_path / "first", content=CONTENT[:-1])
    assert shelf.has("net")
    with pytest.raises(ModelCorrupt, match=r"net\.tflite .* is cut short \(899 of 900 bytes\)"):
        shelf.path("net")
    assert shelf.used() == []


@pytest.mark.parametrize("content", [b"q" + CONTENT[1:], CONTENT + b"more"])
def test_an_altered_file_is_refused_by_name(shelf: Shelf, tmp_path: Path, content: bytes) -> None:
    put(tmp_path / "first", content=content)
    with pytest.raises(ModelCorrupt, match=r"net\.tflite .* is not the published file"):
        shelf.path("net")


def test_a_good_copy_is_taken_although_a_bad_one_comes_first(shelf: Shelf, tmp_path: Path) -> None:
    put(tmp_path / "first", content=b"bad")
    good = put(tmp_path / "second")
    assert shelf.path("net") == good


def test_a_file_that_changes_after_it_was_verified_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    path = put(tmp_path / "first")
    assert shelf.path("net") == path
    path.write_bytes(CONTENT[:100])
    with pytest.raises(ModelCorrupt):
        shelf.path("net")


def test_a_verified_file_is_not_read_again(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "first")
    shelf.path("net")
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("the file was read again"))
    assert shelf.path("net") == path


def test_the_studio_folder_is_searched_and_an_address_is_not(
    tmp_path: Path, lookroom_home: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOOKROOM_MODELS", str(tmp_path))
    assert Shelf.from_environment().folders[1:] == (lookroom_home / "models", tmp_path)
    monkeypatch.setenv("LOOKROOM_MODELS", "https://models.example.org/mirror")
    assert Shelf.from_environment().folders[1:] == (lookroom_home / "models",)


def test_the_starter_models_are_in_place() -> None:
    shelf = Shelf.from_environment()
    for model in ("starter-pose", "starter-face", "starter-selfie"):
        assert shelf.path(model).stat().st_size > 200_000
    assert [model for model, _ in shelf.used()] == ["starter-face", "starter-pose", "starter-selfie"]


def test_a_missing_starter_model_says_how_to_build_it(tmp_path: Path) -> None:
    whole = Shelf.from_environment()
    with pytest.raises(ModelMissing) as caught:
        Shelf(whole.models, (tmp_path,)).path("starter-pose")
    assert "python installer/bootstrap.py models" in caught.value.remedy


def test_shelf_models_lie_under_the_names_of_the_catalogue(
    shared_models: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOOKROOM_MODELS", str(shared_models))
    shelf = Shelf.from_environment()
    assert shelf.path("hair-segmentation-512").parent == shared_models


def test_every_entry_says_where_its_file_comes_from(repository: Path) -> None:
    for model in read_catalogue(repository / "resources" / "models" / "catalogue.toml").values():
        assert (model.url is None) != (model.built_from is None), model.id


@pytest.mark.parametrize("changes", [
    {"sha256": "short"}, {"size": 0}, {"commercial": "grey"}, {"commercial": False}, {"surprise": 1},
])
def test_a_careless_entry_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        entry(**changes)


def test_a_broken_catalogue_does_not_pass(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text("[[model]\n")
    with pytest.raises(tomllib.TOMLDecodeError):
        read_catalogue(path)
