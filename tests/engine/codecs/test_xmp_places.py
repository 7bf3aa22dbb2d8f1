"""Regions and subjects that XMP names are seen where they were, once the pixels are upright."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from engine.codecs import xmp
from engine.codecs.orientation import turned_upright
from engine.codecs.xmp_fields import packet

WIDTH, HEIGHT = 40, 30
NAMES = (
    'xmlns:m="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:a="http://ns.adobe.com/xmp/sType/Area#" '
    'xmlns:d="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:p="http://ns.microsoft.com/photo/1.2/t/Region#" '
    'xmlns:e="http://ns.adobe.com/exif/1.0/" xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
)
AREA, RECTANGLE = "{http://ns.adobe.com/xmp/sType/Area#}", "{http://ns.microsoft.com/photo/1.2/t/Region#}Rectangle"
DIMENSIONS, EXIF = "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}", "{http://ns.adobe.com/exif/1.0/}"
ATTRIBUTES = '<m:Area a:x="{}" a:y="{}" a:w="{}" a:h="{}" a:unit="normalized"/>'
ELEMENTS = '<m:Area rdf:parseType="Resource"><a:x>{}</a:x><a:y>{}</a:y><a:w>{}</a:w><a:h>{}</a:h></m:Area>'


def made(properties: str) -> bytes:
    return packet(f'<rdf:Description rdf:about="" {NAMES}>{properties}</rdf:Description>'.encode())


def said(content: bytes) -> dict[str, str | None]:
    """Attributes and elements by name; of a list the items."""
    found: dict[str, str | None] = {}
    for element in ET.fromstring(content).iter():
        found |= {element.tag: " ".join("".join(element.itertext()).split()), **element.attrib}
    return found


def cells(left: int, top: int, width: int, height: int) -> np.ndarray:
    picture = np.zeros((HEIGHT, WIDTH), bool)
    picture[top : top + height, left : left + width] = True
    return picture


def box_of(picture: np.ndarray) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is marked, in parts of the sides."""
    down, across = np.nonzero(picture)
    height, width = picture.shape
    return (
        across.min() / width,
        down.min() / height,
        (np.ptp(across) + 1) / width,
        (np.ptp(down) + 1) / height,
    )


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", [ATTRIBUTES, ELEMENTS])
def test_regions_of_faces_turn_with_the_pixels(orientation: int, form: str) -> None:
    marked = cells(4, 9, 6, 12)
    left, top, width, height = box_of(marked)
    area = form.format(left + width / 2, top + height / 2, width, height)
    dimensions = f'<m:AppliedToDimensions d:w="{WIDTH}" d:h="{HEIGHT}" d:unit="pixel"/>'
    rectangle = f"<p:Rectangle>{left}, {top}, {width}, {height}</p:Rectangle>"
    found = said(xmp.upright(made(area + dimensions + rectangle), orientation))
    turned = turned_upright(marked, orientation)
    left, top, width, height = box_of(turned)
    numbers = [float(found[f"{AREA}{name}"] or "") for name in "xywh"]
    assert numbers == pytest.approx([left + width / 2, top + height / 2, width, height], abs=1e-6)
    corner = [float(part) for part in (found[RECTANGLE] or "").split(",")]
    assert corner == pytest.approx([left, top, width, height], abs=1e-6)
    assert (found[f"{DIMENSIONS}h"], found[f"{DIMENSIONS}w"]) == tuple(map(str, turned.shape))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(), (9,), (8, 6)])
def test_the_main_subject_turns_with_the_pixels(orientation: int, size: tuple[int, ...]) -> None:
    items = "".join(f"<rdf:li>{value}</rdf:li> " for value in (5, 21, *size))
    properties = f"<e:PixelXDimension>{WIDTH}</e:PixelXDimension><e:PixelYDimension>{HEIGHT}</e:PixelYDimension>"
    properties += f"<e:SubjectArea><rdf:Seq>{items}</rdf:Seq></e:SubjectArea>"
    ((down, across),) = np.argwhere(turned_upright(cells(5, 21, 1, 1), orientation))
    expected = (across, down, *(size[::-1] if orientation >= 5 else size))
    found = said(xmp.upright(made(properties), orientation))
    assert found[f"{EXIF}SubjectArea"] == " ".join(map(str, expected))


