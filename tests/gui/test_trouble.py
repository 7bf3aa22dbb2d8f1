"""What goes wrong is told in a sentence, and the window goes on."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.codecs.reading import read_photo
from engine.errors import Cancelled, SilsError
from engine.job import Job, save_job
from engine.preview import Pyramid
from engine.progress import Progress
from sils_gui.state.scribble import MASK
from sils_gui.state.settings import DEVICE
from sils_gui.view import canvas
from sils_gui.view.error_bar import QuestionBar
from sils_gui.view.scene import Scene
from sils_gui.work import opening, recovery, separating
from sils_gui.work.jobs import Job as Work
from sils_gui.work.jobs import Jobs
from sils_gui.work.recovery import Recovery
from sils_gui.work.worker import Worker
from tests.gui.calls import pause, take_down
from tests.gui.conftest import end
from tests.gui.hand import WAIT_MS, Hand, Make, PhotoFile

pytestmark = pytest.mark.gui


def test_a_killed_worker_costs_nothing_but_the_run(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, tmp_path: Path
) -> None:
    worker = Worker()
    sils = make_window(own_worker=worker)
    hand = Hand(qtbot, sils)
    hand.open(photo_file("first.png"))
    hand.separate()
    hand.set_amount(70)
    edited = hand.document.mix
    hand.open(photo_file("second.png", 130))
    process_id = worker.process_id
    assert process_id is not None
    os.kill(process_id, signal.SIGSTOP)  # so that it cannot be done before it is killed
    hand.tool("separate")
    qtbot.wait(500)  # one that is killed before it is asked is started anew, and nobody need be told
    os.kill(process_id, signal.SIGKILL)
    qtbot.waitUntil(lambda: sils.state.problems.current is not None, timeout=WAIT_MS)
    assert sils.state.problems.current is not None
    assert sils.state.problems.current.code == "worker-died"
    assert hand.window.error_bar.isVisible()
    assert sils.state.desk.documents[0].mix == edited
    hand.separate()
    assert worker.process_id not in (None, process_id)
    worker.close()


def test_an_error_while_the_photo_is_painted_leaves_no_painter_at_work(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(qtbot, make_window())
    hand.open(photo_file("photo.png"))
    painters: list[QPainter] = []

    def broken(painter: QPainter, scene: Scene) -> None:
        painters.append(painter)  # as the traceback of the error does
        raise ValueError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(canvas, "paint_canvas", broken)
        with pytest.raises(ValueError, match="broken"):
            hand.window.canvas.grab()
    assert painters
    assert not any(painter.isActive() for painter in painters)


def test_a_disk_too_full_for_a_folder_of_layers_is_told(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(qtbot, make_window())
    hand.open(photo_file("photo.png"))
    make = Path.mkdir

    def full(path: Path, *arguments: Any, **options: Any) -> None:
        if path.parent.name == "layers":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        make(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", full)
    hand.tool("separate")
    assert hand.told().startswith("There is no room for layers in ")


def test_a_process_that_dies_while_it_works_is_told() -> None:
    worker = Worker()
    with pytest.raises(SilsError, match="ended unexpectedly"):
        worker.call(take_down, None)
    worker.close()


def test_a_cancelled_call_ends_long_before_its_work_would() -> None:
    worker, began = Worker(), threading.Event()
    progress = Progress(lambda fraction, stage: began.set())
    ended = threading.Event()

    def call() -> None:
        with pytest.raises(Cancelled):
            worker.call(pause, 600.0, progress)
        ended.set()

    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    assert began.wait(20)
    progress.cancel()
    assert ended.wait(60)
    worker.close()


def test_cancel_reaches_a_call_that_waits_for_one_that_hangs() -> None:
    worker, began, waiting = Worker(), threading.Event(), Progress()
    hanging = Progress(lambda fraction, stage: began.set())

    def call(progress: Progress) -> None:
        with pytest.raises(Cancelled):
            worker.call(pause, 60.0, progress)

    first, second = (threading.Thread(target=call, args=[progress]) for progress in (hanging, waiting))
    first.start()
    assert began.wait(20)
    second.start()
    waiting.cancel()
    second.join(WAIT_MS / 1000)
    assert not second.is_alive()
    assert first.is_alive()
    hanging.cancel()
    first.join()
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


@pytest.mark.parametrize("revocable", [True, False])
def test_cancel_after_the_last_step_still_counts_unless_something_was_made(qtbot: QtBot, revocable: bool) -> None:
    jobs, has_worked, ends = Jobs(), threading.Event(), list[str]()
    jobs.add(
        Work(
            "Work",
            lambda progress: has_worked.set(),
            lambda made: ends.append("done"),
            lambda problem: ends.append("failed"),
            lambda: ends.append("stopped"),
            revocable=revocable,
        )
    )
    assert has_worked.wait(WAIT_MS / 1000)
    jobs.cancel()  # its outcome is under way, and nothing arrives in this thread meanwhile
    qtbot.waitUntil(lambda: jobs.running is None, timeout=WAIT_MS)
    assert ends == ["stopped" if revocable else "done"]
    jobs.close()


def test_what_comes_after_the_end_is_not_begun() -> None:
    jobs, begun = Jobs(), list[object]()
    jobs.close()
    jobs.add(Work("Late", lambda progress: begun.append("work"), begun.append, begun.append))
    assert jobs.running is None
    assert begun == []


def becomes_ready(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> threading.Event:
    """Set when the last piece of the work is done; its outcome is then on its way to the window."""
    work, is_ready = getattr(owner, name), threading.Event()

    def worked(*asked: Any, **more: Any) -> Any:
        made = work(*asked, **more)
        is_ready.set()
        return made

    monkeypatch.setattr(owner, name, worked)
    return is_ready


def test_a_photo_that_was_ready_when_cancel_was_pressed_is_not_opened(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_ready, opener = becomes_ready(monkeypatch, Pyramid, "over"), hand.sils.shop.opening
    opener.open([photo_file()])
    assert is_ready.wait(WAIT_MS / 1000)  # nothing arrives in this thread meanwhile
    opener.stop()
    hand.qtbot.waitUntil(lambda: opener.jobs.running is None, timeout=WAIT_MS)
    assert hand.sils.state.desk.documents == ()


def test_layers_that_were_ready_when_cancel_was_pressed_are_not_shown(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.open(photo_file())
    is_ready, jobs = becomes_ready(monkeypatch, separating, "separated"), hand.sils.shop.jobs
    hand.window.actions_.of("separate").trigger()
    assert is_ready.wait(WAIT_MS / 1000)
    jobs.cancel()
    hand.qtbot.waitUntil(lambda: jobs.running is None, timeout=WAIT_MS)
    assert hand.document.separation is None
    assert hand.sils.state.problems.current is None


@pytest.fixture
def asking(qtbot: QtBot, make_window: Make, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Hand, threading.Event]]:
    """A window that is looking the device up, and the event that it gets its answer after."""
    worker, may_answer = Worker(), threading.Event()
    call, hand = worker.call, Hand(qtbot, make_window(own_worker=worker))
    monkeypatch.setattr(worker, "call", lambda *asked: may_answer.wait(WAIT_MS / 1000) and call(*asked))
    hand.sils.state.settings.set(DEVICE, "auto")
    assert hand.sils.shop.errands.running is not None
    yield hand, may_answer
    may_answer.set()
    worker.close()


def test_escape_while_a_photo_opens_leaves_the_look_up_of_the_device_alone(
    asking: tuple[Hand, threading.Event], photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    (hand, may_answer), may_read = asking, threading.Event()
    monkeypatch.setattr(opening, "read_photo", lambda path: may_read.wait(WAIT_MS / 1000) and read_photo(path))
    hand.sils.shop.opening.open([photo_file()])
    hand.key(Qt.Key.Key_Escape)
    may_read.set()
    hand.qtbot.waitUntil(lambda: hand.sils.shop.opening.jobs.running is None, timeout=WAIT_MS)
    with hand.qtbot.waitSignal(hand.sils.shop.separating.device_changed, timeout=WAIT_MS):
        may_answer.set()
    assert hand.window.status.chip.text().startswith("C")  # CPU or CUDA
    assert hand.sils.state.desk.documents == ()


def test_a_look_up_of_the_device_that_was_stopped_is_not_said_to_go_on(
    asking: tuple[Hand, threading.Event], photo_file: PhotoFile
) -> None:
    hand, may_answer = asking
    hand.click(hand.window.status.cancel)
    may_answer.set()
    hand.qtbot.waitUntil(lambda: hand.sils.shop.errands.running is None, timeout=WAIT_MS)
    assert hand.window.status.chip.text() == "Device unknown"
    hand.open(photo_file())
    hand.separate()
    assert hand.window.status.chip.text().startswith("C")


def test_what_is_no_photo_is_refused_in_the_bar(hand: Hand, tmp_path: Path) -> None:
    text, folder = tmp_path / "notes.jpg", tmp_path / "folder"
    text.write_text("not a photo")
    folder.mkdir()
    hand.drop(text, folder, tmp_path / "missing.png")
    bar, problems = hand.window.error_bar, hand.sils.state.problems
    hand.qtbot.waitUntil(lambda: problems.count == 3, timeout=WAIT_MS)
    assert bar.isVisible()
    hand.click(bar.copy)
    copied = QGuiApplication.clipboard().text()
    assert all(code in copied for code in ("not-a-photo", "folder-without-photos", "photo-missing"))
    for _ in range(3):
        hand.click(bar.dismiss)
    assert not bar.isVisible()


class _Heights(QObject):
    """How high a widget has been."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen: set[int] = set()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.seen.add(event.size().height())
        return False


