"""The device is chosen honestly: what is used, why, and what to do about it."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from engine import cuda, runtime
from engine.errors import Cancelled, DeviceError, OutOfDeviceMemory, SeparatorError
from engine.onnx_runtime import onnxruntime
from engine.progress import Progress
from engine.runtime import Device, DeviceChoice, Session
from tests.engine.separators import halving_separator

needs_no_gpu = pytest.mark.skipif(bool(cuda.gpu_names()), reason="this machine has a GPU")


def _model(separators: dict[str, Path]) -> bytes:
    return separators["half"].read_bytes()


def test_the_cpu_needs_no_reason(separators: dict[str, Path]) -> None:
    choice = Session(_model(separators), Device.CPU).choice
    assert (choice.used, choice.reason) == (Device.CPU, "")


@needs_no_gpu
def test_auto_without_a_gpu_says_why_it_uses_the_cpu(separators: dict[str, Path]) -> None:
    choice = Session(_model(separators), Device.AUTO).choice
    assert choice.used is Device.CPU
    assert choice.reason
    assert choice.fix.endswith(".")


@needs_no_gpu
def test_cuda_without_a_gpu_fails(separators: dict[str, Path]) -> None:
    with pytest.raises(DeviceError) as caught:
        Session(_model(separators), Device.CUDA)
    assert (caught.value.code, caught.value.exit_status) == ("cuda-unavailable", 3)


@needs_no_gpu
@pytest.mark.skipif("CUDAExecutionProvider" not in onnxruntime.get_available_providers(), reason="CPU build")
def test_a_provider_that_does_not_start_is_noticed(
    separators: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything looks fine, yet ONNX Runtime silently falls back: the session itself is asked."""
    monkeypatch.setattr(runtime, "_obstacle", lambda: None)
    choice = Session(_model(separators), Device.AUTO).choice
    assert choice.used is Device.CPU
    assert "could not start CUDA" in choice.reason


@pytest.mark.parametrize(
    ("providers", "packages", "driver", "gpus", "missing", "reason"),
    [
        (["CPUExecutionProvider"], ["onnxruntime"], True, ("A",), "", "built without CUDA"),
        (["CPUExecutionProvider"], ["onnxruntime", "onnxruntime-gpu"], True, ("A",), "", "both installed"),
        (["CUDAExecutionProvider"], ["onnxruntime-gpu"], False, (), "", "no NVIDIA driver"),
        (["CUDAExecutionProvider"], ["onnxruntime-gpu"], True, (), "", "finds no GPU"),
        (
            ["CUDAExecutionProvider"],
            ["onnxruntime-gpu"],
            True,
            ("A",),
            "libcudnn.so.9",
            "libcudnn.so.9 cannot be loaded",
        ),
    ],
)
def test_each_obstacle_has_its_own_reason_and_fix(
    monkeypatch: pytest.MonkeyPatch,
    providers: list[str],
    packages: list[str],
    driver: bool,
    gpus: tuple[str, ...],
    missing: str,
    reason: str,
) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: providers)
    monkeypatch.setattr(runtime, "_installed", lambda: packages)
    monkeypatch.setattr(cuda, "has_driver", lambda: driver)
    monkeypatch.setattr(cuda, "gpu_names", lambda: gpus)
    monkeypatch.setattr(runtime, "_missing_libraries", lambda: missing)
    obstacle = runtime._obstacle()
    assert obstacle is not None
    assert reason in obstacle[0]
    assert obstacle[1].endswith(".")


@needs_no_gpu
@pytest.mark.skipif("CUDAExecutionProvider" not in onnxruntime.get_available_providers(), reason="CPU build")
def test_a_missing_library_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    name = runtime._missing_libraries()
    assert ".so" in name or name.endswith(".dll")
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("Failed to allocate memory for requested buffer of size 4831838208"),
        RuntimeError("CUDA failure 2: out of memory ; GPU=0"),
        RuntimeError("BFCArena::AllocateRawInternal(size_t, bool) Failed"),
        MemoryError(),
    ],
    ids=repr,
)
def test_running_out_of_memory_is_recognised_and_the_device_named(
    separators: dict[str, Path], error: Exception
) -> None:
    session = Session(_model(separators), Device.CPU)
    found = session._explained(error)
    assert isinstance(found, OutOfDeviceMemory)
    assert session.choice.name in found.sentence


