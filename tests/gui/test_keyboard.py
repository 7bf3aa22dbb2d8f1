"""The window by keys alone: each stop of Tab has a name, is seen, and nothing of the mixer is left out."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from sils_gui.state.problems import Problem
from tests.gui.eyes import grabbed
from tests.gui.hand import CTRL, Hand, PhotoFile

pytestmark = pytest.mark.gui
_MOST_STOPS = 100
PAGE_KEYS = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the keyboard"
    return widget


def stops(hand: Hand) -> list[tuple[QWidget, bool]]:
    """Where Shift+Tab leads from the photo until it is there again, and whether it shows at each that it is there."""
    found: list[tuple[QWidget, bool]] = []
    hand.canvas.setFocus()
    hand.qtbot.keyClick(hand.canvas, Qt.Key.Key_Backtab)
    while focused() is not hand.canvas:
        widget, seen = focused(), grabbed(focused())
        hand.qtbot.keyClick(widget, Qt.Key.Key_Backtab)
        found.append((widget, bool((seen != grabbed(widget)).any())))
        assert len(found) < _MOST_STOPS, "the way leads back to the photo"
    return found


def test_every_stop_of_tab_has_a_name_and_is_seen(separated: Hand, photo_file: PhotoFile) -> None:
    separated.open(photo_file("second.png", 130))
    separated.separate()
    for widget, is_seen in stops(separated):
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        assert name or widget is separated.window.docks.tabs.tabBar(), widget
        assert is_seen, name


def test_tab_leads_through_the_window_as_it_is_seen(separated: Hand, photo_file: PhotoFile) -> None:
    separated.open(photo_file("second.png", 130))
    separated.separate()
    separated.key("b")
    separated.window.actions_.of("queue").trigger()
    separated.sils.state.problems.tell(Problem("wrong", "Something is wrong."))
    window, docks = separated.window, separated.window.docks
    parts = {
        "tool bar": window.tool_bar,
        "photos": docks.left,
        "error": window.error_bar,
        "brush": window.brush_bar,
        "photo": window.canvas,
        "tabs": docks.tabs.tabBar(),
        "mixer": docks.mixer,
        "queue": docks.bottom,
        "status": window.status,
    }
    back = [separated.canvas, *(widget for widget, _ in stops(separated))]
    seen = [next(name for name, part in parts.items() if part is stop or part.isAncestorOf(stop)) for stop in back]
    assert [name for name, _ in groupby(seen)] == [*list(parts)[4::-1], *list(parts)[:4:-1]]
    there: list[QWidget] = [window.status.chip]
    there[0].setFocus()
    while there[-1] is not separated.canvas:
        separated.qtbot.keyClick(there[-1], Qt.Key.Key_Tab)
        there.append(focused())
    assert there == back[back.index(window.status.chip) :: -1]


def test_the_photo_has_the_keyboard_when_what_had_it_is_hidden(separated: Hand) -> None:
    docks, actions = separated.window.docks, separated.window.actions_
    actions.of("queue").trigger()
    for inside, command in (
        (docks.mixer.strips[1].controls["strength"].slider, "panels"),
        (docks.queue.recipe, "queue"),
    ):
        inside.setFocus()
        assert focused() is inside
        actions.of(command).trigger()
        assert focused() is separated.canvas


def test_after_the_last_photo_the_keyboard_is_where_one_is_opened(separated: Hand) -> None:
    separated.key("w", CTRL)
    assert separated.sils.state.desk.current is None
    assert focused() is separated.window.welcome.open


def test_the_focus_is_seen_on_switches_that_are_on(separated: Hand) -> None:
    separated.key("b")
    strip = separated.window.docks.mixer.strips[1]
    bars = separated.window.brush_bar.findChildren(QToolButton)
    switches = [strip.solo, strip.mute, strip.eye, *(button for button in bars if button.isCheckable())]
    assert len(switches) > 6
    for button in (button for button in switches if button.isVisible()):
        button.setChecked(True)
        separated.canvas.setFocus()
        without = grabbed(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert (grabbed(button) != without).any(), button.text()


def test_a_photo_that_keys_led_to_is_framed_until_it_is_clicked(separated: Hand) -> None:
    canvas, button = separated.canvas, separated.window.docks.mixer.strips[0].mute
    separated.click(canvas)
    plain = grabbed(canvas)
    for reason, is_framed in ((Qt.FocusReason.BacktabFocusReason, True), (Qt.FocusReason.OtherFocusReason, False)):
        button.setFocus()
        canvas.setFocus(reason)
        framed = (grabbed(canvas) != plain).any(axis=-1)
        assert framed[[0, 1, -1, -2]].all() == framed[:, [0, 1, -1, -2]].all() == framed.any() == is_framed
        assert not framed[3:-3, 3:-3].any()
    button.setFocus()
    canvas.setFocus(Qt.FocusReason.BacktabFocusReason)
    separated.click(canvas)
    assert (grabbed(canvas) == plain).all()


@pytest.mark.parametrize("holder", ["photo", "slider"])
def test_a_sign_that_needs_altgr_is_a_key_too(separated: Hand, holder: str) -> None:
    strip, looking, brush = (
        separated.window.docks.mixer.strips[0],
        separated.sils.state.looking,
        separated.sils.state.brush,
    )
    separated.key("b")
    widget = {"photo": separated.canvas, "slider": strip.controls["strength"].slider}[holder]
    widget.setFocus()
    before_px = brush.radius_px
    for key, sign, wanted in (
        (Qt.Key.Key_BracketRight, "]", (True, False)),
        (Qt.Key.Key_BracketLeft, "[", (False, False)),
        (Qt.Key.Key_Backslash, "\\", (False, True)),
    ):
        press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.GroupSwitchModifier, sign)
        QApplication.sendEvent(widget, press)
        assert (brush.radius_px > before_px, looking.shows_before) == wanted


def test_a_sign_that_is_written_does_nothing_else(separated: Hand) -> None:
    separated.window.docks.tabs.setCurrentWidget(separated.window.docks.presets)
    name = separated.window.docks.presets.name
    name.setFocus()
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Backslash, Qt.KeyboardModifier.GroupSwitchModifier, "\\")
    QApplication.sendEvent(name, press)
    assert (name.text(), separated.sils.state.looking.shows_before) == ("\\", False)


def test_tab_reaches_all_of_an_unfolded_strip(separated: Hand) -> None:
    strip = separated.window.docks.mixer.strips[1]
    strip.disclose.click()
    reached = {widget for widget, _ in stops(separated)}
    buttons = {strip.thumbnail, strip.eye, strip.solo, strip.mute, strip.disclose}
    assert buttons < reached
    assert {part for control in strip.controls.values() for part in (control.slider, control.entry)} < reached


def test_tab_leads_down_a_strip_that_the_keyboard_unfolds(separated: Hand) -> None:
    strip, below = separated.window.docks.mixer.strips
    strip.disclose.setFocus()
    separated.qtbot.keyClick(strip.disclose, Qt.Key.Key_Space)
    assert strip.disclose.hasFocus()
    there: list[QWidget] = [strip.disclose]
    while strip.isAncestorOf(there[-1]):
        separated.qtbot.keyClick(there[-1], Qt.Key.Key_Tab)
        there.append(focused())
    fields = ("strength", "exposure_ev", "temperature", "tint", "saturation", "contrast", "softness_px")
    controls = [strip.controls[field] for field in fields]
    assert there[1:] == [part for control in controls for part in (control.slider, control.entry)] + [below.thumbnail]


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_pages_of_what_has_the_keyboard_come_before_photos(separated: Hand, photo_file: PhotoFile, key: Qt.Key) -> None:
    separated.open(photo_file("second.png", 130))
    separated.separate()
    docks, document = separated.window.docks, separated.document
    control = docks.mixer.strips[1].controls["strength"]
    for widget in (control.slider, control.entry, separated.window.tool_bar.task):
        widget.setFocus()
        separated.qtbot.keyClick(widget, key)
        assert separated.document is document
    assert control.entry.value() != 100
    docks.tabs.setCurrentIndex(2)
    docks.bottom.show()
    for steps in (docks.history.steps, docks.queue.table):
        steps.setFocus()
        separated.qtbot.keyClick(steps, key)
        assert separated.document is document


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_pages_of_the_film_strip_are_the_photos(hand: Hand, photos: list[Path], key: Qt.Key) -> None:
    hand.open(*photos)
    hand.sils.state.desk.show(hand.sils.state.desk.documents[1])
    strip = hand.window.docks.film_strip
    strip.setFocus()
    hand.qtbot.keyClick(strip, key)
    assert strip.currentRow() == (2 if key is Qt.Key.Key_PageDown else 0)
