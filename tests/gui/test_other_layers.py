"""Separating with another task: edits of the layers before are never lost without a word, nor chosen by accident."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from engine.job import load_job
from engine.separator import Quality
from sils_gui.work import separating
from tests.gui.hand import CTRL, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui
ASKED = ["The edits to photo.png are not saved."]


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with three layers, of which the second is at 40 %."""
    separated.set_amount(40)
    return separated


def strengths(hand: Hand) -> list[float]:
    assert hand.document.mix is not None
    return [layer.strength for layer in hand.document.mix.layers]


def choose(hand: Hand, task: str) -> None:
    hand.choose(hand.window.tool_bar.task, task)


def test_unsaved_edits_stay_where_the_question_is_cancelled(hand: Hand) -> None:
    choose(hand, "half")
    asked = hand.answer_question(QMessageBox.StandardButton.Cancel)
    hand.tool("separate")
    assert asked == ASKED
    assert hand.sils.shop.jobs.running is None
    assert strengths(hand) == [1.0, 0.4, 0.0]


def test_unsaved_edits_go_where_the_user_gives_them_up(hand: Hand) -> None:
    choose(hand, "half")
    asked = hand.answer_question(QMessageBox.StandardButton.Discard)
    hand.separate()
    assert asked == ASKED
    assert len(strengths(hand)) == 2
    assert hand.document.is_saved


def test_unsaved_edits_are_saved_before_other_layers_come(hand: Hand) -> None:
    choose(hand, "half")
    hand.answer_question(QMessageBox.StandardButton.Save)
    hand.separate()
    saved = load_job(hand.document.photo.path.with_name("photo.sils.json"))
    assert (saved.task, saved.mix is not None and saved.mix.layers[1].strength) == ("three", 0.4)
    assert len(strengths(hand)) == 2


def test_a_hint_that_other_layers_have_not_is_asked_about(hand: Hand) -> None:
    hand.save()
    hand.key("b")
    hand.choose(hand.window.brush_bar.target, "rain")
    hand.seen()
    hand.stroke((30, 60), (60, 60))
    choose(hand, "half")
    asked = hand.answer_question(QMessageBox.StandardButton.Cancel)
    hand.tool("separate")
    assert asked == ASKED
    assert hand.document.painted.hints.keys() == {"rain"}


def test_a_hint_for_a_layer_that_takes_none_is_asked_about_and_not_saved(hand: Hand) -> None:
    hand.save()
    hand.key("b")
    hand.choose(hand.window.brush_bar.target, "reflection")  # a layer of the other task by its name
    hand.seen()
    hand.stroke((30, 60), (60, 60))
    choose(hand, "half")
    asked = hand.answer_question(QMessageBox.StandardButton.Discard)
    hand.separate()
    assert asked == ASKED
    assert not hand.document.painted.hints
    hand.set_amount(40)
    hand.save()
    assert not load_job(hand.document.photo.path.with_name("photo.sils.json")).hints


def test_the_same_layers_again_ask_nothing(hand: Hand) -> None:
    hand.choose(hand.window.tool_bar.quality, "draft")
    hand.separate()
    assert strengths(hand) == [1.0, 0.4, 0.0]


def test_what_is_edited_while_other_layers_are_made_stays_with_a_word(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.save()
    gate, make = threading.Event(), separating.separated
    monkeypatch.setattr(separating, "separated", lambda *args: (gate.wait(WAIT_MS / 1000), make(*args))[1])
    choose(hand, "half")
    hand.tool("separate")
    hand.set_amount(70)
    gate.set()
    assert hand.told() == "photo.png was edited while other layers were made, and keeps its own; press Separate again."
    assert strengths(hand) == [1.0, 0.7, 0.0]


def test_saved_edits_are_put_aside_when_those_of_another_task_are_saved(hand: Hand) -> None:
    sidecar = hand.document.photo.path.with_name("photo.sils.json")
    hand.save()
    before = sidecar.read_bytes()
    choose(hand, "half")
    hand.separate()
    hand.set_amount(70)
    hand.save()
    assert "photo.sils.json was in the way of the edits; it is kept as photo.sils.json.kept-1." in hand.told()
    assert sidecar.with_name("photo.sils.json.kept-1").read_bytes() == before
    assert load_job(sidecar).task == "half"
    hand.set_amount(60)
    hand.save()
    assert not sidecar.with_name("photo.sils.json.kept-2").exists()


def test_the_tool_bar_follows_the_photo_that_is_shown(hand: Hand, photo_file: PhotoFile) -> None:
    bar, strip = hand.window.tool_bar, hand.window.docks.film_strip
    hand.open(photo_file("second.png", 150))
    choose(hand, "half")
    hand.choose(bar.quality, "draft")
    hand.separate()
    hand.pick(strip, 0)
    assert (bar.task.currentData(), bar.quality.currentData()) == ("three", "standard")
    hand.separate()  # the same layers again, so that nothing is asked
    assert strengths(hand) == [1.0, 0.4, 0.0]
    hand.pick(strip, 1)
    assert (bar.task.currentData(), bar.quality.currentData()) == ("half", Quality.DRAFT.value)


def painted_first(hand: Hand, photo: Path) -> None:
    """Open a photo and say where its rain is before there are layers."""
    hand.open(photo)
    hand.tool("brush")
    hand.choose(hand.window.brush_bar.target, "rain")
    hand.seen()
    hand.stroke((30, 60), (60, 60))


def test_hints_are_saved_for_the_task_that_they_were_painted_for(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file("second.png", 150)
    painted_first(hand, path)
    choose(hand, "half")
    hand.save()
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.sils.state.problems.current is None
    assert hand.document.painted.hints.keys() == {"rain"}
    assert hand.window.tool_bar.task.currentData() == "three"


def test_a_photo_with_hints_alone_brings_its_task_back(hand: Hand, photo_file: PhotoFile) -> None:
    hand.save()
    choose(hand, "half")
    hand.separate()
    choose(hand, "three")
    painted_first(hand, photo_file("second.png", 150))
    hand.pick(hand.window.docks.film_strip, 0)
    assert hand.window.tool_bar.task.currentData() == "half"
    hand.pick(hand.window.docks.film_strip, 1)
    assert hand.window.tool_bar.task.currentData() == "three"
    hand.separate()
    assert hand.document.painted.hints.keys() == {"rain"}
