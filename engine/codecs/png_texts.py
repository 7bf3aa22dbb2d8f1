"""Texts of a PNG: those that XMP has a place for, and the names of those that are lost.

Source: PNG, third edition, section 11.3.3. Raw profiles and XMP are texts too, but read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.codecs.png_chunks import XMP_KEYWORD, Chunk, inflated
from engine.codecs.png_profiles import KEYWORD as RAW_KEYWORD

_IN_XMP = {"Title": "title", "Author": "creator", "Description": "description", "Copyright": "rights"}
"""Keywords of the standard, and what Dublin Core calls them."""
_OF_THE_FILE = "Software"
"""Programs' own keywords, as ImageMagick's "date:create", have a colon."""
_READ_ELSEWHERE = (RAW_KEYWORD, XMP_KEYWORD)


@dataclass(frozen=True)
class Texts:
    """The first text of each kind by its name in Dublin Core, and the keywords of the others."""

    described: dict[str, str]
    others: tuple[str, ...]


def texts_in(parts: Iterable[Chunk]) -> Texts:
    """The texts among a file's chunks, empty ones and those of programs for themselves aside."""
    described: dict[str, str] = {}
    others: dict[str, None] = {}
    for keyword, text in _texts(parts):
        if keyword in _IN_XMP:
            described.setdefault(_IN_XMP[keyword], text)
        elif keyword != _OF_THE_FILE and ":" not in keyword:
            others[keyword] = None
    return Texts(described, tuple(others))


def _texts(parts: Iterable[Chunk]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.name not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        keyword, _, rest = part.content.partition(b"\0")
        if keyword.startswith(_READ_ELSEWHERE):
            continue
        content, coding = rest, "latin-1"
        if part.name == b"zTXt":
            content = inflated(rest[1:])
        elif part.name == b"iTXt":
            content, coding = rest[2:].split(b"\0", 2)[-1], "utf-8"
            content = inflated(content) if rest[:1] == b"\1" else content
        text = content.decode(coding, "replace").strip("\0 \t\r\n")
        if text:
            yield keyword.decode("latin-1"), text
