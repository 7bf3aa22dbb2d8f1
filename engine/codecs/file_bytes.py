"""Bytes by slices, be they in memory or in a file, and the numbers in them."""

from __future__ import annotations

import os
import struct
from typing import Any, BinaryIO


class FileBytes:
    """An open file (a buffered one), read where a slice asks for it; slices of what is not there are shorter, or empty.

    A map into memory would look the same, but the system kills whoever looks at a page of it that is gone since another
    program has cut the file off.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = os.fstat(file.fileno()).st_size

    def __len__(self) -> int:
        """How many bytes there were when the file was opened."""
        return self._size

    def __getitem__(self, part: slice) -> bytes:
        """The bytes from `start` up to `stop`, neither below 0, without steps."""
        start, stop = part.start or 0, min(part.stop, self._size)
        if start >= stop:
            return b""
        self._file.seek(start)
        return self._file.read(stop - start)


Buffer = bytes | bytearray | FileBytes


def unpacked(form: str, buffer: Buffer, at: int) -> tuple[Any, ...]:
    """Numbers at an offset; raises struct.error where the buffer ends before they do."""
    return struct.unpack(form, buffer[at : at + struct.calcsize(form)])
