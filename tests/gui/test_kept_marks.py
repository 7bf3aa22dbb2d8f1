"""Marks come back with saved edits, as long as the files beside the photo show what they made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.codecs.reading import read_photo
from engine.job import Job, load_job
from engine.marks import Linear, Radial, Stroke, Tones
from engine.picture import Photo
from sils_gui.state.drawing import hint_plane, mask_plane
from sils_gui.state.scribble import MASK, Painted, Scribble, Strength
from sils_gui.work.masks import found_from, painted_in, with_marks
from sils_gui.work.recovery import Recovery
from tests.engine.pictures import noise, photo_of
from tests.gui.hand import CTRL, WAIT_MS, Hand, Make, PhotoFile, marks_of

pytestmark = pytest.mark.gui


@pytest.fixture
def hand(masking: Hand) -> Hand:
    return masking


def draw_all(hand: Hand) -> None:
    """A stroke, a linear gradient, an ellipse, the strength of a layer, feathered."""
    hand.stroke((30, 30), (90, 40), (100, 55))
    hand.bar_button("linear")
    hand.stroke((20, 20), (60, 20))
    hand.bar_button("radial")
    hand.stroke((110, 80), (140, 100))
    hand.bar_button("range")
    hand.choose(hand.window.brush_bar.mask_row.source, "reflection")
    hand.bar_button("range")
    hand.type(hand.window.brush_bar.mask_row.feather, "3")


def reopened(hand: Hand) -> None:
    path = hand.document.photo.path
    hand.key("w", CTRL)
    hand.open(path)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)


def test_marks_come_back_and_can_be_changed_and_saved_again(hand: Hand) -> None:
    draw_all(hand)
    before, plane = hand.document.painted.of(MASK), mask_plane(hand.document.painted.of(MASK), hand.document.photo)
    hand.save()
    hand.set_amount(10)
    hand.save()
    assert not list(hand.document.photo.path.parent.glob("*.kept-*"))
    reopened(hand)
    after = hand.document.painted.of(MASK)
    assert [type(mark) for mark in after.marks] == [Stroke, Linear, Radial, Strength]
    assert after.marks[:3] == before.marks[:3]
    assert (after.base, after.feather_px) == (None, 3)
    np.testing.assert_array_equal(mask_plane(after, hand.document.photo), plane)
    assert hand.document.is_saved
    marks = hand.window.brush_bar.mark_row.marks
    marks.setFocus()
    hand.qtbot.keyClick(marks, Qt.Key.Key_Home)
    hand.key(Qt.Key.Key_Delete)
    assert not hand.document.is_saved
    hand.save()
    reopened(hand)
    assert [type(mark) for mark in marks_of(hand)] == [Stroke, Radial, Strength]
    assert hand.sils.state.problems.current is None


def test_a_picture_that_no_mark_names_any_longer_goes(hand: Hand) -> None:
    folder = hand.document.photo.path.parent
    others = folder / "photo.marks-2.png"
    others.write_bytes(b"of somebody else")
    draw_all(hand)
    hand.save()
    assert (folder / "photo.marks-1.png").exists()
    marks = hand.window.brush_bar.mark_row.marks
    marks.setFocus()
    hand.qtbot.keyClick(marks, Qt.Key.Key_End)
    hand.key(Qt.Key.Key_Delete)
    assert Strength not in [type(mark) for mark in marks_of(hand)]
    hand.save()
    assert [*folder.glob("*.marks-*")] == [others]


def test_a_mask_that_another_program_changed_is_a_picture(hand: Hand) -> None:
    hand.bar_button("linear")
    hand.stroke((20, 20), (60, 20))
    hand.save()
    path = hand.document.photo.path.with_name("photo.mask.png")
    codes = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert codes is not None
    codes[5, 5] ^= 1
    assert cv2.imwrite(str(path), codes)
    reopened(hand)
    scribble = hand.document.painted.of(MASK)
    assert scribble.marks == ()
    np.testing.assert_array_equal(mask_plane(scribble, hand.document.photo), codes / np.float32(255))
    problem = hand.sils.state.problems.current
    assert problem is not None
    assert problem.code == "marks-left-out"


def test_what_was_added_to_a_picture_stays_apart_from_it(hand: Hand) -> None:
    path = hand.document.photo.path.with_name("photo.mask.png")
    hand.stroke((30, 30), (90, 40))
    hand.save()
    job = path.with_name("photo.sils.json")
    job.write_text(load_job(job).model_copy(update={"marks": {}}).to_json())  # as it was saved before there were marks
    reopened(hand)
    old = mask_plane(hand.document.painted.of(MASK), hand.document.photo)
    hand.bar_button("radial")
    hand.stroke((110, 80), (140, 100))
    hand.save()
    reopened(hand)
    scribble = hand.document.painted.of(MASK)
    assert [type(mark) for mark in scribble.marks] == [Radial]
    np.testing.assert_array_equal(scribble.base, old)
    assert hand.sils.state.problems.current is None


def test_marks_survive_a_crash_and_their_copies_go(hand: Hand, make_window: Make, tmp_path: Path) -> None:
    draw_all(hand)
    before, plane = marks_of(hand), mask_plane(hand.document.painted.of(MASK), hand.document.photo)
    hand.crash(tmp_path / "recovery")
    left = next((tmp_path / "recovery").rglob("*.marks-1.png"))
    again = Hand(hand.qtbot, make_window())
    again.bring_back()
    assert marks_of(again)[:3] == before[:3]
    np.testing.assert_array_equal(mask_plane(again.document.painted.of(MASK), again.document.photo), plane)
    again.qtbot.waitUntil(lambda: not left.exists(), timeout=WAIT_MS)


def test_no_picture_of_an_earlier_copy_stays(tmp_path: Path, photo_file: PhotoFile) -> None:
    photo, codes = read_photo(photo_file()), np.zeros((4, 6), np.uint8)
    job = Job(task="x", photo=str(photo.path), photo_sha256=photo.digest)
    scribble = Scribble((Linear((1, 1), (20, 9)), Strength("a", codes), Strength("b", codes)))
    recovery = Recovery(tmp_path / "recovery")
    for copied in (scribble, scribble.without_mark(2)):
        recovery.keep({recovery.path_of(1): (job, Painted({MASK: copied}), photo)})
    recovery.lock.unlock()
    again = Recovery(tmp_path / "recovery")
    (left,) = again.left_behind()
    again.forget(left)
    again.forget(left)
    again.close()
    assert not [*(tmp_path / "recovery").rglob("*.*")]


def kept(scribble: Scribble, photo: Photo, folder: Path, target: str = MASK) -> Job:
    """The job of a mask or a hint, saved into a folder and found there."""
    at = folder / "a.sils.json"
    job = with_marks(Job(task="x", photo_sha256=photo.digest), Painted({target: scribble}), photo, at)
    return found_from(Job.model_validate_json(job.to_json()), at)


@pytest.mark.parametrize("is_other", [False, True])
def test_marks_that_look_at_the_photo_are_for_what_it_shows(tmp_path: Path, is_other: bool) -> None:
    photo, wherever = photo_of(noise(20, 30)), (Linear((1, 1), (20, 9)),)
    now = photo_of(noise(20, 30, seed=1)) if is_other else replace(photo, digest="a keyword more")
    for marks, follows_edges, looks in (
        (wherever, False, False),
        ((*wherever, Tones(0.2, 0.7)), False, True),
        (wherever, True, True),
    ):
        job = kept(Scribble(marks, feather_px=2, follows_edges=follows_edges), photo, tmp_path)
        painted, notices = painted_in(job, now)
        is_left_out = looks and is_other
        assert [notice.code for notice in notices] == ["marks-left-out"] * is_left_out
        assert painted.of(MASK).marks == (() if is_left_out else marks)


@pytest.mark.parametrize("target", [MASK, "rain"])
def test_the_picture_counts_where_its_marks_were_changed_in_the_file(tmp_path: Path, target: str) -> None:
    photo, scribble = photo_of(noise(20, 30)), Scribble((Radial((15, 10), (12, 4)),))
    job = kept(scribble, photo, tmp_path, target)
    turned = replace(scribble, marks=(Radial((15, 10), (12, 4), turn_deg=90.0),))
    changed = job.marks[target].model_copy(update={"marks": turned.marks})
    painted, notices = painted_in(job.model_copy(update={"marks": {target: changed}}), photo)
    assert [notice.code for notice in notices] == ["marks-left-out"]
    assert painted.of(target).marks == ()
    draw = mask_plane if target == MASK else hint_plane
    np.testing.assert_array_equal(draw(painted.of(target), photo), draw(scribble, photo))
    assert painted_in(job, photo)[0].of(target).marks == scribble.marks


def test_without_one_of_their_pictures_marks_are_a_picture(tmp_path: Path) -> None:
    photo = photo_of(noise(20, 30))
    codes = np.arange(24, dtype=np.uint8).reshape(4, 6)
    base = np.full((20, 30), 51 / 255, np.float32)
    scribble = Scribble((Strength("rain", codes), Linear((1, 1), (20, 9))), base)
    job = kept(scribble, photo, tmp_path)
    there = painted_in(job, photo)[0].of(MASK)
    assert isinstance(there.marks[0], Strength)
    np.testing.assert_array_equal(there.marks[0].codes, codes)
    np.testing.assert_array_equal(there.base, base)
    lost = tmp_path / "a.marks-2.png"
    for break_it in (lambda: lost.write_bytes(b"not"), lost.unlink, lost.mkdir):
        break_it()
        painted, notices = painted_in(job, photo)
        broken = painted.of(MASK)
        assert [notice.code for notice in notices] == ["marks-left-out"]
        assert broken.marks == ()
        np.testing.assert_array_equal(mask_plane(broken, photo), mask_plane(scribble, photo))


@pytest.mark.parametrize("follows_edges", [False, True])
def test_a_mask_of_16_bits_is_used_as_a_file_of_8_bits_says_it_again(tmp_path: Path, follows_edges: bool) -> None:
    photo, path = photo_of(noise(40, 60)), tmp_path / "m.png"
    ramp = np.tile(np.linspace(0, 65535, 60).round().astype(np.uint16), (40, 1))
    assert cv2.imwrite(str(path), ramp)
    untouched = painted_in(Job(task="x", mask=str(path)), photo)[0].of(MASK)
    np.testing.assert_array_equal(
        mask_plane(untouched, photo), np.round(ramp / 257).astype(np.float32) / np.float32(255)
    )
    scribble = replace(untouched, feather_px=4.0, follows_edges=follows_edges)
    painted, notices = painted_in(kept(scribble, photo, tmp_path), photo)
    assert not notices
    np.testing.assert_array_equal(mask_plane(painted.of(MASK), photo), mask_plane(scribble, photo))


@pytest.mark.parametrize("is_there", [False, True])
@pytest.mark.parametrize("target", [MASK, "rain"])
def test_marks_whose_picture_is_lost_make_it_again(tmp_path: Path, target: str, is_there: bool) -> None:
    photo, scribble = (
        photo_of(noise(20, 30)),
        Scribble((Radial((15, 10), (12, 4)),), np.full((20, 30), 0.2, np.float32)),
    )
    job = kept(scribble, photo, tmp_path, target)
    lost = Path(job.hints.get(target, job.mask or ""))
    if is_there:
        lost.write_bytes(lost.read_bytes()[:60])
    else:
        lost.unlink()
    painted, notices = painted_in(job, photo)
    assert [notice.code for notice in notices] == ["mask-redrawn"]
    assert painted.of(target).marks == scribble.marks
    assert not painted_in(job, photo_of(noise(10, 15)))[0].scribbles
    other = job.marks[target].model_copy(update={"feather_px": 2.0})
    painted, notices = painted_in(job.model_copy(update={"marks": {target: other}}), photo)
    assert target not in painted.scribbles
    assert [notice.code for notice in notices] == ["photo-truncated" if is_there else "photo-missing"]


def test_a_lost_mask_is_written_again(hand: Hand) -> None:
    hand.bar_button("linear")
    hand.stroke((20, 20), (60, 20))
    hand.save()
    path = hand.document.photo.path.with_name("photo.mask.png")
    before = path.read_bytes()
    path.unlink()
    reopened(hand)
    problem = hand.sils.state.problems.current
    assert problem is not None
    assert problem.code == "mask-redrawn"
    assert not hand.document.is_saved
    hand.save()
    assert path.read_bytes() == before
    assert hand.document.is_saved
    assert not list(path.parent.glob("*.kept-*"))


def test_200_strokes_are_small_in_a_file(tmp_path: Path) -> None:
    photo, random = photo_of(noise(20, 30)), np.random.default_rng(1)
    ways = np.round(16 * random.uniform(0, 6000, (200, 100, 2))) / 16
    strokes = tuple(Stroke(tuple((float(x), float(y)) for x, y in way), 40.0) for way in ways)
    job = kept(Scribble(strokes), photo, tmp_path)
    assert len(job.to_json()) < 450_000
    assert job.marks[MASK].marks == strokes
