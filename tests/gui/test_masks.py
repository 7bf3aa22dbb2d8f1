"""Masks without a brush: fill, invert, clear, feather, a range of brightness; each is a step of the history."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from engine.job import load_job
from sils_gui.state.covers import tones_of
from sils_gui.state.drawing import mask_plane
from sils_gui.state.scribble import MASK
from sils_gui.view.mask_row import MaskRow
from sils_gui.view.theme import MASK_COLOR
from tests.gui.hand import CTRL, WAIT_MS, Hand, PhotoFile, codes_of

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo of 160×120 with two layers at 100 %, its reflection gone, the brush set to the mask."""
    separated.set_amount(0)
    separated.key("b")
    separated.type(separated.window.brush_bar.size_control, "40")
    separated.seen()
    return separated


def row(hand: Hand) -> MaskRow:
    return hand.window.brush_bar.mask_row


def seen_mix(hand: Hand) -> np.ndarray:
    """The remix without brush and overlay."""
    hand.key("b")
    seen = hand.seen_photo()
    hand.key("b")
    hand.seen()
    return seen


def seen_rows(hand: Hand) -> np.ndarray:
    """What is seen of a photo that is wider than the canvas."""
    seen, viewport = hand.seen(), hand.sils.state.looking.viewport
    top = round(viewport.origin()[1])
    return seen[top : top + viewport.photo.height].astype(int)


def test_invert_turns_the_mask_round_and_fill_is_everywhere(hand: Hand) -> None:
    photo, everywhere = codes_of(hand.document.photo.path), seen_mix(hand)
    hand.stroke((80, 80))
    hand.bar_button("invert")
    seen = seen_mix(hand)
    np.testing.assert_array_equal(seen[80, 75:85], photo[80, 75:85])
    np.testing.assert_array_equal(seen[80, :50], everywhere[80, :50])
    hand.bar_button("fill")
    np.testing.assert_array_equal(seen_mix(hand), everywhere)
    hand.bar_button("invert")
    np.testing.assert_array_equal(seen_mix(hand), photo)
    assert hand.document.undo_stack.undoText() == "Invert: Mask of the mix"
    for _ in range(3):
        hand.key("z", CTRL)
    assert len(hand.document.painted.of(MASK).marks) == 1


def test_clear_takes_the_mask_away_and_undo_brings_it_back(hand: Hand) -> None:
    hand.stroke((80, 80))
    hand.type(row(hand).feather, "6")
    masked = seen_mix(hand)
    hand.bar_button("clear")
    assert hand.document.painted.mask is None
    assert row(hand).feather.entry.value() == 0
    hand.key("z", CTRL)
    np.testing.assert_array_equal(seen_mix(hand), masked)
    assert row(hand).feather.entry.value() == 6


def test_a_drag_of_the_feather_is_one_step(hand: Hand) -> None:
    hand.stroke((80, 80))
    hard, steps = seen_mix(hand), hand.document.undo_stack.count()
    hand.drag(row(hand).feather, 0.0, 0.05, 0.1)
    assert hand.document.painted.of(MASK).feather_px == pytest.approx(20, abs=4)
    assert hand.document.undo_stack.count() == steps + 1
    assert np.abs(seen_mix(hand).astype(int) - hard).max() > 3
    hand.key("z", CTRL)
    np.testing.assert_array_equal(seen_mix(hand), hard)


def test_a_range_of_brightness_is_chosen_by_two_sliders(hand: Hand) -> None:
    photo, everywhere = hand.document.photo, seen_mix(hand)
    assert not row(hand).isVisible()
    hand.bar_button("range")
    hand.type(row(hand).low, "20")
    hand.type(row(hand).high, "55")
    tones, seen, codes = tones_of(photo.pixels, photo.color), seen_mix(hand), codes_of(photo.path)
    inside, outside = (tones > 0.21) & (tones < 0.54), tones > 0.61
    assert inside.sum() > 500
    assert outside.sum() > 500
    np.testing.assert_array_equal(seen[inside], everywhere[inside])
    np.testing.assert_array_equal(seen[outside], codes[outside])
    assert len(hand.document.painted.of(MASK).marks) == 1
    hand.key("z", CTRL)
    assert row(hand).high.entry.value() == 100


