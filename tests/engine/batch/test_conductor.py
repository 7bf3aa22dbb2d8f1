"""A batch does every photo once, whatever lies among them and however often it is begun."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from filelock import FileLock

from engine import asides
from engine.batch import pipeline
from engine.batch.agreement import Mode
from engine.batch.finding import Patterns
from engine.batch.journal import FOLDER
from engine.batch.order import Workshop
from engine.batch.request import request
from engine.batch.steps import Piece
from engine.cli.app import run
from engine.codecs.container import Container
from engine.errors import DeviceError, OutOfDeviceMemory, PhotoError, SilsError
from engine.free_names import Collision
from engine.job import load_job, save_job
from engine.job_outputs import Outputs
from engine.picture import Separation
from engine.progress import Progress
from engine.runtime import Device
from tests.engine.batch.conftest import Studio, photo, states
from tests.engine.separators import halving_separator
from tests.engine.test_asides import name_of_the_dead


def _files(name: str) -> set[str]:
    return {f"{name}_background.png", f"{name}_reflection.png", f"{name}.sils.json"}


def test_the_tree_of_folders_is_kept_and_every_photo_has_its_files(studio: Studio) -> None:
    studio.photo("a.png")
    studio.photo("day/b.png", 1)
    report = studio.batch()
    assert report.exit_status == 0
    assert set(studio.made()) == _files("a") | _files("day/b")
    assert load_job(studio.out / "day/b.sils.json").photo == "../../in/day/b.png"


def test_one_bad_file_never_stops_the_rest_and_each_is_told(studio: Studio) -> None:
    studio.photo("good.png")
    studio.photo("twin.png")
    (studio.photos / "cut.png").write_bytes(studio.photo("cut.png", 1).read_bytes()[:300])
    (studio.photos / "empty.png").touch()
    (studio.photos / "notes.txt").write_text("notes")
    (studio.photos / "again.png").symlink_to(studio.photos / "good.png")
    report = studio.batch()
    assert report.exit_status == 1
    assert states(report) == {
        "again.png": ("skipped", "same-file"),
        "cut.png": ("failed", "photo-truncated"),
        "empty.png": ("failed", "photo-empty"),
        "good.png": ("done", ""),
        "notes.txt": ("ignored", "not-a-photo"),
        "twin.png": ("done", ""),
    }
    assert [code for outcome in report.outcomes for code, _ in outcome.notices] == ["same-content"]


def test_names_that_some_system_takes_for_the_same_are_kept_apart(studio: Studio) -> None:
    for seed, name in enumerate(("a.png", "A.png", "a.PNG", "\u00e4.png", "a\u0308.png")):
        studio.photo("x.png", seed).rename(studio.photos / name)
    for outputs in (Outputs(), Outputs(collision=Collision.OVERWRITE), Outputs(collision=Collision.SKIP)):
        assert studio.batch(Mode.RESTART, outputs).exit_status == 0
        folded = [unicodedata.normalize("NFC", name).casefold() for name in studio.made()]
        assert len(set(folded)) == len(folded) == 3 * 5
        for name in studio.made():
            (studio.out / name).unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such names")
@pytest.mark.parametrize(("one", "other"), [("trail", "trail "), ("CON", "_CON"), ("a?", "a_")])
def test_photos_whose_jobs_would_have_one_name_are_kept_apart_and_done_with(
    studio: Studio, one: str, other: str
) -> None:
    for seed, stem in enumerate((one, other)):
        studio.photo("x.png", seed).rename(studio.photos / f"{stem}.png")
    assert studio.batch().exit_status == 0
    jobs = [load_job(path) for path in studio.out.glob("*.sils.json")]
    assert sorted(Path(job.photo).stem for job in jobs) == sorted((one, other))
    studio.batch(Mode.RESUME)
    assert studio.heard.ended_photos == []


def test_what_was_there_before_the_batch_stays(studio: Studio) -> None:
    studio.photo("a.png")
    studio.out.mkdir()
    (studio.out / "a_background.png").write_text("mine")
    studio.batch()
    assert studio.made()["a_background.png"] == b"mine"
    assert _files("a-2") <= set(studio.made())


def test_a_batch_that_skips_looks_at_the_job_of_what_is_there(studio: Studio) -> None:
    studio.photo("a.png")
    studio.photo("b.png", 1)
    outputs = Outputs(collision=Collision.SKIP)
    studio.batch(outputs=outputs)
    (studio.out / "b_reflection.png").unlink()
    report = studio.batch(outputs=outputs)
    assert states(report) == {"a.png": ("skipped", "there-already"), "b.png": ("done", "")}


def test_a_batch_that_skips_makes_what_is_asked_for_and_not_there(studio: Studio) -> None:
    studio.photo("a.png")
    studio.batch(outputs=Outputs(parts=("background",)))
    for parts, new in ((None, {"a_reflection.png"}), (("remix",), {"a_remix.png", "a_remix.sils.json"})):
        before = studio.made()
        outputs = Outputs(parts=parts, collision=Collision.SKIP)
        assert states(studio.batch(outputs=outputs)) == {"a.png": ("done", "")}
        assert studio.made().keys() - before == new
        assert {name: studio.made()[name] for name in before} == before
        assert states(studio.batch(outputs=outputs)) == {"a.png": ("skipped", "there-already")}
    outputs = Outputs(format=Container.TIFF, collision=Collision.SKIP)
    assert states(studio.batch(outputs=outputs)) == {"a.png": ("done", "")}
    assert {"a_background.tif", "a_reflection.tif"} <= set(studio.made())


def test_a_batch_that_skips_takes_no_other_photos_files_for_those_of_a_photo(studio: Studio) -> None:
    outputs = Outputs(collision=Collision.SKIP)
    studio.photo("a.png")
    studio.batch(outputs=outputs)
    studio.photo("b.png", 1).rename(studio.photos / "a.PNG")
    assert states(studio.batch(outputs=outputs)) == {"a.PNG": ("done", ""), "a.png": ("skipped", "there-already")}
    assert set(studio.made()) == _files("a") | _files("a-2")
    assert load_job(studio.out / "a-2.sils.json").photo == "../in/a.PNG"
    report = studio.batch(outputs=outputs)
    assert {code for _, code in states(report).values()} == {"there-already"}


def test_photos_that_were_touched_and_not_changed_are_not_made_again(studio: Studio) -> None:
    os.utime(studio.photo("a.png"), (1, 1))
    studio.batch()
    os.utime(studio.photos / "a.png", (2, 2))
    assert states(studio.batch(Mode.RESUME)) == {"a.png": ("done", "")}
    assert studio.heard.ended_photos == []


def test_a_photo_whose_name_is_that_of_anothers_remix_has_a_job_of_its_own(studio: Studio) -> None:
    remixed = studio.photo("a.png")
    studio.photo("a_remix.png", 1)
    own = studio.photos / "own.json"
    save_job(studio.job.model_copy(update={"photo": str(remixed), "preset": "halve-reflection"}), own)
    studio.batch(inputs=[own, studio.photos])
    told = {load_job(path).photo for path in studio.out.glob("*.sils.json")}
    assert told == {"../in/a.png", "../in/a_remix.png"}
    studio.batch(Mode.RESUME, inputs=[own, studio.photos])
    assert studio.heard.ended_photos == []


def test_resuming_makes_only_what_is_missing_or_changed(studio: Studio) -> None:
    for seed, name in enumerate(("a.png", "b.png", "c.png", "d.png")):
        studio.photo(name, seed)
    studio.batch()
    first = studio.made()
    (studio.out / "b_reflection.png").write_bytes(b"cut")
    (studio.out / "c_background.png").unlink()
    studio.photo("d.png", 9)
    report = studio.batch(Mode.RESUME)
    assert report.exit_status == 0
    assert sorted(studio.heard.ended_photos) == ["b.png", "c.png", "d.png"]
    assert studio.made().keys() == first.keys()
    assert {name for name, data in studio.made().items() if data != first[name]} == _files("d")


def test_failures_are_tried_again_on_demand_only(studio: Studio) -> None:
    studio.photo("a.png")
    (studio.photos / "b.png").touch()
    assert studio.batch().exit_status == 1
    assert studio.batch(Mode.RESUME).exit_status == 1
    assert studio.heard.ended_photos == []
    studio.batch(Mode.RETRY)
    assert studio.heard.ended_photos == ["b.png"]
    studio.photo("b.png")
    assert studio.batch(Mode.RESUME).exit_status == 0
    assert studio.heard.ended_photos == ["b.png"]


def test_a_stopped_batch_says_what_waits_and_is_not_begun_anew_by_mistake(studio: Studio) -> None:
    for seed in range(12):
        studio.photo(f"{seed}.png", seed)
    studio.heard.on_ended = lambda: studio.gate.stop()
    report = studio.batch()
    assert report.stopped
    assert {state for state, _ in states(report).values()} == {"done", "waiting"}
    studio.heard.on_ended = lambda: None
    with pytest.raises(SilsError) as caught:
        studio.batch()
    assert caught.value.code == "batch-unfinished"
    assert studio.batch(Mode.RESUME).exit_status == 0
    assert set(studio.made()) == {file for seed in range(12) for file in _files(str(seed))}


def test_a_broken_off_batch_leaves_no_halves(studio: Studio) -> None:
    for seed in range(6):
        studio.photo(f"{seed}.png", seed)
    studio.heard.on_ended = lambda: studio.gate.break_off()
    studio.batch()
    done = {Path(name).stem.split("_")[0].removesuffix(".sils") for name in studio.made()}
    assert set(studio.made()) == {file for name in done for file in _files(name)}


def test_a_full_disk_fails_its_photos_and_no_others(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed, name in enumerate(("a.png", "b.png", "c.png")):
        studio.photo(name, seed)
    import engine.export as export

    real = export.write_picture

    def full(path: Path, *args, **kwargs):  # type: ignore[no-untyped-def]
        if path.name == "b_reflection.png":
            from engine.files import written_aside

            with written_aside(path):
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, *args, **kwargs)

    monkeypatch.setattr(export, "write_picture", full)
    report = studio.batch()
    assert report.exit_status == 1
    assert states(report)["b.png"] == ("failed", "disk-full")
    assert set(studio.made()) == _files("a") | _files("c")
    monkeypatch.undo()
    assert studio.batch(Mode.RETRY).exit_status == 0
    assert set(studio.made()) == _files("a") | _files("b") | _files("c")


def test_a_device_that_fails_ends_the_batch_and_the_rest_waits(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for seed in range(6):
        studio.photo(f"{seed}.png", seed)
    real = pipeline.separate

    def broken(piece: Piece, progress: Progress) -> tuple[Piece, Separation]:
        if piece.order.photo.name == "2.png":
            raise DeviceError("cuda-failed", "CUDA was asked for, but the card is gone.")
        return real(piece, progress)

    monkeypatch.setattr(pipeline, "separate", broken)
    options = ["-o", str(studio.out), "--device", "cpu", "-q"]
    assert run(["batch", str(studio.photos), "--separator", studio.job.separator, *options]) == 3
    assert capsys.readouterr().err.strip() == "sils: CUDA was asked for, but the card is gone. [cuda-failed]"
    outcomes = json.loads((studio.out / "batch-report.json").read_text())["outcomes"]
    assert [one["code"] or one["state"] for one in outcomes] == ["done", "done", *["cuda-failed"] * 4]
    monkeypatch.undo()
    assert run(["batch", "--resume", *options]) == 0
    assert set(studio.made()) == {file for seed in range(6) for file in _files(str(seed))}


def test_a_photo_for_which_a_device_is_too_small_fails_alone(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.photo("a.png")
    studio.photo("b.png", 1)
    real = pipeline.separate

    def small(piece: Piece, progress: Progress) -> tuple[Piece, Separation]:
        if piece.order.photo.name == "a.png":
            raise OutOfDeviceMemory("device-memory", "The device has too little memory.")
        return real(piece, progress)

    monkeypatch.setattr(pipeline, "separate", small)
    assert states(studio.batch()) == {"a.png": ("failed", "device-memory"), "b.png": ("done", "")}


def test_one_folder_is_for_one_batch_at_a_time(studio: Studio) -> None:
    studio.photo("a.png")
    (studio.out / FOLDER).mkdir(parents=True)
    with FileLock(studio.out / FOLDER / "lock"), pytest.raises(SilsError) as caught:
        studio.batch()
    assert caught.value.code == "batch-running"
    assert studio.batch().exit_status == 0


def _with_separator(studio: Studio, share: float) -> Path:
    """Have the studio's photos made by a separator that takes this share of their light."""
    separator = studio.photos.with_name("own.onnx")
    separator.write_bytes(halving_separator(share).SerializeToString())
    studio.job = studio.job.model_copy(update={"separator": str(separator)})
    return separator


