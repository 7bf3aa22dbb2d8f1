"""Switches of the view: each shows what the canvas shows, and nothing brings back what was hidden."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolButton

from sils_gui.state.looking import REMIX, Arrangement, Kind, Shown
from sils_gui.state.settings import THEME
from sils_gui.view.commands import commands
from sils_gui.view.theme import DARK, LIGHT, Theme
from tests.gui.hand import CTRL, Hand, PhotoFile

pytestmark = pytest.mark.gui
LAYER = Shown(Kind.LAYER, 1)


@pytest.fixture
def hand(separated: Hand) -> Hand:
    return separated


def colors_in(button: QToolButton) -> set[str]:
    """The colours of a button's middle, where its icon is."""
    image = button.grab().toImage()
    middle = button.rect().adjusted(4, 4, -4, -4)
    return {
        image.pixelColor(x, y).name()
        for y in range(middle.top(), middle.bottom() + 1)
        for x in range(middle.left(), middle.right() + 1)
    }


def test_no_picture_on_a_button_has_two_meanings(hand: Hand) -> None:
    actions = [hand.window.actions_.of(name) for name in commands()]
    icons = [action.icon() for action in actions if not action.icon().isNull()]
    pictures = [icon.pixmap(20, 20).toImage() for icon in (*icons, hand.window.docks.mixer.strips[0].eye.icon())]
    assert not any(one == other for one, other in combinations(pictures, 2))


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_an_eye_that_is_lit_can_be_seen(hand: Hand, theme: Theme) -> None:
    hand.sils.state.settings.set(THEME, theme.name)
    hand.key("2")
    eye = hand.window.docks.mixer.strips[1].eye
    assert eye.isChecked()
    assert QColor(theme.accent_text).name() in colors_in(eye)


@pytest.mark.parametrize("by_key", [True, False], ids=["key", "eye"])
def test_a_layer_is_shown_although_before_was_on(hand: Hand, by_key: bool) -> None:
    photo = _before(hand)
    eye = hand.window.docks.mixer.strips[1].eye
    if by_key:
        hand.key("2")
    else:
        hand.click(eye)
    assert hand.canvas.framing.pictures == (LAYER,)
    assert eye.isChecked()
    assert not hand.window.actions_.of("before").isChecked()
    assert (hand.seen_photo() != photo).any()


def test_no_eye_is_lit_while_the_photo_is_seen(hand: Hand) -> None:
    eye = hand.window.docks.mixer.strips[1].eye
    hand.key("2")
    assert eye.isChecked()
    _before(hand)
    assert not eye.isChecked()
    hand.key("\\")
    assert eye.isChecked()


def test_the_same_layer_again_shows_it_unless_it_is_seen_alone(hand: Hand) -> None:
    pictures = hand.canvas.framing
    for key in ("2", "g", "2"):
        hand.key(key)
    assert pictures.pictures == (LAYER,)
    hand.key("2")
    assert pictures.pictures == (REMIX,)
    for key in ("2", "d", "2"):
        hand.key(key)
    assert pictures.pictures == (LAYER,)
    assert hand.sils.state.looking.arrangement is Arrangement.SINGLE


def test_panels_are_ticked_while_they_are_seen(hand: Hand) -> None:
    panels, mixer = hand.window.actions_.of("panels"), hand.window.docks.right
    assert (panels.isChecked(), mixer.isVisible()) == (True, True)
    hand.key(Qt.Key.Key_Tab)
    assert (panels.isChecked(), mixer.isVisible()) == (False, False)
    hand.menu("View", "Panels")
    assert (panels.isChecked(), mixer.isVisible()) == (True, True)


def test_hidden_panels_stay_hidden_for_the_next_photo(hand: Hand, photo_file: PhotoFile) -> None:
    hand.key(Qt.Key.Key_Tab)
    hand.open(photo_file("second.png", 130))
    hand.key(Qt.Key.Key_PageUp)
    assert not hand.window.docks.right.isVisible()
    hand.key(Qt.Key.Key_Tab)
    hand.key(Qt.Key.Key_PageDown)
    assert hand.window.docks.right.isVisible()


def test_panels_hide_and_show_the_film_strip_with_the_mixer(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("second.png", 130))
    assert docks_shown(hand) == (True, True)
    hand.key(Qt.Key.Key_Tab)
    hand.open(photo_file("third.png", 140))
    assert docks_shown(hand) == (False, False)
    hand.key(Qt.Key.Key_Tab)
    assert docks_shown(hand) == (True, True)


def test_a_film_strip_that_was_hidden_stays_so_until_it_is_asked_for(hand: Hand, photo_file: PhotoFile) -> None:
    switch = hand.window.actions_.of("film_strip")
    assert (switch.isEnabled(), switch.isChecked()) == (False, False)
    hand.open(photo_file("second.png", 130))
    assert (switch.isEnabled(), switch.isChecked()) == (True, True)
    switch.trigger()
    hand.open(photo_file("third.png", 140))
    for shown in ((False, False), (True, False)):
        hand.key(Qt.Key.Key_Tab)
        assert docks_shown(hand) == shown
    assert not switch.isChecked()
    hand.key(Qt.Key.Key_Tab)
    switch.trigger()
    assert docks_shown(hand) == (True, True)
    for left in (2, 1):
        hand.key("w", CTRL)
        assert len(hand.sils.state.desk.documents) == left
    assert docks_shown(hand) == (True, False)


def test_there_are_no_panels_without_a_photo(hand: Hand) -> None:
    panels = hand.window.actions_.of("panels")
    assert panels.isEnabled()
    hand.key("w", CTRL)
    assert hand.sils.state.desk.current is None
    hand.qtbot.keyClick(hand.window, Qt.Key.Key_F9)
    assert not panels.isEnabled()
    assert docks_shown(hand) == (False, False)


def test_solo_and_mute_are_for_a_layer_that_the_photo_has(hand: Hand, photo_file: PhotoFile) -> None:
    solo, mute = (hand.window.actions_.of(name) for name in ("solo", "mute"))
    hand.sils.state.looking.set(layer=2)
    assert (solo.isEnabled(), mute.isEnabled()) == (False, False)
    hand.key("2")
    assert (solo.isEnabled(), mute.isEnabled()) == (True, True)
    hand.open(photo_file("second.png", 130))
    assert (solo.isEnabled(), mute.isEnabled()) == (False, False)
    hand.separate()
    assert (solo.isEnabled(), mute.isEnabled()) == (True, True)


def docks_shown(hand: Hand) -> tuple[bool, bool]:
    """Whether mixer and film strip are seen."""
    return hand.window.docks.right.isVisible(), hand.window.docks.left.isVisible()


def test_the_keys_for_the_next_photo_hide_nothing_where_there_is_none(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Tab, CTRL)
    assert hand.window.docks.right.isVisible()


def test_clipping_marks_nothing_in_a_difference_that_is_black(hand: Hand) -> None:
    hand.set_amount(100)
    hand.key("j")
    hand.key("d")
    assert not hand.seen_photo()[30:].any()


def _before(hand: Hand) -> np.ndarray:
    hand.key("\\")
    return hand.seen_photo()
