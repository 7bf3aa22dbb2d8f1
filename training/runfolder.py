"""A run folder: where its files are, and its metrics; used by one run at a time."""

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from training.checkpoint import not_written, write_whole
from training.errors import TrainingError


@dataclass(frozen=True)
class RunFolder:
    """The paths inside a run folder, its lock and its metrics."""

    path: Path

    @property
    def checkpoint(self) -> Path:
        return self.path / "checkpoint.pt"

    @property
    def best(self) -> Path:
        """The checkpoint whose validation was the best so far."""
        return self.path / "best.pt"

    @property
    def bad_batch(self) -> Path:
        return self.path / "bad_batch.pt"

    @property
    def metrics(self) -> Path:
        return self.path / "metrics.jsonl"

    @property
    def bank(self) -> Path:
        """Mixtures that a corrector learns from, which can be removed when the run is done."""
        return self.path / "bank"

    @property
    def board(self) -> Path:
        return self.path / "tensorboard"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else uses the folder meanwhile; raises TrainingError where somebody does. Ends with the process."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            held = FileLock(self.path / "lock", timeout=0).acquire()
        except Timeout:
            raise TrainingError("run-in-use", f"Another process is training in {self.path}.") from None
        except OSError as error:
            raise TrainingError("no-run-folder", f"{self.path} cannot hold a run ({error.strerror}).") from None
        with held:
            yield

    def log(self, values: Mapping[str, float]) -> None:
        """One more line of metrics; raises TrainingError where the disk does not take it."""
        try:
            with self.metrics.open("a", encoding="utf-8") as file:
                file.write(json.dumps(dict(values)) + "\n")
        except OSError as error:
            raise not_written(self.metrics, error) from None

    def logged(self, step: int) -> dict[str, float]:
        """The values of one step, as far as they are known."""
        lines = [json.loads(line) for line in self._lines() if _step_of(line) == step]
        return {name: value for line in lines for name, value in line.items()}

    def forget_after(self, step: int) -> None:
        """Drops the metrics of steps that a resumed run will do again, and lines that were left half written."""
        lines = self._lines()
        if lines:
            write_whole(self.metrics, b"".join(line for line in lines if _step_of(line) <= step))

    def _lines(self) -> list[bytes]:
        return self.metrics.read_bytes().splitlines(keepends=True) if self.metrics.exists() else []


def _step_of(line: bytes) -> float:
    """The step of a line of metrics; infinity where it is not a whole one, as a kill or a full disk leaves it."""
    try:
        step = json.loads(line)["step"] if line.endswith(b"\n") else math.inf
    except (ValueError, TypeError, KeyError):
        return math.inf
    return step if isinstance(step, int) else math.inf
