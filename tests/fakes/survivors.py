"""What is left of a photo after an edit: a file and its result compared, property by property."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image
from skimage.color import deltaE_cie76, deltaE_ciede2000

from engine.codecs.blocks import exif, xmp
from engine.codecs.blocks.exif_gather import FAR
from engine.codecs.blocks.ifd import Directory, directory, value_of, whole
from engine.codecs.blocks.iptc_xmp import with_iptc
from engine.codecs.read import decode
from engine.colour import srgb8
from engine.metadata import SOFTWARE, VOCABULARY
from engine.profiles import D50, matrix_profile, srgb_profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from engine.codecs.formats import OutputFormat
    from engine.photo import Photo

NAMED = frozenset({256, 257, 274, 305, 0xA002, 0xA003, exif.EXIF_IFD, exif.GPS_IFD, exif.INTEROP_IFD})
"""EXIF tags that an edit may change, and pointers."""
MOST = 0.5
"""Mean colour difference (CIEDE2000) of untouched pixels that a lossy result may have."""


@dataclass(frozen=True)
class Survival:
    """What of one file survived; ``lost`` names what did not. ``difference`` is the mean over untouched pixels
    (CIEDE2000), ``plain`` the same by the formula of 1976, which counts strong colours several times as much."""

    lost: tuple[str, ...]
    difference: float
    plain: float = 0.0


def lab(photo: Photo) -> NDArray[np.float64]:
    """(H, W, 3) CIE Lab, D50, by the photo's own profile."""
    profile = matrix_profile(photo.icc or srgb_profile())
    assert profile is not None
    top = 1.0 if photo.depth == 32 else float(np.iinfo(photo.pixels.dtype).max)
    ratio = profile.linear(photo.pixels[..., :3] / top) @ profile.matrix.T / D50
    curved = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    x, y, z = np.moveaxis(curved, -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def untouched(height: int, width: int) -> NDArray[np.bool_]:
    """Outside the middle, which the edit paints."""
    out = np.ones((height, width), bool)
    out[height // 4:height - height // 4, width // 4:width - width // 4] = False
    return out


def compared(source: Path, result: Path, form: OutputFormat, *, lossy: bool, own: bool) -> Survival:
    """What survived from ``source`` to ``result``. ``own``: Lookroom's labels and small picture are asked for too."""
    before = decode(source.read_bytes(), source.name, source)
    if result.suffix == ".psd":
        return _flattened(before, result)
    after = decode(result.read_bytes(), result.name, result)
    lost = []
    if after.pixels.shape[:2] != before.pixels.shape[:2]:
        return Survival(("orientation",), float("inf"))
    outside = untouched(before.height, before.width)
    seen, want = lab(after)[outside], lab(before)[outside]
    difference, plainly = float(deltaE_ciede2000(seen, want).mean()), float(deltaE_cie76(seen, want).mean())
    rounded = 0.01 if after.depth < before.depth else 1e-9
    if difference > (MOST if lossy else rounded):
        lost.append("colour")
    if not lossy and after.depth == before.depth and not np.array_equal(
            after.pixels[outside][:, :3], before.pixels[outside][:, :3]):
        lost.append("pixels")
    if after.depth != min(before.depth, form.depth):
        lost.append("depth")
    if after.icc != before.icc if before.icc else after.icc is None:
        lost.append("profile" if before.icc else "untagged")
    if before.pixels.shape[2] == 4 and after.pixels.shape[2] != 4:
        lost.append("alpha")
    return Survival((*lost, *_lost_blocks(before, after, form, own)), difference, plainly)


def _flattened(before: Photo, result: Path) -> Survival:
    """A PSD by Pillow or psd-tools: the flattened picture, the profile and the blocks."""
    from psd_tools import PSDImage
    from psd_tools.constants import Resource

    file = PSDImage.open(result)
    top = np.iinfo(before.pixels.dtype).max
    pixels = np.rint(file.numpy()[..., :3] * top)
    outside = untouched(before.height, before.width)
    lost = [] if np.array_equal(pixels[outside], before.pixels[outside][:, :3]) else ["pixels"]
    lost += [] if file.depth == before.depth else ["depth"]
    blocks: Mapping[Any, Any] = file.image_resources
    for name, number, block in (("profile", Resource.ICC_PROFILE, before.icc),
                                ("IPTC", Resource.IPTC_NAA, before.metadata.iptc)):
        if block and bytes(blocks[number].data) != block:
            lost.append(name)
    held = bytes(blocks[Resource.EXIF_DATA_1].data)
    if before.metadata.exif and tags(held) != tags(before.metadata.exif):
        lost.append("EXIF")
    if len(file) < 2:
        lost.append("layers")
    return Survival(tuple(lost), 0.0)


def tags(block: bytes) -> dict[tuple[str, int], Any]:
    """The tags of all directories with type and value, but for those that an edit may change; a maker's note with its
    place as well where it is near enough to keep it."""
    body = exif.body_of(block)
    out: dict[tuple[str, int], Any] = {}

    def gather(name: str, found: Directory | None) -> None:
        for entry in found.entries if found else ():
            if entry.tag in NAMED:
                continue
            place = entry.place if entry.tag == exif.MAKER_NOTE and entry.place < FAR else 0
            out[name, entry.tag] = (entry.kind, value_of(body, entry), place)

    first = exif.main(body)
    inner = exif.below(body, first, exif.EXIF_IFD)
    gather("main", first)
    gather("exif", inner)
    gather("gps", exif.below(body, first, exif.GPS_IFD))
    at = whole(body, inner.get(exif.INTEROP_IFD)) if inner else None
    gather("index", directory(body, at) if at else None)
    return out


def _lost_blocks(before: Photo, after: Photo, form: OutputFormat, own: bool) -> list[str]:
    lost, old, new = [], before.metadata, after.metadata
    if old.exif and (not new.exif or tags(old.exif).items() - tags(new.exif).items()):
        lost.append("EXIF")
    told = old.xmp if "iptc" in form.blocks or not old.iptc else with_iptc(old.xmp, old.iptc)
    if told and (not new.xmp or plain(told) != plain(new.xmp)):
        lost.append("XMP")
    for name, field in (("IPTC", "iptc"), ("paths", "photoshop")):
        if field in form.blocks and getattr(old, field) and getattr(old, field) != getattr(new, field):
            lost.append(name)
    if old.exif and exif.thumbnail_of(old.exif) and new.exif and exif.thumbnail_of(new.exif):
        small = exif.thumbnail_of(new.exif) or b""
        if not _shows(small, after):
            lost.append("small picture")
    if own and not (new.exif and SOFTWARE.encode() in new.exif and new.xmp and VOCABULARY.encode() in new.xmp):
        lost.append("labels")
    return lost


def _shows(small: bytes, photo: Photo) -> bool:
    """Whether a small JPEG shows the photo."""
    with Image.open(BytesIO(small)) as image:
        seen = np.asarray(image.convert("RGB")).astype(np.float64)
    want = srgb8(photo, max(seen.shape[:2])).astype(np.float64)
    return seen.shape == want.shape and float(np.abs(seen - want).mean()) < 8


def plain(packet: bytes) -> bytes:
    """A packet without what an edit may change, and without its padding."""
    out = xmp.without(packet, xmp.IPTC_EXT, "DigitalSourceType")
    out = xmp.without(out, xmp.TIFF, "Orientation|ImageWidth|ImageLength|Software")
    out = re.sub(rb"<rdf:Description rdf:about=\S+ xmlns:Iptc4xmpExt=\"[^\"]*\"/>", b"", out)
    return b"".join(out.split())
