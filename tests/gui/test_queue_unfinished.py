"""A batch that was begun by another recipe in the queue's folder is never forgotten without a yes."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from engine.batch.journal import FOLDER, Journal
from engine.cli.app import run
from engine.job import Job
from sils_gui.state.queue import Fate
from sils_gui.view.recipe_dialog import RecipeDialog
from tests.gui.hand import PhotoFile
from tests.gui.night import Night

pytestmark = pytest.mark.gui
OTHER = Job(task="half", preset="halve-reflection")


def _journal(night: Night) -> bytes:
    return (night.out / FOLDER / "journal.jsonl").read_bytes()


def _until_asked(night: Night, texts: list[str]) -> str:
    night.click(night.bar.start)
    night.qtbot.waitUntil(lambda: bool(texts), timeout=20_000)
    return texts[0]


@pytest.fixture
def begun(night: Night, photos: list[Path]) -> Night:
    """A queue that died at work, and has another recipe since."""
    night.add(*photos)
    night.click(night.bar.start)
    os.kill(night.freeze(), signal.SIGKILL)
    night.until_idle()
    night.sils.state.problems.dismiss_all()
    night.queue.cook(OTHER, night.out)
    return night


def test_to_cancel_leaves_everything_as_it_is(begun: Night) -> None:
    before = _journal(begun)
    text = _until_asked(begun, begun.answer_with("Cancel"))
    assert str(begun.out) in text
    assert "photos of it are left" in text
    assert "Half · Standard · Layers" in text
    begun.until_idle()
    assert _journal(begun) == before
    assert begun.queue.counts[Fate.WAITING] > 0
    assert begun.queue.recipe == OTHER
    assert begun.sils.state.problems.current is None


def test_to_go_on_takes_the_recipe_of_before(begun: Night, photos: list[Path]) -> None:
    _until_asked(begun, begun.answer_with("Go on with it"))
    begun.until_idle()
    assert begun.fates() == [(path.name, Fate.DONE) for path in photos]
    assert not begun.queue.recipe.preset
    made = {path.name for path in begun.out.glob("*.png")}
    assert made == {f"{n}_{layer}.png" for n in range(4) for layer in ("background", "reflection")}


def test_to_begin_anew_is_a_yes(begun: Night, photos: list[Path]) -> None:
    _until_asked(begun, begun.answer_with("Begin anew"))
    begun.until_idle()
    assert begun.queue.counts[Fate.DONE] == 4
    asked = Journal(begun.out).read().asked
    assert asked is not None
    assert asked.job == OTHER


def test_another_folder_is_chosen_in_the_recipe(begun: Night, tmp_path: Path) -> None:
    before = _journal(begun)
    _until_asked(begun, begun.answer_with("Other folder…"))
    dialog = begun.dialog(RecipeDialog)
    begun.write(dialog.folder, str(tmp_path / "elsewhere"))
    begun.click(dialog.use)
    begun.click(begun.bar.start)
    begun.until_idle()
    assert _journal(begun) == before
    assert (tmp_path / "elsewhere" / "3_remix.png").exists()


def test_a_batch_of_the_command_line_is_taken_up_with_its_folders(
    night: Night, photo_file: PhotoFile, tmp_path: Path
) -> None:
    (tmp_path / "shoot" / "day").mkdir(parents=True)
    photo_file("shoot/a.png")
    photo_file("shoot/day/b.png")
    shoot, out = str(tmp_path / "shoot"), str(night.out)
    assert run(["batch", shoot, "-o", out, "--task", "half", "--device", "cpu", "-q"]) == 0
    lines = _journal(night).splitlines(keepends=True)
    ended = json.dumps(str(tmp_path / "shoot" / "day" / "b.png")).encode()
    kept = [line for line in lines if not (b'"ended"' in line and b'"photo":' + ended in line)]
    (night.out / FOLDER / "journal.jsonl").write_bytes(b"".join(kept))
    for path in (night.out / "day").iterdir():
        path.unlink()
    night.queue.cook(OTHER, night.out)
    night.add(photo_file("new.png"))
    assert "One photo of it is left: b.png" in _until_asked(night, night.answer_with("Go on with it"))
    night.until_idle()
    assert sorted(night.fates()) == [("b.png", Fate.DONE), ("new.png", Fate.DONE)]
    assert (night.out / "day" / "b_background.png").exists()
    assert (night.out / "new_background.png").exists()
    assert len(Journal(night.out).read().ended) == 3


def test_a_finished_batch_asks_nothing(night: Night, photos: list[Path]) -> None:
    night.add(photos[0])
    night.click(night.bar.start)
    night.until_idle()
    night.queue.cook(OTHER, night.out)
    night.sils.shop.adding.add([photos[0]])
    night.qtbot.waitUntil(lambda: night.queue.counts[Fate.WAITING] == 1)
    night.click(night.bar.start)
    night.until_idle()
    assert (night.out / "0-2_remix.png").exists()  # beside what was made before
