"""XMP packets, made true of upright pixels: orientation 1, sides swapped, places turned; no thumbnail, no gain map.

Source: Adobe's XMP Specification part 2 (namespaces tiff, exif, xmp) and part 3 (extended XMP, of which the promise is
made anew where it is written); Ultra HDR Image Format 1.1 (gain maps).
"""

from __future__ import annotations

from engine.codecs.xmp_places import turned_places
from engine.codecs.xmp_tree import NS_EXIF, NS_TIFF, Edit, Node, edited, in_utf8, tree, without

MARK = b"http://ns.adobe.com/xap/1.0/\0"
"""Where a JPEG's segment begins with it, it holds a packet."""
_GAIN_MAP = "{http://ns.adobe.com/hdr-gain-map/1.0/}"
_NOT_WRITTEN = (
    "{http://ns.adobe.com/xap/1.0/}Thumbnails",
    "{http://ns.adobe.com/xmp/note/}HasExtendedXMP",
    "{http://ns.google.com/photos/1.0/container/}Directory",
)
"""What belongs to the old file: thumbnails, the promise of an extension, pictures that lie behind the first."""
_SIDES = (
    (f"{NS_TIFF}ImageWidth", f"{NS_TIFF}ImageLength"),
    (f"{NS_EXIF}PixelXDimension", f"{NS_EXIF}PixelYDimension"),
)


def upright(xmp: bytes, orientation: int) -> bytes:
    """The packet in UTF-8 after pixels of an EXIF orientation were turned; everything else stays byte for byte.

    A packet that cannot be read stays whole.
    """
    packet = without(in_utf8(xmp).rstrip(b"\0"), _is_not_written)
    root = tree(packet)
    if root is None:
        return packet
    said = [node.inner for node in root.found(f"{NS_TIFF}Orientation") if packet[slice(*node.inner)].strip().isdigit()]
    packet = edited(packet, [(*place, b"1") for place in said])
    return _turned(packet, orientation) if orientation > 1 else packet


def has_gain_map(xmp: bytes) -> bool:
    """Whether the packet says that the brighter picture of a gain map lies beside."""
    root = tree(in_utf8(xmp))
    return root is not None and any(node.name.startswith(_GAIN_MAP) for node in root.walk())


def unpadded(xmp: bytes) -> bytes:
    """The packet without the room that programs leave in it for what others may add."""
    before, end, after = xmp.rpartition(b"<?xpacket end=")
    return before.rstrip() + end + after.rstrip()


def _is_not_written(name: str) -> bool:
    return name in _NOT_WRITTEN or name.startswith(_GAIN_MAP)


def _turned(packet: bytes, orientation: int) -> bytes:
    root = tree(packet)
    assert root is not None, "it could be read before a digit was changed"
    edits = [*turned_places(packet, root, orientation)]
    if orientation >= 5:
        edits += [edit for names in _SIDES for edit in _swapped(packet, root, *names)]
    return edited(packet, edits)


def _swapped(packet: bytes, root: Node, across: str, down: str) -> list[Edit]:
    """Exchanges two values, if both are there."""
    places = [node.inner for name in (across, down) for node in root.found(name)]
    values = [packet[slice(*place)] for place in places]
    if len(values) != 2 or not all(value.strip().isdigit() for value in values):
        return []
    return [(*place, value) for place, value in zip(places, reversed(values), strict=True)]
