"""XMP packets made true of upright pixels."""

from __future__ import annotations

import pytest

from engine.codecs import xmp

ATTRIBUTES = b"""<rdf:Description tiff:Orientation="6" exif:PixelXDimension="40" exif:PixelYDimension='30' dc:x="6"/>"""
ELEMENTS = b"""<rdf:Description><tiff:Orientation>6</tiff:Orientation>
<exif:PixelXDimension>40</exif:PixelXDimension><exif:PixelYDimension>30</exif:PixelYDimension></rdf:Description>"""
THUMBNAIL = b"<a><xmp:Thumbnails><rdf:Alt><rdf:li>/9j/4AAQ</rdf:li></rdf:Alt></xmp:Thumbnails><b/></a>"


@pytest.mark.parametrize("packet", [ATTRIBUTES, ELEMENTS])
def test_orientation_becomes_1_and_sides_are_swapped(packet: bytes) -> None:
    upright = xmp.upright(packet, 6)
    expected = packet.replace(b'tiff:Orientation="6"', b'tiff:Orientation="1"')
    expected = expected.replace(b"<tiff:Orientation>6", b"<tiff:Orientation>1")
    expected = expected.replace(b"40", b"?").replace(b"30", b"40").replace(b"?", b"30")
    assert upright == expected


def test_sides_stay_where_pixels_are_not_turned_over() -> None:
    assert xmp.upright(ATTRIBUTES, 3) == ATTRIBUTES.replace(b'tiff:Orientation="6"', b'tiff:Orientation="1"')


def test_thumbnails_are_removed() -> None:
    assert xmp.upright(THUMBNAIL, 1) == b"<a><b/></a>"


def test_no_promise_of_an_extension_is_kept() -> None:
    assert xmp.upright(b'<a xmpNote:HasExtendedXMP="0123" b="1"/>', 1) == b'<a b="1"/>'


def test_everything_else_stays_byte_for_byte() -> None:
    packet = b'<?xpacket begin="\xef\xbb\xbf"?><x:xmpmeta><dc:title>tiff Orientation = 6</dc:title></x:xmpmeta>   '
    assert xmp.upright(packet, 6) == packet
