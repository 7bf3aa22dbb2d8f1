"""Items of HEIF files (HEIC, AVIF) that describe the main picture, as the bytes that lie there: EXIF.

Source: ISO/IEC 14496-12, section 8.11; ISO/IEC 23008-12, annex A.2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from engine.codecs.bmff import FULL, boxes, item_number

_IN_THE_FILE, _IN_IDAT = 0, 1
_DESCRIBES = b"cdsc"


def exif_in(content: bytes) -> bytes:
    """The EXIF block of a file's main picture, from its TIFF header on; empty where it has none or boxes are broken."""
    try:
        meta = dict(boxes(dict(boxes(content))[b"meta"][FULL:]))
        main = item_number(meta[b"pitm"])
        kinds = dict(_kinds(meta[b"iinf"]))
        number = next(item for item in _describing(meta.get(b"iref", b""), main) if kinds.get(item) == b"Exif")
        item = _item(meta, content, number)
        (before,) = struct.unpack_from(">I", item)
        return item[4 + before :]
    except (KeyError, IndexError, StopIteration, struct.error):
        return b""


def _kinds(iinf: bytes) -> Iterator[tuple[int, bytes]]:
    """Items' numbers and what they are."""
    for name, entry in boxes(iinf[FULL + (4 if iinf[0] else 2) :]):
        if name == b"infe" and entry[0] in (2, 3):
            form = ">H2x4s" if entry[0] == 2 else ">I2x4s"
            yield struct.unpack_from(form, entry, FULL)


def _describing(iref: bytes, main: int) -> Iterator[int]:
    """The items that describe the main picture."""
    number = "I" if iref[:1] == b"\1" else "H"
    for name, content in boxes(iref[FULL:]):
        item, count = struct.unpack_from(f">{number}H", content)
        if name == _DESCRIBES and main in struct.unpack_from(
            f">{count}{number}", content, struct.calcsize(f">{number}H")
        ):
            yield item


def _item(meta: Mapping[bytes, bytes], content: bytes, wanted: int) -> bytes:
    """An item's bytes, of one that lies in this file; raises KeyError."""
    iloc = meta[b"iloc"]
    version, at = iloc[0], FULL + 2
    of_offset, of_length, of_base = iloc[FULL] >> 4, iloc[FULL] & 15, iloc[FULL + 1] >> 4
    of_index = iloc[FULL + 1] & 15 if version else 0

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > len(iloc):
            raise IndexError
        return int.from_bytes(iloc[at - size : at], "big")

    for _ in range(number(2 if version < 2 else 4)):
        item = number(2 if version < 2 else 4)
        whole = {_IN_THE_FILE: content, _IN_IDAT: meta.get(b"idat", b"")}.get(number(2) & 15 if version else 0, b"")
        file, base = number(2), number(of_base)
        places = [(number(of_index), base + number(of_offset), number(of_length)) for _ in range(number(2))]
        if item == wanted and not file and sum(length for _, _, length in places) <= len(whole):
            return b"".join(whole[begin : begin + length] for _, begin, length in places)
    raise KeyError(wanted)
