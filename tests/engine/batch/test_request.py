"""Jobs for photos of their own among the inputs of a batch: one for each photo, before the job for all others."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from engine.batch.agreement import Mode, agreed
from engine.batch.changes import Changes
from engine.batch.finding import Patterns
from engine.batch.journal import Remembered
from engine.batch.outcome import failed
from engine.batch.request import request, wanted
from engine.codecs.keeping import Keep
from engine.errors import SilsError, UsageError
from engine.job import Job, save_job
from tests.engine.batch.conftest import Studio, photo

RECIPE = Job(task="half")


def _own(path: Path, of: Path, preset: str) -> Path:
    save_job(Job(task="half", photo=str(of), preset=preset), path)
    return path


def test_a_photos_own_job_is_the_only_one_for_it_wherever_it_is_found(tmp_path: Path) -> None:
    a, b = photo(tmp_path / "in" / "a.png"), photo(tmp_path / "in" / "b.png", 1)
    own = _own(tmp_path / "a.sils.json", a, "halve-reflection")
    asked = request([tmp_path / "in", a, own], Patterns(), RECIPE)
    found = [(one.found.path, one.job.preset) for one in wanted(asked, tmp_path / "out") if one.found.reason is None]
    assert found == [(a, "halve-reflection"), (b, "")]


def test_where_results_go_is_decided_when_a_batch_begins(tmp_path: Path) -> None:
    a = photo(tmp_path / "one" / "a.png")
    photo(tmp_path / "other" / "b.png", 1)
    roots = [tmp_path / "one", tmp_path / "other"]
    both = request(roots, Patterns(), RECIPE)
    (tmp_path / "other").rename(tmp_path / "not-mounted")
    assert {one.found.path: one.found.folder for one in wanted(both, tmp_path / "out")}[a] == PurePath("one")
    asked, _ = agreed(request(roots, Patterns(), RECIPE), Remembered(both), Mode.RESUME, tmp_path / "out")
    assert asked == both
    alone = request(roots[:1], Patterns(), RECIPE)
    assert [one.found.folder for one in wanted(alone, tmp_path / "out")] == [PurePath()]


def test_folders_of_a_request_that_does_not_say_where_they_go_have_one_each(tmp_path: Path) -> None:
    roots = [photo(tmp_path / name / "a.png", seed).parent for seed, name in enumerate(("one", "other"))]
    earlier = request(roots, Patterns(), RECIPE).model_copy(update={"folders": {}})
    assert [one.found.folder.name for one in wanted(earlier, tmp_path / "out")] == ["one", "other"]


def test_two_jobs_for_one_photo_are_refused(tmp_path: Path) -> None:
    a = photo(tmp_path / "a.png")
    jobs = [_own(tmp_path / f"{preset}.sils.json", a, preset) for preset in ("halve-reflection", "reflection-only")]
    with pytest.raises(UsageError) as caught:
        request(jobs, Patterns(), RECIPE)
    assert caught.value.code == "two-jobs-for-photo"
    assert "halve-reflection.sils.json" in caught.value.sentence
    assert request([jobs[0], jobs[0]], Patterns(), RECIPE).inputs == (str(jobs[0]),)


def test_what_is_left_of_a_batch_keeps_its_options_when_it_grows_and_they_end_with_it(tmp_path: Path) -> None:
    photos = [photo(tmp_path / name, seed) for seed, name in enumerate(("a.png", "b.png"))]
    own = [_own(tmp_path / f"{path.stem}.sils.json", path, "halve-reflection") for path in photos]
    before = request(own[:1], Patterns(), RECIPE, Changes(metadata=Keep.NONE))
    asked = request(own[1:], Patterns(), before.job)
    (done,) = (failed(one.found.path, SilsError("gone", "It failed.")) for one in wanted(before, tmp_path / "out"))
    grown, _ = agreed(asked, Remembered(before), Mode.GROW, tmp_path / "out")
    assert [one.job.outputs.metadata for one in wanted(grown, tmp_path / "out")] == [Keep.NONE, Keep.NONE]
    anew, _ = agreed(asked, Remembered(before, ended={done.photo: done}), Mode.GROW, tmp_path / "out")
    assert anew == asked


def test_a_batch_tells_that_a_photo_or_separator_has_changed_since_its_job_was_saved(studio: Studio) -> None:
    one, own = studio.photo("a.png"), studio.photos / "a.sils.json"
    stale = {"photo": str(one), "photo_sha256": "c" * 64, "separator_sha256": "d" * 64}
    save_job(studio.job.model_copy(update=stale), own)
    (outcome,) = studio.batch(inputs=[own]).outcomes
    assert [code for code, _ in outcome.notices] == ["photo-changed", "separator-changed"]
