"""The export dialog offers what makes sense for the photo at hand, and the window says what became of it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QDesktopServices

from engine.codecs.container import Container
from engine.codecs.reading import read_mask, read_photo
from engine.free_names import Collision
from engine.output import LAYERED, REMIX, Output
from engine.picture import Depth
from engine.profiles import Profile
from engine.progress import SILENT
from engine.render import render
from sils_gui.state.drawing import mask_plane
from sils_gui.state.exports import MASK_PART, Exportable, ExportWish
from sils_gui.state.scribble import MASK, Whole
from sils_gui.work.exporting import export
from tests.engine.test_asides import half_of_the_dead
from tests.gui.hand import WAIT_MS, Hand, PhotoFile, codes_of

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(separated: Hand) -> Hand:
    return separated


def _open_elsewhere(hand: Hand, photo_file: PhotoFile, folder: str = "elsewhere") -> Path:
    photo = photo_file("second.png", 130)
    there = photo.parent / folder / photo.name
    there.parent.mkdir(exist_ok=True)
    photo.rename(there)
    hand.open(there)
    hand.separate()
    return there


def test_what_was_written_is_said_and_its_folder_shown(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    written = hand.window.written
    assert not written.isVisible()
    hand.exported(hand.export_dialog(tmp_path / "out"))
    hand.qtbot.waitUntil(written.isVisible)
    assert written.sentence.text() == f"Written: photo_remix.png in {tmp_path / 'out'}"
    hand.click(written.show_folder)
    assert opened == [str(tmp_path / "out")]
    hand.separate()
    assert not written.isVisible()


@pytest.mark.parametrize("task", ["half", "shade"])
def test_the_file_of_a_layer_is_what_the_canvas_shows_of_it_alone(hand: Hand, tmp_path: Path, task: str) -> None:
    mix = hand.document.mix
    assert mix is not None
    changed = mix.with_layer(1, strength=0.25, exposure_ev=-1.0, temperature=80.0, softness_px=3.0)
    hand.document.edit(changed, "adjusted")
    hand.key("2")
    seen = hand.seen_photo()
    dialog = hand.export_dialog(tmp_path / "out")
    layers = [layer.name for layer in hand.document.spec.layers] if hand.document.spec else []
    plain, adjusted = (dialog.parts[name].text() for name in layers)
    assert ("adjusted" in plain, adjusted.split(", ")[1:]) == (False, ["as adjusted"])
    for name, box in dialog.parts.items():
        box.setChecked(name == layers[1])
    (file,) = hand.exported(dialog)
    np.testing.assert_array_equal(codes_of(file), seen)


def test_the_export_dialog_follows_adjustments_that_are_made_meanwhile(hand: Hand) -> None:
    dialog = hand.export_dialog()
    assert dialog.parts["reflection"].text() == "Reflection"
    mix = hand.document.mix
    assert mix is not None
    hand.document.edit(mix.with_layer(1, tint=5.0), "tint")
    assert dialog.parts["reflection"].text() == "Reflection, as adjusted"
    dialog.reject()


def test_a_photo_without_a_box_for_a_part_leaves_it_chosen_for_others(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand.document.paint(MASK, Whole.FILL, "fill")
    dialog = hand.export_dialog(tmp_path / "out")
    for part in ("reflection", MASK_PART):
        hand.check(dialog.parts[part])
    hand.exported(dialog)
    first = hand.document.photo.path
    _open_elsewhere(hand, photo_file)
    dialog = hand.export_dialog(tmp_path / "out")
    assert MASK_PART not in dialog.parts
    hand.check(dialog.parts["reflection"])  # which is taken back
    hand.exported(dialog)
    hand.open(first)
    dialog = hand.export_dialog()
    assert [name for name, box in dialog.parts.items() if box.isChecked()] == [REMIX, MASK_PART]
    dialog.reject()


def test_nothing_is_said_to_be_written_where_all_was_there(hand: Hand, tmp_path: Path) -> None:
    hand.exported(hand.export_dialog(tmp_path / "out"))
    dialog = hand.export_dialog()
    hand.choose(dialog.place.collision_box, dialog.place.collision_box.itemData(1))
    hand.exported(dialog)
    assert not hand.window.written.isVisible()
    assert hand.told() == "Nothing was written: all files are there already."


def test_a_photo_is_offered_its_own_folder_after_another_was_exported_into_its_own(
    hand: Hand, photo_file: PhotoFile
) -> None:
    hand.exported(hand.export_dialog())
    there = _open_elsewhere(hand, photo_file)
    assert hand.export_dialog().place.folder == there.parent


def test_a_photo_that_was_named_from_the_current_folder_is_offered_its_own(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = photo_file("near.png")
    monkeypatch.chdir(path.parent)
    hand.sils.shop.opening.open([Path("near.png")])
    hand.qtbot.waitUntil(lambda: hand.document.name == "near.png", timeout=WAIT_MS)
    hand.separate()
    field = hand.export_dialog().place.folder_field
    assert field.text() == str(path.parent)
    assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == "Folder"


def test_a_folder_that_was_chosen_is_offered_until_the_photos_own_is_chosen(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand.exported(hand.export_dialog(tmp_path / "out"))
    there = _open_elsewhere(hand, photo_file, "out-of-the-way")
    dialog = hand.export_dialog()
    assert dialog.place.folder == tmp_path / "out"
    hand.write(dialog.place.folder_field, str(there.parent))
    hand.exported(dialog)
    hand.key(Qt.Key.Key_PageUp)
    dialog = hand.export_dialog()
    assert dialog.place.folder == hand.document.photo.path.parent
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_chosen_folder_stays_chosen_though_a_photo_lies_in_it(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    hand.exported(hand.export_dialog(tmp_path / "out"))
    assert _open_elsewhere(hand, photo_file, "out").parent == tmp_path / "out"
    hand.exported(hand.export_dialog())
    hand.key(Qt.Key.Key_PageUp)
    assert hand.export_dialog().place.folder == tmp_path / "out"


@pytest.mark.parametrize("text", ["", "  "])
def test_without_a_folder_nothing_can_be_exported(hand: Hand, text: str) -> None:
    dialog = hand.export_dialog()
    hand.write(dialog.place.folder_field, text)
    hand.qtbot.keyClick(dialog.place.folder_field, Qt.Key.Key_Backspace)
    assert not dialog.export.isEnabled()
    assert dialog.summary.text() == "Choose a folder for the files."
    hand.qtbot.keyClick(dialog.place.folder_field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_depth_stays_chosen_for_files_that_have_it(hand: Hand) -> None:
    dialog = hand.export_dialog()
    hand.choose(dialog.file.container_box, Container.PNG)
    hand.choose(dialog.file.depth_box, Depth.SIXTEEN)
    hand.choose(dialog.file.container_box, Container.TIFF)
    assert dialog.file.depth is Depth.SIXTEEN
    hand.choose(dialog.file.container_box, Container.JPEG)
    assert dialog.file.depth is None
    hand.choose(dialog.file.container_box, Container.TIFF)
    assert dialog.file.depth is Depth.SIXTEEN
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_usual_file_type_says_what_it_is(hand: Hand) -> None:
    dialog = hand.export_dialog()
    assert dialog.file.container is None
    assert "PNG or TIFF" in dialog.file.container_box.currentText()
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_files_go_into_the_profile_that_is_chosen_which_is_remembered(hand: Hand, tmp_path: Path) -> None:
    hand.set_amount(40)
    dialog = hand.export_dialog(tmp_path / "out")
    assert dialog.file.profile is Profile.SOURCE
    (own,) = hand.exported(dialog)
    dialog = hand.export_dialog()
    hand.choose(dialog.file.profile_box, Profile.DISPLAY_P3)
    hand.check(dialog.parts[LAYERED])
    layered, other = sorted(hand.exported(dialog))
    assert (layered.name, other.name) == ("photo-2_layered.psd", "photo-2_remix.png")
    with Image.open(own) as plain, Image.open(other) as wide:
        assert "icc_profile" not in plain.info
        codes = [np.asarray(each).astype(float) for each in (plain, wide)]
        assert "Display P3".encode("utf-16-be") in wide.info["icc_profile"]
    assert "Display P3".encode("utf-16-be") in layered.read_bytes()
    assert np.ptp(codes[0], axis=-1).mean() > np.ptp(codes[1], axis=-1).mean()  # the same colours are duller codes
    dialog = hand.export_dialog()
    assert dialog.file.profile is Profile.DISPLAY_P3
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_remix_is_written_as_openexr_where_that_is_chosen(hand: Hand, tmp_path: Path) -> None:
    dialog = hand.export_dialog(tmp_path / "out")
    hand.choose(dialog.file.container_box, Container.EXR)
    assert [dialog.file.depth_box.itemData(i) for i in range(dialog.file.depth_box.count())] == [None, Depth.FLOAT]
    hand.exported(dialog)
    separation, mix = hand.document.separation, hand.document.mix
    assert separation is not None
    assert mix is not None
    assert np.array_equal(read_photo(tmp_path / "out" / "photo_remix.exr").pixels, render(separation, mix))


def test_the_mask_is_offered_where_one_is_painted_and_written_as_it_is(hand: Hand, tmp_path: Path) -> None:
    dialog = hand.export_dialog(tmp_path / "out")
    assert MASK_PART not in dialog.parts
    hand.exported(dialog)
    hand.key("b")
    hand.stroke((30, 60), (60, 60))
    dialog = hand.export_dialog()
    hand.check(dialog.parts[MASK_PART])
    hand.choose(dialog.file.container_box, Container.JPEG)
    assert "Writes photo_remix.jpg, photo_mask.png." in dialog.summary.text()
    remix, mask = hand.exported(dialog)
    assert (remix.name, mask.name) == ("photo_remix.jpg", "photo_mask.png")
    assert hand.document.painted.mask is not None
    plane = mask_plane(hand.document.painted.mask, hand.document.photo)
    codes = cv2.imread(str(mask), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(codes, np.round(plane * 255).astype(np.uint8))
    assert 0 < plane.mean() < 1


def test_a_mask_alone_can_be_written_and_is_read_by_the_command_line(
    hand: Hand, tmp_path: Path, photo_file: PhotoFile
) -> None:
    hand.key("b")
    hand.stroke((30, 60), (60, 60))
    dialog = hand.export_dialog(tmp_path / "out")
    hand.check(dialog.parts[MASK_PART])
    hand.check(dialog.parts[REMIX])
    (mask,) = hand.exported(dialog)
    read = read_mask(mask, hand.document.photo.size)
    assert hand.document.painted.mask is not None
    np.testing.assert_array_equal(read, mask_plane(hand.document.painted.mask, hand.document.photo))
    dialog = hand.export_dialog()
    assert dialog.parts[MASK_PART].isChecked()
    hand.choose(dialog.place.collision_box, Collision.SKIP)
    assert dialog.summary.text() == "Writes nothing, since all is there already."
    hand.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_mask_that_was_erased_while_it_was_asked_for_is_everywhere(hand: Hand, tmp_path: Path) -> None:
    source = Exportable.of(hand.document)
    assert source is not None
    assert source.mask is None
    files, _ = export(source, ExportWish((MASK_PART,), Output(tmp_path / "out")), SILENT)
    assert (cv2.imread(str(files[MASK_PART]), cv2.IMREAD_UNCHANGED) == 255).all()


def test_halves_that_a_killed_window_left_are_swept(hand: Hand, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    dead = half_of_the_dead(out)
    hand.exported(hand.export_dialog(out))
    assert not dead.exists()
