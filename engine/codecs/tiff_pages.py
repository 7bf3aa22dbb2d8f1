"""Which page of a TIFF file is the photo: the first that is no smaller picture of another and no mask of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain

from engine.codecs.directory import Directory, DirectoryError, Layout, read_directory
from engine.codecs.file_bytes import Buffer

REDUCED, _MASK = 1, 4
_SUBFILE_TYPE = 254


@dataclass(frozen=True)
class Pages:
    """The photo's directory and its number, the file's first directory, and whether more pages are whole pictures."""

    first: Directory
    photo: Directory
    number: int
    has_more: bool

    @property
    def described(self) -> Directory:
        """The photo's directory, with the entries of the first where it has none of its own."""
        return Directory(
            {**self.first.entries, **self.photo.entries},
            {**self.first.children, **self.photo.children},
            outside=self.first.outside | self.photo.outside,
        )


def pages_in(content: Buffer, layout: Layout, at: int) -> Pages:
    """The pages of a file whose first directory lies at an offset; without a whole picture the first is the photo.

    Raises DirectoryError where the file ends before the photo's directory.
    """
    others = _directories(content, layout, at)
    first = next(others)
    for number, directory in enumerate(chain((first,), others)):
        if _is_whole_picture(directory, layout):
            return Pages(first, directory, number, _has_picture(others, layout))
    return Pages(first, first, 0, has_more=False)


def _directories(content: Buffer, layout: Layout, at: int) -> Iterator[Directory]:
    """One after the other, up to the last or one that was there before."""
    seen: set[int] = set()
    while not seen or (at and at not in seen):
        seen.add(at)
        directory = read_directory(content, layout, at)
        yield directory
        at = directory.next_at


def _has_picture(directories: Iterator[Directory], layout: Layout) -> bool:
    with suppress(DirectoryError):
        return any(_is_whole_picture(directory, layout) for directory in directories)
    return False


def _is_whole_picture(directory: Directory, layout: Layout) -> bool:
    entry = directory.entries.get(_SUBFILE_TYPE)
    kind = entry.whole_numbers(layout.order)[:1] if entry else ()
    return not sum(kind) & (REDUCED | _MASK)
