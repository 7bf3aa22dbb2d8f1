"""The brush: strokes on the canvas become hints for the next separation, or the mask of the mix."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.geometry import Region
from engine.job import load_job
from engine.marks import Combine, Linear, Stroke
from engine.spec import ONLY
from sils_gui.state import drawing
from sils_gui.state.brush import Tool
from sils_gui.state.scribble import MASK, Painted, Scribble
from sils_gui.view import small_planes
from sils_gui.view.sheets import Sheet, Sheets
from sils_gui.view.theme import LAYER_COLORS
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand, Make, PhotoFile, codes_of

pytestmark = pytest.mark.gui
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo of 160×120 with three layers at 100 %, the brush in hand, 20 px wide."""
    separated.key("b")
    separated.type(separated.window.brush_bar.size_control, "20")
    separated.seen()
    return separated


def target(hand: Hand, name: str) -> None:
    hand.choose(hand.window.brush_bar.target, name)


def test_separate_uses_what_was_painted(hand: Hand) -> None:
    target(hand, "rain")
    hand.stroke((30, 60), (60, 60))
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(0.4 / 1.2, abs=0.02)
    assert hand.share_of(2, 45, 110) == pytest.approx(0.2, abs=0.01)
    hand.key("z", CTRL)
    assert not hand.document.painted.hints
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(0.2, abs=0.01)


def test_what_is_painted_for_a_layer_alone_is_kept_apart_and_comes_back(hand: Hand) -> None:
    target(hand, "rain" + ONLY)
    assert hand.window.brush_bar.target.currentText() == "Rain alone is here"
    assert hand.window.brush_bar.note.text().startswith("Paint closely where nothing but this layer is seen.")
    hand.stroke((30, 60), (60, 60))
    assert hand.document.undo_stack.undoText() == "Paint: Rain alone is here"
    hand.separate()
    assert hand.share_of(2, 45, 60) == pytest.approx(0.4 / 1.2, abs=0.02)
    hand.save()
    path = hand.document.photo.path
    assert load_job(path.with_suffix(".sils.json")).hints == {"rain.only": "photo.hint-rain.only.png"}
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.document.painted.hints.keys() == {"rain.only"}
    assert len(hand.document.painted.of("rain.only").marks) == 1
    assert not hand.document.has_other_hints


def test_the_overlay_rests_over_new_layers_until_more_is_painted(hand: Hand) -> None:
    brush, overlay = hand.sils.state.brush, hand.window.actions_.of("overlay")
    target(hand, "rain")
    hand.stroke((30, 60), (60, 60))
    assert brush.overlay_is_seen
    hand.separate()
    assert not brush.overlay_is_seen
    assert not overlay.isChecked()
    hand.stroke((30, 90), (60, 90))
    assert brush.overlay_is_seen
    hand.separate()
    hand.key("o")
    assert brush.overlay_is_seen
    assert overlay.isChecked()
    hand.key("o")
    hand.stroke((30, 20), (60, 20))
    assert not brush.overlay_is_seen, "who has hidden it paints without"


def test_the_overlay_stays_where_more_was_painted_while_layers_were_made(hand: Hand) -> None:
    target(hand, "rain")
    hand.stroke((30, 60), (60, 60))
    before = hand.document.separation
    hand.tool("separate")
    hand.stroke((30, 90), (60, 90))
    hand.qtbot.waitUntil(lambda: hand.document.separation is not before, timeout=WAIT_MS)
    assert hand.sils.state.brush.overlay_is_seen


def test_each_stroke_is_one_step_of_the_history(hand: Hand) -> None:
    target(hand, "rain")
    steps = hand.document.undo_stack.count()
    hand.stroke((30, 60), (40, 60), (60, 70))
    hand.stroke((90, 20))
    assert hand.document.undo_stack.count() == steps + 2
    assert hand.document.undo_stack.undoText() == "Paint: Rain is here"
    hand.key("z", CTRL)
    assert len(hand.document.painted.of("rain").marks) == 1
    hand.key("z", CTRL | SHIFT)
    assert len(hand.document.painted.of("rain").marks) == 2


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_PageUp, NONE), (Qt.Key.Key_W, CTRL)], ids=["left", "closed"])
def test_a_stroke_ends_unpainted_when_its_photo_is_left_or_closed(
    hand: Hand, photo_file: PhotoFile, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    first = hand.document
    hand.open(photo_file("second.png", 150))
    second, middle = hand.document, hand.canvas.rect().center()
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=middle)
    hand.key(key, modifier)
    hand.qtbot.mouseMove(hand.canvas, middle + QPoint(20, 0))
    assert hand.document is first
    assert hand.sils.state.brush.drawn is None
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=middle + QPoint(20, 0))
    assert first.painted == Painted()
    if second in hand.sils.state.desk.documents:
        assert second.painted == Painted()
    hand.stroke((30, 60), (60, 60))
    assert first.painted.hints


