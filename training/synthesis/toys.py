"""Toy photos: each layer is one kind of shape in one color on black, as in the paper's first experiments."""

from collections.abc import Callable

import torch
from torch import Generator, Tensor

from training.photos import Photos
from training.synthesis.draw import color
from training.synthesis.shapes import disc, polygon, square

Shape = Callable[[int, int, Generator], Tensor]


def _triangle(count: int, px: int, generator: Generator) -> Tensor:
    return polygon(count, px, generator, sides=3)


def toys(*shapes: Shape) -> Callable[[Photos, int, int, Generator], Tensor]:
    """Synthesis of layers (B, N, 3, px, px), one per shape, whose sum never exceeds white."""

    def synthesize(photos: Photos, count: int, px: int, generator: Generator) -> Tensor:
        brightest = 1.0 / len(shapes)
        layers = [shape(count, px, generator) * color(count, 0.2 * brightest, brightest, generator) for shape in shapes]
        return torch.stack(layers, 1)

    return synthesize


toy2 = toys(square, disc)
toy3 = toys(square, disc, _triangle)
