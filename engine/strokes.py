"""Strokes as people draw them, told to networks that take every pixel of them at its word.

Networks learn from strokes that are kept only where their layer is clearly stronger than the others. Few draw like
that: what people stroke over holds some of the other layers too, and strokes taken whole can make the layers worse than
none. So strokes are not told as they are, but those of people who say that they have painted with care themselves.
docs/separators.md has the figures, and what else was tried.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.color import encode_srgb
from engine.formation import ADDITIVE, Formation

Picture = NDArray[np.float32]
Ask = Callable[[Picture], Picture]
"""The layers (N, H, W, 3) in linear sRGB light that a network finds with strokes (H, W, N); zeros are none."""
Correct = Callable[[Picture, Picture], Picture]
"""Such layers with strokes (H, W, N) for what they have too little of: those that a network makes of them."""


class Strokes(NamedTuple):
    """Strokes as they were `drawn` (H, W, N), and those for places where one is to see `only` their layer: ones and
    zeros, no pixel in both."""

    drawn: Picture
    only: Picture

    @property
    def both(self) -> Picture:
        return np.maximum(self.drawn, self.only)


PASSES = 3
"""How often a network is asked, the time in which it corrects among them."""
CLEARLY = 1.5
"""How many times as strong as the others a layer is where training says that it is clearly seen."""
_AROUND_PX = 5
_LEAST_SHARE, _MOST_SHARE = 0.1, 0.75
_CORRECTED_SHARE = 0.5
_DOUBTED, _BELIEVED = 0.22, 0.69
"""What is believed of strokes on average, at which the answer to them begins to count and counts most."""
_LEANING = 2.0
_SPREAD = 0.03
"""How far strokes spread, as a part of the shorter side."""
_FAINT, _FAINT_OTHERS = 0.002, 0.004


def asked_with_care(ask: Ask, strokes: Strokes, law: Formation, base: int, correct: Correct | None = None) -> Picture:
    """The layers found with strokes, as far as what is found bears them out where they were drawn, at their word where
    only their layer is to be seen. Around the latter what is found with them counts alone.

    One that corrects does so with what it finds without strokes. What comes of that says how far each pixel of a stroke
    is believed, and the mean of it and of what is found with strokes as far as they are believed counts.

    Others are told whole strokes first: the mean of what they find without and with them says how far each pixel is
    believed, and all of them together. The less of the strokes is believed on average, the nearer the result stays to
    what is found without them: networks that were told of layers where they are clear go astray where they are told of
    them because they are not. Layers of a sum lean to what was painted, twice as much of it against all others.
    """
    drawn, only = strokes
    if not drawn.any():
        return ask(only)
    without, near = ask(np.zeros_like(drawn)), _near(only)
    if correct is not None:
        corrected = correct(without, strokes.both)
        told = ask(np.maximum(_believed(drawn, corrected, base), only))
        return _mean(law, told, corrected, _CORRECTED_SHARE * (1 - near))
    believed = _believed(drawn, (without + ask(strokes.both)) / np.float32(2), base)
    doubt = float(np.clip((_BELIEVED - believed.sum() / drawn.sum()) / (_BELIEVED - _DOUBTED), 0, 1))
    share = _MOST_SHARE - doubt * (_MOST_SHARE - _LEAST_SHARE)
    mixed = _mean(law, without, ask(np.maximum(believed, only)), share + (1 - share) * near)
    return _leant(mixed, drawn) if law is ADDITIVE else mixed


def _believed(strokes: Picture, layers: Picture, base: int) -> Picture:
    return strokes * trust(_strength(layers), base)


def _near(only: Picture) -> Picture:
    """How near strokes (H, W, N) are, (H, W, 1): 1 as far as they spread, and 0 from twice as far away."""
    elsewhere = (only.max(axis=-1) == 0).astype(np.uint8)
    if elsewhere.all():
        return np.zeros((1, 1, 1), np.float32)
    away_px = cv2.distanceTransform(elsewhere, cv2.DIST_L2, cv2.DIST_MASK_5)
    return np.clip(2 - away_px / (_SPREAD * min(away_px.shape)), 0, 1)[..., None]


def _mean(law: Formation, first: Picture, second: Picture, share: Picture) -> Picture:
    """Two answers, of which the second counts this share (H, W, 1)."""
    return law.mean([np.maximum(layers, 0) for layers in (first, second)], (1 - share, share))


def _leant(layers: Picture, strokes: Picture) -> Picture:
    """Layers of the same sum (N, H, W, 3), with more of each where strokes (H, W, N) for it are."""
    spread_px = _SPREAD * min(strokes.shape[:2])
    near = [cv2.GaussianBlur(np.ascontiguousarray(strokes[..., i]), (0, 0), spread_px) for i in range(len(layers))]
    wanted = layers * (_LEANING ** np.stack(near))[..., None]
    return wanted * (layers.sum(axis=0) / np.maximum(wanted.sum(axis=0), np.finfo(np.float32).tiny))


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
