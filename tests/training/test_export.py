"""Export: the separator file agrees with its checkpoint, obeys the contract, and is written whole or not at all."""

import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from engine.errors import SilsError
from engine.spec import METADATA_KEY, parse_spec
from training import export as exporting
from training import receptive
from training.devices import Devices
from training.errors import TrainingError
from training.export import Export, export
from training.loop import Command, fit
from training.networks import Separator
from training.opened import Way, open_separator
from training.schedule import Budget
from training.sources import Folders
from training.tasks import task_named

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["toy3", "intrinsic"])
def checkpoint(request: pytest.FixtureRequest, tiny, tmp_path: Path) -> Path:
    """A run of two steps; intrinsic is given invented photos."""
    from PIL import Image

    folder = tmp_path / "photos"
    folder.mkdir()
    for seed in range(3):
        pixels = np.random.default_rng(seed).integers(0, 255, (64, 80, 3), np.uint8)
        Image.fromarray(pixels).save(folder / f"{seed}.png")
    command = Command(tiny(task=request.param), Budget(steps=2), tmp_path / "run", Folders(folder), Devices("cpu"))
    fit(command)
    return tmp_path / "run" / "checkpoint.pt"


@pytest.mark.parametrize("half", [False, True])
def test_an_exported_separator_passes_every_check(checkpoint: Path, tmp_path: Path, half: bool) -> None:
    target = tmp_path / "out.onnx"
    spec = export(Export(checkpoint, target, half=half, training_data="noise"))
    stored = {prop.key: prop.value for prop in onnx.load(target).metadata_props}
    assert parse_spec(stored[METADATA_KEY], source="out") == spec
    assert spec.multiple == 16
    assert 16 < spec.receptive_px < 600
    weights = [tensor for tensor in onnx.load(target).graph.initializer if np.prod(tensor.dims) >= 64]
    assert weights
    assert all(tensor.data_type != onnx.TensorProto.FLOAT for tensor in weights if len(tensor.dims) == 4)


@pytest.mark.parametrize("known", [False, True])
def test_a_separator_says_whether_it_was_taught_with_whole_strokes(tiny, tmp_path: Path, known: bool) -> None:
    fit(Command(replace(tiny(), whole_strokes=known), Budget(steps=1), tmp_path / "run", Folders(), Devices("cpu")))
    assert export(Export(tmp_path / "run" / "checkpoint.pt", tmp_path / "out.onnx")).whole_strokes is known
    assert open_separator(tmp_path / "out.onnx").whole_strokes is known


@pytest.mark.parametrize("coarse_px", [None, 288])
def test_a_separator_says_at_what_size_it_sees_photos_coarsely(
    checkpoint: Path, tmp_path: Path, coarse_px: int | None
) -> None:
    made = export(Export(checkpoint, tmp_path / "out.onnx", coarse_px=coarse_px))
    (kept,) = onnx.load(tmp_path / "out.onnx", load_external_data=False).metadata_props
    assert made.coarse_px == parse_spec(kept.value, source="out.onnx").coarse_px == coarse_px


def test_a_file_and_its_checkpoint_separate_alike_at_any_size(checkpoint: Path, tmp_path: Path) -> None:
    export(Export(checkpoint, tmp_path / "out.onnx"))
    photo = np.random.default_rng(0).random((33, 17, 3), np.float32)
    first = open_separator(checkpoint).layer_names[0]
    hints = {first: np.ones((33, 17), np.float32)}
    ours, theirs = (open_separator(path).separate(photo, hints, Way()) for path in (checkpoint, tmp_path / "out.onnx"))
    assert ours.shape == theirs.shape == (ours.shape[0], 33, 17, 3)
    assert np.abs(ours - theirs).max() < 0.01


def test_a_run_at_work_may_replace_its_checkpoint(
    checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = exporting.write_graph

    def replace_then_write(*given, **named) -> None:
        checkpoint.write_bytes(b"another step")
        write(*given, **named)

    monkeypatch.setattr(exporting, "write_graph", replace_then_write)
    export(Export(checkpoint, tmp_path / "out.onnx"))
    assert (tmp_path / "out.onnx").exists()


def test_a_graph_that_differs_is_not_written(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PARITY_TOLERANCE", -1.0)
    with pytest.raises(TrainingError, match="differs from torch"):
        export(Export(checkpoint, tmp_path / "out.onnx"))
    assert not (tmp_path / "out.onnx").exists()


def test_factors_of_hundreds_are_compared_by_their_own_measure() -> None:
    light, factors = torch.tensor([0.5, 1.0]), torch.tensor([500.0, 1000.0])
    assert exporting._error(light + 1e-4, light) == pytest.approx(1e-4, rel=0.01)
    assert exporting._error(factors + 0.05, factors) == pytest.approx(1e-4, rel=0.01)
    assert math.isnan(exporting._error(light * math.nan, light))


def test_the_reach_of_a_separator_does_not_depend_on_where_its_measuring_begins(
    tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    separator = Separator(task_named("intrinsic"), tiny(task="intrinsic"))
    expected = receptive.receptive_px(separator)
    assert 64 < expected < receptive.FIRST_PX
    monkeypatch.setattr(receptive, "FIRST_PX", 64)
    assert receptive.receptive_px(separator) == expected


def test_a_separator_may_see_more_than_the_first_strip(tiny) -> None:
    deep = replace(tiny(), width=2, blocks=(1, 1, 2, 14))
    torch.manual_seed(0)
    assert receptive.receptive_px(Separator(task_named("toy2"), deep)) == 1084


def test_the_script_says_in_a_sentence_what_is_wrong(tmp_path: Path) -> None:
    command = [sys.executable, "training/export.py", str(tmp_path / "no.pt"), str(tmp_path / "out.onnx")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == f"There is no checkpoint {tmp_path / 'no.pt'}."


def test_a_broken_checkpoint_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.pt").write_bytes(b"not a checkpoint")
    with pytest.raises(SilsError, match="not a checkpoint"):
        export(Export(tmp_path / "bad.pt", tmp_path / "out.onnx"))
