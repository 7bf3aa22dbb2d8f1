"""Every dialog, clicked through: preferences, separators, about, export."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.codecs.container import Container
from engine.runtime import Device, DeviceChoice
from engine.separator import Quality
from sils_gui.state.settings import CACHE_FOLDER, CACHE_GIB, QUALITY, Settings
from sils_gui.view.about_dialog import AboutDialog
from sils_gui.view.preferences_dialog import PreferencesDialog
from sils_gui.view.separators_dialog import SeparatorsDialog
from sils_gui.view.theme import DARK, LIGHT
from sils_gui.work.worker import Worker
from tests.engine.separators import halving_separator
from tests.gui.hand import CTRL, WAIT_MS, Hand, Make, PhotoFile, codes_of

pytestmark = pytest.mark.gui


@pytest.fixture
def own_worker() -> Iterator[Worker]:
    """The worker process of `own_hand`."""
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def own_hand(
    qtbot: QtBot,
    make_window: Make,
    own_worker: Worker,
    shelf_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Hand:
    """A window with a data folder and a worker process of its own, for what adds and removes separators."""
    shutil.copytree(shelf_home, tmp_path / "data")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Hand(qtbot, make_window(own_worker=own_worker))


def test_enter_in_the_preferences_closes_them(hand: Hand) -> None:
    hand.menu("Edit", "Preferences…")
    dialog = hand.dialog(PreferencesDialog)
    assert_enter_presses_close_alone(hand, dialog, dialog.limit)


def test_enter_in_the_list_of_separators_closes_it(hand: Hand) -> None:
    dialog = separators(hand)
    assert_enter_presses_close_alone(hand, dialog, dialog.list)


def assert_enter_presses_close_alone(hand: Hand, dialog: QDialog, field: QWidget) -> None:
    pressed: list[QPushButton] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.disconnect()  # a file dialog would block
        button.clicked.connect(lambda checked, button=button: pressed.append(button))
    field.setFocus()
    hand.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [button.text().replace("&", "") for button in pressed] == ["Close"]


def separators(hand: Hand) -> SeparatorsDialog:
    hand.menu("Help", "Separators…")
    return hand.dialog(SeparatorsDialog)


def titles(dialog: SeparatorsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_preferences_act_at_once_and_are_remembered(separated: Hand, tmp_path: Path) -> None:
    hand = separated
    hand.menu("Edit", "Preferences…")
    dialog = hand.dialog(PreferencesDialog)
    hand.choose(dialog.theme, "light")
    assert hand.window.palette().window().color().name() == LIGHT.window
    corner = hand.seen()[-1, -1]
    assert QColor(*corner.tolist()).name() == LIGHT.canvas
    hand.choose(dialog.quality, "draft")
    assert hand.window.tool_bar.quality.currentData() == "draft"
    dialog.limit.setFocus()
    dialog.limit.selectAll()
    hand.qtbot.keyClicks(dialog.limit, "3\t")
    assert dialog.used.text() != "0.00 GiB are used" or hand.sils.shop.separating.cache.used_bytes() > 0
    hand.click(dialog.clear)
    assert hand.sils.shop.separating.cache.used_bytes() == 0
    hand.click(dialog.buttons.button(QDialogButtonBox.StandardButton.Close))
    again = Settings(tmp_path / "config" / "sils.ini")
    assert (again.get(QUALITY), again.get(CACHE_GIB)) == ("draft", 3)


def test_a_folder_of_one_long_name_makes_the_preferences_no_wider(hand: Hand) -> None:
    widths: list[int] = []
    for folder in ("/tmp/short", "/tmp/" + "A_folder_of_one_long_name_" * 8):
        hand.sils.state.settings.set(CACHE_FOLDER, folder)
        hand.menu("Edit", "Preferences…")
        dialog = hand.dialog(PreferencesDialog)
        assert dialog.folder.toolTip() == folder
        widths.append(dialog.width())
        dialog.reject()
    assert widths[0] == widths[1]


def test_a_quality_that_is_unknown_here_counts_as_the_usual_one_wherever_it_shows(
    make_window: Make, qtbot: QtBot, photo_file: PhotoFile, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "sils.ini").write_text("[work]\nquality=ultra\n")
    hand = Hand(qtbot, make_window())
    hand.open(photo_file())
    hand.separate()
    assert (hand.window.tool_bar.quality.currentData(), hand.document.quality) == ("standard", Quality.STANDARD)


def test_emptying_the_cache_leaves_a_separation_that_runs_alone(
    own_hand: Hand, photo_file: PhotoFile, own_worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand, call, asked, may_go_on = own_hand, own_worker.call, threading.Event(), threading.Event()

    def call_when_emptied(*arguments: Any) -> Any:
        asked.set()
        assert may_go_on.wait(WAIT_MS / 1000)
        return call(*arguments)

    hand.open(photo_file())
    monkeypatch.setattr(own_worker, "call", call_when_emptied)
    hand.tool("separate")
    hand.qtbot.waitUntil(asked.is_set, timeout=WAIT_MS)
    hand.menu("Edit", "Preferences…")
    hand.click(hand.dialog(PreferencesDialog).clear)
    may_go_on.set()
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.sils.state.problems.current is None


def test_keys_work_again_after_a_dialog(separated: Hand) -> None:
    hand = separated
    dialog = hand.export_dialog()
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.key("b")
    assert hand.window.brush_bar.isVisible()
    hand.set_amount(40)
    hand.answer_question(QMessageBox.StandardButton.Cancel)
    hand.key("w", CTRL)
    hand.qtbot.waitUntil(hand.window.isActiveWindow)


def test_the_light_theme_and_back_keeps_the_mixer(separated: Hand) -> None:
    hand = separated
    hand.set_amount(40)
    hand.menu("Edit", "Preferences…")
    dialog = hand.dialog(PreferencesDialog)
    for name, theme in (("light", LIGHT), ("dark", DARK)):
        hand.choose(dialog.theme, name)
        assert hand.window.palette().window().color().name() == theme.window
        assert hand.window.docks.mixer.strips[1].controls["strength"].entry.value() == 40
    hand.drag(hand.window.docks.mixer.strips[1].controls["strength"], 0.2, 0.5)
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == 1.0


def test_the_device_chip_opens_the_report_and_it_can_be_copied(hand: Hand) -> None:
    assert hand.window.status.chip.text().startswith("CPU")
    hand.click(hand.window.status.chip)
    dialog = hand.dialog(AboutDialog)
    hand.qtbot.waitUntil(lambda: "onnxruntime" in dialog.report.toPlainText(), timeout=WAIT_MS)
    hand.click(dialog.copy)
    assert QGuiApplication.clipboard().text() == dialog.report.toPlainText()
    hand.click(dialog.buttons.button(QDialogButtonBox.StandardButton.Close))
    assert not dialog.isVisible()


def fall_back(hand: Hand, reason: str) -> None:
    separating = hand.sils.shop.separating
    separating.device = DeviceChoice(Device.CPU, "Processor", reason, "Install the NVIDIA driver.")
    separating.device_changed.emit()


def test_the_chip_of_a_device_that_was_not_hoped_for_says_why_shortly_and_offers_what_to_do(hand: Hand) -> None:
    chip = hand.window.status.chip
    fall_back(hand, "no NVIDIA driver was found")
    assert chip.text() == "CPU · no NVIDIA driver was found · Fix"
    fall_back(hand, "ONNX Runtime could not start CUDA (error 35 of a library in a folder)")
    assert chip.text() == "CPU · ONNX Runtime could not start CUDA · Fix"
    assert "error 35" in chip.toolTip()
    fall_back(hand, "the library that somebody compiled from its source is not for this computer at all")
    assert chip.text().endswith("… · Fix")
    hand.click(chip)
    dialog = hand.dialog(AboutDialog)
    assert dialog.advice.isVisible()
    assert dialog.advice.text().endswith("is not for this computer at all. Install the NVIDIA driver.")
    dialog._show("device         CPU\nwhy            it is\nfix            Buy another\nseparators     half")
    assert dialog.report.textCursor().selectedText() == "fix            Buy another"


def test_where_the_device_is_the_one_hoped_for_nothing_is_advised(hand: Hand) -> None:
    hand.sils.shop.separating.device = DeviceChoice(Device.CUDA, "A card")
    hand.sils.shop.separating.device_changed.emit()
    assert hand.window.status.chip.text() == "CUDA · A card"
    hand.click(hand.window.status.chip)
    assert not hand.dialog(AboutDialog).advice.isVisible()


def test_the_page_of_separators_tells_all_about_each(hand: Hand) -> None:
    dialog = separators(hand)
    assert titles(dialog)[:3] == ["Half 1", "Shade 1", "Three 1"]
    hand.pick(dialog.list, 2)
    told = dialog.about.toPlainText()
    assert all(text in told for text in ("Background, Reflection, Rain (sum)", "CC0", "taken", "SHA-256"))
    hand.pick(dialog.list, 3)
    assert not dialog.remove.isEnabled()
    assert "640 px" in dialog.about.toPlainText()


def test_the_page_of_separators_tells_every_size_at_which_photos_are_seen(hand: Hand) -> None:
    dialog = separators(hand)
    hand.pick(dialog.list, [title.rsplit(" ", 1)[0] for title in titles(dialog)].index("Reflections on glass"))
    assert "640 px, 288 px" in dialog.about.toPlainText()


def test_a_separator_is_checked_added_used_and_removed(own_hand: Hand, photo_file: PhotoFile, tmp_path: Path) -> None:
    hand = own_hand
    file = tmp_path / "new.onnx"
    file.write_bytes(halving_separator(0.5, name="new", title="New", task="new").SerializeToString())
    dialog = separators(hand)
    hand.answer_file_dialog(file)
    hand.click(dialog.add)
    hand.qtbot.waitUntil(lambda: "New 1" in titles(dialog), timeout=WAIT_MS)
    hand.pick(dialog.list, titles(dialog).index("New 1"))
    assert str(tmp_path / "data") in dialog.about.toPlainText()
    hand.choose(hand.window.tool_bar.task, "new")
    hand.open(photo_file())
    hand.separate()
    assert hand.document.separation is not None
    assert hand.document.separation.spec.name == "new"
    hand.click(dialog.remove)
    hand.qtbot.waitUntil(lambda: "New 1" not in titles(dialog), timeout=WAIT_MS)
    before = hand.seen_photo()
    hand.set_amount(100)
    assert hand.seen_photo().mean() > before.mean() + 5
    hand.qtbot.waitUntil(lambda: hand.sils.shop.errands.running is None, timeout=WAIT_MS)
    hand.separate()
    assert hand.document.separation.spec.name == "half"


def test_a_separator_that_is_dropped_with_a_photo_is_taken_in_and_the_photo_opened(
    own_hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand, photo, file, tasks = own_hand, photo_file(), tmp_path / "NEW.ONNX", own_hand.window.tool_bar.task
    file.write_bytes(halving_separator(0.5, name="new", title="New", task="new").SerializeToString())
    hand.drop(file, photo)
    hand.qtbot.waitUntil(
        lambda: tasks.findData("new") >= 0 and hand.sils.state.desk.current is not None, timeout=WAIT_MS
    )
    assert hand.document.photo.path == photo
    assert hand.told() == "NEW.ONNX is now among the separators."
    hand.sils.state.problems.dismiss_all()
    hand.drop(tmp_path / "none.onnx")
    hand.qtbot.waitUntil(lambda: hand.sils.state.problems.current is not None, timeout=WAIT_MS)
    assert "none.onnx" in hand.told()


def test_a_file_that_breaks_its_promise_is_not_added(own_hand: Hand, tmp_path: Path) -> None:
    hand = own_hand
    file = tmp_path / "liar.onnx"
    file.write_bytes(halving_separator(name="liar", title="Liar", formation="multiplicative").SerializeToString())
    dialog = separators(hand)
    hand.answer_file_dialog(file)
    hand.click(dialog.add)
    hand.qtbot.waitUntil(lambda: hand.sils.state.problems.current is not None, timeout=WAIT_MS)
    assert hand.sils.state.problems.current is not None
    assert hand.sils.state.problems.current.code == "separator-formation"
    assert "Liar 1" not in titles(dialog)
    assert not list((tmp_path / "data").rglob("liar.onnx"))


def test_a_separator_that_is_gone_from_disk_is_told(own_hand: Hand, photo_file: PhotoFile, tmp_path: Path) -> None:
    hand = own_hand
    hand.choose(hand.window.tool_bar.task, "three")
    hand.open(photo_file())
    (tmp_path / "data" / "sils" / "separators" / "three.onnx").unlink()
    hand.tool("separate")
    assert "three.onnx" in hand.told()
    assert hand.document.separation is None
    hand.qtbot.waitUntil(lambda: hand.window.tool_bar.task.findData("three") < 0, timeout=WAIT_MS)
    hand.separate()


def test_the_export_dialog_remembers_and_numbers(separated: Hand, tmp_path: Path) -> None:
    hand = separated
    for round_, name in enumerate(("photo_background.tif", "photo-2_background.tif")):
        dialog = hand.export_dialog()
        if round_ == 0:
            hand.check(dialog.parts["remix"])
            assert not dialog.export.isEnabled()
            hand.check(dialog.parts["background"])
            hand.choose(dialog.file.container_box, Container.TIFF)
            hand.write(dialog.place.folder_field, str(tmp_path / "out"))
        assert name in dialog.summary.text()
        assert hand.exported(dialog) == [tmp_path / "out" / name]


def test_a_name_that_cannot_be_is_refused_in_the_dialog(separated: Hand) -> None:
    hand = separated
    dialog = hand.export_dialog()
    hand.write(dialog.place.name_field, "{oops}")
    assert not dialog.export.isEnabled()
    assert "{name}" in dialog.summary.text()
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_full_disk_is_told_and_leaves_nothing(
    separated: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = separated
    dialog = hand.export_dialog(tmp_path / "out")

    def full(source: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for call in ("link", "replace"):  # a name is taken by the one, or where the disk knows no second names by the other
        monkeypatch.setattr(f"engine.files.os.{call}", full)
    hand.click(dialog.export)
    assert "There is no room left for photo_remix.png" in hand.told()
    monkeypatch.undo()
    assert list((tmp_path / "out").iterdir()) == []
    hand.click(hand.window.error_bar.dismiss)
    (path,) = hand.exported(hand.export_dialog())
    np.testing.assert_array_equal(codes_of(path), hand.seen_photo())