def test_the_ends_of_the_range_push_each_other(hand: Hand) -> None:
    hand.bar_button("range")
    hand.type(row(hand).high, "30")
    assert row(hand).low.entry.value() == 30


def test_what_was_painted_without_a_brush_is_seen_over_the_photo(hand: Hand) -> None:
    plain = seen_mix(hand).astype(int)
    hand.bar_button("fill")
    hand.stroke((80, 80))
    over = hand.seen_photo().astype(int)
    ink = [int(MASK_COLOR[at : at + 2], 16) for at in (1, 3, 5)]
    np.testing.assert_allclose(over[110], plain[110] * 0.45 + np.array(ink) * 0.55, atol=3)
    np.testing.assert_allclose(over[80, 80], plain[80, 80] * 0.45 + np.array(ink) * 0.55, atol=3)


def test_the_file_of_a_feathered_range_is_the_canvas_and_comes_back(hand: Hand, tmp_path: Path) -> None:
    hand.bar_button("range")
    hand.stroke((40, 60), (60, 80))
    hand.type(row(hand).feather, "9")
    seen, path = seen_mix(hand), hand.document.photo.path
    hand.save()
    hand.key("b")
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    np.testing.assert_array_equal(hand.seen_photo(), seen)
    (written,) = hand.exported(hand.export_dialog(tmp_path / "out"))
    np.testing.assert_array_equal(codes_of(written), seen)


def test_the_feather_of_a_mask_from_a_file_is_what_comes_on_top(hand: Hand) -> None:
    hand.stroke((80, 80))
    hand.type(row(hand).feather, "9")
    path = hand.document.photo.path
    assert row(hand).feather.slider.accessibleName() == "Feather"
    hand.save()
    job = path.with_name("photo.sils.json")
    job.write_text(load_job(job).model_copy(update={"marks": {}}).to_json())  # as from before there were marks
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.document.painted.of(MASK).feather_px == 0
    assert row(hand).feather.isVisible()
    assert row(hand).feather.slider.accessibleName() == "Feather further"
    assert "as it was saved" in row(hand).feather.toolTip()
    hand.bar_button("fill")
    assert row(hand).feather.slider.accessibleName() == "Feather"


@pytest.mark.parametrize("task", ["three"])
def test_hints_are_filled_too_and_know_no_feather(hand: Hand) -> None:
    hand.choose(hand.window.brush_bar.target, "rain")
    assert not row(hand).feather.isVisible()
    hand.menu("Paint", "Fill")
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(0.4 / 1.2, abs=0.02)


def test_at_100_percent_the_overlay_is_the_mask_pixel_for_pixel(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("wide.png", 1500, 300))  # more pixels than the plane has that is shown when it is smaller
    hand.separate()
    hand.key("z")
    hand.bar_button("range")
    hand.stroke((700, 100), (760, 180))
    hand.qtbot.mouseMove(hand.canvas, QPoint(30, 30))  # the brush's edge is off the photo
    assert hand.sils.state.looking.viewport.zoom == 1
    over, visible = seen_rows(hand), hand.sils.state.looking.viewport.visible()
    hand.key("o")
    plain = seen_rows(hand)
    mask = mask_plane(hand.document.painted.of(MASK), hand.document.photo)[visible.slices][..., None]
    assert ((mask > 0.1) & (mask < 0.9)).sum() > 1000
    ink = np.array([int(MASK_COLOR[at : at + 2], 16) for at in (1, 3, 5)])
    np.testing.assert_allclose(over, plain * (1 - 0.55 * mask) + ink * 0.55 * mask, atol=3)
