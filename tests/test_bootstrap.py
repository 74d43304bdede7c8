"""Set-up: when it is skipped, what it refuses, and what it would install."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from installer import bootstrap, debian
from installer.lock import pins

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def checkout(tmp_path: Path, repository: Path) -> Path:
    """A folder with the two files that decide about the environment."""
    (tmp_path / "installer").mkdir()
    shutil.copy(repository / "pyproject.toml", tmp_path)
    shutil.copy(repository / "installer" / "constraints.txt", tmp_path / "installer")
    return tmp_path


@pytest.mark.parametrize("file", ["pyproject.toml", "installer/constraints.txt"])
def test_other_packages_need_another_set_up(checkout: Path, file: str) -> None:
    before = bootstrap.lock_digest(checkout)
    assert bootstrap.lock_digest(checkout) == before
    with (checkout / file).open("a") as content:
        content.write("\n")
    assert bootstrap.lock_digest(checkout) != before


def test_another_python_or_place_needs_another_set_up(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bootstrap.lock_digest(checkout)
    moved = checkout / "moved"
    shutil.copytree(checkout, moved)
    assert bootstrap.lock_digest(moved) != before
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert bootstrap.lock_digest(checkout) != before


def test_the_stamp_tells_what_was_set_up(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    assert bootstrap.last_set_up(stamp) == bootstrap.Finished()
    stamp.write_text(json.dumps({"lock": "a", "extras": ["demo"]}))
    assert bootstrap.last_set_up(stamp) == bootstrap.Finished("a", frozenset({"demo"}))


def test_a_torn_stamp_is_no_stamp(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    stamp.write_text('{"lock": "a", "ex')
    assert bootstrap.last_set_up(stamp) == bootstrap.Finished()


def test_a_set_up_after_a_change_keeps_the_extras(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    stamp.write_text(json.dumps({"lock": "older", "extras": ["demo", "gpu"]}))
    monkeypatch.setattr(bootstrap, "STAMP", stamp)
    for step in ("make_venv", "mend_opencv"):
        monkeypatch.setattr(bootstrap, step, lambda: None)
    monkeypatch.setattr(debian, "ensure_packages", lambda: None)
    installed: list[frozenset[str]] = []
    monkeypatch.setattr(bootstrap, "install", installed.append)
    bootstrap.set_up(frozenset({"demo"}))
    assert installed == [frozenset({"demo", "gpu"})]
    assert bootstrap.last_set_up(stamp) == bootstrap.Finished(bootstrap.lock_digest(), installed[0])


def test_a_finished_set_up_runs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stamp = tmp_path / "stamp.json"
    stamp.write_text(json.dumps({"lock": bootstrap.lock_digest(), "extras": ["demo"]}))
    monkeypatch.setattr(bootstrap, "STAMP", stamp)
    monkeypatch.setattr(bootstrap, "venv_tool", lambda _: sys.executable)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a program was started"))
    bootstrap.set_up(frozenset({"demo"}))
    with pytest.raises(pytest.fail.Exception, match="a program was started"):
        bootstrap.set_up(frozenset({"dev"}))


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_another_python_is_refused_in_words(version: tuple[int, int]) -> None:
    with pytest.raises(bootstrap.SetupFailed, match=r"use Python 3\.11, 3\.12 or 3\.13"):
        bootstrap.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_supported_pythons_pass(version: tuple[int, int]) -> None:
    bootstrap.check_python(version)


def test_the_version_of_an_environment_is_read() -> None:
    assert bootstrap.venv_version("home = /usr/bin\nversion = 3.12.4\n") == "3.12"
    assert bootstrap.venv_version("") == ""


def test_a_failing_command_stops_with_its_sentence() -> None:
    with pytest.raises(bootstrap.SetupFailed, match="It did not work"):
        bootstrap.call((sys.executable, "-c", "raise SystemExit(3)"), "It did not work.")


def test_the_held_version_of_a_package_is_found() -> None:
    assert bootstrap.held_version("opencv-contrib-python") == "opencv-contrib-python==5.0.0.93"


def test_opencv_is_mended_with_contrib_at_the_held_version(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []
    codes = iter((1, 0, 0))  # the check fails, pip succeeds, the check succeeds

    def start(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, next(codes))

    monkeypatch.setattr(subprocess, "run", start)
    bootstrap.mend_opencv()
    assert started[1][-3:] == ("--force-reinstall", "--no-deps", "opencv-contrib-python==5.0.0.93")
    assert started[2] == started[0]


def test_the_studio_opens_only_where_it_exists(tmp_path: Path) -> None:
    assert not bootstrap.has_window(tmp_path)
    app = tmp_path / "desktop" / "app.py"
    app.parent.mkdir()
    app.write_text("def other() -> None: ...\n")
    assert not bootstrap.has_window(tmp_path)
    app.write_text("def build_window() -> None: ...\n")
    assert bootstrap.has_window(tmp_path)


def test_arguments_after_the_dashes_reach_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "set_up", lambda _: None)
    monkeypatch.setattr(bootstrap, "run", lambda arguments: passed.append(arguments) or 7)
    assert bootstrap.main(["run", "--", "garment", "a.jpg", "--", "b.jpg"]) == 7
    assert passed == [["garment", "a.jpg", "--", "b.jpg"]]


@pytest.mark.parametrize("failing", ["ruff", "mypy", "lint-imports", "-q", "pytest", "nothing"])
def test_each_failed_check_fails_the_whole(monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")

    def start(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, int(failing in command or command[0].endswith(failing)))

    monkeypatch.setattr(subprocess, "run", start)
    assert bootstrap.test([]) == int(failing != "nothing")


def test_pictures_are_taken_with_all_tests_and_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []

    def start(command: tuple[str, ...], **_: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", start)
    for screen, arguments, taken in ((None, [], 0), ("/usr/bin/xvfb-run", ["-k", "one"], 0),
                                     ("/usr/bin/xvfb-run", [], 1)):
        started.clear()
        monkeypatch.setattr(bootstrap.shutil, "which", lambda _, found=screen: found)
        assert bootstrap.test(arguments) == 0
        assert sum("tests/gui/test_screenshots.py" in command for command in started) == taken
        assert "pytest" in started[-1]


def every_library() -> str:
    return "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in debian.LIBRARIES)


def test_a_complete_system_needs_no_package() -> None:
    assert debian.missing_packages(every_library(), has_fonts=True, has_venv=True) == []


def test_each_missing_thing_is_named_as_a_package() -> None:
    cache = every_library().replace("libEGL.so.1", "libEGL.so.0").replace("libxcb-icccm.so.4", "other.so")
    missing = debian.missing_packages(cache, has_fonts=False, has_venv=False)
    assert missing == ["fonts-dejavu-core", "libegl1", "libxcb-icccm4", "python3-venv"]


def test_the_apt_command_can_be_typed() -> None:
    assert " ".join(debian.apt_command(["libegl1"], as_root=False)) == (
        "sudo apt-get install --yes --no-install-recommends libegl1")
    assert debian.apt_command(["libegl1"], as_root=True)[0] == "apt-get"


def test_without_root_the_command_is_printed_and_nothing_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(debian, "linker_cache", lambda: every_library().replace("libEGL", "other"))
    monkeypatch.setattr(debian, "fonts_exist", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("something was installed"))
    debian.ensure_packages()
    assert "sudo apt-get install --yes --no-install-recommends libegl1" in capsys.readouterr().out


def test_the_lock_holds_versions_without_builds_and_both_runtimes() -> None:
    installed = {"torch": "2.13.0+cpu", "SQLAlchemy": "2.1.9", "lookroom": "0.1.0", "pip": "26"}
    lines = pins({**installed, "onnxruntime-gpu": "1.31.1"})
    assert lines == ["onnxruntime-gpu==1.31.1", "onnxruntime==1.31.1", "sqlalchemy==2.1.9", "torch==2.13.0"]
