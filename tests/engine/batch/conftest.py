"""A batch of small photos with a hand-made separator, in this process."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.batch.agreement import Mode
from engine.batch.conductor import Conductor
from engine.batch.ears import Ears
from engine.batch.finding import Patterns
from engine.batch.gate import Gate
from engine.batch.order import Order, Workshop
from engine.batch.outcome import Outcome
from engine.batch.pipeline import Pipeline
from engine.batch.report import Report
from engine.batch.request import request
from engine.batch.telling import Telling
from engine.job import Job
from engine.job_outputs import Outputs
from engine.runtime import Device


def photo(path: Path, seed: int = 0) -> Path:
    """A photo of noise, 32 × 24."""
    path.parent.mkdir(parents=True, exist_ok=True)
    codes = np.random.default_rng(seed).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    assert cv2.imwrite(str(path), codes)
    return path


class Heard(Telling):
    """Remembers which photos were worked on, in what order they ended, and calls back."""

    def __init__(self) -> None:
        self.ended_photos: list[str] = []
        self.codes: list[str] = []
        self.kept_states: list[str] = []
        self.counts: list[int] = []
        self.on_ended: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    def counted(self, photos: int) -> None:
        self.counts.append(photos)

    def ended(self, outcome: Outcome) -> None:
        with self._lock:
            self.ended_photos.append(Path(outcome.photo).name)
        self.on_ended()

    def kept(self, outcome: Outcome) -> None:
        self.kept_states.append(outcome.state.value)

    def notice(self, notice) -> None:  # type: ignore[no-untyped-def]
        self.codes.append(notice.code)


class Studio:
    """Folders `in` and `out`, and batches from one to the other."""

    def __init__(self, home: Path, separator: Path) -> None:
        self.photos, self.out = home / "in", home / "out"
        self.photos.mkdir()
        self.job = Job(task="half", separator=str(separator))
        self.gate, self.heard = Gate(), Heard()

    def photo(self, name: str, seed: int = 0) -> Path:
        return photo(self.photos / name, seed)

    def batch(
        self,
        mode: Mode = Mode.NEW,
        outputs: Outputs | None = None,
        patterns: Patterns = Patterns(),  # noqa: B008
        *,
        inputs: Sequence[Path] = (),
    ) -> Report:
        """The report of a batch over `in`, or other inputs."""
        self.gate, workshop = Gate(), Workshop()
        self.heard.ended_photos.clear()
        job = self.job.model_copy(update={"outputs": outputs or Outputs()})
        asked = request(inputs or [self.photos], patterns, job)

        def runner(gate: Gate, ears: Ears) -> Pipeline:
            return Pipeline(workshop, gate, ears)

        def orders(planner) -> Iterator[Order]:  # type: ignore[no-untyped-def]
            return planner.orders(Device.CPU)

        return Conductor(self.out, self.gate, runner, orders, self.heard).make(asked, mode).report

    def made(self) -> dict[str, bytes]:
        """Every result by its path below `out`, without reports and the journal."""
        files = (path for path in sorted(self.out.rglob("*")) if path.is_file() and ".sils-batch" not in path.parts)
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in files
            if not path.name.startswith("batch-report")
        }


@pytest.fixture
def studio(tmp_path: Path, separators: dict[str, Path]) -> Studio:
    return Studio(tmp_path, separators["half"])


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What each file that was synced to the disk held then."""
    open_files, contents = Path("/proc/self/fd"), list[bytes]()
    if not open_files.exists():
        pytest.skip("an open file has no name here")
    monkeypatch.setattr(os, "fsync", lambda handle: contents.append((open_files / str(handle)).read_bytes()))
    return contents


def states(report: Report) -> dict[str, tuple[str, str]]:
    """State and code of every file, by its name."""
    return {Path(outcome.photo).name: (outcome.state.value, outcome.code) for outcome in report.outcomes}
