"""What a format's decoder hands over, and Pillow's kinds of pixels brought to RGB with a fitting profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.colour import usable
from engine.photo import Metadata
from engine.profiles import from_grey, space_of, srgb_profile

if TYPE_CHECKING:
    from PIL.Image import Image as PillowImage

    from engine.codecs.sniff import InputFormat
    from engine.photo import JpegFacts, Pixels

KINDS = {"1": "black-and-white", "L": "grey", "LA": "grey", "La": "grey", "P": "palette", "PA": "palette",
         "LAB": "Lab", "CMYK": "CMYK", "YCbCr": "YCbCr"}
"""Pillow's names of pixels in people's words."""
GREY = frozenset({"1", "L", "LA", "La"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Pixels with what was said of them; ``orientation`` (1..8) is what is still to be undone."""

    pixels: Pixels
    mode: str
    icc: bytes | None
    metadata: Metadata = field(default_factory=Metadata)
    orientation: int = 1
    notes: tuple[str, ...] = ()
    jpeg: JpegFacts | None = None
    ppi: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Colours:
    """RGB(A) pixels and the profile that belongs to them; ``notes`` say what had to be converted."""

    pixels: Pixels
    icc: bytes | None
    notes: tuple[str, ...] = ()


def opened(data: bytes, kind: InputFormat) -> PillowImage:
    """The picture, opened by Pillow as ``kind`` and nothing else; not loaded. Raises what Pillow raises."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours: check_size, from the header
    return Image.open(BytesIO(data), formats=[kind])


def first_frame(image: PillowImage, name: str) -> tuple[str, ...]:
    """Go to the first picture of several; notes on that."""
    if not getattr(image, "is_animated", False):  # counting millions of frames would take long
        return ()
    image.seek(0)
    return (f"{name} holds several pictures; the first one is used.",)


def colours(image: PillowImage, icc: bytes | None, name: str) -> Colours:
    """The 8-bit RGB(A) pixels of a loaded picture. CMYK and Lab become sRGB; grey gets a profile of equal look."""
    mode = image.mode
    if mode in ("RGB", "RGBA"):
        return checked(np.asarray(image), icc, name)
    what = KINDS.get(mode, mode)
    if mode in ("CMYK", "LAB"):
        verb = f"{name} is in {what} and was converted to sRGB."
        return Colours(_through_profile(image, icc), None, (verb,))
    note = f"The {what} pixels of {name} were converted to RGB."
    transparent = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    pixels = np.array(image.convert("RGBA" if transparent else "RGB"))
    if mode in GREY:
        return Colours(pixels, grey_profile(icc), (note,))
    found = checked(pixels, icc, name)
    return Colours(found.pixels, found.icc, (note, *found.notes))


def checked(pixels: Pixels, icc: bytes | None, name: str) -> Colours:
    """RGB pixels with their profile, or without one that is damaged or not for RGB."""
    if icc is None or usable(icc):
        return Colours(pixels, icc)
    return Colours(pixels, None, (f"The colour profile of {name} is damaged and was replaced by sRGB.",))


def grey_profile(icc: bytes | None) -> bytes | None:
    """The profile for grey values in equal channels: an RGB profile stays, a grey one gives its curve."""
    if icc is None or space_of(icc) == "RGB":
        return icc if icc is None or usable(icc) else None
    return from_grey(icc)


def _through_profile(image: PillowImage, icc: bytes | None) -> Pixels:
    """CMYK or Lab to sRGB: by the embedded profile or Lab itself, CMYK without one by Pillow's plain formula."""
    from PIL import ImageCms

    srgb = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    own: Any = None
    if image.mode == "LAB":
        own = ImageCms.createProfile("LAB")
    elif icc and space_of(icc) == "CMYK":
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(icc))
        except OSError:
            own = None
    if own is not None:
        try:
            out = ImageCms.profileToProfile(image, own, srgb, ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB")
            return np.array(out)
        except (ImageCms.PyCMSError, OSError):
            if image.mode == "LAB":
                raise
    return np.array(image.convert("RGB"))


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Undo an EXIF orientation (1..8, EXIF 2.32 section 4.6.4 A)."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return np.ascontiguousarray(pixels)
