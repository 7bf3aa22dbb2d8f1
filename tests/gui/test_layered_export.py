"""All layers in one file, from the export dialog."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest
import tifffile

from engine.codecs import psd_layers
from engine.codecs.stack import Layered, LayerMode
from engine.output import LAYERED, REMIX
from engine.picture import Depth
from tests.gui.hand import Hand

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand) -> Hand:
    return separated


@pytest.mark.parametrize(
    ("kind", "suffix"), [(Layered.PSD, ".psd"), (Layered.OPENRASTER, ".ora"), (Layered.TIFF, ".tif")]
)
def test_layers_go_into_one_file_that_shows_the_canvas(hand: Hand, tmp_path: Path, kind: Layered, suffix: str) -> None:
    hand.set_amount(40)
    seen = hand.seen_photo()
    dialog = hand.export_dialog(tmp_path / "out")
    assert not dialog.layered.kind_box.isEnabled()
    hand.check(dialog.parts[LAYERED])
    hand.check(dialog.parts[REMIX])
    hand.choose(dialog.layered.kind_box, kind)
    assert f"photo_layered{suffix}" in dialog.summary.text()
    (path,) = hand.exported(dialog)
    assert path.name == f"photo_layered{suffix}"
    if kind is Layered.TIFF:
        np.testing.assert_array_equal(tifffile.imread(path), seen)


def test_the_choice_of_layers_is_remembered(hand: Hand, tmp_path: Path) -> None:
    dialog = hand.export_dialog(tmp_path / "out")
    hand.check(dialog.parts[LAYERED])
    hand.choose(dialog.layered.kind_box, Layered.OPENRASTER)
    hand.choose(dialog.layered.mode_box, LayerMode.PHYSICAL)
    hand.exported(dialog)
    again = hand.export_dialog(tmp_path / "out").wish()
    assert LAYERED in again.parts
    assert (again.output.layered, again.output.layer_mode) == (Layered.OPENRASTER, LayerMode.PHYSICAL)


def test_a_depth_that_layers_cannot_have_is_said_before_it_is_tried(hand: Hand, tmp_path: Path) -> None:
    dialog = hand.export_dialog(tmp_path / "out")
    hand.check(dialog.parts[LAYERED])
    hand.choose(dialog.layered.mode_box, LayerMode.PHYSICAL)
    hand.choose(dialog.file.depth_box, Depth.EIGHT)
    assert "16 bits, not 8" in dialog.summary.text()
    assert not dialog.export.isEnabled()


def test_what_is_exported_together_appears_together_or_not_at_all(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*arguments: object) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(psd_layers, "_packed", no_room)
    dialog = hand.export_dialog(tmp_path / "out")
    hand.check(dialog.parts[LAYERED])
    assert dialog.parts[REMIX].isChecked()
    hand.click(dialog.export)
    assert "no room left for photo_layered.psd" in hand.told()
    assert list((tmp_path / "out").iterdir()) == []
