"""A run folder that explains itself: settings, git state, data with digests, metrics; used by one run at a time."""

import json
import math
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from filelock import FileLock, Timeout

from training.checkpoint import not_written, write_whole
from training.config import Config
from training.errors import TrainingError
from training.photos import PhotoFile


@dataclass(frozen=True)
class RunFolder:
    """The paths inside a run folder, and what is written there besides checkpoints."""

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
    def board(self) -> Path:
        return self.path / "tensorboard"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else uses the folder meanwhile; raises TrainingError where somebody does. Ends with the process."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / "lock", timeout=0)
            with lock:
                yield
        except Timeout:
            raise TrainingError("run-in-use", f"Another process is training in {self.path}.") from None
        except (PermissionError, NotADirectoryError, FileExistsError) as error:
            raise TrainingError("no-run-folder", f"{self.path} cannot hold a run ({error.strerror}).") from None

    def describe(self, config: Config, command: str, files: Mapping[str, Sequence[PhotoFile]]) -> None:
        """Writes config.json, environment.json and data.json."""
        self._write("config.json", json.loads(config.to_json()))
        self._write("environment.json", {"command": command, "git": git_state(), **_environment()})
        listing = {name: [{"path": str(f.path), "sha256": f.digest} for f in fs] for name, fs in files.items()}
        self._write("data.json", listing)

    def log(self, values: Mapping[str, float]) -> None:
        """One more line of metrics; raises TrainingError where the disk does not take it."""
        try:
            with self.metrics.open("a", encoding="utf-8") as file:
                file.write(json.dumps(dict(values)) + "\n")
        except OSError as error:
            raise not_written(self.metrics, error) from None

    def forget_after(self, step: int) -> None:
        """Drops the metrics of steps that a resumed run will do again, and lines that were left half written."""
        if self.metrics.exists():
            lines = self.metrics.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if _step_of(line) <= step]
            write_whole(self.metrics, b"".join(kept))

    def _write(self, name: str, value: Any) -> None:
        write_whole(self.path / name, (json.dumps(value, indent=2) + "\n").encode())


def _step_of(line: bytes) -> float:
    """The step of a line of metrics; infinity where it is not a whole one, as a kill or a full disk leaves it."""
    try:
        step = json.loads(line)["step"] if line.endswith(b"\n") else math.inf
    except (ValueError, TypeError, KeyError):
        return math.inf
    return step if isinstance(step, int) else math.inf


def git_state() -> dict[str, Any]:
    """Commit and whether the working tree differs from it; empty outside a repository."""
    try:
        root = Path(__file__).parent
        commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
        status = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    return {"commit": commit.stdout.strip(), "changed": bool(status.stdout.strip())}


def _environment() -> dict[str, str]:
    return {"python": platform.python_version(), "torch": torch.__version__, "platform": platform.platform()}
