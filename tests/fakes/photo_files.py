"""Photo files of every kind, drawn: format x depth x profile x orientation x metadata.

Pillow, OpenCV, tifffile and pillow-heif write them; what those cannot write is laid out by hand.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import tifffile
from PIL import Image

from engine.codecs.blocks.resources import IPTC as IPTC_NUMBER
from engine.codecs.blocks.resources import Resource, block_of
from engine.codecs.kinds import jpeg, png
from engine.codecs.kinds.heif_boxes import with_blocks
from engine.photo import Metadata
from engine.profiles import display_p3_profile
from tests.fakes import photo_blocks as blocks

if TYPE_CHECKING:

    from numpy.typing import NDArray

HEIGHT, WIDTH = 96, 144
P3 = display_p3_profile()
NOTHING = Metadata()


def drawn(dtype: Any = np.uint8, channels: int = 3) -> NDArray[Any]:
    """(HEIGHT, WIDTH, channels): soft colours with some texture, different in every corner; alpha, if any, from 0.3."""
    y, x = np.mgrid[:HEIGHT, :WIDTH] / np.array([HEIGHT, WIDTH])[:, None, None]
    wave = 0.06 * np.sin(40 * x) * np.sin(30 * y)
    picture = np.stack([0.15 + 0.7 * x + wave, 0.2 + 0.6 * y - wave, 0.8 - 0.5 * x * y + wave, 0.3 + 0.7 * x], -1)
    values = np.clip(picture[..., :channels], 0, 1)
    return values.astype(np.float32) if dtype is np.float32 else np.rint(values * np.iinfo(dtype).max).astype(dtype)


def whole(orientation: int = 1, order: str = "<") -> Metadata:
    """All blocks."""
    return Metadata(blocks.exif(orientation, order), blocks.xmp(orientation), blocks.IPTC,
                    block_of([Resource(1034, b"\1"), Resource(2000, b"a clipping path" * 4)]))


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def jpeg_file(icc: bytes = b"", metadata: Metadata = NOTHING, mode: str = "RGB", **options: Any) -> bytes:
    coding: dict[str, Any] = {"quality": 88, "subsampling": 2} | options
    if icc:
        coding["icc_profile"] = icc
    data = saved(Image.fromarray(drawn()).convert(mode), "JPEG", **coding)
    parts = b""
    for marker, head, block in ((0xE1, b"Exif\0\0", metadata.exif), (0xE1, jpeg.XMP, metadata.xmp),
                                (0xED, jpeg.PHOTOSHOP, _photoshop(metadata))):
        if block:
            parts += bytes([0xFF, marker]) + struct.pack(">H", len(head) + len(block) + 2) + head + block
    behind = 4 + int.from_bytes(data[4:6])
    return data[:behind] + parts + data[behind:]


def _photoshop(metadata: Metadata) -> bytes:
    return (block_of([Resource(IPTC_NUMBER, metadata.iptc)]) if metadata.iptc else b"") + (metadata.photoshop or b"")


def png_file(pixels: NDArray[Any], *chunks: tuple[bytes, bytes]) -> bytes:
    order = [2, 1, 0, 3] if pixels.shape[-1] == 4 else [2, 1, 0]
    done, data = cv2.imencode(".png", pixels[..., order] if pixels.ndim == 3 else pixels)
    assert done
    plain = data.tobytes()
    parts = b"".join(struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
                     for name, content in chunks)
    return plain[:png.HEAD] + parts + plain[png.HEAD:]


def profile_chunk(icc: bytes) -> tuple[bytes, bytes]:
    return b"iCCP", b"a profile\0\0" + zlib.compress(icc)


def png_blocks(metadata: Metadata) -> list[tuple[bytes, bytes]]:
    assert metadata.exif and metadata.xmp
    block = _photoshop(metadata)
    text = b"\niptc\n%8d\n" % len(block) + block.hex().encode() + b"\n"
    return [(b"eXIf", metadata.exif), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + metadata.xmp),
            (b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(text))]


def tiff_file(pixels: NDArray[Any], icc: bytes | None = None, *, orientation: int = 1, blocks_too: bool = False,
              big: bool = False, order: str = "<", **options: Any) -> bytes:
    extra: list[Any] = [(274, 3, 1, orientation, True)] if orientation != 1 else []
    if blocks_too:
        extra += [(700, 1, len(blocks.xmp(orientation)), blocks.xmp(orientation), True),
                  (33723, 7, len(blocks.IPTC), blocks.IPTC, True), (271, 2, 0, "Testcam", True)]
    buffer = BytesIO()
    with tifffile.TiffWriter(buffer, bigtiff=big, byteorder=order) as writer:  # type: ignore[arg-type]
        writer.write(pixels, photometric=options.pop("photometric", "rgb"), iccprofile=icc, extratags=extra, **options)
    return buffer.getvalue()


def planes(dtype: Any) -> NDArray[Any]:
    return np.ascontiguousarray(np.moveaxis(drawn(dtype), 2, 0))


def tiff_by_opencv(pixels: NDArray[Any]) -> bytes:
    done, data = cv2.imencode(".tif", pixels[..., ::-1])  # LZW with differencing
    assert done
    return data.tobytes()


def pillow_file(form: str, mode: str = "RGB", **options: Any) -> bytes:
    channels = 4 if mode == "RGBA" else 3
    image = Image.fromarray(drawn(channels=channels))
    return saved(image.convert(mode) if mode not in ("RGB", "RGBA") else image, form, **options)


def avif_deep() -> bytes:
    done, data = cv2.imencode(".avif", drawn(np.uint16)[..., ::-1] >> 6, [cv2.IMWRITE_AVIF_DEPTH, 10,
                                                                         cv2.IMWRITE_AVIF_QUALITY, 95])
    assert done
    return data.tobytes()


def avif_turned() -> bytes:
    """The same, and a box that says that it is to be shown turned by 90 degrees against the clock."""
    data = bytearray(with_blocks(avif_deep(), b"", []).replace(b"colrprof", b"irot\x01\0\0\0"))
    ties = data.index(b"ipma") - 4
    data[ties + int.from_bytes(data[ties:ties + 4]) - 1] |= 0x80  # readers must not leave it out
    return bytes(data)


def heic_file(dtype: Any, **info: Any) -> bytes:
    import pillow_heif

    mode = "RGB" if dtype is np.uint8 else "RGB;16"
    picture = pillow_heif.from_bytes(mode, (WIDTH, HEIGHT), drawn(dtype).tobytes())
    buffer = BytesIO()
    picture.save(buffer, quality=95, chroma=444, **info)
    return buffer.getvalue()


def dng_file(orientation: int = 1) -> bytes:
    """A raw file of a sensor with the pattern RGGB: the drawn picture in linear light, through neutral filters."""
    scene = drawn(np.float32).astype(np.float64) ** 2.2
    mosaic = scene[..., 1].copy()
    mosaic[::2, ::2], mosaic[1::2, 1::2] = scene[::2, ::2, 0], scene[1::2, 1::2, 2]
    matrix = (3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570)
    rational = tuple(int(value) for number in matrix for value in (round(number * 10000), 10000))
    tags: list[Any] = [
        (274, 3, 1, orientation, True), (271, 2, 0, "Testcam", True), (272, 2, 0, "Testcam One", True),
        (33421, 3, 2, (2, 2), True), (33422, 1, 4, bytes([0, 1, 1, 2]), True), (50706, 1, 4, bytes([1, 4, 0, 0]), True),
        (50708, 2, 0, "Testcam One", True), (50714, 3, 1, 0, True), (50717, 4, 1, 65535, True),
        (50721, 10, 9, rational, True), (50728, 5, 3, (1, 1, 1, 1, 1, 1), True), (50778, 3, 1, 21, True)]
    buffer = BytesIO()
    tifffile.imwrite(buffer, np.rint(np.clip(mosaic, 0, 1) * 65535).astype(np.uint16), photometric=32803,
                     extratags=tags)
    return buffer.getvalue()
