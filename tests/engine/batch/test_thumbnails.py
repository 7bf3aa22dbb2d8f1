"""The pictures of the report."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import numpy as np
from PIL import Image

from engine.batch.thumbnails import thumbnails
from engine.mix import Mix
from engine.picture import Separation
from tests.engine.pictures import noise, separation_of


def opened(separation: Separation) -> np.ndarray:
    with Image.open(BytesIO(thumbnails(separation, Mix.neutral(2)))) as picture:
        return np.asarray(picture, int)


def test_the_photo_and_its_layers_lie_side_by_side_over_white_where_they_are_transparent() -> None:
    opaque = separation_of("additive", [noise(48, 144, high=0.5), noise(48, 144, seed=1, high=0.5)])
    alpha = np.ones((48, 144), np.float32)
    alpha[:, 64:] = 0.0
    seen, shown = (opened(replace(opaque, photo=replace(opaque.photo, alpha=cover))) for cover in (alpha, None))
    assert seen.shape == shown.shape == (48, 3 * 144 + 2 * 4, 3)
    for left in (0, 148, 296):
        assert np.abs(seen[:, left + 16 : left + 48] - shown[:, left + 16 : left + 48]).mean() < 4
        assert (seen[:, left + 80 : left + 128] >= 254).all()
