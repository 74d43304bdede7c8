"""Promises about the project itself: pins, what may import what, and what stays unloaded until it is needed."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tomllib
from importlib.metadata import distributions, version
from pathlib import Path
from typing import Any

import pytest
import pytest_socket
from packaging.requirements import Requirement

from installer.lock import normal

HEAVY = {"PySide6", "cv2", "mediapipe", "onnxruntime", "rembg", "scipy", "skimage", "torch"}


@pytest.fixture(scope="session")
def project(repository: Path) -> dict[str, Any]:
    """The [project] table of pyproject.toml."""
    with (repository / "pyproject.toml").open("rb") as file:
        return dict(tomllib.load(file)["project"])


@pytest.fixture(scope="session")
def requirements(project: dict[str, Any]) -> dict[str, Requirement]:
    """What the base install asks for, by name."""
    return {found.name: found for found in map(Requirement, project["dependencies"])}


@pytest.fixture(scope="session")
def held(repository: Path) -> dict[str, str]:
    """The constraints: name -> version."""
    lines = (repository / "installer" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def test_mediapipe_stays_at_the_last_version_that_asks_no_host(
    requirements: dict[str, Requirement], held: dict[str, str],
) -> None:
    assert str(requirements["mediapipe"].specifier) == "==0.10.33"
    assert held["mediapipe"] == "0.10.33"
    assert version("mediapipe") == "0.10.33"


def test_both_opencv_are_the_same_build(requirements: dict[str, Requirement], held: dict[str, str]) -> None:
    names = ("opencv-python", "opencv-contrib-python")
    assert len({str(requirements[name].specifier) for name in names}) == 1
    assert len({held[name] for name in names} | {version(name) for name in names}) == 1


def test_contrib_was_written_last() -> None:
    import cv2

    assert callable(cv2.ximgproc.guidedFilter)


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_one_onnxruntime_a_system(requirements: dict[str, Requirement], system: str) -> None:
    runtimes = [found for name, found in requirements.items() if name.startswith("onnxruntime")]
    asked = [found.name for found in runtimes if found.marker and found.marker.evaluate({"sys_platform": system})]
    assert asked == ["onnxruntime" if system == "darwin" else "onnxruntime-gpu"]


def test_one_onnxruntime_is_installed() -> None:
    installed = {normal(found.name) for found in distributions()}
    assert len(installed & {"onnxruntime", "onnxruntime-gpu"}) == 1


def test_the_base_install_is_without_torch(requirements: dict[str, Requirement], held: dict[str, str]) -> None:
    assert not {"torch", "torchvision", "diffusers", "transformers"} & requirements.keys()
    assert held["torch"] == "2.13.0"


def test_every_requirement_is_held(project: dict[str, Any], held: dict[str, str]) -> None:
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    for found in map(Requirement, lines):
        assert held[found.name.lower()] in found.specifier, found


def test_constraints_hold_names_and_versions_only(held: dict[str, str]) -> None:
    for name, number in held.items():
        assert re.fullmatch(r"[a-z0-9-]+", name), name
        assert re.fullmatch(r"[0-9][0-9a-z.]*", number), number


def contracts_pass(
    folder: Path, repository: Path, engine_source: str, sync_source: str = "", settings_source: str = "",
) -> bool:
    """Whether the project's import contracts hold for a tiny program of these files."""
    for package, source in (("engine", engine_source), ("sync", sync_source), ("desktop", "")):
        (folder / package).mkdir()
        (folder / package / "__init__.py").write_text("")
        (folder / package / "part.py").write_text(source)
    for name in ("errors", "photo", "context"):
        (folder / "engine" / f"{name}.py").write_text("")
    parts = ("app", "folders", "history", "jobs/__init__", "jobs/job", "jobs/queue", "log", "presets", "state", "ui")
    (folder / "desktop" / "jobs").mkdir()
    for name in parts:
        (folder / "desktop" / f"{name}.py").write_text("")
    (folder / "desktop" / "settings.py").write_text(settings_source)
    shutil.copy(repository / "pyproject.toml", folder)
    tool = Path(sys.executable).with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    outcome = subprocess.run((str(tool), "--no-cache"), cwd=folder, capture_output=True, text=True, check=False)
    assert "Contracts: " in outcome.stdout, outcome.stdout + outcome.stderr
    return outcome.returncode == 0


@pytest.mark.parametrize(("engine_source", "sync_source", "passes"), [
    ("import math", "import engine.photo\nfrom engine.errors import __name__", True),
    ("import socket", "", False),
    ("def later():\n    import httpx", "", False),
    ("from urllib.request import urlopen", "", False),
    ("import PySide6.QtCore", "", False),
    ("import sync.part", "", False),
    ("import desktop", "", False),
    ("", "import engine.context", False),
])
def test_the_import_contracts_catch_what_they_forbid(
    tmp_path: Path, repository: Path, engine_source: str, sync_source: str, passes: bool,
) -> None:
    assert contracts_pass(tmp_path, repository, engine_source, sync_source) is passes


@pytest.mark.parametrize(("settings_source", "passes"), [
    ("import desktop.folders", True), ("def later():\n    import PySide6.QtCore", False), ("import desktop.ui", False)])
def test_what_knows_no_window_may_not_import_one(
    tmp_path: Path, repository: Path, settings_source: str, passes: bool,
) -> None:
    assert contracts_pass(tmp_path, repository, "", "", settings_source) is passes


def test_the_readme_names_the_two_commands(repository: Path) -> None:
    lines = [line.strip() for line in (repository / "README.md").read_text(encoding="utf-8").splitlines()]
    for command in ("run", "test", "run -- garment person.jpg garment.jpg -o out.png"):
        assert f"python installer/bootstrap.py {command}" in lines
    assert "installer/bootstrap.py test" in (repository / ".ci" / "run").read_text(encoding="utf-8")


def test_no_test_opens_a_socket() -> None:
    with pytest.warns(UserWarning, match="A test tried"), pytest.raises(pytest_socket.SocketBlockedError):
        socket.socket(socket.AF_INET).connect(("127.0.0.1", 9))


def loaded_after(statement: str) -> set[str]:
    """Top-level modules in a fresh Python after ``statement``."""
    code = f"import sys\n{statement}\nsys.stderr.write(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    outcome = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)
    return set(outcome.stderr.split())


@pytest.mark.parametrize("statement", [
    "import engine.cli",
    "import engine.cli; engine.cli.main(['tools'])",
    "from engine.weights import Shelf; Shelf.from_environment().catalogue",
])
def test_nothing_heavy_is_loaded_before_it_is_needed(statement: str) -> None:
    loaded = loaded_after(statement)
    assert "engine" in loaded
    assert not loaded & HEAVY
