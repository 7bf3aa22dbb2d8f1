"""What assistive technology is told of the window, and what it does to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QWidget

from sils_gui.state.problems import Problem, Weight
from sils_gui.view.announcing import ASSERTIVE, POLITE
from tests.gui.hand import CTRL, Hand

pytestmark = pytest.mark.gui
Announced = list[tuple[QAccessible.AnnouncementPoliteness, str]]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[Announced]:
    """What is announced from now on: how pressing, and the sentence."""
    heard: Announced = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append((event.politeness(), event.message()))

    with monkeypatch.context() as patch:
        patch.setattr(QAccessible, "updateAccessibility", hear)
        yield heard


def told(widget: QWidget, text: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(text)


def test_trouble_is_announced_at_once_and_a_notice_when_it_suits(hand: Hand, announced: Announced) -> None:
    problems = hand.sils.state.problems
    problems.tell(Problem("edits-wait", "Edits wait.", Weight.NOTICE))
    problems.tell(Problem("disk-full", "There is no room left."))
    assert announced == [(POLITE, "Edits wait."), (ASSERTIVE, "There is no room left.  (and 1 more)")]
    hand.click(hand.window.error_bar.dismiss_all)
    assert len(announced) == 2


def test_layers_and_files_that_are_there_are_announced(separated: Hand, announced: Announced, tmp_path: Path) -> None:
    separated.separate()
    assert announced == [(POLITE, "photo.png: the layers are there.")]
    separated.exported(separated.export_dialog(tmp_path / "out"))
    assert announced[1:] == [(POLITE, separated.window.written.sentence.text())]


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


def test_the_strips_are_told_of_without_their_scroll_bar_which_may_go(separated: Hand) -> None:
    mixer = separated.window.docks.mixer
    for strip in mixer.strips:
        separated.click(strip.disclose)
    separated.qtbot.waitUntil(mixer.verticalScrollBar().isVisible)
    assert QAccessible.queryAccessibleInterface(mixer).childCount() == 1