def test_the_bar_comes_as_high_as_it_stays(hand: Hand, photo_file: PhotoFile, tmp_path: Path) -> None:
    hand.open(photo_file())
    heights = _Heights(hand.window.error_bar)
    hand.sils.shop.opening.open([tmp_path / "missing.png"])
    hand.told()
    QApplication.processEvents()
    assert heights.seen == {hand.window.error_bar.height()}


def test_edits_survive_a_crash(separated: Hand, make_window: Make, tmp_path: Path) -> None:
    separated.set_amount(70)
    separated.crash(tmp_path / "recovery")
    again = Hand(separated.qtbot, make_window())
    again.bring_back()
    assert again.document.mix == separated.document.mix
    assert not again.document.is_saved
    end(again.sils)


def test_a_window_opens_where_no_edits_can_be_copied(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, tmp_path: Path
) -> None:
    (tmp_path / "recovery").write_text("in the way, as a home is that may not be written to")
    hand = Hand(qtbot, make_window())
    assert hand.window.error_bar.isVisible()
    assert hand.told().startswith("Edits cannot be copied into")
    hand.window.error_bar.dismiss.click()
    hand.open(photo_file())
    hand.separate()
    hand.set_amount(70)
    hand.sils.shop.saving.autosave()
    hand.save()
    assert hand.document.is_saved
    end(hand.sils)
    assert hand.sils.state.problems.count == 0


