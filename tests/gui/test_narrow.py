"""A window as narrow as it may be has room for everything, in every language and theme."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from engine.runtime import Device, DeviceChoice
from sils_gui.app import application
from sils_gui.state.scribble import MASK
from sils_gui.state.settings import THEME
from sils_gui.view import main_window
from sils_gui.view.flow_row import FlowRow
from sils_gui.view.room import keep_on_screen
from sils_gui.view.theme import DARK, LIGHT, Theme
from sils_gui.view.value_control import ValueControl
from tests.gui.eyes import grabbed
from tests.gui.hand import WAIT_MS, Hand, Make, PhotoFile
from tests.gui.test_theme import contrasts, most_common

pytestmark = pytest.mark.gui
_SEEN = 3.0


@pytest.fixture(params=["en", "de"])
def narrow(request: pytest.FixtureRequest, qtbot: QtBot, make_window: Make) -> Hand:
    """The smallest window, in each language, that separates reflections with what ships."""
    if request.param == "de":
        request.getfixturevalue("german_words")
    hand = Hand(qtbot, make_window("reflection"))
    hand.window.resize(hand.window.minimumSize())
    return hand


@pytest.fixture
def font(qapp: QApplication) -> Iterator[QFont]:
    """A copy of the application's font, which has it again afterwards."""
    before = application().font()
    yield QFont(before)
    application().setFont(before)


def more_button(hand: Hand) -> QToolButton:
    button = hand.window.tool_bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert button is not None
    return button


def change_theme(hand: Hand, theme: Theme) -> None:
    hand.sils.state.settings.set(THEME, theme.name)
    QApplication.processEvents()


def test_every_button_of_the_tool_bar_is_there_whatever_the_theme(narrow: Hand) -> None:
    bar, export = narrow.window.tool_bar, narrow.window.actions_.of("export")
    for theme in (LIGHT, DARK):
        change_theme(narrow, theme)
        assert bar.widgetForAction(export).isVisible()
        assert not more_button(narrow).isVisible()


def test_a_task_with_a_long_name_is_shortened_and_takes_no_button_away(narrow: Hand) -> None:
    box = narrow.window.tool_bar.task
    box.addItem("A task that somebody has given a name as long as a sentence, or two")
    box.setCurrentIndex(box.count() - 1)
    change_theme(narrow, LIGHT)
    assert not more_button(narrow).isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_button_for_what_finds_no_room_is_seen(narrow: Hand, theme: Theme) -> None:
    narrow.window.setMinimumSize(1, 1)
    narrow.window.resize(500, 600)
    change_theme(narrow, theme)
    assert more_button(narrow).isVisible()
    assert (contrasts(grabbed(more_button(narrow)), theme.window) > _SEEN).sum() > 10


@pytest.mark.parametrize("target", [MASK, "reflection"])
def test_nothing_in_the_bar_of_the_brush_is_cut(narrow: Hand, photo_file: PhotoFile, target: str) -> None:
    hand, bar = narrow, narrow.window.brush_bar
    hand.open(photo_file("first.png"), photo_file("second.png"))  # so that the film strip takes room too
    hand.sils.state.brush.set(is_on=True, target=target, picks_range=True)
    hand.rest()
    QApplication.processEvents()
    row = bar.mask_row
    controls = [bar.target, bar.size_control, row.fade, row.feather, row.source, row.low, row.high]
    controls += bar.findChildren(QToolButton)
    shown = [control for control in controls if control.isVisible()]
    assert len(shown) == (16 if target == MASK else 12)
    places = [QRect(control.mapTo(bar, QPoint()), control.size()) for control in shown]
    for control, place in zip(shown, places, strict=True):
        assert bar.rect().contains(place)
        assert control.width() >= control.minimumSizeHint().width()
    assert not any(first.intersects(second) for first, second in combinations(places, 2))


def test_long_names_push_nothing_out_of_the_status_bar(narrow: Hand, photo_file: PhotoFile) -> None:
    hand, status = narrow, narrow.window.status
    hand.open(photo_file("2026-11-27 Wedding in the rain, shop window, third of a series, retouched.png"))
    separating = hand.sils.shop.separating
    separating.device = DeviceChoice(Device.CPU, "Processor", "the installed ONNX Runtime is for the CPU")
    separating.device_changed.emit()
    status.profile.setText("9504 × 6336 · 16 bit · A profile that somebody has given a name as long as a sentence")
    seen: list[QRect] = []

    def look() -> None:
        QApplication.processEvents()
        if status.cancel.isVisible() and not seen:
            parts = [status.chip, status.stage, status.progress, status.cancel, status.profile, status.zoom]
            seen.extend(QRect(part.mapTo(status, QPoint()), part.size()) for part in parts)

    hand.sils.shop.jobs.changed.connect(look)
    hand.tool("separate")
    hand.qtbot.waitUntil(lambda: bool(seen), timeout=WAIT_MS)
    assert all(status.rect().contains(place) for place in seen)
    assert not any(first.intersects(second) for first, second in combinations(seen, 2))
    assert hand.document.name in status.stage.toolTip()
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)


