"""Raw profiles: metadata in hexadecimal in the texts of a PNG, as ImageMagick began to write it and exiftool does too.

Photoshop's blocks are also written so, since PNG has no other place for them.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from engine.codecs.photoshop_blocks import with_iptc
from engine.codecs.png_chunks import Chunk, chunk, inflated
from engine.codecs.xmp import MARK

KEYWORD = b"Raw profile type "
_BLOCKS, _IPTC, _EXIF, _XMP, _APP1 = b"8bim", b"iptc", b"exif", b"xmp", b"APP1"
_NAMES = (_BLOCKS, _IPTC, _EXIF, _XMP, _APP1)
_MOST_OF_A_NAME = 2
"""EXIF and XMP may both be in APP1; more are not unpacked, since small ones can become large."""


@dataclass(frozen=True)
class RawProfiles:
    """What raw profiles tell, as `Metadata` has it; EXIF may begin with its mark."""

    exif: bytes = b""
    xmp: bytes = b""
    photoshop: bytes = b""


def profiles_in(parts: Iterable[Chunk]) -> RawProfiles:
    """The first raw profile of each kind that is not broken among the first chunks of its name."""
    found: dict[bytes, bytes] = {}
    seen: Counter[bytes] = Counter()
    for part in parts:
        keyword, _, rest = part.content.partition(b"\0")
        name = keyword.removeprefix(KEYWORD)
        if part.name not in (b"zTXt", b"tEXt") or not keyword.startswith(KEYWORD) or name not in _NAMES:
            continue
        seen[name] += 1
        if seen[name] <= _MOST_OF_A_NAME:
            kind, profile = _profile_in(name, inflated(rest[1:]) if part.name == b"zTXt" else rest)
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


def _profile_in(name: bytes, text: bytes) -> tuple[bytes, bytes]:
    """The kind of a raw profile and its content; nothing where it is broken."""
    try:
        # An empty line, a name, how many bytes there are, and these.
        profile = bytes.fromhex(text.decode("ascii").split("\n", 3)[3])
    except (ValueError, IndexError):
        return b"", b""
    if name != _APP1:  # a JPEG's segment, which says itself what it holds
        return name, profile
    return (_XMP, profile.removeprefix(MARK)) if profile.startswith(MARK) else (_EXIF, profile)
