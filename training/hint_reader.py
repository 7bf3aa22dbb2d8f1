"""Scribbles as people draw them, made into what the encoders can use.

The encoders learnt from strokes that were kept only where their layer is clearly stronger, pixel by pixel. Nobody draws
like that: a whole stroke covers flat places and edges of other layers too, and was taken for a claim on each of them.
"""

from itertools import pairwise
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.blocks import Block

WIDTHS = (32, 48, 64)
CREDULOUS = 2.0


class Reading(NamedTuple):
    """What counts of the hints (B, N, H, W); for each of the N encoders what is added to its finest levels; and the
    logits (B, N, H, W) of how much a stroke there is believed. These learn from true layers alone: left to what
    separates better, they came to believe no stroke of a reflection."""

    counted: Tensor
    nudges: list[list[Tensor]]
    belief: Tensor


class HintReader(nn.Module):
    """A small U-Net over a photo and its scribbles: how much of every pixel of a stroke counts, and what is added to
    the features of every encoder. Without a scribble both are exactly nothing."""

    def __init__(self, count: int, width: int, *, norm: bool) -> None:
        super().__init__()
        self.count = count
        self.stem = nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(4 * (3 + count), WIDTHS[0], 3, padding=1))
        self.shrink = nn.ModuleList(nn.Conv2d(w, wider, 2, stride=2) for w, wider in pairwise(WIDTHS))
        self.down = nn.ModuleList(Block(w, norm) for w in WIDTHS)
        self.grow = nn.ModuleList(nn.Conv2d(wider, 4 * w, 1) for w, wider in pairwise(WIDTHS))
        self.up = nn.ModuleList(Block(w, norm) for w in WIDTHS[:-1])
        self.out = nn.Sequential(nn.Conv2d(WIDTHS[0], 4 * count, 3, padding=1), nn.PixelShuffle(2))
        self.tell = nn.ModuleList(
            nn.Conv2d(w, count * (width << level), 1, bias=False) for level, w in enumerate(WIDTHS)
        )

    def begin_unheard(self) -> None:
        """Weights with which strokes count nearly in full and nothing is added."""
        nn.init.zeros_(self.out[0].weight)  # pyright: ignore[reportArgumentType]
        nn.init.constant_(self.out[0].bias, CREDULOUS)  # pyright: ignore[reportArgumentType]
        for conv in self.tell:
            nn.init.zeros_(conv.weight)  # pyright: ignore[reportArgumentType]

    def forward(self, centred: Tensor, hints: Tensor) -> Reading:
        """Of hints (B, N, H, W) beside a photo (B, 3, H, W) around 0."""
        x = self.down[0](self.stem(torch.cat((centred, hints), 1)))
        levels = [x]
        for shrink, stage in zip(self.shrink, list(self.down)[1:], strict=True):
            x = stage(shrink(x))
            levels.append(x)
        for level in reversed(range(len(self.grow))):
            x = self.up[level](F.pixel_shuffle(self.grow[level](x), 2) + levels[level])
            levels[level] = x
        told = hints.amax((1, 2, 3), keepdim=True)
        added = [(conv(x) * told).chunk(self.count, 1) for conv, x in zip(self.tell, levels, strict=True)]
        belief = self.out(levels[0])
        counted = hints * torch.sigmoid(belief).detach()
        return Reading(counted, [list(one) for one in zip(*added, strict=True)], belief)
