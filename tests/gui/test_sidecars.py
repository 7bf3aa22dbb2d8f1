"""Sidecars beside photos: each photo has its own, and what lies there is never lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from engine.codecs.container import Container
from engine.errors import WriteError
from engine.job import Job, Snapshot, load_job, save_job
from engine.job_outputs import Outputs
from engine.marks import Whole
from engine.mix import LayerMix, Mix
from engine.picture import Depth
from sils_gui.state.scribble import MASK, Scribble
from sils_gui.work import separating
from sils_gui.work import sidecar as work_sidecar
from sils_gui.work.aside import put_aside
from tests.engine.test_asides import half_of_the_dead
from tests.gui.hand import CTRL, WAIT_MS, Hand, PhotoFile

pytestmark = pytest.mark.gui


def edit(hand: Hand, photo: Path, percent: float) -> None:
    """Open, separate, mask everything, mix and save."""
    hand.open(photo)
    hand.separate()
    hand.key("b")
    hand.sils.state.brush.set(target=MASK)
    hand.bar_button("fill")
    hand.key("b")
    hand.set_amount(percent)
    hand.save()


def amount_when_opened(hand: Hand, photo: Path) -> float:
    """What is mixed of the second layer when a photo is opened again with its saved edits."""
    hand.open(photo)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.document.mix is not None
    return hand.document.mix.layers[1].strength


def test_two_photos_of_one_stem_keep_their_edits_and_masks(hand: Hand, photo_file: PhotoFile) -> None:
    first, second = photo_file("shot.png"), photo_file("shot.tif", 120)
    edit(hand, first, 30)
    mask = first.with_name("shot.mask.png").read_bytes()
    edit(hand, second, 80)
    assert first.with_name("shot.mask.png").read_bytes() == mask
    assert hand.sils.state.problems.current is None
    hand.key("w", CTRL)
    hand.key("w", CTRL)
    assert amount_when_opened(hand, first) == pytest.approx(0.3)
    assert amount_when_opened(hand, second) == pytest.approx(0.8)
    assert hand.document.painted.mask is not None
    assert not list(first.parent.glob("*.kept-*"))
    edit(hand, second, 60)
    assert load_job(first.with_name("shot.sils.json")).photo == "shot.png"
    assert load_job(first.with_name("shot.tif.sils.json")).photo == "shot.tif"


def test_a_recipe_that_is_called_like_a_photo_is_left_alone(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file("shot.png")
    recipe = photo.with_name("shot.sils.json")
    save_job(Job(task="half", preset="halve-reflection"), recipe)
    before = recipe.read_bytes()
    edit(hand, photo, 30)
    assert recipe.read_bytes() == before
    assert load_job(photo.with_name("shot.png.sils.json")).photo == "shot.png"


def test_the_sidecar_with_the_whole_name_comes_first(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file("shot.png")
    for name, strength in (("shot.sils.json", 0.2), ("shot.png.sils.json", 0.7)):
        mix = Mix.neutral(2)
        layers = (mix.layers[0], mix.layers[1].model_copy(update={"strength": strength}))
        save_job(
            Job(task="half", photo="shot.png", mix=mix.model_copy(update={"layers": layers})), photo.with_name(name)
        )
    assert amount_when_opened(hand, photo) == pytest.approx(0.7)


def test_what_is_put_aside_is_told_and_its_masks_go_with_it(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file()
    photo.with_name("photo.sils.json").write_text("broken")
    photo.with_name("photo.mask.png").write_bytes(b"of the broken one")
    edit(hand, photo, 30)
    assert "photo.sils.json was in the way of the edits; it is kept as photo.sils.json.kept-1." in hand.told()
    assert photo.with_name("photo.mask.png.kept-1").read_bytes() == b"of the broken one"
    assert photo.with_name("photo.mask.png").read_bytes() != b"of the broken one"


@pytest.mark.parametrize(("task", "target"), [("half", MASK), ("three", "rain")])
def test_what_another_window_painted_meanwhile_is_kept_aside(
    hand: Hand, photo_file: PhotoFile, task: str, target: str
) -> None:
    """Painting alone changes no word of the sidecar."""
    photo = photo_file()
    hand.open(photo)
    hand.separate()
    hand.document.repaint(target, Scribble(marks=(Whole.FILL,)), "Fill")
    hand.save()
    (painted,) = (path for path in photo.parent.glob("*.png") if path != photo)
    painted.write_bytes(photo.read_bytes())
    hand.set_amount(40)
    hand.save()
    assert painted.with_name(f"{painted.name}.kept-1").read_bytes() == photo.read_bytes()
    assert "photo.sils.json was in the way of the edits" in hand.told()
    hand.set_amount(60)
    hand.save()
    assert not list(photo.parent.glob("*.kept-2"))


def save_job_of(photo: Path, task: str, strength: float) -> Path:
    """A sidecar as an earlier window left it; all but the first layer are mixed alike."""
    layers = (LayerMix(),) + (LayerMix(strength=strength),) * (2 if task == "three" else 1)
    path = photo.with_name(f"{photo.stem}.sils.json")
    save_job(Job(task=task, photo=photo.name, mix=Mix(layers=layers)), path)
    return path


def test_all_photos_that_waited_for_the_separators_get_their_layers(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = [photo_file(f"{number}.png", 60 + number) for number in range(3)]
    for photo in photos:
        save_job_of(photo, "half", 0.3)
    shelf = hand.sils.shop.shelf
    monkeypatch.setattr(shelf, "separators", ())  # as at the start, until they are read
    hand.open(*photos)
    assert [document.separation for document in hand.sils.state.desk.documents] == [None] * 3
    shelf.refresh()
    documents = hand.sils.state.desk.documents
    hand.qtbot.waitUntil(lambda: all(each.separation is not None for each in documents), timeout=WAIT_MS)
    assert [each.mix.layers[1].strength for each in documents if each.mix is not None] == [0.3] * 3


def test_a_dropped_sidecar_opens_its_photo_with_the_edits(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file()
    hand.drop(save_job_of(photo, "half", 0.3))
    desk = hand.sils.state.desk
    hand.qtbot.waitUntil(lambda: desk.current is not None and desk.current.separation is not None, timeout=WAIT_MS)
    assert hand.document.photo.path == photo
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == 0.3


def test_a_dropped_job_that_is_no_sidecar_says_what_it_is(hand: Hand, photo_file: PhotoFile) -> None:
    sidecar = save_job_of(photo_file(), "half", 0.3)
    hand.drop(sidecar.rename(sidecar.with_name("other.sils.json")))
    assert hand.told().startswith("other.sils.json is a saved job and no photo; put it into the queue")
    assert hand.sils.state.desk.current is None


def test_edits_of_a_task_that_no_separator_is_for_are_told_of(hand: Hand, photo_file: PhotoFile) -> None:
    """Its own separator was removed, or was never on this computer."""
    photo = photo_file()
    save_job_of(photo, "dust", 0.3)
    hand.open(photo)
    hand.qtbot.waitUntil(lambda: bool(hand.sils.shop.shelf.separators), timeout=WAIT_MS)
    assert "for the task Dust, which no separator here is for" in hand.told()
    assert hand.document.pending is not None


def test_a_photo_whose_separation_failed_is_not_tried_again_and_again(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def fail(*args: object) -> None:
        tries.append(args)
        raise WriteError("cache-unwritable", "There is no room for layers.")

    monkeypatch.setattr(separating, "separated", fail)
    photo = photo_file()
    save_job_of(photo, "half", 0.3)
    with hand.qtbot.waitSignal(hand.sils.shop.shelf.changed, timeout=WAIT_MS):
        hand.open(photo)
    assert hand.sils.shop.jobs.running is None
    assert len(tries) == 1


def test_edits_for_other_layers_are_left_out_with_a_word_and_kept(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = photo_file()
    sidecar = save_job_of(photo, "half", 0.3)
    before = sidecar.read_bytes()
    shelf = hand.sils.shop.shelf
    with monkeypatch.context() as early:
        early.setattr(shelf, "separators", ())
        hand.open(photo)
    hand.choose(hand.window.tool_bar.task, "three")
    hand.separate()
    assert hand.told().startswith("The saved edits of photo.png are for other layers")
    assert not hand.document.is_saved
    hand.save()
    assert load_job(sidecar).task == "three"
    assert sidecar.with_name("photo.sils.json.kept-1").read_bytes() == before
    hand.save()
    assert not sidecar.with_name("photo.sils.json.kept-2").exists()


def test_edits_that_were_left_out_come_back_with_the_layers_that_they_are_for(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = photo_file()
    sidecar = save_job_of(photo, "half", 0.3)
    mix = Snapshot(mix=Mix.neutral(2), layers=("background", "reflection"))
    save_job(load_job(sidecar).model_copy(update={"snapshots": {"Snapshot": mix}}), sidecar)
    with monkeypatch.context() as early:
        early.setattr(hand.sils.shop.shelf, "separators", ())
        hand.open(photo)
    hand.choose(hand.window.tool_bar.task, "three")
    hand.separate()
    taken = Snapshot(mix=Mix.neutral(3))
    hand.document.snapshots.take("Snapshot", taken, "")
    hand.choose(hand.window.tool_bar.task, "half")
    hand.separate()
    assert hand.document.mix is not None
    assert hand.document.mix.layers[1].strength == 0.3
    assert hand.document.snapshots.mixes == {"Snapshot": mix, "Snapshot 2": taken}
    hand.document.snapshots.forget("Snapshot 2", "")
    assert hand.document.is_saved


def test_hints_that_the_separator_does_not_take_are_kept_aside_and_the_mix_comes(
    hand: Hand, photo_file: PhotoFile
) -> None:
    photo = photo_file()
    sidecar = save_job_of(photo, "half", 0.3)
    save_job(load_job(sidecar).model_copy(update={"hints": {"reflection": photo.name}}), sidecar)
    before = sidecar.read_bytes()
    assert amount_when_opened(hand, photo) == 0.3
    assert not hand.document.painted.hints
    hand.set_amount(70)
    hand.save()
    assert not load_job(sidecar).hints
    assert sidecar.with_name("photo.sils.json.kept-1").read_bytes() == before


def no_room(*args: object) -> None:
    raise WriteError("cache-unwritable", "There is no room for layers.")


def edits_that_wait(hand: Hand, photo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Open a photo with the brush in hand, whose saved edits wait for their layers; where they lie."""
    hand.open(photo.with_name("first.png"))
    hand.key("b")
    sidecar = save_job_of(photo, "three", 0.3)
    with monkeypatch.context() as failing:
        failing.setattr(separating, "separated", no_room)
        hand.open(photo)
        hand.qtbot.waitUntil(lambda: hand.sils.shop.jobs.running is None, timeout=WAIT_MS)
    assert hand.document.pending is not None
    return sidecar