def _spots(hand: Hand, *points: tuple[int, int]) -> list[QPoint]:
    """Where points of the photo lie on the canvas, which shows it at 100 %."""
    left, top = (round(value) for value in hand.sils.state.looking.viewport.origin())
    return [QPoint(left + x, top + y) for x, y in points]


@pytest.mark.parametrize("other", [Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton])
def test_another_button_in_a_stroke_changes_nothing(hand: Hand, other: Qt.MouseButton) -> None:
    target(hand, "rain")
    start, between, end = _spots(hand, (30, 60), (50, 60), (70, 60))
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=start)
    hand.qtbot.mouseMove(hand.canvas, between)
    hand.qtbot.mousePress(hand.canvas, other, pos=between)
    hand.qtbot.mouseRelease(hand.canvas, other, pos=between)
    hand.qtbot.mouseDClick(hand.canvas, other, pos=between)
    hand.qtbot.mouseMove(hand.canvas, end)
    assert not hand.document.painted.hints
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=end)
    hand.stroke((90, 20), (95, 20))
    strokes = hand.document.painted.of("rain").marks
    assert [len(stroke.points) for stroke in strokes if isinstance(stroke, Stroke)] == [3, 2]


def test_esc_gives_up_a_stroke_and_no_work(hand: Hand) -> None:
    stopped: list[bool] = []
    cancel = hand.window.actions_.of("cancel")
    cancel.triggered.connect(lambda: stopped.append(True))
    cancel.setEnabled(True)
    places = [hand.canvas.rect().center() + QPoint(step, 0) for step in (0, 20, 40)]
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=places[0])
    hand.qtbot.mouseMove(hand.canvas, places[1])
    hand.key(Qt.Key.Key_Escape)
    hand.qtbot.mouseMove(hand.canvas, places[2])
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=places[2])
    assert (hand.document.painted, stopped) == (Painted(), [])
    hand.key(Qt.Key.Key_Escape)
    assert stopped == [True]


def test_a_stroke_whose_end_nobody_told_of_ends_where_the_next_begins(hand: Hand) -> None:
    target(hand, "rain")
    (start,) = _spots(hand, (30, 60))
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=start)
    hand.stroke((90, 20), (95, 20))
    assert len(hand.document.painted.of("rain").marks) == 2


@pytest.mark.parametrize("key", ["y", "g"], ids=["side by side", "grid"])
def test_a_stroke_goes_on_in_the_pane_where_it_began(hand: Hand, key: str) -> None:
    hand.key(key)
    target(hand, "rain")
    hand.seen()
    pane = hand.canvas.framing.panes[0]
    places = [QPoint(pane.right() + dx, pane.center().y()) for dx in (-20, -10, 10, 20)]
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=places[0])
    for point in places[1:]:
        hand.qtbot.mouseMove(hand.canvas, point)
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=places[-1])
    (stroke,) = hand.document.painted.of("rain").marks
    assert isinstance(stroke, Stroke)
    zoom, first = hand.sils.state.looking.viewport.zoom, stroke.points[0][0]
    assert [point[0] - first for point in stroke.points] == pytest.approx([0, 10 / zoom, 30 / zoom, 40 / zoom])


def test_space_that_is_let_go_outside_the_photo_gives_the_brush_back(hand: Hand) -> None:
    field = hand.window.brush_bar.size_control.entry
    target(hand, "rain")
    hand.canvas.setFocus()
    hand.qtbot.keyPress(hand.canvas, Qt.Key.Key_Space)
    field.setFocus()
    hand.qtbot.keyRelease(field, Qt.Key.Key_Space)
    hand.stroke((30, 60), (60, 60))
    assert hand.document.painted.of("rain").marks


def test_the_overlay_shows_strokes_in_the_color_of_their_layer(hand: Hand) -> None:
    plain = hand.seen_photo().astype(int)
    target(hand, "reflection")
    hand.stroke((30, 60), (60, 60))
    over = hand.seen_photo().astype(int)
    red, green, blue = (int(LAYER_COLORS[1][at : at + 2], 16) for at in (1, 3, 5))
    expected = plain[60, 45] * 0.45 + np.array([red, green, blue]) * 0.55
    np.testing.assert_allclose(over[60, 45], expected, atol=3)
    np.testing.assert_array_equal(over[100:], plain[100:])
    hand.key("o")
    np.testing.assert_array_equal(hand.seen_photo()[60, 35:45], plain[60, 35:45])
    hand.key("o")
    target(hand, "reflection" + ONLY)
    hand.stroke((30, 90), (60, 90))
    darker = hand.seen_photo().astype(int)[90, 45] - plain[90, 45] * 0.45
    np.testing.assert_allclose(darker, np.array([red, green, blue]) / 1.6 * 0.55, atol=3)


