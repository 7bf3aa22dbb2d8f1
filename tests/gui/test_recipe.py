"""The recipe's form keeps all that a job says, and tells what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.free_names import Collision
from engine.job import Job, load_job, save_job
from engine.job_outputs import Outputs
from engine.mix import Mix
from engine.picture import Depth
from engine.profiles import Profile
from engine.separator import Quality
from sils_gui.view.choices import select
from sils_gui.view.recipe_dialog import RecipeDialog
from tests.gui.hand import WAIT_MS, PhotoFile
from tests.gui.night import Night

pytestmark = pytest.mark.gui

FULL = Job(
    task="half",
    separator="half",
    separator_version="1",
    separator_sha256="0" * 64,
    quality=Quality.DRAFT,
    mix=Mix.neutral(2).with_layer(1, strength=0.3),
    outputs=Outputs(
        parts=("reflection", "remix"),
        format=Container.TIFF,
        bits=Depth.SIXTEEN,
        name="{layer} of {name}",
        collision=Collision.OVERWRITE,
        metadata=Keep.COPYRIGHT,
        layered=Layered.EXR,
        layer_mode=LayerMode.PHYSICAL,
        profile=Profile.DISPLAY_P3,
    ),
)
"""A job that leaves nothing at its default."""


@pytest.fixture
def dialog(night: Night) -> RecipeDialog:
    night.click(night.panel.recipe)
    return night.dialog(RecipeDialog)


def test_what_separators_can_do_is_offered_as_soon_as_they_are_read(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = night.sils.shop.shelf
    monkeypatch.setattr(shelf, "separators", ())  # as at the start
    night.click(night.panel.recipe)
    form = night.dialog(RecipeDialog).form
    select(form.quality, Quality.DRAFT.value)
    assert form.trouble()
    shelf.refresh()
    night.qtbot.waitUntil(lambda: not form.trouble(), timeout=WAIT_MS)
    assert [form.task.itemData(row) for row in range(form.task.count())] == [file.spec.task for file in shelf.tasks]
    assert form.recipe.quality is Quality.DRAFT
    titles = [form.mix.itemText(row) for row in range(form.mix.count())]
    assert "Remove reflection" in titles
    form.mix.setCurrentIndex(titles.index("Remove reflection"))
    shelf.refresh()
    night.qtbot.waitUntil(lambda: night.sils.shop.errands.running is None, timeout=WAIT_MS)
    assert form.recipe.preset == "remove-reflection"


def _load(night: Night, dialog: RecipeDialog, job: Job, path: Path) -> None:
    save_job(job, path)
    night.answer_file_dialog(path)
    night.click(dialog.load)


def test_the_folder_is_in_line_with_the_fields_above_it(dialog: RecipeDialog) -> None:
    fields = (dialog.form.task, dialog.form.name, dialog.folder)
    assert len({field.mapTo(dialog, QPoint()).x() for field in fields}) == 1


@pytest.mark.parametrize("typed", ["night", "night.sils.json"])
def test_a_saved_job_has_the_ending_of_jobs(night: Night, dialog: RecipeDialog, tmp_path: Path, typed: str) -> None:
    night.answer_file_dialog(tmp_path / typed)
    night.click(dialog.save)
    assert load_job(tmp_path / "night.sils.json") == dialog.form.recipe
    assert not (tmp_path / "night").exists()


def test_a_folder_counts_without_the_spaces_around_it(night: Night, dialog: RecipeDialog, tmp_path: Path) -> None:
    night.write(dialog.folder, "  ")
    assert dialog.why.text() == "Choose a folder for the results."
    assert not dialog.use.isEnabled()
    night.write(dialog.folder, f"{tmp_path / 'night'} ")
    night.click(dialog.use)
    assert night.sils.state.queue.folder == tmp_path / "night"


def test_every_field_of_a_loaded_job_is_kept(night: Night, dialog: RecipeDialog, tmp_path: Path) -> None:
    for name, field in Outputs.model_fields.items():
        assert getattr(FULL.outputs, name) != field.default, f"{name} is tried"
    _load(night, dialog, FULL, tmp_path / "job.sils.json")
    saved = tmp_path / "saved.sils.json"
    night.answer_file_dialog(saved)
    night.click(dialog.save)
    night.click(dialog.use)
    assert night.queue.recipe == FULL
    assert load_job(saved) == FULL
    assert "TIFF, 16 bits, Display P3" in night.panel.summary.text()


def test_the_depth_is_chosen_and_written(night: Night, dialog: RecipeDialog, photos: list[Path]) -> None:
    night.choose(dialog.form.files.depth, Depth.SIXTEEN)
    night.click(dialog.use)
    night.add(photos[0])
    night.click(night.bar.start)
    night.until_idle()
    data = (night.out / "0_background.png").read_bytes()
    assert data[24] == 16, "the IHDR of a PNG says its bits there"


def test_the_profile_is_chosen_and_written(night: Night, dialog: RecipeDialog, photos: list[Path]) -> None:
    night.choose(dialog.form.files.profile, Profile.ADOBE_RGB)
    night.click(dialog.use)
    night.add(photos[0])
    night.click(night.bar.start)
    night.until_idle()
    with Image.open(night.out / "0_background.png") as opened:
        assert b"C\0o\0m\0p\0a\0t\0i\0b\0l\0e" in opened.info["icc_profile"], "its name in UTF-16"


def test_a_kind_of_file_without_such_a_depth_is_told_at_once(night: Night, dialog: RecipeDialog) -> None:
    night.choose(dialog.form.files.depth, Depth.SIXTEEN)
    night.choose(dialog.form.files.container, Container.JPEG)
    assert not dialog.use.isEnabled()
    assert dialog.why.text() == "JPEG has 8 bits, not 16."
    night.choose(dialog.form.files.container, None)
    assert dialog.use.isEnabled()


@pytest.mark.parametrize(
    ("job", "word"),
    [
        (Job(task="half", mix=Mix.neutral(3)), "mixes 3 layers"),
        (Job(task="half", preset="remove-rain"), "remove-rain"),
        (Job(task="half", preset="nonsense"), "nonsense"),
        (Job(task="nothing-known"), "no separator"),
        (Job(task="half", separator="nobody"), "nobody"),
        (Job(task="half", outputs=Outputs(parts=("moon",))), "moon"),
    ],
)
def test_what_does_not_fit_is_told_and_not_changed(
    night: Night, dialog: RecipeDialog, tmp_path: Path, job: Job, word: str
) -> None:
    _load(night, dialog, job, tmp_path / "job.sils.json")
    assert not dialog.use.isEnabled()
    assert word in dialog.why.text()
    kept = dialog.form.recipe
    assert (kept.task, kept.separator, kept.mix, kept.preset) == (job.task, job.separator, job.mix, job.preset)
    dialog.reject()


def test_what_was_painted_on_one_photo_is_not_for_all(
    night: Night, dialog: RecipeDialog, photo_file: PhotoFile, tmp_path: Path
) -> None:
    job = Job(task="half", photo=str(photo_file("glass.png")), hints={"reflection": "hint.png"}, mask="mask.png")
    _load(night, dialog, job, tmp_path / "glass.sils.json")
    assert "glass.png" in dialog.why.text()
    night.click(dialog.use)
    recipe = night.queue.recipe
    assert (recipe.photo, recipe.hints, recipe.mask) == ("", {}, None)


def test_a_mix_that_changes_nothing_still_means_the_layers(night: Night, dialog: RecipeDialog, tmp_path: Path) -> None:
    _load(night, dialog, Job(task="half", mix=Mix.neutral(2)), tmp_path / "job.sils.json")
    assert dialog.form.parts.currentText() == "Layers"
    dialog.reject()
