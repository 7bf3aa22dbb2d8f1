"""Places in the picture that XMP packets name, turned with the pixels: regions as of faces, and what was focused on.

Source: Metadata Working Group, Guidelines 2.0, section 5.9 (regions); IPTC Photo Metadata Standard 2023.2, "Region
Boundary"; Microsoft, People Tagging; Exif 2.32 in XMP. All count from the corner of the picture as it was stored. What
cannot be turned is taken out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from engine.codecs.orientation import turned_place, turned_sides
from engine.codecs.xmp_tree import NS_EXIF, RDF, Edit, Node

_REGIONS = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_AREA, _DIMENSIONS = "{http://ns.adobe.com/xmp/sType/Area#}", "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}"
_IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_RECTANGLE = "{http://ns.microsoft.com/photo/1.2/t/Region#}Rectangle"
_SUBJECTS = (f"{NS_EXIF}SubjectArea", f"{NS_EXIF}SubjectLocation")
_SIDES = (f"{NS_EXIF}PixelXDimension", f"{NS_EXIF}PixelYDimension")
_WHOLE = (1.0, 1.0)


def turned_places(packet: bytes, root: Node, orientation: int) -> Iterator[Edit]:
    """What is to be changed in a packet whose pixels were of an EXIF orientation and are upright now."""
    for area in root.found(f"{_REGIONS}Area"):
        yield from _turned_area(packet, area, orientation) or _gone(area)
    for dimensions in root.found(f"{_REGIONS}AppliedToDimensions"):
        yield from _turned_dimensions(packet, dimensions, orientation)
    for rectangle in root.found(_RECTANGLE):
        yield from _turned_rectangle(packet, rectangle, orientation) or _gone(rectangle)
    sides = [_number(packet, node) for name in _SIDES for node in root.found(name)]
    for boundary in root.found(f"{_IPTC}RegionBoundary"):
        yield from _turned_boundary(packet, boundary, orientation, sides) or _gone(boundary)
    for subject in (node for name in _SUBJECTS for node in root.found(name)):
        yield from _turned_subject(packet, subject, orientation, sides) or _gone(subject)


def _turned_area(packet: bytes, area: Node, orientation: int) -> list[Edit]:
    """The area about a centre, in parts of the sides."""
    parts = _parts(area, _AREA)
    unit = parts.get("unit")
    numbers = {name: _number(packet, parts[name]) for name in ("x", "y", "w", "h") if name in parts}
    is_known = {"x", "y"} <= numbers.keys() and ("w" in numbers) == ("h" in numbers)
    if not is_known or (unit and packet[slice(*unit.inner)].strip() != b"normalized"):
        return []
    turned = dict(zip("xy", turned_place((numbers["x"], numbers["y"]), orientation, last=_WHOLE), strict=True))
    if "w" in numbers:
        turned |= zip("wh", turned_sides((numbers["w"], numbers["h"]), orientation), strict=True)
    return _edits((parts[name], value) for name, value in turned.items())


def _turned_dimensions(packet: bytes, dimensions: Node, orientation: int) -> list[Edit]:
    parts = _parts(dimensions, _DIMENSIONS)
    if not {"w", "h"} <= parts.keys():
        return []
    nodes = (parts["w"], parts["h"])
    sides = turned_sides((_number(packet, nodes[0]), _number(packet, nodes[1])), orientation)
    return _edits(zip(nodes, sides, strict=True))


def _turned_rectangle(packet: bytes, rectangle: Node, orientation: int) -> list[Edit]:
    """Left, top, width and height, in parts of the sides."""
    numbers = [_as_number(part) for part in packet[slice(*rectangle.inner)].split(b",")]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        return []
    turned = _turned_box(numbers, orientation, _WHOLE)
    return [(*rectangle.inner, b", ".join(map(_text, turned)))]


def _turned_boundary(packet: bytes, boundary: Node, orientation: int, sides: list[float]) -> list[Edit]:
    """A rectangle, circle or polygon, in pixels or parts of the sides; a radius is in parts of the width."""
    parts = _parts(boundary, f"{_IPTC}rb")
    shape, unit = (packet[slice(*parts[name].inner)].strip() if name in parts else b"" for name in ("Shape", "Unit"))
    if unit not in (b"relative", b"pixel") or (len(sides) != 2 and unit == b"pixel"):
        return []
    last = _WHOLE if unit == b"relative" else (sides[0], sides[1])
    if shape == b"rectangle" and parts.keys() >= {*"XYWH"}:
        nodes = [parts[name] for name in "XYWH"]
        return _edits(
            zip(nodes, _turned_box([_number(packet, node) for node in nodes], orientation, last), strict=True)
        )
    across, down = ([*boundary.found(f"{_IPTC}rb{name}")] for name in "XY")
    if len(across) != len(down) or (shape, "Rx" in parts) not in ((b"circle", True), (b"polygon", False)):
        return []
    values: list[tuple[Node, float]] = []
    for x, y in zip(across, down, strict=True):
        values += zip(
            (x, y), turned_place((_number(packet, x), _number(packet, y)), orientation, last=last), strict=True
        )
    if shape == b"circle" and unit == b"relative" and orientation >= 5:
        ratio = sides[0] / sides[1] if len(sides) == 2 and sides[1] else math.nan
        values.append((parts["Rx"], _number(packet, parts["Rx"]) * ratio))
    return _edits(values)


def _turned_box(box: list[float], orientation: int, last: tuple[float, float]) -> tuple[float, ...]:
    """Left, top, width and height."""
    left, top, width, height = box
    corners = [turned_place(at, orientation, last=last) for at in ((left, top), (left + width, top + height))]
    return (*map(min, zip(*corners, strict=True)), *turned_sides((width, height), orientation))


def _turned_subject(packet: bytes, subject: Node, orientation: int, sides: list[float]) -> list[Edit]:
    """A list of the centre's pixel and, of an area, its diameter or its sides."""
    items = list(subject.found(f"{{{RDF}}}li"))
    if len(items) not in (2, 3, 4) or len(sides) != 2:
        return []
    numbers = [_number(packet, item) for item in items]
    turned = turned_place((numbers[0], numbers[1]), orientation, last=(sides[0] - 1, sides[1] - 1))
    if len(items) == 4:
        turned += turned_sides((numbers[2], numbers[3]), orientation)
    return _edits(zip(items, turned, strict=False))  # a diameter stays


def _edits(values: Iterable[tuple[Node, float]]) -> list[Edit]:
    """Values instead of the old ones; nothing where one of them is no number."""
    new = list(values)
    if not all(math.isfinite(value) for _, value in new):
        return []
    return [(*node.inner, _text(value)) for node, value in new]


def _gone(node: Node) -> list[Edit]:
    return [(node.begin, node.end, b"")]


def _parts(structure: Node, namespace: str) -> dict[str, Node]:
    return {node.name[len(namespace) :]: node for node in structure.walk() if node.name.startswith(namespace)}


def _number(packet: bytes, node: Node) -> float:
    return _as_number(packet[slice(*node.inner)])


def _as_number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _text(value: float) -> bytes:
    return (f"{value:.6f}".rstrip("0").rstrip(".") or "0").encode()
