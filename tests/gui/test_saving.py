"""Saving in a thread of its own: what becomes of edits and closing in the meantime."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from engine.errors import Cancelled, WriteError
from engine.job import load_job
from engine.mix import Mix
from sils_gui.state.scribble import MASK
from sils_gui.view import questions
from sils_gui.work import exporting, grey, recovery, sidecar
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with layers, half of the reflection and a mask."""
    separated.key("b")
    separated.seen()
    separated.stroke((40, 60), (90, 60))
    separated.set_amount(50)
    return separated


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Nothing is written until it is set."""
    gate, write = threading.Event(), sidecar.save_job
    monkeypatch.setattr(sidecar, "save_job", lambda *args: (gate.wait(WAIT_MS / 1000), write(*args)))
    return gate


def test_masks_are_packed_outside_of_the_windows_thread(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    threads, pack = [], grey.cv2.imencode
    monkeypatch.setattr(
        grey.cv2, "imencode", lambda *args: (threads.append(threading.current_thread()), pack(*args))[1]
    )
    hand.save()
    assert threads
    assert threading.main_thread() not in threads


def test_an_edit_made_while_it_is_written_is_not_saved_yet(hand: Hand, gate: threading.Event) -> None:
    hand.key("s", CTRL)
    hand.set_amount(70)
    gate.set()
    hand.qtbot.waitUntil(lambda: not hand.sils.shop.saving.is_writing, timeout=WAIT_MS)
    saved = load_job(hand.document.photo.path.with_name("photo.sils.json"))
    assert saved.mix is not None
    assert saved.mix.layers[1].strength == 0.5
    assert not hand.document.is_saved
    hand.save()


def test_what_is_undone_while_it_is_written_is_not_saved_and_redone_it_is(hand: Hand, gate: threading.Event) -> None:
    gate.set()
    hand.save()
    gate.clear()
    hand.set_amount(80)
    hand.key("s", CTRL)
    hand.key("z", CTRL)
    gate.set()
    hand.qtbot.waitUntil(lambda: not hand.sils.shop.saving.is_writing, timeout=WAIT_MS)
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == 0.5
    assert not hand.document.is_saved
    hand.key("z", CTRL | SHIFT)
    assert hand.document.is_saved


def test_a_mask_that_outlives_the_layers_it_was_painted_over_is_still_unsaved(hand: Hand) -> None:
    hand.save()
    hand.sils.state.brush.set(target=MASK)
    hand.bar_button("fill")
    mask = hand.document.painted.mask
    assert mask is not None
    hand.choose(hand.window.tool_bar.task, "three")
    hand.separate()
    assert hand.document.painted.mask is mask
    asked = hand.answer_question(QMessageBox.StandardButton.Cancel)
    assert not hand.window.close()
    assert asked == ["The edits to photo.png are not saved."]


def test_other_layers_of_a_saved_photo_leave_nothing_to_save(hand: Hand) -> None:
    hand.save()
    hand.choose(hand.window.tool_bar.task, "three")
    hand.separate()
    assert hand.document.is_saved
    hand.set_amount(20)
    assert not hand.document.is_saved
    hand.key("z", CTRL)
    assert hand.document.is_saved


def test_closing_waits_for_what_is_being_written_and_asks_nothing(hand: Hand, gate: threading.Event) -> None:
    hand.key("s", CTRL)
    hand.key("w", CTRL)
    assert hand.sils.state.desk.current is not None
    gate.set()
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is None, timeout=WAIT_MS)


def test_a_close_that_was_pressed_again_while_it_is_written_asks_once(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, keep, asked = threading.Event(), recovery.save_job, []
    monkeypatch.setattr(recovery, "save_job", lambda *args: (gate.wait(WAIT_MS / 1000), keep(*args)))
    monkeypatch.setattr(questions, "_ask", lambda names, parent: asked.append(names))
    hand.sils.shop.saving.autosave()
    for _ in range(3):
        assert not hand.window.close()
    gate.set()
    hand.qtbot.waitUntil(lambda: not hand.sils.shop.saving.is_writing, timeout=WAIT_MS)
    assert asked == [["photo.png"]]


def test_the_window_closes_when_the_edits_that_it_asked_for_are_saved(hand: Hand) -> None:
    path = hand.document.photo.path
    hand.answer_question(QMessageBox.StandardButton.Save)
    assert not hand.window.close()
    hand.qtbot.waitUntil(lambda: not hand.window.isVisible(), timeout=WAIT_MS)
    assert path.with_name("photo.sils.json").exists()
    assert path.with_name("photo.mask.png").exists()


def test_what_cannot_be_written_is_told_and_the_photo_stays_open(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise WriteError("disk-full", "There is no room left.")

    monkeypatch.setattr(sidecar, "save_job", full)
    hand.key("s", CTRL)
    assert hand.told() == "There is no room left."
    assert not hand.document.is_saved
    monkeypatch.undo()
    hand.save()


def test_closing_asks_while_an_export_is_at_work(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.save()
    gate, write = threading.Event(), exporting.write_remix
    monkeypatch.setattr(
        exporting, "write_remix", lambda *args, **named: (gate.wait(WAIT_MS / 1000), write(*args, **named))[1]
    )
    hand.click(hand.export_dialog(tmp_path / "out").export)
    asked = hand.answer_question(QMessageBox.StandardButton.Cancel)
    assert not hand.window.close()
    assert asked == ["An export is still at work."]
    with hand.qtbot.waitSignal(hand.sils.shop.exporting.exported, timeout=WAIT_MS):
        gate.set()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["photo_remix.png"]
    assert hand.window.close()


def test_an_export_that_was_stopped_or_failed_does_not_keep_the_window_open(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.save()
    ends = [Cancelled(), WriteError("disk-full", "There is no room left.")]

    def end(*args: object, **named: object) -> None:
        raise ends.pop()

    monkeypatch.setattr(exporting, "write_remix", end)
    for _ in range(2):
        hand.click(hand.export_dialog(tmp_path / "out").export)
        hand.qtbot.waitUntil(lambda: hand.sils.shop.jobs.running is None, timeout=WAIT_MS)
    assert hand.told() == "There is no room left."
    assert hand.window.close()


def test_edits_are_copied_while_somebody_works_without_a_pause(hand: Hand, tmp_path: Path) -> None:
    saving, copied = hand.sils.shop.saving, tmp_path / "recovery"
    hand.save()
    hand.qtbot.waitUntil(lambda: not list(copied.rglob("*.json")) and not saving.is_writing, timeout=WAIT_MS)
    amounts = itertools.cycle((0.2, 0.4))
    work_on = QTimer(hand.window, interval=100)
    work_on.timeout.connect(lambda: hand.document.edit(mixed(hand, next(amounts)), "Strength"))
    work_on.start()
    hand.qtbot.waitUntil(lambda: bool(list(copied.rglob("*.json"))), timeout=WAIT_MS)
    work_on.stop()


def mixed(hand: Hand, strength: float) -> Mix:
    """The mix with so much of the second layer."""
    assert hand.document.mix is not None
    return hand.document.mix.with_layer(1, strength=strength)
