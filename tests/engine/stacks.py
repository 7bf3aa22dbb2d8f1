"""Separations as layers in files, and the arithmetic by which other programs put them together again."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.codecs.stack import Blend, Layered, LayerMode, Stack
from engine.codecs.stack_writing import write_stack
from engine.color import Pixels
from engine.geometry import Region
from engine.layering import stack_of
from engine.mix import Mix
from engine.picture import Depth, Separation
from tests.engine.pictures import noise, separation_of


def flattened(stack: Stack) -> NDArray[np.float64]:
    """What the layers shown make, in codes; computed as the blend modes are defined, without rounding."""
    whole, top = Region.whole(stack.size), float((1 << stack.depth) - 1)
    out = np.zeros((stack.size.height, stack.size.width, 3))
    for layer in stack.layers:
        if layer.is_shown:
            codes = layer.sheet.encoded(whole).astype(np.float64)
            made = {Blend.NORMAL: codes, Blend.ADD: out + codes, Blend.MULTIPLY: out * codes / top}[layer.blend]
            cover = 1.0 if layer.mask is None else layer.mask[..., None]
            out = out + cover * (np.minimum(made, top) - out)
    return out


def merged(stack: Stack) -> NDArray:
    """The codes of the picture that the layers make."""
    return stack.merged.encoded(Region.whole(stack.size))


def soft(seed: int, low: float, high: float, size: tuple[int, int] = (61, 90)) -> Pixels:
    """Light that changes slowly, from `low` to `high`."""
    blurred = cv2.GaussianBlur(noise(*size, seed=seed), (0, 0), 4)
    share = (blurred - blurred.min()) / (blurred.max() - blurred.min())
    return (low + share * (high - low)).astype(np.float32)


def parts(formation: str, count: int = 2) -> Separation:
    """Two or three layers: a photo behind soft reflections, or under soft light, brighter than white in places."""
    if formation == "additive":
        return separation_of("additive", [noise(61, 90, high=0.5), soft(1, 0.0, 0.25), soft(2, 0.0, 0.2)][:count])
    shades = [soft(3, 0.05, 1.3), soft(4, 0.5, 1.0)]
    return separation_of("multiplicative", [noise(61, 90, high=0.6), *shades][:count])


def neutral_stack(made: Separation, mode: LayerMode = LayerMode.COMPATIBLE, depth: Depth = Depth.SIXTEEN) -> Stack:
    """The stack of the mix that changes nothing."""
    return stack_of(made, Mix.neutral(len(made.layers)), like=made.photo, mode=mode, depth=depth)


def written(folder: Path, stack: Stack, kind: Layered, name: str = "a") -> Path:
    """The stack in a file."""
    path = folder / f"{name}{kind.suffix(stack.size, stack.depth)}"
    write_stack(path, stack, kind)
    return path