def test_what_lies_under_a_stroke_is_not_drawn_anew_while_it_is_painted(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Scribble] = []
    small = small_planes.small_plane
    monkeypatch.setattr(small_planes, "small_plane", lambda under, *rest: drawn.append(under) or small(under, *rest))
    hand.window.actions_.of("fill").trigger()
    hand.window.actions_.of("out").trigger()  # smaller than the file, where no plane of its size is seen
    hand.key("x")
    hand.seen()
    assert drawn
    drawn.clear()
    spots = _spots(hand, (30, 60), (60, 60), (90, 60))
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=spots[0])
    for spot in spots[1:]:
        hand.qtbot.mouseMove(hand.canvas, spot)
        hand.canvas.grab()
    assert not drawn
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=spots[-1])


def test_of_many_strokes_the_last_alone_are_drawn_at_each_repaint(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = tuple(Stroke(((float(x), 60.0),), 6.0) for x in range(20, 140, 3))
    state, drawn, cover = hand.sils.state, [], drawing.cover_of_stroke
    hand.window.actions_.of("out").trigger()
    monkeypatch.setattr(drawing, "cover_of_stroke", lambda stroke, *rest: drawn.append(stroke) or cover(stroke, *rest))

    def sheet(scribble: Scribble) -> Sheet:
        hand.document.painted = Painted({MASK: scribble})
        visible = Region.whole(hand.document.photo.size)
        (made,) = seen.of(hand.document, state.brush, None, visible)
        return made

    seen = Sheets()
    made = sheet(Scribble(marks[:35]))
    assert (made.strokes, drawn) == (marks[32:35], list(marks[:32]))
    drawn.clear()
    assert sheet(Scribble(marks[:36])).image is made.image
    sheet(Scribble(marks[:37]))
    assert drawn == list(marks[32:36])
    assert sheet(Scribble(tuple(map(replace, marks[:36])))).image is not made.image
    assert sheet(Scribble(marks[:4])).image is None


def test_a_gradient_that_is_drawn_costs_itself_alone(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    strokes = tuple(Stroke(((float(x), 60.0),), 6.0) for x in range(20, 140, 3))
    hand.sils.state.brush.aim(MASK)
    hand.document.repaint(MASK, Scribble((*strokes, Linear((0.0, 0.0), (50.0, 50.0)))), "")
    hand.window.actions_.of("out").trigger()
    hand.sils.state.brush.set(chosen=Tool.LINEAR, reshapes=True)
    drawn, cover = [], drawing.cover_of_stroke
    monkeypatch.setattr(drawing, "cover_of_stroke", lambda stroke, *rest: drawn.append(stroke) or cover(stroke, *rest))
    for moves, x in enumerate((10.0, 20.0, 30.0, 40.0)):
        if moves == 2:
            drawn.clear()
        hand.sils.state.brush.set(drawn=Linear((x, 0.0), (50.0, 50.0)))
        hand.canvas.grab()
    assert not drawn
    hand.sils.state.brush.drop()


def test_x_erases_and_brackets_change_the_size(hand: Hand) -> None:
    brush = hand.sils.state.brush
    hand.key("]")
    assert brush.radius_px == pytest.approx(12.5)
    hand.key("[")
    assert brush.radius_px == pytest.approx(10)
    target(hand, MASK)
    hand.stroke((30, 60), (120, 60))
    hand.key("x")
    assert brush.combine is Combine.SUBTRACT
    hand.stroke((80, 60), (120, 60))
    hand.key("b")
    hand.set_amount(0, layer=0)
    photo = codes_of(hand.document.photo.path)
    seen = hand.seen_photo()
    assert np.abs(seen[60, 35:60].astype(int) - photo[60, 35:60]).min() > 10
    np.testing.assert_array_equal(seen[60, 90:115], photo[60, 90:115])


def test_outside_the_mask_the_photo_stays_code_for_code_and_the_file_is_the_canvas(hand: Hand, tmp_path: Path) -> None:
    target(hand, MASK)
    hand.stroke((40, 60), (60, 80))
    hand.key("b")
    hand.set_amount(0)
    seen = hand.seen_photo()
    photo = codes_of(hand.document.photo.path)
    np.testing.assert_array_equal(seen[:, 90:], photo[:, 90:])
    assert np.abs(seen[60, 40].astype(int) - photo[60, 40]).max() > 10
    (path,) = hand.exported(hand.export_dialog(tmp_path / "out"))
    np.testing.assert_array_equal(codes_of(path), seen)


def test_what_was_painted_comes_back_with_the_saved_photo(hand: Hand, photo_file: PhotoFile) -> None:
    target(hand, "rain")
    hand.stroke((30, 60), (60, 60))
    target(hand, MASK)
    hand.stroke((90, 60))
    hand.set_amount(0)
    hand.separate()
    hand.key("b")
    seen, path = hand.seen_photo(), hand.document.photo.path
    hand.save()
    assert path.with_name("photo.hint-rain.png").exists()
    assert path.with_name("photo.mask.png").exists()
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.document.is_saved
    np.testing.assert_array_equal(hand.seen_photo(), seen)
    assert hand.share_of(2, 45, 60) == pytest.approx(0.4 / 1.2, abs=0.02)


def test_a_mask_file_that_is_gone_is_told_and_the_rest_comes_back(hand: Hand) -> None:
    target(hand, MASK)
    hand.stroke((90, 60))
    hand.set_amount(40)
    path = hand.document.photo.path
    hand.save()
    hand.key("w", CTRL)
    path.with_name("photo.mask.png").unlink()
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert "photo.mask.png" in hand.window.error_bar.sentence.text()
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == pytest.approx(0.4)


def test_strokes_survive_a_crash(hand: Hand, make_window: Make, tmp_path: Path) -> None:
    target(hand, MASK)
    hand.stroke((40, 60), (60, 80))
    hand.key("b")
    hand.set_amount(0)
    seen = hand.seen_photo()
    hand.crash(tmp_path / "recovery")
    again = Hand(hand.qtbot, make_window("three"))
    again.bring_back()
    np.testing.assert_array_equal(again.seen_photo(), seen)


def test_a_stroke_ends_unpainted_when_layers_come_that_it_is_not_for(hand: Hand) -> None:
    target(hand, "rain")
    hand.choose(hand.window.tool_bar.task, "half")
    before = hand.document.separation
    hand.tool("separate")
    left, top = (round(value) for value in hand.sils.state.looking.viewport.origin())
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=QPoint(left + 30, top + 60))
    hand.qtbot.mouseMove(hand.canvas, QPoint(left + 60, top + 60))
    hand.qtbot.waitUntil(lambda: hand.document.separation is not before, timeout=WAIT_MS)
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=QPoint(left + 60, top + 60))
    assert hand.document.painted.scribbles == {}
    assert hand.sils.state.brush.drawn is None


