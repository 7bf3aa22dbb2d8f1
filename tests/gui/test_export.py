"""The export dialog offers what makes sense for the photo at hand, and the window says what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QDesktopServices

from engine import asides
from engine.codecs.container import Container
from engine.picture import Depth
from tests.engine.test_asides import name_of_the_dead
from tests.gui.hand import WAIT_MS, Hand, PhotoFile

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


def test_halves_that_a_killed_window_left_are_swept(hand: Hand, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    dead = out / f".sils-{name_of_the_dead(asides.unique())}.part"
    dead.touch()
    hand.exported(hand.export_dialog(out))
    assert not dead.exists()
