"""What SILS says in a packet stands there once, whoever wrote the packet last, and costs it nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.codecs.container import Container
from engine.codecs.keeping import Keep, kept
from engine.codecs.reading import read_photo
from engine.codecs.xmp import upright
from engine.codecs.xmp_fields import ORIGIN, with_origin, with_texts, without_origin
from engine.picture import Depth, Metadata, Photo
from tests.engine.pictures import write_pixels

FIELDS = {"Version": "2", "Mix": '{"a": "<&>"}'}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP, DC = "http://ns.adobe.com/xap/1.0/", "http://purl.org/dc/elements/1.1/"
OWN = {
    "attributes": f'<rdf:Description rdf:about="" xmlns:sils="{ORIGIN}" sils:Version="1" sils:Mix="&lt;/>"/>',
    "single quotes": f"<rdf:Description rdf:about='' xmlns:s='{ORIGIN}'\n s:Version='1'\n s:Mix='/>'/>",
    "elements": f"<rdf:Description xmlns:sils='{ORIGIN}'>\n<sils:Old>1</sils:Old> <sils:Mix/></rdf:Description>",
}
THEIRS = f'<rdf:Description rdf:about="" xmlns:xmp="{XMP}" xmp:Rating="4"/>'
MERGED = f'<rdf:Description rdf:about="" xmlns:xmp="{XMP}" xmlns:sils="{ORIGIN}" sils:Version="1" xmp:Rating="4"%s/>'
EXIFTOOL = shutil.which("exiftool")


def packet_of(*descriptions: str) -> bytes:
    inside = "".join(descriptions)
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">{inside}</rdf:RDF></x:xmpmeta>'.encode()


def fields(packet: bytes, namespace: str) -> list[tuple[str, str]]:
    """Every field of a namespace, attribute or element, as often as it is there."""
    found = []
    for element in ET.fromstring(packet).iter():
        found += [(element.tag, element.text or ""), *element.attrib.items()]
    return [(name.rpartition("}")[2], value) for name, value in found if name.startswith(f"{{{namespace}}}")]


@pytest.mark.parametrize("own", OWN.values(), ids=OWN)
def test_older_fields_are_gone_however_they_were_written(own: str) -> None:
    assert without_origin(packet_of(THEIRS, own)) == packet_of(THEIRS)
    again = with_origin(packet_of(own, THEIRS), FIELDS)
    assert fields(again, ORIGIN) == [*FIELDS.items()]
    assert fields(again, XMP) == [("Rating", "4")]


def test_a_description_that_others_share_stays_without_ours() -> None:
    again = with_origin(packet_of(MERGED % f' sils:Mix="{{}}" xmlns:dc="{DC}" dc:format="image/jpeg"'), FIELDS)
    assert fields(again, ORIGIN) == [*FIELDS.items()]
    assert (fields(again, XMP), fields(again, DC)) == ([("Rating", "4")], [("format", "image/jpeg")])


def test_saying_it_twice_is_saying_it_once() -> None:
    for packet in (b"", packet_of(THEIRS), packet_of(MERGED % "")):
        once = with_origin(packet, FIELDS)
        assert with_origin(once, FIELDS) == once


@pytest.mark.parametrize(("opened", "name"), [("r:", "xmlns:r"), ("", "xmlns"), ("rdf:", "xmlns:rdf")])
def test_any_prefix_of_rdf_is_understood(opened: str, name: str) -> None:
    theirs = f'<r:Description xmlns:r="{RDF}" xmlns:xmp="{XMP}" xmp:Rating="4"/>'
    again = with_origin(f'<{opened}RDF {name}="{RDF}">{theirs}</{opened}RDF>'.encode(), FIELDS)
    assert (fields(again, ORIGIN), fields(again, XMP)) == ([*FIELDS.items()], [("Rating", "4")])


@pytest.mark.parametrize("broken", [b"<broken", packet_of(THEIRS)[:-1], b"<!DOCTYPE a>" + packet_of(THEIRS)])
def test_nothing_is_added_to_a_packet_that_cannot_be_read(broken: bytes) -> None:
    assert with_origin(broken, FIELDS) == broken


@pytest.mark.parametrize("empty", [b"", f'<rdf:RDF xmlns:rdf="{RDF}"/>'.encode(), b"<x:a xmlns:x='b'/>", packet_of()])
def test_a_packet_without_content_may_be_replaced(empty: bytes) -> None:
    assert fields(with_origin(empty, FIELDS), ORIGIN) == [*FIELDS.items()]


@pytest.mark.parametrize("prefix", ["rdf", "r"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16-le", "utf-32-be"])
def test_copyright_is_found_in_any_prefix_and_encoding_and_nothing_else(prefix: str, coding: str) -> None:
    text = packet_of(
        f'<rdf:Description xmlns:xmp="{XMP}" xmlns:dc="{DC}" xmp:Rating="4"><dc:rights><rdf:Alt>'
        "<rdf:li xml:lang='x-default'>(c) Zoë</rdf:li></rdf:Alt></dc:rights><dc:subject>home</dc:subject>"
        "</rdf:Description>"
    ).decode()
    packet = upright(text.replace("rdf:", f"{prefix}:").replace(":rdf=", f":{prefix}=").encode(coding), 1)
    left = kept(Metadata(xmp=packet), Keep.COPYRIGHT).xmp
    assert "(c) Zoë".encode() in left
    assert b"Rating" not in left
    assert b"home" not in left
    assert kept(Metadata(xmp=packet), Keep.NONE) == Metadata()


def test_texts_come_into_the_packet_unless_it_has_them() -> None:
    creator = "<dc:creator><rdf:Seq><rdf:li>Zoë</rdf:li></rdf:Seq></dc:creator>"
    theirs = f'<rdf:Description xmlns:dc="{DC}">{creator}</rdf:Description>'
    found = with_texts(packet_of(theirs), {"creator": "another", "rights": "(c) <Zoë>\x07"})
    assert ("li", "Zoë") in fields(found, RDF)
    assert ("li", "(c) <Zoë>") in fields(found, RDF)
    assert b"another" not in found
    assert with_texts(packet_of(theirs), {"creator": "another"}) == packet_of(theirs)


def _jpeg(folder: Path, xmp: bytes) -> tuple[list[str], bytes]:
    photo = Photo(Path("a.png"), np.zeros((2, 3, 3), np.float32), metadata=Metadata(xmp=xmp))
    target = folder / "a.jpg"
    notices = write_pixels(target, photo.pixels, like=photo, container=Container.JPEG, depth=Depth.EIGHT)
    return [notice.code for notice in notices], read_photo(target).metadata.xmp


def test_a_packet_that_only_just_fits_a_jpeg_goes_there_without_our_words(tmp_path: Path) -> None:
    theirs = packet_of(THEIRS, "<!--" + "x" * 65_000 + "-->")
    assert _jpeg(tmp_path, theirs) == ([], theirs)
    assert _jpeg(tmp_path, with_origin(theirs, {"Mix": "m" * 999})) == (["origin-dropped"], theirs)
    too_large = packet_of(THEIRS, "<!--" + "x" * 66_000 + "-->")
    assert _jpeg(tmp_path, with_origin(too_large, FIELDS)) == (["metadata-too-large"], b"")


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
def test_what_exiftool_edits_between_two_runs_survives_the_second(tmp_path: Path) -> None:
    _jpeg(tmp_path, with_origin(packet_of(THEIRS), {"Version": "1", "Old": "x"}))
    command = [str(EXIFTOOL), "-q", "-overwrite_original", "-XMP-photoshop:City=Rome", tmp_path / "a.jpg"]
    subprocess.run(command, check=True)
    photo = read_photo(tmp_path / "a.jpg")
    like = replace(photo, metadata=replace(photo.metadata, xmp=with_origin(photo.metadata.xmp, FIELDS)))
    write_pixels(tmp_path / "b.jpg", photo.pixels, like=like, container=Container.JPEG, depth=Depth.EIGHT)
    listing = [str(EXIFTOOL), "-j", "-a", "-G", "-XMP:all", "-warning", tmp_path / "b.jpg"]
    (tags,) = json.loads(subprocess.run(listing, capture_output=True, check=True, text=True).stdout)
    assert (tags["XMP:Rating"], tags["XMP:City"], str(tags["XMP:Version"])) == (4, "Rome", "2")
    assert "XMP:Old" not in tags
    assert "ExifTool:Warning" not in tags
