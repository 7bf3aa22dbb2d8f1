"""Sliders: what is one step of the history and what is two, and a place that says nothing yet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from sils_gui.view.value_control import ValueControl
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, Hand

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with two layers, 30 % of the second."""
    separated.set_amount(30)
    return separated


def amount(hand: Hand) -> ValueControl:
    return hand.window.docks.mixer.strips[1].controls["strength"]


def strength(hand: Hand) -> float:
    assert hand.document.mix is not None
    return hand.document.mix.layers[1].strength


def place(control: ValueControl, share: float) -> QPoint:
    """A place on a slider, as a share of its length."""
    return QPoint(round(5.5 + share * (control.slider.width() - 11)), control.slider.height() // 2)


def test_a_reset_by_double_click_is_one_step(hand: Hand) -> None:
    steps, slider, beside = hand.document.undo_stack.count(), amount(hand).slider, place(amount(hand), 0.25)
    hand.qtbot.mouseClick(slider, LEFT, pos=beside)
    hand.qtbot.mouseDClick(slider, LEFT, pos=beside)
    assert strength(hand) == 1.0
    assert hand.document.undo_stack.count() == steps + 1
    hand.key("z", CTRL)
    assert strength(hand) == pytest.approx(0.3)


def test_other_buttons_than_the_left_neither_reset_nor_end_a_drag(hand: Hand) -> None:
    slider, right = amount(hand).slider, Qt.MouseButton.RightButton
    for button in (right, Qt.MouseButton.MiddleButton):
        hand.qtbot.mouseDClick(slider, button, pos=place(amount(hand), 0.5))
    assert strength(hand) == 0.3
    hand.qtbot.mousePress(slider, LEFT, pos=place(amount(hand), 0.25))
    hand.qtbot.mouseClick(slider, right, pos=place(amount(hand), 0.25))
    hand.qtbot.mouseMove(slider, place(amount(hand), 0.75))
    hand.qtbot.mouseRelease(slider, LEFT, pos=place(amount(hand), 0.75))
    assert strength(hand) == pytest.approx(1.5, abs=0.03)


@pytest.mark.parametrize("beside_px", [-4, -1, 1, 4])
def test_the_handle_is_dragged_by_where_it_was_grabbed(hand: Hand, beside_px: int) -> None:
    slider, grabbed = amount(hand).slider, place(amount(hand), 0.15) + QPoint(beside_px, 0)
    hand.qtbot.mousePress(slider, LEFT, pos=grabbed)
    assert strength(hand) == 0.3
    hand.qtbot.mouseMove(slider, grabbed + QPoint(10, 0))
    hand.qtbot.mouseRelease(slider, LEFT, pos=grabbed + QPoint(10, 0))
    assert strength(hand) - 0.3 == pytest.approx(2 * 10 / (slider.width() - 11), abs=0.01)


@pytest.mark.parametrize(
    ("key", "expected"),
    [(Qt.Key.Key_Home, 0), (Qt.Key.Key_End, 2), (Qt.Key.Key_PageUp, 1.51), (Qt.Key.Key_PageDown, 1.49)],
)
def test_a_key_after_a_drag_is_a_step_of_its_own(hand: Hand, key: Qt.Key, expected: float) -> None:
    hand.drag(amount(hand), 0.2, 0.5, 0.75)
    dragged = strength(hand)
    hand.qtbot.keyClick(amount(hand).slider, key)
    assert strength(hand) == pytest.approx(expected, abs=0.03)
    hand.key("z", CTRL)
    assert strength(hand) == dragged


def test_balance_says_nothing_where_it_stands_nowhere_and_a_click_puts_it_there(hand: Hand) -> None:
    balance = hand.window.docks.mixer.balance
    assert balance is not None
    hand.set_amount(150)
    assert balance.entry.text() == "–"
    assert not balance.entry.isEnabled()
    hand.click(balance.slider, place(balance, 0.5))
    assert strength(hand) == 1.0
    assert balance.entry.text() == "0.0"
    assert balance.entry.isEnabled()
    hand.key("z", CTRL)
    assert strength(hand) == 1.5
    assert balance.entry.text() == "–"


def test_balance_that_stood_nowhere_shows_a_number_that_it_showed_before(hand: Hand) -> None:
    balance = hand.window.docks.mixer.balance
    assert balance is not None
    hand.set_amount(100)
    assert balance.entry.text() == "0.0"
    hand.set_amount(150)
    hand.key("z", CTRL)
    assert balance.entry.text() == "0.0"
