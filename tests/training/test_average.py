"""Means of checkpoints: of the weights that count, only where the networks are the same, and usable like a run's."""

from dataclasses import replace
from pathlib import Path

import onnx
import pytest
import torch

from engine.errors import SilsError
from training.__main__ import main
from training.average import average
from training.devices import Devices
from training.errors import TrainingError
from training.export import Export, export
from training.loop import Command, fit
from training.opened import load_network
from training.schedule import Budget

CPU = Devices("cpu")


@pytest.fixture
def runs(tiny, tmp_path: Path) -> tuple[Path, Path]:
    """Two checkpoints, the second of a run that began with the first and went far from it."""
    first, second = tmp_path / "first", tmp_path / "second"
    fit(Command(tiny(), Budget(steps=2), first, devices=CPU))
    fast = replace(tiny(), learning_rate=1.0, matrix_learning_rate=1.0)
    fit(Command(fast, Budget(steps=3), second, devices=CPU, start=first / "checkpoint.pt"))
    return first / "checkpoint.pt", second / "checkpoint.pt"


def test_a_checkpoint_that_is_named_twice_counts_twice(runs: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = runs
    target = tmp_path / "new" / "mean.pt"
    assert main(["average", str(first), str(second), str(second), "--out", str(target)]) == 0
    a, b, mean = (load_network(path)[0].state_dict() for path in (first, second, target))
    for name, weight in mean.items():
        assert torch.allclose(weight, (a[name] + 2 * b[name]) / 3, atol=1e-6)
    assert any(not torch.equal(a[name], b[name]) for name in a)
    assert load_network(target)[2]["step"] == 3


def test_a_mean_is_exported_and_begun_with_like_a_run(runs: tuple[Path, Path], tiny, tmp_path: Path) -> None:
    mean = tmp_path / "mean.pt"
    average(runs, mean)
    assert export(Export(mean, tmp_path / "mean.onnx")).task == "toy2"
    fit(Command(tiny(), Budget(steps=1), tmp_path / "third", devices=CPU, start=mean))


def test_an_exported_file_counts_with_the_weights_that_it_keeps(runs: tuple[Path, Path], tmp_path: Path) -> None:
    shipped, target = tmp_path / "shipped.onnx", tmp_path / "mean.pt"
    export(Export(runs[0], shipped))
    average((shipped, runs[1]), target)
    a, b, mean = (load_network(path)[0].state_dict() for path in (*runs, target))
    for name, weight in mean.items():
        assert torch.allclose(weight, (a[name] + b[name]) / 2, atol=1e-3)
    assert any(not torch.allclose(a[name], b[name], atol=0.01) for name in a)


def test_a_run_begins_with_an_exported_file(runs: tuple[Path, Path], tiny, tmp_path: Path) -> None:
    shipped, third = tmp_path / "shipped.onnx", tmp_path / "third"
    export(Export(runs[1], shipped))
    fit(Command(replace(tiny(), learning_rate=0.0, matrix_learning_rate=0.0), Budget(steps=1), third, start=shipped))
    begun = load_network(third / "checkpoint.pt")[0].state_dict()
    for name, weight in load_network(runs[1])[0].state_dict().items():
        assert torch.allclose(begun[name], weight, atol=1e-3)


def test_exported_files_alone_have_no_configuration_for_their_mean(runs: tuple[Path, Path], tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.onnx"
    export(Export(runs[0], shipped))
    with pytest.raises(TrainingError, match="name one at least beside the ONNX files"):
        average((shipped, shipped), tmp_path / "mean.pt")


@pytest.mark.parametrize("content", [b"no graph", onnx.ModelProto().SerializeToString()])
def test_an_onnx_file_that_is_no_separator_is_a_sentence(
    runs: tuple[Path, Path], tiny, tmp_path: Path, content: bytes
) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(content)
    with pytest.raises(SilsError, match=r"other\.onnx"):
        average((other, runs[0]), tmp_path / "mean.pt")
    with pytest.raises(SilsError, match=r"other\.onnx"):
        fit(Command(tiny(), Budget(steps=1), tmp_path / "third", devices=CPU, start=other))


@pytest.mark.parametrize("other", [{"width": 8}, {"task": "toy3"}])
def test_other_networks_have_no_mean(runs: tuple[Path, Path], tiny, tmp_path: Path, other: dict) -> None:
    fit(Command(replace(tiny(), **other), Budget(steps=1), tmp_path / "other", devices=CPU))
    with pytest.raises(TrainingError, match="have no mean"):
        average((runs[0], tmp_path / "other" / "checkpoint.pt"), tmp_path / "mean.pt")
    assert not (tmp_path / "mean.pt").exists()


def test_a_folder_that_cannot_be_is_a_sentence(runs: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(TrainingError, match="could not be written"):
        average(runs, tmp_path / "file" / "mean.pt")
