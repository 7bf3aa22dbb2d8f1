"""The pen of a tablet: pressed harder it paints wider, its other end takes away, and a mouse is as before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication

from engine.marks import Combine, Stroke
from sils_gui.state.scribble import MASK
from sils_gui.view.preferences_dialog import PreferencesDialog
from tests.gui.fingers import LEFT
from tests.gui.hand import Hand, marks_of

pytestmark = pytest.mark.gui
NONE = Qt.KeyboardModifier.NoModifier
NO_BUTTON = Qt.MouseButton.NoButton
KINDS_OF_EVENTS = {
    QEvent.Type.TabletPress: QEvent.Type.MouseButtonPress,
    QEvent.Type.TabletMove: QEvent.Type.MouseMove,
    QEvent.Type.TabletRelease: QEvent.Type.MouseButtonRelease,
}


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo of 160×120 at 100 %, and the brush for the mask in hand, 20 px wide."""
    separated.key("b")
    separated.choose(separated.window.brush_bar.target, MASK)
    separated.type(separated.window.brush_bar.size_control, "20")
    return separated


def pen(
    kind: QPointingDevice.PointerType = QPointingDevice.PointerType.Pen,
    can: QInputDevice.Capability = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
) -> QPointingDevice:
    return QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, kind, can, 1, 2)


def write(hand: Hand, device: QPointingDevice, *places: tuple[int, int, float]) -> None:
    """Lead a pen over points of the photo, pressed so hard: Qt sends a tablet's event, then a mouse's."""
    left, top = hand.sils.state.looking.viewport.origin()
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(places) - 1), QEvent.Type.TabletRelease]
    for kind, (x, y, pressure) in zip(kinds, (*places, (*places[-1][:2], 0.0)), strict=True):
        at = QPointF(left + x, top + y)
        on_screen = hand.canvas.mapToGlobal(at)
        button = NO_BUTTON if kind is QEvent.Type.TabletMove else LEFT
        held = NO_BUTTON if kind is QEvent.Type.TabletRelease else LEFT
        event = QTabletEvent(kind, device, at, on_screen, pressure, 0, 0, 0, 0, 0, NONE, button, held)
        QApplication.sendEvent(hand.canvas, event)
        assert not event.isAccepted(), "else it would not become a mouse"
        QApplication.sendEvent(
            hand.canvas, QMouseEvent(KINDS_OF_EVENTS[kind], at, on_screen, button, held, NONE, device)
        )


def last_stroke(hand: Hand) -> Stroke:
    stroke = marks_of(hand)[-1]
    assert isinstance(stroke, Stroke)
    return stroke


def test_pressed_harder_a_pen_paints_wider(hand: Hand) -> None:
    write(hand, pen(), (30, 60, 0.2), (80, 60, 1.0), (130, 60, 0.5))
    assert last_stroke(hand).points == ((30, 60, 0.2), (80, 60), (130, 60, 0.5))


def test_a_pen_that_is_hardly_pressed_still_paints(hand: Hand) -> None:
    write(hand, pen(), (30, 60, 0.0), (80, 60, 0.01))
    assert last_stroke(hand).points == ((30, 60, 0.05), (80, 60, 0.05))


def test_a_pen_may_paint_always_as_wide(hand: Hand) -> None:
    hand.menu("Edit", "Preferences…")
    dialog = hand.dialog(PreferencesDialog)
    hand.choose(dialog.pen, "even")
    hand.click(dialog.buttons.button(dialog.buttons.StandardButton.Close))
    write(hand, pen(), (30, 60, 0.2), (80, 60, 0.7))
    assert last_stroke(hand).points == ((30, 60), (80, 60))


def test_a_pen_that_cannot_tell_how_hard_it_is_pressed_paints_as_a_mouse(hand: Hand) -> None:
    write(hand, pen(can=QInputDevice.Capability.Position), (30, 60, 0.0), (80, 60, 0.0))
    assert last_stroke(hand).points == ((30, 60), (80, 60))


def test_a_mouse_after_a_pen_is_a_mouse(hand: Hand) -> None:
    write(hand, pen(), (30, 60, 0.2), (80, 60, 0.3))
    hand.stroke((40, 90), (60, 90))
    assert last_stroke(hand).points == ((40, 90), (60, 90))
    assert last_stroke(hand).combine is Combine.ADD


def test_the_other_end_of_a_pen_takes_away(hand: Hand) -> None:
    hand.stroke((30, 60), (130, 60))
    write(hand, pen(QPointingDevice.PointerType.Eraser), (60, 60, 1.0), (80, 60, 1.0))
    assert last_stroke(hand).combine is Combine.SUBTRACT
    write(hand, pen(), (60, 60, 1.0), (70, 60, 1.0))
    assert last_stroke(hand).combine is Combine.ADD
