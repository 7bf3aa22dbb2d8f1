"""XMP packets made true of upright pixels."""

from __future__ import annotations

import pytest

from engine.codecs import xmp

NAMES = b"""xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:e='http://ns.adobe.com/exif/1.0/' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:n="http://ns.adobe.com/xmp/note/" xmlns:g="http://ns.adobe.com/hdr-gain-map/1.0/"
 xmlns:c="http://ns.google.com/photos/1.0/container/\""""
ATTRIBUTES = (
    b"<r:Description %s tiff:Orientation='6' e:PixelXDimension='40' e:PixelYDimension = \"30\" dc:x='6'/>" % NAMES
)
ELEMENTS = (
    b"""<r:Description %s><tiff:Orientation>6</tiff:Orientation><!-- <tiff:Orientation>6 -->
<e:PixelXDimension>40</e:PixelXDimension><e:PixelYDimension>30</e:PixelYDimension></r:Description>"""
    % NAMES
)
OLD = (
    b"<xmp:Thumbnails><r:Alt><r:li>/9j/4AAQ</r:li></r:Alt></xmp:Thumbnails> ",
    b"<c:Directory><r:Seq><r:li c:Item='GainMap'/></r:Seq></c:Directory>",
    b"<g:Version>1.0</g:Version>",
)


@pytest.mark.parametrize("packet", [ATTRIBUTES, ELEMENTS])
def test_orientation_becomes_1_and_sides_are_swapped(packet: bytes) -> None:
    expected = packet.replace(b"tiff:Orientation='6'", b"tiff:Orientation='1'")
    expected = expected.replace(b"<tiff:Orientation>6</", b"<tiff:Orientation>1</")
    expected = expected.replace(b"40", b"?").replace(b"30", b"40").replace(b"?", b"30")
    assert xmp.upright(packet, 6) == expected


def test_sides_stay_where_pixels_are_not_turned_over() -> None:
    assert xmp.upright(ATTRIBUTES, 3) == ATTRIBUTES.replace(b"tiff:Orientation='6'", b"tiff:Orientation='1'")


@pytest.mark.parametrize("old", OLD)
def test_what_belongs_to_the_old_file_is_removed(old: bytes) -> None:
    assert xmp.upright(b"<a %s>%s<b/></a>" % (NAMES, old), 1) == b"<a %s><b/></a>" % NAMES


def test_no_promise_of_another_part_of_the_file_is_kept() -> None:
    packet = b"<a %s n:HasExtendedXMP='0123' g:Version=\"1.0\" b='1'/>" % NAMES
    assert xmp.upright(packet, 1) == b"<a %s b='1'/>" % NAMES
    assert xmp.has_gain_map(packet)
    assert not xmp.has_gain_map(xmp.upright(packet, 1))


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("beginning", ["", "\ufeff", "<?xml version='1.0' encoding='UTF-16'?>"])
def test_any_encoding_of_unicode_becomes_utf_8(coding: str, beginning: str) -> None:
    text = ATTRIBUTES.decode().replace("dc:x='6'", "dc:x='Zoë'")
    assert xmp.upright((beginning + text + "\0").encode(coding), 6) == xmp.upright(text.encode(), 6)


def test_everything_else_stays_byte_for_byte() -> None:
    packet = b'<?xpacket begin="\xef\xbb\xbf"?><x:xmpmeta xmlns:x="x"><a>tiff:Orientation="6"</a></x:xmpmeta>   '
    assert xmp.upright(packet, 6) == packet


@pytest.mark.parametrize(
    "packet", [b"", b"<a", ELEMENTS[:-1], b"<!DOCTYPE a>" + ATTRIBUTES, b"<a>" * 9999 + b"</a>" * 9999, b"\xff\xfe"]
)
def test_what_cannot_be_read_stays_whole(packet: bytes) -> None:
    assert xmp.upright(packet, 6) == packet
