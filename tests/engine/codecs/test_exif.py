"""EXIF blocks: facts, and blocks made true of upright pixels in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.codecs import exif
from engine.codecs.directory import EXIF, DirectoryError, read_directory, read_header
from tests.engine.codecs.exif_blocks import MAKER_NOTE, THUMBNAIL, exif_block

ORDERS = ["<", ">"]


def loaded(block: bytes) -> Image.Exif:
    """The block as Pillow reads it."""
    read = Image.Exif()
    read.load(b"Exif\0\0" + block)
    return read


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_becomes_1_and_sides_turn_with_the_pixels(order: str, orientation: int) -> None:
    upright = loaded(exif.upright(exif_block(order, orientation=orientation), orientation))
    inner = upright.get_ifd(EXIF)
    assert upright[0x0112] == 1
    assert (inner[0xA002], inner[0xA003]) == ((30, 40) if orientation >= 5 else (40, 30))
    assert (upright[0x011A], upright[0x011B]) == ((200, 300) if orientation >= 5 else (300, 200))


@pytest.mark.parametrize("order", ORDERS)
def test_nothing_moves_and_the_maker_note_stays(order: str) -> None:
    block = exif_block(order, orientation=6)
    upright = exif.upright(block, 6)
    assert len(upright) == len(block)
    assert upright.index(MAKER_NOTE) == block.index(MAKER_NOTE)
    assert loaded(upright).get_ifd(EXIF)[0x927C] == MAKER_NOTE


@pytest.mark.parametrize("order", ORDERS)
def test_the_thumbnail_is_gone(order: str) -> None:
    block = exif_block(order)
    assert THUMBNAIL in block
    upright = exif.upright(block, 1)
    assert b"thumbnail" not in upright
    layout, at = read_header(upright)
    assert read_directory(upright, layout, at).next_at == 0


@pytest.mark.parametrize("order", ORDERS)
def test_facts_are_read(order: str) -> None:
    said = exif.facts(exif_block(order, orientation=3, is_adobe_rgb=True))
    assert said == exif.Facts(orientation=3, dpi=(300.0, 200.0), is_adobe_rgb=True)
    assert not exif.facts(exif_block(order)).is_adobe_rgb


def test_no_block_says_nothing() -> None:
    assert exif.facts(b"") == exif.Facts()
    assert exif.upright(b"", 6) == b""


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(block: bytes) -> None:
    for candidate in (block, b"II*\0\x08\0\0\0" + block):
        try:
            said = exif.facts(candidate)
            exif.upright(candidate, said.orientation)
        except DirectoryError:
            continue


@given(st.integers(0, 399), st.binary(min_size=1, max_size=12))
def test_a_damaged_block_is_read_or_refused(at: int, damage: bytes) -> None:
    block = bytearray(exif_block(orientation=6))
    block[at : at + len(damage)] = damage
    try:
        said = exif.facts(bytes(block))
        assert 1 <= said.orientation <= 8
        exif.upright(bytes(block), said.orientation)
    except DirectoryError:
        pass
