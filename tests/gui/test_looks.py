"""Ways of looking: clipping, residual, panels, zoom; and a screen that has neither OpenGL nor a window manager."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionTab
from pytestqt.qtbot import QtBot

from sils_gui.state.looking import REMIX, Kind
from sils_gui.state.settings import THEME
from sils_gui.view.marks import paint_brush
from sils_gui.view.theme import DARK, LIGHT, Theme
from tests.gui.eyes import grabbed
from tests.gui.hand import SHIFT, Hand, Make, PhotoFile
from tests.gui.test_theme import contrasts

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(hand: Hand, photo_file: PhotoFile) -> Hand:
    hand.open(photo_file())
    return hand


def test_clipping_marks_what_is_cut_off_and_nothing_else(qtbot: QtBot, make_window: Make, tmp_path: Path) -> None:
    codes = np.full((120, 160, 3), 128, np.uint8)
    codes[60:, :40], codes[60:, 40:80, 0] = 0, 255
    assert cv2.imwrite(str(tmp_path / "clipped.png"), codes)
    hand = Hand(qtbot, make_window())
    hand.open(tmp_path / "clipped.png")
    before = hand.seen_photo()
    hand.key("j")
    seen = hand.seen_photo()
    assert (seen[60:, :40] == (70, 110, 255)).all()
    assert (seen[60:, 40:80] == (255, 60, 60)).all()
    np.testing.assert_array_equal(seen[:60], before[:60])
    hand.key("j")
    np.testing.assert_array_equal(hand.seen_photo(), before)


@pytest.mark.parametrize("code", [0, 128, 255])
def test_the_line_of_the_wipe_and_its_handle_are_seen_on_every_photo(
    qtbot: QtBot, make_window: Make, tmp_path: Path, code: int
) -> None:
    assert cv2.imwrite(str(tmp_path / "even.png"), np.full((120, 160, 3), code, np.uint8))
    hand = Hand(qtbot, make_window())
    hand.open(tmp_path / "even.png")
    hand.separate()
    hand.tool("wipe")
    hand.sils.state.looking.set(picture=REMIX, wipe=0.5)
    seen = hand.seen()
    (height, width), reach = seen.shape[:2], 8
    for row in (height // 2 - 30, height // 2):
        across = seen[row, width // 2 - reach : width // 2 + reach]
        light = across[across.sum(axis=-1).argmax()]
        assert contrasts(across, QColor(*light.tolist()).name()).max() > 3


def test_the_edge_of_the_brush_is_as_wide_on_every_screen() -> None:
    def ink(ratio: float) -> int:
        image = QImage(100, 100, QImage.Format.Format_RGB888)
        image.fill(QColor("white"))
        painter = QPainter(image)
        paint_brush(painter, QPointF(50.5, 50.5), 30, ratio)
        painter.end()
        return sum(255 - image.pixelColor(x, 50).lightness() for x in range(50))

    assert ink(2.0) == pytest.approx(2 * ink(1.0), rel=0.1)


def test_the_residual_is_black_and_the_remix_comes_back(hand: Hand) -> None:
    hand.separate()
    remix = hand.seen_photo()
    hand.key("r")
    assert hand.sils.state.looking.picture.kind is Kind.RESIDUAL
    assert not hand.seen_photo()[30:].any()
    hand.key("0")
    np.testing.assert_array_equal(hand.seen_photo(), remix)


def test_the_residual_slider_is_a_step_like_any_other(hand: Hand) -> None:
    hand.separate()
    residual = hand.window.docks.mixer.residual
    assert residual is not None
    hand.type(residual, "50")
    assert hand.document.mix is not None
    assert hand.document.mix.residual == 0.5
    assert hand.document.undo_stack.undoText() == "Residual"


def test_the_gain_is_for_a_difference_that_is_seen(hand: Hand) -> None:
    hand.separate()
    looking = hand.sils.state.looking
    hand.key("d", SHIFT)
    assert looking.gain == 1
    hand.key("d")
    hand.key("d", SHIFT)
    assert looking.gain == 2


def test_a_layer_that_new_layers_do_not_have_gives_way_to_the_remix(hand: Hand) -> None:
    hand.choose(hand.window.tool_bar.task, "three")
    hand.separate()
    hand.key("3")
    assert hand.sils.state.looking.picture.layer == 2
    hand.choose(hand.window.tool_bar.task, "half")
    hand.separate()
    assert hand.sils.state.problems.current is None
    assert hand.sils.state.looking.picture == REMIX
    seen = hand.seen_photo()
    hand.key("3")
    np.testing.assert_array_equal(seen, hand.seen_photo())


def test_the_wheel_zooms_around_the_pixel_under_it(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("large.png", 2000, 1500))
    canvas, looking = hand.canvas, hand.sils.state.looking
    hand.key("z")
    at = QPointF(canvas.width() / 2 + 30, canvas.height() / 2 + 20)
    before = looking.viewport.photo_point(at.x(), at.y())
    notch, none = QPoint(0, 240), Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(at, canvas.mapToGlobal(at), QPoint(), notch, Qt.MouseButton.NoButton, none,
                       Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(canvas, turn)
    assert looking.viewport.zoom > 1.5
    assert looking.viewport.photo_point(at.x(), at.y()) == pytest.approx(before, abs=0.5)


def test_a_wheel_over_a_slider_without_focus_changes_nothing(hand: Hand) -> None:
    hand.separate()
    slider = hand.window.docks.mixer.strips[1].controls["strength"].slider
    hand.canvas.setFocus()
    before = hand.document.mix
    middle = QPointF(slider.rect().center())
    none = Qt.KeyboardModifier.NoModifier

    def turn() -> None:
        event = QWheelEvent(middle, slider.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, none,
                            Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(slider, event)

    turn()
    assert hand.document.mix == before
    slider.setFocus()
    turn()
    assert hand.document.mix != before


def test_tab_gives_the_canvas_the_room_of_the_panels_and_takes_it_back(hand: Hand) -> None:
    width = hand.canvas.width()
    hand.key(Qt.Key.Key_Tab)
    assert not hand.window.docks.right.isVisible()
    hand.qtbot.waitUntil(lambda: hand.canvas.width() > width + 200)
    hand.key(Qt.Key.Key_Tab)
    hand.qtbot.waitUntil(lambda: hand.canvas.width() == width)


_WITHOUT_OPENGL = """
import sys
from pathlib import Path
from sils_gui.app import SilsWindow, application
from sils_gui.state.settings import Settings
from sils_gui.work.worker import Worker

