"""A photo that takes long to read is seen coarsely meanwhile, and commands are for what is seen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.codecs.reading import read_photo
from engine.picture import Photo
from sils_gui.work import opening
from tests.engine.codecs.negatives import save_dng
from tests.gui.hand import CTRL, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


@pytest.fixture
def glimpsed(
    separated: Hand, photo_file: PhotoFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Hand, threading.Event]]:
    """Two photos are open, and `large.dng` is seen coarsely until the event says that it may be read."""
    hand, may_read = separated, threading.Event()

    def read_when_told(path: Path) -> Photo:
        assert may_read.wait(WAIT_MS / 1000)
        return read_photo(path)

    hand.open(photo_file("second.png", 130))
    hand.separate()
    large = save_dng(tmp_path / "large.dng", np.full((64, 96, 3), 0.3), preview=np.full((64, 96, 3), 90, np.uint8))
    monkeypatch.setattr(opening, "read_photo", read_when_told)
    hand.drop(large)
    hand.qtbot.waitUntil(hand.window.first_look.isVisible, timeout=WAIT_MS)
    yield hand, may_read
    may_read.set()


def names(hand: Hand) -> list[str]:
    return [document.name for document in hand.sils.state.desk.documents]


def test_a_raw_is_seen_by_its_preview_until_it_is_developed(hand: Hand, tmp_path: Path) -> None:
    preview = np.zeros((64, 96, 3), np.uint8)
    preview[:] = (200, 60, 20)
    photo = save_dng(tmp_path / "a.dng", np.full((64, 96, 3), 0.3), preview=preview)
    looks = hand.first_looks()
    hand.open(photo)
    (seen,) = looks
    assert tuple(seen[seen.shape[0] // 2, seen.shape[1] // 2]) == (200, 60, 20)
    assert "a.dng" in hand.window.first_look.sentence
    assert hand.canvas.isVisible()
    assert not hand.window.first_look.isVisible()


def test_a_large_jpeg_is_seen_coarsely_where_it_will_be_until_it_is_read(hand: Hand, tmp_path: Path) -> None:
    corners = np.array([[[180, 110, 110], [130, 160, 130]], [[120, 120, 180], [180, 170, 130]]], np.uint8)
    photo = tmp_path / "large.jpg"
    assert cv2.imwrite(str(photo), cv2.resize(corners, (3601, 2503), interpolation=cv2.INTER_NEAREST))
    looks = hand.first_looks()
    hand.open(photo)
    (seen,), whole = looks, hand.seen()
    assert hand.window.first_look.sentence == ""
    assert seen.shape == whole.shape
    off = np.abs(seen.astype(int) - whole).max(axis=2)
    assert np.mean(off > 2) < 0.01  # nothing but the edges, which are a little softer


def test_a_large_jpeg_that_ends_too_early_leaves_the_window_as_it_was(hand: Hand, tmp_path: Path) -> None:
    photo = tmp_path / "large.jpg"
    assert cv2.imwrite(str(photo), np.full((2503, 3601, 3), 120, np.uint8))
    photo.write_bytes(photo.read_bytes()[:9000])
    hand.drop(photo)
    assert "large.jpg ends after" in hand.told()
    hand.qtbot.waitUntil(hand.window.welcome.isVisible, timeout=WAIT_MS)
    assert not hand.window.docks.right.isVisible()


def test_a_raw_that_cannot_be_developed_leaves_the_window_as_it_was(hand: Hand, tmp_path: Path) -> None:
    photo = save_dng(tmp_path / "a.dng", np.full((64, 96, 3), 0.3), preview=np.zeros((64, 96, 3), np.uint8))
    content = photo.read_bytes()
    photo.write_bytes(content[: len(content) - 6000])
    hand.drop(photo)
    assert hand.told()
    hand.qtbot.waitUntil(hand.window.welcome.isVisible, timeout=WAIT_MS)


def test_while_a_photo_is_glimpsed_the_window_is_about_it_alone(glimpsed: tuple[Hand, threading.Event]) -> None:
    hand, _ = glimpsed
    assert hand.window.windowTitle() == "Opening large.dng — SILS"
    assert hand.window.docks.mixer.strips == []
    assert hand.sils.shop.previewing.overview is None  # which the histogram is drawn from
    for name in ("save", "export", "enqueue", "separate", "copy", "paste", "reset", "solo", "fit", "wipe", "brush"):
        assert not hand.window.actions_.of(name).isEnabled(), name


def test_the_photo_that_was_glimpsed_takes_its_place(glimpsed: tuple[Hand, threading.Event]) -> None:
    hand, may_read = glimpsed
    may_read.set()
    hand.qtbot.waitUntil(lambda: not hand.window.first_look.is_on, timeout=WAIT_MS)
    assert hand.document.name == "large.dng"
    assert hand.window.windowTitle().startswith("large.dng")


@pytest.mark.parametrize(("key", "modifier"), [("w", CTRL), (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)])
def test_closing_what_is_glimpsed_gives_its_opening_up_and_nothing_else(
    glimpsed: tuple[Hand, threading.Event], key: str | Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    hand, may_read = glimpsed
    hand.key(key, modifier)
    assert not hand.window.first_look.is_on  # at once, although the file is still being read
    assert hand.document.name == "second.png"
    may_read.set()
    hand.qtbot.waitUntil(lambda: hand.sils.shop.opening.jobs.running is None, timeout=WAIT_MS)
    hand.rest()
    assert names(hand) == ["photo.png", "second.png"]
    assert hand.document.name == "second.png"
    assert len(hand.window.docks.mixer.strips) == 2


def test_another_photo_that_is_chosen_meanwhile_is_shown(glimpsed: tuple[Hand, threading.Event]) -> None:
    hand, may_read = glimpsed
    hand.pick(hand.window.docks.film_strip, 0)
    hand.rest()
    assert not hand.window.first_look.is_on
    assert hand.window.windowTitle().startswith("photo.png")
    may_read.set()
    hand.qtbot.waitUntil(lambda: hand.document.name == "large.dng", timeout=WAIT_MS)


def test_a_photo_that_was_closed_meanwhile_is_not_shown_again(glimpsed: tuple[Hand, threading.Event]) -> None:
    hand, _ = glimpsed
    desk = hand.sils.state.desk
    desk.close(desk.documents[1])  # as by a question that was answered late
    hand.key(Qt.Key.Key_Escape)
    assert hand.document.name == "photo.png"


def test_a_glimpse_that_arrives_after_its_photo_was_given_up_is_not_shown(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = save_dng(tmp_path / "large.dng", np.full((64, 96, 3), 0.3), preview=np.zeros((64, 96, 3), np.uint8))
    is_on_its_way, is_given_up, looks = threading.Event(), threading.Event(), hand.first_looks()

    def read(path: Path) -> Photo:
        is_on_its_way.set()
        assert is_given_up.wait(WAIT_MS / 1000)  # else it may be read before
        return read_photo(path)

    monkeypatch.setattr(opening, "read_photo", read)
    hand.sils.shop.opening.open([large])
    assert is_on_its_way.wait(WAIT_MS / 1000)  # meanwhile nothing arrives in this thread
    hand.sils.shop.opening.stop()
    is_given_up.set()
    hand.qtbot.waitUntil(lambda: hand.sils.shop.opening.jobs.running is None, timeout=WAIT_MS)
    assert looks == []
    assert hand.window.welcome.isVisible()
