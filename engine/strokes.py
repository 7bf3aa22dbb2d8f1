"""Strokes as people draw them, told to networks that take every pixel of them at its word.

Networks learn from strokes that are kept only where their layer is clearly stronger than the others. Nobody draws like
that: what people stroke over holds some of the other layers too, and strokes taken whole can make the layers worse than
none. docs/separators.md has the figures, and what else was tried.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.color import encode_srgb
from engine.formation import Formation

Picture = NDArray[np.float32]
Ask = Callable[[Picture], Picture]
"""The layers (N, H, W, 3) in linear sRGB light that a network finds with strokes (H, W, N); zeros are none."""

PASSES = 3
"""How often a network is asked."""
CLEARLY = 1.5
"""How many times as strong as the others a layer is where training says that it is clearly seen."""
_AROUND_PX = 5
_LEAST_SHARE = 0.5
_FAINT, _FAINT_OTHERS = 0.002, 0.004


def asked_with_care(ask: Ask, strokes: Picture, law: Formation, base: int) -> Picture:
    """The layers found with strokes (H, W, N) of ones and zeros, as far as the mean of what is found without strokes
    and with whole ones bears them out: each pixel by itself, and all of them together.

    A result in which few of the stroked pixels show their layer as clearly as any other stays near to what is found
    without strokes, but never nearer than halfway.
    """
    if not strokes.any():
        return ask(strokes)
    without = ask(np.zeros_like(strokes))
    strength = _strength((without + ask(strokes)) / np.float32(2))
    weighed = ask(strokes * trust(strength, base))
    shown = float((strokes * (strength + _FAINT > _others(strength))).sum() / strokes.sum())
    share = max(_LEAST_SHARE, shown)
    return law.mean([np.maximum(layers, 0) for layers in (without, weighed)], (1 - share, share))


def trust(strength: Picture, base: int) -> Picture:
    """How far strokes for each layer are to be believed where the gradients of layers are this strong, both (H, W, N).

    One half where a layer's are 1.5 times as strong as the strongest other's, which training calls clear, and little
    where there are none. A stroke for the base says that nothing lies over it there, and is believed or not: all of it
    where the base is clear, or nothing is.
    """
    others = CLEARLY * _others(strength)
    believed = 1 / (1 + ((others + _FAINT_OTHERS) / (strength + _FAINT)) ** 2)
    believed[..., base] = strength[..., base] + _FAINT_OTHERS > others[..., base]
    return believed.astype(np.float32, copy=False)


def _others(strength: Picture) -> Picture:
    """The strongest of all others for each of (H, W, N)."""
    indices = range(strength.shape[-1])
    return np.stack([np.delete(strength, index, axis=-1).max(axis=-1) for index in indices], axis=-1)


def _strength(layers: Picture) -> Picture:
    """How strong the gradients of layers (N, H, W, 3) are around a pixel, in encoded values: (H, W, N)."""
    return np.stack([_gradients(layer) for layer in layers], axis=-1)


def _gradients(layer: Picture) -> Picture:
    """Local mean (H, W) of the gradients' size of a layer (H, W, 3), in encoded values."""
    grey = encode_srgb(layer).mean(axis=2)
    across = np.abs(np.diff(grey, axis=1, append=grey[:, -1:]))
    down = np.abs(np.diff(grey, axis=0, append=grey[-1:]))
    return np.asarray(cv2.blur(across + down, (_AROUND_PX, _AROUND_PX)))
