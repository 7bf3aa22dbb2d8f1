"""What a run was made by: its settings, and the calls and photos behind its steps, each from the step it began at."""

import json
import platform
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from training.checkpoint import write_whole
from training.config import Config
from training.photos import PhotoFile

FROM_STEP = "from_step"


def describe(folder: Path, config: Config, files: Mapping[str, Sequence[PhotoFile]], *, step: int) -> None:
    """Writes config.json, and adds to environment.json and data.json what makes the steps from `step` on, where it is
    not what made those before; raises TrainingError where the disk does not take them."""
    _write(folder / "config.json", json.loads(config.to_json()))
    _add(folder / "environment.json", {"command": shlex.join(sys.argv), "git": git_state(), **_versions()}, step)
    listing = {name: [{"path": str(f.path), "sha256": f.digest} for f in fs] for name, fs in files.items()}
    _add(folder / "data.json", listing, step)


def git_state() -> dict[str, Any]:
    """Commit and whether the working tree differs from it; empty outside a repository."""
    try:
        root = Path(__file__).parent
        commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
        status = subprocess.run(["git", "status", "--porcelain"], cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {}
    return {"commit": commit.stdout.strip(), "changed": bool(status.stdout.strip())}


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), "torch": torch.__version__, "platform": platform.platform()}


def _add(path: Path, what: Mapping[str, Any], step: int) -> None:
    """What was added at this step or later was lost with its steps, which are made again now."""
    kept = [entry for entry in _entries(path) if entry[FROM_STEP] < step]
    added = {FROM_STEP: step, **what}
    if not kept or {**kept[-1], FROM_STEP: step} != added:
        _write(path, [*kept, added])


def _entries(path: Path) -> list[dict[str, Any]]:
    """What a file holds; earlier versions wrote the last call's alone, which stands for the whole run."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return []
    return found if isinstance(found, list) else [{FROM_STEP: 0, **found}]


def _write(path: Path, value: Any) -> None:
    write_whole(path, (json.dumps(value, indent=2) + "\n").encode())
