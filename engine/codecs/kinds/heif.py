"""HEIC and HEIF: by pillow-heif where it is installed, otherwise by the operating system (``system.py``)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.codecs.blocks import xmp
from engine.codecs.kinds import cicp
from engine.codecs.kinds.decoded import Decoded, checked
from engine.codecs.kinds.heif_items import metadata_of
from engine.codecs.sniff import check_size
from engine.photo import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.codecs.sniff import Limits


def decode(data: bytes, name: str, limits: Limits, system: Callable[[bytes, str, Limits], Decoded]) -> Decoded:
    """The photo, upright, with 10 and 12 bits a channel spread over 16. ``system`` decodes where pillow-heif is absent.

    Raises what the decoders raise over damage, ImageTooLarge and InvalidImageFormat.
    """
    try:
        import pillow_heif
    except ImportError:
        return system(data, name, limits)
    file: Any = pillow_heif.open_heif(BytesIO(data), convert_hdr_to_8bit=False, bgr_mode=False)
    image = file[file.primary_index]
    check_size(int(image.size[0]), int(image.size[1]), name, limits)
    info, pixels = image.info, np.array(np.asarray(image))
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], 3, axis=2)
    if pixels.dtype == np.uint16:
        pixels |= pixels >> np.uint16(int(info.get("bit_depth", 10)))  # so that the largest value stays the largest
    icc: bytes | None = info.get("icc_profile")
    notes: tuple[str, ...] = ()
    if not icc:
        coded = info.get("nclx_profile") or {}
        icc, notes = cicp.profile_of(*(int(coded.get(what, 2)) for what in ("color_primaries",
                                                                              "transfer_characteristics")))
    found = checked(pixels, icc, name)
    own = metadata_of(data)
    metadata = Metadata(own.exif or info.get("exif") or None, own.xmp or xmp.packet(info.get("xmp")))
    if len(file) > 1:
        notes += (f"{name} holds several pictures; the main one is used.",)
    return Decoded(found.pixels, image.mode, found.icc, metadata, 1, (*notes, *found.notes))
