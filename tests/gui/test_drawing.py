"""Laws of scribbles as planes."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Size
from engine.marks import BrushPoint, Combine, Linear, Radial, Stroke, Tones, Whole
from engine.picture import Photo
from engine.preview import Pyramid
from sils_gui.state import drawing
from sils_gui.state.covers import cover_of_stroke, tones_of
from sils_gui.state.document import Document
from sils_gui.state.drawing import mask_plane, small_plane
from sils_gui.state.scribble import Mark, Scribble, Strength
from sils_gui.view.small_planes import SmallPlanes
from tests.engine.pictures import noise, photo_of

SIZES = [Size(1, 1), Size(2, 1), Size(31, 17)]
TIPS = Stroke(((3.0, 4.0), (20.0, 9.0)), 5.0)
MARKS = [
    TIPS,
    Linear((4.0, 3.0), (25.0, 12.0)),
    Radial((14.0, 8.0), (12.0, 6.0), fade=0.7, turn_deg=25.0),
    Tones(0.3, 0.6),
    Strength("rain", np.arange(12, dtype=np.uint8).reshape(3, 4) * 20, 0.2, 0.5),
]
DOTS = st.builds(
    lambda x, y, r: Stroke(((x, y),), r), st.floats(-3, 34), st.floats(-3, 20), st.sampled_from([2.5, 4.0, 8.0])
)
KINDS = st.one_of(DOTS, st.sampled_from([*MARKS, *Whole]))


def plane_of(photo: Photo, *marks: Mark, feather_px: float = 0.0, follows_edges: bool = False) -> np.ndarray:
    scribble = Scribble(feather_px=feather_px, follows_edges=follows_edges)
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
    pressed = Stroke(((100.0, 90.0, 0.1), (400.0, 300.0, 0.9), (500.0, 50.0, 0.3)), 60.0)
    shapes = Linear((50.0, 350.0), (500.0, 20.0)), Radial((300.0, 150.0), (250.0, 100.0), turn_deg=30.0)
    scribbles = (
        Scribble((Tones(0.4, 0.8), stroke)),
        Scribble((stroke, Whole.INVERT), feather_px=24.0),
        Scribble((stroke,), feather_px=24.0, follows_edges=True),
        Scribble(shapes),
        Scribble((pressed,)),
        Scribble((Strength("rain", np.eye(30, dtype=np.uint8) * 200),)),
    )
    for scribble in scribbles:
        large = cv2.resize(mask_plane(scribble, photo), (150, 100), interpolation=cv2.INTER_AREA)
        small = small_plane(scribble, pixels, 0.25, photo.color)
        assert np.abs(small - large).mean() < 0.01


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: type(mark).__name__)
def test_marks_go_together_as_sets_do(mark: Stroke, photo: Photo) -> None:
    under = Linear((0.0, 0.0), (30.0, 17.0))
    alone, there = plane_of(photo, mark), plane_of(photo, under)
    added, taken, kept = (plane_of(photo, under, replace(mark, combine=combine)) for combine in Combine)
    np.testing.assert_array_equal(added, np.maximum(there, alone))
    np.testing.assert_allclose(taken, np.minimum(there, 1 - alone), atol=1.01 / 255)
    np.testing.assert_array_equal(kept, np.minimum(there, alone))


def discs(stroke: Stroke, size: Size, more_px: float) -> np.ndarray:
    """What discs cover that lie closely along a stroke, a little larger or smaller than its brush."""
    rows, columns = np.mgrid[: size.height, : size.width] + 0.5
    covered = np.zeros((size.height, size.width), bool)
    ends = [(*point, 1.0)[:3] for point in stroke.points]
    for start, end in zip(ends, ends[1:] or ends, strict=False):
        for x, y, width in np.linspace(start, end, 200):
            covered |= np.hypot(columns - x, rows - y) <= width * stroke.radius_px + more_px
    return covered


PRESSED = [
    ((20.0, 50.0, 0.25), (140.0, 50.0)),
    ((30.0, 20.0, 0.1), (80.0, 70.0, 1.0), (150.0, 30.0, 0.4), (60.0, 80.0, 0.05), (60.0, 20.0, 0.1)),
    ((60.0, 40.0, 0.5),),
    ((20.0, 50.0, 0.5), (140.0, 50.0, 0.5)),
]


@pytest.mark.parametrize("points", PRESSED, ids=["wider", "crossing", "dot", "narrow"])
def test_a_stroke_is_as_wide_as_a_pen_made_it(points: tuple[BrushPoint, ...]) -> None:
    """But for half a step of its width, half a pixel here, and for what pixels make of a line."""
    stroke, size = Stroke(points, 20.0), Size(160, 100)
    region, cover = cover_of_stroke(stroke, size, 0.0)
    drawn = np.zeros((size.height, size.width), np.float32)
    drawn[region.slices] = cover
    assert not drawn[~discs(stroke, size, more_px=1.5)].any()
    assert (drawn[discs(stroke, size, more_px=-2.5)] == 1).all()
    assert drawn.any()


def test_a_stroke_that_was_pressed_evenly_is_one_of_a_mouse() -> None:
    mouse = Stroke(((20.0, 50.0), (140.0, 50.0)), 20.0)
    pen = Stroke(((20.0, 50.0, 1.0), (140.0, 50.0, 1.0)), 20.0)
    photo = photo_of(noise(100, 160))
    np.testing.assert_array_equal(plane_of(photo, pen), plane_of(photo, mouse))


def test_a_stroke_beside_the_photo_changes_nothing_and_keeps_nothing() -> None:
    photo, beside = photo_of(noise(20, 30)), ((-40.0, 10.0), (-30.0, 400.0))
    for combine, expected in ((Combine.ADD, 1), (Combine.SUBTRACT, 1), (Combine.INTERSECT, 0)):
        assert (plane_of(photo, Whole.FILL, Stroke(beside, 5.0, combine)) == expected).all()


@given(
    st.lists(st.tuples(KINDS, st.sampled_from(list(Combine))), max_size=9), st.booleans(), st.sampled_from([0.0, 3.0])
)
def test_what_is_drawn_over_a_kept_plane_is_as_if_all_were_drawn(
    steps: list[tuple[Mark, Combine]], has_base: bool, feather_px: float
) -> None:
    photo = photo_of(noise(17, 31))
    base = np.linspace(0, 1, 17 * 31, dtype=np.float32).reshape(17, 31) if has_base else None
    scribble = Scribble(base=base)
    drawing._kept.clear()
    for mark, combine in steps:
        scribble = scribble.with_mark(mark if isinstance(mark, Whole) else replace(mark, combine=combine))
        mask_plane(scribble, photo)
    for last in (scribble, replace(scribble, feather_px=feather_px)):
        plane = mask_plane(last, photo)
        drawing._kept.clear()
        np.testing.assert_array_equal(plane, mask_plane(last, photo))


@given(st.lists(st.tuples(st.integers(0, 6), KINDS, st.sampled_from([0.0, 3.0])), max_size=9))
def test_small_planes_are_the_same_whatever_was_asked_for_before(steps: list[tuple[int, Mark, float]]) -> None:
    photo, planes, scribble = photo_of(noise(17, 31)), SmallPlanes(), Scribble()
    document = Document(photo, Pyramid.over([photo.pixels]))
    for place, mark, feather_px in steps:
        marks = (*scribble.marks[:place], mark, *scribble.marks[place + 1 :])
        scribble = Scribble(marks, feather_px=feather_px)
        seen, anew = (each.codes("", scribble, document).astype(int) for each in (planes, SmallPlanes()))
        assert np.abs(seen - anew).max() <= 1


def test_one_stroke_more_is_drawn_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, cover = [], drawing.cover_of_stroke
    photo = photo_of(noise(20, 30))
    scribble = Scribble(tuple(replace(TIPS) for _ in range(40)))
    before = mask_plane(scribble, photo).copy()
    monkeypatch.setattr(drawing, "cover_of_stroke", lambda *args: drawn.append(args[0]) or cover(*args))
    more = Stroke(((25.0, 15.0),), 4.0)
    mask_plane(scribble.with_mark(more), photo)
    assert drawn == [more]
    np.testing.assert_array_equal(mask_plane(scribble, photo), before)


def test_no_kept_plane_of_other_marks_or_of_another_size_is_drawn_over() -> None:
    small, large = photo_of(noise(20, 30)), photo_of(noise(40, 30))
    scribble, more = Scribble((TIPS,)), Stroke(((25.0, 15.0),), 4.0)
    mask_plane(scribble, small)
    assert mask_plane(scribble.with_mark(more), large).shape == (40, 30)
    mask_plane(Scribble((Whole.FILL,)), small)
    assert mask_plane(Scribble((more,)), small)[8, 3] == 0
    assert mask_plane(Scribble((more,), base=np.ones((20, 30), np.float32)), small).all()


def test_a_linear_gradient_falls_from_start_to_end() -> None:
    plane = plane_of(photo_of(noise(60, 100)), Linear((20.0, 30.0), (80.0, 30.0)))
    assert (plane[:, :20] == 1).all()
    assert (plane[:, 80:] == 0).all()
    assert (np.diff(plane[7]) <= 0).all()
    assert plane[0, 49] + plane[0, 50] == pytest.approx(1, abs=1 / 255)
    assert (plane == plane[0]).all()


def test_a_linear_gradient_turns_with_its_way() -> None:
    photo = photo_of(noise(80, 80))
    np.testing.assert_array_equal(
        plane_of(photo, Linear((20.0, 40.0), (60.0, 40.0))).T, plane_of(photo, Linear((40.0, 20.0), (40.0, 60.0)))
    )
    slanting = plane_of(photo, Linear((20.0, 20.0), (60.0, 60.0)))
    np.testing.assert_array_equal(slanting, slanting.T)
    assert slanting[39, 40] == pytest.approx(0.5, abs=0.02)


def test_a_radial_gradient_is_an_ellipse() -> None:
    photo = photo_of(noise(81, 121))
    plane = plane_of(photo, Radial((60.5, 40.5), (50.0, 30.0), fade=0.5))
    np.testing.assert_array_equal(plane, plane[::-1, ::-1])
    assert (plane[40, 36:85] == 1).all()
    assert not plane[:, :10].any()
    assert not plane[:10].any()
    assert 0 < plane[40, 20] < 1
    hard = plane_of(photo, Radial((60.5, 40.5), (50.0, 30.0), fade=0.0))
    assert hard.mean() == pytest.approx(np.pi * 50 * 30 / (81 * 121), rel=0.05)
    assert ((hard > 0) & (hard < 1)).mean() < 0.03


def test_the_strength_of_a_layer_is_read_at_its_own_size() -> None:
    codes = np.repeat(np.array([[0, 255]], np.uint8), 2, axis=0)
    plane = plane_of(photo_of(noise(40, 80)), Strength("rain", codes, 0.5, 1.0))
    assert not plane[:, :30].any()
    assert (plane[:, 50:] == 1).all()


def test_along_edges_a_feather_stays_on_its_side() -> None:
    light = np.full((120, 160, 3), 0.05, np.float32)
    light[:, 83:] = 0.6
    rough = Stroke(((10.0, 60.0), (64.0, 60.0)), 30.0)
    even = photo_of(np.full_like(light, 0.3))
    soft = plane_of(photo_of(light), rough, feather_px=16.0, follows_edges=True)
    assert soft[60, 82] - soft[60, 83] > 0.5
    assert soft[60, 90:].max() < 0.15
    across = plane_of(even, rough, feather_px=16.0, follows_edges=True)
    assert np.abs(np.diff(across[60])).max() < 0.1
    everything = plane_of(photo_of(light), Whole.FILL, feather_px=16.0, follows_edges=True)
    np.testing.assert_allclose(everything, 1, atol=1 / 255)


def test_an_ellipse_is_turned_clockwise_around_its_middle() -> None:
    photo = photo_of(noise(90, 120))
    upright, level = Radial((60.5, 40.5), (20.0, 40.0)), Radial((60.5, 40.5), (40.0, 20.0))
    np.testing.assert_allclose(
        plane_of(photo, replace(level, turn_deg=90.0)), plane_of(photo, upright), atol=1.01 / 255
    )
    turned = plane_of(photo, replace(level, fade=0.0, turn_deg=30.0))
    rows, columns = np.mgrid[0:90, 0:120]
    along, beside = np.cos(np.radians(30)), np.sin(np.radians(30))
    right, under = columns - 60, rows - 40
    away = ((right * along + under * beside) / 40) ** 2 + ((under * along - right * beside) / 20) ** 2
    assert (turned[away < 0.9] == 1).all()
    assert (turned[away > 1] == 0).all()
    np.testing.assert_array_equal(turned, plane_of(photo, replace(level, fade=0.0, turn_deg=-150.0)))
