"""A batch writes over its own files, halves of a process or worker that died among them, and over nobody else's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.batch.agreement import Mode
from engine.batch.journal import FOLDER, Journal
from engine.batch.order import Order, Workshop
from engine.batch.outcome import State
from engine.batch.owning import Own
from engine.batch.steps import carry_out
from engine.free_names import Collision
from engine.job import Job, load_job, save_job
from engine.job_outputs import Outputs
from engine.runtime import Device
from tests.engine.batch.conftest import Studio, photo, states

SKIP = Outputs(collision=Collision.SKIP)
THEIRS = b"the retoucher's own picture"
A = ["a.sils.json", "a_background.png", "a_reflection.png"]
A_2 = ["a-2.sils.json", "a-2_background.png", "a-2_reflection.png"]


def _theirs(studio: Studio, name: str) -> Path:
    studio.out.mkdir(exist_ok=True)
    path = studio.out / name
    path.write_bytes(THEIRS)
    return path


def _killed(studio: Studio, outputs: Outputs | None = None) -> None:
    """A batch that dies when files have been moved and nothing tells of it in the journal."""
    with pytest.MonkeyPatch.context() as dying:
        dying.setattr(Journal, "ended", lambda *told: None)
        dying.setattr(Journal, "finished", lambda *told: None)
        studio.batch(outputs=outputs)


def test_what_was_left_alone_stays_the_users_and_is_not_counted_as_written(studio: Studio) -> None:
    studio.photo("a.png")
    kept = _theirs(studio, "a_background.png")
    (outcome,) = studio.batch(outputs=SKIP).outcomes
    assert (sorted(outcome.files), outcome.kept) == (["job", "reflection"], (str(kept),))
    kept.write_bytes(THEIRS * 2)
    studio.batch(Mode.RESUME, SKIP)
    assert studio.heard.ended_photos == []
    (studio.out / "a_reflection.png").unlink()
    studio.batch(Mode.RESUME, SKIP)
    assert studio.heard.ended_photos == ["a.png"]
    assert kept.read_bytes() == THEIRS * 2
    kept.unlink()
    studio.batch(Mode.RESUME, SKIP)
    assert kept.exists()


def test_a_batch_that_skips_and_is_killed_knows_its_own_files_from_the_users(studio: Studio) -> None:
    studio.photo("a.png")
    kept = _theirs(studio, "a_background.png")
    _killed(studio, SKIP)
    before = studio.made()
    studio.photo("a.png", 1)
    studio.batch(Mode.RESUME, SKIP)
    assert kept.read_bytes() == THEIRS
    assert sorted(studio.made()) == A
    assert all(studio.made()[name] != before[name] for name in A if name != kept.name)


@pytest.mark.parametrize("lost", [[], A[:1], A[:2], A])
def test_after_a_kill_a_photo_is_made_over_its_own_halves(studio: Studio, lost: list[str]) -> None:
    studio.photo("a.png")
    _killed(studio)
    for name in lost:
        (studio.out / name).unlink()
    studio.photo("a.png", 1)
    studio.batch(Mode.RESUME)
    assert sorted(studio.made()) == A
    studio.batch(Mode.RESUME)
    assert studio.heard.ended_photos == []


def test_after_a_second_kill_the_halves_of_the_first_are_known(studio: Studio) -> None:
    studio.photo("a.png")
    _killed(studio)
    (note,) = (studio.out / FOLDER / "moving").iterdir()
    note.write_bytes(note.read_bytes() + b'\n{"files": [{"pa')
    studio.batch(Mode.RESUME)
    assert sorted(studio.made()) == A


def test_what_another_program_writes_after_a_kill_is_not_taken_for_a_half(studio: Studio) -> None:
    studio.photo("a.png")
    _killed(studio)
    theirs = _theirs(studio, "a_background.png")
    studio.batch(Mode.RESUME)
    assert theirs.read_bytes() == THEIRS
    assert set(A_2) < set(studio.made())


def _taken_when_begun(studio: Studio, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = Journal.begun

    def begun(journal: Journal, *told: object) -> None:
        real(journal, *told)  # type: ignore[arg-type]
        _theirs(studio, name)

    monkeypatch.setattr(Journal, "begun", begun)


def test_names_that_another_program_takes_meanwhile_are_its_own(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.photo("a.png")
    _taken_when_begun(studio, monkeypatch, "a_background.png")
    assert studio.batch().exit_status == 0
    monkeypatch.undo()
    assert studio.made()["a_background.png"] == THEIRS
    assert sorted(studio.made()) == [*A_2, "a_background.png"]
    (studio.out / "a_background.png").unlink()
    (studio.out / "a-2_reflection.png").unlink()
    studio.batch(Mode.RESUME)
    assert sorted(studio.made()) == A_2


def test_a_worker_makes_a_photo_over_the_halves_of_one_that_died(tmp_path: Path, separators: dict[str, Path]) -> None:
    one, out = photo(tmp_path / "a.png"), tmp_path / "out"
    job = Job(task="half", separator=str(separators["half"]))
    order = Order(one, job, separators["half"], Device.CPU, out, "", note=out / FOLDER / "moving" / "a.jsonl")
    for lost in ((), ("a_reflection.png", "a.sils.json"), ()):
        for name in lost:
            (out / name).unlink()
        assert carry_out(order, Workshop()).outcome.state is State.DONE
    assert sorted(path.name for path in out.iterdir() if path.is_file()) == A


def test_files_are_noted_on_the_disk_before_they_are_moved(tmp_path: Path, synced: list[bytes]) -> None:
    aside, note = tmp_path / "aside", tmp_path / FOLDER / "moving" / "a.jsonl"
    aside.write_bytes(b"picture")
    own = Own(Order(tmp_path / "a.png", Job(task="half"), tmp_path / "half.onnx", Device.CPU, tmp_path, "", note=note))
    own.moves({aside: tmp_path / "a_background.png"})
    assert [b"a_background.png" in content for content in synced] == [True]


def _own_job(studio: Studio, outputs: Outputs) -> None:
    save_job(
        studio.job.model_copy(update={"photo": str(studio.photos / "a.png"), "outputs": outputs}),
        studio.photos / "a.sils.json",
    )


def test_an_edited_job_takes_no_name_that_is_anothers(studio: Studio) -> None:
    studio.photo("a.png")
    _own_job(studio, Outputs())
    inputs = (studio.photos / "a.sils.json",)
    studio.batch(inputs=inputs)
    theirs = _theirs(studio, "a-final-background.png")
    _own_job(studio, Outputs(name="{name}-final-{layer}"))
    assert studio.batch(Mode.RESUME, inputs=inputs).exit_status == 0
    assert theirs.read_bytes() == THEIRS
    assert load_job(studio.out / "a-2.sils.json").files == {
        "background": "a-2-final-background.png",
        "reflection": "a-2-final-reflection.png",
    }


def test_two_edited_jobs_of_one_batch_are_kept_apart(studio: Studio) -> None:
    inputs = []
    for name, seed in (("a", 0), ("b", 1)):
        studio.photo(f"{name}.png", seed)
        inputs.append(studio.photos / f"{name}.sils.json")
    for template in ("{name}_{layer}", "final_{layer}"):
        outputs = Outputs(name=template, collision=Collision.OVERWRITE)
        for path in inputs:
            of = str(path.with_name(path.name.split(".")[0] + ".png"))
            save_job(studio.job.model_copy(update={"photo": of, "outputs": outputs}), path)
        studio.batch(Mode.NEW if template.startswith("{") else Mode.RESUME, inputs=inputs)
    assert {"final_background.png", "final_background-2.png"} < set(studio.made())
    studio.batch(Mode.RESUME, inputs=inputs)
    assert studio.heard.ended_photos == []


@pytest.mark.parametrize(
    "forget",
    [
        lambda line: {key: value for key, value in line.items() if key != "tells_end"},
        lambda line: (
            {**line, "outcome": {k: v for k, v in line["outcome"].items() if k != "number"}}
            if "outcome" in line
            else line
        ),
    ],
)
def test_a_journal_of_an_earlier_version_is_gone_on_with(studio: Studio, forget: Callable[[dict], dict]) -> None:
    for seed, name in enumerate(("a.png", "b.png")):
        studio.photo(name, seed)
    studio.batch()
    path = studio.out / FOLDER / "journal.jsonl"
    lines = [forget(json.loads(line)) for line in path.read_text().splitlines() if '"finished"' not in line]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    (studio.out / "b_background.png").unlink()
    before = set(studio.made())
    assert states(studio.batch(Mode.RESUME)) == {"a.png": ("done", ""), "b.png": ("done", "")}
    assert studio.heard.ended_photos == ["b.png"]
    assert set(studio.made()) == before | {"b_background.png"}
