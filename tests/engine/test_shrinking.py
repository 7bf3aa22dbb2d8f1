"""Smaller pictures of a transparent photo: no colour that lies hidden comes into what is seen of them."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from engine.geometry import Size
from engine.shrinking import filled_in, shrunk_to
from tests.engine.pictures import noise


def seen_and_hidden(height: int, width: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A transparency, and two pictures that differ where nothing is seen."""
    alpha = noise(height, width)[..., 0] * np.float32(0.9) + np.float32(0.1)
    alpha[:, : width // 2] = 0.0
    picture = noise(height, width, seed=1)
    other = np.where(alpha[..., None] == 0, noise(height, width, seed=2), picture)
    return alpha, picture, other


@pytest.mark.parametrize("size", [Size(20, 13), Size(7, 9), Size(41, 30)], ids=str)
def test_hidden_colours_do_not_come_into_what_is_seen_of_a_smaller_picture(size: Size) -> None:
    alpha, picture, other = seen_and_hidden(30, 41)
    is_seen = shrunk_to(alpha, size) > 0
    assert is_seen.any()
    np.testing.assert_array_equal(shrunk_to(picture, size, alpha)[is_seen], shrunk_to(other, size, alpha)[is_seen])


def test_each_pixel_counts_as_far_as_it_is_seen() -> None:
    alpha = np.array([[1.0, 0.5]], np.float32)
    picture = np.array([[[0.2] * 3, [0.8] * 3]], np.float32)
    assert shrunk_to(picture, Size(1, 1), alpha) == pytest.approx(0.4)


def test_what_is_opaque_is_as_without_transparency() -> None:
    picture = noise(31, 17)
    even = shrunk_to(picture, Size(8, 8), np.ones((31, 17), np.float32))
    np.testing.assert_allclose(even, shrunk_to(picture, Size(8, 8)), rtol=1e-6)


def test_a_smaller_picture_of_a_transparent_photo_takes_less_memory_than_half_the_photo() -> None:
    picture, alpha = noise(400, 600), noise(400, 600)[..., 0]
    tracemalloc.start()
    try:
        shrunk_to(picture, Size(60, 40), alpha)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < picture.nbytes / 2


@pytest.mark.parametrize("shape", [(1, 2), (2, 1), (30, 41), (64, 64)], ids=str)
def test_hidden_pixels_are_filled_in_from_what_is_seen_alone(shape: tuple[int, int]) -> None:
    alpha, picture, other = seen_and_hidden(*shape)
    alpha[-1, -1], other[-1, -1] = 1.0, picture[-1, -1]
    filled, is_seen = filled_in(picture, alpha), alpha > 0
    np.testing.assert_array_equal(filled, filled_in(other, alpha))
    np.testing.assert_array_equal(filled[is_seen], picture[is_seen])
    assert filled.min() >= picture[is_seen].min() - 1e-6
    assert filled.max() <= picture[is_seen].max() + 1e-6
