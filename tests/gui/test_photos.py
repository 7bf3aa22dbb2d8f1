"""Several photos: each with its own state, in the film strip, among the recent ones; files that change underneath."""

from __future__ import annotations

import errno
import gc
import os
import shutil
from pathlib import Path
from weakref import ref

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from sils_gui.work.opening import MOST_AT_ONCE
from tests.gui.hand import CTRL, WAIT_MS, Hand, PhotoFile, codes_of

pytestmark = pytest.mark.gui


def test_each_photo_keeps_its_layers_mix_zoom_and_history(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file("first.png"))
    hand.separate()
    hand.set_amount(30)
    hand.key("+", CTRL)
    first, zoom = hand.document, hand.sils.state.looking.viewport.zoom
    hand.open(photo_file("second.png", 130))
    assert hand.document.separation is None
    assert hand.window.docks.mixer.strips == []
    strip = hand.window.docks.film_strip
    assert strip.isVisible()
    assert [strip.item(row).text() for row in range(strip.count())] == ["• first.png", "second.png"]
    hand.separate()
    hand.set_amount(80)
    hand.pick(strip, 0)
    assert hand.document is first
    assert hand.sils.state.looking.viewport.zoom == zoom
    assert hand.window.docks.mixer.strips[1].controls["strength"].entry.value() == 30
    hand.key("z", CTRL)
    assert hand.window.docks.mixer.strips[1].controls["strength"].entry.value() == 0
    hand.key(Qt.Key.Key_PageDown)
    assert hand.document.name == "second.png"
    assert hand.window.docks.mixer.strips[1].controls["strength"].entry.value() == 80


def test_layers_of_one_photo_never_show_in_another(hand: Hand, photo_file: PhotoFile) -> None:
    for number in range(6):
        path = photo_file(f"{number}.png", 150 + number)
        hand.open(path)
        np.testing.assert_array_equal(hand.seen_photo(), codes_of(path))
        hand.key("w", CTRL)


def test_a_closed_photo_and_its_layers_leave_memory(hand: Hand, photo_file: PhotoFile) -> None:
    hand.open(photo_file())
    hand.separate()
    hand.save()
    held = [ref(hand.document), ref(hand.document.photo), ref(hand.document.levels), ref(hand.document.separation)]
    hand.key("w", CTRL)
    hand.qtbot.waitUntil(lambda: [each() for each in held] == [None] * 4, timeout=WAIT_MS)


def test_a_photo_that_was_exported_leaves_memory_as_well(hand: Hand, photo_file: PhotoFile, tmp_path: Path) -> None:
    hand.open(photo_file())
    hand.separate()
    hand.save()
    hand.click(hand.export_dialog().buttons.buttons()[0])
    hand.exported(hand.export_dialog(tmp_path / "out"))
    held = [ref(hand.document), ref(hand.document.photo), ref(hand.document.levels), ref(hand.document.separation)]
    hand.key("w", CTRL)

    def is_gone() -> bool:
        gc.collect()  # a dialog and its slots hold each other
        return [each() for each in held] == [None] * 4

    hand.qtbot.waitUntil(is_gone, timeout=WAIT_MS)


def test_a_photo_is_opened_from_the_recent_ones(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    hand.open(path)
    hand.key("w", CTRL)
    recent = hand.window.welcome.recent
    assert recent.isVisible()
    hand.pick(recent, 0)
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is not None, timeout=WAIT_MS)
    assert hand.document.photo.path == path
    hand.rest()
    hand.key("w", CTRL)
    hand.menu("File", "Open recent", str(path))
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is not None, timeout=WAIT_MS)
    hand.rest()
    hand.menu("File", "Open recent", "Forget them")
    assert hand.sils.state.recent.paths == ()


