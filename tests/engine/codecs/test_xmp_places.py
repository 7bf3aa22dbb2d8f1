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
    'xmlns:e="http://ns.adobe.com/exif/1.0/"'
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


@pytest.mark.parametrize(
    "place",
    [
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
