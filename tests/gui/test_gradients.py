"""Masks made of shapes and of layers: gradients and their handles, how marks go together, feathers along edges."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from engine.marks import Combine, Linear, Radial
from sils_gui.state.brush import Tool
from sils_gui.state.drawing import mask_plane
from sils_gui.state.scribble import MASK, Strength
from sils_gui.view.theme import MASK_COLOR
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, SHIFT, Hand, PhotoFile, codes_of, marks_of

pytestmark = pytest.mark.gui
NONE, PLAIN, ALT = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo of 160×120 with two layers at 100 %, its reflection gone, the brush set to the mask."""
    separated.set_amount(0)
    separated.key("b")
    separated.sils.state.brush.set(target=MASK)
    separated.seen()
    return separated


def mask_of(hand: Hand) -> np.ndarray:
    scribble = hand.document.painted.mask
    assert scribble is not None, "something is painted"
    return mask_plane(scribble, hand.document.photo)


def drag_evenly(hand: Hand, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag with Shift held."""
    left, top = hand.sils.state.looking.viewport.origin()
    places = [QPointF(round(left) + x, round(top) + y) for x, y in (start, end)]
    press, move, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
    for kind, place, held in ((press, places[0], LEFT), (move, places[1], LEFT), (release, places[1], NONE)):
        at = hand.canvas.mapToGlobal(place)
        QApplication.sendEvent(hand.canvas, QMouseEvent(kind, place, at, LEFT, held, SHIFT))


def test_a_linear_gradient_is_dragged_and_the_mix_fades_along_it(hand: Hand) -> None:
    photo, everywhere = codes_of(hand.document.photo.path), hand.seen_photo()
    hand.bar_button("linear")
    hand.stroke((40, 60), (80, 60), (120, 60))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Linear)
    assert hand.document.undo_stack.undoText() == "Linear gradient: Mask of the mix"
    hand.key("b")
    seen = hand.seen_photo()
    np.testing.assert_array_equal(seen[:, :39], everywhere[:, :39])
    np.testing.assert_array_equal(seen[:, 121:], photo[:, 121:])
    between = seen[:, 80].astype(int)
    assert (between <= np.maximum(photo, everywhere)[:, 80].astype(int) + 1).all()
    assert np.abs(between - photo[:, 80]).max() > 3
    hand.key("z", CTRL)
    np.testing.assert_array_equal(hand.seen_photo(), everywhere)


def test_handles_move_an_end_and_the_whole_gradient(hand: Hand) -> None:
    hand.bar_button("linear")
    hand.stroke((40, 60), (120, 60))
    hand.stroke((119, 62), (119, 82), (129, 92))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Linear)
    assert mark.start == pytest.approx((40, 60), abs=1)
    assert mark.end == pytest.approx((130, 90), abs=1)
    hand.stroke((85, 75), (85, 45))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Linear)
    assert (*mark.start, *mark.end) == pytest.approx((40, 30, 130, 60), abs=1)
    for _ in range(2):
        hand.key("z", CTRL)
    (mark,) = marks_of(hand)
    assert isinstance(mark, Linear)
    assert mark.end == pytest.approx((120, 60), abs=1)
    hand.stroke((10, 10), (10, 110))
    assert len(marks_of(hand)) == 2


def test_a_radial_gradient_has_a_fade_and_four_handles(hand: Hand) -> None:
    hand.bar_button("radial")
    hand.stroke((80, 60), (120, 90))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert (*mark.center, *mark.radii) == pytest.approx((80, 60, 40, 30), abs=1)
    hand.type(hand.window.brush_bar.mask_row.fade, "0")
    plane = mask_of(hand)
    assert plane[60, 45] == 1
    assert plane[60, 37] == 0
    hand.stroke((40, 60), (20, 60))
    hand.stroke((80, 90), (80, 100))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert mark.radii == pytest.approx((60, 40), abs=1)
    assert mark.fade == 0
    hand.stroke((80, 60), (90, 70))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert mark.center == pytest.approx((90, 70), abs=1)


def test_arrows_move_the_gradient_in_hand_as_one_step(hand: Hand) -> None:
    hand.bar_button("linear")
    hand.stroke((40, 60), (120, 60))
    (drawn,), seen_from = marks_of(hand), hand.sils.state.looking.viewport
    for key, keys in ((Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Left, PLAIN), (Qt.Key.Key_Down, PLAIN)):
        hand.key(key, keys)
    (moved,) = marks_of(hand)
    assert isinstance(drawn, Linear)
    assert isinstance(moved, Linear)
    for before, after in ((drawn.start, moved.start), (drawn.end, moved.end)):
        assert after == pytest.approx((before[0] + 9, before[1] + 1))
    assert hand.sils.state.looking.viewport == seen_from
    hand.key("z", CTRL)
    assert marks_of(hand) == (drawn,)
    hand.bar_button("linear")
    hand.key(Qt.Key.Key_Right)
    assert marks_of(hand) == (drawn,)


def test_arrows_move_an_ellipse_by_pixels_of_the_screen(hand: Hand) -> None:
    hand.bar_button("radial")
    hand.stroke((80, 60), (120, 80))
    (drawn,), looking = marks_of(hand), hand.sils.state.looking
    looking.set(viewport=looking.viewport.zoomed(4.0))
    hand.key(Qt.Key.Key_Up, SHIFT)
    hand.key(Qt.Key.Key_Left)
    (moved,) = marks_of(hand)
    assert isinstance(drawn, Radial)
    assert isinstance(moved, Radial)
    assert moved.center == pytest.approx((drawn.center[0] - 0.25, drawn.center[1] - 2.5))
    assert moved.radii == drawn.radii


def test_a_gradient_is_drawn_by_enter_and_its_end_moved_with_alt(hand: Hand) -> None:
    hand.key(Qt.Key.Key_Return)
    assert marks_of(hand) == ()
    hand.bar_button("linear")
    hand.key(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        hand.key(key, ALT)
    assert marks_of(hand) == (Linear((50, 60), (111, 59)),)
    hand.key("z", CTRL)
    assert marks_of(hand) == (Linear((50, 60), (110, 60)),)


def test_an_ellipse_is_drawn_by_enter_and_stretched_with_alt_as_long_as_it_is_one(hand: Hand) -> None:
    hand.bar_button("radial")
    hand.key(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
        hand.key(key, ALT)
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert (mark.center, mark.radii) == ((80, 60), (31, 32))
    for _ in range(5):
        hand.key(Qt.Key.Key_Left, ALT | SHIFT)
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert mark.radii == (1, 32)


def test_an_ellipse_is_turned_by_the_handle_above_it_in_steps_with_shift_and_by_a_number(hand: Hand) -> None:
    hand.bar_button("radial")
    hand.stroke((80, 60), (120, 80))
    hand.stroke((80, 12), (100, 20), (128, 60))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert mark.turn_deg == pytest.approx(90, abs=2)
    assert (*mark.center, *mark.radii) == pytest.approx((80, 60, 40, 20), abs=1)
    assert hand.document.undo_stack.undoText() == "Radial gradient: Mask of the mix"
    drag_evenly(hand, (128, 60), (118, 94))
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert mark.turn_deg == pytest.approx(135, abs=1e-9)
    hand.type(hand.window.brush_bar.mask_row.turn, "90")
    hand.stroke((80, 100), (80, 110))  # what was its right end is below now
    (mark,) = marks_of(hand)
    assert isinstance(mark, Radial)
    assert mark.radii == pytest.approx((50, 20), abs=1)
    plane = mask_of(hand)
    assert plane[105, 80] > 0
    assert plane[60, 105] == 0
    hand.bar_button("linear")
    assert not hand.window.brush_bar.mask_row.turn.isVisible()


def test_shift_makes_circles_and_level_gradients(hand: Hand) -> None:
    hand.bar_button("radial")
    drag_evenly(hand, (80, 60), (90, 90))
    hand.bar_button("linear")
    drag_evenly(hand, (20, 20), (120, 30))
    circle, level = marks_of(hand)
    assert isinstance(circle, Radial)
    assert isinstance(level, Linear)
    assert circle.radii[0] == circle.radii[1] == pytest.approx(30, abs=1)
    assert level.start[1] == level.end[1]


def test_a_click_draws_no_shape(hand: Hand) -> None:
    steps = hand.document.undo_stack.count()
    for name in ("linear", "radial"):
        hand.bar_button(name)
        hand.stroke((50, 50))
    hand.stroke((60, 50), (90, 50))  # an ellipse without height
    assert hand.document.undo_stack.count() == steps
    assert hand.sils.state.brush.drawn is None
    assert np.isfinite(hand.seen().astype(float)).all()


def test_what_is_being_drawn_is_seen_as_it_will_be(hand: Hand) -> None:
    hand.bar_button("radial")
    before = hand.seen_photo().astype(int)
    left, top = (round(value) for value in hand.sils.state.looking.viewport.origin())
    places = [hand.canvas.rect().topLeft() + QPointF(left + x, top + y).toPoint() for x, y in ((80, 60), (120, 90))]
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=places[0])
    hand.qtbot.mouseMove(hand.canvas, places[1])
    drawn = hand.seen_photo().astype(int)
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=places[1])
    hand.seen()
    plane = mask_of(hand)
    ink = np.array([int(MASK_COLOR[at : at + 2], 16) for at in (1, 3, 5)])
    inner, outer = (plane == 1), (plane == 0)
    inner[50:70, 70:90] = False  # the handle in the middle
    np.testing.assert_allclose(drawn[inner], (before * 0.45 + ink * 0.55)[inner], atol=4)
    outer[0:100, 30:130] = False  # outline and handles
    np.testing.assert_array_equal(drawn[outer], before[outer])


def test_intersect_keeps_what_both_have_and_erase_takes_away(hand: Hand) -> None:
    hand.bar_button("radial")
    hand.stroke((80, 60), (120, 90))
    ellipse = mask_of(hand)
    hand.bar_button("intersect")
    hand.bar_button("linear")
    hand.stroke((80, 10), (80, 100))
    both = mask_of(hand)
    assert (both <= ellipse).all()
    assert both[:100].max() > 0.3
    assert not both[100:].any()
    hand.key(Qt.Key.Key_X)
    assert hand.sils.state.brush.combine is Combine.SUBTRACT
    hand.bar_button("linear")
    assert hand.sils.state.brush.tool is Tool.STROKE
    hand.type(hand.window.brush_bar.size_control, "40")
    hand.stroke((80, 60))
    assert mask_of(hand)[60, 80] == 0
    hand.key("X", SHIFT)
    assert hand.sils.state.brush.combine is Combine.INTERSECT
    hand.stroke((80, 40))
    kept = mask_of(hand)
    assert kept[40, 80] == both[40, 80]
    assert not kept[62:].any()


def test_a_range_is_of_a_layer_too(hand: Hand) -> None:
    row = hand.window.brush_bar.mask_row
    hand.stroke((80, 60))
    hand.bar_button("range")
    assert len(marks_of(hand)) == 2
    hand.choose(row.source, "reflection")
    hand.type(row.low, "30")
    mark = marks_of(hand)[-1]
    assert isinstance(mark, Strength)
    assert len(marks_of(hand)) == 2
    assert hand.document.undo_stack.undoText() == "By strength of a layer: Mask of the mix"
    separation = hand.document.separation
    assert separation is not None
    share = separation.layers[1].pixels.sum() / separation.photo.pixels.sum()
    light = separation.photo.pixels.min(axis=-1) > 0.01
    hand.type(row.low, f"{100 * share - 4:.1f}")
    assert (mask_of(hand)[light] > 0.95).mean() > 0.99
    hand.type(row.low, f"{100 * share + 10:.1f}")
    plane = mask_of(hand)
    assert plane[60, 80] == 1
    assert (plane[:, :30] == 0).mean() > 0.95
    hand.choose(row.source, "")
    assert row.low.entry.value() == 50


def test_a_feather_along_edges_is_a_switch(hand: Hand) -> None:
    hand.stroke((80, 60))
    hand.type(hand.window.brush_bar.mask_row.feather, "12")
    even = mask_of(hand)
    hand.bar_button("edges")
    assert hand.window.actions_.of("edges").isChecked()
    assert np.abs(mask_of(hand) - even).max() > 0.02
    hand.key("z", CTRL)
    assert not hand.window.actions_.of("edges").isChecked()
    np.testing.assert_array_equal(mask_of(hand), even)


def test_shapes_are_saved_as_the_mask_that_is_seen(hand: Hand, tmp_path: Path) -> None:
    hand.bar_button("linear")
    hand.stroke((40, 60), (120, 60))
    plane = mask_of(hand)
    hand.save()
    path = hand.document.photo.path
    saved = cv2.imread(str(path.with_name(f"{path.stem}.mask.png")), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(saved, np.round(plane * 255).astype(np.uint8))


def test_another_photo_ends_a_gradient_that_is_being_drawn(hand: Hand, photo_file: PhotoFile) -> None:
    hand.bar_button("linear")
    hand.stroke((40, 60), (120, 60))
    first = hand.document
    left, top = (round(value) for value in hand.sils.state.looking.viewport.origin())
    start = hand.canvas.rect().topLeft() + QPointF(left + 120, top + 60).toPoint()
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=start)
    hand.qtbot.mouseMove(hand.canvas, start + QPointF(10, 10).toPoint())
    assert hand.sils.state.brush.reshapes
    hand.open(photo_file("other.png"))
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=start)
    assert not hand.sils.state.brush.reshapes
    assert hand.sils.state.brush.drawn is None
    (mark,) = first.painted.of(MASK).marks
    assert isinstance(mark, Linear)
    assert mark.end == pytest.approx((120, 60), abs=1)


def test_on_another_photo_no_range_is_picked(hand: Hand, photo_file: PhotoFile) -> None:
    first = hand.document
    hand.bar_button("range")
    hand.open(photo_file("other.png"))
    assert not hand.window.actions_.of("range").isChecked()
    hand.sils.state.desk.show(first)
    assert not hand.window.actions_.of("range").isChecked()
    assert len(marks_of(hand)) == 1
