"""What a result says of itself: its source's metadata carried on, corrected where the result differs, and labelled.

The blocks stay as they are, to the byte, but for sizes, orientation, the small picture, ``Software`` and the IPTC
digital source type.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Literal, get_args

from engine import __version__
from engine.codecs.blocks import exif, xmp
from engine.photo import Metadata

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.photo import Photo

Keep = Literal["all", "all but location", "nothing"]
"""What of the metadata goes into the result. Location is GPS; written names of places are words like others."""
SourceType = Literal["algorithmicallyEnhanced", "composite", "compositeSynthetic",
                     "compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia"]
"""IPTC digital source types (NewsCodes, 2024-09-17) that results can have: changed by an algorithm that was not trained
to generate; put together of several photos; the same with a generated one among them; changed by a trained generator;
made by one."""
VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"
GENERATED = frozenset({"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic",
                       "algorithmicMedia"})
RESULTS = frozenset(get_args(SourceType))
SOFTWARE = f"Lookroom {__version__}"
SMALL = 160
"""Longest side, px, of the picture inside EXIF (EXIF 2.32, section 4.5.8: at most 160 x 120 is usual)."""
MOST_SMALL = 20_000
"""Most bytes of it: the whole block has to fit into 64 KB of a JPEG."""


def source_type_of(photo: Photo) -> str | None:
    """The last word of the digital source type that a photo's own metadata states."""
    stated = xmp.value_of(photo.metadata.xmp, xmp.IPTC_EXT, "DigitalSourceType") if photo.metadata.xmp else None
    return stated.rsplit("/", 1)[-1] if stated else None


def result_type(inputs: Iterable[Photo], stated: SourceType | None = None) -> str:
    """The digital source type of what was made of ``inputs``, the changed photo first.

    ``stated`` is what the tool says; without it several photos come to a composite, one is an edited photo. Nothing
    generated ever loses that word: a composite with it is synthetic, an edited one stays what it was.
    """
    photos = list(inputs)
    made = stated or ("composite" if len(photos) > 1 else "algorithmicallyEnhanced")
    words = [word for word in map(source_type_of, photos) if word in GENERATED]
    if made == "composite" and words:
        return "compositeSynthetic"
    return words[0] if made == "algorithmicallyEnhanced" and words and words[0] else made


def labelled(photo: Photo, kind: str, keep: Keep = "all") -> Photo:
    """The result ``photo``, whose metadata are its source's, with those corrected and labelled ``kind``."""
    if keep == "nothing":
        source = replace(photo.source, ppi=None) if photo.source else None
        return replace(photo, metadata=Metadata(), source=source)
    found = photo.metadata if keep == "all" else without_location(photo.metadata)
    block = exif.sized(found.exif, photo.width, photo.height) if found.exif else exif.minimal(SOFTWARE)
    if exif.thumbnail_of(block) is None:
        block = exif.with_thumbnail(block, None)
    else:
        small, width, height = thumbnail(photo)
        block = exif.with_thumbnail(block, small, width, height)
    packet = xmp.sized(found.xmp, photo.width, photo.height) if found.xmp else None
    packet = xmp.with_property(packet, xmp.IPTC_EXT, "Iptc4xmpExt", "DigitalSourceType", VOCABULARY + kind)
    packet = xmp.replaced(packet, xmp.TIFF, "Software", SOFTWARE)
    return replace(photo, metadata=replace(found, exif=exif.signed(block, SOFTWARE), xmp=packet))


def thumbnail(photo: Photo) -> tuple[bytes | None, int, int]:
    """A small sRGB JPEG of the photo with its width and height; None where it cannot be made short enough."""
    from PIL import Image

    from engine.colour import srgb8

    small = srgb8(photo, SMALL)
    for quality in (80, 50, 25):
        buffer = BytesIO()
        Image.fromarray(small).save(buffer, "JPEG", quality=quality)
        if buffer.tell() <= MOST_SMALL:
            return buffer.getvalue(), small.shape[1], small.shape[0]
    return None, 0, 0


def without_location(metadata: Metadata) -> Metadata:
    """Without GPS in EXIF and XMP (IPTC has no place for it); a maker's note is not looked into. Written names of
    places (city, country, IPTC locations) stay."""
    return replace(metadata, exif=exif.without_gps(metadata.exif) if metadata.exif else None,
                   xmp=xmp.without_gps(metadata.xmp) if metadata.xmp else None)
