"""Numbers that are typed: whose they are when another photo comes, and whose undo it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from sils_gui.state.looking import Arrangement, Kind, Shown
from sils_gui.state.scribble import MASK
from sils_gui.view.number_field import DecimalField, NumberField
from tests.gui.hand import CTRL, SHIFT, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand, photo_file: PhotoFile) -> Hand:
    """Two photos with layers; the second is shown."""
    separated.open(photo_file("second.png", 150))
    separated.separate()
    return separated


def _amount(hand: Hand) -> NumberField:
    return hand.window.docks.mixer.strips[1].controls["strength"].entry


def _write(hand: Hand, field: NumberField, text: str) -> None:
    """Type without Enter."""
    field.setFocus()
    field.selectAll()
    hand.qtbot.keyClicks(field, text)


def _strengths(hand: Hand) -> list[float]:
    mixes = [document.mix for document in hand.sils.state.desk.documents]
    return [mix.layers[1].strength for mix in mixes if mix is not None]


def test_a_typed_number_counts_when_another_photo_is_shown_by_keys(hand: Hand) -> None:
    field, before = _amount(hand), _strengths(hand)
    _write(hand, field, "37")
    hand.qtbot.keyClick(field, Qt.Key.Key_Tab, CTRL)
    assert _strengths(hand) == [before[0], 0.37]
    assert hand.document.name == "photo.png"
    assert _amount(hand).value() == 100 * before[0]


def test_a_typed_number_is_for_its_photo_when_another_one_is_opened(hand: Hand, photo_file: PhotoFile) -> None:
    hand.key("b")
    hand.choose(hand.window.brush_bar.target, MASK)
    hand.bar_button("fill")
    second, feather = hand.document, hand.window.brush_bar.mask_row.feather.entry
    _write(hand, feather, "37")
    hand.open(photo_file("third.png", 140))
    hand.canvas.setFocus()
    assert second.painted.of(MASK).feather_px == 37
    assert hand.document.painted.of(MASK).feather_px == 0


def test_a_typed_number_is_saved_with_its_photo(hand: Hand) -> None:
    field = _amount(hand)
    _write(hand, field, "37")
    hand.qtbot.keyClick(field, "s", CTRL)
    hand.qtbot.waitUntil(lambda: not hand.sils.shop.saving.is_writing and hand.document.is_saved, timeout=WAIT_MS)
    assert _strengths(hand)[1] == 0.37
    assert hand.document.photo.path.with_name("second.sils.json").exists()


def test_undo_in_a_field_is_for_the_mix_once_its_number_was_taken(hand: Hand) -> None:
    field, before = _amount(hand), _strengths(hand)
    hand.set_amount(30)
    field.setFocus()
    hand.qtbot.keyClick(field, "z", CTRL)
    assert _strengths(hand) == before
    hand.qtbot.keyClick(field, "z", CTRL | SHIFT)
    assert _strengths(hand)[1] == 0.3


def test_undo_in_a_field_takes_back_what_is_being_typed(hand: Hand) -> None:
    field = _amount(hand)
    hand.set_amount(30)
    _write(hand, field, "4")
    hand.qtbot.keyClick(field, "z", CTRL)
    assert _strengths(hand)[1] == 0.3
    assert field.text() == "30.0 %"


def test_esc_in_a_field_gives_up_what_is_being_typed_and_nothing_else(hand: Hand) -> None:
    field, before = _amount(hand), _strengths(hand)
    stopped: list[bool] = []
    hand.window.actions_.of("cancel").triggered.connect(lambda: stopped.append(True))
    hand.window.actions_.of("cancel").setEnabled(True)
    shown = field.text()
    _write(hand, field, "37")
    hand.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.lineEdit().selectedText()) == (shown, shown.removesuffix(field.suffix()))
    hand.canvas.setFocus()
    assert (_strengths(hand), stopped) == (before, [])
    field.setFocus()
    hand.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert stopped == [True]


def test_keys_are_commands_again_once_a_number_was_taken(hand: Hand) -> None:
    hand.set_amount(50)
    slider = hand.window.docks.mixer.strips[1].controls["strength"].slider
    assert slider.hasFocus()
    hand.qtbot.keyClick(slider, "2")
    assert hand.sils.state.looking.picture == Shown(Kind.LAYER, 1)
    hand.qtbot.keyClick(slider, "y")
    assert hand.sils.state.looking.arrangement is Arrangement.SIDE_BY_SIDE
    hand.click(hand.canvas)
    assert _strengths(hand)[1] == 0.5
    assert _amount(hand).text() == "50.0 %"


def test_arrows_in_a_field_are_one_step_and_begin_with_what_was_typed(hand: Hand) -> None:
    field, steps = _amount(hand), hand.document.undo_stack.count()
    hand.set_amount(30)
    _write(hand, field, "60")
    for _ in range(3):
        hand.qtbot.keyClick(field, Qt.Key.Key_Up)
    assert _strengths(hand)[1] == pytest.approx(0.63)
    assert hand.document.undo_stack.count() == steps + 3


@pytest.mark.parametrize(("modifier", "expected"), [(SHIFT, 0.4), (Qt.KeyboardModifier.AltModifier, 0.301)])
def test_arrows_in_a_field_go_as_far_with_shift_and_alt_as_on_the_slider(
    hand: Hand, modifier: Qt.KeyboardModifier, expected: float
) -> None:
    hand.set_amount(30)
    field = _amount(hand)
    field.setFocus()
    hand.qtbot.keyClick(field, Qt.Key.Key_Up, modifier)
    assert _strengths(hand)[1] == pytest.approx(expected)
    hand.qtbot.keyClick(field, Qt.Key.Key_Down, modifier)
    assert _strengths(hand)[1] == pytest.approx(0.3)


def test_a_typed_number_counts_before_what_the_mouse_asks_for(hand: Hand) -> None:
    _write(hand, _amount(hand), "37")
    hand.separate()
    assert _strengths(hand)[1] == 0.37


@pytest.mark.parametrize("text", ["2.5", "2,5"])
@pytest.mark.parametrize("is_pasted", [False, True])
def test_either_decimal_mark_is_the_decimal_mark(language: str, hand: Hand, text: str, is_pasted: bool) -> None:
    field = _amount(hand)
    if is_pasted:
        QGuiApplication.clipboard().setText(text)
        field.setFocus()
        field.selectAll()
        hand.qtbot.keyClick(field, "v", CTRL)
    else:
        _write(hand, field, text)
    hand.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert _strengths(hand)[1] == pytest.approx(0.025)
    assert field.text() == {"en": "2.5 %", "de": "2,5 %"}[language]


@pytest.mark.parametrize(("text", "expected"), [("450", 4), ("1000000", 4), ("-3", 0), ("400,5", 4), ("39", 0.39)])
def test_a_number_beyond_the_range_is_its_end(language: str, hand: Hand, text: str, expected: float) -> None:
    hand.set_amount(30)
    _write(hand, _amount(hand), text)
    assert _strengths(hand)[1] == 0.3
    hand.canvas.setFocus()
    assert _strengths(hand)[1] == expected
    _write(hand, _amount(hand), text)
    hand.qtbot.keyClick(_amount(hand), Qt.Key.Key_Return)
    assert _strengths(hand)[1] == expected
    assert _amount(hand).value() == 100 * expected


def test_a_number_below_the_range_can_be_typed_on_into_it(qtbot: QtBot) -> None:
    field = DecimalField()
    field.setRange(15, 40)
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClicks(field, "20")
    assert field.value() == 20


@pytest.mark.parametrize("text", ["2.5", "2,5"])
def test_a_whole_number_ends_at_the_decimal_mark(language: str, qtbot: QtBot, text: str) -> None:
    field = DecimalField()
    field.setDecimals(0)
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClicks(field, text)
    assert field.value() == 2
