"""What assistive technology is told of the window, and what it does to it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QWidget

from tests.gui.hand import Hand

pytestmark = pytest.mark.gui


def told(widget: QWidget, text: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(text)


def test_every_list_of_the_window_tells_its_name_besides_what_is_chosen(separated: Hand) -> None:
    separated.sils.state.brush.set(is_on=True, picks_range=True)
    boxes = [box for box in separated.window.findChildren(QComboBox) if box.isVisible()]
    assert len(boxes) == 4
    for box in boxes:
        assert box.accessibleName()
        assert box.accessibleName() in told(box, QAccessible.Text.Description)
