"""The garment tool from files to files: what may change and what may not, to the byte."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from engine.cli import main
from engine.codecs.formats import FORMATS
from engine.codecs.read import read
from engine.codecs.write import encode
from engine.context import Context, Progress
from engine.errors import Cancelled
from engine.photo import Photo, composite, edit_mask
from engine.tools.garment import TOOL
from engine.tools.garment.options import GarmentOptions

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.tools.base import Result
    from engine.vision import Vision

MASKS = ("person_mask", "torso_mask", "arms_mask", "hair_mask", "clothes_mask", "garment_mask", "edit_mask")
STAGES = ["load", "segment", "pose", "prepare", "align", "judge", "save"]


@dataclass(frozen=True)
class Fitted:
    """One run of the command: its photos, its output and what it left beside."""

    before: NDArray[Any]
    out: Path
    artifacts: Path
    report: dict[str, Any]

    @property
    def after(self) -> NDArray[Any]:
        return read(self.out).pixels

    @property
    def changed(self) -> NDArray[np.bool_]:
        """(H, W): pixels that differ in any channel."""
        different: NDArray[np.bool_] = (self.before != self.after).any(axis=2)
        return different

    def mask(self, name: str) -> NDArray[np.uint8]:
        with Image.open(self.artifacts / f"{name}.png") as picture:
            return np.asarray(picture)


@pytest.fixture(scope="module")
def pair(shared_photos: Path) -> tuple[Path, Path]:
    folder = shared_photos / "tryon"
    return folder / "pair_00055_person.jpg", folder / "pair_00055_garment.jpg"


def command(folder: Path, pair: tuple[Path, Path], *options: str) -> list[str]:
    return ["garment", *(str(path) for path in pair), "-o", str(folder / "out.png"), "--artifacts", str(folder / "art"),
            "--report", str(folder / "report.json"), *options]


def fit(folder: Path, pair: tuple[Path, Path], *options: str) -> Fitted:
    assert main(command(folder, pair, *options)) == 0
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return Fitted(read(pair[0]).pixels, folder / "out.png", folder / "art", report)


@pytest.fixture(scope="module")
def fitted(pair: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Fitted:
    return fit(tmp_path_factory.mktemp("fitted"), pair)


def test_nothing_changes_outside_the_edit_mask(fitted: Fitted) -> None:
    edited = fitted.mask("edit_mask") > 0
    assert not fitted.changed[~edited].any()
    assert 0.05 < edited.mean() < 0.7
    assert fitted.changed[edited].mean() > 0.5


def test_the_garment_is_really_put_on(fitted: Fitted) -> None:
    garment = fitted.mask("garment_mask")
    assert (garment <= fitted.mask("edit_mask")).all()
    worn = fitted.mask("clothes_mask") > 128
    assert ((garment > 128) & worn).sum() / worn.sum() > 0.85
    assert fitted.changed[garment == 255].mean() > 0.9


def test_face_hair_and_background_stay_to_the_byte(fitted: Fitted, vision: Vision, pair: tuple[Path, Path]) -> None:
    assert not fitted.changed[fitted.mask("person_mask") == 0].any()
    body = vision.body(read(pair[0]))
    assert not fitted.changed[body.face > 0.5].any()
    assert not fitted.changed[fitted.mask("hair_mask") > 250].any()


def test_the_report_is_complete(fitted: Fitted, pair: tuple[Path, Path]) -> None:
    report = fitted.report
    assert list(report) == ["tool", "version", "quality_score", "quality_reasons", "retry_count", "seconds", "stages",
                            "device", "models", "input", "output", "box", "warnings"]
    assert report["tool"] == "garment"
    assert 0.5 < report["quality_score"] <= 1
    assert [stage["name"] for stage in report["stages"]] == STAGES
    assert sum(stage["seconds"] for stage in report["stages"]) <= report["seconds"]
    assert {model["id"] for model in report["models"]} >= {"starter-pose", "starter-face", "starter-selfie"}
    assert all(len(model["sha256"]) == 64 for model in report["models"])
    assert [(entry["width"], entry["height"], entry["depth"], entry["format"]) for entry in report["input"]] == [
        (768, 1024, 8, "JPEG")] * 2
    left, top, width, height = report["box"]
    outside = np.ones(fitted.changed.shape, bool)
    outside[top:top + height, left:left + width] = False
    assert not fitted.changed[outside].any()


def test_the_artifacts_are_complete(fitted: Fitted) -> None:
    for name in MASKS:
        mask = fitted.mask(name)
        assert mask.shape == fitted.before.shape[:2], name
        assert mask.dtype == np.uint8, name
        assert mask.max() > 200, name
    assert np.array_equal(fitted.mask("draft_composite"), fitted.after)
    points = json.loads((fitted.artifacts / "keypoints.json").read_text(encoding="utf-8"))
    assert np.shape(points["pose"]) == (33, 3)
    assert len(points["face"]) in (0, 468, 478)
    shoulders = np.asarray(points["pose"])[[11, 12], :2]
    assert ((shoulders > 0) & (shoulders < [768, 1024])).all()


def test_every_attempt_is_kept_as_a_picture(fitted: Fitted) -> None:
    attempts = sorted(path.name for path in fitted.artifacts.glob("attempt_*.png"))
    assert attempts == [f"attempt_{number}.png" for number in range(fitted.report["retry_count"] + 1)]


def test_the_same_command_gives_the_same_bytes(fitted: Fitted, pair: tuple[Path, Path], tmp_path: Path) -> None:
    again = fit(tmp_path, pair)
    assert hashlib.sha256(again.out.read_bytes()).digest() == hashlib.sha256(fitted.out.read_bytes()).digest()
    assert again.report["quality_score"] == fitted.report["quality_score"]


def test_a_sixteen_bit_person_stays_so(pair: tuple[Path, Path], tmp_path: Path) -> None:
    eight = read(pair[0]).pixels
    grain = np.random.default_rng(0).integers(-100, 100, eight.shape)
    deep = Photo(np.clip(eight.astype(np.int64) * 257 + grain, 0, 65535).astype(np.uint16))
    (tmp_path / "deep.tif").write_bytes(encode(deep, FORMATS["tiff"]))
    result = fit(tmp_path, (tmp_path / "deep.tif", pair[1]))
    assert result.after.dtype == np.uint16
    assert result.report["input"][0]["depth"] == result.report["output"]["depth"] == 16
    assert not result.changed[result.mask("edit_mask") == 0].any()
    assert (result.after[result.mask("garment_mask") == 255] % 257 != 0).any()


def run_tool(vision: Vision, pair: tuple[Path, Path], context: Context | None = None, **options: Any) -> Result:
    context = context or Context(vision=vision, stages=tuple(stage.id for stage in TOOL.stages))
    photos = {"person": read(pair[0]), "garment": read(pair[1])}
    return TOOL.run(photos, GarmentOptions(**options), context)


def test_cancel_stops_it_in_any_stage(vision: Vision, pair: tuple[Path, Path]) -> None:
    for stage in STAGES:
        context = Context(vision=vision, stages=tuple(entry.id for entry in TOOL.stages))

        def cancel(progress: Progress, stage: str = stage, context: Context = context) -> None:
            if progress.stage == stage:
                context.cancel()

        context.on_progress = cancel
        with pytest.raises(Cancelled):
            run_tool(vision, pair, context)
        assert [entry.name for entry in context.times()][-1] == stage


def test_progress_grows_from_nought_to_one(vision: Vision, pair: tuple[Path, Path]) -> None:
    seen: list[float] = []
    context = Context(vision=vision, stages=tuple(entry.id for entry in TOOL.stages),
                      on_progress=lambda progress: seen.append(progress.fraction))
    run_tool(vision, pair, context)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


def test_opacity_lets_the_photo_through(vision: Vision, pair: tuple[Path, Path]) -> None:
    photo = read(pair[0])
    whole, half = (run_tool(vision, pair, opacity=opacity).layers or () for opacity in (1.0, 0.5))
    far, near = (np.abs(composite(photo, layers).pixels.astype(int) - photo.pixels).mean() for layers in (whole, half))
    assert 0.35 * far < near < 0.65 * far


def test_an_impossible_threshold_tries_again_and_returns_the_best(vision: Vision, pair: tuple[Path, Path]) -> None:
    once = run_tool(vision, pair, quality_threshold=1.0, max_retries=0)
    more = run_tool(vision, pair, quality_threshold=1.0, max_retries=2)
    assert (once.report.retry_count, more.report.retry_count) == (0, 2)
    assert once.report.quality_score is not None and more.report.quality_score is not None
    assert more.report.quality_score >= once.report.quality_score


def test_layers_are_named_and_lie_in_the_photo(vision: Vision, pair: tuple[Path, Path]) -> None:
    layers = run_tool(vision, pair).layers or ()
    assert "Garment" in {layer.name for layer in layers}
    assert len({layer.name for layer in layers}) == len(layers)
    assert edit_mask(layers, 1024, 768).max() == 1


def test_a_final_needs_a_generator(pair: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path, pair, "--mode", "final")) == 4
    assert capfd.readouterr().err.splitlines()[-1].startswith("MODEL_MISSING: ")
    assert list(tmp_path.iterdir()) == []
