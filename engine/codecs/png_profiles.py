"""Raw profiles: metadata in hexadecimal in the texts of a PNG, as ImageMagick began to write it and exiftool does too.

Photoshop's blocks are also written so, since PNG has no other place for them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from engine.codecs.photoshop_blocks import with_iptc
from engine.codecs.png_chunks import Chunk, chunk, inflated
from engine.codecs.xmp import MARK

KEYWORD = b"Raw profile type "
_BLOCKS, _IPTC, _EXIF, _XMP, _APP1 = b"8bim", b"iptc", b"exif", b"xmp", b"APP1"


@dataclass(frozen=True)
class RawProfiles:
    """What raw profiles tell, as `Metadata` has it; EXIF may begin with its mark."""

    exif: bytes = b""
    xmp: bytes = b""
    photoshop: bytes = b""


def profiles_in(parts: Iterable[Chunk]) -> RawProfiles:
    """The first raw profile of each kind among a file's chunks; those that are broken are not there."""
    found: dict[bytes, bytes] = {}
    for part in parts:
        if part.name in (b"zTXt", b"tEXt"):
            kind, profile = _profile_in(part)
            found.setdefault(kind, profile)
    return RawProfiles(
        exif=found.get(_EXIF, b""),
        xmp=found.get(_XMP, b""),
        photoshop=with_iptc(found.get(_BLOCKS, b""), found.get(_IPTC, b"")),
    )


def blocks_chunk(photoshop: bytes) -> bytes:
    """zTXt: Photoshop's resource blocks."""
    text = b"\n%s\n%8d\n" % (_BLOCKS, len(photoshop)) + photoshop.hex().encode() + b"\n"
    return chunk(b"zTXt", KEYWORD + _BLOCKS + b"\0\0" + zlib.compress(text))


def _profile_in(part: Chunk) -> tuple[bytes, bytes]:
    """The kind of a raw profile and its content; nothing where the text is another or broken."""
    keyword, _, rest = part.content.partition(b"\0")
    if not keyword.startswith(KEYWORD):
        return b"", b""
    text = inflated(rest[1:]) if part.name == b"zTXt" else rest
    try:
        # An empty line, a name, how many bytes there are, and these.
        profile = bytes.fromhex(text.decode("ascii").split("\n", 3)[3])
    except (ValueError, IndexError):
        return b"", b""
    kind = keyword.removeprefix(KEYWORD)
    if kind != _APP1:  # a JPEG's segment, which says itself what it holds
        return kind, profile
    return (_XMP, profile.removeprefix(MARK)) if profile.startswith(MARK) else (_EXIF, profile)
