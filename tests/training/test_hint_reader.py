"""The reader of scribbles: silent without one, it learns alone, and is part of what is exported."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from engine.errors import UsageError
from training import checkpoint, losses
from training.config import Config, Weights
from training.devices import Devices
from training.errors import TrainingError
from training.export import Export, export
from training.loop import Command, fit
from training.networks import Separator
from training.opened import load_weights, open_separator
from training.photos import Photos
from training.schedule import Budget
from training.synthesis.scribbles import strokes, whole_strokes
from training.tasks import task_named
from training.validated import validated
from training.validation import LOSS, validate, validation_batches


def with_reader(config: Config) -> Config:
    return replace(config, reader=True, reader_only=True, weights=replace(config.weights, reading=1.0))


def run_of(config: Config, run: Path, *, start: Path | None = None, steps: int = 3) -> Path:
    fit(Command(config, Budget(steps=steps), run, devices=Devices("cpu"), start=start))
    return run / "checkpoint.pt"


@pytest.fixture
def photo(generator: torch.Generator) -> torch.Tensor:
    return torch.rand(2, 3, 32, 48, generator=generator)


def loud(config: Config) -> Separator:
    """A separator whose reader says a lot."""
    torch.manual_seed(0)
    separator = Separator(task_named(config.task), config)
    assert separator.reader is not None
    for conv in separator.reader.tell:
        torch.nn.init.normal_(conv.weight)  # pyright: ignore[reportArgumentType]
    separator.requires_grad_(False)
    for weight in separator.parameters():
        weight += 0.01 * torch.randn_like(weight)
    return separator.eval()


def test_without_a_scribble_the_reader_changes_nothing(tiny: Callable[..., Config], photo: torch.Tensor) -> None:
    separator = loud(with_reader(tiny()))
    none = torch.zeros(2, 2, 32, 48)
    dab = none.clone()
    dab[0, 1, 8:20, 8:20] = 1
    without, dabbed = separator(photo, none).painted, separator(photo, dab).painted
    assert torch.equal(without, separator(photo, None).painted)
    assert not torch.allclose(dabbed[0], without[0], atol=1e-3)
    torch.testing.assert_close(dabbed[1], without[1])  # another photo of the batch, which has none
    separator.reader = None
    torch.testing.assert_close(separator(photo, none).painted, without)


def test_the_reader_alone_learns_and_begins_with_a_separator_that_had_none(
    tiny: Callable[..., Config], tmp_path: Path
) -> None:
    first = run_of(tiny(), tmp_path / "first")
    second = run_of(with_reader(tiny()), tmp_path / "second", start=first)
    before, after = load_weights(first).weights, load_weights(second).weights
    assert all(torch.equal(after[name], weight) for name, weight in before.items())
    new = set(after) - set(before)
    assert new
    assert all(name.startswith("reader.") for name in new)
    assert all(after[f"reader.tell.{level}.weight"].any() for level in range(3))
    third = run_of(with_reader(tiny()), tmp_path / "third", start=second, steps=1)
    assert load_weights(third).weights.keys() == after.keys()
    with pytest.raises(TrainingError, match="are others"):
        run_of(tiny(), tmp_path / "fourth", start=second)


@pytest.mark.parametrize("half", [False, True])
def test_a_separator_with_a_reader_is_exported_with_it(tiny: Callable[..., Config], tmp_path: Path, half: bool) -> None:
    config = with_reader(tiny())
    state = {"ema": loud(config).state_dict(), "place": {"step": 1, "seen_images": 4, "elapsed_s": 1.0}}
    checkpoint.save(tmp_path / "loud.pt", state, config)
    export(Export(tmp_path / "loud.pt", tmp_path / "loud.onnx", half=half, training_data="toys"))
    opened = open_separator(tmp_path / "loud.onnx")
    seen = torch.rand(33, 50, 3).numpy()
    dab = torch.zeros(33, 50)
    dab[4:20, 4:20] = 1
    hinted, unhinted = opened.separate(seen, {"circle": dab.numpy()}), opened.separate(seen, {})
    assert abs(hinted - unhinted).max() > 1e-2
    kept = load_weights(tmp_path / "loud.onnx").weights
    assert kept.keys() == state["ema"].keys()


def test_a_reader_that_learns_alone_must_be_there(tiny: Callable[..., Config]) -> None:
    with pytest.raises(UsageError, match="reader=on"):
        validated(replace(tiny(), reader_only=True))
    with pytest.raises(UsageError, match="leave hints on"):
        validated(replace(with_reader(tiny()), hints=False))
    with pytest.raises(UsageError, match="reading"):
        validated(replace(tiny(), weights=Weights(charbonnier=1.0, reading=1.0)))


def test_whole_strokes_begin_in_their_layer_and_cover_what_lies_beside_it(generator: torch.Generator) -> None:
    layers = torch.zeros(60, 2, 3, 64, 64)
    layers[:, 1, :, :, 32:] = torch.rand(60, 3, 64, 32, generator=generator)
    one = torch.ones(60, 1, 1)
    whole, exact = (make(layers, one, generator) for make in (whole_strokes, strokes))
    drawn = whole[:, 1].flatten(1).amax(1) > 0
    assert drawn.sum() > 10
    assert all(stroke[:, 28:].any() for stroke in whole[drawn, 1])
    beside, clear = whole[:, 1, :, :28].sum(), exact[:, 1, :, :28].sum()
    assert beside > 0
    assert clear == 0
    six = whole_strokes(layers, 6 * one, generator)
    assert six.sum(1).max() == 1


def test_a_reader_that_learns_alone_is_judged_with_scribbles(tiny: Callable[..., Config]) -> None:
    config = with_reader(tiny())
    task = task_named(config.task)
    hints = [
        torch.cat([batch.hints for batch in validation_batches(task, Photos({}), each, torch.device("cpu"))])
        for each in (config, replace(config, reader_only=False))
    ]
    assert (hints[0].flatten(1).amax(1) > 0).float().mean() > 0.5
    assert not hints[1].any()
    batches = validation_batches(task, Photos({}), config, torch.device("cpu"))
    separator = loud(config)
    deaf = [batch._replace(hints=torch.zeros_like(batch.hints)) for batch in batches]
    assert validate(separator, batches)[LOSS] != validate(separator, deaf)[LOSS]


def test_reading_is_measured_within_strokes_against_where_the_layer_is_clear() -> None:
    belief = torch.tensor([0.0, 2.0, -1.0, 5.0]).view(1, 1, 2, 2)
    hints, clear = torch.tensor([[1.0, 1, 1, 0], [1, 0, 0, 0]]).view(2, 1, 1, 2, 2).unbind(0)
    expected = (math.log(2) + math.log(1 + math.exp(2)) + math.log(1 + math.exp(-1))) / 3
    assert losses.reading(belief, hints, clear).item() == pytest.approx(expected)
    assert losses.reading(belief, 0 * hints, clear).item() == 0


def test_what_a_stroke_counts_is_taught_by_reading_alone(tiny: Callable[..., Config], photo: torch.Tensor) -> None:
    separator = Separator(task_named("toy2"), with_reader(tiny()))
    assert separator.reader is not None
    dab = torch.zeros(2, 2, 32, 48)
    dab[:, 1, 8:20, 8:20] = 1
    separator(photo, dab).painted.sum().backward()
    taught = [name for name, weight in separator.reader.named_parameters() if weight.grad is not None]
    assert "tell.0.weight" in taught
    assert "out.0.weight" not in taught
