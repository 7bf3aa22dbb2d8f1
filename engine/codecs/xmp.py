"""XMP packets, made true of upright pixels: orientation 1, sides swapped, no thumbnail.

Source: Adobe's XMP Specification part 2 (namespaces tiff, exif, xmp) and part 3 (extended XMP, of which the promise is
made anew where it is written).
"""

from __future__ import annotations

import re

MARK = b"http://ns.adobe.com/xap/1.0/\0"
"""Where a JPEG's segment begins with it, it holds a packet."""
_ORIENTATION = re.compile(rb"""(tiff:Orientation\s*(?:=\s*["']|>\s*))\d+""")
_THUMBNAILS = re.compile(rb"<(xmp|xap):Thumbnails\b.*?</\1:Thumbnails\s*>\s*", re.DOTALL)
_EXTENSION = re.compile(rb"""\s?xmpNote:HasExtendedXMP\s*=\s*("[^"]*"|'[^']*')""")
_SIDES = ((b"tiff:ImageWidth", b"tiff:ImageLength"), (b"exif:PixelXDimension", b"exif:PixelYDimension"))


def upright(xmp: bytes, orientation: int) -> bytes:
    """The packet after pixels of an EXIF orientation were turned; everything else stays byte for byte."""
    packet = _THUMBNAILS.sub(b"", xmp.rstrip(b"\0"))
    packet = _EXTENSION.sub(b"", packet)
    packet = _ORIENTATION.sub(rb"\g<1>1", packet)
    if orientation >= 5:
        for across, down in _SIDES:
            packet = _swapped(packet, across, down)
    return packet


def unpadded(xmp: bytes) -> bytes:
    """The packet without the room that programs leave in it for what others may add."""
    before, end, after = xmp.rpartition(b"<?xpacket end=")
    return before.rstrip() + end + after.rstrip()


def _swapped(packet: bytes, across: bytes, down: bytes) -> bytes:
    other = {across: down, down: across}
    values = {name: match[1] for name in other if (match := re.search(_value_of(name), packet))}
    if len(values) < 2:
        return packet
    for name in other:
        packet = re.sub(rb"(" + name + rb"""\s*(?:=\s*["']|>\s*))\d+""", rb"\g<1>" + values[other[name]], packet)
    return packet


def _value_of(name: bytes) -> bytes:
    return name + rb"""\s*(?:=\s*["']|>\s*)(\d+)"""
