"""Marks stay what they are: any gradient or range of a mask is taken in hand again, changed, or removed."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.marks import Combine, Linear, Radial, Stroke, Tones
from sils_gui.state.brush import Tool
from sils_gui.state.drawing import mask_plane
from sils_gui.state.scribble import MASK
from sils_gui.view.mark_row import MarkRow
from tests.gui.hand import CTRL, Hand, PhotoFile, marks_of

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(masking: Hand) -> Hand:
    """A photo of 160×120 at 100 % with a linear gradient, an ellipse, a range and a stroke, and the brush in hand."""
    masking.bar_button("linear")
    masking.stroke((20, 20), (60, 20))
    masking.bar_button("radial")
    masking.stroke((110, 80), (140, 100))
    masking.bar_button("range")
    masking.bar_button("range")
    masking.bar_button("radial")
    masking.stroke((10, 110), (20, 110))
    assert [type(mark) for mark in marks_of(masking)] == [Linear, Radial, Tones, Stroke]
    return masking


def mask_of(hand: Hand) -> np.ndarray:
    scribble = hand.document.painted.mask
    assert scribble is not None, "something is painted"
    return mask_plane(scribble, hand.document.photo)


def row(hand: Hand) -> MarkRow:
    return hand.window.brush_bar.mark_row


def take(hand: Hand, number: int) -> None:
    """Choose a mark in the list by the keyboard."""
    marks = row(hand).marks
    marks.setFocus()
    while marks.currentIndex() != number - 1:
        hand.qtbot.keyClick(marks, Qt.Key.Key_Down if marks.currentIndex() < number - 1 else Qt.Key.Key_Up)
    hand.seen()


def test_the_list_has_what_can_be_changed_and_a_stroke_is_none_of_it(hand: Hand) -> None:
    marks = row(hand).marks
    titles = [marks.itemText(index) for index in range(marks.count())]
    assert titles == ["1 · Linear gradient", "2 · Radial gradient", "3 · Brightness"]
    assert marks.currentIndex() == -1
    assert not row(hand).combine.isEnabled()
    assert not hand.window.actions_.of("remove").isEnabled()
    hand.bar_button("clear")
    assert not row(hand).isVisible()


def test_an_early_gradient_is_taken_from_the_list_and_reshaped_in_its_place(hand: Hand) -> None:
    before, steps = marks_of(hand), hand.document.undo_stack.count()
    take(hand, 1)
    assert hand.sils.state.brush.tool is Tool.LINEAR
    hand.stroke((60, 20), (60, 50))
    changed = marks_of(hand)
    assert isinstance(changed[0], Linear)
    assert (*changed[0].start, *changed[0].end) == pytest.approx((20, 20, 60, 50), abs=1)
    assert changed[1:] == before[1:]
    assert hand.document.undo_stack.count() == steps + 1
    hand.stroke((40, 35), (50, 35))
    assert isinstance(marks_of(hand)[0], Linear)
    assert len(marks_of(hand)) == 4
    for _ in range(2):
        hand.key("z", CTRL)
    assert marks_of(hand) == before
    assert row(hand).marks.currentIndex() == 0


def test_a_press_on_its_middle_takes_a_gradient_in_hand(hand: Hand) -> None:
    hand.bar_button("linear")
    steps = hand.document.undo_stack.count()
    hand.stroke((110, 80))
    assert row(hand).marks.currentIndex() == 1
    assert hand.sils.state.brush.tool is Tool.RADIAL
    assert hand.document.undo_stack.count() == steps
    hand.stroke((40, 20), (45, 30))
    (first, *others) = marks_of(hand)
    assert isinstance(first, Linear)
    assert first.start == pytest.approx((25, 30), abs=1)
    assert len(others) == 3
    assert row(hand).marks.currentIndex() == 0


def test_a_stroke_is_painted_over_a_middle(hand: Hand) -> None:
    hand.stroke((110, 80))
    assert isinstance(marks_of(hand)[-1], Stroke)
    assert len(marks_of(hand)) == 5


def test_fade_and_range_are_of_the_mark_in_hand(hand: Hand) -> None:
    mask_row = hand.window.brush_bar.mask_row
    take(hand, 2)
    hand.type(mask_row.fade, "0")
    ellipse, tones = marks_of(hand)[1:3]
    assert isinstance(ellipse, Radial)
    assert ellipse.fade == 0
    take(hand, 3)
    assert mask_row.isVisible()
    hand.type(mask_row.low, "80")
    assert marks_of(hand)[2] != tones
    assert marks_of(hand)[2] == Tones(0.8, 1.0)
    assert len(marks_of(hand)) == 4
    take(hand, 1)
    assert not mask_row.isVisible()


def test_a_mark_adds_takes_away_or_intersects_as_is_chosen_later(hand: Hand) -> None:
    take(hand, 3)
    before, steps = mask_of(hand), hand.document.undo_stack.count()
    hand.choose(row(hand).combine, Combine.SUBTRACT)
    assert marks_of(hand)[2] == Tones(combine=Combine.SUBTRACT)
    assert hand.document.undo_stack.count() == steps + 1
    assert hand.document.undo_stack.undoText() == "By brightness: Mask of the mix"
    assert (mask_of(hand) <= before).all()
    assert mask_of(hand).sum() < before.sum()
    take(hand, 1)
    assert row(hand).combine.currentData() is Combine.ADD
    hand.key("z", CTRL)
    np.testing.assert_array_equal(mask_of(hand), before)


def test_a_mark_is_removed_by_its_button_or_by_delete(hand: Hand) -> None:
    before = marks_of(hand)
    take(hand, 2)
    hand.bar_button("remove")
    assert marks_of(hand) == (before[0], *before[2:])
    assert hand.document.undo_stack.undoText() == "Remove a mark"
    take(hand, 1)
    hand.key(Qt.Key.Key_Delete)
    assert marks_of(hand) == before[2:]
    for _ in range(2):
        hand.key("z", CTRL)
    assert marks_of(hand) == before


def test_without_its_only_mark_a_mask_is_none_and_the_mix_acts_everywhere(hand: Hand) -> None:
    hand.bar_button("clear")
    hand.bar_button("linear")
    hand.stroke((20, 20), (60, 20))
    hand.key(Qt.Key.Key_Delete)
    assert hand.document.painted.mask is None


def test_a_new_mark_is_in_hand_and_another_photo_has_its_own(hand: Hand, photo_file: PhotoFile) -> None:
    take(hand, 1)
    hand.stroke((20, 60), (60, 60))
    assert len(marks_of(hand)) == 5
    assert row(hand).marks.currentIndex() == 3
    take(hand, 1)
    hand.open(photo_file("other.png"))
    hand.separate()
    hand.sils.state.brush.aim(MASK)
    for start in (20, 70):
        hand.stroke((start, 60), (start + 40, 60))
    assert row(hand).marks.currentIndex() == 1
