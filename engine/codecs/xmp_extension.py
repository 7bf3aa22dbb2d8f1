"""Extended XMP: what of an XMP packet does not fit into a JPEG's one segment, byte for byte.

Source: Adobe's XMP Specification part 3, 1.1.3.1. The main packet names the MD5 of the extension.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator

from engine.codecs.xmp_fields import described
from engine.errors import Notice
from engine.picture import Metadata

MARK = b"http://ns.adobe.com/xmp/extension/\0"
_HEAD = struct.Struct(">32sII")
_LARGEST_PIECE = 65_400
_PROMISE = re.compile(rb"""HasExtendedXMP\s*(?:=\s*["']|>\s*)([0-9A-Fa-f]{32})""")


def in_segments(xmp: bytes, segments: Iterable[tuple[str, bytes]]) -> bytes:
    """The extension that a packet promises, from a JPEG's segments by name and content; empty where it is not whole."""
    promise = _PROMISE.search(xmp)
    if promise is None:
        return b""
    pieces = dict(_pieces(promise[1], segments))
    whole = b"".join(pieces[at] for at in sorted(pieces))
    ends = [at + len(pieces[at]) for at in sorted(pieces)]
    follows = sorted(pieces) == [0, *ends[:-1]]
    return whole if follows and hashlib.md5(whole).hexdigest().upper().encode() == promise[1].upper() else b""


def as_segments(extension: bytes) -> bytes:
    """The extension as JPEG segments, in as many as it needs."""
    name = _name(extension)
    out = []
    for at in range(0, len(extension), _LARGEST_PIECE):
        content = MARK + _HEAD.pack(name, len(extension), at) + extension[at : at + _LARGEST_PIECE]
        out.append(b"\xff\xe1" + struct.pack(">H", 2 + len(content)) + content)
    return b"".join(out)


def promised(xmp: bytes, extension: bytes) -> bytes:
    """The main packet with the promise of its extension."""
    note = f'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="{_name(extension).decode()}"'
    return described(xmp, note)


def left_out(metadata: Metadata) -> tuple[Notice, ...]:
    """What is to be said where a file other than a JPEG is written."""
    if not metadata.xmp_extension:
        return ()
    return (Notice("xmp-extension-dropped", "The second part of the XMP data, which only JPEG has, was left out."),)


def _pieces(name: bytes, segments: Iterable[tuple[str, bytes]]) -> Iterator[tuple[int, bytes]]:
    for kind, content in segments:
        if kind == "APP1" and content.startswith(MARK) and len(content) >= len(MARK) + _HEAD.size:
            owner, _, at = _HEAD.unpack_from(content, len(MARK))
            if owner.upper() == name.upper():
                yield at, content[len(MARK) + _HEAD.size :]


def _name(extension: bytes) -> bytes:
    return hashlib.md5(extension).hexdigest().upper().encode()