def test_photos_that_another_separator_made_are_made_over(studio: Studio) -> None:
    _with_separator(studio, 0.25)
    studio.photo("a.png")
    studio.batch()
    before = studio.made()
    _with_separator(studio, 0.5)
    studio.photo("b.png")
    studio.batch(Mode.RESUME)
    made = studio.made()
    assert before.keys() | _files("b") == made.keys() == _files("a") | _files("b")
    assert made["a_reflection.png"] == made["b_reflection.png"] != before["a_reflection.png"]
    studio.batch(Mode.RESUME)
    assert not studio.heard.ended_photos


def test_photos_stay_done_where_nobody_knows_of_another_separator(studio: Studio) -> None:
    """An earlier version did not write down which it was; or it is gone."""
    separator = _with_separator(studio, 0.25)
    studio.photo("a.png")
    studio.batch()
    separator.unlink()
    assert states(studio.batch(Mode.RESUME)) == {"a.png": ("done", "")}
    journal = studio.out / FOLDER / "journal.jsonl"
    journal.write_text(re.sub(r'"separator_sha256":"\w+",?', "", journal.read_text()))
    _with_separator(studio, 0.5)
    studio.batch(Mode.RESUME)
    assert not studio.heard.ended_photos


def test_a_workshop_loads_a_separator_anew_where_its_file_has_changed(studio: Studio) -> None:
    workshop = Workshop()
    first, again, second = (
        workshop.separator(_with_separator(studio, share), Device.CPU) for share in (0.25, 0.25, 0.5)
    )
    assert first.digest == again.digest != second.digest


