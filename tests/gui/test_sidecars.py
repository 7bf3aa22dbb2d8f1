"""Sidecars beside photos: each photo has its own, and what lies there is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.job import Job, load_job, save_job
from engine.mix import Mix
from sils_gui.state.scribble import MASK
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
    assert hand.told() == "photo.sils.json was in the way of the edits; it is kept as photo.sils.json.kept-1."
    assert photo.with_name("photo.mask.png.kept-1").read_bytes() == b"of the broken one"
    assert photo.with_name("photo.mask.png").read_bytes() != b"of the broken one"
