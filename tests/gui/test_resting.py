"""Photos that are not shown give their memory back, and are the very same when they are shown again."""

from __future__ import annotations

import mmap
import shutil
import weakref
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.codecs.reading import read_photo
from engine.preview import Pyramid
from sils_gui.state.document import Document
from tests.gui.hand import WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


def is_mapped(array: Any) -> bool:
    """Whether an array lies in a file."""
    while isinstance(array, np.ndarray):
        array = array.base
    return isinstance(array, mmap.mmap)


def rests(document: Document) -> bool:
    levels = document.levels
    pictures = [*(picture for level in levels.levels for picture in level), *levels.alphas]
    return all(is_mapped(picture) for picture in pictures if picture is not None)


def test_photos_that_are_not_shown_are_not_in_memory(hand: Hand, photo_file: PhotoFile) -> None:
    paths = [photo_file(f"{number}.png", 200 + number, 150) for number in range(3)]
    in_memory = []
    for path in paths:
        hand.open(path)
        in_memory.append(weakref.ref(hand.document.photo.pixels))
    hand.qtbot.waitUntil(lambda: [array() is None for array in in_memory] == [True, True, False], timeout=WAIT_MS)
    for document, path in zip(hand.sils.state.desk.documents, paths, strict=True):
        assert document.levels.levels[0][0] is document.photo.pixels
        read = read_photo(path).pixels
        for level, (whole,) in zip(document.levels.levels, Pyramid.over([read]).levels, strict=True):
            np.testing.assert_array_equal(level[0], whole)


def test_a_transparent_photo_rests_with_its_transparency(hand: Hand, photo_file: PhotoFile) -> None:
    codes = np.random.default_rng(0).integers(0, 256, (150, 200, 4), dtype=np.uint8)
    path = photo_file()
    assert cv2.imwrite(str(path), codes)
    hand.open(path)
    first, before = hand.document, hand.document.levels
    hand.open(photo_file("second.png", 130))
    hand.qtbot.waitUntil(lambda: first.levels is not before, timeout=WAIT_MS)
    assert rests(first)
    assert first.photo.alpha is first.levels.alphas[0]
    assert len(first.levels.alphas) == len(before.alphas)
    for laid, alpha in zip(first.levels.alphas, before.alphas, strict=True):
        assert laid is not None
        np.testing.assert_array_equal(laid, alpha)


def test_one_that_is_separated_meanwhile_rests_with_its_layers_and_is_edited_again(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand.open(photo_file("first.png", 200, 150))
    first, file = hand.document, hand.sils.shop.choosing.file
    assert file is not None
    hand.open(photo_file("second.png", 130))
    hand.qtbot.waitUntil(lambda: rests(first), timeout=WAIT_MS)
    hand.sils.shop.separating.separate(first, file, first.quality)
    hand.qtbot.waitUntil(lambda: first.separation is not None and rests(first), timeout=WAIT_MS)
    assert first.separation is not None
    assert first.separation.photo is first.photo
    assert first.separation.largest_residual() < 1e-6
    assert not list((tmp_path / "layers").glob(".part-*"))
    hand.sils.state.desk.show(first)
    hand.set_amount(40)
    hand.rest()
    assert rests(first)


def test_where_the_disk_has_not_much_room_photos_stay_in_memory(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    usage = shutil.disk_usage(photo_file().parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: (asked.append(path), usage._replace(free=1000))[1])
    hand.open(photo_file("first.png"), photo_file("second.png", 130))
    hand.qtbot.waitUntil(lambda: bool(asked), timeout=WAIT_MS)
    hand.qtbot.wait(100)
    assert not any(rests(document) for document in hand.sils.state.desk.documents)
    assert hand.sils.state.problems.current is None
