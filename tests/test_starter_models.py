"""The starter models: built from the right files only, written whole or not at all, and the same bytes each time."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

import pytest

from installer import starter_models
from installer.starter_models import (
    STARTER,
    Expected,
    WrongFile,
    build,
    expected_models,
    fault_of,
    publish,
    read_sources,
    stored_zip,
)

if TYPE_CHECKING:
    from pathlib import Path


def expected(content: bytes, file: str = "net.task") -> Expected:
    return Expected(file, len(content), hashlib.sha256(content).hexdigest())


def wheel_of(path: Path, contents: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def test_a_stored_zip_is_uncompressed_and_the_same_each_time() -> None:
    members = {"a.tflite": b"aaaa" * 500, "b.tflite": b"b"}
    first = stored_zip(members)
    assert first == stored_zip(members)
    assert members["a.tflite"] in first


def test_an_altered_source_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter_models, "SOURCES", {"good.tflite": hashlib.sha256(b"good").hexdigest(),
                                                    "bad.tflite": hashlib.sha256(b"published").hexdigest()})
    wheel = wheel_of(tmp_path / "net.whl", {"good.tflite": b"good", "bad.tflite": b"altered"})
    with pytest.raises(WrongFile, match=r"bad\.tflite in net\.whl"):
        read_sources(wheel)


def test_an_absent_source_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match=r"net\.whl: .*pose_detection\.tflite"):
        build(wheel_of(tmp_path / "net.whl", {"other": b""}))


def test_a_truncated_wheel_is_named(tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path / "net.whl", {"good.tflite": b"good" * 100})
    wheel.write_bytes(wheel.read_bytes()[:-30])
    with pytest.raises(WrongFile, match=r"net\.whl"):
        read_sources(wheel)


def test_nothing_is_written_when_one_result_is_wrong(tmp_path: Path) -> None:
    wanted = [expected(b"one", "one.task"), expected(b"two", "two.task")]
    with pytest.raises(WrongFile, match=r"two\.task"):
        publish({"one.task": b"one", "two.task": b"other"}, wanted, tmp_path / "starter")
    assert not (tmp_path / "starter").exists()


def test_results_are_published_whole(tmp_path: Path) -> None:
    publish({"net.task": b"weights"}, [expected(b"weights")], tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["net.task"]
    assert fault_of(expected(b"weights"), tmp_path) is None


@pytest.mark.parametrize(("content", "fault"), [
    (b"weight", "has 6 bytes instead of 7"), (b"wEights", "has another SHA-256"),
])
def test_a_wrong_result_on_disk_is_seen(tmp_path: Path, content: bytes, fault: str) -> None:
    (tmp_path / "net.task").write_bytes(content)
    assert fault_of(expected(b"weights"), tmp_path) == fault


def test_a_missing_result_is_seen(tmp_path: Path) -> None:
    assert fault_of(expected(b"weights"), tmp_path) == "is missing"


def test_nothing_is_fetched_while_all_models_are_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter_models, "download_wheel", lambda _: pytest.fail("the wheel was fetched"))
    assert starter_models.main([]) == 0


def test_a_wrong_wheel_ends_the_build_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(starter_models, "download_wheel", lambda _: wheel_of(tmp_path / "odd.whl", {"a": b""}))
    before = {path.name: path.read_bytes() for path in STARTER.iterdir()}
    assert starter_models.main(["--force"]) == 1
    assert "odd.whl" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in STARTER.iterdir()} == before


def test_the_catalogue_names_the_three_models() -> None:
    assert {model.file for model in expected_models()} == {"pose.task", "face.task", "selfie_segmentation.tflite"}
