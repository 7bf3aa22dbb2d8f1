"""What a corrector learns from: mixtures, what a separator finds in them, and strokes that correct it."""

from collections.abc import Callable, Sequence

import torch
from torch import Generator, Tensor

from training.bank import AT_ONCE, Attempt, Bank, Shelf
from training.batches import Batch, joined
from training.config import Config
from training.corrector import halves
from training.curves import encode
from training.photos import Photos
from training.streams import stream
from training.synthesis.draw import chance, uniform
from training.synthesis.lamps import with_lamps
from training.synthesis.scribbles import STROKES, corrections
from training.tasks import Task

Find = Callable[[Tensor], Tensor]
"""Layers (B, N, 3, H, W) in linear light, as found without strokes in an encoded photo (B, 3, H, W)."""


class Mistakes:
    """Makes the batch of any step, as `Batches` does, at half the size of the crops, at which a corrector looks.

    With a bank, so many mixtures are made once, and what is drawn from it is mirrored or not and has other strokes
    every time: on a CPU, a separator takes several times as long as its corrector.
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
        self._banks: dict[int, Bank] = {}

    def at(self, step: int, *, groups: Sequence[int], crop_px: int) -> Batch:
        """The named groups of the global batch of one step, one after the other."""
        return joined([self._group(step, group, crop_px) for group in groups])

    def _group(self, step: int, group: int, crop_px: int) -> Batch:
        count = self._config.group
        generator = self._stream(self._purpose, step, group)
        made = self._drawn(count, crop_px, generator) if self._bank else self._made(count, crop_px, generator)
        layers, found, around = with_lamps(*made, self._config.lamps, generator)
        photo = encode(self._task.compose(layers).clamp(0, 1))
        drawn = uniform(count, 0, STROKES, generator)[:, 0]
        hints = corrections(layers, found, drawn, generator)
        hints = torch.where(around.amax(1, keepdim=True) > 0, around, hints)
        return Batch(photo, layers, hints, photo[:0], found)

    def _made(self, count: int, crop_px: int, generator: Generator) -> Attempt:
        layers = self._task.synthesize(self._photos, count, crop_px, generator)
        found = self._find(encode(self._task.compose(layers).clamp(0, 1)))
        return Attempt(halves(layers), halves(found))

    def fill(self, crop_px: int, shelf: Shelf | None = None) -> None:
        """Makes the bank for crops of this size, if there is to be one, or takes it from the shelf, on which it must
        have room, else TrainingError is raised. Without this it is made when it is first drawn from."""

        def make(number: int) -> Attempt:
            return self._made(AT_ONCE, crop_px, self._stream("bank", number))

        if self._bank and crop_px not in self._banks:
            self._banks[crop_px] = Bank(self._bank, make, shelf)

    def _drawn(self, count: int, crop_px: int, generator: Generator) -> Attempt:
        self.fill(crop_px)
        which = torch.randint(self._bank, (count,), generator=generator, device=generator.device)
        mirrored = chance(count, 0.5, generator).unsqueeze(1) > 0
        taken = [light.to(self._device) for light in self._banks[crop_px].at(which.tolist())]
        return Attempt(*(torch.where(mirrored, light.flip(-1), light) for light in taken))

    def _stream(self, purpose: str, *place: int) -> Generator:
        return stream(self._config.seed, purpose, *place, device=self._device)