def test_space_moves_the_photo_while_the_brush_is_in_hand(hand: Hand) -> None:
    for _ in range(6):
        hand.key("+", CTRL)
    before = hand.sils.state.looking.viewport
    hand.qtbot.keyPress(hand.canvas, Qt.Key.Key_Space)
    middle = hand.canvas.rect().center()
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=middle)
    hand.qtbot.mouseMove(hand.canvas, middle + QPoint(40, 0))
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=middle + QPoint(40, 0))
    hand.qtbot.keyRelease(hand.canvas, Qt.Key.Key_Space)
    assert hand.sils.state.looking.viewport.x < before.x
    assert hand.document.painted.scribbles == {}


def test_a_separator_without_hints_offers_the_mask_alone(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile
) -> None:
    hand = Hand(qtbot, make_window())
    hand.open(photo_file())
    assert not hand.window.actions_.of("brush").isEnabled()
    hand.separate()
    hand.tool("brush")
    assert hand.window.brush_bar.isVisible()
    assert hand.window.brush_bar.target.count() == 1
    hand.stroke((40, 60))
    assert hand.document.painted.mask is not None
    hand.separate()
    hand.menu("Paint", "Clear")
    assert hand.document.painted.mask is None


def test_hints_have_no_gradients(hand: Hand) -> None:
    hand.sils.state.brush.set(target=MASK)
    hand.bar_button("linear")
    hand.sils.state.brush.set(target="reflection")
    assert hand.sils.state.brush.tool is Tool.STROKE
    assert not any(hand.window.actions_.of(name).isEnabled() for name in ("linear", "radial", "edges"))
    hand.stroke((40, 60), (80, 60))
    assert len(hand.document.painted.of("reflection").marks) == 1
    hand.sils.state.brush.set(target=MASK)
    assert hand.sils.state.brush.tool is Tool.LINEAR
