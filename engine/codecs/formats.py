"""The formats that can be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format that can be written: name, deepest bits a channel, longest side px, whether it keeps transparency
    and layers, and which of ``Metadata``'s blocks it has a place for."""

    name: str
    suffixes: tuple[str, ...]
    depth: int
    side: int
    alpha: bool
    layers: bool = False
    blocks: frozenset[str] = frozenset({"exif", "xmp", "iptc", "photoshop"})


EXIF_AND_XMP = frozenset({"exif", "xmp"})
FORMATS = {
    "jpeg": OutputFormat("JPEG", (".jpg", ".jpeg"), 8, 65535, alpha=False),
    "png": OutputFormat("PNG", (".png",), 16, 2**31 - 1, alpha=True),
    "tiff": OutputFormat("TIFF", (".tif", ".tiff"), 32, 2**31 - 1, alpha=True),
    "webp": OutputFormat("WEBP", (".webp",), 8, 16383, alpha=True, blocks=EXIF_AND_XMP),
    "avif": OutputFormat("AVIF", (".avif",), 12, 65535, alpha=True, blocks=EXIF_AND_XMP),
    "psd": OutputFormat("PSD", (".psd",), 16, 30000, alpha=True, layers=True),
}


def format_of(path: Path, asked: str | None = None) -> OutputFormat:
    """The format asked for by name, or told by the file's suffix; raises UsageError for others."""
    if asked is not None:
        return FORMATS[asked]
    for form in FORMATS.values():
        if path.suffix.lower() in form.suffixes:
            return form
    raise UsageError(f"The ending of {path.name} is not one that can be written.",
                     "Name the output .jpg, .png, .tif, .webp, .avif or .psd, or give --format.")
