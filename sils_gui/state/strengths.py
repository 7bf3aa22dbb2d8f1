"""How strong a layer is at every place of a photo, for masks."""

from __future__ import annotations

import numpy as np

from engine.formation import ADDITIVE
from engine.geometry import Region
from sils_gui.state.covers import scale_within, tones_of
from sils_gui.state.document import Document
from sils_gui.state.scribble import Strength

_DARKEST = np.float32(1e-4)


def strength_of(document: Document, layer: int) -> Strength:
    """Of a separated photo, at two megapixels at most: a layer's part of the light in a sum, in a product its own
    brightness as the eye counts it."""
    separation = document.separation
    assert separation is not None, "layers are asked for where there are some"
    size, color = document.photo.size, document.photo.color
    pictures = document.levels.cut(Region.whole(size), scale_within(size))
    of_layer = pictures[layer + 1]
    if separation.formation is ADDITIVE:
        light, whole = (color.luminance(np.ascontiguousarray(each)) for each in (of_layer, pictures[0]))
        strength = light / np.maximum(whole, _DARKEST)
    else:
        strength = tones_of(of_layer, color)
    codes = np.round(np.clip(strength, 0, 1) * 255).astype(np.uint8)
    return Strength(separation.layers[layer].name, codes)
