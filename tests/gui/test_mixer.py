"""The mixer stays as it was left: unfolded, and scrolled to where the hand works."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sils_gui.state.settings import THEME
from sils_gui.view.mixer import Mixer
from tests.gui.hand import Hand, PhotoFile

pytestmark = pytest.mark.gui


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo of three layers, of which the last two are unfolded and in sight."""
    mixer = separated.window.docks.mixer
    for strip in mixer.strips[1:]:
        separated.click(strip.disclose)
    QApplication.processEvents()
    mixer.verticalScrollBar().setValue(100)
    assert unfolded(mixer) == [False, True, True]
    assert scrolled(mixer) == 100
    return separated


def unfolded(mixer: Mixer) -> list[bool]:
    return [strip.controls["tint"].isVisibleTo(strip) for strip in mixer.strips]


def scrolled(mixer: Mixer) -> int:
    QApplication.processEvents()
    return mixer.verticalScrollBar().value()


def test_after_separating_again(hand: Hand) -> None:
    hand.separate()
    assert unfolded(hand.window.docks.mixer) == [False, True, True]
    assert scrolled(hand.window.docks.mixer) == 100


def test_after_another_photo_was_shown(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("second.png", 130))
    assert not hand.window.docks.mixer.strips
    hand.key(Qt.Key.Key_PageUp)
    assert unfolded(hand.window.docks.mixer) == [False, True, True]
    assert scrolled(hand.window.docks.mixer) == 100


def test_in_another_theme(hand: Hand) -> None:
    hand.sils.state.settings.set(THEME, "light")
    assert unfolded(hand.window.docks.mixer) == [False, True, True]
    assert scrolled(hand.window.docks.mixer) == 100


def test_what_is_folded_again_stays_folded(hand: Hand) -> None:
    hand.click(hand.window.docks.mixer.strips[2].disclose)
    hand.separate()
    assert unfolded(hand.window.docks.mixer) == [False, True, False]
