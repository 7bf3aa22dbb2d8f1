"""How good the separator is on synthetic mixtures that it never saw, beside doing nothing at all."""

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, Batches
from training.config import Config
from training.curves import encode
from training.losses import charbonnier
from training.mistakes import Mistakes
from training.networks import Separator
from training.photos import Photos
from training.sheet import sheet

PSNR, LOSS = "pooled_psnr/", "loss_over_identity"
SMALLEST_ERROR = 1e-10
BATCHES, SEED, PURPOSE = 4, 0, "validation"
SHEET_PHOTOS = 6


@torch.no_grad()
def validation_batches(separator: Separator, photos: Photos, config: Config, device: torch.device) -> list[Batch]:
    """What a run is validated on, at the crops of its last stage: mixtures of the photos held out, drawn alike for
    every seed, so that figures of runs that differ only there can be compared. A corrector has mistakes to correct."""
    given = (separator.task, photos, replace(config, seed=SEED), device)
    unseen = (
        Batches(*given, purpose=PURPOSE)
        if separator.corrector is None
        else Mistakes(*given, purpose=PURPOSE, find=separator.layers)
    )
    return [unseen.at(0, groups=[group], crop_px=config.stages[-1].crop_px) for group in range(BATCHES)]


@torch.no_grad()
def validate(separator: Separator, batches: list[Batch]) -> dict[str, float]:
    """Pooled PSNR in dB of each layer and of the identity's, both of encoded values, and the ratio of their Charbonnier
    losses: below 1 the separator does better than leaving the photo alone. A corrector is told of strokes, else there
    are none."""
    task = separator.task
    truth = torch.cat([encode(batch.layers) for batch in batches])
    photos = torch.cat([batch.photo for batch in batches])
    estimate = torch.cat([encode(_layers(separator, batch)) for batch in batches]).float()
    identity = encode(task.neutral(torch.ones_like(truth)))
    identity[:, task.base] = photos
    values = {}
    for index, name in enumerate(task.layer_names):
        values[f"{PSNR}{name}"] = pooled_psnr(estimate[:, index], truth[:, index])
        values[f"identity_{PSNR}{name}"] = pooled_psnr(identity[:, index], truth[:, index])
    ratio = charbonnier(estimate, truth) / charbonnier(identity, truth)
    return values | {LOSS: ratio.item()}


def _layers(separator: Separator, batch: Batch) -> Tensor:
    if separator.corrector is None:
        return separator.layers(batch.photo)
    return separator.corrector.of_halves(batch.photo, batch.found, batch.hints)


def pooled_psnr(estimate: Tensor, truth: Tensor) -> float:
    """10 log10(1 / MSE) of encoded values (B, C, H, W) clipped to [0, 1], with the MSE of all pictures together: in a
    mean of each picture's dB those without the layer, whose error is next to nothing, would decide."""
    error = ((estimate.clamp(0, 1) - truth.clamp(0, 1)) ** 2).mean()
    return -10 * torch.log10(error.clamp(min=SMALLEST_ERROR)).item()


@torch.no_grad()
def validation_sheet(separator: Separator, batches: list[Batch]) -> np.ndarray:
    """Photo, true layers and separated layers of the first validation photos."""
    photo, layers, found = (
        torch.cat(pictures)[:SHEET_PHOTOS]
        for pictures in zip(*((batch.photo, batch.layers, _layers(separator, batch)) for batch in batches), strict=True)
    )
    truth, estimate = encode(layers), encode(found)
    columns = [("photo", photo)]
    for index, name in enumerate(separator.task.layer_names):
        columns += [(f"{name}, true", truth[:, index]), (name, estimate[:, index])]
    return sheet(columns)
