"""What is kept beside a part of a photo that is looked at, so that a slider costs the remix alone."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.geometry import Region
from engine.marks import Stroke, Whole
from engine.mix import Mix
from engine.preview import Pyramid
from engine.progress import SILENT
from sils_gui.state.looking import REMIX
from sils_gui.state.scribble import Scribble
from sils_gui.work import cuts
from sils_gui.work.cuts import Cuts, Source
from sils_gui.work.frames import FrameRequest, Renderer
from tests.engine.pictures import noise, separation_of

PAINTED = Scribble((Stroke(((60.0, 40.0), (150.0, 90.0)), 30.0),))
REGION, SCALE = Region(20, 10, 160, 100), 0.4


@pytest.fixture
def source() -> Source:
    """A photo of 200 × 130 in two layers, on which a mask was painted."""
    separation = separation_of("additive", [noise(130, 200), noise(130, 200, seed=1)])
    levels = Pyramid.over([separation.photo.pixels, *(layer.pixels for layer in separation.layers)])
    return Source(1, separation.photo, levels, separation, PAINTED)


def test_the_mask_beside_a_cut_is_the_painted_one_shrunk(source: Source) -> None:
    mask, plane = Cuts().mask(source, REGION, SCALE), source.mask_plane()
    assert plane is not None
    expected = cv2.resize(plane[REGION.slices], (64, 40), interpolation=cv2.INTER_AREA)
    np.testing.assert_array_equal(mask, expected)
    assert Cuts().mask(replace(source, mask=None), REGION, SCALE) is None


def test_a_mask_is_shrunk_once_for_all_moves_of_a_slider(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Scribble] = []
    monkeypatch.setattr(cuts, "mask_plane", _counting(asked))
    renderer = Renderer()
    for strength in (0.2, 0.4, 0.6):
        mix = Mix.neutral(2).with_layer(1, strength=strength)
        renderer.frame(FrameRequest(source, mix, (REMIX,), REGION, SCALE), SILENT)
    assert asked == [PAINTED]


def test_another_stroke_undo_and_other_layers_each_show_their_own_mask(source: Source) -> None:
    kept, inverted = Cuts(), replace(source, mask=PAINTED.with_mark(Whole.INVERT))
    again = replace(source, levels=Pyramid.over(source.levels.levels[0]), mask=inverted.mask)
    for each in (source, inverted, source, again):
        np.testing.assert_array_equal(kept.mask(each, REGION, SCALE), Cuts().mask(each, REGION, SCALE))


def _counting(asked: list[Scribble]):  # type: ignore[no-untyped-def]
    real = cuts.mask_plane

    def counted(scribble, photo):  # type: ignore[no-untyped-def]
        asked.append(scribble)
        return real(scribble, photo)

    return counted
