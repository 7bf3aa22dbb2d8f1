"""ONNX Runtime for engine and window: chooses the device, verifies what it got, runs, stops.

Known traps, each answered here: the list of available providers always names CUDA; asking for CUDA without its
libraries does not raise; `onnxruntime` and `onnxruntime-gpu` installed together disable CUDA; cuDNN's exhaustive search
on every new shape; GPU memory kept after a run; a terminated RunOptions stays terminated.
"""

from __future__ import annotations

import contextlib
import io
import os
import platform
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine import cuda
from engine.errors import DeviceError, OutOfDeviceMemory, SeparatorError
from engine.onnx_runtime import onnxruntime
from engine.progress import SILENT, Progress
from engine.version import installed

_CUDA, _CPU = "CUDAExecutionProvider", "CPUExecutionProvider"
_CUDA_OPTIONS = {"cudnn_conv_algo_search": "HEURISTIC", "arena_extend_strategy": "kSameAsRequested"}
_MEMORY = re.compile(
    r"out of memory|failed to allocate|allocat\w+ .*failed|CUDA_ERROR_OUT_OF_MEMORY|bad_alloc|BFCArena", re.I
)
_TOO_NEW = re.compile(r"model IR version|Opset \d+ is under development")
_quiet = threading.Lock()


class Device(StrEnum):
    """What the user asks for: the GPU if it really works, the GPU or nothing, or the processor."""

    AUTO = "auto"
    CUDA = "cuda"
    CPU = "cpu"


@dataclass(frozen=True)
class DeviceChoice:
    """The device in use; `reason` and `fix` are sentences when it is not the one that was hoped for."""

    used: Device
    name: str
    reason: str = ""
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.used.upper()} · {self.name}" + (f" · {self.reason}" if self.reason else "")


class Session:
    """A network, called by a name in sentences, ready to run on the device that `choice` names."""

    def __init__(self, model: bytes, device: Device, name: str = "the separator") -> None:
        self._model, self._asked, self._name = model, device, name
        self._session, self.choice = _start(model, device, name)

    def run(self, feeds: Mapping[str, NDArray[np.float32]], progress: Progress = SILENT) -> NDArray[np.float32]:
        """The network's output; raises Cancelled soon after a cancel, DeviceError, SeparatorError."""
        options = onnxruntime.RunOptions()
        options.log_severity_level = 4
        with progress.on_cancel(lambda: setattr(options, "terminate", True)):
            progress.check()
            try:
                (output,) = self._session.run(None, dict(feeds), options)
            except Exception as error:  # onnxruntime's exceptions share no class but this one
                progress.check()
                raise self._explained(error) from error
        return np.asarray(output)

    def fall_back(self, reason: str) -> None:
        """Go on with the CPU from now on, for this reason; raises DeviceError where the user wants CUDA or nothing."""
        if self._asked is Device.CUDA:
            raise DeviceError("cuda-failed", f"CUDA was asked for, but {reason}. Choose --device auto or cpu to go on.")
        self._session = _create(self._model, [_CPU], self._name)
        self.choice = DeviceChoice(
            Device.CPU, cpu_name(), reason, "Close programs that use the GPU, or use a smaller size."
        )

    def _explained(self, error: Exception) -> Exception:
        text = _first_line(error)
        if _MEMORY.search(str(error)) or isinstance(error, MemoryError):
            sentence = f"{self.choice.name} has too little memory for a picture of this size."
            return OutOfDeviceMemory("device-memory", sentence)
        if self.choice.used is Device.CUDA:
            return DeviceError("cuda-failed", f"CUDA failed while the network ran: {text}")
        return SeparatorError("separator-failed", f"The separator's network fails when it runs: {text}")


def runtime_version() -> str:
    """Which of ONNX Runtime's packages is used, and its version."""
    packages = " + ".join(_installed()) or "onnxruntime"
    return f"{packages} {onnxruntime.__version__}"


def cuda_version() -> str:
    """The CUDA release that this ONNX Runtime was built for; empty for a build without CUDA."""
    return getattr(onnxruntime, "cuda_version", "") or ""


