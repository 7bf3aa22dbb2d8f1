"""The brush: strokes on the canvas become hints for the next separation, or the mask of the mix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from sils_gui.app import SilsWindow
from sils_gui.state.scribble import MASK, Tip
from sils_gui.view.error_bar import QuestionBar
from sils_gui.view.export_dialog import ExportDialog
from sils_gui.view.theme import LAYER_COLORS
from tests.gui.conftest import WAIT_MS
from tests.gui.hand import Hand

pytestmark = pytest.mark.gui
Make = Callable[..., SilsWindow]
PhotoFile = Callable[..., Path]
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hand(qtbot: QtBot, make_window: Make, photo_file: PhotoFile) -> Hand:
    """A photo of 160×120 with three layers at 100 %, the brush in hand, 20 px wide."""
    hand = Hand(qtbot, make_window("three"))
    hand.open(photo_file())
    hand.separate()
    hand.key("b")
    hand.type(hand.window.brush_bar.size_control, "20")
    hand.seen()
    return hand


def stroke(hand: Hand, *points: tuple[int, int]) -> None:
    """Drag the mouse over points of the photo."""
    left, top = (round(value) for value in hand.sils.state.looking.viewport.origin())
    places = [QPoint(left + x, top + y) for x, y in points]
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=places[0])
    for place in places[1:]:
        hand.qtbot.mouseMove(hand.canvas, place)
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=places[-1])


def target(hand: Hand, name: str) -> None:
    hand.choose(hand.window.brush_bar.target, name)


def share_of(hand: Hand, layer: int, x: int, y: int) -> float:
    separation = hand.document.separation
    assert separation is not None
    return float((separation.layers[layer].pixels[y, x] / separation.photo.pixels[y, x]).mean())


def test_separate_uses_what_was_painted(hand: Hand) -> None:
    target(hand, "rain")
    stroke(hand, (30, 60), (60, 60))
    hand.separate()
    assert share_of(hand, 2, 45, 60) == pytest.approx(0.4 / 1.2, abs=0.02)
    assert share_of(hand, 2, 45, 110) == pytest.approx(0.2, abs=0.01)
    hand.key("z", CTRL)
    assert not hand.document.painted.hints
    hand.separate()
    assert share_of(hand, 2, 45, 60) == pytest.approx(0.2, abs=0.01)


def test_each_stroke_is_one_step_of_the_history(hand: Hand) -> None:
    target(hand, "rain")
    steps = hand.document.undo_stack.count()
    stroke(hand, (30, 60), (40, 60), (60, 70))
    stroke(hand, (90, 20))
    assert hand.document.undo_stack.count() == steps + 2
    assert hand.document.undo_stack.undoText() == "Paint: This belongs to Rain"
    hand.key("z", CTRL)
    assert len(hand.document.painted.of("rain").strokes) == 1
    hand.key("z", CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert len(hand.document.painted.of("rain").strokes) == 2


def test_the_overlay_shows_strokes_in_the_color_of_their_layer(hand: Hand) -> None:
    plain = hand.seen_photo().astype(int)
    target(hand, "reflection")
    stroke(hand, (30, 60), (60, 60))
    over = hand.seen_photo().astype(int)
    red, green, blue = (int(LAYER_COLORS[1][at : at + 2], 16) for at in (1, 3, 5))
    expected = plain[60, 45] * 0.45 + np.array([red, green, blue]) * 0.55
    np.testing.assert_allclose(over[60, 45], expected, atol=3)
    np.testing.assert_array_equal(over[100:], plain[100:])
    hand.key("o")
    np.testing.assert_array_equal(hand.seen_photo()[60, 35:45], plain[60, 35:45])


def test_x_erases_and_brackets_change_the_size(hand: Hand) -> None:
    brush = hand.sils.state.brush
    hand.key("]")
    assert brush.radius_px == pytest.approx(12.5)
    hand.key("[")
    assert brush.radius_px == pytest.approx(10)
    target(hand, MASK)
    stroke(hand, (30, 60), (120, 60))
    hand.key("x")
    assert brush.tip is Tip.ERASE
    stroke(hand, (80, 60), (120, 60))
    hand.key("b")
    hand.type(hand.window.docks.mixer.strips[0].controls["strength"], "0")
    photo = cv2.imread(str(hand.document.photo.path))
    assert photo is not None
    seen = hand.seen_photo()
    assert np.abs(seen[60, 35:60].astype(int) - photo[60, 35:60, ::-1]).min() > 10
    np.testing.assert_array_equal(seen[60, 90:115], photo[60, 90:115, ::-1])


def test_outside_the_mask_the_photo_stays_code_for_code_and_the_file_is_the_canvas(hand: Hand, tmp_path: Path) -> None:
    target(hand, MASK)
    stroke(hand, (40, 60), (60, 80))
    hand.key("b")
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "0")
    seen = hand.seen_photo()
    photo = cv2.imread(str(hand.document.photo.path))
    assert photo is not None
    np.testing.assert_array_equal(seen[:, 90:], photo[:, 90:, ::-1])
    assert np.abs(seen[60, 40].astype(int) - photo[60, 40, ::-1]).max() > 10
    hand.tool("export")
    dialog = hand.dialog(ExportDialog)
    hand.write(dialog.folder, str(tmp_path / "out"))
    with hand.qtbot.waitSignal(hand.sils.shop.exporting.exported, timeout=WAIT_MS):
        hand.click(dialog.export)
    written = cv2.imread(str(tmp_path / "out" / "photo_remix.png"))
    assert written is not None
    np.testing.assert_array_equal(written[..., ::-1], seen)


def test_what_was_painted_comes_back_with_the_saved_photo(hand: Hand, photo_file: PhotoFile) -> None:
    target(hand, "rain")
    stroke(hand, (30, 60), (60, 60))
    target(hand, MASK)
    stroke(hand, (90, 60))
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "0")
    hand.separate()
    hand.key("b")
    seen, path = hand.seen_photo(), hand.document.photo.path
    hand.key("s", CTRL)
    assert path.with_name("photo.hint-rain.png").exists()
    assert path.with_name("photo.mask.png").exists()
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.document.is_saved
    np.testing.assert_array_equal(hand.seen_photo(), seen)
    assert share_of(hand, 2, 45, 60) == pytest.approx(0.4 / 1.2, abs=0.02)


def test_a_mask_file_that_is_gone_is_told_and_the_rest_comes_back(hand: Hand) -> None:
    target(hand, MASK)
    stroke(hand, (90, 60))
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "40")
    path = hand.document.photo.path
    hand.key("s", CTRL)
    hand.key("w", CTRL)
    path.with_name("photo.mask.png").unlink()
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert "photo.mask.png" in hand.window.error_bar.sentence.text()
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == pytest.approx(0.4)


def test_strokes_survive_a_crash(hand: Hand, make_window: Make, tmp_path: Path) -> None:
    target(hand, MASK)
    stroke(hand, (40, 60), (60, 80))
    hand.key("b")
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "0")
    seen = hand.seen_photo()
    hand.sils.shop.saving.autosave()
    copies = tmp_path / "recovery"
    hand.qtbot.waitUntil(lambda: bool(list(copies.rglob("*.json"))), timeout=WAIT_MS)
    hand.sils.shop.saving._lock.unlock()  # as when the process is gone
    again = Hand(hand.qtbot, make_window("three"))
    (bar,) = again.window.findChildren(QuestionBar)
    again.click(bar.yes)
    again.qtbot.waitUntil(lambda: again.sils.state.desk.current is not None, timeout=WAIT_MS)
    again.qtbot.waitUntil(lambda: again.document.separation is not None, timeout=WAIT_MS)
    np.testing.assert_array_equal(again.seen_photo(), seen)


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
    stroke(hand, (40, 60))
    assert hand.document.painted.mask is not None
    hand.separate()
    hand.menu("Paint", "Clear")
    assert hand.document.painted.mask is None
