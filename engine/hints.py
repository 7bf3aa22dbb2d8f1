"""Hints, masks as large as the photo, as strokes on the small picture that a network sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.color import Plane
from engine.geometry import Size
from engine.shrinking import shrunk_to
from engine.spec import ONLY
from engine.strokes import Picture, Strokes


def strokes_of(hints: Mapping[str, Plane], layers: Sequence[str], size: Size) -> Strokes:
    """Strokes for layers, by their names, from hints of any size: a pixel belongs to the layer, or layers, covering
    most of it, and to strokes taken at their word where others cover as much."""
    empty = np.zeros((size.height, size.width), np.float32)

    def covers(ending: str) -> Picture:
        names = (name + ending for name in layers)
        found = [shrunk_to((hints[name] >= 0.5).astype(np.float32), size) if name in hints else empty for name in names]
        return np.stack(found, axis=-1)

    drawn, only = covers(""), covers(ONLY)
    most = np.maximum(drawn, only).max(axis=-1, keepdims=True)
    is_only = (only > 0) & (only == most)
    is_drawn = (drawn > 0) & (drawn == most) & ~is_only.any(axis=-1, keepdims=True)
    return Strokes(is_drawn.astype(np.float32), is_only.astype(np.float32))