app, home, worker = application(), Path(sys.argv[1]), Worker()
sils = SilsWindow(Settings(home / "sils.ini"), worker, home / "recovery")
sils.show()
sils.shop.opening.open([Path(sys.argv[2])])
while not sils.shop.previewing.is_settled:
    app.processEvents()
app.processEvents()
while app.focusWindow() is None:
    app.processEvents()
print(app.platformName(), sils.window.canvas.screen().grabWindow(sils.window.winId()).save(str(home / "seen.png")))
sils.close()
worker.close()
"""


def test_a_bare_screen_shows_the_photo_and_gives_the_window_the_keyboard(photo_file: PhotoFile, tmp_path: Path) -> None:
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "xcb", "QT_XCB_GL_INTEGRATION": "none", "PYTHONPATH": os.pathsep.join(sys.path)
    }  # fmt: skip
    command = ["xvfb-run", "-a", "-s", "-screen 0 1280x720x24", sys.executable, "-c", _WITHOUT_OPENGL]
    ran = subprocess.run(
        [*command, str(tmp_path), str(photo_file())], env=environment, capture_output=True, text=True, timeout=60
    )
    assert ran.stdout.split() == ["xcb", "True"], ran.stderr
    seen = cv2.imread(str(tmp_path / "seen.png"))
    assert seen is not None
    assert len(np.unique(seen[200:500, 200:800])) > 20


def test_titles_of_tabs_have_room_for_all_of_their_letters(hand: Hand) -> None:
    tabs, option = hand.window.docks.tabs.tabBar(), QStyleOptionTab()
    for index in range(tabs.count()):
        tabs.initStyleOption(option, index)
        room = tabs.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, tabs)
        assert room.height() >= tabs.fontMetrics().height()


def test_the_title_of_the_queue_shows_what_hangs_down_from_a_letter(hand: Hand) -> None:
    hand.window.actions_.of("queue").trigger()
    dock, label = hand.window.docks.bottom, QLabel("j")
    dock.setWindowTitle("j")
    hand.qtbot.addWidget(label)
    label.setContentsMargins(4, 4, 4, 4)
    assert rows_with_ink(grabbed(dock)[: hand.window.docks.queue.y() - 1]) == rows_with_ink(grabbed(label))


def rows_with_ink(codes: np.ndarray) -> int:
    """How many rows are not all as the first pixel is."""
    return int((codes != codes[0, 0]).any(axis=(1, 2)).sum())


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_tab_that_has_the_keyboard_is_seen(hand: Hand, theme: Theme) -> None:
    hand.sils.state.settings.set(THEME, theme.name)
    tabs = hand.window.docks.tabs.tabBar()
    hand.canvas.setFocus()
    before = grabbed(tabs)
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    hand.qtbot.waitUntil(tabs.hasFocus)
    changed = (grabbed(tabs) != before).any(axis=-1)
    edge = grabbed(tabs)[changed]
    assert (contrasts(edge, theme.window) > 3).sum() > tabs.tabRect(0).width()
