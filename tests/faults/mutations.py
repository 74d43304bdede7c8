"""Small valid pictures of every format, and ways to make them hostile. Everything follows from the seed."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageCms, PngImagePlugin, features

from tests.fakes.cr3_files import cr3_file
from tests.fakes.raw_files import KINDS as RAWS

if TYPE_CHECKING:
    from random import Random

SIDE = 40, 28
NASTY = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000,
         0xFFFFFFFE, 0xFFFFFFFF)
"""Numbers at which arithmetic goes wrong."""


def pixels(channels: int = 3, dtype: type = np.uint8) -> Any:
    """(28, 40, channels) of a gradient with some noise."""
    ramp = np.add.outer(np.arange(SIDE[1]), np.arange(SIDE[0]))[..., None] / sum(SIDE)
    value = np.clip(ramp + np.random.default_rng(1).normal(0, 0.05, (*SIDE[::-1], channels)), 0, 1)
    return value.astype(dtype) if dtype is np.float32 else (value * np.iinfo(dtype).max).astype(dtype)


def icc() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif() -> bytes:
    tags = Image.Exif()
    tags[0x010F], tags[0x0112], tags[0x011A] = "Testcam", 6, 300.0
    tags[0x8769] = {0x829A: 0.01, 0x9003: "2020:02:03 04:05:06", 0x927C: b"maker note"}
    tags[0x8825] = {1: "N", 2: (1.0, 2.0, 3.0)}
    return tags.tobytes()


XMP = (b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
       b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
       b'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>')
LAUGHS = (b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(12)) + b']><x>&m;</x>')


def saved(form: str, mode: str = "RGB", **options: Any) -> bytes:
    buffer = BytesIO()
    Image.fromarray(pixels()).convert(mode).save(buffer, form, **options)
    return buffer.getvalue()


def frames(form: str, **options: Any) -> bytes:
    return saved(form, save_all=True, append_images=[Image.new("RGB", SIDE, name) for name in ("red", "green")],
                 duration=50, **options)


def tiff(data: Any, **options: Any) -> bytes:
    import tifffile

    buffer = BytesIO()
    tifffile.imwrite(buffer, data, **options)
    return buffer.getvalue()


def jpegs() -> list[bytes]:
    blocks = {"icc_profile": icc(), "exif": exif(), "xmp": XMP}
    return [saved("JPEG", quality=80), saved("JPEG", progressive=True, **blocks), saved("JPEG", "L"),
            saved("JPEG", "CMYK", **blocks), saved("JPEG", restart_marker_blocks=2, subsampling=0, **blocks)]


def pngs() -> list[bytes]:
    import cv2

    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", "a" * 200, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    deep = cv2.imencode(".png", pixels(3, np.uint16))[1].tobytes()
    return [saved("PNG"), saved("PNG", "RGBA", icc_profile=icc(), exif=exif(), pnginfo=texts), saved("PNG", "P"),
            saved("PNG", "1"), saved("PNG", "LA"), deep, frames("PNG")]


def tiffs() -> list[bytes]:
    blocks = {"icc_profile": icc(), "exif": exif()}
    out = [saved("TIFF", **blocks), saved("TIFF", "P"), saved("TIFF", "1"), saved("TIFF", "CMYK")]
    out += [saved("TIFF", compression=name) for name in ("tiff_lzw", "tiff_deflate", "jpeg", "packbits")]
    out += [saved("TIFF", "1", compression="group4"), frames("TIFF")]
    rgb: dict[str, Any] = {"photometric": "rgb"}
    out += [tiff(pixels(3, np.uint16), **rgb), tiff(pixels(3, np.float32), **rgb), tiff(pixels(), tile=(16, 16), **rgb),
            tiff(pixels(), byteorder=">", bigtiff=True, **rgb),
            tiff(pixels(3, np.uint16).transpose(2, 0, 1), planarconfig="separate", **rgb),
            tiff(pixels(3, np.uint16), compression="zlib", predictor=True, **rgb),
            tiff(pixels(4, np.uint16), extrasamples=["unassalpha"], rowsperstrip=5, **rgb),
            tiff(pixels(1, np.uint16)[..., 0], photometric="minisblack")]
    return out


def dngs() -> list[bytes]:
    matrix = (1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)
    tags = [(50706, "B", 4, (1, 4, 0, 0), True), (50708, "s", 0, "Testcam", True), (33421, "H", 2, (2, 2), True),
            (33422, "B", 4, (0, 1, 1, 2), True), (50721, "2i", 9, matrix, True), (50778, "H", 1, 21, True)]
    return [tiff(np.tile(pixels(1, np.uint16)[..., 0], (6, 6)), photometric=32803, extratags=tags)]


def heics() -> list[bytes]:
    from pillow_heif import from_pillow

    buffer = BytesIO()
    from_pillow(Image.fromarray(pixels()).resize((64, 64))).save(buffer, quality=50)
    return [buffer.getvalue()]


@cache
def seeds() -> dict[str, list[bytes]]:
    """Valid files by format; HEIC and RAW where their libraries are."""
    from importlib.util import find_spec

    blocks = {"icc_profile": icc(), "exif": exif(), "xmp": XMP}
    out = {
        "JPEG": jpegs(), "PNG": pngs(), "TIFF": tiffs(),
        "WEBP": [saved("WEBP", quality=50), saved("WEBP", "RGBA", lossless=True, **blocks), frames("WEBP")],
        "GIF": [saved("GIF"), frames("GIF"), saved("GIF", "P", interlace=1, transparency=3)],
        "BMP": [saved("BMP"), saved("BMP", "P"), saved("BMP", "RGBA"), saved("BMP", "1")]}
    if features.check("avif"):
        out["AVIF"] = [saved("AVIF", quality=50, speed=10), saved("AVIF", "RGBA", quality=60, speed=10, **blocks)]
    if find_spec("pillow_heif"):
        out["HEIC"] = heics()
    if find_spec("rawpy"):
        out["RAW"] = [*dngs(), *(make(1) for make in (*RAWS.values(), cr3_file))]
    return out


def any_seed(rng: Random) -> bytes:
    return rng.choice(seeds()[rng.choice(list(seeds()))])


def cut(rng: Random, data: bytearray, _: str) -> bytearray:
    return data[:rng.randrange(1, len(data))]


def flipped(rng: Random, data: bytearray, _: str) -> bytearray:
    for _times in range(rng.choice((1, 1, 2, 5, 30))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data


def head_flipped(rng: Random, data: bytearray, _: str) -> bytearray:
    for _times in range(rng.choice((1, 2, 4))):
        data[rng.randrange(min(len(data), 200))] = rng.randrange(256)
    return data


def number_set(rng: Random, data: bytearray, _: str) -> bytearray:
    """One or two whole numbers replaced by nasty ones."""
    for _times in range(rng.choice((1, 1, 2))):
        size, order = rng.choice((1, 2, 4)), rng.choice("<>")
        at = rng.randrange(max(1, min(len(data), rng.choice((64, 512, len(data)))) - size))
        data[at:at + size] = struct.pack(order + {1: "B", 2: "H", 4: "I"}[size], rng.choice(NASTY) % (1 << 8 * size))
    return data


def scrambled(rng: Random, data: bytearray, _: str) -> bytearray:
    at, size = rng.randrange(len(data)), rng.choice((4, 16, 100, 1000))
    data[at:at + size] = rng.randbytes(min(size, len(data) - at))
    return data


def moved(rng: Random, data: bytearray, _: str) -> bytearray:
    """A piece cut out, doubled, or put elsewhere."""
    first, second = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    piece = data[first:first + min(second - first, 400)]
    if rng.random() < 0.5:
        del data[first:first + len(piece)]
    at = rng.randrange(len(data) + 1)
    return data[:at] + piece * rng.choice((0, 1, 1, 20)) + data[at:]


def mixed(rng: Random, data: bytearray, form: str) -> bytearray:
    """The head of one file and the tail of another."""
    other = any_seed(rng) if rng.random() < 0.3 else rng.choice(seeds()[form])
    return data[:rng.randrange(1, len(data))] + other[rng.randrange(len(other)):]


def polyglot(rng: Random, data: bytearray, _: str) -> bytes:
    """Two kinds of file in one."""
    tail = rng.choice((b"PK\x03\x04" + rng.randbytes(60), b"%PDF-1.7\n", b"<script>alert(1)</script>",
                       b"\x7fELF" + bytes(60), any_seed(rng)))
    return bytes(data) + bytes(tail) if rng.random() < 0.7 else bytes(data[:rng.randrange(8, 40)]) + bytes(tail)


def bad_blocks(rng: Random, data: bytearray, form: str) -> bytes:
    """Profile, EXIF and XMP that lie, rewritten into a valid file."""
    profile, block, packet = bytearray(icc()), bytearray(exif()), XMP
    for _times in range(rng.choice((1, 3, 10))):
        profile[rng.randrange(len(profile))] = rng.randrange(256)
        block[rng.randrange(len(block))] = rng.choice((0, 1, 2, 8, 26, 255, rng.randrange(256)))
    packet = rng.choice((XMP, LAUGHS, XMP[:rng.randrange(len(XMP))], b"<" * 5000, rng.randbytes(300)))
    own = {"JPEG": "JPEG", "PNG": "PNG", "TIFF": "TIFF", "WEBP": "WEBP", "AVIF": "AVIF"}.get(form, "JPEG")
    chosen: dict[str, Any] = {"icc_profile": bytes(profile[:rng.choice((len(profile), 100, 130, 400))]),
                              "exif": bytes(block)}
    if own != "TIFF":
        chosen["xmp"] = packet
    mode = rng.choice(("RGB", "CMYK")) if own in ("JPEG", "TIFF") else "RGB"
    options = {"speed": 10} if own == "AVIF" else {}
    try:
        return saved(own, mode, **{name: value for name, value in chosen.items() if rng.random() < 0.7}, **options)
    except (OSError, ValueError, TypeError, SyntaxError, KeyError, struct.error, Warning):  # the writer refuses
        return flipped(rng, data, form)


def png_chunk(rng: Random, data: bytearray, form: str) -> bytes:
    """A chunk changed with its check sum made right, so that it reaches the decoder; or bombs before the pixels."""
    if form != "PNG":
        return number_set(rng, data, form)
    chunks, at = [], 8
    while at + 8 <= len(data):
        size = int.from_bytes(data[at:at + 4])
        chunks.append((bytes(data[at + 4:at + 8]), bytearray(data[at + 8:at + 8 + size])))
        at += 12 + size
    kind = rng.randrange(4)
    if kind == 0:
        bomb = zlib.compress(bytes(rng.choice((1 << 16, 3 << 20))), 9)
        extra = rng.choice(((b"iCCP", b"x\0\0" + bomb), (b"zTXt", b"x\0\0" + bomb), (b"iTXt", b"x\0\1\0\0\0" + bomb),
                            (b"eXIf", bytes(70_000)), (b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)),
                            (b"tEXt", b"x\0" + b"a" * 100_000)))
        chunks[1:1] = [(extra[0], bytearray(extra[1]))] * rng.choice((1, 1, 30))
    elif kind == 1:
        chunks.insert(rng.randrange(len(chunks)), rng.choice(chunks))
    else:
        body = rng.choice(chunks[:2] if rng.random() < 0.5 else chunks)[1]
        if body:
            at = rng.randrange(len(body))
            body[at:at + 4] = struct.pack(">I", rng.choice((*NASTY, 20_000, 5000)))[:len(body[at:at + 4])]
    return bytes(data[:8]) + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks)


TAGS = (256, 257, 258, 259, 262, 273, 277, 278, 279, 284, 317, 322, 325, 330, 338, 339, 347, 700, 34665, 34675, 34853)
"""Tags of TIFF that decoders act upon."""


def tiff_entry(rng: Random, data: bytearray, form: str) -> bytearray:
    """A field of a directory changed, or directories that lead in circles."""
    if form not in ("TIFF", "RAW") or b"\x2b" in data[2:4]:  # big TIFFs are laid out otherwise
        return number_set(rng, data, form)
    order = "<" if data[:2] == b"II" else ">"
    at = struct.unpack_from(order + "I", data, 4)[0]
    count = struct.unpack_from(order + "H", data, at)[0]
    if rng.random() < 0.2:
        target = rng.choice((at, 0, at + 2, len(data) - 2, 0xFFFFFFFF))
        struct.pack_into(order + "I", data, at + 2 + 12 * count, target)
        return data
    for _times in range(rng.choice((1, 1, 2, 4))):
        entry = at + 2 + 12 * rng.randrange(count)
        what = rng.randrange(5)
        if what == 0:
            struct.pack_into(order + "H", data, entry, rng.choice(TAGS))
        elif what == 1:
            struct.pack_into(order + "H", data, entry + 2, rng.choice((0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 16, 99)))
        elif what == 2:
            struct.pack_into(order + "I", data, entry + 4, rng.choice(NASTY))
        else:
            value = rng.choice((*NASTY, at, entry, 3, 4, 5, 7, 8, 16, 32, 20_000, 34712, 32773, 32946, 50_000))
            struct.pack_into(order + "I", data, entry + 8, value)
    return data


def sized(rng: Random, data: bytearray, form: str) -> bytearray:
    """The size in the header made large, but not always past the limit."""
    side = rng.choice((1, 5000, 19_000, 30_000, 65_535, 0xFFFFFF))
    short = min(side, 65_535)
    if form == "JPEG":
        for marker in (b"\xff\xc0", b"\xff\xc2"):
            at = data.find(marker)
            if at > 0:
                data[at + 5:at + 9] = struct.pack(">HH", short, rng.choice((short, 40)))
    elif form == "PNG":
        data[16:24] = struct.pack(">II", side, rng.choice((side, 28)))
        data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    elif form == "GIF":
        data[6:10] = struct.pack("<HH", short, short)
    elif form == "BMP":
        data[18:26] = struct.pack("<ii", rng.choice((side, -side)), rng.choice((side, -side, 28)))
    elif form == "WEBP":
        at = data.find(b"VP8X") + 8 if b"VP8X" in data else data.find(b"VP8") + 14
        data[at + 4:at + 10] = rng.choice((rng.randbytes(6), struct.pack("<HHH", short, short, short)))
    else:
        return number_set(rng, data, form)
    return data


KINDS: tuple[Any, ...] = (cut, flipped, head_flipped, number_set, scrambled, moved, mixed, polyglot, bad_blocks,
                          png_chunk, tiff_entry, sized)


def mutated(rng: Random, form: str) -> bytes:
    """A hostile file of the format: a valid one changed in one to three ways."""
    data = rng.choice(seeds()[form])
    for _times in range(rng.choice((1, 1, 1, 2, 3))):
        if len(data) <= 48:
            break
        try:
            data = bytes(rng.choice(KINDS)(rng, bytearray(data), form))
        except (struct.error, IndexError, ValueError):  # there is no such structure in it any more
            data = bytes(flipped(rng, bytearray(data), form))
    return with_right_sums(data) if form == "PNG" and rng.random() < 0.5 else data


def with_right_sums(data: bytes) -> bytes:
    """A PNG whose chunks have the check sums of what is in them now, so that the damage reaches the decoder."""
    out, at = bytearray(data), 8
    while at + 12 <= len(out):
        end = at + 8 + int.from_bytes(out[at:at + 4])
        if end + 4 > len(out):
            break
        out[end:end + 4] = struct.pack(">I", zlib.crc32(out[at + 4:end]))
        at = end + 4
    return bytes(out)
