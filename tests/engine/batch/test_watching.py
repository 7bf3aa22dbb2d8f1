"""A watched folder's photos are made once they are whole, and again when they change."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.batch import pipeline, planning
from engine.batch.agreement import Mode
from engine.batch.conductor import Conductor
from engine.batch.finding import Patterns
from engine.batch.gate import Gate
from engine.batch.journal import FOLDER, Journal, Remembered
from engine.batch.order import Workshop
from engine.batch.outcome import Outcome
from engine.batch.pipeline import Pipeline
from engine.batch.planning import Planner
from engine.batch.report import Report
from engine.batch.request import Request, Wanted, request, wanted
from engine.batch.watching import Arrivals, arriving
from engine.job import load_job
from engine.runtime import Device
from tests.engine.batch.conftest import Studio, states

WAIT_S = 20


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def test_a_file_has_arrived_when_it_has_not_changed_for_a_while(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "a.jpg"
    arrivals = Arrivals(2.0, clock)
    assert not arrivals.has_arrived(path)
    path.touch()
    for size in (0, 0, 10, 20):
        path.write_bytes(bytes(size))
        clock.now_s += 5
        assert not arrivals.has_arrived(path)
    clock.now_s += 1.9
    assert not arrivals.has_arrived(path)
    clock.now_s += 0.1
    assert arrivals.has_arrived(path)


def test_a_file_that_keeps_its_size_but_not_its_time_is_still_being_written(tmp_path: Path) -> None:
    clock, path = Clock(), tmp_path / "a.jpg"
    arrivals = Arrivals(2.0, clock)
    path.write_bytes(bytes(10))
    for second in range(5):
        os.utime(path, (second, second))
        clock.now_s += 5
        assert not arrivals.has_arrived(path)


def _watch(studio: Studio, steps: list, *more: Path) -> Report:  # type: ignore[type-arg]
    """A watch in which each step is taken as soon as the photos of the last one have ended; then it stops."""
    gate, workshop = Gate(), Workshop()

    def next_step() -> None:
        if steps:
            steps.pop(0)()
        else:
            gate.stop()

    studio.heard.on_ended = next_step
    conductor = Conductor(
        studio.out,
        gate,
        lambda gate, ears: Pipeline(workshop, gate, ears),
        lambda planner: arriving(planner, Device.CPU, gate, Arrivals(0.0), 0.01),
        studio.heard,
    )
    asked = request([studio.photos, *more], Patterns(), studio.job)
    return conductor.make(asked, Mode.WATCH).report


def test_photos_that_arrive_are_made_until_the_watch_is_stopped(studio: Studio) -> None:
    studio.photo("a.png")
    (studio.photos / "notes.txt").write_text("notes")
    report = _watch(studio, [lambda: studio.photo("day/b.png", 1), lambda: studio.photo("c.png", 2)])
    assert studio.heard.ended_photos == ["a.png", "b.png", "c.png"]
    assert studio.heard.counts == [0, 1, 2, 3]  # told when there are more, and not with every look
    assert states(report) == {
        "a.png": ("done", ""),
        "b.png": ("done", ""),
        "c.png": ("done", ""),
        "notes.txt": ("ignored", "not-a-photo"),
    }
    assert {"a_background.png", "day/b_background.png"} <= set(studio.made())


def test_a_photo_that_changes_is_made_again_over_its_own_files(studio: Studio) -> None:
    studio.photo("a.png")
    before: list[bytes] = []

    def change() -> None:
        before.append((studio.out / "a_background.png").read_bytes())
        studio.photo("a.png", 1)

    _watch(studio, [change])
    assert studio.heard.ended_photos == ["a.png", "a.png"]
    assert len(studio.made()) == 3
    assert studio.made()["a_background.png"] != before[0]


def test_a_photo_that_changes_while_it_is_made_is_made_again_when_that_has_ended(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.photo("a.png")
    real_look, real_write = Planner.look, pipeline.write
    looks, changed = [threading.Event(), threading.Event()], threading.Event()

    def look(planner: Planner) -> None:
        real_look(planner)
        if changed.is_set():
            next((event for event in looks if not event.is_set()), threading.Event()).set()

    def write(*arguments):  # type: ignore[no-untyped-def]
        if not changed.is_set():
            studio.photo("a.png", 1)
            changed.set()
            assert looks[1].wait(WAIT_S)
            begun.append((studio.out / FOLDER / "journal.jsonl").read_text().count('"begun"'))
        return real_write(*arguments)

    begun: list[int] = []
    monkeypatch.setattr(Planner, "look", look)
    monkeypatch.setattr(pipeline, "write", write)
    _watch(studio, [lambda: None])
    assert begun == [1]
    assert studio.heard.ended_photos == ["a.png", "a.png"]
    digest = hashlib.sha256((studio.photos / "a.png").read_bytes()).hexdigest()
    assert load_job(studio.out / "a.sils.json").photo_sha256 == digest
    assert len(studio.made()) == 3


def test_a_watch_that_is_taken_up_again_makes_only_what_is_new(studio: Studio) -> None:
    studio.photo("a.png")
    _watch(studio, [])
    studio.photo("b.png", 1)
    studio.heard.ended_photos.clear()
    _watch(studio, [])
    assert studio.heard.ended_photos == ["b.png"]


@pytest.mark.parametrize("half", [200, 2000])
def test_a_half_copied_photo_is_made_when_the_rest_has_come(studio: Studio, half: int) -> None:
    whole = studio.photo("b.png", 1).read_bytes()
    (studio.photos / "b.png").write_bytes(whole[:half])
    report = _watch(studio, [lambda: studio.photo("b.png", 1)])
    assert studio.heard.ended_photos == ["b.png", "b.png"]
    assert states(report) == {"b.png": ("done", "")}


def test_a_photo_that_was_empty_while_the_folder_was_walked_is_found_when_the_rest_has_come(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = studio.photos / "a.dng"
    late.touch()

    def walk(asked: Request, out: Path) -> Iterator[Wanted]:
        found = list(wanted(asked, out))
        studio.photo("whole.png").rename(late)
        return iter(found)

    asked = request([studio.photos], Patterns(), studio.job)
    journal = Journal(studio.out)
    planner = Planner(asked, studio.out, Remembered(), journal, lambda _: None, lambda _: None, again=False)
    with monkeypatch.context() as patch:
        patch.setattr(planning, "wanted", walk)
        planner.look()
    assert planner.waiting == []
    planner.look()
    assert [one.found.path for one in planner.waiting] == [late]


def test_a_file_that_went_away_before_it_was_whole_is_not_left_to_do(studio: Studio) -> None:
    studio.photo("a.png")
    for name in ("gone.png", "unfinished.png"):
        (studio.photos / name).touch()
    report = _watch(studio, [lambda: studio.photo("b.png", 1).with_name("gone.png").unlink()])
    assert states(report) == {
        "a.png": ("done", ""),
        "b.png": ("done", ""),
        "gone.png": ("ignored", "gone"),
        "unfinished.png": ("waiting", "not-reached"),
    }


def test_what_is_not_there_when_a_watch_begins_is_told_once_and_waited_for(studio: Studio) -> None:
    studio.photo("a.png")
    elsewhere = studio.photos.with_name("elsewhere")

    def come() -> None:
        elsewhere.mkdir()
        studio.photo("b.png", 1).rename(elsewhere / "b.png")

    report = _watch(studio, [come], elsewhere)
    assert studio.heard.codes == ["input-missing"]
    assert states(report) == {"a.png": ("done", ""), "b.png": ("done", "")}


def test_a_job_that_is_wrong_in_another_way_is_told_of_again(studio: Studio) -> None:
    wrong = studio.photos / "a.sils.json"
    wrong.write_text("{ broken")
    asked = Request(inputs=(str(wrong),), job=studio.job)
    told: list[Outcome] = []
    journal = Journal(studio.out)
    planner = Planner(asked, studio.out, Remembered(), journal, told.append, lambda _: None, again=False)
    planner.look()
    planner.look()
    wrong.write_text('{"version": 2, "task": "half", "quality": "splendid"}')
    planner.look()
    assert [outcome.code for outcome in told] == ["job-invalid", "job-invalid"]
    assert told[0].sentence != told[1].sentence
