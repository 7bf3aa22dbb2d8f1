"""Hints that are others than those of the layers: they are told of where they are seen, and when they are saved."""

from __future__ import annotations

import pytest

from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand

pytestmark = pytest.mark.gui


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with three layers that were made with a hint for the third."""
    separated.key("b")
    separated.choose(separated.window.brush_bar.target, "rain")
    separated.seen()
    separated.stroke((30, 60), (60, 60))
    separated.separate()
    return separated


def is_told(hand: Hand) -> bool:
    return hand.window.docks.hints_note.isVisible()


def test_a_hint_that_was_taken_back_is_told_of_until_it_is_there_again(hand: Hand) -> None:
    assert not is_told(hand)
    hand.key("z", CTRL)
    assert is_told(hand)
    hand.key("z", CTRL | SHIFT)
    assert not is_told(hand)


def test_a_hint_that_was_added_is_told_of_until_layers_are_made_with_it(hand: Hand) -> None:
    hand.stroke((30, 90), (60, 90))
    assert is_told(hand)
    hand.separate()
    assert not is_told(hand)


def test_who_saves_other_hints_is_told_that_other_layers_will_come(hand: Hand) -> None:
    hand.save()
    assert hand.sils.state.problems.current is None
    hand.key("z", CTRL)
    hand.save()
    assert hand.told().startswith("The hints on photo.png were changed since its layers were made")


def test_nothing_is_told_of_hints_that_come_back_with_their_layers(hand: Hand) -> None:
    hand.save()
    path = hand.document.photo.path
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.document.painted.hints.keys() == {"rain"}
    assert not is_told(hand)