def test_a_photo_opens_from_a_drive_whose_paths_cannot_be_followed(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As drives that other programs make are on Windows."""

    def refused(*path: object, **how: object) -> str:
        raise OSError(errno.EINVAL, "The volume does not contain a recognized file system")

    monkeypatch.setattr(os.path, "realpath", refused)
    path = photo_file("shot.png")
    hand.open(path)
    assert hand.sils.state.recent.paths == (path,)


def test_what_another_window_opened_stays_among_the_recent_photos(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    first, other, second = photo_file("first.png"), tmp_path / "other.png", photo_file("second.png", 120)
    hand.open(first)
    hand.sils.state.settings.refresh()
    file = tmp_path / "config" / "sils.ini"
    file.write_text(file.read_text().replace(f"recent={first}", f"recent={other}, {first}"))
    hand.open(second)
    assert hand.sils.state.recent.paths == (second, other, first)


def test_a_recent_photo_that_is_gone_is_told_and_forgotten(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    hand.open(path)
    hand.key("w", CTRL)
    path.unlink()
    hand.pick(hand.window.welcome.recent, 0)
    assert "photo.png" in hand.told()
    assert hand.sils.state.recent.paths == ()
    assert not hand.window.welcome.recent.isVisible()


def test_photos_are_opened_by_the_dialog(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    hand.answer_file_dialog(path)
    hand.tool("open")
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is not None, timeout=WAIT_MS)
    assert hand.document.photo.path == path


def test_of_a_hundred_files_as_many_are_opened_as_make_sense(hand: Hand, photo_file: PhotoFile) -> None:
    first = photo_file("0.png", 24, 16)
    paths = [first] + [first.with_name(f"{number}.png") for number in range(1, 100)]
    for path in paths[1:]:
        shutil.copyfile(first, path)
    hand.drop(*paths)
    assert f"the first {MOST_AT_ONCE}" in hand.told()
    hand.qtbot.waitUntil(lambda: len(hand.sils.state.desk.documents) == MOST_AT_ONCE, timeout=WAIT_MS)
    hand.qtbot.waitUntil(lambda: hand.sils.shop.opening.jobs.running is None, timeout=WAIT_MS)
    assert hand.window.docks.film_strip.count() == MOST_AT_ONCE


def test_escape_stops_the_opening_of_many(hand: Hand, photo_file: PhotoFile) -> None:
    paths = [photo_file(f"{number}.png", 24, 16) for number in range(20)]
    hand.drop(*paths)
    hand.qtbot.keyClick(hand.window, Qt.Key.Key_Escape)
    hand.qtbot.waitUntil(lambda: hand.sils.shop.opening.jobs.running is None, timeout=WAIT_MS)
    assert len(hand.sils.state.desk.documents) < 20
    assert hand.sils.state.problems.current is None


def test_a_dropped_folder_opens_the_photos_in_it(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    (path.parent / "notes.txt").write_text("no photo")
    hand.drop(path.parent)
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is not None, timeout=WAIT_MS)
    assert [document.name for document in hand.sils.state.desk.documents] == ["photo.png"]
    assert hand.sils.state.problems.current is None


def test_a_name_that_no_file_can_have_costs_no_other_photo(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    hand.drop(path.with_name("x" * 300 + ".png"), path)
    hand.qtbot.waitUntil(lambda: hand.sils.state.desk.current is not None, timeout=WAIT_MS)
    assert hand.document.photo.path == path
    hand.qtbot.waitUntil(lambda: "xxx" in hand.told(), timeout=WAIT_MS)


def test_a_photo_deleted_while_open_can_still_be_separated_and_exported(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path
) -> None:
    path = photo_file()
    hand.open(path)
    path.unlink()
    assert "photo.png is no longer in its folder" in hand.told()
    hand.separate()
    assert [file.name for file in hand.exported(hand.export_dialog(tmp_path / "out"))] == ["photo_remix.png"]


@pytest.mark.parametrize(("old", "new"), [("shoot/photo.png", "shoot/other.png"), ("shoot", "other")])
def test_edits_are_not_saved_where_their_photo_no_longer_lies(
    hand: Hand, photo_file: PhotoFile, tmp_path: Path, old: str, new: str
) -> None:
    (tmp_path / "shoot").mkdir()
    path = photo_file("shoot/photo.png")
    hand.open(path)
    hand.separate()
    hand.set_amount(40)
    (tmp_path / old).rename(tmp_path / new)
    assert "photo.png is no longer in its folder" in hand.told()
    hand.key("s", CTRL)
    hand.qtbot.waitUntil(lambda: not hand.sils.shop.saving.is_writing, timeout=WAIT_MS)
    assert hand.told().startswith(f"photo.png is no longer in {path.parent}: its edits are not saved.")
    assert not hand.document.is_saved
    assert not list(tmp_path.glob("*/*.sils.json"))
    (tmp_path / new).rename(tmp_path / old)
    hand.save()
    assert path.with_name("photo.sils.json").exists()


def test_a_photo_changed_on_disk_is_told_and_read_again_when_opened_anew(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    hand.open(path)
    before = hand.seen_photo()
    photo_file("photo.png", 140)
    assert "photo.png has changed on disk" in hand.told()
    np.testing.assert_array_equal(hand.seen_photo()[30:], before[30:])
    hand.key("w", CTRL)
    hand.open(path)
    assert hand.document.photo.size.width == 140


def test_edits_of_a_photo_that_has_changed_since_are_told(hand: Hand, photo_file: PhotoFile) -> None:
    path = photo_file()
    hand.open(path)
    hand.separate()
    hand.save()
    hand.key("w", CTRL)
    photo_file("photo.png", 140)
    hand.open(path)
    assert "has changed since" in hand.told()


@pytest.mark.slow
def test_a_photo_of_100_megapixels_is_shown(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "large.tif"
    codes = np.full((8000, 12500), 90, np.uint8)
    codes[4000, 6250] = 200
    assert cv2.imwrite(str(path), codes, [cv2.IMWRITE_TIFF_COMPRESSION, 1])
    hand.open(path)
    assert hand.document.photo.size.pixels == 100_000_000
    hand.key("z")
    seen = hand.seen()
    assert set(np.unique(seen[40:])) == {90, 200}
