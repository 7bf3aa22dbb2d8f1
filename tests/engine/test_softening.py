"""A blur is a Gaussian of its width, whatever part of the picture is asked for."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Region
from engine.picture import size_of
from engine.softening import softened
from tests.engine.pictures import noise

SIGMAS = [1e-300, 0.3, 5.0, 15.9, 16.0, 31.0, 70.0]


def whole(picture: np.ndarray, sigma_px: float) -> np.ndarray:
    return softened(picture, sigma_px, Region.whole(size_of(picture)))


@given(st.integers(1, 90), st.integers(1, 90), st.floats(0.1, 100), st.data())
def test_a_region_is_as_in_the_whole(width: int, height: int, sigma_px: float, data: st.DataObject) -> None:
    picture = noise(height, width)
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    region = Region(x, y, data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y)))
    expected = whole(picture, sigma_px)[region.slices]
    np.testing.assert_allclose(softened(picture, sigma_px, region), expected, rtol=1e-6)


@pytest.mark.parametrize("sigma_px", SIGMAS)
@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 1, 3), (61, 40, 3), (61, 40)], ids=str)
def test_what_is_even_stays_so_up_to_its_edges(shape: tuple[int, ...], sigma_px: float) -> None:
    even = np.full(shape, 0.5, np.float32)
    soft = whole(even, sigma_px)
    assert soft.shape == shape
    np.testing.assert_allclose(soft, even, rtol=1e-6)


@pytest.mark.parametrize("sigma_px", SIGMAS)
@pytest.mark.parametrize("at", [0, 3, 150, 151])
def test_an_edge_becomes_that_of_a_gaussian(sigma_px: float, at: int) -> None:
    edge = np.zeros((200, 300), np.float32)
    edge[:, at:] = 1.0
    taps = 2 * int(np.ceil(3 * sigma_px)) + 1
    for picture in (edge, np.ascontiguousarray(edge.T)):
        exact = cv2.GaussianBlur(picture, (taps, taps), sigma_px, borderType=cv2.BORDER_REPLICATE)
        np.testing.assert_allclose(whole(picture, sigma_px), exact, atol=1e-6 if sigma_px < 16 else 2e-3)
