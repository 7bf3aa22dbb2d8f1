"""What the networks see: synthetic mixtures of unpaired layers, and photos without ground truth, from any source."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from training.config import Config
from training.curves import encode
from training.photos import Photos
from training.streams import stream
from training.synthesis.scribbles import scribbles
from training.tasks import Task

MIXTURES = "mixtures"


class Batch(NamedTuple):
    """`photo` (B, 3, H, W) encoded, made of `layers` (B, N, 3, H, W) in linear light; `hints` (B, N, H, W);
    `unlabelled` (K, 3, H, W): encoded photos of other draws, or real ones, whose layers nobody knows; `found`, of the
    shape of `layers`: what hints correct, where they correct anything, else of no photo."""

    photo: Tensor
    layers: Tensor
    hints: Tensor
    unlabelled: Tensor
    found: Tensor


def joined(parts: Sequence[Batch]) -> Batch:
    """One batch of several, one after the other."""
    return Batch(*(torch.cat(tensors) for tensors in zip(*parts, strict=True)))


class Batches:
    """Makes the batch of any step; the same step gives the same batch, however many processes share it."""

    def __init__(self, task: Task, photos: Photos, config: Config, device: torch.device, *, purpose: str) -> None:
        self._task, self._photos, self._config = task, photos, config
        self._device, self._purpose = device, purpose

    def at(self, step: int, *, groups: Sequence[int], crop_px: int) -> Batch:
        """The named groups of the global batch of one step, one after the other."""
        return joined([self._group(step, group, crop_px) for group in groups])

    def _group(self, step: int, group: int, crop_px: int) -> Batch:
        count = self._config.group
        generator = stream(self._config.seed, self._purpose, step, group, device=self._device)
        layers = self._task.synthesize(self._photos, count, crop_px, generator)
        photo = encode(self._task.compose(layers).clamp(0, 1))
        hints = torch.zeros_like(layers[:, :, 0])
        if self._config.hints:
            hints = scribbles(layers, generator, whole=self._config.whole_strokes)
        return Batch(photo, layers, hints, self._unlabelled(photo, generator), layers[:0])

    def _unlabelled(self, photo: Tensor, generator: torch.Generator) -> Tensor:
        """Photos for the costlier terms, fewer than there are mixtures; none where no loss asks for them."""
        count, crop_px = self._config.auxiliary, photo.shape[-1]
        if not self._config.weights.need_unlabelled:
            return photo[:0]
        if MIXTURES in self._photos.domains:
            light = self._photos.crops(MIXTURES, count, crop_px, generator)
        else:
            light = self._task.compose(self._task.synthesize(self._photos, count, crop_px, generator))
        return encode(light.clamp(0, 1))
