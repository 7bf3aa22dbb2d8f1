"""Layers that come while the export dialog is open: what it names is what is written."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from engine.output import REMIX
from sils_gui.view.export_dialog import ExportDialog
from sils_gui.work import separating
from tests.gui.hand import WAIT_MS, Hand, codes_of

pytestmark = pytest.mark.gui


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with three layers, of which the second is at 40 %; all of it is saved."""
    separated.set_amount(40)
    separated.save()
    return separated


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """No layers are made until it is set."""
    gate, make = threading.Event(), separating.separated
    monkeypatch.setattr(separating, "separated", lambda *args: (gate.wait(WAIT_MS / 1000), make(*args))[1])
    return gate


def exported(hand: Hand, dialog: ExportDialog) -> list[Path]:
    """The remix and the rain."""
    for part in (REMIX, "rain"):
        if not dialog.parts[part].isChecked():
            hand.check(dialog.parts[part])
    return hand.exported(dialog)


def exported_after(hand: Hand, gate: threading.Event, dialog: ExportDialog) -> list[Path]:
    """The same once the layers are there that wait for the gate."""
    before = hand.document.separation
    gate.set()
    hand.qtbot.waitUntil(lambda: hand.document.separation is not before, timeout=WAIT_MS)
    return exported(hand, dialog)


def test_layers_of_another_task_leave_an_export_as_it_was_asked_for(
    hand: Hand, gate: threading.Event, tmp_path: Path
) -> None:
    seen = hand.seen_photo()
    hand.choose(hand.window.tool_bar.task, "half")
    hand.tool("separate")
    remix, rain = exported_after(hand, gate, hand.export_dialog(tmp_path / "out"))
    assert (remix.name, rain.name) == ("photo_remix.png", "photo_rain.png")
    np.testing.assert_array_equal(codes_of(remix), seen)


def test_new_layers_of_the_same_task_are_those_that_are_written(
    hand: Hand, gate: threading.Event, tmp_path: Path
) -> None:
    hand.key("b")
    hand.choose(hand.window.brush_bar.target, "rain")
    hand.seen()
    hand.stroke((30, 60), (60, 60))
    hand.key("b")
    _, before = exported(hand, hand.export_dialog(tmp_path / "before"))
    hand.tool("separate")
    _, after = exported_after(hand, gate, hand.export_dialog(tmp_path / "after"))
    brighter = codes_of(after).astype(int).sum(axis=-1) - codes_of(before).astype(int).sum(axis=-1)
    assert brighter[60, 45] > 0
    assert brighter[110, 45] == 0
