"""The separator's network: one encoder and one decoder per layer, without cross-talk between the encoders.

After Liu & Lu 2020, section 3: every layer has a latent space of its own, E_i maps a mixture or a single layer into
it, G_i maps back. Ours are the gated skips, the channel norm and the anchored painting; each can be switched off.
"""

import functools
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.config import LEVELS, Config
from training.corrector import Corrector, FarBlock
from training.head import Painted, paint, paint_freely, painted_share, project
from training.tasks import Task

MULTIPLE = 2**LEVELS
SILU_GAIN = 1.7
NORM_EPSILON = 1e-3
SHAPES = 64

Latents = list[Tensor]


class Estimate(NamedTuple):
    """What the network says of a photo: painted layers (B, N, 3, H, W), encoded, each encoder's pyramid, and how far
    beyond their limits the layers were before they were clamped."""

    painted: Tensor
    latents: list[Latents]
    overshoot: Tensor


class ChannelNorm(nn.Module):
    """LayerNorm over the channels of each pixel of (B, C, H, W): local, so that tiles agree in tone."""

    def __init__(self, width: int, *, learnt: bool) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=NORM_EPSILON, elementwise_affine=learnt)

    def forward(self, x: Tensor) -> Tensor:
        return self.norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Block(nn.Module):
    """Residual pair of plain 3x3 convolutions, each pixel normalised over its channels before them."""

    def __init__(self, width: int, norm: bool) -> None:
        super().__init__()
        self.norm = ChannelNorm(width, learnt=True) if norm else nn.Identity()
        self.first = nn.Conv2d(width, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.second(F.silu(self.first(self.norm(x))))


class Encoder(nn.Module):
    """From an image (B, C, H, W) to a pyramid of four levels, finest first, widths w to 8w at half the size each.

    With the norm, latents have unit variance at every pixel: consistency cannot be had by shrinking them, and
    independence not by blowing them up.
    """

    def __init__(self, channels: int, width: int, blocks: tuple[int, ...], norm: bool) -> None:
        super().__init__()
        widths = [width << level for level in range(LEVELS)]
        self.stem = nn.Sequential(nn.PixelUnshuffle(2), nn.Conv2d(4 * channels, width, 3, padding=1))
        self.stages = nn.ModuleList(
            nn.Sequential(*(Block(w, norm) for _ in range(n))) for w, n in zip(widths, blocks, strict=True)
        )
        self.shrink = nn.ModuleList(nn.Conv2d(w, 2 * w, 2, stride=2) for w in widths[:-1])
        self.scale = nn.ModuleList(ChannelNorm(w, learnt=False) if norm else nn.Identity() for w in widths)

    def forward(self, image: Tensor) -> Latents:
        x = self.stages[0](self.stem(image))
        trunk = [x]
        for shrink, stage in zip(self.shrink, list(self.stages)[1:], strict=True):
            x = stage(shrink(x))
            trunk.append(x)
        return [scale(level) for scale, level in zip(self.scale, trunk, strict=True)]


class Decoder(nn.Module):
    """From a pyramid back to images (B, 3 * pictures, H, W); a skip may be gated by what the other encoders and the
    deeper levels say of that place."""

    def __init__(self, width: int, blocks: tuple[int, ...], norm: bool, gates: bool, *, pictures: int) -> None:
        super().__init__()
        widths = [width << level for level in range(LEVELS)]
        self.grow = nn.ModuleList(nn.Conv2d(2 * w, 4 * w, 1) for w in widths[:-1])
        self.gates = nn.ModuleList(nn.Conv2d(3 * w, w, 1) for w in widths[:-1]) if gates else None
        self.merge = nn.ModuleList(nn.Conv2d(2 * w, w, 1) for w in widths[:-1])
        self.stages = nn.ModuleList(
            nn.Sequential(*(Block(w, norm) for _ in range(n))) for w, n in zip(widths[:-1], blocks, strict=False)
        )
        self.out = nn.Sequential(nn.Conv2d(width, 12 * pictures, 3, padding=1), nn.PixelShuffle(2))

    def forward(self, own: Latents, others: Latents | None) -> Tensor:
        x = own[-1]
        for level in reversed(range(LEVELS - 1)):
            grown = F.pixel_shuffle(self.grow[level](x), 2)
            skip = own[level]
            if self.gates is not None:
                other = torch.zeros_like(skip) if others is None else others[level]
                skip = skip * torch.sigmoid(self.gates[level](torch.cat((skip, other, grown), 1)))
            x = self.stages[level](self.merge[level](torch.cat((grown, skip), 1)))
        return self.out(x)


class Separator(nn.Module):
    """N encoders and N decoders: a photo's painted layers, or one layer through its own latent space.

    Where there is a corrector, it alone is trained.
    """

    def __init__(self, task: Task, config: Config) -> None:
        super().__init__()
        self.task = task
        self.anchor = config.anchor
        self.hints = config.hints
        count = len(task.layers)
        channels = 3 + (count if config.hints else 0)
        self.encoders = nn.ModuleList(Encoder(channels, config.width, config.blocks, config.norm) for _ in range(count))
        self.decoders = nn.ModuleList(
            Decoder(config.width, config.blocks, config.norm, config.gates, pictures=2 if config.anchor else 1)
            for _ in range(count)
        )
        self.corrector = Corrector(count, config.corrector) if config.corrector else None
        self.apply(_initialise)
        if self.corrector is not None:
            self.requires_grad_(False)
            self.corrector.requires_grad_(True)

    def forward(self, photo: Tensor, hints: Tensor | None = None) -> Estimate:
        """Estimate of an encoded photo (B, 3, H, W), H and W multiples of 16; hints (B, N, H, W) or none."""
        image = self._with_hints(photo, hints)
        latents = [encoder(image) for encoder in self.encoders]
        painted = [self._paint(i, own, _mean_of_others(latents, i), photo) for i, own in enumerate(latents)]
        overshoot = torch.stack([one.overshoot for one in painted]).mean()
        return Estimate(torch.stack([one.layer for one in painted], 1), latents, overshoot)

    def encode(self, index: int, image: Tensor) -> Latents:
        """One layer's latents of an encoded image (B, 3, H, W)."""
        return self.encoders[index](self._with_hints(image, None))

    def decode(self, index: int, own: Latents, others: Latents | None, image: Tensor) -> Tensor:
        """One painted layer (B, 3, H, W) from its own latents; alone it knows nothing of the others."""
        return self._paint(index, own, others, image).layer

    def layers(self, photo: Tensor, hints: Tensor | None = None) -> Tensor:
        """Layers (B, N, 3, H, W) in linear light that make the photo exactly, whatever numbers the networks use."""
        dtype = next(self.parameters()).dtype
        painted = self(photo.to(dtype), None if hints is None else hints.to(dtype)).painted
        return project(painted.float(), photo.float(), law=self.task.law, base=self.task.base)

    def corrected(self, photo: Tensor, hints: Tensor, found: Tensor) -> Tensor:
        """Such layers, as found without hints, with what hints below 0 (B, N, H, W) say is lacking; of a separator
        that has a corrector."""
        assert self.corrector is not None
        return self.corrector(photo, found, (-hints).clamp(min=0))

    def _paint(self, index: int, own: Latents, others: Latents | None, image: Tensor) -> Painted:
        decoded = self.decoders[index](own, others).float()
        if not self.anchor:
            return paint_freely(decoded)
        gain, raw = decoded.chunk(2, 1)
        base = self.task.base
        share = painted_share(index, len(self.decoders), base)
        return paint(gain, raw, image.float(), law=self.task.law, share=share, is_base=index == base)

    def _with_hints(self, image: Tensor, hints: Tensor | None) -> Tensor:
        """What an encoder takes: the image centred around 0, because features of black that are all zero would have
        gradients of 1 / epsilon in every norm, and the hints."""
        centred = 2 * image - 1
        if not self.hints:
            return centred
        if hints is None:
            hints = torch.zeros_like(image[:, :1]).expand(-1, len(self.encoders), -1, -1)
        return torch.cat((centred, hints), 1)


def compile_blocks(network: nn.Module) -> None:
    """Lets torch.compile fuse what stands between the convolutions; one kernel serves all blocks of one shape."""
    torch._dynamo.config.recompile_limit = SHAPES
    for block in network.modules():
        if isinstance(block, Block):
            block.compile(dynamic=False)


def _initialise(module: nn.Module) -> None:
    """Every convolution keeps its input's variance, so that the deep levels speak as loud as the skips; residual
    branches start at half of it, outputs near zero."""
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, nonlinearity="linear")
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, FarBlock):
        module.wide.weight.data.mul_(SILU_GAIN)
        module.back.weight.data.mul_(0.5)
    elif isinstance(module, Block):
        module.first.weight.data.mul_(SILU_GAIN)
        module.second.weight.data.mul_(0.5)
    elif isinstance(module, Decoder | Corrector):
        module.out[0].weight.data.mul_(0.1)  # pyright: ignore[reportCallIssue]


def _mean_of_others(latents: list[Latents], index: int) -> Latents:
    """Summed level by level, not stacked: a stack would not lie channels last, and nothing joined to it."""
    others = [pyramid for i, pyramid in enumerate(latents) if i != index]
    return [functools.reduce(torch.add, levels) / len(levels) for levels in zip(*others, strict=True)]
