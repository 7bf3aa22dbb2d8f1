"""From one task to another and back: what was saved comes back, what was not stays, and no file is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.job import load_job, save_job
from sils_gui.state.scribble import MASK
from tests.gui.hand import Hand

pytestmark = pytest.mark.gui
HINTED, PLAIN = 0.4 / 1.2, 0.2


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with three layers, of which the second is at 40 %, and a hint for the third; all of it is saved."""
    separated.set_amount(40)
    separated.key("b")
    separated.type(separated.window.brush_bar.size_control, "20")
    separated.choose(separated.window.brush_bar.target, "rain")
    separated.seen()
    separated.stroke((30, 60), (60, 60))
    separated.save()
    return separated


def look_at(hand: Hand, task: str) -> None:
    hand.choose(hand.window.tool_bar.task, task)
    hand.separate()


def strengths(hand: Hand) -> list[float]:
    assert hand.document.mix is not None
    return [layer.strength for layer in hand.document.mix.layers]


def sidecar(hand: Hand) -> Path:
    return hand.document.photo.path.with_name("photo.sils.json")


def test_saved_edits_come_back_with_the_layers_that_they_are_for(hand: Hand) -> None:
    look_at(hand, "shade")
    assert not hand.document.painted.hints
    assert hand.document.is_saved
    look_at(hand, "three")
    assert strengths(hand) == [1.0, 0.4, 0.0]
    assert hand.document.painted.hints.keys() == {"rain"}
    assert hand.share_of(2, 45, 60) == pytest.approx(HINTED, abs=0.02)
    assert hand.share_of(2, 45, 110) == pytest.approx(PLAIN, abs=0.01)
    assert hand.document.is_saved


def test_an_edit_after_that_is_saved_with_the_others(hand: Hand) -> None:
    look_at(hand, "shade")
    look_at(hand, "three")
    hand.set_amount(90, 0)
    hand.save()
    saved = load_job(sidecar(hand))
    assert saved.mix is not None
    assert [layer.strength for layer in saved.mix.layers] == [0.9, 0.4, 0.0]
    assert saved.hints.keys() == {"rain"}
    assert not list(sidecar(hand).parent.glob("*.kept-*"))


def test_what_was_painted_meanwhile_and_not_saved_stays(hand: Hand) -> None:
    look_at(hand, "shade")
    hand.sils.state.brush.set(target=MASK)
    hand.bar_button("fill")
    mask = hand.document.painted.mask
    assert mask is not None
    look_at(hand, "three")
    assert hand.document.painted.mask is mask
    assert strengths(hand) == [1.0, 0.4, 0.0]
    assert not hand.document.is_saved


def test_edits_that_were_put_aside_do_not_come_back(hand: Hand) -> None:
    look_at(hand, "shade")
    hand.set_amount(70)
    hand.save()
    look_at(hand, "three")
    assert strengths(hand) == [1.0, 0.0, 0.0]
    look_at(hand, "shade")
    assert strengths(hand) == [1.0, 0.7]


def test_edits_that_were_saved_elsewhere_meanwhile_are_put_aside(hand: Hand) -> None:
    elsewhere = load_job(sidecar(hand)).model_copy(update={"mix": None})
    save_job(elsewhere, sidecar(hand))
    hand.set_amount(70)
    hand.save()
    assert "photo.sils.json was in the way of the edits" in hand.told()
    assert load_job(sidecar(hand).with_name("photo.sils.json.kept-1")) == elsewhere
