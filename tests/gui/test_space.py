"""Space moves the photo while the brush is in hand, whatever has the keyboard's focus, and is let go safely."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from sils_gui.view.preferences_dialog import PreferencesDialog
from tests.gui.fingers import LEFT
from tests.gui.hand import CTRL, Hand

pytestmark = pytest.mark.gui
SPACE = Qt.Key.Key_Space


@pytest.fixture
def task() -> str:
    return "three"


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo that is larger than the canvas, with the brush in hand and the pointer beside it."""
    QCursor.setPos(separated.window.mapToGlobal(QPoint()))
    for _ in range(6):
        separated.key("+", CTRL)
    separated.key("b")
    separated.seen()
    return separated


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the keyboard"
    return widget


def drag(hand: Hand) -> bool:
    """Drag over the photo; whether that moved it."""
    before, middle = hand.sils.state.looking.viewport, hand.canvas.rect().center()
    hand.qtbot.mousePress(hand.canvas, LEFT, pos=middle)
    hand.qtbot.mouseMove(hand.canvas, middle + QPoint(40, 0))
    hand.qtbot.mouseRelease(hand.canvas, LEFT, pos=middle + QPoint(40, 0))
    return hand.sils.state.looking.viewport.x < before.x


def point_at_photo(hand: Hand, beside_px: int = 0) -> None:
    """As the window system tells it, whatever other windows lie under the pointer; so far beside the middle."""
    at = QPointF(hand.canvas.rect().center() + QPoint(beside_px, 0))
    QCursor.setPos(hand.canvas.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(hand.canvas, QEnterEvent(at, at, hand.canvas.mapToGlobal(at)))


@pytest.mark.parametrize("name", ["slider", "button", "list"])
def test_it_is_heard_wherever_the_focus_is(hand: Hand, name: str) -> None:
    mute = hand.window.docks.mixer.strips[0].mute
    widgets = {"slider": hand.window.brush_bar.size_control.slider, "button": mute, "list": hand.window.tool_bar.task}
    widgets[name].setFocus()
    point_at_photo(hand)
    hand.qtbot.keyPress(focus(), SPACE)
    assert drag(hand)
    hand.qtbot.keyRelease(focus(), SPACE)
    assert hand.document.undo_stack.count() == 0
    assert not drag(hand)
    assert hand.document.undo_stack.count() == 1


def test_it_is_written_where_a_number_is_typed(hand: Hand) -> None:
    point_at_photo(hand)
    hand.window.docks.mixer.strips[0].controls["strength"].entry.setFocus()
    hand.qtbot.keyPress(focus(), SPACE)
    assert not drag(hand)


def test_it_presses_a_button_unless_the_pointer_is_over_the_photo(hand: Hand) -> None:
    button = hand.window.docks.mixer.strips[0].mute
    button.setFocus()
    point_at_photo(hand)
    hand.qtbot.keyClick(button, SPACE)
    assert not button.isChecked()
    QApplication.sendEvent(hand.canvas, QEvent(QEvent.Type.Leave))
    hand.qtbot.keyClick(button, SPACE)
    assert button.isChecked()


def test_it_presses_a_button_that_keys_led_to_wherever_the_pointer_rests(hand: Hand) -> None:
    strip = hand.window.docks.mixer.strips[0]
    point_at_photo(hand)
    strip.solo.setFocus()
    hand.qtbot.keyClick(strip.solo, Qt.Key.Key_Tab)
    hand.qtbot.keyClick(focus(), SPACE)
    assert focus() is strip.mute
    assert strip.mute.isChecked()
    point_at_photo(hand, beside_px=3)
    hand.qtbot.keyClick(strip.mute, SPACE)
    assert strip.mute.isChecked()


def test_it_is_let_go_when_a_dialog_takes_the_keyboard(hand: Hand) -> None:
    hand.canvas.setFocus()
    hand.qtbot.keyPress(hand.canvas, SPACE)
    hand.window.actions_.of("preferences").trigger()
    dialog = hand.dialog(PreferencesDialog)
    hand.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.reject()
    hand.qtbot.waitUntil(hand.canvas.hasFocus)
    assert not drag(hand)
    assert hand.document.undo_stack.count() == 1


def test_it_is_let_go_when_a_menu_takes_the_keyboard(hand: Hand) -> None:
    hand.canvas.setFocus()
    hand.qtbot.keyPress(hand.canvas, SPACE)
    hand.menu("Layers")
    hand.qtbot.keyClick(hand.window.menus.layers, Qt.Key.Key_Escape)
    assert not drag(hand)
    assert hand.document.undo_stack.count() == 1
