"""What metadata say of the colours of pixels, made true of a profile that takes the place of the photo's own.

Source: CIPA DC-008 (Exif 2.32), 4.6.5 and 4.6.7; DCF 2.0, 5.2; Adobe's XMP Specification part 2, 3.2 and 3.3.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from engine.codecs.directory import EXIF, INTEROP, Directory, Entry, Layout
from engine.codecs.exif import COLOR_SPACE, INTEROP_INDEX, UNCALIBRATED, read_block
from engine.codecs.exif_upright import take_out
from engine.codecs.xmp_tree import NS_EXIF, NS_TIFF, edited, tree, without
from engine.picture import Metadata
from engine.profiles import Profile

_SHORT, _SRGB = 3, 1
_INDICES = {Profile.SRGB: b"R98\0", Profile.ADOBE_RGB: b"R03\0"}
_FIRST_DIRECTORYS = (0x012D, 0x013E, 0x013F)
"""Transfer function, white point and primaries."""
_GAMMA = 0xA500
_XMP_COLOR_SPACE, _XMP_PROFILE = f"{NS_EXIF}ColorSpace", "{http://ns.adobe.com/photoshop/1.0/}ICCProfile"
_XMP_PRIMARIES = (
    f"{NS_TIFF}TransferFunction",
    f"{NS_TIFF}WhitePoint",
    f"{NS_TIFF}PrimaryChromaticities",
    f"{NS_EXIF}Gamma",
)


def claiming(metadata: Metadata, profile: Profile) -> Metadata:
    """The metadata of pixels that are written with this profile, which is not the photo's own."""
    return replace(
        metadata,
        exif=_exif(metadata.exif, profile),
        xmp=_xmp(metadata.xmp, profile),
        xmp_extension=_xmp(metadata.xmp_extension, profile),
    )


def _exif(exif: bytes, profile: Profile) -> bytes:
    """The block with another colour space, byte for byte in place; what else it says of primaries and curve goes."""
    if not exif:
        return exif
    block = bytearray(exif)
    layout, at, first = read_block(exif)
    inner = first.children.get(EXIF, Directory({}))
    if COLOR_SPACE in inner.entries:
        value = _SRGB if profile is Profile.SRGB else UNCALIBRATED
        struct.pack_into(f"{layout.order}HIHH", block, inner.entries[COLOR_SPACE].at + 2, _SHORT, 1, value, 0)
    index = inner.children.get(INTEROP, Directory({})).entries.get(INTEROP_INDEX)
    if index is not None and profile in _INDICES and len(index.data) == len(_INDICES[profile]):
        block[index.data_at : index.data_at + len(index.data)] = _INDICES[profile]
    for entry, directory_at in sorted(_untrue(first, at, layout, profile), key=lambda found: -found[0].at):
        take_out(block, entry, layout, directory_at)
    return bytes(block)


def _untrue(first: Directory, at: int, layout: Layout, profile: Profile) -> Iterator[tuple[Entry, int]]:
    """Entries that are no longer true, and where their directories lie."""
    yield from ((first.entries[tag], at) for tag in _FIRST_DIRECTORYS if tag in first.entries)
    inner, inner_at = _below(first, EXIF, layout)
    if _GAMMA in inner.entries:
        yield inner.entries[_GAMMA], inner_at
    interop, interop_at = _below(inner, INTEROP, layout)
    if INTEROP_INDEX in interop.entries and profile not in _INDICES:
        yield interop.entries[INTEROP_INDEX], interop_at


def _below(directory: Directory, pointer: int, layout: Layout) -> tuple[Directory, int]:
    if pointer not in directory.children:
        return Directory({}), 0
    (at,) = directory.entries[pointer].whole_numbers(layout.order)[:1]
    return directory.children[pointer], at


def _xmp(xmp: bytes, profile: Profile) -> bytes:
    packet = without(xmp, lambda name: name in _XMP_PRIMARIES)
    root = tree(packet)
    if root is None:
        return packet
    values = {_XMP_COLOR_SPACE: str(_SRGB if profile is Profile.SRGB else UNCALIBRATED), _XMP_PROFILE: profile.title}
    return edited(
        packet, [(*node.inner, value.encode()) for name, value in values.items() for node in root.found(name)]
    )