@pytest.mark.parametrize("task", ["three"])
def test_nothing_is_painted_while_saved_edits_wait_for_their_layers(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo_file("first.png")
    edits_that_wait(hand, photo_file(), monkeypatch)
    actions = hand.window.actions_
    assert not any(actions.of(name).isEnabled() for name in ("brush", "fill", "invert", "range", "clear"))
    assert not hand.window.brush_bar.isVisible()
    hand.window.brush_bar.mask_row.low.edited.emit(0.2, 1)
    hand.sils.state.brush.set(target=MASK)
    hand.window.brush_bar.mask_row.feather.edited.emit(3.0, 2)
    assert hand.document.is_saved


@pytest.mark.parametrize("task", ["three"])
def test_edits_that_wait_for_their_layers_are_put_aside_and_not_written_over(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo_file("first.png")
    sidecar = edits_that_wait(hand, photo_file(), monkeypatch)
    before = sidecar.read_bytes()
    hand.document.paint("rain", Whole.FILL, "Fill")
    hand.save()
    assert sidecar.with_name("photo.sils.json.kept-1").read_bytes() == before
    hand.separate()
    assert hand.document.painted.hints.keys() == load_job(sidecar).hints.keys() == {"rain"}
    assert hand.document.is_saved


def test_the_tool_bar_shows_the_task_of_a_photo_that_was_saved(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file()
    save_job_of(photo, "three", 0.3)
    hand.open(photo)
    hand.qtbot.waitUntil(lambda: hand.document.separation is not None, timeout=WAIT_MS)
    assert hand.window.tool_bar.task.currentData() == "three"


def test_a_sidecar_whose_masks_cannot_be_read_is_kept_aside_and_still_names_them(
    hand: Hand, photo_file: PhotoFile
) -> None:
    """A drive that is not there, a file that is not synced yet: when they are back, the edits are whole again."""
    photo = photo_file()
    at = save_job_of(photo, "three", 0.3)
    save_job(load_job(at).model_copy(update={"mask": "away/sky.png", "hints": {"rain": "away/rain.png"}}), at)
    before = at.read_bytes()
    assert amount_when_opened(hand, photo) == pytest.approx(0.3)
    assert hand.document.is_saved
    hand.set_amount(60)
    hand.save()
    aside = photo.with_name("photo.sils.json.kept-1")
    assert aside.read_bytes() == before
    hand.set_amount(70)
    hand.save()
    assert not photo.with_name("photo.sils.json.kept-2").exists()


def test_what_a_job_beside_its_photo_says_of_files_stays_when_its_edits_are_saved(
    hand: Hand, photo_file: PhotoFile
) -> None:
    photo = photo_file()
    at = save_job_of(photo, "half", 0.3)
    outputs = Outputs(parts=("remix",), format=Container.TIFF, bits=Depth.SIXTEEN, name="{name}-clean")
    save_job(load_job(at).model_copy(update={"outputs": outputs}), at)
    assert amount_when_opened(hand, photo) == pytest.approx(0.3)
    for percent in (60, 70):
        hand.set_amount(percent)
        hand.save()
        assert load_job(at).outputs == outputs
    assert not list(photo.parent.glob("*.kept-*"))


def full_for_the_sidecar(job: Job, path: Path) -> None:
    raise WriteError("disk-full", f"There is no room left for {path.name}.")


def lying_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def separated_beside_a_broken_job(hand: Hand, photo_file: PhotoFile) -> tuple[Path, dict[str, bytes]]:
    """A photo with layers, and what lies in its folder: a sidecar and a mask that are in the way of others."""
    photo = photo_file()
    photo.with_name("photo.sils.json").write_text("broken")
    photo.with_name("photo.mask.png").write_bytes(b"of the broken one")
    before = lying_in(photo.parent)
    hand.open(photo)
    hand.separate()
    return photo, before


def save_in_vain(hand: Hand) -> None:
    """Save while the disk has room for masks and none for the sidecar."""
    hand.sils.state.problems.dismiss_all()
    with pytest.MonkeyPatch.context() as full:
        full.setattr(work_sidecar, "save_job", full_for_the_sidecar)
        hand.key("s", CTRL)
        hand.qtbot.waitUntil(lambda: not hand.sils.shop.saving.is_writing, timeout=WAIT_MS)
    assert hand.told() == f"There is no room left for {hand.document.photo.path.stem}.sils.json."


def test_a_save_that_finds_no_room_leaves_the_one_before_whole(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file()
    edit(hand, photo, 30)
    before = lying_in(photo.parent)
    hand.document.repaint(MASK, Scribble(marks=(Whole.FILL, Whole.INVERT)), "Invert")
    save_in_vain(hand)
    assert lying_in(photo.parent) == before


def test_what_is_in_the_way_stays_where_it_is_when_a_save_finds_no_room(hand: Hand, photo_file: PhotoFile) -> None:
    photo, before = separated_beside_a_broken_job(hand, photo_file)
    save_in_vain(hand)
    assert lying_in(photo.parent) == before


def test_what_was_put_aside_gets_its_names_back_when_the_files_cannot_be_moved(
    hand: Hand, photo_file: PhotoFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, before = separated_beside_a_broken_job(hand, photo_file)

    def stuck(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))

    monkeypatch.setattr(os, "replace", stuck)
    hand.sils.state.problems.dismiss_all()
    hand.key("s", CTRL)
    assert "could not be written" in hand.told()
    assert lying_in(photo.parent) == before


def test_files_that_belong_together_are_put_aside_together_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, rename = [tmp_path / "photo.sils.json", tmp_path / "photo.mask.png"], Path.rename
    for path in files:
        path.write_text(path.name)

    def renamed(path: Path, target: Path) -> Path:
        if path == files[1]:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(WriteError, match="could not be kept aside"):
        put_aside(*files)
    assert sorted(tmp_path.iterdir()) == sorted(files)


def test_a_photo_whose_name_leaves_no_room_for_a_sidecars_is_told_of_when_it_is_saved(
    hand: Hand, photo_file: PhotoFile
) -> None:
    hand.open(photo_file(f"{'x' * 246}.png"))
    hand.separate()
    hand.set_amount(40)
    hand.key("s", CTRL)
    assert hand.told().endswith("give the photo a shorter one.")
    assert not hand.document.is_saved


def test_halves_that_a_killed_window_left_beside_a_photo_go_when_it_is_saved(hand: Hand, photo_file: PhotoFile) -> None:
    photo = photo_file("shot.png")
    dead = half_of_the_dead(photo.parent)
    edit(hand, photo, 30)
    assert not dead.exists()
    assert photo.with_name("shot.mask.png").exists()
