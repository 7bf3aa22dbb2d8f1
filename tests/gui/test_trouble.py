"""What goes wrong is told in a sentence, and the window goes on."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from engine.errors import Cancelled, SilsError
from engine.progress import Progress
from sils_gui.app import SilsWindow
from sils_gui.view.error_bar import QuestionBar
from sils_gui.work.worker import Worker
from tests.gui.calls import pause, take_down
from tests.gui.conftest import WAIT_MS, end
from tests.gui.hand import Hand

pytestmark = pytest.mark.gui
Make = Callable[..., SilsWindow]
PhotoFile = Callable[..., Path]


def test_a_killed_worker_costs_nothing_but_the_run(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, tmp_path: Path
) -> None:
    worker = Worker()
    sils = make_window(own_worker=worker)
    hand = Hand(qtbot, sils)
    hand.open(photo_file("first.png"))
    hand.separate()
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "70")
    edited = hand.document.mix
    hand.open(photo_file("second.png", 130))
    process_id = worker.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGSTOP)  # so that it cannot be done before it is killed
    hand.tool("separate")
    os.kill(process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: sils.state.problems.current is not None, timeout=WAIT_MS)
    assert sils.state.problems.current is not None
    assert sils.state.problems.current.code == "worker-died"
    assert hand.window.error_bar.isVisible()
    assert sils.state.desk.documents[0].mix == edited
    hand.separate()
    assert worker.process_id not in (None, process_id)
    worker.close()


def test_a_process_that_dies_while_it_works_is_told() -> None:
    worker = Worker()
    with pytest.raises(SilsError, match="ended unexpectedly"):
        worker.call(take_down, None)
    worker.close()


def test_a_cancelled_call_ends_within_half_a_second() -> None:
    worker, began = Worker(), threading.Event()
    progress = Progress(lambda fraction, stage: began.set())
    ended: list[float] = []

    def call() -> None:
        with pytest.raises(Cancelled):
            worker.call(pause, 60.0, progress)
        ended.append(time.monotonic())

    thread = threading.Thread(target=call)
    thread.start()
    assert began.wait(20)
    asked = time.monotonic()
    progress.cancel()
    thread.join()
    assert ended[0] - asked < 0.5
    worker.close()


def test_escape_cancels_a_separation(qtbot: QtBot, make_window: Make, photo_file: PhotoFile) -> None:
    worker = Worker()
    sils = make_window(own_worker=worker)
    hand = Hand(qtbot, sils)
    hand.open(photo_file())
    process_id = worker.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGSTOP)
    hand.tool("separate")
    assert sils.shop.jobs.running is not None
    assert sils.window.status.cancel.isVisible()
    hand.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sils.shop.jobs.running is None, timeout=1000)
    assert hand.document.separation is None
    assert sils.state.problems.current is None
    with contextlib.suppress(ProcessLookupError):  # where Esc came before the call, the process was not ended
        os.kill(process_id, signal.SIGCONT)
    hand.separate()
    worker.close()


def test_what_is_no_photo_is_refused_in_the_bar(qtbot: QtBot, make_window: Make, tmp_path: Path) -> None:
    sils = make_window()
    text, folder = tmp_path / "notes.jpg", tmp_path / "folder"
    text.write_text("not a photo")
    folder.mkdir()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (text, folder, tmp_path / "missing.png")])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    sils.window.dropEvent(QDropEvent(QPointF(5, 5), actions, mime, buttons, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: sils.state.problems.count == 3, timeout=WAIT_MS)
    assert sils.window.error_bar.isVisible()
    qtbot.mouseClick(sils.window.error_bar.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert all(code in copied for code in ("not-a-photo", "folder-without-photos", "photo-missing"))
    for _ in range(3):
        qtbot.mouseClick(sils.window.error_bar.dismiss, Qt.MouseButton.LeftButton)
    assert not sils.window.error_bar.isVisible()


def test_edits_survive_a_crash(qtbot: QtBot, make_window: Make, photo_file: PhotoFile, tmp_path: Path) -> None:
    sils = make_window()
    hand = Hand(qtbot, sils)
    hand.open(photo_file())
    hand.separate()
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "70")
    edited = hand.document.mix
    sils.shop.saving.autosave()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "recovery").rglob("*.json"))), timeout=WAIT_MS)
    sils.shop.saving._lock.unlock()  # as when the process is gone
    again = make_window()
    (bar,) = again.window.findChildren(QuestionBar)
    qtbot.mouseClick(bar.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: again.state.desk.current is not None and again.state.desk.current.mix == edited, timeout=WAIT_MS
    )
    assert again.state.desk.current is not None
    assert not again.state.desk.current.is_saved
    end(again)


def test_a_broken_sidecar_is_kept_aside(qtbot: QtBot, make_window: Make, photo_file: PhotoFile) -> None:
    photo = photo_file()
    sidecar = photo.with_name("photo.sils.json")
    sidecar.write_text('{"version": 99}')
    hand = Hand(qtbot, make_window())
    hand.open(photo)
    assert hand.sils.state.problems.current is not None
    hand.separate()
    hand.key("s", Qt.KeyboardModifier.ControlModifier)
    assert sidecar.read_text() != '{"version": 99}'
    assert photo.with_name("photo.sils.json.kept-1").read_text() == '{"version": 99}'
