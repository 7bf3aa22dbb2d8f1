"""A GPU that fails while it works: a smaller size where its memory is short, else the CPU, and a word of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from engine.errors import DeviceError, OutOfDeviceMemory
from engine.network import Network
from engine.progress import SILENT, Progress
from engine.runtime import Device, Session
from engine.separator import Separator
from tests.engine.pictures import noise, photo_of
from tests.engine.separators import halving_separator

FULL = OutOfDeviceMemory("device-memory", "The GPU is full.")


class FailingSession(Session):
    """A GPU that fails with these errors, one for each run, until the CPU takes over."""

    def fail(self, *errors: DeviceError) -> None:
        self.errors, self.seen_px = list(errors), []

    def run(self, feeds: Mapping[str, np.ndarray], progress: Progress = SILENT) -> np.ndarray:
        self.seen_px.append(feeds["photo"].shape[-1])
        if self.errors:
            raise self.errors.pop(0)
        return super().run(feeds, progress)


def failing(path: Path, *errors: DeviceError) -> tuple[Separator, FailingSession]:
    separator = Separator(path, Device.AUTO)
    session = FailingSession(path.read_bytes(), Device.AUTO)
    session.fail(*errors)
    session.choice = type(session.choice)(Device.CUDA, "a GPU")
    separator._session, separator._network = session, Network(session, separator.spec)
    return separator, session


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A separator that works at 512 px, so that half of it is still worth while."""
    path = tmp_path / "large.onnx"
    path.write_bytes(halving_separator(working_px=512).SerializeToString())
    return path


def test_out_of_memory_halves_the_size_once_and_remembers_it(large: Path) -> None:
    separator, session = failing(large, FULL)
    photo = photo_of(noise(600, 600))
    separation = separator.separate(photo)
    again = separator.separate(photo)
    small = separator.separate(photo_of(noise(100, 200)))
    assert session.seen_px == [512, 256, 256, 200]
    assert [notice.code for notice in separation.notices] == ["device-memory"]
    assert [notice.code for notice in again.notices] == ["device-memory"]
    assert small.notices == ()
    assert separation.largest_residual() < 1e-6


def test_out_of_memory_twice_goes_on_with_the_cpu_at_full_size_and_says_so(large: Path) -> None:
    separator, session = failing(large, FULL, FULL)
    separation = separator.separate(photo_of(noise(600, 600)))
    assert session.seen_px == [512, 256, 512]
    assert [notice.code for notice in separation.notices] == ["device-memory", "device-fallback"]
    assert separator.device.used is Device.CPU
    assert "The GPU is full" in separator.device.reason


@pytest.mark.parametrize(
    ("side", "seen_px", "told"), [(256, [256, 128], "device-memory"), (255, [255, 255], "device-fallback")]
)
def test_a_size_below_128_px_is_not_tried_on_a_gpu_without_memory(
    tmp_path: Path, side: int, seen_px: list[int], told: str
) -> None:
    path = tmp_path / "exact.onnx"
    path.write_bytes(halving_separator(working_px=512, multiple=1).SerializeToString())
    separator, session = failing(path, FULL)
    separation = separator.separate(photo_of(noise(8, side)))
    assert session.seen_px == seen_px
    assert [notice.code for notice in separation.notices] == [told]


def test_a_gpu_that_breaks_is_replaced_by_the_cpu(large: Path) -> None:
    separator, _ = failing(large, DeviceError("cuda-failed", "CUDA failed."))
    separation = separator.separate(photo_of(noise(64, 64)))
    assert [notice.code for notice in separation.notices] == ["device-fallback"]


def test_cuda_or_nothing_means_nothing(large: Path) -> None:
    separator, session = failing(large, DeviceError("cuda-failed", "CUDA failed."))
    session._asked = Device.CUDA
    with pytest.raises(DeviceError, match="CUDA was asked for"):
        separator.separate(photo_of(noise(64, 64)))
