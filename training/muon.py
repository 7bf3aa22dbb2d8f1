"""Muon whose matrices of one shape are made orthogonal together and through their Gram matrices.

The Newton-Schulz iteration X <- a X + b (X X^T) X + c (X X^T)^2 X of Jordan et al. 2024 only ever multiplies X from the
left by polynomials of G = X X^T. A kernel is nine times as wide as it is high, so that iterating on G, and multiplying
X once at the end, takes a third of the products. G squares the condition number, hence single precision until then.
"""

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor
from torch.optim import Muon

A, B, C = 3.4445, -4.7750, 2.0315
ITERATIONS = 5
EPSILON = 1e-7
SIZE_OF_ADAMW = 0.2


class StackedMuon(Muon):
    """torch's Muon, its state and its rates, scaled to the size of AdamW's updates (Liu et al. 2025)."""

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """One step of every matrix that has a gradient."""
        for group in self.param_groups:
            matrices = [matrix for matrix in group["params"] if matrix.grad is not None]
            updates = self._momenta(matrices, group["momentum"])
            torch._foreach_mul_(matrices, 1 - group["lr"] * group["weight_decay"])  # pyright: ignore[reportPrivateImportUsage]
            for places in _by_shape(matrices):
                stacked = orthogonal(torch.stack([updates[place] for place in places]))
                size = SIZE_OF_ADAMW * max(stacked.shape[1:]) ** 0.5
                torch._foreach_add_([matrices[i] for i in places], list(stacked), alpha=-group["lr"] * size)  # pyright: ignore[reportPrivateImportUsage]

    def _momenta(self, matrices: list[Tensor], momentum: float) -> list[Tensor]:
        """Nesterov's look ahead from the running mean of the gradients."""
        gradients = [matrix.grad for matrix in matrices if matrix.grad is not None]
        for matrix in matrices:
            if not self.state[matrix]:
                self.state[matrix]["momentum_buffer"] = torch.zeros_like(matrix)
        means = [self.state[matrix]["momentum_buffer"] for matrix in matrices]
        torch._foreach_lerp_(means, gradients, 1 - momentum)  # pyright: ignore[reportPrivateImportUsage]
        return list(torch._foreach_lerp(gradients, means, momentum))  # pyright: ignore[reportPrivateImportUsage]


def orthogonal(matrices: Tensor) -> Tensor:
    """(B, M, N) with singular values near 1, on the side that is the shorter."""
    if matrices.shape[1] > matrices.shape[2]:
        return orthogonal(matrices.mT).mT
    x = matrices / matrices.norm(dim=(1, 2), keepdim=True).clamp(min=EPSILON)
    gram = x @ x.mT
    whole = gram
    for iteration in range(ITERATIONS):
        factor = torch.baddbmm(B * gram, gram, gram, alpha=C)
        factor.diagonal(dim1=1, dim2=2).add_(A)
        whole = factor @ whole if iteration else factor
        if iteration + 1 < ITERATIONS:
            gram = factor @ (factor @ gram)
    return (whole.bfloat16() @ x.bfloat16()).to(x.dtype)


def _by_shape(matrices: Iterable[Tensor]) -> Iterable[list[int]]:
    """The places of all matrices of each shape."""
    places = defaultdict(list)
    for place, matrix in enumerate(matrices):
        places[matrix.shape].append(place)
    return places.values()
