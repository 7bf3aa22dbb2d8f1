"""Signals that ask the window to end: nobody can be asked then, and nothing is lost or left half-written."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from engine.progress import Progress
from sils_gui.app import application, run
from sils_gui.asked_to_end import asked_to_end
from sils_gui.work import exporting
from tests.gui.conftest import end
from tests.gui.hand import WAIT_MS, Hand, Make

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is nobody to send one"),
]


def send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_the_first_signal_ends_and_those_after_it_disturb_nothing(qtbot: QtBot, number: int, status: int) -> None:
    ended: list[int] = []
    before = signal.getsignal(number)
    with asked_to_end(ended.append):
        send(number)
        qtbot.waitUntil(lambda: bool(ended), timeout=WAIT_MS)
        send(number)
        send(signal.SIGTERM)
        qtbot.wait(50)
    assert ended == [status]
    assert signal.getsignal(number) is before


def test_a_signal_that_came_before_the_event_loop_is_heard_in_it(qtbot: QtBot) -> None:
    ended: list[int] = []
    with asked_to_end(ended.append):
        send(signal.SIGTERM)
        qtbot.waitUntil(lambda: bool(ended), timeout=WAIT_MS)


def test_edits_of_a_moment_ago_are_offered_by_the_next_window(separated: Hand, make_window: Make) -> None:
    separated.set_amount(70)
    QTimer.singleShot(0, lambda: application().exit(143))
    assert run(application(), separated.sils) == 143
    again = Hand(separated.qtbot, make_window())
    again.bring_back()
    assert again.document.mix == separated.document.mix
    end(again.sils)


def test_where_all_is_saved_nothing_is_offered(separated: Hand, tmp_path: Path) -> None:
    separated.set_amount(70)
    separated.save()
    separated.sils.leave()
    assert not list((tmp_path / "recovery").iterdir())


def test_an_export_at_work_leaves_no_halves(separated: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, out = threading.Event(), tmp_path / "out"
    write = exporting.write_remix

    def for_ever(*args: Any, progress: Progress, **named: Any) -> None:
        write(*args, progress=progress, **named)
        began.set()
        while True:
            progress.check()
            threading.Event().wait(0.01)

    monkeypatch.setattr(exporting, "write_remix", for_ever)
    separated.click(separated.export_dialog(out).export)
    separated.qtbot.waitUntil(began.is_set, timeout=WAIT_MS)
    assert list(out.glob(".sils-*"))
    separated.sils.leave()
    assert not list(out.iterdir())
