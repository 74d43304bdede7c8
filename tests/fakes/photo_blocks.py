"""Blocks for files of tests: EXIF with a maker's note that points into itself, XMP, IPTC, and profiles."""

from __future__ import annotations

import struct
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

from engine.profiles import D65, made

PROPHOTO = ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001))
D50_WHITE = (0.3457, 0.3585)
XMP = (b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
       b' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
       b'  <rdf:Description rdf:about="uuid:1" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"\n'
       b'    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
       b'    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"\n'
       b'    tiff:Orientation="%d" xmp:Rating="4" photoshop:City="Bremen" exif:GPSLatitude="53,4.8N">\n'
       b'   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Stra\xc3\x9fe</rdf:li></rdf:Alt></dc:title>\n'
       b"  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n" + b" " * 200 + b'\n<?xpacket end="w"?>')
IPTC = b"".join(struct.pack(">BBBH", 0x1C, 2, number, len(text)) + text for number, text in (
    (0, b"\0\4"), (5, b"Title"), (25, b"studio"), (25, b"portrait"), (80, b"A Photographer"), (90, b"Bremen")))


def xmp(orientation: int = 1) -> bytes:
    """A padded packet with a rating, a title in UTF-8, a place and an orientation."""
    return XMP % orientation


def small_jpeg(colour: str = "red") -> bytes:
    """A small picture for the second directory, which shows something else than the photo."""
    buffer = BytesIO()
    Image.new("RGB", (80, 60), colour).save(buffer, "JPEG")
    return buffer.getvalue()


def exif(orientation: int = 1, order: str = "<", *, gps: bool = True, small: bool = True,
         index: bytes = b"R98\0") -> bytes:
    """A block as a camera writes one, laid out by hand: main, EXIF, interoperability and GPS directories, a maker's
    note that holds its own offset, and a small picture."""
    body = bytearray({"<": b"II", ">": b"MM"}[order] + struct.pack(order + "HI", 42, 8) + bytes(600))
    texts = {"make": (300, b"Testcam\0"), "software": (310, b"Camera firmware 1.02 of 2019\0"),
             "taken": (340, b"2020:02:03 04:05:06\0"), "exposure": (360, struct.pack(order + "II", 1, 100)),
             "latitude": (370, struct.pack(order + "6I", 53, 1, 4, 1, 48, 1)),
             "resolution": (400, struct.pack(order + "II", 300, 1))}
    for place, text in texts.values():
        body[place:place + len(text)] = text
    note_at = 420
    note = b"MAKER\0" + struct.pack(order + "I", note_at + 20) + bytes(10) + b"points at itself" + bytes(range(60))
    body[note_at:note_at + len(note)] = note
    small_at = len(body) if small else 0
    picture = small_jpeg() if small else b""

    def listing(at: int, entries: list[tuple[int, int, int, bytes | int]], following: int = 0) -> None:
        data = struct.pack(order + "H", len(entries))
        for tag, kind, count, value in entries:
            field = value.ljust(4, b"\0") if isinstance(value, bytes) else struct.pack(order + "I", value)
            data += struct.pack(order + "HHI", tag, kind, count) + field
        data += struct.pack(order + "I", following)
        body[at:at + len(data)] = data

    short = struct.Struct(order + "H").pack
    listing(8, [(271, 2, 8, 300), (274, 3, 1, short(orientation)), (282, 5, 1, 400), (283, 5, 1, 400),
                (296, 3, 1, short(2)), (305, 2, 29, 310), (0x8769, 4, 1, 110), *([(0x8825, 4, 1, 200)] if gps else [])],
            540 if small else 0)
    listing(110, [(0x829A, 5, 1, 360), (0x9003, 2, 20, 340), (0x927C, 7, len(note), note_at), (0xA002, 3, 1, short(9)),
                  (0xA003, 3, 1, short(9)), (0xA005, 4, 1, 260)])
    if gps:
        listing(200, [(1, 2, 2, b"N\0"), (2, 5, 3, 370)])
    listing(260, [(1, 2, 4, index)])
    if small:
        listing(540, [(259, 3, 1, short(6)), (0x0201, 4, 1, small_at), (0x0202, 4, 1, len(picture))])
    return bytes(body) + picture


def prophoto() -> bytes:
    """A profile of ProPhoto's primaries and gamma."""
    return made("ProPhoto", PROPHOTO, 1.8, D50_WHITE)


def linear_profile() -> bytes:
    """sRGB's primaries without a curve."""
    return made("linear", ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)), 1.0, D65)


def lcms_srgb() -> bytes:
    """LittleCMS's own sRGB profile, with formulas for its curves."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def assembled(space: bytes, pcs: bytes, kind: bytes, elements: list[tuple[bytes, bytes]]) -> bytes:
    place = 132 + 12 * len(elements)
    listing, body = struct.pack(">I", len(elements)), b""
    for tag, element in elements:
        listing += struct.pack(">4sII", tag, place + len(body), len(element))
        body += element + bytes(-len(element) % 4)
    white = struct.pack(">3i", 63190, 65536, 54061)
    header = struct.pack(">I4sI4s4s4s12s4s28s12s48s", place + len(body), bytes(4), 0x02400000, kind, space, pcs,
                         struct.pack(">6H", 2020, 1, 1, 0, 0, 0), b"acsp", bytes(28), white, bytes(48))
    return header + listing + body


def about(name: bytes) -> list[tuple[bytes, bytes]]:
    text = b"desc\0\0\0\0" + struct.pack(">I", len(name) + 1) + name + bytes(79)
    return [(b"desc", text), (b"cprt", b"text\0\0\0\0none\0"),
            (b"wtpt", b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061))]


def grey_profile(gamma: float = 1.8) -> bytes:
    """A grey profile with a curve of its own."""
    values = np.rint(np.linspace(0, 1, 512) ** gamma * 65535).astype(">u2")
    return assembled(b"GRAY", b"XYZ ", b"mntr", [*about(b"grey"), (b"kTRC", b"curv\0\0\0\0" + struct.pack(
        ">I", 512) + values.tobytes())])


def cmyk_profile() -> bytes:
    """A CMYK profile by tables of five nodes: plain multiplied inks, a little yellower than they would be."""
    c, m, y, k = (axis.ravel() for axis in np.meshgrid(*[np.linspace(0, 1, 5)] * 4, indexing="ij"))
    rgb = np.stack([(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)], -1)
    light = 100 * (rgb @ np.array([0.2126, 0.7152, 0.0722])) ** 0.45
    lab = np.stack([light * 2.55, 128 + 60 * (rgb[:, 0] - rgb[:, 1]), 134 + 60 * (rgb[:, 1] - rgb[:, 2])], -1)
    ramp = bytes(range(256))
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0" + bytes([4, 3, 5, 0]) + identity + ramp * 4 + np.clip(np.rint(lab), 0, 255).astype(
        np.uint8).tobytes() + ramp * 3
    return assembled(b"CMYK", b"Lab ", b"prtr", [*about(b"inks"), (b"A2B0", table)])


