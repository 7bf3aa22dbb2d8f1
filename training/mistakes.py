"""What a corrector learns from: mixtures, what a separator finds in them, and strokes that correct it."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import torch
from torch import Generator, Tensor

from training.batches import Batch, joined
from training.config import Config
from training.corrector import halves
from training.curves import encode
from training.photos import Photos
from training.streams import stream
from training.synthesis.draw import chance, uniform
from training.synthesis.scribbles import STROKES, corrections
from training.tasks import Task
from training.telling import advancing

AT_ONCE = 16

Find = Callable[[Tensor], Tensor]
"""Layers (B, N, 3, H, W) in linear light, as found without strokes in an encoded photo (B, 3, H, W)."""


class Attempt(NamedTuple):
    """Layers (B, N, 3, H, W) of mixtures, in linear light, and what was found of them, at half the mixtures' size."""

    layers: Tensor
    found: Tensor


class Mistakes:
    """Makes the batch of any step, as `Batches` does, at half the size of the crops, at which a corrector looks.

    A bank of so many mixtures is made once, and what is drawn from it is mirrored or not and has other strokes every
    time: on a CPU, a separator takes several times as long as its corrector.
    """

    def __init__(
        self,
        task: Task,
        photos: Photos,
        config: Config,
        device: torch.device,
        *,
        purpose: str,
        find: Find,
        bank: int = 0,
    ) -> None:
        self._task, self._photos, self._config, self._device = task, photos, config, device
        self._purpose, self._find, self._bank = purpose, find, bank
        self._kept: dict[int, Attempt] = {}

    def at(self, step: int, *, groups: Sequence[int], crop_px: int) -> Batch:
        """The named groups of the global batch of one step, one after the other."""
        return joined([self._group(step, group, crop_px) for group in groups])

    def _group(self, step: int, group: int, crop_px: int) -> Batch:
        count = self._config.group
        generator = self._stream(self._purpose, step, group)
        made = self._drawn(count, crop_px, generator) if self._bank else self._made(count, crop_px, generator)
        photo = encode(self._task.compose(made.layers).clamp(0, 1))
        drawn = uniform(count, 0, STROKES, generator)[:, 0]
        return Batch(photo, made.layers, corrections(*made, drawn, generator), photo[:0], made.found)

    def _made(self, count: int, crop_px: int, generator: Generator) -> Attempt:
        layers = self._task.synthesize(self._photos, count, crop_px, generator)
        found = self._find(encode(self._task.compose(layers).clamp(0, 1)))
        return Attempt(halves(layers), halves(found))

    def _drawn(self, count: int, crop_px: int, generator: Generator) -> Attempt:
        if crop_px not in self._kept:
            self._kept[crop_px] = self._filled(crop_px)
        which = torch.randint(self._bank, (count,), generator=generator, device=generator.device)
        mirrored = chance(count, 0.5, generator).unsqueeze(1) > 0
        taken = (kept[which].float() for kept in self._kept[crop_px])
        return Attempt(*(torch.where(mirrored, light.flip(-1), light) for light in taken))

    def _filled(self, crop_px: int) -> Attempt:
        """As float16, which is a gigabyte for 2,500 mixtures of two layers and 256 px."""
        times = math.ceil(self._bank / AT_ONCE)
        made = [
            Attempt(*(light.half() for light in self._made(AT_ONCE, crop_px, self._stream("bank", number))))
            for number in advancing(range(times), times)
        ]
        return Attempt(*(torch.cat(light)[: self._bank] for light in zip(*made, strict=True)))

    def _stream(self, purpose: str, *place: int) -> Generator:
        return stream(self._config.seed, purpose, *place, device=self._device)
