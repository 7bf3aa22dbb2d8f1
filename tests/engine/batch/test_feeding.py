"""A batch that is fed: the next photo is decided when its turn comes, and the batch grows from run to run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from engine.batch.agreement import Mode, left_of
from engine.batch.conductor import Conductor
from engine.batch.feeding import fed
from engine.batch.gate import Gate
from engine.batch.journal import FOLDER, Journal
from engine.batch.order import Workshop
from engine.batch.pipeline import Pipeline
from engine.batch.report import Report
from engine.batch.request import Request
from engine.batch.telling import Telling
from engine.errors import UsageError
from engine.job import Job, load_job, save_job
from engine.mix import Mix
from engine.runtime import Device
from engine.separator import Quality
from tests.engine.batch.conftest import Studio, states


class Dropping(Telling):
    """Drops photos when their network is about to run, and remembers them."""

    def __init__(self, gate: Gate, unwanted: Sequence[Path]) -> None:
        self._gate, self._unwanted = gate, unwanted
        self.dropped_photos: list[Path] = []

    def stage(self, photo: Path, fraction: float, stage: str) -> None:
        if photo in self._unwanted:
            self._gate.drop(photo)

    def dropped(self, photo: Path) -> None:
        self.dropped_photos.append(photo)


def _feed(studio: Studio, photos: Sequence[Path], turn: Sequence[Path], job: Job | None = None) -> Report:
    gate, workshop, next_photos = Gate(), Workshop(), iter(turn)
    folders = {str(photo): photo.parent.name for photo in photos if photo.parent != studio.photos}
    asked = Request(inputs=tuple(map(str, photos)), job=job or studio.job, folders=folders)
    studio.heard.ended_photos.clear()
    return (
        Conductor(
            studio.out,
            gate,
            lambda gate, ears: Pipeline(workshop, gate, ears),
            lambda planner: fed(planner, Device.CPU, gate, lambda: next(next_photos, None)),
            studio.heard,
        )
        .make(asked, Mode.GROW)
        .report
    )


def test_photos_are_made_in_the_order_in_which_they_are_asked_for(studio: Studio) -> None:
    a, b, c = studio.photo("a.png"), studio.photo("b.png", 1), studio.photo("day/c.png", 2)
    report = _feed(studio, [a, b, c], [c, a])
    lines = [json.loads(line) for line in (studio.out / FOLDER / "journal.jsonl").read_text().splitlines()]
    assert [Path(line["photo"]).name for line in lines if line["kind"] == "begun"] == ["c.png", "a.png"]
    assert states(report) == {"a.png": ("done", ""), "b.png": ("waiting", "not-reached"), "c.png": ("done", "")}
    assert "day/c_background.png" in studio.made()


def test_a_batch_that_grows_keeps_what_is_done_and_reports_all(studio: Studio) -> None:
    a, b = studio.photo("a.png"), studio.photo("b.png", 1)
    _feed(studio, [a], [a])
    report = _feed(studio, [b], [a, b])
    assert studio.heard.ended_photos == ["b.png"]
    assert states(report) == {"a.png": ("done", ""), "b.png": ("done", "")}


def test_what_failed_is_tried_again_when_it_is_asked_for_and_else_stays_failed(studio: Studio) -> None:
    a, b = studio.photo("a.png"), studio.photos / "b.png"
    b.touch()
    _feed(studio, [a, b], [a, b])
    assert states(_feed(studio, [a], [a]))["b.png"] == ("failed", "photo-empty")
    assert studio.heard.ended_photos == []
    _feed(studio, [b], [b])
    assert studio.heard.ended_photos == ["b.png"]


def test_by_another_job_the_same_photo_is_made_again(studio: Studio) -> None:
    a = studio.photo("a.png")
    _feed(studio, [a], [a])
    _feed(studio, [a], [a], studio.job.model_copy(update={"quality": Quality.DRAFT}))
    assert studio.heard.ended_photos == ["a.png"]
    assert {"a_background.png", "a-2_background.png"} <= set(studio.made())


def test_a_dropped_photo_leaves_nothing_and_the_others_go_on(studio: Studio) -> None:
    photos = [studio.photo(f"{seed}.png", seed) for seed in range(4)]
    gate, workshop = Gate(), Workshop()
    telling, turn = Dropping(gate, photos[1:2]), iter(photos)
    conductor = Conductor(
        studio.out,
        gate,
        lambda gate, ears: Pipeline(workshop, gate, ears),
        lambda planner: fed(planner, Device.CPU, gate, lambda: next(turn, None)),
        telling,
    )
    report = conductor.make(Request(inputs=tuple(map(str, photos)), job=studio.job), Mode.GROW).report
    assert telling.dropped_photos == photos[1:2]
    assert [state for state, _ in states(report).values()] == ["done", "waiting", "done", "done"]
    assert not [name for name in studio.made() if name.startswith("1")]


def test_an_unfinished_batch_by_another_job_is_not_forgotten(studio: Studio) -> None:
    a, b = studio.photo("a.png"), studio.photo("b.png", 1)
    other = studio.job.model_copy(update={"quality": Quality.DRAFT})
    _feed(studio, [a, b], [a])
    journal = (studio.out / FOLDER / "journal.jsonl").read_bytes()
    with pytest.raises(UsageError) as caught:
        _feed(studio, [a], [a], other)
    assert caught.value.code == "batch-unfinished"
    assert (studio.out / FOLDER / "journal.jsonl").read_bytes() == journal
    assert [one.found.path for one in left_of(Journal(studio.out).read(), studio.out)] == [b]
    assert states(_feed(studio, [b], [b]))["b.png"] == ("done", "")
    assert states(_feed(studio, [a], [a], other)) == {"a.png": ("done", "")}


def test_a_finished_batch_is_finished_where_its_results_have_been_taken_away(studio: Studio) -> None:
    a = studio.photo("a.png")
    _feed(studio, [a], [a])
    (studio.out / "a_background.png").unlink()
    assert left_of(Journal(studio.out).read(), studio.out) == ()


def test_a_batch_that_was_stopped_between_two_photos_is_not_finished(studio: Studio) -> None:
    a, b = studio.photo("a.png"), studio.photo("b.png", 1)
    _feed(studio, [a, b], [a])
    with pytest.raises(UsageError) as caught:
        studio.batch()
    assert caught.value.code == "batch-unfinished"
    _feed(studio, [b], [b])
    assert studio.batch().exit_status == 0


def _saved(path: Path, job: Job) -> Path:
    save_job(job, path)
    return path


def test_a_photo_is_made_over_when_its_own_job_or_what_was_painted_is_another(studio: Studio, tmp_path: Path) -> None:
    a, mask = studio.photo("a.png"), tmp_path / "mask.png"
    mask.write_bytes(studio.photo("mask.png", 3).read_bytes())
    own = studio.job.model_copy(update={"photo": str(a), "preset": "halve-reflection", "mask": str(mask)})
    _feed(studio, [a], [a])
    path = _saved(studio.photos / "a.sils.json", own)
    for change in (lambda: None, lambda: mask.write_bytes(studio.photo("mask.png", 4).read_bytes())):
        change()
        _feed(studio, [path], [a])
        assert studio.heard.ended_photos == ["a.png"]
        _feed(studio, [path], [a])
        assert studio.heard.ended_photos == []
    assert "a_remix.png" in studio.made()


def test_how_a_photo_was_asked_for_last_is_what_counts(studio: Studio) -> None:
    a = studio.photo("a.png")
    jobs = [
        _saved(studio.photos / f"{name}.sils.json", studio.job.model_copy(update={"photo": str(a), "preset": name}))
        for name in ("halve-reflection", "reflection-only")
    ]
    for inputs in ([jobs[0]], [jobs[1]], [a]):
        _feed(studio, inputs, [a])
        assert studio.heard.ended_photos == ["a.png"]
    assert load_job(studio.out / "a.sils.json").mix == Mix.neutral(2)


def test_a_photo_that_is_named_after_its_folder_is_made_once(studio: Studio) -> None:
    a = studio.photo("a.png")
    report = _feed(studio, [studio.photos, a], [a])
    assert states(report) == {"a.png": ("done", "")}
    assert studio.heard.kept_states == []
