"""Sizes and regions."""

from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Region, Size

SIDES = st.integers(1, 30000)


@given(SIDES, SIDES, st.integers(1, 4096))
def test_a_fitted_size_keeps_its_shape_and_never_grows(width: int, height: int, long_side: int) -> None:
    size = Size(width, height)
    fitted = size.fitted(long_side)
    assert max(fitted.width, fitted.height) <= max(long_side, 1)
    assert min(fitted.width, fitted.height) >= 1
    assert size.fitted(max(width, height)) == size
    assert abs(fitted.width * height - fitted.height * width) <= max(width, height)


@given(SIDES, st.integers(1, 5000), st.integers(0, 700))
def test_bands_cover_a_region_once(width: int, height: int, at_least: int) -> None:
    region = Region(3, 7, width, height)
    bands = list(region.bands(at_least_rows=at_least))
    assert [band.y for band in bands] == [7 + sum(b.height for b in bands[:i]) for i in range(len(bands))]
    assert sum(band.height for band in bands) == height
    assert all((band.x, band.width) == (3, width) for band in bands)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60))
def test_a_grown_region_stays_inside_and_holds_the_first(x: int, y: int, margin: int) -> None:
    size, region = Size(50, 45), Region(x, y, 5, 5)
    grown = region.grown(margin, size)
    assert grown.x == max(0, x - margin)
    assert grown.x + grown.width == min(50, x + 5 + margin)
    assert grown.y + grown.height == min(45, y + 5 + margin)
    assert grown.holds(region)
    assert region.holds(grown) == (grown == region)
    assert region.inside(grown) == Region(x - grown.x, y - grown.y, 5, 5)
