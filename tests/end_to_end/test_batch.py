"""A batch as a user runs it: killed, interrupted, paused, resumed, and told what happened to every file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.cli.app import run

ROOT = Path(__file__).parents[2]
COUNT = 14
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Fourteen photos of half a megapixel in two folders, and three bad files."""
    folder = tmp_path / "in"
    (folder / "day").mkdir(parents=True)
    for seed in range(COUNT):
        codes = np.random.default_rng(seed).integers(0, 256, (600, 800, 3), dtype=np.uint8)
        cv2.imwrite(str(folder / ("day" if seed % 2 else "") / f"{seed}.png"), codes)
    (folder / "empty.jpg").touch()
    (folder / "notes.txt").write_text("notes")
    (folder / "cut.png").write_bytes((folder / "0.png").read_bytes()[:5000])
    return folder


def _started(photos: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "main.py"), "batch", str(photos), "-o", str(out), "--quality", "draft"]
    return subprocess.Popen(
        [*command, "--device", "cpu", "--json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def _until(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    while not is_so():
        assert process.poll() is None, "it ended too early"
        time.sleep(0.002)


def _ended(out: Path) -> int:
    journal = out / ".sils-batch" / "journal.jsonl"
    return journal.read_text().count('"state":"done"') if journal.exists() else 0


def _events(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def _expected() -> set[str]:
    names = [f"{'day/' if seed % 2 else ''}{seed}" for seed in range(COUNT)]
    return {f"{name}{end}" for name in names for end in ("_background.png", "_reflection.png", ".sils.json")}


def _made(out: Path) -> set[str]:
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith((".sils-batch/", "batch-report."))}


@pytest.mark.slow
@needs_signals
def test_a_batch_killed_three_times_does_every_photo_once(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for kill in range(3):
        process = _started(photos, out, *(["--resume"] if kill else []))
        before = _ended(out)
        _until(process, lambda before=before: _ended(out) >= before + 2)
        process.kill()
        process.communicate()
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*_reflection.png")}
    done = _ended(out)
    said, errors = (process := _started(photos, out, "--resume")).communicate(timeout=120)
    assert process.returncode == 1, errors
    assert _made(out) == _expected()
    outcomes = json.loads((out / "batch-report.json").read_text())["outcomes"]
    found = {Path(one["photo"]).name: (one["state"], one["code"]) for one in outcomes}
    assert found.pop("empty.jpg") == ("failed", "photo-empty")
    assert found.pop("cut.png") == ("failed", "photo-truncated")
    assert found.pop("notes.txt") == ("ignored", "not-a-photo")
    assert found == {f"{seed}.png": ("done", "") for seed in range(COUNT)}
    again = [event for event in _events(said) if event["event"] == "photo" and event["state"] == "done"]
    assert len(again) == COUNT - done
    redone = {str(event["photo"]) for event in again}
    for path, stamp in stamps.items():
        source = photos / path.relative_to(out).with_name(path.name.replace("_reflection", ""))
        assert str(source) in redone or path.stat().st_mtime_ns == stamp


@pytest.mark.slow
@needs_signals
def test_interrupting_finishes_what_is_being_written_and_resuming_does_the_rest(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = _started(photos, out)
    _until(process, lambda: _ended(out) >= 2)
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert not list(out.rglob(".sils-*.part"))
    done = {str(event["photo"]) for event in _events(said) if event.get("state") == "done"}
    assert 2 <= len(done) < COUNT
    assert len(_made(out)) == 3 * len(done)
    said, errors = (process := _started(photos, out, "--resume")).communicate(timeout=120)
    assert process.returncode == 1, errors
    assert len({str(event["photo"]) for event in _events(said) if event.get("state") == "done"}) == COUNT - len(done)
    assert _made(out) == _expected()


@pytest.mark.slow
@needs_signals
def test_a_signal_pauses_between_photos_and_another_goes_on(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = _started(photos, out)
    _until(process, lambda: _ended(out) >= 1)
    process.send_signal(signal.SIGUSR1)
    assert process.stdout is not None
    heard = []
    while not heard or heard[-1]["event"] != "paused":
        heard.append(json.loads(process.stdout.readline()))
    settled = -1
    while settled != (settled := _ended(out)):
        time.sleep(1.0)
    assert settled < COUNT
    process.send_signal(signal.SIGUSR1)
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 1, errors
    assert _made(out) == _expected()
    assert "resumed" in [event["event"] for event in _events(said)]


_SIGNALLED = """
import os, signal, sys
class Early:
    def find_spec(self, name, path=None, target=None):
        if name == "engine":
            os.kill(os.getpid(), signal.{name})
sys.meta_path.insert(0, Early())
sys.argv = ["sils", *sys.argv[1:]]
import main
sys.exit(main.main())
"""


def _signalled_early(name: str, photo: Path, out: Path) -> subprocess.Popen[str]:
    """A batch that gets a signal when it begins to load what it is made of."""
    return subprocess.Popen(
        [sys.executable, "-c", _SIGNALLED.format(name=name), "batch", str(photo), "-o", str(out), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@needs_signals
def test_a_pause_that_is_asked_for_before_the_batch_is_ready_is_kept_until_it_is(photos: Path, tmp_path: Path) -> None:
    process = _signalled_early("SIGUSR1", photos / "0.png", tmp_path / "out")
    assert process.stdout is not None
    heard = [json.loads(process.stdout.readline())]
    while heard[-1]["event"] != "paused":
        heard.append(json.loads(process.stdout.readline()))
    process.send_signal(signal.SIGUSR1)
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "resumed" in [event["event"] for event in _events(said)]


@needs_signals
def test_an_interrupt_while_the_program_loads_ends_it_without_a_trace(photos: Path, tmp_path: Path) -> None:
    process = _signalled_early("SIGINT", photos / "0.png", tmp_path / "out")
    assert process.communicate(timeout=120) == ("", "")
    assert process.returncode == -signal.SIGINT


@pytest.mark.parametrize(
    ("options", "status", "code"),
    [
        ([], 2, "no-photos"),
        (["--resume"], 2, "nothing-to-resume"),
        (["--resume", "--bits", "16"], 2, "settings-known"),
        (["IN", "--preset", "flatten-light"], 2, "preset-unfit"),
        (["IN", "--parts", "layers,rain"], 2, "unknown-part"),
        (["IN", "--name", "{layr}"], 2, "bad-name"),
        (["IN", "--task", "snow"], 2, "unknown-separator"),
        (["IN", "--resume", "--format", "gif"], 2, "unknown-format"),
        (["IN", "--format", "jpeg", "--bits", "16"], 2, "format-bits"),
        (["IN", "--layered", "exr"], 2, "option-unheard"),
        (["IN", "--layer-mode", "physical"], 2, "option-unheard"),
        (["IN", "--mask", "BAD.json"], 2, "option-unheard"),
        (["IN", "--parts", "layers", "--strength", "reflection=0"], 2, "option-unheard"),
        (["IN", "--parts", "layers", "--balance", "0"], 2, "option-unheard"),
        (["IN", "--parts", "layered", "--format", "jpeg"], 2, "option-unheard"),
        (["BAD.json", "IN"], 1, "job-invalid"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_no_photo_could_be_made_by_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], status: int, code: str
) -> None:
    (tmp_path / "IN").mkdir()
    (tmp_path / "BAD.json").write_text("{}")
    given = [str(tmp_path / option) if option in ("IN", "BAD.json") else option for option in options]
    assert run(["batch", *given, "-o", str(tmp_path / "out")]) == status
    said = capsys.readouterr()
    assert said.err.strip().endswith(f"[{code}]")
    assert not (tmp_path / "out" / "batch-report.json").exists()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", str(photos), "-o", str(tmp_path / "out"), "--dry-run", "--exclude", "day/*", "--json"]) == 0
    events = _events(capsys.readouterr().out)
    states = {Path(str(event["photo"])).name: event.get("code", "made") for event in events}
    assert (states["0.png"], states["1.png"], states["notes.txt"]) == ("made", "excluded", "not-a-photo")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("options", [("--include", "*.tif"), ("--exclude", "**/*.png", "--exclude", "*.jpg")])
@pytest.mark.parametrize("how", [(), ("--dry-run",)])
def test_patterns_that_leave_none_of_the_photos_are_told_and_nothing_is_begun(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], how: tuple[str, ...]
) -> None:
    assert run(["batch", str(photos), "-o", str(tmp_path / "out"), *options, *how]) == 2
    assert capsys.readouterr().err.strip().endswith("[none-included]")
    assert not (tmp_path / "out").exists()


def test_patterns_are_for_photos_that_are_named_and_for_those_of_jobs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("a.png", "a_reject.png", "b.jpg", "c.png")
    for name in names:
        cv2.imwrite(str(tmp_path / name), np.zeros((16, 16, 3), np.uint8))
    (tmp_path / "b.sils.json").write_text(json.dumps({"task": "reflection", "photo": "b.jpg"}))
    (tmp_path / "c.sils.json").write_text(json.dumps({"task": "reflection", "photo": "c.png"}))
    inputs = [str(tmp_path / name) for name in ("a.png", "a_reject.png", "b.sils.json", "c.sils.json")]
    patterns = ("--include", "*.png", "--exclude", "*reject*")
    assert run(["batch", *inputs, "-o", str(tmp_path / "out"), "--dry-run", "--json", *patterns]) == 0
    events = _events(capsys.readouterr().out)
    assert {Path(str(event["photo"])).name for event in events if event.get("state") == "waiting"} == {"a.png", "c.png"}
    assert run(["batch", *inputs[:1], "-o", str(tmp_path / "out"), "--dry-run", "--include", "*.tif"]) == 2


def test_patterns_are_nothings_fault_where_there_are_no_photos(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").write_text("notes")
    assert run(["batch", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--include", "*.tif", "-q"]) == 0


def test_a_saved_job_is_the_recipe_for_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    cv2.imwrite(str(folder / "a.png"), np.full((40, 60, 3), 90, np.uint8))
    recipe = tmp_path / "recipe.sils.json"
    recipe.write_text(
        '{"task": "reflection", "quality": "draft", "preset": "halve-reflection",'
        ' "outputs": {"parts": ["remix", "reflection"], "format": "TIFF", "name": "{layer}-{name}"}}'
    )
    assert run(["batch", str(recipe), str(folder), "-o", str(tmp_path / "out"), "-q"]) == 0
    assert _made(tmp_path / "out") == {"reflection-a.tif", "remix-a.tif", "a.sils.json"}


@needs_signals
@pytest.mark.slow
@pytest.mark.parametrize(("left", "status"), [({}, 0), ({"waiting": 1}, 130)])
def test_a_watch_that_is_stopped_tells_whether_photos_are_left(
    tmp_path: Path, left: dict[str, int], status: int
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("notes.txt", *("empty.jpg" for _ in left)):
        (tmp_path / "in" / name).touch()
    process = _started(tmp_path / "in", tmp_path / "out", "--watch")
    assert process.stdout is not None
    assert '"counted"' in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert _events(process.communicate()[0])[-1]["counts"] == {"ignored": 1, **left}
    assert process.returncode == status
