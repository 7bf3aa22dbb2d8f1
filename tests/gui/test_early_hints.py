"""Hints that are painted before there are layers: the first separation uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from engine.spec import ONLY
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand, Make, PhotoFile

pytestmark = pytest.mark.gui
HINTED, PLAIN = 0.4 / 1.2, 0.2


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(hand: Hand, photo_file: PhotoFile) -> Hand:
    """A photo as it was opened, with a stroke that says where the rain is."""
    hand.open(photo_file())
    hand.tool("brush")
    hand.type(hand.window.brush_bar.size_control, "20")
    hand.choose(hand.window.brush_bar.target, "rain")
    hand.seen()
    hand.stroke((30, 60), (60, 60))
    return hand


def test_the_brush_offers_the_layers_of_the_chosen_separator_and_no_mask(hand: Hand) -> None:
    target = hand.window.brush_bar.target
    layers = ["background", "reflection", "rain"]
    assert [target.itemData(row) for row in range(target.count())] == [*layers, *(name + ONLY for name in layers)]
    assert hand.window.brush_bar.note.text() == "Paint where this layer is clearly seen. Separate will use it."
    hand.choose(hand.window.tool_bar.task, "half")
    assert not hand.window.brush_bar.isVisible()
    assert not hand.window.actions_.of("brush").isEnabled()


def test_the_first_separation_uses_what_was_painted(hand: Hand) -> None:
    assert hand.document.undo_stack.undoText() == "Paint: Rain is here"
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(HINTED, abs=0.02)
    assert hand.share_of(2, 45, 110) == pytest.approx(PLAIN, abs=0.01)
    assert hand.document.painted.hints.keys() == {"rain"}


def test_a_stroke_can_be_taken_back_before_and_after_the_separation(hand: Hand) -> None:
    hand.key("z", CTRL)
    assert not hand.document.painted.hints
    hand.key("z", CTRL | SHIFT)
    hand.separate()
    hand.key("z", CTRL)
    assert not hand.document.painted.hints
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(PLAIN, abs=0.01)


def test_hints_that_the_separator_has_no_layers_for_are_asked_about(hand: Hand) -> None:
    hand.choose(hand.window.tool_bar.task, "half")
    asked = hand.answer_with("Cancel")
    hand.tool("separate")
    why = "They are hints for layers that this task does not make, and would be left out."
    assert asked == [f"The edits to photo.png are not saved.\n{why}"]
    assert hand.sils.shop.jobs.running is None
    assert hand.document.painted.hints.keys() == {"rain"}


def test_hints_that_were_given_up_are_left_out_and_no_redo_brings_them_back(hand: Hand) -> None:
    hand.choose(hand.window.tool_bar.task, "half")
    hand.answer_question(QMessageBox.StandardButton.Discard)
    hand.separate()
    assert hand.document.is_saved
    for keys in (CTRL, CTRL, CTRL | SHIFT, CTRL | SHIFT):
        hand.key("z", keys)
        assert not hand.document.painted.hints


def test_hints_that_were_taken_back_stay_so_where_the_separator_has_no_layers_for_them(hand: Hand) -> None:
    hand.key("z", CTRL)
    hand.choose(hand.window.tool_bar.task, "half")
    hand.separate()
    hand.key("z", CTRL | SHIFT)
    assert not hand.document.painted.hints


def test_hints_that_were_saved_wait_for_their_layers_while_others_are_there(hand: Hand) -> None:
    hand.choose(hand.window.tool_bar.task, "half")
    hand.answer_question(QMessageBox.StandardButton.Save)
    hand.separate()
    assert not hand.document.painted.hints
    hand.choose(hand.window.tool_bar.task, "three")
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(HINTED, abs=0.02)
    assert hand.document.is_saved


def test_hints_are_saved_before_there_are_layers(hand: Hand) -> None:
    path = hand.document.photo.path
    assert not hand.document.is_saved
    hand.save()
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.share_of(2, 45, 60) == pytest.approx(HINTED, abs=0.02)


def test_hints_survive_a_crash_before_there_are_layers(hand: Hand, make_window: Make, tmp_path: Path) -> None:
    hand.crash(tmp_path / "recovery")
    again = Hand(hand.qtbot, make_window("three"))
    again.bring_back()
    assert again.share_of(2, 45, 60) == pytest.approx(HINTED, abs=0.02)
