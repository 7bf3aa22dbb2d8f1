"""What only a machine with an NVIDIA card can show; skipped elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import resources
from engine import cuda
from engine.picture import Photo
from engine.runtime import Device
from engine.separator import Quality, Separator
from tests.engine.pictures import noise, photo_of

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not cuda.gpu_names(), reason="this machine has no NVIDIA card")]

SHIPPED = sorted(resources.path("separators").glob("*.onnx"))
TF32_TOLERANCE = 2e-3  # ten bits of mantissa in each product, over some thirty convolutions


@pytest.fixture
def photo() -> Photo:
    return photo_of(noise(300, 451, low=0.0, high=0.9))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_cuda_gives_the_cpus_layers_and_they_add_back(path: Path, photo: Photo) -> None:
    on_card, on_cpu = Separator(path, Device.CUDA), Separator(path, Device.CPU)
    first, second = on_card.separate(photo), on_cpu.separate(photo)
    assert on_card.device.used is Device.CUDA
    assert first.notices == ()
    assert first.largest_residual() < 1e-6
    for a, b in zip(first.layers, second.layers, strict=True):
        assert np.abs(a.pixels - b.pixels).max() < TF32_TOLERANCE


def test_auto_takes_the_card_for_every_quality(photo: Photo) -> None:
    separator = Separator(SHIPPED[0])
    for quality in Quality:
        assert separator.separate(photo, quality=quality).notices == ()
    assert separator.device.used is Device.CUDA
    assert separator.device.name == cuda.gpu_names()[0]
