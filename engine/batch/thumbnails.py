"""A small picture of a photo, its layers and its remix side by side, for the report; what is transparent is white."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from engine.codecs.sheet import over_white
from engine.color import Pixels, Plane, encode_srgb
from engine.mix import Mix
from engine.picture import Photo, Separation
from engine.preview import preview_of
from engine.shrinking import shrunk_to

LONG_SIDE_PX = 144
_GAP_PX, _GAP_CODE = 4, 128
_JPEG_QUALITY = 75


def thumbnails(separation: Separation, mix: Mix) -> bytes:
    """One JPEG: the photo, each layer as the mix adjusts it and, where something is mixed, the remix, from left to
    right."""
    photo = separation.photo
    size = photo.size.fitted(LONG_SIDE_PX)
    originals = (photo.pixels, *(layer.pixels for layer in separation.layers))
    small = [shrunk_to(pixels, size, photo.alpha) for pixels in originals]
    alpha = None if photo.alpha is None else shrunk_to(photo.alpha, size)
    preview = preview_of(separation, small, size.width / photo.size.width, alpha)
    layers = [preview.alone(mix, index) for index in range(len(separation.layers))]
    remix = [] if mix.is_neutral else [preview.render(mix)]
    return _jpeg([_for_screen(photo, pixels, alpha) for pixels in (small[0], *layers, *remix)])


def _for_screen(photo: Photo, pixels: Pixels, alpha: Plane | None) -> np.ndarray:
    colors = encode_srgb(photo.color.to_linear_srgb(pixels)).clip(0, 1)
    seen = colors if alpha is None else over_white(np.dstack([colors, alpha]))
    return (seen * 255 + 0.5).astype(np.uint8)


def _jpeg(pictures: Sequence[np.ndarray]) -> bytes:
    gap = np.full((pictures[0].shape[0], _GAP_PX, 3), _GAP_CODE, np.uint8)
    strip = np.concatenate([part for picture in pictures for part in (gap, picture)][1:], axis=1)
    written, codes = cv2.imencode(".jpg", strip[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    assert written, "a small JPEG can always be made"
    return codes.tobytes()
