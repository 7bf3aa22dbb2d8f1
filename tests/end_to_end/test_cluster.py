"""The same batch on a real scheduler with two worker processes, one of which is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest

pytest.importorskip("distributed", reason="the extra cluster is not installed")

from engine.cli.app import run
from engine.paths import sha256_of

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"}
COUNT = 10
WAIT_S = 60


@dataclass
class Cluster:
    """A scheduler and its worker processes."""

    address: str
    workers: list[subprocess.Popen[bytes]]
    scheduler: subprocess.Popen[bytes]


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.005)


def _process(program: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{program}", *options, "--no-dashboard"]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    place = tmp_path / "scheduler.json"
    options = ("--scheduler-file", str(place))
    with ExitStack() as killing:

        def started(program: str, *more: str) -> subprocess.Popen[bytes]:
            process = _process(program, *options, *more)
            killing.callback(process.wait)
            killing.callback(process.kill)
            return process

        scheduler = started("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        _until(lambda: place.exists() and place.read_text().rstrip().endswith("}"))  # it is there before it is written
        local = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
        workers = [started("dask_worker", *local) for _ in range(2)]
        yield Cluster(json.loads(place.read_text())["address"], workers, scheduler)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for seed in range(COUNT):
        codes = np.random.default_rng(seed).integers(0, 256, (300, 400, 3), dtype=np.uint8)
        cv2.imwrite(str(folder / f"{seed}.png"), codes)
    (folder / "empty.png").touch()
    return folder


def _batch(photos: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    """A batch at work, in a group of processes of its own as a terminal makes one."""
    command = [sys.executable, str(ROOT / "main.py"), "batch", str(photos), "-o", str(out), "--quality", "draft"]
    return subprocess.Popen(
        [*command, "--device", "cpu", "--json", *options],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _done(out: Path) -> int:
    journal = out / ".sils-batch" / "journal.jsonl"
    return journal.read_text().count('"state":"done"') if journal.exists() else 0


def _made(out: Path) -> dict[str, str]:
    """What lies there, reports apart, and the digest of each: contents would drown what differs."""
    return {path.name: sha256_of(path) for path in out.iterdir() if path.is_file() and "report" not in path.name}


def _states(out: Path) -> dict[str, str]:
    outcomes = json.loads((out / "batch-report.json").read_text())["outcomes"]
    return {Path(one["photo"]).name: one["code"] or one["state"] for one in outcomes}


@pytest.mark.slow
def test_a_killed_workers_photos_are_made_elsewhere_byte_for_byte(
    tmp_path: Path, photos: Path, cluster: Cluster
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    assert run(["batch", str(photos), "-o", str(here), "--quality", "draft", "--device", "cpu", "-q"]) == 1
    process = _batch(photos, there, "--cluster", cluster.address)
    _until(lambda: _done(there) >= 2 or process.poll() is not None)
    cluster.workers[0].kill()
    at_the_kill = _done(there)
    said, errors = process.communicate(timeout=WAIT_S)
    assert process.returncode == 1, said + errors
    assert at_the_kill < COUNT
    assert _made(there) == _made(here)
    assert len(_made(here)) == 3 * COUNT
    assert (
        _states(there)
        == _states(here)
        == {f"{seed}.png": "done" for seed in range(COUNT)} | {"empty.png": "photo-empty"}
    )


@pytest.mark.slow
def test_a_scheduler_that_is_not_there_is_told_and_its_photos_wait(tmp_path: Path, photos: Path) -> None:
    out = tmp_path / "out"
    said, errors = (process := _batch(photos, out, "--cluster", "tcp://127.0.0.1:9")).communicate(timeout=WAIT_S)
    assert process.returncode == 1, errors
    assert json.loads(said.splitlines()[-1])["code"] == "cluster-unreachable"
    assert set(_states(out).values()) == {"cluster-unreachable"}
    assert run(["batch", "-o", str(out), "--resume", "-q"]) == 1
    assert _states(out)["0.png"] == "done"


@pytest.mark.slow
def test_a_scheduler_that_dies_ends_the_batch_and_what_is_done_is_kept(
    tmp_path: Path, photos: Path, cluster: Cluster
) -> None:
    out = tmp_path / "out"
    process = _batch(photos, out, "--cluster", cluster.address)
    _until(lambda: _done(out) >= 2 or process.poll() is not None)
    cluster.scheduler.kill()
    said, errors = process.communicate(timeout=WAIT_S)
    assert process.returncode == 1, said + errors
    assert json.loads(said.splitlines()[-1])["code"] == "cluster-lost"
    states = _states(out)
    done = [name for name, state in states.items() if state == "done"]
    assert 2 <= len(done) < COUNT
    assert {state for name, state in states.items() if name not in (*done, "empty.png")} == {"cluster-lost"}
    assert run(["batch", "-o", str(out), "--resume", "-q"]) == 1
    assert [state for name, state in _states(out).items() if name != "empty.png"] == ["done"] * COUNT
    assert len(_made(out)) == 3 * COUNT


@pytest.mark.slow
def test_the_last_photo_of_a_watched_folder_is_heard_of_before_another_comes(
    tmp_path: Path, photos: Path, cluster: Cluster
) -> None:
    out = tmp_path / "out"
    process = _batch(photos, out, "--watch", "--cluster", cluster.address)
    _until(lambda: _done(out) == COUNT or process.poll() is not None)
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=WAIT_S)
    assert _done(out) == COUNT, said + errors


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGINT", "SIGHUP"])
def test_what_a_terminal_tells_all_of_its_programs_stops_the_batch_and_spares_its_workers(
    tmp_path: Path, photos: Path, name: str
) -> None:
    out = tmp_path / "out"
    process = _batch(photos, out, "--cluster", "local:2")
    _until(lambda: _done(out) >= 1 or process.poll() is not None)
    os.killpg(process.pid, getattr(signal, name))
    said, errors = process.communicate(timeout=WAIT_S)
    assert process.returncode == 130, said + errors
    assert errors == ""
    assert json.loads(said.splitlines()[-1])["stopped"]
    assert len(_made(out)) == 3 * list(_states(out).values()).count("done")


@pytest.mark.parametrize("how", [[], ["--dry-run"]], ids=["at work", "dry run"])
@pytest.mark.parametrize(
    "address", ["local:0", "local:two", "local:²", f"local:{'9' * 5000}", "here"], ids=lambda it: it[:9]
)
def test_an_address_that_is_none_is_refused(
    tmp_path: Path, photos: Path, capsys: pytest.CaptureFixture[str], address: str, how: list[str]
) -> None:
    assert run(["batch", str(photos), "-o", str(tmp_path / "out"), "--cluster", address, *how]) == 2
    assert capsys.readouterr().err.strip().endswith("[bad-cluster]")
