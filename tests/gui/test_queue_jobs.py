"""Saved jobs in the queue: each is a row that is made as the job says, or that says why it cannot be."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from engine.job import Job, load_job, save_job
from engine.job_outputs import Outputs
from sils_gui.state.queue import Fate
from tests.gui.hand import WAIT_MS, PhotoFile, codes_of
from tests.gui.night import Night

pytestmark = pytest.mark.gui


def _saved(path: Path, job: Job) -> Path:
    save_job(job, path)
    return path


def _own(photo: Path, **changes: object) -> Path:
    """A job beside a photo, for it, by another separator than the queue's."""
    job = Job(task="three", photo=photo.name, preset="remove-rain", outputs=Outputs(parts=("remix",)))
    return _saved(photo.with_name(f"{photo.stem}.sils.json"), job.model_copy(update=changes))


def _drop(night: Night, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    night.table.dropEvent(QDropEvent(QPointF(20, 20), copy, mime, button, keys))
    night.wait_for(1)


def _made(night: Night) -> set[str]:
    night.click(night.bar.start)
    night.until_idle()
    files = (path.relative_to(night.out).as_posix() for path in night.out.rglob("*.png"))
    return {name for name in files if not name.startswith(".")}


def test_a_dropped_job_is_made_as_it_says(night: Night, photos: list[Path]) -> None:
    _drop(night, _own(photos[0]), photos[1])
    assert night.table.rows.index(0, 0).data() == "0.png (0.sils.json)"
    assert _made(night) == {"0_remix.png", "1_background.png", "1_reflection.png"}
    assert {fate for _, fate in night.fates()} == {Fate.DONE}
    done = load_job(night.out / "0_remix.sils.json")
    assert (done.task, done.separator) == ("three", "three")
    assert codes_of(night.out / "0_remix.png").mean() < codes_of(photos[0]).mean()


def test_a_job_is_added_by_the_menu(night: Night, photos: list[Path]) -> None:
    night.answer_file_dialog(_own(photos[0]))
    night.bar.add.menu().actions()[1].trigger()
    night.wait_for(1)
    assert _made(night) == {"0_remix.png"}


def test_jobs_in_a_folder_stand_for_their_photos(night: Night, photo_file: PhotoFile, tmp_path: Path) -> None:
    (tmp_path / "trip" / "day").mkdir(parents=True)
    _own(photo_file("trip/day/a.png"))
    photo_file("trip/b.png")
    (tmp_path / "trip" / "settings.json").write_text("{}")
    _drop(night, tmp_path / "trip")
    assert {(row.photo.name, row.job is not None) for row in night.queue.rows} == {("a.png", True), ("b.png", False)}
    assert _made(night) == {"trip/day/a_remix.png", "trip/b_background.png", "trip/b_reflection.png"}


def test_a_job_for_a_folder_is_for_every_photo_in_it(night: Night, photo_file: PhotoFile, tmp_path: Path) -> None:
    (tmp_path / "trip").mkdir()
    for name in ("a", "b"):
        photo_file(f"trip/{name}.png")
    _drop(night, _saved(tmp_path / "trip" / "all.sils.json", Job(task="half", photo=".", preset="halve-reflection")))
    assert _made(night) == {"a_remix.png", "b_remix.png"}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('{"task": ', "is no job of this SILS"),
        ('{"version": 9, "task": "half"}', "from a newer SILS"),
        ('{"task": "half"}', "names no photo"),
        ("\x00\xff", "job"),
    ],
)
def test_a_broken_job_is_a_row_with_its_sentence_and_is_read_again(
    night: Night, photos: list[Path], tmp_path: Path, content: str, word: str
) -> None:
    path = tmp_path / "0.sils.json"
    path.write_text(content, encoding="latin-1")
    _drop(night, path, photos[1])
    assert night.fates() == [("0.sils.json", Fate.FAILED), ("1.png", Fate.WAITING)]
    assert word in night.queue.rows[0].sentence
    assert word in night.table.rows.index(0, 2).data()
    _own(photos[0])
    night.pick(night.table, 0)
    night.click(night.bar.retry)
    night.qtbot.waitUntil(lambda: night.fates() == [("1.png", Fate.WAITING), ("0.png", Fate.WAITING)])
    assert "0_remix.png" in _made(night)


def test_a_job_that_breaks_while_it_waits_fails_alone(night: Night, photos: list[Path]) -> None:
    path = _own(photos[0])
    _drop(night, path, photos[1])
    path.write_text("{")
    _made(night)
    assert night.fates() == [("0.png", Fate.FAILED), ("1.png", Fate.DONE)]
    assert "is no job of this SILS" in night.queue.rows[0].sentence


def test_a_job_without_its_photo_fails_with_a_sentence(night: Night, photos: list[Path]) -> None:
    path = _own(photos[0])
    photos[0].unlink()
    _drop(night, path)
    _made(night)
    assert night.fates() == [("0.png", Fate.FAILED)]
    assert "0.png" in night.queue.rows[0].sentence


def test_two_jobs_for_one_photo_are_told_apart(night: Night, photos: list[Path], tmp_path: Path) -> None:
    first = _own(photos[0])
    second = _saved(tmp_path / "other.sils.json", Job(task="half", photo=str(photos[0])))
    _drop(night, first)
    night.add(second)
    assert night.fates() == [("0.png", Fate.WAITING), ("other.sils.json", Fate.FAILED)]
    assert "other.sils.json and 0.sils.json are jobs for one photo" in night.queue.rows[1].sentence
    assert _made(night) == {"0_remix.png"}


def test_a_job_for_a_photo_that_waits_in_a_queue_at_work_is_used(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    number = night.freeze()
    _drop(night, _own(photos[3]))
    night.qtbot.waitUntil(lambda: night.queue.rows[3].job is not None, timeout=WAIT_MS)
    os.kill(number, signal.SIGCONT)
    night.until_idle()
    assert {fate for _, fate in night.fates()} == {Fate.DONE}
    assert [path.name for path in night.queue.rows[3].files] == ["3_remix.png"]
    assert not (night.out / "3_background.png").exists()


def test_a_photo_that_waits_by_its_own_job_keeps_it(night: Night, photos: list[Path]) -> None:
    _drop(night, _own(photos[0]))
    night.sils.shop.adding.add([photos[0], photos[1]])
    night.wait_for(2)
    assert "0_remix.png" in _made(night)