def cpu_name() -> str:
    """The processor's name and how many threads it runs."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
        return f"{model}, {os.cpu_count()} threads"
    return f"{platform.processor() or platform.machine()}, {os.cpu_count()} threads"


def _start(model: bytes, device: Device, name: str) -> tuple[onnxruntime.InferenceSession, DeviceChoice]:
    if device is Device.CPU:
        return _create(model, [_CPU], name), DeviceChoice(Device.CPU, cpu_name())
    obstacle = _obstacle()
    if not obstacle:
        started = _on_cuda(model, name)
        if not isinstance(started, str):
            return started, DeviceChoice(Device.CUDA, cuda.gpu_names()[0])
        obstacle = (started, 'Run "sils doctor" and check that the driver is new enough and the GPU has memory left.')
    reason, fix = obstacle
    if device is Device.CUDA:
        raise DeviceError("cuda-unavailable", f"CUDA cannot be used: {reason}. {fix}")
    return _create(model, [_CPU], name), DeviceChoice(Device.CPU, cpu_name(), reason, fix)


def _on_cuda(model: bytes, name: str) -> onnxruntime.InferenceSession | str:
    """A session that really has CUDA, or why there is none; raises SeparatorError where the network is at fault."""
    try:
        session = _create(model, [(_CUDA, _CUDA_OPTIONS), _CPU], name)
    except SeparatorError as error:
        _create(model, [_CPU], name)
        return f"ONNX Runtime could not start CUDA ({_first_line(error.__cause__ or error)})"
    return session if session.get_providers()[0] == _CUDA else "ONNX Runtime could not start CUDA"


def _create(
    model: bytes, providers: Sequence[str | tuple[str, dict[Any, Any]]], name: str
) -> onnxruntime.InferenceSession:
    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # Threads that wait in a loop slow down everything else that runs: another sils, or the window.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        # Its own fallback prints on standard output, and hides from us that a run went to the CPU.
        return onnxruntime.InferenceSession(model, options, providers=providers, enable_fallback=0)
    except Exception as error:  # onnxruntime's exceptions share no class but this one
        if _TOO_NEW.search(str(error)):
            sentence = f"{name} is of a newer ONNX than this SILS knows; update SILS, or export it for an older opset."
            raise SeparatorError("separator-too-new", sentence) from error
        raise SeparatorError("separator-not-onnx", f"ONNX Runtime cannot load {name}: {_first_line(error)}") from error


def _obstacle() -> tuple[str, str] | None:
    """Why CUDA cannot work here and what to do, or None when nothing speaks against it."""
    if _CUDA not in onnxruntime.get_available_providers():
        if len(_installed()) > 1:
            return (
                "onnxruntime and onnxruntime-gpu are both installed, and the first hides CUDA",
                "Run: pip uninstall -y onnxruntime onnxruntime-gpu && pip install onnxruntime-gpu.",
            )
        return "this ONNX Runtime is built without CUDA", "CUDA is there for x86-64 Linux and Windows: onnxruntime-gpu."
    if not cuda.has_driver():
        return "no NVIDIA driver was found", "Install the NVIDIA driver if this computer has an NVIDIA card."
    if not cuda.gpu_names():
        return "the NVIDIA driver finds no GPU", "Check with nvidia-smi that the card is seen."
    missing = _missing_libraries()
    if missing:
        return f"{missing} cannot be loaded", 'Run: pip install "onnxruntime-gpu[cuda,cudnn]", which brings it.'
    return None


def _missing_libraries() -> str:
    """The first CUDA library that cannot be loaded; preload_dlls says so on standard output only."""
    said = io.StringIO()
    with _quiet, contextlib.redirect_stdout(said):
        onnxruntime.preload_dlls()
    found = re.search(r"Failed to load (\S+?):? ", said.getvalue() + " ")
    return found.group(1) if found else ""


def _installed() -> list[str]:
    return [name for name in ("onnxruntime", "onnxruntime-gpu") if installed(name)]


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0][:300]