SIDES = f"<e:PixelXDimension>{WIDTH}</e:PixelXDimension><e:PixelYDimension>{HEIGHT}</e:PixelYDimension>"
IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
TURNED = {
    # Pixels of 40 x 30: left 4, top 9, width 6, height 12; a centre 8, 12; corners 0, 0 and 10, 30.
    1: ((4, 9, 6, 12), (8, 12), (0, 0, 10, 30)),
    2: ((30, 9, 6, 12), (32, 12), (40, 0, 30, 30)),
    3: ((30, 9, 6, 12), (32, 18), (40, 30, 30, 0)),
    6: ((9, 4, 12, 6), (18, 8), (30, 0, 0, 10)),
    8: ((9, 30, 12, 6), (12, 32), (0, 40, 30, 30)),
}
"""What they are in the upright picture, by hand."""


def boundary(shape: str, unit: str, inside: str) -> str:
    return f'<i:RegionBoundary i:rbShape="{shape}" i:rbUnit="{unit}" {inside}</i:RegionBoundary>'


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("unit", ["pixel", "relative"])
def test_iptcs_regions_turn_with_the_pixels(orientation: int, unit: str) -> None:
    across, down = (WIDTH, HEIGHT) if unit == "relative" else (1, 1)
    box, centre, corners = TURNED[orientation]
    wide, high = (down, across) if orientation >= 5 else (across, down)

    def numbers(shape: str, inside: str) -> list[float]:
        found = xmp.upright(made(SIDES + boundary(shape, unit, inside)), orientation)
        marks = [f"{IPTC}{name}" for name in ("rbX", "rbY", "rbW", "rbH", "rbRx")]
        texts = [text for each in ET.fromstring(found).iter() for text in ((each.tag, each.text), *each.attrib.items())]
        return [float(text or "") for name, text in texts if name in marks]

    rectangle = f'i:rbX="{4 / across}" i:rbY="{9 / down}" i:rbW="{6 / across}" i:rbH="{12 / down}">'
    expected = [box[0] / wide, box[1] / high, box[2] / wide, box[3] / high]
    assert numbers("rectangle", rectangle) == pytest.approx(expected, abs=1e-6)
    circle = f'i:rbX="{8 / across}" i:rbY="{12 / down}" i:rbRx="{3 / across}">'
    assert numbers("circle", circle) == pytest.approx([centre[0] / wide, centre[1] / high, 3 / wide], abs=1e-6)
    vertices = "".join(
        f'<rdf:li rdf:parseType="Resource"><i:rbX>{x / across}</i:rbX><i:rbY>{y / down}</i:rbY></rdf:li>'
        for x, y in ((0, 0), (10, 30))
    )
    expected = [corners[0] / wide, corners[1] / high, corners[2] / wide, corners[3] / high]
    polygon = f"><i:rbVertices><rdf:Seq>{vertices}</rdf:Seq></i:rbVertices>"
    assert numbers("polygon", polygon) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    "place",
    [
        boundary("rectangle", "pixel", 'i:rbX="4" i:rbY="9" i:rbW="6" i:rbH="12">'),
        boundary("circle", "relative", 'i:rbX="0.2" i:rbY="0.3" i:rbRx="0.1">'),
        boundary("ellipse", "relative", 'i:rbX="0.2" i:rbY="0.3">'),
        '<m:Area a:x="12" a:y="30" a:unit="pixel"/>',
        '<m:Area a:x="left" a:y="0.5"/>',
        '<m:Area a:x="0.5" a:y="0.5" a:w="0.1"/>',
        "<p:Rectangle>0.1, 0.2</p:Rectangle>",
        "<e:SubjectArea><rdf:Seq><rdf:li>5</rdf:li><rdf:li>21</rdf:li></rdf:Seq></e:SubjectArea>",
    ],
)
def test_a_place_that_cannot_be_turned_is_left_out_and_nothing_else(place: str) -> None:
    rest = "<m:Name>Jane</m:Name>"
    assert xmp.upright(made(place + rest), 6) == made(rest)
    assert xmp.upright(made(place + rest), 1) == made(place + rest)
