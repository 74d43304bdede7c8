"""XMP packets (ISO 16684-1), changed as text: whatever a change does not name keeps its bytes.

Properties are found by the prefixes that the packet itself binds to their namespaces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TIFF, EXIF, XMP = "http://ns.adobe.com/tiff/1.0/", "http://ns.adobe.com/exif/1.0/", "http://ns.adobe.com/xap/1.0/"
PHOTOSHOP, NOTE = "http://ns.adobe.com/photoshop/1.0/", "http://ns.adobe.com/xmp/note/"
IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
MOST_PREFIXES = 8
"""Names of one namespace that are looked for; a packet has one."""
EMPTY = (b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
         b'<rdf:RDF xmlns:rdf="' + RDF.encode() + b'">\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>')
"""A packet that says nothing (ISO 16684-1, section 7.3.2)."""
GPS = {EXIF: r"GPS\w+", "http://www.dji.com/drone-dji/1.0/": r"Gps\w+|AbsoluteAltitude",
       "http://www.w3.org/2003/01/geo/wgs84_pos#": "lat|long|alt|lat_long"}
"""Properties that hold coordinates, as patterns of names by namespace; those of EXIF also stand inside IPTC's
locations."""
PARTS = {"http://ns.google.com/photos/1.0/container/": "Directory", "http://ns.adobe.com/hdr-gain-map/1.0/": r"\w+",
         "http://ns.google.com/photos/1.0/camera/": r"(?:MotionPhoto|MicroVideo)\w*"}
"""Properties that point at pictures and films behind the photo."""


def packet(data: object) -> bytes | None:
    """The packet of a file's block as UTF-8 without padding behind its end; None for what is no packet."""
    if not isinstance(data, bytes | str):
        return None
    raw = data.encode() if isinstance(data, str) else data
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):
        if raw.startswith(mark):
            raw = raw[2:].decode(encoding, "replace").encode()
    raw = raw.rstrip(b"\0")
    return raw if b"<" in raw else None


def value_of(xmp: bytes, space: str, name: str) -> str | None:
    """The text of a simple property; None where it is not there."""
    for prefix in _prefixes(xmp, space):
        for pattern in _forms(prefix, name):
            found = re.search(pattern, xmp, re.DOTALL)
            if found:
                return found["value"].decode("utf-8", "replace").strip()
    return None


def replaced(xmp: bytes, space: str, name: str, value: str) -> bytes:
    """The packet with the text of a simple property changed wherever it stands; unchanged where it does not."""
    for prefix in _prefixes(xmp, space):
        for pattern in _forms(prefix, name):
            xmp = re.sub(pattern, lambda found: found["before"] + value.encode() + found["after"], xmp, flags=re.DOTALL)
    return xmp


def with_property(xmp: bytes | None, space: str, prefix: str, name: str, value: str) -> bytes:
    """The packet with a simple property set: its text changed, or a description added behind the others."""
    if xmp is None or _end_of_rdf(xmp) is None:
        xmp = EMPTY
    if value_of(xmp, space, name) is not None:
        return replaced(xmp, space, name, value)
    return _described(xmp, f'xmlns:{prefix}="{space}" {prefix}:{name}="{value}"/'.encode(), b"")


def with_description(xmp: bytes | None, spaces: Mapping[str, str], inside: bytes) -> bytes:
    """The packet with one more description that holds the elements ``inside``, which use ``rdf`` and the prefixes of
    ``spaces``."""
    if xmp is None or _end_of_rdf(xmp) is None:
        xmp = EMPTY
    names = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in {"rdf": RDF, **spaces}.items()).strip()
    rdf = _prefixes(xmp, RDF)[0]
    return _described(xmp, names.encode(), inside + b"</" + rdf + b":Description>")


def _described(xmp: bytes, attributes: bytes, behind: bytes) -> bytes:
    """One more description at the end, of what the others describe."""
    rdf = _prefixes(xmp, RDF)[0]
    about = re.search(rb"<" + rdf + rb":Description\b[^<>]*?\b" + rdf + rb":about\s*=\s*(\"[^\"]*\"|'[^']*')", xmp)
    added = (b"<" + rdf + b":Description " + rdf + b":about=" + (about[1] if about else b'""') + b" " + attributes
             + b">\n" + behind + (b"\n" if behind else b""))
    end = _end_of_rdf(xmp) or 0
    return xmp[:end] + added + xmp[end:]


def speaks_of(xmp: bytes, space: str, name: str) -> bool:
    """Whether the packet holds a property, of whatever kind."""
    return any(re.search(rb"[<\s]" + prefix + b":" + name.encode() + rb"(?=[\s=/>])", xmp)
               for prefix in _prefixes(xmp, space))


