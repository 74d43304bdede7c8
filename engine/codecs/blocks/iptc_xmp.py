"""IPTC-IIM told in XMP, for formats that have no place for it (Metadata Working Group, guidelines 2.0, section 5)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from engine.codecs.blocks import xmp
from engine.codecs.blocks.resources import records_of

if TYPE_CHECKING:
    from collections.abc import Iterable

DC = "http://purl.org/dc/elements/1.1/"
UTF_8 = b"\x1b%G"
"""Value of data set 1:90 that says that the texts are UTF-8."""
FIELDS = {
    5: (DC, "dc", "title", "Alt"), 120: (DC, "dc", "description", "Alt"), 116: (DC, "dc", "rights", "Alt"),
    80: (DC, "dc", "creator", "Seq"), 25: (DC, "dc", "subject", "Bag"),
    **{number: (xmp.PHOTOSHOP, "photoshop", name, "") for number, name in (
        (15, "Category"), (10, "Urgency"), (40, "Instructions"), (85, "AuthorsPosition"), (90, "City"), (95, "State"),
        (101, "Country"), (103, "TransmissionReference"), (105, "Headline"), (110, "Credit"), (115, "Source"),
        (122, "CaptionWriter"))},
    92: (xmp.IPTC_CORE, "Iptc4xmpCore", "Location", ""), 100: (xmp.IPTC_CORE, "Iptc4xmpCore", "CountryCode", ""),
}
"""Property of each data set of record 2: namespace, usual prefix, name, and the kind of its list."""


def with_iptc(packet: bytes | None, iptc: bytes) -> bytes | None:
    """The packet with those of the records that it does not speak of; itself when there are none."""
    texts: dict[int, list[bytes]] = {}
    coded = False
    for record, number, value in records_of(iptc):
        if (record, number) == (1, 90):
            coded = value == UTF_8
        elif record == 2 and number in FIELDS and value.strip():
            texts.setdefault(number, []).append(value)
    missing = [number for number in texts if packet is None or not xmp.speaks_of(packet, *FIELDS[number][::2])]
    if not missing:
        return packet
    said = "".join(_property(number, [_text(value, coded) for value in texts[number]]) for number in missing)
    return xmp.with_description(packet, {FIELDS[number][1]: FIELDS[number][0] for number in missing}, said.encode())


def _text(value: bytes, coded: bool) -> str:
    """A text in UTF-8 if it is said to be or can be, otherwise in Latin 1, without characters that XML forbids."""
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        text = value.decode("utf-8", "replace") if coded else value.decode("latin-1")
    return "".join(letter for letter in text if letter in "\t\n\r" or letter >= " ")


def _property(number: int, texts: Iterable[str]) -> str:
    _, prefix, name, kind = FIELDS[number]
    safe = [escape(text, quote=False) for text in texts]
    if not kind:
        return f"<{prefix}:{name}>{safe[0]}</{prefix}:{name}>\n"
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    entries = "".join(f"<rdf:li{language}>{text}</rdf:li>" for text in (safe[:1] if kind == "Alt" else safe))
    return f"<{prefix}:{name}><rdf:{kind}>{entries}</rdf:{kind}></{prefix}:{name}>\n"
