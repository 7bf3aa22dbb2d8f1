"""XMP packets as trees that know where each property lies, so that one can be changed and all else stays as it is.

Source: Adobe's XMP Specification part 1 (ISO 16684-1), sections 6 and 7; part 3, 1.1 (encodings).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DESCRIPTION = f"{{{RDF}}}Description"
NS_TIFF, NS_EXIF = "{http://ns.adobe.com/tiff/1.0/}", "{http://ns.adobe.com/exif/1.0/}"
"""Namespaces, as names of nodes begin with them."""
_CODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_DECLARATION = re.compile(r"^\ufeff?<\?xml\s[^>]*\?>")
_TAG = re.compile(rb"""<[^\s/>"']+((?:[^"'>/]|"[^"]*"|'[^']*')*)/?>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SPACE, _SPACES = b" \t\r\n", re.compile(rb"\s*")
_DEEPEST = 100
"""Real packets nest a tenth of it."""

Edit = tuple[int, int, bytes]
"""Where bytes begin and end, and what is to be there instead."""


@dataclass(frozen=True)
class Node:
    """An element or attribute, its name as "{namespace}name", and where it and its content begin and end."""

    name: str
    begin: int
    end: int
    inner: tuple[int, int]
    attributes: tuple[Node, ...] = ()
    children: tuple[Node, ...] = ()

    @property
    def properties(self) -> tuple[Node, ...]:
        """Attributes and elements alike, but for those that RDF itself needs."""
        return tuple(node for node in (*self.attributes, *self.children) if not node.name.startswith(f"{{{RDF}}}"))

    def walk(self) -> Iterator[Node]:
        """All elements and attributes, each before what is in it."""
        yield self
        yield from self.attributes
        for child in self.children:
            yield from child.walk()

    def found(self, name: str) -> Iterator[Node]:
        """Those of a name."""
        return (node for node in self.walk() if node.name == name)


def in_utf8(packet: bytes) -> bytes:
    """The packet in UTF-8, as it is where it was that before."""
    for coding in _CODINGS:
        if packet.startswith(("<".encode(coding), "\ufeff<".encode(coding))):
            return _DECLARATION.sub("", packet.decode(coding, "ignore").removeprefix("\ufeff")).encode()
    return packet


def tree(packet: bytes) -> Node | None:
    """The outermost element of a packet; None where it is no XML that can be read, or has a document type."""
    try:
        return _Reader(packet).root
    except (expat.ExpatError, ValueError):
        return None


def edited(packet: bytes, edits: Iterable[Edit]) -> bytes:
    """The packet with other bytes in some places, none of which lies in another."""
    out, at = [], 0
    for begin, end, instead in sorted(edits):
        out += (packet[at:begin], instead)
        at = end
    return b"".join((*out, packet[at:]))


def without(packet: bytes, is_meant: Callable[[str], bool]) -> bytes:
    """The packet without properties whose names are meant, and without descriptions that nothing is left of."""
    root = tree(packet)
    gone = () if root is None else _meant(root, is_meant)
    return edited(packet, [(*_with_space(packet, node), b"") for node in gone])


def _meant(node: Node, is_meant: Callable[[str], bool]) -> Iterator[Node]:
    gone = [part for part in (*node.attributes, *node.children) if is_meant(part.name)]
    if gone and node.name == DESCRIPTION and len(gone) == len(node.properties):
        yield node
        return
    yield from gone
    for child in node.children:
        if child not in gone:
            yield from _meant(child, is_meant)


def _with_space(packet: bytes, node: Node) -> tuple[int, int]:
    """Where a node begins and ends: an attribute with the space before it, an element with the space after it."""
    after = _SPACES.match(packet, node.end) if packet.startswith(b"<", node.begin) else None
    return node.begin, after.end() if after else node.end


class _UnreadableError(ValueError):
    """It has a document type, nests too deep, or is in an encoding whose tags are no ASCII."""


class _Reader:
    """Reads a packet once; expat checks it and resolves its namespaces, the tags say where attributes lie."""

    def __init__(self, packet: bytes) -> None:
        self._packet = packet
        self._open: list[tuple[str, re.Match[bytes], tuple[Node, ...], list[Node]]] = []
        self.root: Node | None = None
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.Parse(packet.rstrip(_SPACE + b"\0"), True)

    def _begin(self, name: str, attributes: list[str]) -> None:
        tag = _TAG.match(self._packet, self._parser.CurrentByteIndex)
        if tag is None or len(self._open) == _DEEPEST:
            raise _UnreadableError
        found = [at for at in _ATTRIBUTE.finditer(self._packet, *tag.span(1)) if not at[1].startswith(b"xmlns")]
        nodes = zip(attributes[::2], found, strict=True)
        self._open.append((name, tag, tuple(_attribute(name, at) for name, at in nodes), []))

    def _end(self, name: str) -> None:
        _, tag, attributes, children = self._open.pop()
        is_empty = tag[0].endswith(b"/>")
        inner = tag.end() if is_empty else self._parser.CurrentByteIndex
        end = tag.end() if is_empty else self._packet.index(b">", inner) + 1
        node = Node(_braced(name), tag.start(), end, (tag.end(), inner), attributes, tuple(children))
        if self._open:
            self._open[-1][3].append(node)
        else:
            self.root = node

    def _refuse(self, *_: object) -> None:
        raise _UnreadableError


def _attribute(name: str, at: re.Match[bytes]) -> Node:
    return Node(_braced(name), at.start(), at.end(), at.span(2) if at[2] is not None else at.span(3))


def _braced(name: str) -> str:
    return f"{{{name}" if "}" in name else name
