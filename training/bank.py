"""A bank: mixtures and what a separator finds in them, made once, and kept in a folder if there is one.

Parts are saved as they are made, so that a run that is interrupted goes on with those it has, and stay in their files
until they are looked at: ten thousand mixtures of two layers and 256 px take 4 GB.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from training.checkpoint import write_packed
from training.telling import advancing

AT_ONCE = 16


class Attempt(NamedTuple):
    """Layers (B, N, 3, H, W) of mixtures, in linear light, and what was found of them, at half the mixtures' size."""

    layers: Tensor
    found: Tensor


@dataclass(frozen=True)
class Shelf:
    """Where a bank's parts are kept, what they are made by, and whether this process writes them. Parts made by
    anything else, such as other photos or another separator, are made anew."""

    folder: Path
    made_by: str
    writes: bool


class Bank:
    """So many mixtures, as float16; `make` gives those of a part, AT_ONCE of them."""

    def __init__(self, count: int, make: Callable[[int], Attempt], shelf: Shelf | None = None) -> None:
        self._make, self._shelf = make, shelf
        parts = ceil(count / AT_ONCE)
        self._parts = [self._part(number) for number in advancing(range(parts), parts)]

    def at(self, places: Sequence[int]) -> Attempt:
        """The mixtures at these places, as float32."""
        chosen = [(self._parts[place // AT_ONCE], place % AT_ONCE) for place in places]
        return Attempt(*(torch.stack([part[kind][index] for part, index in chosen]).float() for kind in (0, 1)))

    def _part(self, number: int) -> Attempt:
        shelf = self._shelf
        if shelf is None:
            return self._made(number)
        path = shelf.folder / f"{number:05}.pt"
        kept = _kept(path, shelf.made_by)
        if kept is not None:
            return kept
        made = self._made(number)
        if not shelf.writes:
            return made
        write_packed(path, {"made_by": shelf.made_by, **made._asdict()})
        return _kept(path, shelf.made_by) or made

    def _made(self, number: int) -> Attempt:
        return Attempt(*(light.half() for light in self._make(number)))


def _kept(path: Path, made_by: str) -> Attempt | None:
    """What lies in a file; None where there is none, or nothing of this maker's."""
    try:
        state = torch.load(path, mmap=True, weights_only=True)
        return Attempt(state["layers"], state["found"]) if state["made_by"] == made_by else None
    except Exception:  # bytes that are no such file lead the reader to errors of every kind
        return None


def digest(said: str, weights: Mapping[str, Tensor]) -> str:
    """SHA-256 of what is said and of weights with their names."""
    whole = hashlib.sha256(said.encode())
    for name, weight in weights.items():
        whole.update(name.encode())
        whole.update(weight.detach().cpu().flatten().view(torch.uint8).numpy().tobytes())
    return whole.hexdigest()
