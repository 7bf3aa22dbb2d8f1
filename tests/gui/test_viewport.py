"""Zoom: steps go where they say, also where the whole photo is smaller than the smallest of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Size
from sils_gui.state.viewport import SMALLEST_ZOOM, Viewport

WIDE, PANE = Size(60_000, 300), Size(600, 400)
photos = st.builds(Size, st.integers(1, 9000), st.integers(1, 9000))
panes = st.builds(Size, st.integers(320, 4000), st.integers(240, 3000))


@given(photo=photos, pane=panes, across=st.integers(-50, 50), down=st.integers(-50, 50))
def test_a_photo_that_is_seen_as_a_whole_cannot_be_moved_and_goes_on_following_the_window(
    photo: Size, pane: Size, across: int, down: int
) -> None:
    whole = Viewport.fitted(photo, pane)
    assert whole.panned(across, down) == whole


def test_a_photo_is_moved_where_not_all_of_it_is_seen() -> None:
    closer = Viewport.fitted(Size(6000, 4000), PANE).zoomed(1.0)
    assert closer.panned(1, 0).x == closer.x - 1


def test_zooming_out_of_a_very_wide_photo_never_zooms_in() -> None:
    whole = Viewport.fitted(WIDE, PANE)
    assert whole.zoom < SMALLEST_ZOOM
    assert whole.stepped(-1).zoom == whole.zoom
    assert whole.zoomed(whole.zoom / 1.25).zoom == whole.zoom


def test_steps_lead_from_the_whole_of_a_very_wide_photo_and_back() -> None:
    whole = Viewport.fitted(WIDE, PANE)
    closer = whole.stepped(1)
    assert closer.zoom == SMALLEST_ZOOM
    assert closer.stepped(-1).zoom == whole.zoom


@pytest.mark.parametrize("photo", [Size(1, 1), Size(600, 400), Size(6000, 4000)])
def test_other_photos_go_down_to_the_smallest_zoom(photo: Size) -> None:
    view = Viewport.fitted(photo, PANE)
    for _ in range(20):
        view = view.stepped(-1)
    assert view.zoom == SMALLEST_ZOOM
