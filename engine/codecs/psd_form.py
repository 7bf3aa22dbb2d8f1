"""How Photoshop's layer block writes numbers, lengths, keys and texts; in TIFF they have the byte order of the file.

Source: as of `psd_layers`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedWriter
from typing import Literal

from engine.errors import WriteError

_MOST_BYTES = (1 << 32) - 1


@dataclass(frozen=True)
class Form:
    """How numbers are written: byte order, and whether lengths have 64 bits (PSB)."""

    order: Literal["<", ">"] = ">"
    is_large: bool = False

    def numbers(self, kinds: str, *values: int) -> bytes:
        return struct.pack(f"{self.order}{kinds}", *values)

    def length(self, value: int) -> bytes:
        """How many bytes follow; raises WriteError where they are too many."""
        self.check(value)
        return self.numbers("Q" if self.is_large else "I", value)

    def check(self, size_bytes: int) -> None:
        """Raise WriteError where a length cannot be so large."""
        if size_bytes > _MOST_BYTES and not self.is_large:
            sentence = (
                "These layers take more than the 4 GiB that PSD and TIFF have for them; write OpenRaster or OpenEXR."
            )
            raise WriteError("layers-too-large", sentence)

    def key(self, key: bytes) -> bytes:
        """Four letters that are read as one number."""
        return key if self.order == ">" else key[::-1]


@contextmanager
def counted(file: BufferedWriter, form: Form) -> Iterator[None]:
    """Before what is written in this block stands its length, filled up to a multiple of four."""
    length_at = file.tell()
    begin = length_at + file.write(form.length(0))
    yield
    file.write(bytes((begin - file.tell()) % 4))
    end = file.tell()
    file.seek(length_at)
    file.write(form.length(end - begin))
    file.seek(end)


def tagged_bytes(form: Form, key: bytes, data: bytes) -> bytes:
    """A block of a layer's record, with its key."""
    padded = data + bytes(-len(data) % 4)
    return form.key(b"8BIM") + form.key(key) + form.numbers("I", len(padded)) + padded


def unicode_bytes(text: str, form: Form) -> bytes:
    """A text with its length before it, in letters."""
    letters = text.encode("utf-16-le" if form.order == "<" else "utf-16-be")
    return form.numbers("I", len(letters) // 2) + letters


def pascal_bytes(text: str, multiple: int) -> bytes:
    """A text as old programs read it, filled up."""
    letters = text.encode("mac-roman", "replace")[:255]
    written = bytes((len(letters),)) + letters
    return written + bytes(-len(written) % multiple)
