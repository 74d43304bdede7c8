"""The report of a run (the keys of TOOLS.md but ``output`` and ``box``), for files and for the window alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.context import Context
    from engine.photo import Photo
    from engine.tools.base import Result
    from engine.weights import Shelf


def run_report(tool: str, result: Result, context: Context, shelf: Shelf, photos: Iterable[Photo],
               seconds: float) -> dict[str, Any]:
    """What the run of the tool with the id ``tool`` on ``photos`` says of itself; JSON-able."""
    said = result.report
    return {
        "tool": tool,
        "version": __version__,
        "quality_score": said.quality_score,
        "quality_reasons": list(said.quality_reasons),
        "retry_count": said.retry_count,
        "seconds": round(seconds, 4),
        "stages": [{"name": stage.name, "seconds": round(stage.seconds, 4)} for stage in context.times()],
        "device": context.device,
        "models": [{"id": model, "sha256": digest} for model, digest in shelf.used()],
        "input": [photo_facts(photo, photo.source.format if photo.source else None) for photo in photos],
        "warnings": list(context.warnings),
    }


def photo_facts(photo: Photo, form: str | None) -> dict[str, Any]:
    """Size, depth, format and profile of a photo."""
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
