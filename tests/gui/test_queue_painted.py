"""What is painted on an open photo goes into the queue with it."""

from __future__ import annotations

import gc
import os
import signal
import weakref
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.batch.journal import FOLDER, Journal
from engine.cli.app import run
from engine.job import Job, load_job
from engine.job_outputs import Outputs
from sils_gui.state.queue import Fate
from tests.gui.conftest import end
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Make, PhotoFile, codes_of
from tests.gui.night import Night

pytestmark = pytest.mark.gui
RAIN = Job(task="three", outputs=Outputs(parts=("rain",)))


@pytest.fixture
def night(qtbot: QtBot, make_window: Make, tmp_path: Path, photo_file: PhotoFile) -> Night:
    """A photo as it was opened, with a stroke that says where the rain is, and a queue by the same separator."""
    night = Night(qtbot, make_window("three"), tmp_path / "out")
    night.queue.cook(RAIN, night.out)
    night.open(photo_file("glass.png"))
    night.tool("brush")
    night.type(night.window.brush_bar.size_control, "20")
    night.choose(night.window.brush_bar.target, "rain")
    _paint(night, 60)
    return night


def _paint(night: Night, y: int) -> None:
    night.seen()
    night.stroke((30, y), (60, y))


def _enqueue(night: Night) -> None:
    night.key("e", CTRL | SHIFT)
    night.wait_for(1)
    night.qtbot.waitUntil(lambda: night.sils.shop.adding.is_idle, timeout=WAIT_MS)


def _work_off(night: Night) -> None:
    night.click(night.bar.start)
    night.until_idle()
    assert {fate for _, fate in night.fates()} == {Fate.DONE}, night.queue.rows


def _is_rain(night: Night, y: int) -> bool:
    """Whether the layer has more of the light at a place than where nothing was painted."""
    rain = codes_of(night.out / "glass_rain.png").astype(float)
    photo = codes_of(night.document.photo.path if night.sils.state.desk.current else night.queue.rows[0].photo)
    share = rain.sum(axis=2) / photo.astype(float).sum(axis=2)
    return bool(share[y, 45] > 1.1 * share[110, 45])


def _is_gone(held: list[weakref.ref]) -> bool:
    gc.collect()
    return all(each() is None for each in held)


def test_what_is_painted_goes_with_the_recipe(night: Night, photo_file: PhotoFile) -> None:
    _enqueue(night)
    night.add(photo_file("plain.png"))
    assert night.table.rows.index(0, 0).data() == "glass.png (painted)"
    assert night.table.rows.index(1, 0).data() == "plain.png"
    _work_off(night)
    assert _is_rain(night, 60)
    done = load_job(night.out / "glass.sils.json")
    assert done.hints.keys() == {"rain"}
    assert done.outputs == RAIN.outputs
    assert not load_job(night.out / "plain.sils.json").hints
    assert not night.document.is_saved, "the photo's own sidecar is not written by that"
    assert not night.document.photo.path.with_name("glass.sils.json").exists()


def test_open_photos_are_added_with_what_is_painted_on_each(night: Night, photo_file: PhotoFile) -> None:
    night.open(photo_file("plain.png"))
    night.bar.add.menu().actions()[0].trigger()
    night.wait_for(2)
    assert [row.painted is not None for row in night.queue.rows] == [True, False]


def test_a_photo_that_is_dropped_or_in_a_folder_has_what_is_painted_too(night: Night, tmp_path: Path) -> None:
    night.add(night.document.photo.path.parent / "glass.png")
    assert night.queue.rows[0].painted is not None


def test_a_photo_that_is_closed_before_its_turn_keeps_what_was_painted(night: Night) -> None:
    _enqueue(night)
    night.save()
    night.key("w", CTRL)
    assert night.sils.state.desk.current is None
    _work_off(night)
    assert _is_rain(night, 60)


def test_what_is_painted_when_the_work_begins_is_what_counts(night: Night) -> None:
    _enqueue(night)
    _paint(night, 90)
    _work_off(night)
    assert _is_rain(night, 60)
    assert _is_rain(night, 90)


