"""Toy photos: each layer is one kind of shape in one color on black, as in the paper's first experiments."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Generator, Tensor

from training.photos import Photos
from training.synthesis.draw import color
from training.synthesis.shapes import disc, polygon

Shape = Callable[[int, int, Generator], Tensor]


def toys(*shapes: Shape) -> Callable[[Photos, int, int, Generator], Tensor]:
    """Synthesis of layers (B, N, 3, px, px), one per shape, whose sum never exceeds white."""

    def synthesize(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
        brightest = 1.0 / len(shapes)
        layers = [shape(count, px, generator) * color(count, 0.2 * brightest, brightest, generator) for shape in shapes]
        return torch.stack(layers, 1)

    return synthesize


_square, _triangle = (partial(polygon, sides=sides) for sides in (4, 3))
toy2 = toys(_square, disc)
toy3 = toys(_square, disc, _triangle)
