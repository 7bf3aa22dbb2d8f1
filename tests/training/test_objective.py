"""The objective: every loss is there and pulls, and acts on the layers that it is about."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest
import torch

from training import losses, objective
from training.batches import Batch, Batches
from training.config import PRESETS, Config, Weights
from training.curves import encode
from training.discriminators import Critics
from training.losses import logarithmic
from training.networks import Separator
from training.objective import Objective, recombined, weighted
from training.photos import Photos
from training.tasks import task_named


def batch_of(config: Config) -> Batch:
    batches = Batches(task_named(config.task), Photos({}), config, torch.device("cpu"), purpose="test")
    return batches.at(0, groups=[0, 1], crop_px=32)


@pytest.mark.parametrize("name", [field.name for field in fields(Weights)])
def test_a_loss_is_computed_where_it_has_a_weight_alone_and_pulls_at_the_separator(
    name: str, tiny: Callable[..., Config]
) -> None:
    config = replace(tiny(), weights=Weights(**{name: 2.0}))
    task = task_named(config.task)
    torch.manual_seed(0)
    separator, critics = Separator(task, config), Critics(len(task.layers), config)
    terms = Objective(separator, config)(batch_of(config), critics, 1.0).terms
    assert set(terms) == {name}
    total = weighted(terms, config.weights)
    assert total.item() == pytest.approx(2 * terms[name].item())
    total.backward()
    pulls = any(weight.grad is not None and weight.grad.any() for weight in separator.parameters())
    assert pulls or (name == "overshoot" and total.item() == 0)  # what has just begun stays within its limits


def test_the_logarithmic_loss_is_of_the_layers_that_make_the_photo(tiny) -> None:
    config = replace(tiny(), weights=Weights(logarithmic=1.0))
    separator, batch = Separator(task_named(config.task), config), batch_of(config)
    terms = Objective(separator, config)(batch, None, 1.0).terms
    layers = encode(separator.layers(batch.photo, batch.hints))
    assert terms["logarithmic"].item() == pytest.approx(logarithmic(layers, encode(batch.layers)).item())


@pytest.mark.parametrize("name", ["charbonnier", "gradient", "structure", "logarithmic"])
def test_a_share_of_a_supervised_loss_is_that_of_the_base_alone(name: str, tiny: Callable[..., Config]) -> None:
    config = replace(tiny(), weights=Weights(**{name: 1.0}))
    task, batch = task_named(config.task), batch_of(config)
    separator = Separator(task, config)

    def term(share: float) -> float:
        return Objective(separator, replace(config, base_share=share))(batch, None, 1.0).terms[name].item()

    layers, target = encode(separator.layers(batch.photo, batch.hints)), encode(batch.layers)
    seen = layers if name == "logarithmic" else separator(batch.photo, batch.hints).painted
    alone = getattr(losses, name)(seen[:, [task.base]], target[:, [task.base]]).item()
    assert term(0.0) != pytest.approx(alone)
    assert term(0.25) == pytest.approx(0.75 * term(0.0) + 0.25 * alone, rel=1e-4)


def test_remix_gives_every_base_the_mirrored_layers_of_another_photo_of_its_group() -> None:
    layers = torch.arange(16.0).view(4, 2, 1, 1, 2)
    mixed = recombined(layers, 2, base=0)
    assert torch.equal(mixed[:, 0], layers[:, 0])
    assert torch.equal(mixed[:, 1], layers[[1, 0, 3, 2], 1].flip(-1))


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_remix_finds_another_photo_in_every_group(share: float, tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    config = replace(tiny(), group=4, auxiliary_share=share, weights=Weights(charbonnier=1.0, remix=1.0))
    task, batch, seen = task_named(config.task), batch_of(config), []
    monkeypatch.setattr(objective, "recombined", lambda *given: seen.append((given[0], recombined(*given))) or given[0])
    Objective(Separator(task, config), config)(batch, None, 1.0)
    own, mixed = seen[0]
    assert len(own) == 2 * config.auxiliary == len(batch.unlabelled)
    others = own[:, 1 - task.base].flip(-1)
    assert not any(torch.equal(a, b) for a, b in zip(mixed[:, 1 - task.base], others, strict=True))


def test_a_loss_that_recombines_nothing_takes_no_more_images_than_asked() -> None:
    assert [replace(PRESETS["sils"], weights=Weights(remix=on)).auxiliary for on in (0.0, 0.1)] == [1, 2]
    assert replace(PRESETS["sils"], group=1).auxiliary == 1
