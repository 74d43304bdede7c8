"""Run one tool from files to a file: read, work, write, report. Used by the command line."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine import __version__
from engine.errors import OutOfMemory, StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from engine.codecs.formats import OutputFormat
    from engine.context import Context, Progress
    from engine.photo import Photo
    from engine.tools.base import Options, Result, Tool
    from engine.weights import Shelf


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for: files in, options, file out, and how to save it."""

    tool: Tool
    inputs: tuple[Path, ...]
    output: Path
    options: Options
    format: str | None = None
    quality: int | None = None
    depth: int | None = None
    overwrite: bool = False
    in_place: bool = False
    strip_metadata: bool = False
    artifacts: Path | None = None
    report: Path | None = None
    device: str = "auto"
    seed: int = 0


@dataclass(slots=True)
class FolderArtifacts:
    """Artifacts as files: ``NAME.png`` 8-bit and ``NAME.json`` in a folder that is made on first use."""

    folder: Path
    wanted: bool = field(default=True, init=False)

    def picture(self, name: str, pixels: Any) -> None:
        """Save a picture ((H, W[, 3]) uint8 RGB, or a float32 mask whose every value above 0 stays above 0)."""
        import numpy as np
        from PIL import Image

        from engine.codecs.write import replace_file

        if pixels.dtype != np.uint8:
            pixels = np.ceil(np.clip(pixels, 0, 1) * 255 - 0.499).astype(np.uint8) + ((pixels > 0) & (pixels * 255 < 0.499))
        from io import BytesIO

        buffer = BytesIO()
        Image.fromarray(pixels.astype(np.uint8)).save(buffer, "PNG", compress_level=1)
        self._ready()
        replace_file(self.folder / f"{name}.png", buffer.getvalue())

    def facts(self, name: str, value: Any) -> None:
        """Save a JSON-able value."""
        from engine.codecs.write import replace_file

        self._ready()
        replace_file(self.folder / f"{name}.json", json.dumps(value, indent=1).encode())

    def _ready(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"The folder {self.folder.name} cannot be made.", "Choose another folder.") from error


def run_files(request: Request, shelf: Shelf, on_progress: Callable[[Progress], None] | None = None) -> dict[str, Any]:
    """Do what ``request`` asks; returns the report (TOOLS.md's keys). Nothing is written unless all went well.

    Raises LookroomError.
    """
    began = time.perf_counter()
    form = _check_paths(request)
    from engine.codecs.read import read
    from engine.codecs.write import write
    from engine.context import Context, NoArtifacts
    from engine.device import choose
    from engine.vision import Vision

    context = Context(
        vision=Vision(shelf), stages=tuple(stage.id for stage in request.tool.stages), seed=request.seed,
        device=choose(request.device), on_progress=on_progress,
        artifacts=FolderArtifacts(request.artifacts) if request.artifacts else NoArtifacts())
    names = [entry.name for entry in request.tool.inputs]
    photos = {name: read(path) for name, path in zip(names, request.inputs, strict=False)}
    for photo in photos.values():
        for note in photo.source.notes if photo.source else ():
            context.warn(note)
    try:
        result = request.tool.run(photos, request.options, context)
        photo, box = _flatten(result, photos[names[0]])
        if request.strip_metadata:
            from dataclasses import replace

            from engine.photo import Metadata

            photo = replace(photo, metadata=Metadata())
        write(photo, request.output, form, request.quality, request.depth)
    except MemoryError as error:
        raise OutOfMemory("There is not enough memory for this photo.", "Close other programs or use a smaller photo.") from error
    facts = _report(request, result, context, shelf, photos, photo, form, box)
    facts["seconds"] = round(time.perf_counter() - began, 4)
    if request.report:
        from engine.codecs.write import replace_file

        replace_file(request.report, json.dumps(facts, indent=1).encode())
    return facts


def _check_paths(request: Request) -> OutputFormat:
    """Everything about the paths that can be known to fail before the work begins."""
    from engine.codecs.formats import format_of
    from engine.codecs.write import check_folder

    form = format_of(request.output, request.format)
    for path in request.inputs:
        same = path.exists() and request.output.exists() and path.samefile(request.output)
        if same and not request.in_place:
            raise UsageError("The output would overwrite an input photo.", "Choose another output name or give --in-place.")
    if request.output.is_dir():
        raise UsageError(f"{request.output.name} is a folder.", "Give the name of a file.")
    if request.output.exists() and not (request.overwrite or request.in_place):
        raise UsageError(f"{request.output.name} exists already.", "Choose another name or give --overwrite.")
    check_folder(request.output)
    if request.report:
        check_folder(request.report)
    return form


def _flatten(result: Result, base: Photo) -> tuple[Photo, tuple[int, int, int, int] | None]:
    from engine.photo import composite

    if result.photo is not None:
        return result.photo, None
    layers = result.layers or ()
    boxes = [layer.box for layer in layers]
    if not boxes:
        return base, None
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return composite(base, layers), (left, top, right - left, bottom - top)


def _report(request: Request, result: Result, context: Context, shelf: Shelf, photos: Mapping[str, Photo], out: Photo,
            form: OutputFormat, box: tuple[int, int, int, int] | None) -> dict[str, Any]:
    report = result.report
    return {
        "tool": request.tool.id,
        "version": __version__,
        "quality_score": report.quality_score,
        "quality_reasons": list(report.quality_reasons),
        "retry_count": report.retry_count,
        "seconds": 0.0,
        "stages": [{"name": stage.name, "seconds": round(stage.seconds, 4)} for stage in context.times()],
        "device": context.device,
        "models": [{"id": model, "sha256": digest} for model, digest in shelf.used()],
        "input": [_facts(photo, photo.source.format if photo.source else None) for photo in photos.values()],
        "output": _facts(out, form.name) | {"depth": min(request.depth or out.depth, form.depth)},
        "box": list(box) if box else None,
        "warnings": context.warnings,
    }


def _facts(photo: Photo, form: str | None) -> dict[str, Any]:
    return {"width": photo.width, "height": photo.height, "depth": photo.depth, "format": form,
            "icc": profile_name(photo.icc)}


def profile_name(icc: bytes | None) -> str | None:
    """The profile's own description, None without a profile."""
    if icc is None:
        return None
    from io import BytesIO

    from PIL import ImageCms

    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(BytesIO(icc))).strip()
    except (OSError, ImageCms.PyCMSError):
        return "unreadable"
