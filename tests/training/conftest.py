"""What the tests of the training share: they are skipped where torch is absent, and run on one thread."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch, of the extra `train`, is not installed")
pytest.importorskip("lightning_fabric", reason="Lightning Fabric, of the extra `train`, is not installed")

import torch

from training.album import Album
from training.config import PRESETS, Config, Stage
from training.photos import Photos
from training.tasks import TASKS


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Bit-exact repetition, and no fight over cores."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def generator() -> torch.Generator:
    return torch.Generator().manual_seed(1)


@pytest.fixture
def photo() -> np.ndarray:
    """A square on a soft ramp, encoded."""
    ramp = np.linspace(0.2, 0.28, 40)[None, :, None].repeat(33, 0).repeat(3, 2)
    ramp[8:20, 10:30] += 0.4
    return ramp


@pytest.fixture
def photos(generator: torch.Generator) -> Photos:
    """Two photos of coarse noise for every domain of every task."""
    pictures = [torch.rand(1, 3, 6, 9, generator=generator) for _ in range(2)]
    large = [torch.nn.functional.interpolate(p, (96, 144), mode="bilinear")[0] for p in pictures]
    pixels = [(picture * 255).byte() for picture in large]
    album = Album(pixels)
    return Photos({domain: album for task in TASKS.values() for domain in task.domains})


@pytest.fixture
def tiny() -> Callable[..., Config]:
    """A preset at the smallest size that still runs every part of it."""

    def make(preset: str = "sils", task: str = "toy2") -> Config:
        stages = (Stage(1.0, 32, 4),)
        small = replace(PRESETS[preset], task=task, width=4, blocks=(1, 1, 1, 1), stages=stages, group=2)
        return replace(small, critic_width=4, pool_images=3, auxiliary_share=0.5, adversarial_from=0.0, ramp=False)

    return make


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return tmp_path / "run"
