"""The queue: photos by one recipe, in the order that a person gives them, while another photo is edited."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from engine.batch.journal import FOLDER
from engine.job import Job, load_job
from engine.job_outputs import Outputs
from sils_gui.state.queue import Fate, Row
from sils_gui.state.settings import THEME
from sils_gui.view.queue_model import NAME, PROGRESS
from sils_gui.view.recipe_dialog import RecipeDialog
from tests.gui.eyes import grabbed
from tests.gui.hand import WAIT_MS, PhotoFile
from tests.gui.night import Night

pytestmark = pytest.mark.gui
ALT = Qt.KeyboardModifier.AltModifier


def test_open_photos_and_folders_are_made_while_another_is_edited(
    night: Night, photo_file: PhotoFile, tmp_path: Path
) -> None:
    (tmp_path / "trip" / "day").mkdir(parents=True)
    inside = [photo_file("trip/a.png"), photo_file("trip/day/b.png", 130)]
    night.open(photo_file("open.png", 150))
    night.separate()
    night.menu("File", "Add to queue")
    night.wait_for(1)
    night.add(tmp_path / "trip")
    night.wait_for(3)
    assert [row.photo.name for row in night.queue.rows] == ["open.png", *(path.name for path in inside)]
    night.click(night.bar.start)
    night.type(night.window.docks.mixer.strips[1].controls["strength"], "70")
    night.rest()
    night.until_idle()
    assert {fate for _, fate in night.fates()} == {Fate.DONE}
    assert night.document.mix is not None
    assert night.document.mix.layers[1].strength == 0.7
    for name in ("open", "trip/a", "trip/day/b"):
        assert (night.out / f"{name}_background.png").exists()
    assert "3 of 3 done" in night.window.docks.bottom.windowTitle()


def test_rows_are_moved_by_keys_and_by_dragging_and_made_in_that_order(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.pick(night.table, 3)
    for _ in range(3):
        night.pick_key(Qt.Key.Key_Up, ALT)
    assert [name for name, _ in night.fates()] == ["3.png", "0.png", "1.png", "2.png"]
    assert night.table.photos() == (photos[3],)
    night.pick(night.table, 1)
    data = night.table.rows.mimeData(night.table.selectionModel().selectedRows())
    below = night.table.visualRect(night.table.rows.index(3, 0)).bottom() + 20
    move, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPointF(20, below), move, data, button, Qt.KeyboardModifier.NoModifier)
    night.table.dropEvent(drop)
    assert [name for name, _ in night.fates()] == ["3.png", "1.png", "2.png", "0.png"]
    made: list[str] = []
    night.queue.row_changed.connect(
        lambda row: (
            made.append(night.queue.rows[row].photo.name)
            if night.queue.rows[row].fate is Fate.WORKING and night.queue.rows[row].fraction == 0
            else None
        )
    )
    night.click(night.bar.start)
    night.until_idle()
    assert list(dict.fromkeys(made)) == ["3.png", "1.png", "2.png", "0.png"]


def test_arrows_go_on_from_the_photo_that_was_moved_or_from_where_one_was_taken_out(
    night: Night, photos: list[Path]
) -> None:
    night.add(*photos)
    night.pick(night.table, 2)
    night.pick_key(Qt.Key.Key_Up, ALT)
    night.pick_key(Qt.Key.Key_Down)
    assert [name for name, _ in night.fates()] == ["0.png", "2.png", "1.png", "3.png"]
    assert night.table.photos() == (photos[1],)
    night.pick_key(Qt.Key.Key_Delete)
    night.pick_key(Qt.Key.Key_Up)
    assert night.table.photos() == (photos[2],)


def test_a_paused_queue_begins_no_photo_and_goes_on(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    number = night.freeze()
    night.click(night.bar.start)
    assert night.bar.start.text() == "Go on"
    assert "paused" in night.window.docks.bottom.windowTitle()
    os.kill(number, signal.SIGCONT)
    night.qtbot.waitUntil(lambda: night.queue.counts[Fate.WORKING] == 0, timeout=WAIT_MS)
    assert night.sils.shop.queueing.is_running
    night.click(night.bar.start)
    night.until_idle()
    assert {fate for _, fate in night.fates()} == {Fate.DONE}


def test_a_pause_before_the_process_is_there_holds(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    night.click(night.bar.start)
    night.qtbot.waitUntil((night.out / FOLDER / "journal.jsonl").exists, timeout=WAIT_MS)
    night.qtbot.wait(500)
    assert night.queue.counts[Fate.WAITING] == 4
    night.click(night.bar.start)
    night.until_idle()
    assert night.queue.counts[Fate.DONE] == 4


def test_one_photo_or_all_are_cancelled_and_tried_again(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.pick(night.table, 2)
    night.pick_key(Qt.Key.Key_Delete)
    assert [name for name, _ in night.fates()] == ["0.png", "1.png", "3.png"]
    night.click(night.bar.start)
    number = night.freeze()
    night.click(night.bar.cancel)
    os.kill(number, signal.SIGCONT)
    night.until_idle()
    assert night.queue.counts[Fate.CANCELLED] > 0
    assert {fate for _, fate in night.fates()} <= {Fate.CANCELLED, Fate.DONE}
    night.table.clearSelection()
    night.click(night.bar.retry)
    night.click(night.bar.start)
    night.until_idle()
    assert {fate for _, fate in night.fates()} == {Fate.DONE}


def test_photos_of_a_series_are_told_apart_however_long_their_names(night: Night, photo_file: PhotoFile) -> None:
    long = "2026-11-27 Wedding in the rain, shop window, third of a series, retouched"
    night.add(*(photo_file(f"{long}, {end}.png", 130) for end in ("one", "two")))
    table = night.table
    places = [table.visualRect(table.rows.index(row, NAME)) for row in (0, 1)]
    codes = grabbed(table.viewport())
    first, second = (codes[place.top() : place.bottom(), place.left() : place.right()] for place in places)
    assert (first != second).any()


def is_told_in_red(night: Night, row: int) -> bool:
    table = night.table
    place = table.visualRect(table.rows.index(row, PROGRESS))
    codes = grabbed(table.viewport())[place.top() : place.bottom(), place.left() : place.right()].astype(int)
    return bool((codes[..., 0] - codes[..., 2]).max() > 80)


def test_a_bad_photo_fails_alone_and_is_retried_when_it_is_mended(
    night: Night, photos: list[Path], photo_file: PhotoFile
) -> None:
    night.sils.state.settings.set(THEME, "dark")
    whole = photos[1].read_bytes()
    photos[1].write_bytes(whole[:200])
    night.add(*photos[:2])
    night.click(night.bar.start)
    night.until_idle()
    assert [fate for _, fate in night.fates()] == [Fate.DONE, Fate.FAILED]
    assert "1.png" in night.queue.rows[1].sentence
    assert [is_told_in_red(night, row) for row in (0, 1)] == [False, True]
    photos[1].write_bytes(whole)
    night.click(night.bar.retry)
    night.click(night.bar.start)
    night.until_idle()
    assert [fate for _, fate in night.fates()] == [Fate.DONE, Fate.DONE]


def test_a_photo_that_is_added_to_a_queue_at_work_is_made_too(night: Night, photos: list[Path]) -> None:
    night.add(*photos[:2])
    night.click(night.bar.start)
    night.add(*photos[2:])
    night.until_idle()
    assert night.fates() == [(path.name, Fate.DONE) for path in photos]


def test_a_dying_batch_takes_nothing_down_and_is_taken_up_again(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    os.kill(night.freeze(), signal.SIGKILL)
    night.until_idle()
    assert night.sils.state.problems.current is not None
    assert night.sils.state.problems.current.code == "queue-died"
    assert night.queue.counts[Fate.WORKING] == 0
    night.click(night.bar.start)
    night.until_idle()
    assert night.fates() == [(path.name, Fate.DONE) for path in photos]
    files = [path.name for path in night.out.iterdir() if path.name.endswith(".sils.json")]
    assert sorted(files) == [f"{number}.sils.json" for number in range(4)]


def test_what_is_told_of_thousands_of_rows_is_drawn_once_and_compares_none_with_others(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Path] = []

    class Compared(type(Path())):
        def __eq__(self, other: object) -> bool:
            compared.append(self)
            return super().__eq__(other)

        __hash__ = type(Path()).__hash__

    photos = [Compared(f"/photos/{number}.png") for number in range(3000)]
    night.queue.add([Row(photo) for photo in photos])
    drawn: list[Mapping[Fate, int]] = []
    monkeypatch.setattr(night.bar, "show_state", lambda counts, chosen: drawn.append(counts))
    compared.clear()
    for photo in photos:
        night.queue.update(photo, fate=Fate.DONE)
    night.qtbot.waitUntil(lambda: "3000 of 3000 done" in night.panel.windowTitle(), timeout=WAIT_MS)
    assert drawn == [{Fate.DONE: 3000}]
    assert len(compared) <= len(photos)  # at most with what it was; Python 3.12 and older see that it is the same
    assert night.table.rows.index(2999, 1).data() == "done"


def test_what_is_done_already_is_not_told_of_again(night: Night, photos: list[Path]) -> None:
    night.add(*photos[:3])
    night.click(night.bar.start)
    night.until_idle()
    night.add(photos[3])
    told: list[int] = []
    night.queue.row_changed.connect(told.append)
    night.click(night.bar.start)
    night.until_idle()
    assert set(told) == {3}
    assert night.queue.counts[Fate.DONE] == 4


def test_the_recipe_is_a_job_that_the_command_line_takes(night: Night, photos: list[Path], tmp_path: Path) -> None:
    night.add(photos[0])
    night.click(night.panel.recipe)
    dialog = night.dialog(RecipeDialog)
    form = dialog.form
    night.choose(form.parts, form.parts.itemData(form.parts.findText("Layers and remix")))
    night.choose(form.mix, form.mix.itemData(form.mix.findText("Remove reflection")))
    night.choose(form.quality, form.quality.itemData(0))
    night.write(form.name, "{name} - {layer}")
    saved = tmp_path / "recipe.sils.json"
    night.answer_file_dialog(saved)
    night.click(dialog.save)
    night.click(dialog.use)
    assert load_job(saved) == night.queue.recipe
    assert night.queue.recipe.outputs.parts == ("layers", "remix")
    assert "Remove reflection" in night.panel.summary.text()
    night.click(night.bar.start)
    night.until_idle()
    names = {path.name for path in night.queue.rows[0].files}
    assert names == {"0 - background.png", "0 - reflection.png", "0 - remix.png"}


def test_a_job_is_loaded_and_what_cannot_be_is_refused(night: Night, tmp_path: Path) -> None:
    path = tmp_path / "job.sils.json"
    path.write_text(Job(task="half", preset="halve-reflection", outputs=Outputs(parts=("remix",))).to_json())
    night.click(night.panel.recipe)
    dialog = night.dialog(RecipeDialog)
    night.answer_file_dialog(path)
    night.click(dialog.load)
    assert dialog.form.recipe.preset == "halve-reflection"
    night.write(dialog.form.name, "{nonsense}")
    assert not dialog.use.isEnabled()
    assert dialog.why.text()
    dialog.reject()


def test_results_and_report_are_opened(night: Night, photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    night.queue.cook(Job(task="half", preset="remove-reflection"), night.out)
    night.add(photos[0])
    night.click(night.bar.start)
    night.until_idle()
    night.pick(night.table, 0)
    night.pick_key(Qt.Key.Key_Return)
    night.click(night.bar.report)
    assert opened == [str(night.out / "0_remix.png"), str(night.out / "batch-report.html")]


def test_files_and_folders_are_added_by_the_menu(night: Night, photos: list[Path]) -> None:
    menu = night.bar.add.menu()
    night.answer_file_dialog(photos[0])
    menu.actions()[1].trigger()
    night.wait_for(1)
    night.open(photos[1])
    menu.actions()[0].trigger()
    night.wait_for(2)
    assert not [box for box in night.window.findChildren(QFileDialog) if box.isVisible()]


def test_closing_asks_while_the_queue_is_at_work(night: Night, photos: list[Path]) -> None:
    night.add(*photos)
    night.click(night.bar.start)
    number = night.freeze()
    texts = night.answer_question(QMessageBox.StandardButton.Cancel)
    night.window.close()
    assert texts == ["The queue is still at work."]
    assert night.window.isVisible()
    os.kill(number, signal.SIGCONT)
    night.until_idle()
    assert night.queue.counts[Fate.DONE] == 4
