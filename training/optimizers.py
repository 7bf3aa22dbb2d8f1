"""The optimizers of a separator: AdamW, and Muon for the matrices inside it, which leaves the even split sooner."""

from torch import Tensor, nn
from torch.optim import AdamW, Optimizer

from training.config import Config
from training.muon import StackedMuon

MATRIX_DECAY = 0.01
ENDS = (".stem.", ".out.")


class Optimizers:
    """All that change one network's weights. With the switch `muon` every inner convolution is a matrix whose updates
    Muon makes orthogonal (Jordan et al. 2024), scaled to the size of AdamW's (Liu et al. 2025)."""

    def __init__(self, network: nn.Module, config: Config) -> None:
        inner = [_is_inner(name, weight) and config.muon for name, weight in network.named_parameters()]
        weights = list(network.parameters())
        self._kernels = [weight for weight, is_inner in zip(weights, inner, strict=True) if is_inner]
        self._matrices = [nn.Parameter(_matrix(kernel.detach())) for kernel in self._kernels]
        same = zip(self._kernels, self._matrices, strict=True)
        assert all(kernel.data_ptr() == matrix.data_ptr() for kernel, matrix in same), "kernels lie channels last"
        others = [weight for weight, is_inner in zip(weights, inner, strict=True) if not is_inner]
        self.all: list[Optimizer] = [adam(others, config.learning_rate, config)]
        if self._matrices:
            rate = config.matrix_learning_rate
            self.all.append(StackedMuon(self._matrices, rate, MATRIX_DECAY))
        self._rates = [optimizer.param_groups[0]["lr"] for optimizer in self.all]

    def set_rates(self, factor: float) -> None:
        """Every learning rate becomes its share of what it was at first."""
        for optimizer, rate in zip(self.all, self._rates, strict=True):
            optimizer.param_groups[0]["lr"] = rate * factor

    def step(self) -> None:
        """One step against the gradients, which are gone afterwards."""
        for kernel, matrix in zip(self._kernels, self._matrices, strict=True):
            matrix.grad = None if kernel.grad is None else _matrix(kernel.grad)
        for optimizer in self.all:
            optimizer.step()
            optimizer.zero_grad()
        for kernel in self._kernels:
            kernel.grad = None


def adam(weights: list[nn.Parameter], rate: float, config: Config) -> AdamW:
    """AdamW as the configuration has it."""
    return AdamW(weights, lr=rate, betas=(config.beta1, config.beta2), weight_decay=config.weight_decay)


def _is_inner(name: str, weight: Tensor) -> bool:
    """Whether a weight is a convolution between features: pixels and layers stay AdamW's."""
    return weight.ndim == 4 and not any(end in f".{name}" for end in ENDS)


def _matrix(kernel: Tensor) -> Tensor:
    """A kernel (O, I, k, k) as (O, k * k * I): the same memory where the kernel lies channels last."""
    return kernel.permute(0, 2, 3, 1).flatten(1)
