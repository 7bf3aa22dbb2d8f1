"""Both themes: what must be told from the ground that it lies on can be."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QScrollArea,
    QToolButton,
    QTreeView,
    QUndoView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.color import SRGB_LUMINANCE, decode_srgb
from sils_gui.app import application
from sils_gui.view.theme import DARK, LIGHT, Theme, apply_theme
from tests.gui.eyes import grabbed

pytestmark = pytest.mark.gui
_SEEN = 3.0
"""The contrast that WCAG 2.2, 1.4.11, asks of controls."""
_READ = 4.5
"""The contrast that 1.4.3 asks of words."""


@pytest.fixture(params=[DARK, LIGHT], ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest, qtbot: QtBot) -> Theme:
    apply_theme(application(), request.param)
    return request.param


def luminance(codes: np.ndarray) -> np.ndarray:
    return decode_srgb((codes / 255).astype(np.float32)) @ SRGB_LUMINANCE


def most_common(codes: np.ndarray) -> str:
    """The colour of most pixels, which is what words stand on."""
    colors, counts = np.unique(codes.reshape(-1, 3), axis=0, return_counts=True)
    return QColor(*colors[counts.argmax()].tolist()).name()


def contrasts(codes: np.ndarray, ground: str) -> np.ndarray:
    """How much each pixel stands out from a colour, from 1 to 21."""
    color = QColor(ground)
    light = luminance(codes) + 0.05
    dark = luminance(np.array([[[color.red(), color.green(), color.blue()]]])) + 0.05
    return np.maximum(light / dark, dark / light)


@pytest.mark.parametrize("is_checked", [False, True])
def test_a_box_to_tick_is_seen_whether_ticked_or_not(qtbot: QtBot, theme: Theme, is_checked: bool) -> None:
    box = QCheckBox()
    box.setChecked(is_checked)
    qtbot.addWidget(box)
    box.show()
    codes = grabbed(box)
    seen = contrasts(codes, theme.window) > _SEEN
    down, across = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    assert (down[-1] - down[0], across[-1] - across[0]) == (14, 14)
    edge = seen[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    assert edge[0].all()
    assert edge[-1].all()
    assert edge[:, 0].all()
    assert edge[:, -1].all()
    inside = codes[down[0] + 2 : down[-1] - 1, across[0] + 2 : across[-1] - 1]
    if is_checked:
        assert 5 < (contrasts(inside, theme.fill) > _SEEN).sum() < 60
    else:
        assert (inside == inside[0, 0]).all()


def button(name: str, *, checked: bool = False, state: str = "") -> QWidget:
    made = QToolButton()
    made.setObjectName(name)
    made.setProperty("state", state)
    made.setText("HHH")
    made.setCheckable(True)
    made.setChecked(checked)
    return made


def caption() -> QWidget:
    label = QLabel("HHH")
    label.setObjectName("faint")
    return label


def hint() -> QWidget:
    field = QLineEdit()
    field.setPlaceholderText("HHH")
    return field


def row() -> QWidget:
    rows = QListWidget()
    rows.addItem("HHH")
    rows.setCurrentRow(0)
    return rows


def entry() -> QWidget:
    menu = QMenu()
    menu.setActiveAction(menu.addAction("HHH"))
    return menu


def chosen() -> QWidget:
    field = QLineEdit("HHH" * 40)
    field.selectAll()
    return field


WORDS = {
    "a switch that is on": lambda: button("flat", checked=True),
    "a small switch that is on": lambda: button("small", checked=True),
    "the chip of a device that works": lambda: button("chip", state="good"),
    "the chip of another device": lambda: button("chip", state="warning"),
    "the chip before it is known": lambda: button("chip"),
    "what unfolds": lambda: button("disclose"),
    "a caption": caption,
    "a hint in a field": hint,
    "a chosen row": row,
    "a chosen entry": entry,
    "chosen words": chosen,
}


@pytest.mark.parametrize("has_focus", [False, True])
@pytest.mark.parametrize("ground", ["", "strip"])
@pytest.mark.parametrize("make", WORDS.values(), ids=WORDS.keys())
def test_words_can_be_read(
    qtbot: QtBot, theme: Theme, make: Callable[[], QWidget], ground: str, has_focus: bool
) -> None:
    widget, around = make(), QFrame()
    around.setObjectName(ground)
    widget.setParent(around, widget.windowFlags())
    font = widget.font()
    font.setPixelSize(28)  # strokes of more than a pixel have the full colour
    widget.setFont(font)
    widget.setGeometry(4, 4, 120, 44)
    qtbot.addWidget(around)
    around.show()
    around.activateWindow()
    if has_focus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.setFocus()
    codes = grabbed(widget)[8:36, 8:70]
    assert contrasts(codes, most_common(codes)).max() >= _READ


@pytest.mark.parametrize("kind", [QLineEdit, QListWidget, QTreeView, QUndoView])
def test_what_has_the_keyboard_is_seen(qtbot: QtBot, theme: Theme, kind: type[QWidget]) -> None:
    around = QWidget()
    QLineEdit(around).setFocus()
    field = kind(around)
    field.setGeometry(4, 34, 80, 60)
    qtbot.addWidget(around)
    around.show()
    without = grabbed(field)
    around.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    edge, before = (codes[field.height() // 2, 0] for codes in (grabbed(field), without))
    assert contrasts(before, theme.window) < _SEEN
    assert contrasts(edge, theme.window) > _SEEN
    assert contrasts(edge, theme.field) > _SEEN


def test_the_bar_of_a_long_mixer_stands_out_no_more_than_that_of_a_long_list(qtbot: QtBot, theme: Theme) -> None:
    strips, rows, around = QScrollArea(), QListWidget(), QWidget()
    strips.setWidget(QWidget(minimumHeight=400))
    rows.addItems(["row"] * 40)
    side_by_side = QHBoxLayout(around)
    for area in (strips, rows):
        side_by_side.addWidget(area)
    around.resize(300, 120)
    qtbot.addWidget(around)
    around.show()
    bars = [area.verticalScrollBar() for area in (strips, rows)]
    qtbot.waitUntil(lambda: all(bar.isVisible() for bar in bars))
    seen = [contrasts(grabbed(bar), theme.window) for bar in bars]
    assert seen[0].max() == pytest.approx(seen[1].max(), rel=0.1)


@pytest.mark.parametrize("name", ["small", "thumbnail", "disclose", "chip", "flat", "icon"])
def test_a_button_under_the_mouse_is_seen_to_be_one(qtbot: QtBot, theme: Theme, name: str) -> None:
    around = QWidget()
    around.resize(80, 60)
    pressable = button(name)
    pressable.setParent(around)
    pressable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    pressable.setGeometry(20, 20, 50, 30)
    qtbot.addWidget(around)
    around.show()
    qtbot.mouseMove(around, QPoint(2, 2))
    before = grabbed(pressable)
    qtbot.mouseMove(pressable)
    qtbot.waitUntil(pressable.underMouse)
    assert (grabbed(pressable) != before).any()
