"""A Photo to the bytes of a picture file, with profile and metadata, in the depth that the format can hold.

No file is ever written without a profile: a photo that has none counts as sRGB and is saved with that profile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.codecs.blocks.exif import body_of, thumbnail_of, with_thumbnail
from engine.codecs.blocks.exif_gather import without_note
from engine.codecs.blocks.iptc_xmp import with_iptc
from engine.codecs.kinds.jpeg import EXIF_ROOM
from engine.colour import at_depth
from engine.errors import UsageError
from engine.photo import top_value
from engine.profiles import srgb_profile

if TYPE_CHECKING:
    from engine.codecs.formats import OutputFormat
    from engine.photo import Layer, Metadata, Photo

BLOCK_NAMES = {"exif": "EXIF", "xmp": "XMP", "iptc": "IPTC", "photoshop": "block of Photoshop's settings"}


def encode(photo: Photo, form: OutputFormat, quality: int | None = None, depth: int | None = None,
           layers: tuple[Photo, tuple[Layer, ...]] | None = None) -> bytes:
    """The file's bytes. ``depth`` 8 or 16 lowers or raises the bits a channel within what the format holds.

    ``layers``: the untouched photo and what lies over it, first lowest, for a format that keeps them; ``photo`` is then
    what they come to. A JPEG that comes from a JPEG keeps its quantisation tables and subsampling unless ``quality``
    (1..100) is given. What the format cannot hold of the metadata is left out: ``losses`` names it. Raises UsageError
    (``check_fits``).
    """
    check_fits(photo, form)
    pixels = photo.pixels
    if pixels.shape[2] == 4 and not form.alpha:
        pixels = pixels[..., :3]
    pixels = at_depth(pixels, bits(photo, form, depth))
    icc, metadata = photo.icc or srgb_profile(), _held(photo.metadata, form)
    ppi = photo.source.ppi if photo.source else None
    if form.name == "TIFF":
        from engine.codecs.kinds import tiff

        return tiff.encode(pixels, icc, metadata, ppi)
    if form.name == "PNG":
        from engine.codecs.kinds import png

        return png.encode(pixels, icc, metadata, ppi)
    if form.name == "PSD":
        from engine.codecs.kinds import psd

        return psd.encode(pixels, icc, metadata, ppi, layers)
    if form.name == "JPEG":
        from engine.codecs.kinds import jpeg

        return jpeg.encode(photo, pixels, icc, metadata, quality)
    if form.name == "AVIF":
        from engine.codecs.kinds import avif

        return avif.encode(pixels, icc, metadata, quality)
    from engine.codecs.kinds import plain

    return plain.encode_webp(pixels, icc, metadata, quality)


def bits(photo: Photo, form: OutputFormat, depth: int | None) -> int:
    """Bits a channel that a file will have: 8, 12, 16 or 32 (float)."""
    return min(depth or photo.depth, form.depth)


def check_fits(photo: Photo, form: OutputFormat) -> None:
    """Raise UsageError when the format cannot hold the photo: real transparency, or a side that is too long."""
    pixels = photo.pixels
    if pixels.shape[2] == 4 and not form.alpha and pixels[..., 3].min() < top_value(pixels.dtype):
        raise UsageError(f"{form.name} cannot hold transparency.", "Name the output .png, .tif, .webp, .avif or .psd.")
    if max(photo.width, photo.height) > form.side:
        raise UsageError(f"{form.name} cannot hold {photo.width} x {photo.height} pixels.",
                         "Name the output .png or .tif.")


def losses(photo: Photo, form: OutputFormat, depth: int | None) -> list[str]:
    """Sentences on what the file will lack of the photo, or of what was asked for."""
    out = []
    if depth is None and photo.depth > form.depth:
        out.append(f"The photo's {photo.depth} bits a channel were reduced to {form.depth}: {form.name} holds no more.")
    if depth is not None and depth > form.depth:
        out.append(f"{form.name} holds no more than {form.depth} bits a channel.")
    held = _held(photo.metadata, form)
    for block, name in BLOCK_NAMES.items():
        if getattr(photo.metadata, block) and not getattr(held, block):
            fits = f"The photo's {name} does not fit into {form.name} and was left out."
            out.append(fits if block in form.blocks else f"{form.name} has no place for the photo's {name}.")
    if held.exif and form.name == "JPEG" and photo.metadata.exif and _too_long(_bare(photo.metadata.exif)):
        out.append("Parts of the photo's EXIF do not fit into JPEG and were left out: the camera maker's note.")
    return out


def _held(metadata: Metadata, form: OutputFormat) -> Metadata:
    """The blocks that the format has room for; IPTC without a place of its own is told in XMP, EXIF that is too long
    loses its small picture first, then the maker's note."""
    missing = {name: None for name in BLOCK_NAMES if name not in form.blocks}
    held = replace(metadata, **missing)
    if metadata.iptc and "iptc" not in form.blocks:
        held = replace(held, xmp=with_iptc(metadata.xmp, metadata.iptc))
    if form.name != "JPEG" or held.exif is None or not _too_long(held.exif):
        return held
    smaller = _bare(held.exif)
    without = without_note(smaller) if _too_long(smaller) else smaller
    return replace(held, exif=None if without is None or _too_long(without) else without)


def _bare(block: bytes) -> bytes:
    """EXIF without the picture in small."""
    return with_thumbnail(block, None) if thumbnail_of(block) else block


def _too_long(block: bytes) -> bool:
    """Whether EXIF does not fit into a JPEG."""
    return len(body_of(block)) > EXIF_ROOM
