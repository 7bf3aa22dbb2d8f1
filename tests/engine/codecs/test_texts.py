"""Texts beside the pixels: those that XMP has a place for go there, of the others a notice tells."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.codecs import png_profiles, png_texts
from engine.codecs.keeping import Keep, kept
from engine.codecs.png_chunks import chunk, inflated, xmp_chunk
from engine.codecs.reading import read_photo
from engine.codecs.xmp_fields import with_texts
from engine.picture import Metadata, Photo
from tests.engine.codecs.samples import save_png

PICTURE = np.zeros((3, 4, 3), np.uint8)
PLAIN = chunk(b"tEXt", b"Author\0Zo\xeb")
PACKED = chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"Zo\xeb"))
INTERNATIONAL = chunk(b"iTXt", b"Author\0\0\0de\0Autor\0" + "Zoë".encode())
BOTH = chunk(b"iTXt", b"Author\0\1\0\0\0" + zlib.compress("Zoë".encode()))
NAMES = {b"Title": "title", b"Author": "creator", b"Description": "description", b"Copyright": "rights"}


def photo_with(folder: Path, *chunks: bytes) -> Photo:
    return read_photo(save_png(folder / "a.png", PICTURE, chunks=b"".join(chunks)))


def texts(metadata: Metadata) -> dict[str, str]:
    """The texts of a packet by their names in Dublin Core."""
    named = (element for element in ET.fromstring(metadata.xmp).iter() if "/dc/elements/" in element.tag)
    return {element.tag.rpartition("}")[2]: "".join(element.itertext()) for element in named}


@pytest.mark.parametrize("author", [PLAIN, PACKED, INTERNATIONAL, BOTH])
def test_an_author_is_the_creator_in_any_kind_of_text(tmp_path: Path, author: bytes) -> None:
    photo = photo_with(tmp_path, author)
    assert texts(photo.metadata) == {"creator": "Zoë"}
    assert photo.notices == ()


@pytest.mark.parametrize(
    ("rule", "left"), [(Keep.ALL, {*NAMES.values()}), (Keep.COPYRIGHT, {"creator", "rights"}), (Keep.NONE, None)]
)
def test_what_a_rule_leaves_of_texts(tmp_path: Path, rule: Keep, left: set[str] | None) -> None:
    metadata = kept(photo_with(tmp_path, *(chunk(b"tEXt", name + b"\0a") for name in NAMES)).metadata, rule)
    assert (set(texts(metadata)) if metadata.xmp else None) == left


def test_what_xmp_says_goes_before(tmp_path: Path) -> None:
    photo = photo_with(tmp_path, PLAIN, xmp_chunk(with_texts(b"", {"creator": "Another", "title": "Harbor"})))
    assert texts(photo.metadata) == {"creator": "Another", "title": "Harbor"}


def test_of_texts_without_a_place_a_notice_tells(tmp_path: Path) -> None:
    photo = photo_with(tmp_path, PLAIN, chunk(b"tEXt", b"Comment\0by the sea"), chunk(b"zTXt", b"Source\0\0broken"))
    (notice,) = photo.notices
    assert (notice.code, notice.sentence) == ("texts-dropped", "Texts of a.png were left out: Comment.")
    assert b"by the sea" not in photo.metadata.xmp


def test_a_text_that_is_too_long_is_left_out_with_a_notice_and_the_next_counts(tmp_path: Path) -> None:
    long, fitting = (chunk(b"zTXt", b"Title\0\0" + zlib.compress(b"a" * size)) for size in ((1 << 20) + 1, 1 << 20))
    photo = photo_with(tmp_path, long, fitting)
    assert len(texts(photo.metadata)["title"]) == 1 << 20
    assert [notice.sentence for notice in photo.notices] == ["Texts of a.png were left out: Title."]


def test_only_some_names_of_many_texts_are_told(tmp_path: Path) -> None:
    photo = photo_with(tmp_path, *(chunk(b"tEXt", b"Note %d\0a" % number) for number in range(1000)))
    names = ", ".join(f"Note {number}" for number in range(8))
    assert [notice.sentence for notice in photo.notices] == [f"Texts of a.png were left out: {names}, …."]


@pytest.mark.parametrize("keyword", [b"Title", b"Comment", b"Raw profile type x%d", b"Raw profile type exif"])
def test_of_many_packed_texts_only_some_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keyword: bytes
) -> None:
    sizes: list[int] = []

    def counting(*arguments: Any) -> bytes:
        content = inflated(*arguments)
        sizes.append(len(content))
        return content

    for module in (png_texts, png_profiles):
        monkeypatch.setattr(module, "inflated", counting)
    packed = zlib.compress(bytes(1 << 20))
    names = [keyword % number if b"%d" in keyword else keyword for number in range(30)]
    photo = photo_with(tmp_path, *(chunk(b"zTXt", name + b"\0\0" + packed) for name in names))
    assert sum(sizes) <= 17 << 20
    assert [notice.code for notice in photo.notices] == ["texts-dropped"] * (not keyword.startswith(b"Raw"))


@pytest.mark.parametrize("text", [b"Software\0SILS", b"date:create\0today", b"Comment\0 ", b"Raw profile type x\0\n"])
def test_programs_own_texts_and_empty_ones_go_in_silence(tmp_path: Path, text: bytes) -> None:
    photo = photo_with(tmp_path, chunk(b"tEXt", text))
    assert (photo.metadata, photo.notices) == (Metadata(), ())


def test_of_the_comment_of_a_jpeg_a_notice_tells(tmp_path: Path) -> None:
    for comment, expected in ((b"by the sea", ["texts-dropped"]), (b"\0", []), (b"", [])):
        Image.fromarray(PICTURE).save(tmp_path / "a.jpg", comment=comment)
        assert [notice.code for notice in read_photo(tmp_path / "a.jpg").notices] == expected
