"""Critics that tell real layers from separated ones: multi-scale patches and a pool of earlier fakes."""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Generator, Tensor, nn

from training.config import Config
from training.losses import telling_apart

LEAST_PX = 8  # three layers halve a picture, and the verdict needs a pixel


class Judgement(NamedTuple):
    """Verdicts (B, 1, h, w) at each scale, 1 for real, and the features before them."""

    verdicts: list[Tensor]
    features: list[Tensor]


class PatchCritic(nn.Module):
    """Judges patches of 38 px of pictures (B, 3, H, W); Isola et al. 2017."""

    def __init__(self, width: int) -> None:
        super().__init__()
        sizes = [(3, width), (width, 2 * width), (2 * width, 4 * width)]
        self.layers = nn.ModuleList(nn.Conv2d(a, b, 4, stride=2, padding=1) for a, b in sizes)
        self.verdict = nn.Conv2d(4 * width, 1, 3, padding=1)

    def forward(self, picture: Tensor) -> Judgement:
        features = []
        for layer in self.layers:
            picture = F.leaky_relu(layer(picture), 0.2)
            features.append(picture)
        return Judgement([self.verdict(picture)], features)


class Critics(nn.Module):
    """One multi-scale critic per layer; Wang et al. 2018 (pix2pixHD)."""

    def __init__(self, count: int, config: Config) -> None:
        super().__init__()
        self.scales = nn.ModuleList(
            nn.ModuleList(PatchCritic(config.critic_width) for _ in range(config.critic_scales)) for _ in range(count)
        )

    def judge(self, layers: Tensor) -> Judgement:
        """All verdicts on layers (B, N, 3, H, W), each layer by its own critic at full, half, ... size."""
        verdicts, features = [], []
        for layer, critics in zip(layers.unbind(1), self.scales, strict=True):
            for critic in critics.children():
                judgement = critic(layer)
                verdicts += judgement.verdicts
                features += judgement.features
                layer = F.avg_pool2d(layer, 2)
        return Judgement(verdicts, features)

    def forward(self, real: Tensor, fake: Tensor) -> Tensor:
        """The critics' own loss on real and separated layers, both (B, N, 3, H, W)."""
        return telling_apart(self.judge(real).verdicts, self.judge(fake).verdicts)


class Pool:
    """Fakes of earlier steps, so that critics do not forget; Shrivastava et al. 2017. Its pictures are state."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.pictures: list[Tensor] = []

    def exchange(self, fakes: Tensor, generator: Generator) -> Tensor:
        """As many fakes as given, half of them older ones once the pool is full; a change of size empties the pool."""
        if self.pictures and self.pictures[0].shape != fakes[0].shape:
            self.pictures.clear()
        return torch.stack([self._exchange_one(fake, generator) for fake in fakes.detach().unbind(0)])

    def _exchange_one(self, fake: Tensor, generator: Generator) -> Tensor:
        if len(self.pictures) < self.capacity:
            self.pictures.append(fake.clone())  # a view would keep its whole batch
            return fake
        draw = torch.rand(2, generator=generator, device=generator.device)
        if draw[0] < 0.5:
            return fake
        place = int(draw[1] * self.capacity)
        older, self.pictures[place] = self.pictures[place], fake.clone()
        return older