def without(xmp: bytes, space: str, names: str) -> bytes:
    """The packet without the properties of a namespace whose name matches the pattern ``names``."""
    for prefix in _prefixes(xmp, space):
        tag = prefix + rb":(?:" + names.encode() + rb")"
        xmp = re.sub(rb"(?<!\s)\s+" + tag + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", b"", xmp)
        xmp = _without_elements(xmp, tag)
    return xmp


def _without_elements(xmp: bytes, tag: bytes) -> bytes:
    kept, at = [], 0
    for found in re.finditer(rb"<(" + tag + rb")(?=[\s/>])[^<>]*>", xmp):
        if found.start() < at:
            continue
        end = found.end()
        if not found[0].endswith(b"/>"):
            closing = xmp.find(b"</" + found[1], end)
            end = xmp.find(b">", closing) + 1 if closing >= 0 else 0
        if not end:  # never closed: the packet is damaged from here on
            break
        kept.append(xmp[at:found.start()].rstrip())
        at = end
    return b"".join((*kept, xmp[at:]))


def without_gps(xmp: bytes) -> bytes:
    """The packet without coordinates, wherever in it they stand. Written names of places stay."""
    for space, names in GPS.items():
        xmp = without(xmp, space, names)
    return xmp


def upright_packet(xmp: bytes) -> bytes:
    """The packet with ``tiff:Orientation`` set to 1."""
    return replaced(xmp, TIFF, "Orientation", "1")


def without_parts(xmp: bytes) -> bytes:
    """The packet without what it says of pictures and films behind the photo: a gain map for bright screens (ISO
    21496-1 and its forerunners), a moving part. They are not carried, and readers would look for them."""
    for space, names in PARTS.items():
        xmp = without(xmp, space, names)
    return xmp


def sized(xmp: bytes, width: int, height: int) -> bytes:
    """The packet with the picture's size wherever it states one, and without small pictures of the photo as it was."""
    for space, name, value in ((TIFF, "ImageWidth", width), (TIFF, "ImageLength", height),
                               (EXIF, "PixelXDimension", width), (EXIF, "PixelYDimension", height)):
        xmp = replaced(xmp, space, name, str(value))
    return without(xmp, XMP, "Thumbnails")


def merged(first: bytes, more: bytes) -> bytes:
    """A JPEG's packet and its extension (XMP part 3, section 1.1.3.1) as one packet."""
    end, last = _end_of_rdf(first), _end_of_rdf(more)
    head = re.search(rb"<" + (_prefixes(more, RDF) or [b"rdf"])[0] + rb":RDF\b([^<>]*)>", more)
    if end is None or last is None or head is None:
        return first
    spaces = [name for name in re.findall(rb"xmlns:[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*')", head[1])
              if name.split(b"=")[0].strip() not in first]
    first = first[:end] + more[head.end():last].strip() + b"\n" + first[end:]
    own = _prefixes(first, RDF)[0]
    first = re.sub(rb"<" + own + rb":RDF\b", lambda found: b" ".join([found[0], *spaces]), first, count=1)
    return without(first, NOTE, "HasExtendedXMP")


def split(xmp: bytes, digest: str) -> tuple[bytes, bytes]:
    """A packet too long for a JPEG's marker: a short one that names ``digest``, and what is to be its extension."""
    label = value_of(xmp, IPTC_EXT, "DigitalSourceType")
    first = with_property(None, NOTE, "xmpNote", "HasExtendedXMP", digest)
    if label:
        first = with_property(first, IPTC_EXT, "Iptc4xmpExt", "DigitalSourceType", label)
    return first, extension(xmp)


def extension(xmp: bytes) -> bytes:
    """What an extension holds of a packet: no wrapper, and not the label that ``split`` leaves in the short packet."""
    body = re.sub(rb"<\?xpacket[^>]*>\s*", b"", xmp).strip()
    return without(body, IPTC_EXT, "DigitalSourceType")


def _prefixes(xmp: bytes, space: str) -> list[bytes]:
    """What the packet calls a namespace: as a rule one name."""
    pattern = rb"xmlns:([A-Za-z_][\w.-]*)\s*=\s*[\"']" + re.escape(space.encode()) + rb"[\"']"
    return [re.escape(name) for name in dict.fromkeys(re.findall(pattern, xmp))][:MOST_PREFIXES]


def _forms(prefix: bytes, name: str) -> tuple[bytes, ...]:
    """Patterns of a simple property: as an attribute and as an element."""
    tag = prefix + b":" + name.encode()
    return (rb"(?P<before>\b" + tag + rb"\s*=\s*\")(?P<value>[^\"<]*)(?P<after>\")",
            rb"(?P<before>\b" + tag + rb"\s*=\s*')(?P<value>[^'<]*)(?P<after>')",
            rb"(?P<before><" + tag + rb"(?:\s[^<>]*)?(?<!/)>)(?P<value>[^<]*)(?P<after></" + tag + rb"\s*>)")


def _end_of_rdf(xmp: bytes) -> int | None:
    """Where the last description ends; None for a packet without any room for one."""
    for prefix in _prefixes(xmp, RDF):
        place = xmp.rfind(b"</" + prefix + b":RDF")
        if place >= 0:
            return place
    return None
