"""All layers in one file, from the export dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tifffile
from pytestqt.qtbot import QtBot

from engine.codecs.stack import Layered, LayerMode
from engine.output import LAYERED, REMIX
from sils_gui.app import SilsWindow
from sils_gui.view.export_dialog import ExportDialog
from tests.gui.conftest import WAIT_MS
from tests.gui.hand import Hand

Make = Callable[..., SilsWindow]
PhotoFile = Callable[..., Path]


@pytest.fixture
def hand(qtbot: QtBot, make_window: Make, photo_file: PhotoFile) -> Hand:
    hand = Hand(qtbot, make_window())
    hand.open(photo_file())
    hand.separate()
    return hand


def dialog_of(hand: Hand, folder: Path) -> ExportDialog:
    hand.tool("export")
    dialog = hand.window.findChildren(ExportDialog)[-1]
    assert isinstance(dialog, ExportDialog)
    dialog.folder.setText(str(folder))
    return dialog


def exported_by(hand: Hand, dialog: ExportDialog) -> list[Path]:
    with hand.qtbot.waitSignal(hand.sils.shop.exporting.exported, timeout=WAIT_MS) as exported:
        hand.click(dialog.export)
    assert exported.args is not None
    return exported.args[0]


@pytest.mark.parametrize(
    ("kind", "suffix"), [(Layered.PSD, ".psd"), (Layered.OPENRASTER, ".ora"), (Layered.TIFF, ".tif")]
)
def test_layers_go_into_one_file_that_shows_the_canvas(hand: Hand, tmp_path: Path, kind: Layered, suffix: str) -> None:
    hand.type(hand.window.docks.mixer.strips[1].controls["strength"], "40")
    seen = hand.seen_photo()
    dialog = dialog_of(hand, tmp_path / "out")
    assert not dialog.layered.kind_box.isEnabled()
    dialog.parts[LAYERED].click()
    dialog.parts[REMIX].click()
    dialog.layered.kind_box.setCurrentIndex(dialog.layered.kind_box.findData(kind))
    assert f"photo_layered{suffix}" in dialog.summary.text()
    (path,) = exported_by(hand, dialog)
    assert path.name == f"photo_layered{suffix}"
    if kind is Layered.TIFF:
        np.testing.assert_array_equal(tifffile.imread(path), seen)


def test_the_choice_of_layers_is_remembered(hand: Hand, tmp_path: Path) -> None:
    dialog = dialog_of(hand, tmp_path / "out")
    dialog.parts[LAYERED].click()
    dialog.layered.kind_box.setCurrentIndex(dialog.layered.kind_box.findData(Layered.OPENRASTER))
    dialog.layered.mode_box.setCurrentIndex(dialog.layered.mode_box.findData(LayerMode.PHYSICAL))
    exported_by(hand, dialog)
    again = dialog_of(hand, tmp_path / "out").wish()
    assert LAYERED in again.parts
    assert (again.output.layered, again.output.layer_mode) == (Layered.OPENRASTER, LayerMode.PHYSICAL)


def test_a_depth_that_layers_cannot_have_is_said_before_it_is_tried(hand: Hand, tmp_path: Path) -> None:
    dialog = dialog_of(hand, tmp_path / "out")
    dialog.parts[LAYERED].click()
    dialog.layered.mode_box.setCurrentIndex(dialog.layered.mode_box.findData(LayerMode.PHYSICAL))
    dialog.depth_box.setCurrentIndex(1)  # 8 bits
    dialog.depth_box.activated.emit(1)
    assert "16 bits, not 8" in dialog.summary.text()
    assert not dialog.export.isEnabled()
