"""The command line: derived from the declarations, and every failure ends in one line with its code."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from engine import cli
from engine.cli import build_parser, choices_of, describe, main
from engine.codecs.formats import FORMATS
from engine.codecs.write import encode
from engine.errors import Cancelled, LookroomError, exit_code, in_words
from engine.photo import Photo
from engine.tools.base import Tool, tools
from tests.fakes.tools import painting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMON = ("artifacts", "report", "device", "seed", "overwrite", "in-place", "strip-metadata", "format", "quality",
          "depth", "quiet")


def refused(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit status and last line of a command that fails."""
    try:
        status = main(argv)
    except SystemExit as left:
        assert isinstance(left.code, int)
        status = left.code
    return status, capsys.readouterr().err.splitlines()[-1]


@pytest.fixture
def paint(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes a small painting tool the only one; what it is given happens inside its first stage."""

    def install(first: Callable[[Any], Any] | None = None) -> None:
        monkeypatch.setattr(cli, "tools", lambda: {"paint": painting(first)})

    return install


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    path = tmp_path / "in.png"
    path.write_bytes(encode(Photo(np.full((40, 60, 3), 90, np.uint8)), FORMATS["png"]))
    return path


@pytest.mark.parametrize("tool", tools().values(), ids=lambda tool: tool.id)
def test_every_option_of_every_tool_is_there(tool: Tool, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([tool.id, "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    for name, field in tool.options.model_fields.items():
        option = f"--{name.replace('_', '-')}"
        assert option in text
        assert field.description
        for word in choices_of(field):
            assert word in text
        if field.annotation is bool:
            assert f"--no-{name.replace('_', '-')}" in text
    for name in COMMON:
        assert f"--{name}" in text


@pytest.mark.parametrize("tool", tools().values(), ids=lambda tool: tool.id)
def test_options_not_given_are_the_declared_defaults(tool: Tool) -> None:
    args = build_parser().parse_args([tool.id, *(entry.name for entry in tool.inputs), "-o", "x.png"])
    assert not any(name.startswith("option_") for name in vars(args))
    assert tool.options() == tool.options.model_validate({})


def test_tools_lists_what_the_declarations_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tools", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["id"] for entry in listed] == list(tools()) == sorted(tools())
    garment = next(entry for entry in listed if entry["id"] == "garment")
    assert [entry["name"] for entry in garment["inputs"]] == ["person", "garment"]
    defaults = {option["name"]: option["default"] for option in garment["options"]}
    assert {"mode": "draft", "garment-type": "auto", "preserve-face": True, "preserve-background": True,
            "realism-level": 3, "max-retries": 2, "quality-threshold": 0.7, "person": 0,
            "opacity": 1.0}.items() <= defaults.items()
    assert main(["tools"]) == 0
    text = capsys.readouterr().out
    for entry in listed:
        assert entry["id"] in text
        for option in entry["options"]:
            assert f"--{option['name']} " in text


def test_a_declaration_tells_stages_and_models() -> None:
    described = describe(painting())
    assert described["stages"] == [{"id": "look", "title": "Looking"}, {"id": "paint", "title": "Painting"}]
    assert described["inputs"][1] == {"name": "other", "title": "another photo", "optional": True}
    assert [option["name"] for option in described["options"]] == ["colour", "strength", "edges", "stamp"]


@pytest.mark.parametrize("argv", [
    [], ["knit"], ["garment"], ["garment", "a.png", "-o", "b.png"], ["garment", "a.png", "b.png"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--mode", "quick"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--quality", "0"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--quality", "good"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--seed", "-1"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--depth", "12"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--realism-level", "6"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--realism-level", "much"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--opacity", "nan"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--person", "-1"],
    ["garment", "a.png", "b.png", "-o", "c.png", "--glitter"],
])
def test_wrong_commands_are_usage(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    status, last = refused(argv, capsys)
    assert status == 2
    assert last.startswith("USAGE: ")
    assert last.endswith("--help'.")
    assert "_" not in last.replace("USAGE", "")


def test_a_final_says_what_it_lacks(photo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(encode(Photo(np.full((40, 60, 3), 10, np.uint8)), FORMATS["png"]))
    argv = ["garment", str(photo_file), str(other), "-o", str(tmp_path / "out.png"), "--mode", "final"]
    status, last = refused(argv, capsys)
    assert (status, last) == (4, "MODEL_MISSING: A final needs a generator, and none is installed. Use --mode draft.")
    assert not (tmp_path / "out.png").exists()


def test_a_run_is_quiet_and_returns_nought(
        paint: Callable[..., None], photo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paint()
    argv = ["paint", str(photo_file), "-o", str(tmp_path / "out.png"), "--strength", "0.5", "--no-edges"]
    assert main(argv) == 0
    assert capsys.readouterr() == ("", "")
    assert main([*argv, "--overwrite", "--report", str(tmp_path / "r.json"), "--seed", "3"]) == 0
    assert json.loads((tmp_path / "r.json").read_text())["tool"] == "paint"


def test_notes_are_told_on_stderr(
        paint: Callable[..., None], photo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paint(lambda ctx: ctx.warn("The paint is wet."))
    assert main(["paint", str(photo_file), "-o", str(tmp_path / "out.png")]) == 0
    assert capsys.readouterr().err == "note: The paint is wet.\n"


@pytest.mark.parametrize("error", [*LookroomError.__subclasses__(), KeyboardInterrupt, MemoryError, ZeroDivisionError])
def test_every_failure_has_its_status_and_line(
        error: type[BaseException], paint: Callable[..., None], photo_file: Path, tmp_path: Path,
        capsys: pytest.CaptureFixture[str]) -> None:
    raised = error("It went\nwrong.", "Mend it.") if issubclass(error, LookroomError) and error is not Cancelled \
        else error()

    def fails(_: object) -> None:
        raise raised

    paint(fails)
    expected = Cancelled() if error is KeyboardInterrupt else raised
    status, last = refused(["paint", str(photo_file), "-o", str(tmp_path / "out.png")], capsys)
    assert (status, last) == (exit_code(expected), in_words(expected))
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["in.png"]


def test_the_exit_statuses_are_those_of_the_contract() -> None:
    assert {error.code: error.exit_code for error in LookroomError.__subclasses__()} == {
        "USAGE": 2, "INVALID_IMAGE_FORMAT": 3, "IMAGE_TOO_LARGE": 3, "SEGMENTATION_FAILED": 3, "POSE_FAILED": 3,
        "WARP_FAILED": 3, "QUALITY_CHECK_FAILED": 6, "MODEL_MISSING": 4, "MODEL_CORRUPT": 4, "OUT_OF_MEMORY": 5,
        "DEVICE_LOST": 5, "GENERATOR_ERROR": 7, "TIMEOUT": 7, "STORAGE_ERROR": 8, "CANCELLED": 130}
    assert in_words(ZeroDivisionError("a\nb")).startswith("BUG: ZeroDivisionError: a b. ")
    assert exit_code(ZeroDivisionError()) == 1
    assert exit_code(MemoryError()) == 5


def test_a_device_that_is_not_there_is_refused(
        paint: Callable[..., None], photo_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paint()
    argv = ["paint", str(photo_file), "-o", str(tmp_path / "out.png"), "--device", "mps"]
    if sys.platform == "darwin":
        pytest.skip("this machine may have such a device")
    status, last = refused(argv, capsys)
    assert status == 5
    assert last.startswith("DEVICE_LOST: ")


def test_doctor_examines_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert {"lookroom", "python", "system", "devices", "decoder", "models", "folders", "packages"} == set(facts)
    assert facts["decoder"]["state"] == "ready"
    assert facts["devices"][-1]["id"] == "cpu"
    assert {"starter-pose": "ready", "hair-segmentation-512": "MODEL_MISSING"}.items() <= {
        model["id"]: model["state"] for model in facts["models"]}.items()
    assert main(["doctor"]) == 0
    assert "mediapipe 0.10.33" in capsys.readouterr().out


def test_nothing_heavy_is_imported_before_it_is_needed(repository: Path) -> None:
    script = "import sys; from engine.cli import main; main(['tools']); print([name for name in " \
             "('numpy', 'cv2', 'PIL', 'mediapipe', 'scipy', 'torch', 'onnxruntime', 'ai_edge_litert', 'tifffile') " \
             "if name in sys.modules])"
    done = subprocess.run(
        (sys.executable, "-c", script), check=True, capture_output=True, text=True, cwd=repository)
    assert done.stdout.splitlines()[-1] == "[]"
