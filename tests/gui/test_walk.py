"""The walk that every photographer takes: open, separate, drag, compare, undo, export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.separator import Quality
from sils_gui.state.looking import Arrangement, Kind
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand, Make, PhotoFile, codes_of

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(hand: Hand, photo_file: PhotoFile) -> Hand:
    hand.open(photo_file())
    return hand


def test_an_opened_photo_is_shown_code_for_code(hand: Hand) -> None:
    np.testing.assert_array_equal(hand.seen_photo(), codes_of(hand.document.photo.path))


def test_separating_shows_the_base_layer_and_a_strip_for_each_layer(hand: Hand) -> None:
    before = hand.seen_photo()
    hand.separate()
    assert [strip.title for strip in hand.window.docks.mixer.strips] == ["Background", "Reflection"]
    assert hand.window.docks.mixer.balance is not None
    assert hand.window.docks.mixer.balance.entry.value() == 100
    assert hand.seen_photo().mean() < before.mean() - 5


def test_the_quality_of_the_tool_bar_is_used_and_layers_of_each_are_kept(hand: Hand) -> None:
    hand.choose(hand.window.tool_bar.quality, "best")
    hand.separate()
    assert hand.document.quality is Quality.BEST
    hand.choose(hand.window.tool_bar.quality, "draft")
    hand.separate()
    assert hand.document.quality is Quality.DRAFT
    assert len(list(hand.sils.shop.separating.cache.folder.glob("*/entry.json"))) == 2


def test_a_drag_changes_the_picture_and_is_one_step_of_the_history(hand: Hand) -> None:
    hand.separate()
    before = hand.seen_photo()
    hand.drag(hand.window.docks.mixer.strips[1].controls["strength"], 0.0, 0.1, 0.3, 0.75)
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == pytest.approx(1.5, abs=0.03)
    after = hand.seen_photo()
    assert after.mean() > before.mean() + 5
    assert hand.document.undo_stack.count() == 1
    hand.key(Qt.Key.Key_Z, CTRL)
    np.testing.assert_array_equal(hand.seen_photo(), before)
    hand.key(Qt.Key.Key_Z, CTRL | SHIFT)
    np.testing.assert_array_equal(hand.seen_photo(), after)


def test_balance_at_zero_is_the_photo_code_for_code(hand: Hand) -> None:
    photo = hand.seen_photo()
    hand.separate()
    balance = hand.window.docks.mixer.balance
    assert balance is not None
    hand.drag(balance, 1.0, 0.8, 0.501)
    np.testing.assert_array_equal(hand.seen_photo(), photo)
    hand.key("d")
    assert not hand.seen_photo()[30:].any()


def test_comparisons_by_their_keys(hand: Hand) -> None:
    photo = hand.seen_photo()
    hand.separate()
    remix = hand.seen_photo()
    hand.key("\\")
    np.testing.assert_array_equal(hand.seen_photo()[30:], photo[30:])
    hand.key("\\")
    np.testing.assert_array_equal(hand.seen_photo(), remix)
    looking = hand.sils.state.looking
    hand.key(Qt.Key.Key_Y, SHIFT)
    assert looking.arrangement is Arrangement.WIPE
    half = photo.shape[1] // 2
    np.testing.assert_array_equal(hand.seen_photo()[30:, : half - 10], photo[30:, : half - 10])
    np.testing.assert_array_equal(hand.seen_photo()[30:, half + 10 :], remix[30:, half + 10 :])
    hand.key("y")
    assert looking.arrangement is Arrangement.SIDE_BY_SIDE
    assert len({(pane.x(), pane.y()) for pane in hand.canvas.framing.panes}) == 2
    hand.key("g")
    assert len(hand.canvas.framing.panes) == 4


def test_the_wipe_follows_the_mouse(hand: Hand) -> None:
    hand.separate()
    hand.tool("wipe")
    canvas = hand.canvas
    middle = canvas.rect().center()
    hand.qtbot.mousePress(canvas, LEFT, pos=middle)
    hand.qtbot.mouseMove(canvas, middle.__class__(canvas.width() // 4, middle.y()))
    hand.qtbot.mouseRelease(canvas, LEFT)
    assert hand.sils.state.looking.wipe == pytest.approx(0.25, abs=0.01)


def test_separate_is_there_once_the_separators_are_read(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf, separate = hand.sils.shop.shelf, hand.window.actions_.of("separate")
    monkeypatch.setattr(shelf, "separators", ())
    monkeypatch.setattr(shelf, "is_read", False)  # as at the start
    hand.window.conduct.show_possible()
    assert not separate.isEnabled()
    shelf.refresh()
    hand.qtbot.waitUntil(separate.isEnabled, timeout=WAIT_MS)
    assert shelf.tasks


def test_ctrl_and_arrows_move_the_wipe(hand: Hand) -> None:
    hand.separate()
    hand.tool("wipe")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Left):
        hand.key(key, CTRL)
    assert hand.sils.state.looking.wipe == pytest.approx(0.46)
    hand.key(Qt.Key.Key_Down, CTRL)
    assert hand.sils.state.looking.wipe == pytest.approx(0.46)


def test_the_exported_file_is_the_canvas_at_100_percent(hand: Hand, tmp_path: Path) -> None:
    hand.separate()
    hand.set_amount(40)
    strip = hand.window.docks.mixer.strips[0]
    hand.click(strip.disclose)
    hand.type(strip.controls["exposure_ev"], "0.3")
    seen = hand.seen_photo()
    (path,) = hand.exported(hand.export_dialog(tmp_path / "out"))
    assert path.name == "photo_remix.png"
    np.testing.assert_array_equal(codes_of(path), seen)


def test_three_layers_from_open_to_export(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand = Hand(qtbot, make_window("three"))
    hand.open(photo_file())
    photo = hand.seen_photo()
    hand.separate()
    mixer = hand.window.docks.mixer
    assert [strip.title for strip in mixer.strips] == ["Background", "Reflection", "Rain"]
    assert mixer.balance is None
    assert hand.seen_photo().mean() < photo.mean() - 6
    hand.set_amount(100, layer=1)
    hand.set_amount(100, layer=2)
    np.testing.assert_array_equal(hand.seen_photo(), photo)
    hand.click(mixer.strips[2].mute)
    muted = hand.seen_photo()
    assert muted.mean() < photo.mean() - 3
    hand.click(mixer.strips[1].solo)
    assert hand.document.mix is not None
    assert [layer.visible for layer in hand.document.mix.layers] == [False, True, False]
    hand.click(mixer.strips[1].solo)
    np.testing.assert_array_equal(hand.seen_photo(), muted)
    hand.click(mixer.strips[2].mute)
    np.testing.assert_array_equal(hand.seen_photo(), photo)
    hand.key("3")
    assert (hand.sils.state.looking.picture.kind, hand.sils.state.looking.picture.layer) == (Kind.LAYER, 2)
    assert mixer.strips[2].eye.isChecked()
    hand.key("0")
    np.testing.assert_array_equal(hand.seen_photo(), photo)


def test_three_layers_are_dragged_compared_undone_and_exported(
    qtbot: QtBot, make_window: Make, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand = Hand(qtbot, make_window("three"))
    hand.open(photo_file())
    photo = hand.seen_photo()
    hand.separate()
    hand.set_amount(100, layer=1)
    hand.set_amount(100, layer=2)
    hand.drag(hand.window.docks.mixer.strips[2].controls["strength"], 0.5, 0.3, 0.0)
    dry = hand.seen_photo()
    hand.drag(hand.window.docks.mixer.strips[1].controls["strength"], 0.5, 0.2, 0.1)
    assert hand.seen_photo().mean() < dry.mean()
    hand.key("\\")
    np.testing.assert_array_equal(hand.seen_photo()[30:], photo[30:])
    hand.key("\\")
    hand.key("z", CTRL)
    np.testing.assert_array_equal(hand.seen_photo(), dry)
    dialog = hand.export_dialog(tmp_path / "out")
    for part in ("background", "reflection", "rain"):
        hand.check(dialog.parts[part])
    hand.exported(dialog)
    np.testing.assert_array_equal(codes_of(tmp_path / "out" / "photo_remix.png"), dry)
    parts = {path.name for path in (tmp_path / "out").iterdir()}
    assert parts == {f"photo_{part}.png" for part in ("remix", "background", "reflection", "rain")}


def test_a_product_of_albedo_and_shading_is_mixed_too(qtbot: QtBot, make_window: Make, photo_file: PhotoFile) -> None:
    hand = Hand(qtbot, make_window("shade"))
    hand.open(photo_file())
    photo = hand.seen_photo()
    hand.separate()
    np.testing.assert_array_equal(hand.seen_photo(), photo)
    hand.set_amount(0)
    assert np.abs(hand.seen_photo().astype(int) - photo).max() > 20
