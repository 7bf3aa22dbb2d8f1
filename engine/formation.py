"""The law by which layers make a photo: the paper's ⊕, written once for NumPy arrays and torch tensors.

Source: Liu & Lu, "Separate In Latent Space", AAAI 2020: I = L1 ⊕ L2 ⊕ ..., a sum for reflections, a product for albedo
and shading (a sum of logarithms).
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeVar


class Light(Protocol):
    """Linear light in any array type; only the operators matter."""

    def __add__(self, other: Any, /) -> Self: ...
    def __sub__(self, other: Any, /) -> Self: ...
    def __mul__(self, other: Any, /) -> Self: ...
    def __truediv__(self, other: Any, /) -> Self: ...
    def __pow__(self, other: Any, /) -> Self: ...


L = TypeVar("L", bound=Light)


@dataclass(frozen=True)
class Formation:
    """One law. Its operations take linear light of any shape, element by element."""

    name: str
    neutral: float
    _combine: Callable[[Any, Any], Any]
    _remove: Callable[[Any, Any], Any]
    _weigh: Callable[[Any, Any], Any]

    def compose(self, layers: Sequence[L]) -> L:
        """The photo that these layers make; at least one layer."""
        return functools.reduce(self._combine, layers)

    def remainder(self, photo: L, others: Sequence[L]) -> L:
        """What is left for one layer when all the others are known; no other may be zero in a product."""
        return functools.reduce(self._remove, others, photo)

    def weigh(self, layer: L, strength: float | L) -> L:
        """A non-negative layer at a strength, one number or many: 0 is not there, 1 is as it was."""
        return self._weigh(layer, strength)

    def mean(self, estimates: Sequence[L], shares: Sequence[float | L] | None = None) -> L:
        """The mean of non-negative estimates of a layer, or of layers, in equal shares or in these, which make 1: a
        sum's arithmetic and a product's geometric one, so that the means make the photo that each set of layers does.
        """
        parts = shares or [1 / len(estimates)] * len(estimates)
        return self.compose([self.weigh(each, part) for each, part in zip(estimates, parts, strict=True)])


ADDITIVE = Formation("additive", 0.0, operator.add, operator.sub, operator.mul)
MULTIPLICATIVE = Formation("multiplicative", 1.0, operator.mul, operator.truediv, operator.pow)

FORMATIONS = {formation.name: formation for formation in (ADDITIVE, MULTIPLICATIVE)}
