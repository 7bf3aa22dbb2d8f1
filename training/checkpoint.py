"""Everything that is state, in one file: written whole or not at all, read without running code from it."""

import contextlib
import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from engine.errors import SilsError
from training.config import Config
from training.errors import TrainingError

VERSION = 2


def save(path: Path, state: Mapping[str, Any], config: Config) -> None:
    """Writes beside the path and moves into place; raises TrainingError and keeps the older file where that fails."""
    write_packed(path, {"version": VERSION, "config": config.to_json(), **state})


def write_packed(path: Path, state: Mapping[str, Any]) -> None:
    """A file of tensors and plain values, as `write_whole` writes one."""
    buffer = io.BytesIO()
    torch.save(dict(state), buffer)
    write_whole(path, buffer.getbuffer())


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """The file appears complete, in a folder made for it if need be, or stays as it was; raises TrainingError, for
    instance when the disk is full."""
    temporary = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException as error:  # Ctrl-C too
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        kept = f" {path} is still the one saved before." if path.exists() else ""
        raise not_written(path, error, kept) from None


def not_written(path: Path, error: OSError, kept: str = "") -> TrainingError:
    """The sentence for a file that the disk does not take, with what is left of it."""
    return TrainingError("not-saved", f"{path} could not be written ({error.strerror}).{kept}")


def load(path: Path, *, device: torch.device | str = "cpu") -> tuple[dict[str, Any], Config]:
    """State and config; raises TrainingError for a file that is no checkpoint of this version."""
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except FileNotFoundError:
        raise TrainingError("no-checkpoint", f"There is no checkpoint {path}.") from None
    except Exception:  # bytes that are no checkpoint lead the reader to errors of every kind
        raise _no_checkpoint(path) from None
    if not isinstance(state, dict) or state.get("version") != VERSION:
        found = state.get("version") if isinstance(state, dict) else None
        raise TrainingError(
            "bad-checkpoint", f"{path} is a checkpoint of version {found}; this program reads {VERSION}."
        )
    try:
        return state, Config.from_json(state["config"])
    except (KeyError, TypeError, ValueError):
        raise _no_checkpoint(path) from None
    except SilsError as error:
        raise TrainingError("bad-checkpoint", f"{path}: {error.sentence}") from None


def _no_checkpoint(path: Path) -> TrainingError:
    return TrainingError("bad-checkpoint", f"{path} is not a checkpoint, or it is damaged.")


def refuse_other_config(path: Path, found: Config, wanted: Config) -> None:
    """Raises TrainingError where a checkpoint was made with other settings than those asked for now."""
    there, here = (vars(config) | vars(config.weights) | {"weights": None} for config in (found, wanted))
    names = [name for name in here if there[name] != here[name]]
    if names:
        said = ", ".join(f"{name} {there[name]} there, {here[name]} here" for name in names[:3])
        raise TrainingError(
            "other-config", f"{path} belongs to a run with other settings ({said}); use another run folder."
        )
