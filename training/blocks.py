"""What all networks of a separator are built from."""

import torch.nn.functional as F
from torch import Tensor, nn

NORM_EPSILON = 1e-3


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
