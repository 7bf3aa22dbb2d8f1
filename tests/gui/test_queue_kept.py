"""The queue's list outlives its window, whatever ended it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.errors import WriteError
from engine.job import Job, save_job
from sils_gui.state.queue import Fate
from sils_gui.state.settings import QUEUE_JOB
from sils_gui.work.queue_home import QueueHome
from tests.engine.test_asides import half_of_the_dead
from tests.gui.conftest import end
from tests.gui.hand import WAIT_MS, Hand, Make
from tests.gui.night import Night

pytestmark = pytest.mark.gui
Again = Callable[[], Night]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "config" / "queue" / "queue.json"


@pytest.fixture
def again(qtbot: QtBot, make_window: Make, tmp_path: Path) -> Again:
    """Opens the next window and waits for its list."""

    def open_again() -> Night:
        night = Night(qtbot, make_window(), tmp_path / "out")
        qtbot.waitUntil(lambda: night.sils.shop.keeping.is_restored, timeout=WAIT_MS)
        return night

    return open_again


def _work_off(night: Night) -> None:
    night.click(night.bar.start)
    night.until_idle()


def _until_kept(night: Night, kept: Path, word: str) -> None:
    night.qtbot.waitUntil(lambda: kept.exists() and word in kept.read_text(), timeout=WAIT_MS)


def test_rows_come_back_with_their_order_and_fate(
    night: Night, photos: list[Path], again: Again, tmp_path: Path
) -> None:
    photos[1].write_bytes(b"")
    night.add(*photos[:2])
    _work_off(night)
    save_job(Job(task="three", photo=photos[3].name, preset="remove-rain"), tmp_path / "own.sils.json")
    night.add(tmp_path / "own.sils.json", photos[2])
    night.pick(night.table, 3)
    night.click(night.bar.up)
    before = night.queue.rows
    end(night.sils)
    night = again()
    assert night.queue.rows == before
    assert [fate for _, fate in night.fates()] == [Fate.DONE, Fate.FAILED, Fate.WAITING, Fate.WAITING]
    assert "1 of 4 done" in night.window.docks.bottom.windowTitle()
    _work_off(night)
    assert (night.out / "3_remix.png").exists()
    assert len(list(night.out.glob("0*_background.png"))) == 1


def test_what_was_being_made_waits_again_after_a_crash(
    night: Night, photos: list[Path], kept: Path, again: Again
) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    number = night.freeze()
    night.qtbot.waitUntil(lambda: kept.exists() and len(json.loads(kept.read_text())["rows"]) == 4, timeout=WAIT_MS)
    night.sils.shop.keeping.home.lock.unlock()  # as if the process were gone
    os.kill(number, signal.SIGKILL)
    night.until_idle()
    night = again()
    assert {fate for _, fate in night.fates()} <= {Fate.WAITING, Fate.DONE}
    assert night.queue.counts[Fate.WAITING] > 0
    _work_off(night)
    assert night.fates() == [(path.name, Fate.DONE) for path in photos]
    made = {path.name for path in night.out.glob("*.png")}
    assert made == {f"{n}_{layer}.png" for n in range(4) for layer in ("background", "reflection")}


def test_closing_while_the_queue_is_at_work_keeps_what_is_left(night: Night, photos: list[Path], again: Again) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    night.freeze()
    end(night.sils)
    night = again()
    assert [name for name, _ in night.fates()] == [path.name for path in photos]
    assert Fate.WORKING not in night.queue.counts
    _work_off(night)
    assert night.queue.counts[Fate.DONE] == 4


def test_a_photo_whose_files_are_gone_waits_again(night: Night, photos: list[Path], again: Again) -> None:
    night.add(*photos[:2])
    _work_off(night)
    end(night.sils)
    (night.out / "0_background.png").unlink()
    assert again().fates() == [("0.png", Fate.WAITING), ("1.png", Fate.DONE)]


def test_a_journal_that_cannot_be_read_costs_no_row(night: Night, photos: list[Path], kept: Path, again: Again) -> None:
    night.add(*photos[:2])
    _until_kept(night, kept, "1.png")
    end(night.sils)
    (night.out / ".sils-batch" / "journal.jsonl").mkdir(parents=True)
    night = again()
    assert [name for name, _ in night.fates()] == ["0.png", "1.png"]
    night.add(photos[2])
    _until_kept(night, kept, "2.png")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('{"rows": [', "cannot be restored"),
        ('{"version": 2, "rows": []}', "from a newer SILS"),
        ('{"rows": [{"photo": "/a.png", "fate": "lost"}]}', "rows.0.fate"),
        ("\x00\xff", "cannot be restored"),
    ],
)
def test_a_list_that_is_none_is_kept_aside(
    kept: Path, again: Again, photos: list[Path], content: str, word: str
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content.encode("latin-1"))
    night = again()
    problem = night.sils.state.problems.current
    assert problem is not None
    assert problem.code == "queue-invalid"
    assert word in night.told()
    night.add(photos[0])
    _until_kept(night, kept, "0.png")
    assert kept.with_name("queue.json.kept-1").read_bytes() == content.encode("latin-1")


@pytest.mark.parametrize("text", ['{"version":3,"task":"half"}', '{"task":"half","grain":"fine"}', '{"task":'])
def test_nothing_is_made_by_another_recipe_than_one_that_cannot_be_read(
    night: Night, photos: list[Path], make_window: Make, text: str
) -> None:
    night.add(photos[0])
    night.sils.state.settings.set(QUEUE_JOB, text)
    end(night.sils)
    sils = make_window()
    hand, queue = Hand(night.qtbot, sils), sils.state.queue
    hand.qtbot.waitUntil(lambda: bool(queue.rows), timeout=WAIT_MS)
    told = hand.told()
    assert told.startswith("The queue's recipe cannot be read")
    assert sils.window.docks.queue.summary.text() == told
    sils.state.problems.dismiss_all()
    sils.shop.queueing.start()
    assert (hand.told(), sils.shop.queueing.is_running) == (told, False)
    assert sils.state.settings.get(QUEUE_JOB) == text
    queue.cook(Job(task="half"), night.out)
    sils.shop.queueing.start()
    hand.qtbot.waitUntil(lambda: queue.counts[Fate.DONE] == 1, timeout=WAIT_MS)


def test_a_second_window_takes_nothing_from_the_first(
    night: Night, photos: list[Path], kept: Path, again: Again
) -> None:
    night.add(photos[0])
    _until_kept(night, kept, "0.png")
    other = again()
    assert other.queue.rows == ()
    other.add(photos[1])
    assert "Another window" in other.told()
    end(other.sils)
    night.add(photos[2])
    end(night.sils)
    assert [name for name, _ in again().fates()] == ["0.png", "2.png"]


@pytest.mark.parametrize("disk", ["elsewhere", "full"])
def test_a_list_that_has_no_place_ends_with_its_window_and_blames_no_other(
    kept: Path, again: Again, photos: list[Path], monkeypatch: pytest.MonkeyPatch, disk: str
) -> None:
    if disk == "full":
        monkeypatch.setattr(tempfile, "tempdir", str(kept.parent.parent / "missing"))
    kept.parent.parent.mkdir()
    kept.parent.write_text("in the way, as a home is that may not be written to")
    night = again()
    night.add(photos[0])
    assert night.told().startswith("The queue's list cannot be kept")
    _work_off(night)
    assert night.queue.counts[Fate.DONE] == 1


def test_a_full_disk_is_told_and_the_list_of_before_stays(
    night: Night, photos: list[Path], kept: Path, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.add(photos[0])
    _until_kept(night, kept, "0.png")

    def full(home: QueueHome, rows: object) -> None:
        raise WriteError("disk-full", "There is no room left.")

    monkeypatch.setattr(QueueHome, "write", full)
    night.add(photos[1])
    assert night.told() == "There is no room left."
    end(night.sils)
    monkeypatch.undo()
    assert [row["photo"] for row in json.loads(kept.read_text())["rows"]] == [str(photos[0])]


def test_a_name_that_is_no_text_is_left_out_with_a_sentence_and_costs_no_other_row(
    night: Night, photos: list[Path], kept: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    names = [os.fsdecode(name) for name in (b"b\xff.png", b"c\xff.sils.json", b"old/d\xff.png")]
    for name in names:
        shutil.copy(photos[0], tmp_path / name)
    shutil.copy(photos[0], folder)
    night.sils.shop.adding.add([photos[1], *(tmp_path / name for name in names[:2]), folder])
    assert "is no text on this computer" in night.told()
    assert [row.photo for row in night.queue.rows] == [photos[1], folder / "0.png"]
    problem = night.sils.state.problems.current
    assert problem is not None
    assert all(name in problem.details for name in ("b\\udcff.png", "c\\udcff.sils.json", "d\\udcff.png"))
    _until_kept(night, kept, "1.png")
    _work_off(night)
    assert night.queue.counts[Fate.DONE] == 2


def test_what_goes_wrong_with_the_list_on_closing_leaves_nothing_else_open(
    night: Night, photos: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.open(photos[0])
    night.separate()
    night.sils.shop.saving.autosave()
    night.add(photos[0])

    def broken(home: QueueHome, rows: object) -> None:
        raise ValueError("our mistake")

    monkeypatch.setattr(QueueHome, "write", broken)
    lock = night.sils.shop.keeping.home.lock
    with pytest.raises(ValueError, match="our mistake"):
        end(night.sils)
    assert not lock.isLocked()
    assert not list((tmp_path / "recovery").iterdir())


def test_halves_that_a_killed_window_left_beside_the_list_are_swept(tmp_path: Path) -> None:
    dead, home = half_of_the_dead(tmp_path), QueueHome(tmp_path)
    home.sweep(())
    home.close()
    assert not dead.exists()
