"""Laws of scribbles as planes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Size
from engine.picture import Photo
from engine.preview import Pyramid
from sils_gui.state.drawing import mask_plane, small_plane, tones_of
from sils_gui.state.scribble import Scribble, Stroke, Tones, Whole
from tests.engine.pictures import noise, photo_of

SIZES = [Size(1, 1), Size(2, 1), Size(31, 17)]
TIPS = Stroke(((3.0, 4.0), (20.0, 9.0)), 5.0)


def plane_of(photo: Photo, *marks: Stroke | Whole | Tones, feather_px: float = 0.0) -> np.ndarray:
    scribble = Scribble(feather_px=feather_px)
    for mark in marks:
        scribble = scribble.with_mark(mark)
    return mask_plane(scribble, photo)


@pytest.fixture(params=SIZES, ids=str)
def photo(request: pytest.FixtureRequest) -> Photo:
    return photo_of(noise(request.param.height, request.param.width))


def test_a_click_paints_a_dot() -> None:
    plane = plane_of(photo_of(noise(40, 40)), Stroke(((20.0, 20.0),), 10.0))
    assert plane[20, 20] == 1
    assert not plane[:, 35:].any()


def test_a_plane_and_its_inverse_are_one_together(photo: Photo) -> None:
    np.testing.assert_allclose(plane_of(photo, TIPS) + plane_of(photo, TIPS, Whole.INVERT), 1, atol=1e-6)


def test_fill_forgets_what_was_there(photo: Photo) -> None:
    assert (plane_of(photo, TIPS, Whole.INVERT, Whole.FILL) == 1).all()
    assert Scribble(base=np.zeros((1, 1), np.float32)).with_mark(Whole.FILL).base is None


def test_a_feather_leaves_even_planes_as_they_are(photo: Photo) -> None:
    for radius_px in (0.5, 7, 300):
        assert (plane_of(photo, Whole.FILL, feather_px=radius_px) == 1).all()
        assert not plane_of(photo, Whole.FILL, Whole.INVERT, feather_px=radius_px).any()


@pytest.mark.parametrize("sigma_px", [3.0, 20.0])
def test_a_feather_is_a_gaussian(sigma_px: float) -> None:
    photo = photo_of(noise(240, 320))
    mark = Stroke(((160.0, 120.0),), 60.0)
    exact = cv2.GaussianBlur(plane_of(photo, mark), (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
    np.testing.assert_allclose(plane_of(photo, mark, feather_px=sigma_px), exact, atol=0.02)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_range_of_brightness_has_all_places_inside_and_none_far_outside(one: float, other: float) -> None:
    low, high = sorted((one, other))
    photo = photo_of(noise(12, 10))
    tones, plane = tones_of(photo.pixels, photo.color), plane_of(photo, Tones(low, high))
    assert (plane[(tones >= low + 1e-6) & (tones <= high - 1e-6)] == 1).all()
    assert not plane[(tones < low - 0.06) | (tones > high + 0.06)].any()


def test_the_whole_range_is_everything_even_above_white() -> None:
    assert (plane_of(photo_of(noise(9, 7, high=4.0)), Tones(0.0, 1.0)) == 1).all()


def test_a_small_plane_looks_like_the_large_one() -> None:
    rows = np.linspace(0, 1, 400, dtype=np.float32)[:, None, None]
    photo = photo_of(np.broadcast_to(rows, (400, 600, 3)))
    pixels = Pyramid.over([photo.pixels]).levels[2][0]
    stroke = Stroke(((100.0, 90.0), (400.0, 300.0)), 60.0)
    for scribble in (Scribble((Tones(0.4, 0.8), stroke)), Scribble((stroke, Whole.INVERT), feather_px=24.0)):
        large = cv2.resize(mask_plane(scribble, photo), (150, 100), interpolation=cv2.INTER_AREA)
        small = small_plane(scribble, pixels, 0.25, photo.color)
        assert np.abs(small - large).mean() < 0.01
