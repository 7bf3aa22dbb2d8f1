"""The wheel over numbers and lists: it scrolls past them, and changes only what has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QSlider, QWidget

from sils_gui.state.settings import TASK
from sils_gui.view.preferences_dialog import PreferencesDialog
from sils_gui.view.recipe_dialog import RecipeDialog
from tests.gui.hand import CTRL, Hand
from tests.gui.night import Night

pytestmark = pytest.mark.gui
TAKE_THE_WHEEL = (QAbstractSpinBox, QComboBox, QSlider)


@pytest.fixture
def hand(separated: Hand) -> Hand:
    """A photo with layers, whose window is too low for all numbers of the first."""
    separated.click(separated.window.docks.mixer.strips[0].disclose)
    separated.window.resize(1024, 600)
    separated.canvas.setFocus()
    separated.seen()
    return separated


def turn(widget: QWidget, notches: float) -> None:
    """Turn the wheel over the middle of a widget, as the window system tells it, so that it may go on to others."""
    place = QPointF(widget.mapTo(widget.window(), widget.rect().center()))
    QTest.wheelEvent(widget.window().windowHandle(), place, QPoint(0, round(120 * notches)))
    QApplication.processEvents()


def test_the_mixer_is_scrolled_where_a_number_lies_under_the_pointer(hand: Hand) -> None:
    control = hand.window.docks.mixer.strips[0].controls["exposure_ev"]
    bar = hand.window.docks.mixer.verticalScrollBar()
    assert bar.maximum() > 0
    for widget in (control.entry, control.slider):
        bar.setValue(0)
        turn(widget, -1)
        assert bar.value() > 0
        assert hand.canvas.hasFocus()
    assert hand.document.undo_stack.count() == 0


def test_a_number_with_the_focus_is_turned_in_one_step_of_the_history(hand: Hand) -> None:
    field = hand.window.docks.mixer.strips[0].controls["exposure_ev"].entry
    field.setFocus()
    for notches in (1, 1, 1, -1):
        turn(field, notches)
    assert field.value() == pytest.approx(0.2)
    assert hand.document.undo_stack.count() == 1
    hand.qtbot.keyClick(field, "z", CTRL)
    assert field.value() == 0


@pytest.mark.parametrize("notches", [[1], [1 / 15] * 15, [-0.5, 0.5, 0.5, 0.5], [2, -1]])
def test_a_slider_adds_up_the_small_turns_of_a_touchpad(hand: Hand, notches: list[float]) -> None:
    control = hand.window.docks.mixer.strips[0].controls["exposure_ev"]
    control.slider.setFocus()
    for part in notches:
        turn(control.slider, part)
    assert control.entry.value() == pytest.approx(0.1)


def test_the_lists_of_the_tool_bar_stay_as_they_are(hand: Hand) -> None:
    for notches in (1, -1):
        turn(hand.window.tool_bar.task, notches)
        turn(hand.window.tool_bar.quality, notches)
    assert hand.sils.state.settings.get(TASK) == "half"
    assert hand.window.tool_bar.quality.currentData() == "standard"


def assert_wheel_changes_nothing(hand: Hand, dialog: QWidget, focused: QWidget) -> None:
    dialog.activateWindow()
    focused.setFocus()
    hand.qtbot.waitUntil(focused.hasFocus)
    widgets = [each for kind in TAKE_THE_WHEEL for each in dialog.findChildren(kind)]
    assert widgets
    for widget in widgets:
        before = widget.currentIndex() if isinstance(widget, QComboBox) else widget.property("value")
        for notches in (1, -1, -1):
            turn(widget, notches)
            after = widget.currentIndex() if isinstance(widget, QComboBox) else widget.property("value")
            assert after == before, widget
        assert focused.hasFocus()


def test_the_preferences_stay_as_they_are(hand: Hand) -> None:
    hand.menu("Edit", "Preferences…")
    dialog = hand.dialog(PreferencesDialog)
    assert_wheel_changes_nothing(hand, dialog, dialog.choose)


def test_an_export_stays_as_it_is(hand: Hand) -> None:
    dialog = hand.export_dialog()
    assert_wheel_changes_nothing(hand, dialog, dialog.export)


def test_a_recipe_stays_as_it_is(night: Night) -> None:
    night.click(night.panel.recipe)
    dialog = night.dialog(RecipeDialog)
    assert_wheel_changes_nothing(night, dialog, dialog.form.name)