def test_what_is_added_again_with_more_on_it_while_the_queue_is_at_work_is_used(
    night: Night, photos: list[Path]
) -> None:
    night.add(*photos)
    _enqueue(night)
    night.click(night.bar.start)
    number, before = night.freeze(), night.queue.rows[4].painted
    _paint(night, 90)
    _enqueue(night)
    night.qtbot.waitUntil(lambda: night.queue.rows[4].painted != before, timeout=WAIT_MS)
    os.kill(number, signal.SIGCONT)
    night.until_idle()
    assert {fate for _, fate in night.fates()} == {Fate.DONE}
    assert _is_rain(night, 90)


def test_what_is_wiped_away_is_not_used(night: Night) -> None:
    _enqueue(night)
    night.key("z", CTRL)
    _work_off(night)
    assert night.queue.rows[0].painted is None
    assert not _is_rain(night, 60)


def test_a_photo_is_made_over_when_more_was_painted(night: Night) -> None:
    _enqueue(night)
    _work_off(night)
    _paint(night, 90)
    _enqueue(night)
    assert night.fates() == [("glass.png", Fate.WAITING)]
    _work_off(night)
    assert _is_rain(night, 90)
    assert not (night.out / "glass-2_rain.png").exists()


def test_hints_for_layers_that_the_recipe_does_not_make_are_left_out(night: Night) -> None:
    night.queue.cook(Job(task="half"), night.out)
    _enqueue(night)
    _work_off(night)
    assert not load_job(night.out / "glass.sils.json").hints
    assert night.sils.state.problems.current is None


def test_a_mask_is_used_by_a_mix(night: Night) -> None:
    night.separate()
    night.choose(night.window.brush_bar.target, "")
    _paint(night, 90)
    night.queue.cook(Job(task="three", preset="remove-reflection"), night.out)
    _enqueue(night)
    _work_off(night)
    photo, remix = codes_of(night.document.photo.path), codes_of(night.out / "glass_remix.png")
    assert (photo[110] == remix[110]).all()
    assert (photo[90, 40:50] != remix[90, 40:50]).any()


def test_photos_that_are_closed_are_not_held_by_the_queue(night: Night, photo_file: PhotoFile) -> None:
    _enqueue(night)
    night.add(photo_file("plain.png"))
    held = [weakref.ref(night.document.photo), weakref.ref(night.document.painted)]
    night.save()
    night.click(night.bar.start)
    number = night.freeze()
    night.key("w", CTRL)
    night.open(photo_file("other.png", 90))
    night.qtbot.waitUntil(lambda: _is_gone(held), timeout=WAIT_MS)
    assert night.sils.shop.queueing.is_running
    os.kill(number, signal.SIGCONT)


def test_it_outlives_the_window_and_goes_with_its_row(
    night: Night, make_window: Make, qtbot: QtBot, tmp_path: Path
) -> None:
    _enqueue(night)
    place = tmp_path / "config" / "queue"
    end(night.sils)
    assert len(list(place.glob("*.png"))) == 1
    again = Night(qtbot, make_window("three"), tmp_path / "out")
    again.queue.cook(RAIN, again.out)
    again.wait_for(1)
    _work_off(again)
    assert _is_rain(again, 60)
    again.pick(again.table, 0)
    again.click(again.bar.remove)
    end(again.sils)
    assert not list(place.glob("*.png"))


def test_a_batch_with_painted_photos_is_resumed_by_the_command_line(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    _enqueue(night)
    night.pick(night.table, 4)
    night.click(night.bar.start)
    os.kill(night.freeze(), signal.SIGKILL)
    night.until_idle()
    for path in (night.sils.state.settings.folder / "queue").glob("*"):
        path.unlink()
    assert run(["batch", "-o", str(night.out), "--resume", "-q", "--device", "cpu"]) == 0
    assert _is_rain(night, 60)
    assert len(Journal(night.out).read().ended) == 5
    assert (night.out / FOLDER / "painted").is_dir()


def test_what_was_painted_and_cannot_be_read_fails_alone(night: Night, photos: list[Path]) -> None:
    night.add(photos[0])
    _enqueue(night)
    night.save()
    night.key("w", CTRL)
    (painted,) = [row.painted for row in night.queue.rows if row.painted]
    painted.write_text("{")
    night.click(night.bar.start)
    night.until_idle()
    assert night.fates() == [("0.png", Fate.DONE), ("glass.png", Fate.FAILED)]
    assert "is no job of this SILS" in night.queue.rows[1].sentence