@pytest.mark.parametrize(("used", "kind"), [(Device.CUDA, DeviceError), (Device.CPU, SeparatorError)])
def test_a_run_that_fails_is_the_gpus_fault_on_a_gpu_and_else_the_networks(
    separators: dict[str, Path], used: Device, kind: type[Exception]
) -> None:
    session = Session(_model(separators), Device.CPU)
    session.choice = DeviceChoice(used, "a device")
    found = session._explained(RuntimeError("CUDNN_STATUS_EXECUTION_FAILED\nat conv.cc"))
    assert type(found) is kind
    assert "CUDNN_STATUS_EXECUTION_FAILED" in str(found)
    assert "conv.cc" not in str(found)


def test_a_failing_network_is_explained(separators: dict[str, Path]) -> None:
    session = Session(_model(separators), Device.CPU)
    with pytest.raises(SeparatorError) as caught:
        session.run({"photo": np.zeros((1, 4, 8, 8), np.float32)})
    assert caught.value.code == "separator-failed"
    assert "\n" not in caught.value.sentence


def test_cancelled_before_it_starts(separators: dict[str, Path]) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        Session(_model(separators), Device.CPU).run({"photo": np.zeros((1, 3, 8, 8), np.float32)}, progress)


def test_one_session_runs_again_after_a_cancel(separators: dict[str, Path]) -> None:
    session = Session(_model(separators), Device.CPU)
    feeds = {"photo": np.full((1, 3, 8, 8), 0.5, np.float32)}
    progress = Progress()
    threading.Thread(target=progress.cancel).start()
    for _ in range(1000):
        try:
            session.run(feeds, progress)
        except Cancelled:
            break
    else:
        pytest.fail("no run was cancelled")
    assert session.run(feeds).shape == (1, 2, 3, 8, 8)


@needs_no_gpu
@pytest.mark.skipif("CUDAExecutionProvider" not in onnxruntime.get_available_providers(), reason="CPU build")
def test_a_provider_that_fails_to_start_says_so_in_the_reason_and_nowhere_else(
    separators: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A full card or an old driver: creating the session raises, and standard output belongs to --json."""
    monkeypatch.setattr(runtime, "_obstacle", lambda: None)
    made = onnxruntime.InferenceSession._create_inference_session

    def fails_on_cuda(self: onnxruntime.InferenceSession, providers: list, *rest: object) -> None:
        if len(providers) > 1:
            raise RuntimeError("CUDA failure 2: out of memory\nat cuda_call.cc")
        made(self, providers, *rest)

    monkeypatch.setattr(onnxruntime.InferenceSession, "_create_inference_session", fails_on_cuda)
    choice = Session(_model(separators), Device.AUTO).choice
    assert choice.used is Device.CPU
    assert choice.reason == "ONNX Runtime could not start CUDA (CUDA failure 2: out of memory)"
    assert capfd.readouterr().out == ""
    with pytest.raises(DeviceError, match="out of memory"):
        Session(_model(separators), Device.CUDA)


@pytest.mark.parametrize("device", [Device.AUTO, Device.CPU])
def test_a_network_of_a_newer_onnx_is_told_with_its_file(device: Device) -> None:
    newer = halving_separator(), halving_separator()
    newer[0].opset_import[0].version = 99
    newer[1].ir_version = 99
    for model in newer:
        with pytest.raises(SeparatorError, match=r"^half\.onnx is of a newer ONNX .*\.$") as caught:
            Session(model.SerializeToString(), device, "half.onnx")
        assert caught.value.code == "separator-too-new"


def test_a_network_that_no_device_can_load_is_the_networks_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "_obstacle", lambda: None)
    for device in Device:
        with pytest.raises(SeparatorError):
            Session(b"no network", device)
