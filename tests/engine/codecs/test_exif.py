"""EXIF blocks: facts, and blocks made true of upright pixels in place."""

from __future__ import annotations

import struct
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.codecs import exif
from engine.codecs.directory import EXIF, DirectoryError, read_directory, read_header
from engine.codecs.exif import read_block
from engine.codecs.exif_upright import upright as made_upright
from engine.codecs.orientation import turned_upright
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
    upright = loaded(made_upright(exif_block(order, orientation=orientation), orientation))
    inner = upright.get_ifd(EXIF)
    assert upright[0x0112] == 1
    assert (inner[0xA002], inner[0xA003]) == ((30, 40) if orientation >= 5 else (40, 30))
    assert (upright[0x011A], upright[0x011B]) == ((200, 300) if orientation >= 5 else (300, 200))


@pytest.mark.parametrize("order", ORDERS)
def test_nothing_moves_and_the_maker_note_stays(order: str) -> None:
    block = exif_block(order, orientation=6)
    upright = made_upright(block, 6)
    assert upright.index(MAKER_NOTE) == block.index(MAKER_NOTE)
    assert loaded(upright).get_ifd(EXIF)[0x927C] == MAKER_NOTE


@pytest.mark.parametrize("order", ORDERS)
def test_the_thumbnail_is_gone(order: str) -> None:
    block = exif_block(order)
    assert THUMBNAIL in block
    upright = made_upright(block, 1)
    assert b"thumbnail" not in upright
    layout, at = read_header(upright)
    assert read_directory(upright, layout, at).next_at == 0


@pytest.mark.parametrize("order", ORDERS)
def test_facts_are_read(order: str) -> None:
    said = exif.facts(exif_block(order, orientation=3, is_adobe_rgb=True))
    assert said == exif.Facts(orientation=3, dpi=(300.0, 200.0), is_adobe_rgb=True)
    assert not exif.facts(exif_block(order)).is_adobe_rgb


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(), (9,), (8, 6)])
def test_the_main_subject_stays_where_it_is_seen(order: str, orientation: int, size: tuple[int, ...]) -> None:
    picture = np.zeros((30, 40), bool)
    picture[21, 5] = True
    block = exif_block(order, orientation=orientation, sides=(40, 30), subject=(5, 21, *size))
    upright = made_upright(block, orientation)
    ((down, across),) = np.argwhere(turned_upright(picture, orientation))
    assert loaded(upright).get_ifd(EXIF)[0x9214] == (across, down, *(size[::-1] if orientation >= 5 else size))
    assert upright.index(MAKER_NOTE) == block.index(MAKER_NOTE)


@pytest.mark.parametrize("order", ORDERS)
def test_a_subject_that_lies_outside_is_left_out_and_nothing_else(order: str) -> None:
    block = exif_block(order, orientation=6, sides=(40, 30), subject=(5, 31))
    before, after = loaded(block).get_ifd(EXIF), loaded(made_upright(block, 6)).get_ifd(EXIF)
    assert set(before) - set(after) == {0x9214}
    assert after[0x927C] == before[0x927C]


def test_a_subject_of_an_upright_picture_is_left_alone() -> None:
    assert loaded(made_upright(exif_block(subject=(500, 31)), 1)).get_ifd(EXIF)[0x9214] == (500, 31)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("moved", [0, 1000, 40_001])
def test_a_block_that_is_built_has_its_maker_note_where_it_lay(order: str, moved: int) -> None:
    block = exif_block(order)
    layout, _, first = read_block(block)
    note = first.children[EXIF].entries[0x927C]
    there = replace(note, data_at=note.data_at + moved)
    inner = replace(first.children[EXIF], entries={**first.children[EXIF].entries, 0x927C: there})
    built = exif.built(replace(first, children={**first.children, EXIF: inner}), layout)
    assert built.index(MAKER_NOTE) == there.data_at
    assert loaded(built).get_ifd(EXIF)[0x927C] == MAKER_NOTE
    assert exif.facts(built) == exif.facts(block)


@pytest.mark.parametrize("data_at", [0, 7, 65_500, 1 << 31])
def test_a_maker_note_from_too_far_away_leaves_the_block_small(data_at: int) -> None:
    layout, _, first = read_block(exif_block())
    note = replace(first.children[EXIF].entries[0x927C], data_at=data_at)
    inner = replace(first.children[EXIF], entries={**first.children[EXIF].entries, 0x927C: note})
    built = exif.built(replace(first, children={**first.children, EXIF: inner}), layout)
    assert len(built) < 2 * len(exif_block())
    assert loaded(built).get_ifd(EXIF)[0x927C] == MAKER_NOTE


def test_values_that_lie_over_each_other_are_not_copied_without_end() -> None:
    entries = [struct.pack("<HHII", 40_000 + number, 7, 1000, 8) for number in range(4000)]
    block = b"II*\0" + struct.pack("<IH", 8, len(entries)) + b"".join(entries)
    _, _, directory = read_block(block)
    assert 0 < sum(len(entry.data) for entry in directory.entries.values()) <= 1 << 20


def test_no_block_says_nothing() -> None:
    assert exif.facts(b"") == exif.Facts()
    assert made_upright(b"", 6) == b""


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(block: bytes) -> None:
    for candidate in (block, b"II*\0\x08\0\0\0" + block):
        try:
            said = exif.facts(candidate)
            made_upright(candidate, said.orientation)
        except DirectoryError:
            continue


@given(st.integers(0, 399), st.binary(min_size=1, max_size=12))
def test_a_damaged_block_is_read_or_refused(at: int, damage: bytes) -> None:
    block = bytearray(exif_block(orientation=6))
    block[at : at + len(damage)] = damage
    try:
        said = exif.facts(bytes(block))
        assert 1 <= said.orientation <= 8
        made_upright(bytes(block), said.orientation)
    except DirectoryError:
        pass


def test_entries_may_share_a_long_value() -> None:
    text = b"one text for all of them ".ljust(999, b".") + b"\0"
    tags, value_at = (270, 271, 272, 305), 8 + 2 + 4 * 12 + 4
    entries = b"".join(struct.pack("<HHII", tag, 2, len(text), value_at) for tag in tags)
    block = b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4) + text
    _, _, first = read_block(block)
    assert {tag: entry.data for tag, entry in first.entries.items()} == dict.fromkeys(tags, text)
    assert first.is_whole
