"""Run one tool from files to a file: read, work, write, report. Used by the command line."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import StorageError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.codecs.formats import OutputFormat
    from engine.codecs.process.decoder import Decoder
    from engine.context import Context, Progress
    from engine.metadata import Keep
    from engine.photo import Photo
    from engine.tools.base import Options, Result, Tool
    from engine.vision import Vision
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
    strip_location: bool = False
    artifacts: Path | None = None
    report: Path | None = None
    device: str = "auto"
    seed: int = 0
    max_megapixels: int = 400


@dataclass(slots=True)
class FolderArtifacts:
    """Artifacts as files: ``NAME.png`` 8-bit and ``NAME.json`` in a folder that is made on first use.

    ``spared`` are files that they must not replace. Raises StorageError and UsageError.
    """

    folder: Path
    spared: tuple[Path, ...] = ()
    wanted: bool = field(default=True, init=False)

    def picture(self, name: str, pixels: Any) -> None:
        """Save a picture ((H, W[, 3]) uint8 sRGB, or a float32 mask whose every value above 0 stays above 0)."""
        import cv2
        import numpy as np

        from engine.codecs.kinds import png
        from engine.photo import Metadata
        from engine.profiles import srgb_profile

        if pixels.dtype != np.uint8:
            pixels = np.maximum(np.rint(np.clip(pixels, 0, 1) * 255), pixels > 0).astype(np.uint8)
        if pixels.ndim == 3:
            self._save(f"{name}.png", png.encode(pixels, srgb_profile(), Metadata()))
            return
        done, data = cv2.imencode(".png", np.ascontiguousarray(pixels), [cv2.IMWRITE_PNG_COMPRESSION, 1])
        if not done:
            raise StorageError(f"The artifact {name} could not be encoded.", "Run without --artifacts.")
        self._save(f"{name}.png", data.tobytes())

    def facts(self, name: str, value: Any) -> None:
        """Save a JSON-able value."""
        self._save(f"{name}.json", json.dumps(value, indent=1).encode())

    def _save(self, name: str, data: bytes) -> None:
        from engine.codecs.files import replace_file, storage_error

        path = self.folder / name
        if is_one_of(path, self.spared):
            raise UsageError(f"The artifact {name} would overwrite an input photo.",
                             "Choose another folder for --artifacts.")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, self.folder) from error
        replace_file(path, data)


def run_files(request: Request, shelf: Shelf, on_progress: Callable[[Progress], None] | None = None,
              decoder: Decoder | None = None) -> dict[str, Any]:
    """Do what ``request`` asks; returns the report (TOOLS.md's keys). Output and report appear when all went well, and
    neither otherwise. ``decoder`` opens the photos; without one, one is started for this run. Raises LookroomError.
    """
    inputs = _protected(request)
    form = _check_paths(request, inputs)
    from engine.codecs.process.decoder import Decoder
    from engine.codecs.sniff import Limits

    with ExitStack() as stack:
        own = decoder or stack.enter_context(Decoder(Limits(request.max_megapixels * 1_000_000)))
        own.warm()  # it starts while the nets' libraries are loaded
        from engine.vision import Vision

        vision = Vision(shelf)
        stack.callback(vision.close)  # left to the garbage collector, nets may be closed inside a call, and block
        return _run(request, inputs, form, shelf, vision, own, on_progress)


def _run(request: Request, inputs: tuple[Path, ...], form: OutputFormat | None, shelf: Shelf, vision: Vision,
         decoder: Decoder, on_progress: Callable[[Progress], None] | None) -> dict[str, Any]:
    from engine.codecs.files import stage
    from engine.codecs.write import check_fits
    from engine.context import Context, NoArtifacts
    from engine.device import choose
    from engine.report import run_report

    began = time.perf_counter()
    context = Context(
        vision=vision, stages=tuple(entry.id for entry in request.tool.stages), seed=request.seed,
        device=choose(request.device), on_progress=on_progress, read=decoder.read,
        artifacts=FolderArtifacts(request.artifacts, inputs) if request.artifacts else NoArtifacts())
    names = [entry.name for entry in request.tool.inputs]
    photos = {name: decoder.read(path) for name, path in zip(names, request.inputs, strict=False)}
    base = photos[names[0]]
    if form is not None and request.tool.result == "layers":
        check_fits(base, form)
    for photo in photos.values():
        for note in photo.source.notes if photo.source else ():
            context.warn(note)
    result = request.tool.run(photos, request.options, context)
    data, told = (_findings(request, result) if form is None else
                  _picture(request, result, list(photos.values()), form, context))
    facts = run_report(request.tool.id, result, context, shelf, photos.values(), 0.0)
    warnings = facts.pop("warnings")
    facts |= told | {"warnings": warnings}
    staged = [stage(request.output, data)]
    facts["seconds"] = round(time.perf_counter() - began, 4)
    try:
        if request.report:
            staged.insert(0, stage(request.report, json.dumps(facts, indent=1).encode()))
        for file in staged:
            file.commit()
    finally:
        for file in staged:
            file.discard()
    return facts


def _protected(request: Request) -> tuple[Path, ...]:
    """The files that the run reads: inputs, and files named by options."""
    values = (Path(value) for _, value in request.options if isinstance(value, str | Path))
    return (*request.inputs, *(path for path in values if _is_file(path)))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a word that could not be a file's name
        return False


def is_one_of(path: Path, others: tuple[Path, ...]) -> bool:
    """Whether ``path`` is the same file as one of ``others``: also by link, by hard link or in another spelling."""
    return path.exists() and any(path.samefile(other) for other in others if _is_file(other))


def _check_paths(request: Request, inputs: tuple[Path, ...]) -> OutputFormat | None:
    """Everything about the paths that can be known to fail before the work begins. The picture's format; None of a
    tool that writes what it finds."""
    from engine.codecs.files import check_folder, storage_error
    from engine.codecs.formats import format_of
    from engine.findings import SUFFIXES

    looks = request.tool.result == "findings"
    if looks and (request.output.suffix.lower() not in SUFFIXES or request.format is not None):
        raise UsageError(f"The tool {request.tool.id} writes what it finds in a photo, and no photo.",
                         "Name the output .json or .csv, and leave --format out.")
    form = None if looks else format_of(request.output, request.format)
    try:
        if request.output.is_dir():
            raise UsageError(f"The output {request.output.name or request.output} is a folder.",
                             "Give the name of a file.")
        if is_one_of(request.output, inputs) and not request.in_place:
            raise UsageError("The output would overwrite an input photo.",
                             "Choose another output name or give --in-place.")
        if request.output.exists() and not (request.overwrite or request.in_place):
            raise UsageError(f"The file {request.output.name} exists already.",
                             "Choose another name or give --overwrite.")
        check_folder(request.output)
        if request.report:
            _check_report(request.report, request, inputs)
        if request.artifacts and request.artifacts.exists() and not request.artifacts.is_dir():
            raise UsageError(f"The file {request.artifacts.name} is not a folder.", "Name a folder for --artifacts.")
    except OSError as error:
        raise storage_error(error, request.output) from error
    return form


def _check_report(report: Path, request: Request, inputs: tuple[Path, ...]) -> None:
    from engine.codecs.files import check_folder

    if report.is_dir():
        raise UsageError(f"The report {report.name or report} is a folder.", "Give the name of a file for --report.")
    if is_one_of(report, inputs) or report.resolve() == request.output.resolve():
        raise UsageError("The report would overwrite a photo.", "Choose another name for --report.")
    if report.exists() and report.suffix.lower() != ".json" and not request.overwrite:
        raise UsageError(f"The file {report.name} exists already.",
                         "Choose another name for --report, ending in .json.")
    check_folder(report)


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


def _picture(request: Request, result: Result, photos: Sequence[Photo], form: OutputFormat,
             context: Context) -> tuple[bytes, dict[str, Any]]:
    """The output's bytes, and what the report says of it."""
    from engine.codecs.write import bits, encode, losses
    from engine.metadata import labelled, result_type
    from engine.profiles import srgb_profile
    from engine.report import photo_facts, profile_name

    base = photos[0]
    out, box = _flatten(result, base)
    keep: Keep = "nothing" if request.strip_metadata else "all but location" if request.strip_location else "all"
    out = labelled(out, result_type(photos, result.report.source_type), keep)
    for note in losses(out, form, request.depth):
        context.warn(note)
    layers = (base, result.layers) if form.layers and result.layers is not None else None
    facts = photo_facts(out, form.name) | {"depth": bits(out, form, request.depth),
                                           "icc": profile_name(out.icc or srgb_profile())}
    told = {"output": facts, "box": list(box) if box else None}
    return encode(out, form, request.quality, request.depth, layers), told


def _findings(request: Request, result: Result) -> tuple[bytes, dict[str, Any]]:
    """The same of a tool that only looks; the report tells all that it found."""
    from engine.findings import written

    suffix, found = request.output.suffix.lower(), dict(result.findings or {})
    data = written(found, request.inputs[0].name, request.tool.id, suffix)
    return data, {"output": {"format": suffix[1:].upper()}, "box": None, "findings": found}
