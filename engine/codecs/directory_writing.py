"""TIFF directories written from raw entries, without touching a value."""

from __future__ import annotations

import struct

from engine.codecs.directory import Directory, Entry, Layout, numbers_entry


def directory_bytes(directory: Directory, layout: Layout, at: int) -> tuple[bytes, int]:
    """The bytes of a directory and its children, to be put at an even offset, and the offset where it then begins."""
    block = bytearray()
    entries = dict(directory.entries)
    for tag, child in directory.children.items():
        inner, child_at = directory_bytes(child, layout, at + len(block))
        block += inner
        entries[tag] = numbers_entry(tag, 4, (child_at,), layout.order)
    begin = at + len(block)
    ordered = [entries[tag] for tag in sorted(entries) if entries[tag].type < 16 or layout.big]
    return bytes(block + _table(ordered, layout, begin)), begin


def _table(entries: list[Entry], layout: Layout, at: int) -> bytes:
    head = struct.calcsize(layout.count) + len(entries) * struct.calcsize(layout.entry) + layout.inline
    table, values = bytearray(struct.pack(layout.count, len(entries))), bytearray()
    for entry in entries:
        data = entry.data
        if len(data) > layout.inline:
            values += b"\0" * ((at + head + len(values)) % 2)
            data_at = at + head + len(values)
            values += data
            data = struct.pack(layout.offset, data_at)
        table += struct.pack(layout.entry, entry.tag, entry.type, entry.count, data)
    block = table + struct.pack(layout.offset, 0) + values
    return bytes(block + b"\0" * (len(block) % 2))
