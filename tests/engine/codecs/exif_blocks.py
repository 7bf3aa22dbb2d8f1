"""EXIF blocks built by hand: camera tags, an inner directory with a maker note, GPS, a thumbnail."""

from __future__ import annotations

import struct

THUMBNAIL = b"\xff\xd8thumbnail of the picture as it was\xff\xd9"
MAKER_NOTE = b"maker note with offsets \x10\x20\x30 into the block"


def exif_block(
    order: str = "<",
    *,
    orientation: int = 1,
    sides: tuple[int, int] = (40, 30),
    dpi: tuple[int, int] = (300, 200),
    is_adobe_rgb: bool = False,
    subject: tuple[int, ...] = (),
) -> bytes:
    """A block with directories for the camera, EXIF, interoperability, GPS and a thumbnail."""
    mark = b"II*\0" if order == "<" else b"MM\0*"

    def short(value: int) -> bytes:
        return struct.pack(f"{order}H", value)

    def long(value: int) -> bytes:
        return struct.pack(f"{order}I", value)

    def rational(value: int) -> bytes:
        return struct.pack(f"{order}II", value, 1)

    interop = [(1, 2, 4, b"R03\0")]
    area = struct.pack(f"{order}{len(subject)}H", *subject)
    inner = [
        (0x829A, 5, 1, struct.pack(f"{order}II", 1, 125)),
        *([(0x9214, 3, len(subject), area)] if subject else []),
        (0x927C, 7, len(MAKER_NOTE), MAKER_NOTE),
        (0xA001, 3, 1, short(65535 if is_adobe_rgb else 1)),
        (0xA002, 4, 1, long(sides[0])),
        (0xA003, 4, 1, long(sides[1])),
    ]
    gps = [(1, 2, 2, b"N\0"), (2, 5, 3, struct.pack(f"{order}6I", 52, 1, 31, 1, 12, 1))]
    first = [
        (0x010F, 2, 6, b"Maker\0"),
        (0x0110, 2, 2, b"M\0"),
        (0x0112, 3, 1, short(orientation)),
        (0x011A, 5, 1, rational(dpi[0])),
        (0x011B, 5, 1, rational(dpi[1])),
        (0x0128, 3, 1, short(2)),
        (0x013B, 2, 9, b"A. Bcdef\0"),
    ]
    interop_at = 8
    inner_at = interop_at + _length(interop)
    gps_at = inner_at + _length([*inner, (0xA005, 4, 1, bytes(4))])
    first_at = gps_at + _length(gps)
    second_at = first_at + _length([*first, (0x8769, 4, 1, bytes(4)), (0x8825, 4, 1, bytes(4))])
    second = [(0x0103, 3, 1, short(6)), (0x0201, 4, 1, bytes(4)), (0x0202, 4, 1, long(len(THUMBNAIL)))]
    thumbnail_at = second_at + _length(second)
    second[1] = (0x0201, 4, 1, long(thumbnail_at))
    if is_adobe_rgb:
        inner.append((0xA005, 4, 1, long(interop_at)))
    else:
        inner.append((0xA40A, 3, 1, short(0)))
    first += [(0x8769, 4, 1, long(inner_at)), (0x8825, 4, 1, long(gps_at))]
    return b"".join(
        (
            mark + long(first_at),
            _table(interop, interop_at, 0, order),
            _table(inner, inner_at, 0, order),
            _table(gps, gps_at, 0, order),
            _table(first, first_at, second_at, order),
            _table(second, second_at, 0, order),
            THUMBNAIL,
        )
    )


def _length(entries: list[tuple[int, int, int, bytes]]) -> int:
    return len(_table(entries, 0, 0, "<"))


def _table(entries: list[tuple[int, int, int, bytes]], at: int, next_at: int, order: str) -> bytes:
    table, values = struct.pack(f"{order}H", len(entries)), b""
    for tag, kind, count, data in entries:
        place = data
        if len(data) > 4:
            place = struct.pack(f"{order}I", at + 6 + 12 * len(entries) + len(values))
            values += data + bytes(len(data) % 2)
        table += struct.pack(f"{order}HHI4s", tag, kind, count, place)
    return table + struct.pack(f"{order}I", next_at) + values
