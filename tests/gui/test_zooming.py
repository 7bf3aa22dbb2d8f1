"""Fingers on a touchpad or a touch screen, over the photo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sils_gui.state.viewport import Viewport
from sils_gui.view.canvas import Canvas
from tests.gui.hand import CTRL, Hand, PhotoFile, marks_of

pytestmark = pytest.mark.gui
NONE = Qt.KeyboardModifier.NoModifier
NO_BUTTON = Qt.MouseButton.NoButton
SCREEN = QTest.createTouchDevice()


@pytest.fixture
def large(hand: Hand, photo_file: PhotoFile) -> Hand:
    """A photo larger than the canvas, at 100 %."""
    hand.open(photo_file("large.png", 2000, 1500))
    hand.key("z")
    return hand


def viewport_of(hand: Hand) -> Viewport:
    return hand.sils.state.looking.viewport


def scroll(canvas: Canvas, pixels: QPoint, angle: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    at = QPointF(canvas.rect().center())
    phase = Qt.ScrollPhase.ScrollUpdate
    event = QWheelEvent(at, canvas.mapToGlobal(at), pixels, angle, NO_BUTTON, keys, phase, False)
    QApplication.sendEvent(canvas, event)


def gesture(canvas: Canvas, kind: Qt.NativeGestureType, value: float, at: QPointF) -> None:
    pad = QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(
        canvas, QNativeGestureEvent(kind, pad, 2, at, at, canvas.mapToGlobal(at), value, QPointF(0, 0))
    )


def two_fingers(canvas: Canvas, *places: tuple[tuple[int, int], tuple[int, int]]) -> None:
    """Put one finger down, then the other, and lead both."""
    one, other = ([QPoint(*pair[i]) for pair in places] for i in (0, 1))
    QTest.touchEvent(canvas, SCREEN).press(1, one[0], canvas).commit()
    QTest.touchEvent(canvas, SCREEN).move(1, one[0], canvas).press(2, other[0], canvas).commit()
    for first, second in zip(one[1:], other[1:], strict=True):
        QTest.touchEvent(canvas, SCREEN).move(1, first, canvas).move(2, second, canvas).commit()
    QTest.touchEvent(canvas, SCREEN).release(1, one[-1], canvas).release(2, other[-1], canvas).commit()


def point_at(hand: Hand, x: float, y: float) -> tuple[float, float]:
    return viewport_of(hand).photo_point(x, y)


@pytest.mark.parametrize(
    ("pixels", "angle"), [(QPoint(-30, -20), QPoint(-60, -40)), (QPoint(), QPoint(-60, -40))], ids=["pixels", "angle"]
)
def test_two_fingers_on_a_touchpad_move_the_photo(large: Hand, pixels: QPoint, angle: QPoint) -> None:
    before = viewport_of(large)
    scroll(large.canvas, pixels, angle)
    after = viewport_of(large)
    assert after.zoom == before.zoom == 1
    assert (after.x - before.x, after.y - before.y) == pytest.approx((30, 20))


def test_two_fingers_with_ctrl_zoom(large: Hand) -> None:
    middle = QPointF(large.canvas.rect().center())
    before = point_at(large, middle.x(), middle.y())
    scroll(large.canvas, QPoint(0, 60), QPoint(0, 120), CTRL)
    assert viewport_of(large).zoom == pytest.approx(1.25)
    assert point_at(large, middle.x(), middle.y()) == pytest.approx(before, abs=1)


def test_fingers_apart_on_a_touchpad_zoom_around_the_pointer(large: Hand) -> None:
    at = QPointF(120, 90)
    before = point_at(large, at.x(), at.y())
    for _ in range(100):
        gesture(large.canvas, Qt.NativeGestureType.ZoomNativeGesture, 0.01, at)
    assert viewport_of(large).zoom == pytest.approx(1.01**100)
    assert point_at(large, at.x(), at.y()) == pytest.approx(before, abs=0.6)
    gesture(large.canvas, Qt.NativeGestureType.ZoomNativeGesture, -0.5, at)
    assert viewport_of(large).zoom == pytest.approx(1.01**100 / 2)


def test_a_double_tap_on_a_touchpad_shows_the_whole_photo_and_then_100_percent(large: Hand) -> None:
    at = QPointF(50, 40)
    gesture(large.canvas, Qt.NativeGestureType.SmartZoomNativeGesture, 0, at)
    assert viewport_of(large).fits
    before = point_at(large, at.x(), at.y())
    gesture(large.canvas, Qt.NativeGestureType.SmartZoomNativeGesture, 0, at)
    assert viewport_of(large).zoom == 1
    assert point_at(large, at.x(), at.y()) != pytest.approx((1000, 750), abs=50)
    assert before[0] < 500


def test_turning_fingers_are_no_zoom(large: Hand) -> None:
    before = viewport_of(large)
    gesture(large.canvas, Qt.NativeGestureType.RotateNativeGesture, 30, QPointF(50, 40))
    assert viewport_of(large) == before


def test_two_fingers_on_a_screen_zoom_and_take_the_photo_along(large: Hand) -> None:
    start = point_at(large, 200, 150)
    two_fingers(large.canvas, ((180, 150), (220, 150)), ((180, 160), (260, 160)), ((160, 170), (320, 170)))
    assert viewport_of(large).zoom == pytest.approx(4, rel=0.01)
    assert point_at(large, 240, 170) == pytest.approx(start, abs=1)


def test_one_finger_on_a_screen_is_a_mouse(large: Hand) -> None:
    before = viewport_of(large)
    QTest.touchEvent(large.canvas, SCREEN).press(1, QPoint(200, 150), large.canvas).commit()
    QTest.touchEvent(large.canvas, SCREEN).move(1, QPoint(150, 130), large.canvas).commit()
    QTest.touchEvent(large.canvas, SCREEN).release(1, QPoint(150, 130), large.canvas).commit()
    after = viewport_of(large)
    assert (after.x - before.x, after.y - before.y, after.zoom) == pytest.approx((50, 20, 1))


def test_a_second_finger_takes_back_the_stroke_of_the_first(separated: Hand) -> None:
    separated.key("b")
    left, top = (round(value) for value in viewport_of(separated).origin())
    two_fingers(separated.canvas, ((left + 40, top + 60), (left + 80, top + 60)))
    assert not marks_of(separated)
    assert separated.sils.state.brush.drawn is None
    separated.stroke((40, 60), (60, 60))
    assert len(marks_of(separated)) == 1
