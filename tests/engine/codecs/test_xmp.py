"""XMP packets and IPTC records: changed where a change is named, and nowhere else."""

from __future__ import annotations

import struct
import time
from xml.etree import ElementTree

import pytest

from engine.codecs.blocks import resources, xmp
from engine.codecs.blocks.iptc_xmp import with_iptc
from tests.fakes import photo_blocks

LABEL = "http://cv.iptc.org/newscodes/digitalsourcetype/composite"
PACKET = photo_blocks.xmp(6)


def labelled(packet: bytes | None) -> bytes:
    return xmp.with_property(packet, xmp.IPTC_EXT, "Iptc4xmpExt", "DigitalSourceType", LABEL)


def parsed(packet: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(packet.decode())


def test_a_label_is_added_and_the_rest_keeps_its_bytes() -> None:
    out = labelled(PACKET)
    place = out.find(b"<rdf:Description", out.find(b"</rdf:Description>"))
    added = out[place:out.find(b"/>\n", place) + 3]
    assert out.replace(added, b"") == PACKET
    assert xmp.value_of(out, xmp.IPTC_EXT, "DigitalSourceType") == LABEL
    abouts = {node.get(f"{{{xmp.RDF}}}about") for node in parsed(out).iter(f"{{{xmp.RDF}}}Description")}
    assert abouts == {"uuid:1"}


def test_a_label_is_changed_where_there_is_one() -> None:
    once = labelled(PACKET)
    again = xmp.with_property(once, xmp.IPTC_EXT, "Iptc4xmpExt", "DigitalSourceType", "other")
    assert xmp.value_of(again, xmp.IPTC_EXT, "DigitalSourceType") == "other"
    assert again.count(b"DigitalSourceType") == 1


@pytest.mark.parametrize("packet", [None, b"<x:xmpmeta/>", b"<nothing>"])
def test_a_packet_is_made_where_there_is_none(packet: bytes | None) -> None:
    out = labelled(packet)
    assert xmp.value_of(out, xmp.IPTC_EXT, "DigitalSourceType") == LABEL
    parsed(out)


def test_other_prefixes_and_elements_are_found() -> None:
    packet = PACKET.replace(b"xmlns:tiff=", b"xmlns:t=").replace(b"tiff:Orientation=\"6\"", b"").replace(
        b"<dc:title>", b"<t:Orientation>6</t:Orientation><dc:title>")
    assert xmp.value_of(packet, xmp.TIFF, "Orientation") == "6"
    assert xmp.value_of(xmp.upright_packet(packet), xmp.TIFF, "Orientation") == "1"
    assert len(xmp.upright_packet(packet)) == len(packet)


def test_coordinates_go_and_the_names_of_places_stay() -> None:
    added = (b"""<Iptc4xmpExt:LocationShown xmlns:Iptc4xmpExt="%b"><rdf:Bag><rdf:li rdf:parseType="Resource">"""
             b"""<Iptc4xmpExt:City>Bremerhaven</Iptc4xmpExt:City><exif:GPSLatitude>53,32.5N</exif:GPSLatitude>"""
             b"""</rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown><photoshop:Country>Germany</photoshop:Country>"""
             b"""<exif:GPSLongitude>8,48E</exif:GPSLongitude><exif:GPSTimeStamp/>"""
             b"""<rdf:Description xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" drone-dji:GpsLatitude="53.541"
             drone-dji:GimbalYawDegree="12"/><geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">53.1</geo:lat>"""
             b"""<dc:title>""") % xmp.IPTC_EXT.encode()
    packet = PACKET.replace(b"<dc:title>", added)
    out = xmp.without_gps(packet)
    assert b"53" not in out and b"8,48E" not in out and b"gps" not in out.lower()
    for word in (b"Bremen", b"Bremerhaven", b"Germany", b"LocationShown", b"GimbalYawDegree", b"Stra", b"Rating"):
        assert out.count(word) == packet.count(word)
    parsed(out)


def test_small_pictures_of_the_photo_as_it_was_go() -> None:
    packet = PACKET.replace(b"<dc:title>", b"<xmp:Thumbnails><rdf:Alt><rdf:li>AAAA</rdf:li></rdf:Alt></xmp:Thumbnails>"
                                           b"<tiff:ImageWidth>9</tiff:ImageWidth><dc:title>")
    out = xmp.sized(packet, 4000, 3000)
    assert b"AAAA" not in out and b"<tiff:ImageWidth>4000</tiff:ImageWidth>" in out


def test_long_packets_are_split_and_put_together() -> None:
    long = labelled(PACKET.replace("Straße".encode(), "Straße ".encode() * 20_000))
    first, more = xmp.split(long, "0" * 32)
    assert len(first) < 2000 and xmp.value_of(first, xmp.NOTE, "HasExtendedXMP") == "0" * 32
    assert xmp.value_of(first, xmp.IPTC_EXT, "DigitalSourceType") == LABEL
    whole = xmp.merged(first, more)
    assert xmp.value_of(whole, xmp.NOTE, "HasExtendedXMP") is None
    assert xmp.value_of(whole, xmp.IPTC_EXT, "DigitalSourceType") == LABEL
    assert ("Straße " * 20_000).encode() in whole
    parsed(whole)


def test_packets_in_other_encodings_and_padding_are_read() -> None:
    assert xmp.packet("\ufeff<a/>".encode("utf-16-be")) == b"<a/>"
    assert xmp.packet(b"<a/>\0\0\0") == b"<a/>"
    assert xmp.packet("<a/>") == b"<a/>"
    assert xmp.packet(b"\0\0") is None and xmp.packet(None) is None


@pytest.mark.parametrize("piece", [b"<exif:GPSx ", b"<rdf:Description ", b"exif:GPSy=\"", b"<rdf:RDF ", b"<?xpacket ",
                                   b"xmlns:exif=\"" + xmp.EXIF.encode() + b"\" "])
def test_hostile_packets_take_no_time(piece: bytes) -> None:
    packet = xmp.EMPTY.replace(b"</rdf:RDF>", b"<a xmlns:exif=\"" + xmp.EXIF.encode() + b"\">" + piece * 40_000)
    began = time.perf_counter()
    labelled(xmp.without_gps(xmp.sized(xmp.merged(packet, packet), 1, 2)))
    xmp.extension(packet)
    assert time.perf_counter() - began < 5


def test_resources_are_parted_and_joined() -> None:
    block = resources.block_of([resources.Resource(1028, photo_blocks.IPTC), resources.Resource(2000, b"path", b"odd"),
                                resources.Resource(1036, b"a small picture"), resources.Resource(1039, b"a profile")])
    iptc, rest = resources.parted(block)
    assert iptc == photo_blocks.IPTC
    assert rest is not None and resources.resources_of(rest) == [resources.Resource(2000, b"path", b"odd")]
    assert resources.parted(resources.joined(iptc, rest)) == (iptc, rest)
    for cut in range(len(block)):
        resources.parted(block[:cut])


def test_records_are_told_in_xmp_where_that_is_silent() -> None:
    records = photo_blocks.IPTC + struct.pack(">BBBH", 0x1C, 2, 120, 9) + b"K\xf6ln <&>\n"
    out = with_iptc(photo_blocks.xmp(), records)
    assert out is not None
    root = parsed(out)
    texts = {node.tag.rsplit("}")[-1]: "|".join(node.itertext()) for node in root.iter() if "elements" in node.tag}
    assert texts["subject"] == "studio|portrait" and texts["creator"] == "A Photographer"
    assert texts["description"] == "Köln <&>\n"
    assert texts["title"] == "Straße"  # the packet's own word stands
    assert out.count(b"Bremen") == 1
    assert with_iptc(out, records) == out


def test_records_alone_make_a_packet() -> None:
    made = with_iptc(None, photo_blocks.IPTC)
    assert made is not None
    parsed(made)
    assert xmp.value_of(made, xmp.PHOTOSHOP, "City") == "Bremen"
    assert with_iptc(None, b"damaged") is None and with_iptc(None, b"") is None
    coded = struct.pack(">BBBH", 0x1C, 1, 90, 3) + b"\x1b%G" + struct.pack(">BBBH", 0x1C, 2, 105, 3) + b"a\xff\0"
    assert "\ufffd" in (xmp.value_of(with_iptc(None, coded) or b"", xmp.PHOTOSHOP, "Headline") or "")
