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
_LONGEST_KEYWORD = 79
_LONGEST_BYTES, _MOST_BYTES = 1 << 20, 16 << 20
"""Of one text that is kept, and of all: a text may be packed into a thousandth of itself."""
_BEGINNING_BYTES = 1 << 10
"""What is looked at of a text that is left out, to see whether there is any."""
_READ_ELSEWHERE = (RAW_KEYWORD, XMP_KEYWORD)


@dataclass(frozen=True)
class Texts:
    """The first text of each kind by its name in Dublin Core, and the keywords of the others."""

    described: dict[str, str]
    others: tuple[str, ...]


def texts_in(parts: Iterable[Chunk]) -> Texts:
    """The texts among a file's chunks, empty ones and those of programs for themselves aside.

    Those that are too long are among the others.
    """
    described: dict[str, str] = {}
    others: dict[str, None] = {}
    left = _MOST_BYTES
    for text in _texts(parts):
        keyword, name = text.keyword, _IN_XMP.get(text.keyword)
        if name in described or keyword == _OF_THE_FILE or ":" in keyword:
            continue
        most = min(_LONGEST_BYTES, left) if name else _BEGINNING_BYTES
        content = text.begin(most + 1)
        if name:
            left = max(0, left - len(content))
        said = text.decoded(content)
        if len(content) > most or (said and not name):
            others[keyword] = None
        elif name and said:
            described[name] = said
    return Texts(described, tuple(others))


@dataclass(frozen=True)
class _Text:
    """A text as it lies in the file."""

    keyword: str
    stored: bytes
    coding: str
    is_packed: bool

    def begin(self, most: int) -> bytes:
        """So many bytes of it, unpacked; nothing where it is broken."""
        return inflated(self.stored, most) if self.is_packed else self.stored[:most]

    def decoded(self, content: bytes) -> str:
        return content.decode(self.coding, "replace").strip("\0 \t\r\n")


def _texts(parts: Iterable[Chunk]) -> Iterator[_Text]:
    for part in parts:
        if part.name not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        start, _, rest = part.content.partition(b"\0")
        keyword = start[:_LONGEST_KEYWORD].decode("latin-1")
        if start.startswith(_READ_ELSEWHERE):
            continue
        if part.name == b"iTXt":
            yield _Text(keyword, rest[2:].split(b"\0", 2)[-1], "utf-8", rest[:1] == b"\1")
        elif part.name == b"zTXt":
            yield _Text(keyword, rest[1:], "latin-1", is_packed=True)
        else:
            yield _Text(keyword, rest, "latin-1", is_packed=False)