def test_a_long_path_in_the_bar_takes_no_room_from_the_panels_and_all_of_it_is_seen(
    narrow: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand, bar = narrow, narrow.window.error_bar
    hand.open(photo_file("first.png"), photo_file("second.png"))
    panels = [hand.window.docks.right, hand.window.docks.left]
    widths = [panel.width() for panel in panels]
    hand.sils.shop.opening.open([tmp_path / ("A_folder_of_one_long_name_" * 8) / "photo.png"])
    assert "photo.png" in hand.told()
    QApplication.processEvents()
    assert [panel.width() for panel in panels] == widths
    codes = grabbed(bar.sentence)
    seen = contrasts(codes, most_common(codes)) > _SEEN
    lines = bar.sentence.height() // bar.sentence.fontMetrics().lineSpacing()
    assert lines > 2
    assert all(line.any() for line in np.array_split(seen, lines))
    assert not seen[:, -1].any()


def test_all_parts_of_an_export_and_its_files_are_seen_however_long_their_names(
    narrow: Hand, photo_file: PhotoFile
) -> None:
    hand = narrow
    hand.open(photo_file(f"{'2026-11-27_Wedding_in_the_rain_' * 4}.png"))
    hand.separate()
    hand.sils.state.brush.set(is_on=True, target=MASK)
    hand.stroke((10, 10), (60, 10))
    dialog = hand.export_dialog()
    before = dialog.size()
    for box in dialog.parts.values():
        box.setChecked(True)
    QApplication.processEvents()
    assert dialog.size() == before
    assert all(box.height() >= box.sizeHint().height() for box in dialog.parts.values())
    assert dialog.summary.heightForWidth(dialog.summary.width()) <= dialog.summary.height()
    assert len(dialog.summary.toolTip().splitlines()) == len(dialog.parts) == 6


@pytest.mark.parametrize("size_pt", [9, 13.75, 16])
def test_nothing_in_the_mixer_is_cut_whatever_the_font(
    font: QFont, make_window: Make, qtbot: QtBot, photo_file: PhotoFile, language: str, size_pt: float
) -> None:
    font.setPointSizeF(size_pt)
    application().setFont(font)
    hand = Hand(qtbot, make_window())
    hand.open(photo_file())
    hand.separate()
    mixer = hand.window.docks.mixer
    mixer.strips[1].disclose.click()
    QApplication.processEvents()
    widest = mixer.viewport().width()
    for control in mixer.findChildren(ValueControl):
        for number in (control.entry.minimum(), control.entry.maximum()):
            control.entry.setValue(number)
            text, field = control.entry.lineEdit(), control.entry
            assert text.fontMetrics().horizontalAdvance(text.text()) < text.width()
            assert field.mapTo(mixer.viewport(), QPoint(field.width(), 0)).x() <= widest
        for name in control.findChildren(QLabel):
            assert name.width() >= name.sizeHint().width()


def test_no_number_moves_when_the_first_strip_is_unfolded(language: str, separated: Hand) -> None:
    mixer = separated.window.docks.mixer
    controls = [strip.controls["strength"] for strip in mixer.strips]
    places = [(control.slider.geometry(), control.entry.geometry(), mixer.minimumWidth()) for control in controls]
    separated.click(mixer.strips[0].disclose)
    QApplication.processEvents()
    assert places == [(each.slider.geometry(), each.entry.geometry(), mixer.minimumWidth()) for each in controls]
    shown = mixer.findChildren(ValueControl)
    assert len(shown) == 10
    assert len({(each.slider.mapTo(mixer, QPoint()).x(), each.entry.width()) for each in shown}) == 1


def test_a_window_is_no_larger_than_its_screen_has_room_for(qtbot: QtBot) -> None:
    window, room = QWidget(), QApplication.primaryScreen().availableSize()
    qtbot.addWidget(window)
    for size in (QSize(200, 100), room, room * 3):
        window.resize(size)
        keep_on_screen(window)
        assert window.size() == size.boundedTo(room - QSize(16, 48))


def test_the_first_window_is_kept_on_the_screen(make_window: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[QWidget] = []
    monkeypatch.setattr(main_window, "keep_on_screen", kept.append)
    assert kept == [make_window().window]


def test_a_row_breaks_where_its_width_ends_and_hidden_ones_take_none(qtbot: QtBot) -> None:
    holder, row = QWidget(), FlowRow()
    qtbot.addWidget(holder)
    buttons = [QPushButton() for _ in range(4)]
    for button in buttons:
        button.setFixedSize(50, 20)
        row.addWidget(button)
    holder.setLayout(row)
    gap = row.spacing()
    for width, lines in ((4 * 50 + 3 * gap, 1), (4 * 50 + 3 * gap - 1, 2), (2 * 50 + gap, 2), (50, 4), (1, 4)):
        assert row.heightForWidth(width) == 20 * lines + gap * (lines - 1)
    holder.show()
    buttons[0].hide()
    assert row.heightForWidth(3 * 50 + 2 * gap) == 20
