"""What assistive technology is told of the window, and what it does to it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QWidget

from tests.gui.hand import CTRL, Hand

pytestmark = pytest.mark.gui


def told(widget: QWidget, text: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(text)


def test_what_sets_a_slider_makes_a_step_of_its_own(separated: Hand) -> None:
    separated.set_amount(70)
    control = separated.window.docks.mixer.strips[1].controls["strength"]
    QAccessible.queryAccessibleInterface(control.slider).valueInterface().setCurrentValue(300)
    assert control.entry.value() == 30
    separated.key("z", CTRL)
    assert control.entry.value() == 70


def test_the_number_of_a_slider_is_told_with_its_unit(separated: Hand) -> None:
    separated.set_amount(70)
    slider = separated.window.docks.mixer.strips[1].controls["strength"].slider
    assert told(slider, QAccessible.Text.Description) == "70.0 %"


def test_every_list_of_the_window_tells_its_name_besides_what_is_chosen(separated: Hand) -> None:
    separated.sils.state.brush.set(is_on=True, picks_range=True)
    boxes = [box for box in separated.window.findChildren(QComboBox) if box.isVisible()]
    assert len(boxes) == 4
    for box in boxes:
        assert box.accessibleName()
        assert box.accessibleName() in told(box, QAccessible.Text.Description)