def test_other_settings_are_another_batch(studio: Studio) -> None:
    studio.photo("a.png")
    studio.batch()
    with pytest.raises(SilsError) as caught:
        studio.batch(Mode.RESUME, Outputs(parts=("remix",)))
    assert caught.value.code == "batch-differs"
    assert studio.batch(Mode.RESTART, Outputs(parts=("remix",))).exit_status == 0


def test_results_inside_the_photos_are_not_taken_for_photos(studio: Studio) -> None:
    studio.photo("a.png")
    studio.out = studio.photos / "out"
    for mode in (Mode.NEW, Mode.RESUME):
        assert states(studio.batch(mode)) == {"a.png": ("done", ""), "out": ("ignored", "output-folder")}
    studio.out = studio.photos
    with pytest.raises(SilsError) as caught:
        studio.batch()
    assert caught.value.code == "out-is-input"


def test_results_that_lie_among_the_photos_are_not_taken_for_photos(studio: Studio) -> None:
    photo(studio.photos / "in" / "a.png")
    studio.out = studio.photos.parent
    assert states(studio.batch()) == {"a.png": ("done", "")}
    assert states(studio.batch(Mode.RESUME)) == {"a.png": ("done", "")}


def test_the_reports_agree_and_take_no_name_for_a_formula(studio: Studio) -> None:
    studio.photo("a.png")
    for name in ("=1+1.png", "<b>.png"):
        (studio.photos / name).touch()
    studio.batch()
    found = json.loads((studio.out / "batch-report.json").read_text())
    with (studio.out / "batch-report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    page = (studio.out / "batch-report.html").read_text()
    assert [row["photo"] for row in rows] == [outcome["photo"] for outcome in found["outcomes"]]
    assert [row["sentence"][:5] for row in rows] == ["<b>.p", "'=1+1", ""]
    assert (found["counts"]["done"], found["counts"]["failed"]) == (1, 2)
    assert "&lt;b&gt;.png" in page
    assert "<b>" not in page
    assert page.count("data:image/jpeg;base64,") == 1
    assert "http" not in page


def test_names_that_are_no_text_are_told_and_do_not_stop_the_rest(studio: Studio) -> None:
    for name in ("b\udcff.png", "n\udcff.txt", "d\udcff/inside.png"):
        path = studio.photos / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(studio.photo("good.png").read_bytes())
    assert states(studio.batch()) == {
        "b\\xff.png": ("failed", "photo-name"),
        "d\\xff": ("failed", "photo-name"),
        "good.png": ("done", ""),
        "n\\xff.txt": ("ignored", "photo-name"),
    }
    with pytest.raises(PhotoError):
        request([studio.photos / "b\udcff.png"], Patterns(), studio.job)


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\r", "\v"])
def test_a_name_with_an_end_of_line_in_it_is_one_line_of_the_journal(studio: Studio, separator: str) -> None:
    studio.photo(f"sea{separator}side.png")
    studio.batch()
    first = studio.made()
    assert studio.batch(Mode.RESUME).exit_status == 0
    assert studio.heard.ended_photos == []
    assert studio.made() == first


def test_a_batch_that_skips_leaves_every_file_that_is_there(studio: Studio) -> None:
    studio.photo("a.png")
    studio.out.mkdir()
    mine = {"a.sils.json": b"the edits of a window", "a_background.png": b"mine"}
    for name, content in mine.items():
        (studio.out / name).write_bytes(content)
    assert studio.batch(outputs=Outputs(collision=Collision.SKIP)).exit_status == 0
    assert {name: studio.made()[name] for name in mine} == mine
    assert "a_reflection.png" in studio.made()


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can be asked whether a process lives")
def test_halves_that_a_killed_batch_left_are_swept_wherever_a_batch_writes(studio: Studio) -> None:
    studio.photo("day/a.png")
    studio.batch()
    for folder in (studio.out, studio.out / "day", studio.out / FOLDER):
        (folder / name_of_the_dead(f".sils-{asides.unique()}.part")).touch()
        (folder / f".sils-{asides.unique()}.part").touch()  # another program's that is at work
    studio.batch(Mode.RESUME)
    assert len(list(studio.out.rglob(".sils-*.part"))) == 3


def test_a_report_that_could_not_be_written_is_not_named_and_the_status_is_1(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    studio.photo("a.png")
    studio.batch()
    (studio.out / "batch-report.html").unlink()
    (studio.out / "batch-report.html").mkdir()
    assert run(["batch", "-o", str(studio.out), "--resume", "--device", "cpu", "--json"]) == 1
    events = {event["event"]: event for event in map(json.loads, capsys.readouterr().out.splitlines())}
    assert events["notice"]["code"] == "write-failed"
    assert events["finished"]["counts"] == {"done": 1}
    assert "report" not in events["finished"]