def test_edits_that_came_back_have_a_copy_at_every_time(
    separated: Hand, make_window: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    separated.set_amount(70)
    separated.crash(tmp_path / "recovery")
    again, gate, keep = Hand(separated.qtbot, make_window()), threading.Event(), recovery.save_job
    monkeypatch.setattr(recovery, "save_job", lambda *args: (gate.wait(WAIT_MS / 1000), keep(*args)))
    again.bring_back()
    saving, copied = again.sils.shop.saving, tmp_path / "recovery"
    assert saving.is_writing
    (old,) = copied.rglob("*.json")
    gate.set()
    again.qtbot.waitUntil(lambda: not old.exists(), timeout=WAIT_MS)
    assert len(list(copied.rglob("*.json"))) == 1
    end(again.sils)


def test_the_newest_edits_of_a_photo_come_back_whatever_their_folder_is_called(tmp_path: Path) -> None:
    for folder, version, age_s in (("1", "older", 7200), ("2", "newest", 3600), ("3", "oldest", 9000)):
        (tmp_path / folder).mkdir()
        copy = tmp_path / folder / "1.sils.json"
        save_job(Job(photo="/photos/a.png", task="half", separator_version=version), copy)
        os.utime(copy, (time.time() - age_s, time.time() - age_s))
    found = Recovery(tmp_path).left_behind()
    assert [item.job.separator_version for item in found] == ["newest", "older", "oldest"]


@pytest.mark.parametrize("lost", ["the folder", "the lock"])
def test_copies_go_on_where_their_folder_was_cleaned_away(separated: Hand, tmp_path: Path, lost: str) -> None:
    copied, saving = tmp_path / "recovery", separated.sils.shop.saving
    if lost == "the folder":
        shutil.rmtree(copied)
    else:
        (saving.recovery.path_of(1).parent / "lock").unlink()
    separated.set_amount(70)
    saving.autosave()
    separated.qtbot.waitUntil(lambda: len(list(copied.rglob("*.json"))) == 1, timeout=WAIT_MS)
    assert separated.sils.state.problems.current is None
    assert Recovery(copied).left_behind() == ()
    shutil.rmtree(copied)
    end(separated.sils)


def test_a_place_for_copies_that_is_lost_is_told_in_a_sentence(separated: Hand, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "recovery")
    (tmp_path / "recovery").write_text("a home that was mounted anew")
    separated.set_amount(70)
    separated.sils.shop.saving.autosave()
    assert separated.told().endswith("is not a folder; choose another.")


def opened_after_a_crash(separated: Hand, make_window: Make, tmp_path: Path) -> Hand:
    """A new window with the photo and its layers, whose edits another window left behind."""
    separated.set_amount(70)
    separated.crash(tmp_path / "recovery")
    again = Hand(separated.qtbot, make_window())
    again.open(separated.document.photo.path)
    again.separate()
    return again


def test_edits_of_a_crash_come_back_to_a_photo_that_is_open_already(
    separated: Hand, make_window: Make, tmp_path: Path
) -> None:
    again = opened_after_a_crash(separated, make_window, tmp_path)
    again.bring_back()
    again.qtbot.waitUntil(lambda: again.document.mix == separated.document.mix, timeout=WAIT_MS)
    assert not again.document.is_saved
    assert again.document.undo_stack.count() == 0
    left_behind = again.sils.shop.saving.recovery.left_behind
    again.qtbot.waitUntil(lambda: left_behind() == (), timeout=WAIT_MS)
    again.save()
    end(again.sils)


def test_edits_of_a_crash_never_replace_others_and_stay_kept(
    separated: Hand, make_window: Make, tmp_path: Path
) -> None:
    again = opened_after_a_crash(separated, make_window, tmp_path)
    again.set_amount(20)
    edited = again.document.mix
    again.bring_back()
    assert again.told().startswith("photo.png has edits that are not saved; those left behind are kept")
    again.save()
    again.separate()
    assert again.document.mix == edited
    (kept,) = again.sils.shop.saving.recovery.left_behind()
    assert kept.job.mix == separated.document.mix
    end(again.sils)


def test_edits_of_a_crash_overtake_a_separation_that_runs(
    separated: Hand, make_window: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    separated.key("b")
    separated.sils.state.brush.set(target=MASK)
    separated.bar_button("fill")
    separated.set_amount(70)
    separated.crash(tmp_path / "recovery")
    again = Hand(separated.qtbot, make_window())
    again.open(separated.document.photo.path)
    gate, make = threading.Event(), separating.separated
    monkeypatch.setattr(separating, "separated", lambda *args: (gate.wait(WAIT_MS / 1000), make(*args))[1])
    again.tool("separate")
    (bar,) = again.window.findChildren(QuestionBar)
    again.click(bar.yes)
    gate.set()
    again.qtbot.waitUntil(lambda: again.document.mix == separated.document.mix, timeout=WAIT_MS)
    assert again.document.painted.mask is not None
    end(again.sils)


def test_a_broken_sidecar_is_kept_aside(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file()
    sidecar = photo.with_name("photo.sils.json")
    sidecar.write_text('{"version": 99}')
    hand.open(photo)
    assert hand.sils.state.problems.current is not None
    hand.separate()
    hand.save()
    assert sidecar.read_text() != '{"version": 99}'
    assert photo.with_name("photo.sils.json.kept-1").read_text() == '{"version": 99}'
