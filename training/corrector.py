"""The corrector: moves the layers that a separator found towards what a user stroked over.

It sees a photo, the layers found without strokes and the strokes, and changes each layer's share of the light
smoothly. So a separator that is finished learns to be told where it is wrong, from its own mistakes, while what it
finds by itself stays as it is.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.curves import decode, encode

COARSER = 2.25
FINE_BLOCKS, COARSE_BLOCKS = 2, 4
REACH, EXPANSION = 7, 3
NORM_EPSILON = 1e-3
CELL, FINER = 4, 2
LEAST_SHARE = 0.02
DARK = 1e-6
MIRRORED = ((-1,), (-2,), (-2, -1))


class FarBlock(nn.Module):
    """Residual branch of a wide convolution of each channel, a norm over the channels of a pixel, and two of single
    pixels; after Liu et al. 2022 (ConvNeXt)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.around = nn.Conv2d(width, width, REACH, padding=REACH // 2, groups=width)
        self.norm = nn.LayerNorm(width, eps=NORM_EPSILON)
        self.wide = nn.Conv2d(width, EXPANSION * width, 1)
        self.back = nn.Conv2d(EXPANSION * width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.around(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        return x + self.back(F.silu(self.wide(y)))


class Corrector(nn.Module):
    """A network of two levels, an eighth of the photo's size with `width` features and a sixteenth, for `count` layers
    that add, the base as well as the others. Photos have sides that are multiples of 16."""

    def __init__(self, count: int, width: int) -> None:
        super().__init__()
        self.count = count
        coarse = round(COARSER * width)
        self.stem = nn.Sequential(nn.PixelUnshuffle(CELL), nn.Conv2d(CELL**2 * (3 + 4 * count), width, 1))
        self.before = _blocks(width, FINE_BLOCKS)
        self.shrink = nn.Conv2d(width, coarse, 2, stride=2)
        self.far = _blocks(coarse, COARSE_BLOCKS)
        self.grow = nn.Sequential(nn.Conv2d(coarse, 4 * width, 1), nn.PixelShuffle(2))
        self.after = _blocks(width, FINE_BLOCKS)
        self.out = nn.Sequential(nn.Conv2d(width, FINER**2 * 3 * count, 1), nn.PixelShuffle(FINER))

    def forward(self, photo: Tensor, layers: Tensor, hints: Tensor) -> Tensor:
        """Layers (B, N, 3, H, W) in linear light that make the encoded photo (B, 3, H, W), from such layers and hints
        (B, N, H, W). Photos without a stroke keep theirs to the last bit. Others have the mean of what is answered to
        them and to their mirror images."""
        seen = _seen(*_halved(photo, layers, hints))
        mirrored = [self._change(seen.flip(axes)).flip(axes) for axes in MIRRORED]
        return _corrected(photo, layers, torch.stack([self._change(seen), *mirrored]).mean(0), hints)

    def of_halves(self, photo: Tensor, layers: Tensor, hints: Tensor) -> Tensor:
        """The same of pictures that are at half the photo's size already, and stay so, as they are alone."""
        return _corrected(photo, layers, self._change(_seen(photo, layers, hints)), hints)

    def _change(self, seen: Tensor) -> Tensor:
        """What is added to the logarithms of the shares, (B, N * 3, h, w), from what is seen at half its size."""
        x = self.before(self.stem(seen.to(self.shrink.weight.dtype)))
        x = self.after(x + self.grow(self.far(self.shrink(x))))
        return self.out(x).float()


def _seen(photo: Tensor, layers: Tensor, hints: Tensor) -> Tensor:
    found = encode(layers.clamp(min=0))
    return torch.cat((2 * photo - 1, (2 * found - 1).flatten(1, 2), hints), 1)


def halves(layers: Tensor) -> Tensor:
    """Light (B, N, 3, H, W) averaged to half its size."""
    return F.avg_pool3d(layers, (1, 2, 2))


def _halved(photo: Tensor, layers: Tensor, hints: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    light = F.avg_pool2d(decode(photo.float()), 2)
    return encode(light), halves(layers), F.avg_pool2d(hints.float(), 2)


def _corrected(photo: Tensor, layers: Tensor, change: Tensor, hints: Tensor) -> Tensor:
    """Layers (B, N, 3, H, W) of a photo of this size with their shares changed, smaller changes brought up to it."""
    size = photo.shape[2:]
    change = F.interpolate(change, size, mode="bilinear", align_corners=False).view(layers.shape)
    light, found = decode(photo.float()).unsqueeze(1), layers.clamp(min=0)
    share = found / found.sum(1, keepdim=True).clamp(min=DARK)
    before = share + LEAST_SHARE
    after = before * torch.exp(change)
    moved = share + after / after.sum(1, keepdim=True) - before / before.sum(1, keepdim=True)
    moved = moved.clamp(min=0)
    moved = light * moved / moved.sum(1, keepdim=True).clamp(min=DARK)
    stroked = hints.amax((1, 2, 3)) > 0
    return torch.where(stroked.view(-1, 1, 1, 1, 1), moved, layers)


def _blocks(width: int, count: int) -> nn.Sequential:
    return nn.Sequential(*(FarBlock(width) for _ in range(count)))
