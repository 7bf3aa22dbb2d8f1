"""Losses as functions of tensors: pictures (B, N, C, H, W) or (B, C, H, W), sRGB-encoded; every result is a scalar."""

import itertools
import math
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

ALPHA, STEEPNESS = 1.4, 10.0
FAITHFUL_MSE = 1e-4


def absolute(estimate: Tensor, target: Tensor) -> Tensor:
    """Mean absolute difference of two tensors of one shape."""
    return (estimate - target).abs().float().mean()


def charbonnier(estimate: Tensor, target: Tensor, *, epsilon: float = 1e-3) -> Tensor:
    """sqrt(d^2 + eps^2) - eps on average, a smooth absolute difference; Charbonnier et al. 1994."""
    return (torch.sqrt((estimate - target) ** 2 + epsilon**2) - epsilon).mean()


def logarithmic(estimate: Tensor, target: Tensor) -> Tensor:
    """ln(RMSE) averaged over the images and layers of (B, N, C, H, W), which is PSNR but for its unit; Chen et al. 2021
    (HINet). A tenth less error counts the same in an easy photo and in a hard one, down to an MSE of 1e-4, 40 dB."""
    error = (estimate - target).square().flatten(2).mean(-1)
    return 0.5 * torch.log(error + FAITHFUL_MSE).mean()


def consistency(mixed: Sequence[Tensor], alone: Sequence[Tensor]) -> Tensor:
    """|E_i(x) - E_i(l_i)|_1 averaged over all levels (B, C, H, W) of one layer's pyramid; Liu & Lu 2020, shared
    information consistency, on every level as in the authors' code."""
    return torch.stack([absolute(a, b) for a, b in zip(mixed, alone, strict=True)]).mean()


def distance(a: Tensor, b: Tensor) -> Tensor:
    """d(a, b) = 1 / (1 + exp((alpha e^alpha - s mean|a - b|) / alpha^2)) of latents (B, C, H, W), one value (B,) per
    image, near 0 for equal latents and near 1 for distant ones; from the authors' code."""
    apart = (a - b).abs().float().flatten(1).mean(1)
    return torch.sigmoid((STEEPNESS * apart - ALPHA * math.exp(ALPHA)) / ALPHA**2)


def independence(latents: Sequence[Tensor]) -> Tensor:
    """1 - d(E_i(x), E_j(x)) over all pairs of layers, on latents (B, C, H, W) of one photo; Liu & Lu 2020."""
    pairs = list(itertools.combinations(latents, 2))
    return torch.stack([1 - distance(a, b).mean() for a, b in pairs]).mean()


def gradient(estimate: Tensor, target: Tensor, *, scales: int = 3) -> Tensor:
    """Mean absolute difference of the image gradients at full, half, quarter, ... size; pictures (B, N, C, H, W)."""
    error = (estimate - target).flatten(0, 1)
    total = error.new_zeros(())
    for scale in range(scales):
        total = total + sum(step.abs().mean() for step in steps(error))
        if scale + 1 < scales:
            error = F.avg_pool2d(error, 2)
    return total / scales


def structure(estimate: Tensor, target: Tensor, *, window: int = 8, stride: int = 4) -> Tensor:
    """1 - SSIM of pictures (B, N, C, H, W) in [0, 1], flat windows at every fourth pixel; Wang et al. 2004, eq. 13."""
    a, b = estimate.flatten(0, 1), target.flatten(0, 1)
    mean_a, mean_b, square_a, square_b, product = (
        F.avg_pool2d(picture, window, stride) for picture in (a, b, a * a, b * b, a * b)
    )
    var_a, var_b, covariance = square_a - mean_a**2, square_b - mean_b**2, product - mean_a * mean_b
    brightness = (2 * mean_a * mean_b + 0.01**2) / (mean_a**2 + mean_b**2 + 0.01**2)
    return 1 - (brightness * (2 * covariance + 0.03**2) / (var_a + var_b + 0.03**2)).mean()


def exclusion(layers: Tensor, *, scales: int = 3) -> Tensor:
    """Product of gradients of every two layers of (B, N, C, H, W): an edge belongs to one layer; Zhang et al. 2018,
    eq. 6, without its balancing of the two layers' strengths."""
    total = layers.new_zeros(())
    for first, second in itertools.combinations(layers.unbind(1), 2):
        for scale in range(scales):
            a, b = (F.avg_pool2d(picture, 2**scale) for picture in (first, second))
            total = total + sum(
                (torch.tanh(p.abs()) * torch.tanh(q.abs())).mean() for p, q in zip(steps(a), steps(b), strict=True)
            )
    return total / scales


def steps(picture: Tensor) -> tuple[Tensor, Tensor]:
    """Differences to the next pixel across and down, (..., H, W-1) and (..., H-1, W)."""
    return picture[..., 1:] - picture[..., :-1], picture[..., 1:, :] - picture[..., :-1, :]


def fooling(verdicts: Sequence[Tensor]) -> Tensor:
    """Least-squares loss of the maker of fakes, over the verdicts of all scales; Mao et al. 2017, eq. 9."""
    return torch.stack([((verdict.float() - 1) ** 2).mean() for verdict in verdicts]).mean()


def telling_apart(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Least-squares loss of the critic, over the verdicts of all scales; Mao et al. 2017, eq. 9."""
    pairs = zip(real, fake, strict=True)
    return torch.stack([0.5 * ((r.float() - 1) ** 2).mean() + 0.5 * (f.float() ** 2).mean() for r, f in pairs]).mean()
