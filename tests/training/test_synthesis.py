"""Synthesis: targets obey the formation, repeat with their seed, and hints lie where they are true."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.formation import ADDITIVE
from training.batches import Batches
from training.photos import Photos
from training.sources import Folders, open_sources
from training.synthesis import rain, reflection
from training.synthesis.camera import jpeg, photographed
from training.synthesis.development import developed
from training.synthesis.optics import blur
from training.synthesis.scribbles import scribbles, strokes, whole_strokes
from training.tasks import TASKS, task_named


@pytest.mark.parametrize("name", TASKS)
def test_layers_make_a_photo_between_black_and_white(name: str, photos: Photos, generator: torch.Generator) -> None:
    task = TASKS[name]
    layers = task.synthesize(photos, 5, 48, generator)
    assert layers.shape == (5, len(task.layers), 3, 48, 48)
    made = task.compose(layers)
    assert layers.min().item() >= 0
    assert made.min().item() >= 0
    assert made.max().item() <= 1 + 1e-5
    assert layers.isfinite().all()


@pytest.mark.parametrize("name", TASKS)
def test_a_seed_gives_the_same_layers_again(name: str, photos: Photos) -> None:
    first, second = (TASKS[name].synthesize(photos, 2, 32, torch.Generator().manual_seed(7)) for _ in range(2))
    other = TASKS[name].synthesize(photos, 2, 32, torch.Generator().manual_seed(8))
    assert torch.equal(first, second)
    assert not torch.equal(first, other)


def test_a_camera_keeps_each_layers_share(generator: torch.Generator) -> None:
    layers = 0.5 * torch.rand(4, 2, 3, 16, 16, generator=generator)
    taken = photographed(layers, ADDITIVE, 0, generator)
    share = layers[:, 0] / layers.sum(1)
    assert (taken[:, 0] - share * taken.sum(1)).abs().max().item() < 1e-5
    assert taken.sum(1).max().item() <= 1 + 1e-5


def test_what_is_clipped_at_white_is_missing_from_the_reflection(generator: torch.Generator) -> None:
    layers = torch.full((16, 2, 3, 16, 16), 0.7)
    layers[:, 1, :, :, :8] = 0.0
    taken = photographed(layers, ADDITIVE, 0, generator)
    step = taken[:, 0, :, :, 8:].mean() - taken[:, 0, :, :, :8].mean()
    assert abs(step.item()) < 0.02
    assert taken[:, 1, :, :, 8:].mean().item() == pytest.approx(0.3, abs=0.02)


def test_rain_is_as_dense_at_the_borders_of_a_crop_as_in_its_middle() -> None:
    generator = torch.Generator().manual_seed(0)
    mean = torch.stack([rain.streaks(32, 64, generator).mean((0, 1)) for _ in range(40)]).mean(0)
    middle = mean[16:48, 16:48].mean()
    borders = [mean[:4], mean[-4:], mean[:, :4], mean[:, -4:]]
    assert all((border.mean() / middle).item() == pytest.approx(1, abs=0.1) for border in borders)


def test_shade_behind_glass_keeps_the_light_of_the_sky(photos: Photos, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reflection, "PARTLY_OUT_OF_FOCUS", 0.0)
    monkeypatch.setattr(reflection, "IN_BROKEN_LIGHT", 1.0)
    shown = reflection.behind_glass(photos, 8, 48, torch.Generator().manual_seed(5))
    scene = photos.crops(reflection.BACKGROUND, 8, 48, torch.Generator().manual_seed(5))
    light = shown / scene.clamp(min=1e-4)
    assert light.min().item() == pytest.approx(reflection.SKY_LIGHT, abs=0.1)
    assert light.max().item() == pytest.approx(1, abs=1e-3)


def test_photos_are_developed_about_their_mean_and_grey_stays_grey(generator: torch.Generator) -> None:
    light = torch.rand(64, 3, 8, 8, generator=generator)
    grey = light[:, :1].expand(-1, 3, -1, -1)
    pale = developed(grey, generator)
    assert torch.allclose(pale[:, 0], pale[:, 2], atol=1e-6)
    again = developed(light, generator)
    same = [torch.allclose(a, b, atol=1e-6) for a, b in zip(light, again, strict=True)]
    assert 0 < sum(same) < 32  # a quarter of the photos, since each change is made to half of them
    even = torch.full((8, 3, 4, 4), 0.3)
    assert torch.allclose(developed(even, generator), even, atol=1e-6)


def test_only_what_a_run_trains_on_is_developed_anew(tiny, tmp_path: Path) -> None:
    for name in range(6):
        pixels = np.random.default_rng(name).integers(0, 256, (6, 6, 3), np.uint8)
        Image.fromarray(pixels).resize((48, 48)).save(tmp_path / f"{name}.png")
    task = task_named("reflection")
    for config in (tiny(task="reflection"), replace(tiny(task="reflection"), development=False)):
        sources = open_sources(task, Folders(photos=tmp_path), config, torch.device("cpu"))
        assert [sources.training.developed, sources.validation.developed] == [config.development, False]
        first, second = (replace(sources.training, developed=on) for on in (False, True))
        plain, anew = (
            photos.crops("background", 8, 32, torch.Generator().manual_seed(3)) for photos in (first, second)
        )
        assert not torch.allclose(plain, anew)


def test_intrinsic_shows_every_albedo_in_two_lights(photos: Photos) -> None:
    layers = TASKS["intrinsic"].synthesize(photos, 4, 32, torch.Generator().manual_seed(3))
    albedo, shading = layers.unbind(1)
    ratio = (albedo[:2] / albedo[2:].clamp(min=1e-3)).median().item()
    assert ratio == pytest.approx(1, abs=0.05)
    assert (shading[:2] - shading[2:]).abs().mean().item() > 0.01


def test_blur_keeps_constants_and_moves_as_asked() -> None:
    sigma = torch.tensor([0.5, 3.0]).view(2, 1, 1, 1)
    assert (blur(torch.full((2, 3, 16, 16), 0.7), sigma) - 0.7).abs().max().item() < 1e-5
    dot = torch.zeros(1, 1, 16, 16)
    dot[0, 0, 5, 5] = 1
    zero, two = torch.zeros(1, 1, 1, 1), torch.full((1, 1, 1, 1), 2.0)
    moved = blur(dot, zero, down_px=two, right_px=-two)
    assert moved[0, 0, 7, 3].item() == pytest.approx(1, abs=1e-4)


def test_better_jpeg_changes_less(generator: torch.Generator) -> None:
    photo = torch.rand(1, 3, 16, 16, generator=generator)
    errors = [(jpeg(photo, torch.full((1, 1, 1, 1), q)) - photo).abs().mean().item() for q in (60.0, 90.0, 100.0)]
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] < 0.01


def test_scribbles_lie_only_where_their_layer_dominates(generator: torch.Generator) -> None:
    layers = torch.zeros(40, 2, 3, 32, 32)
    layers[:, 1, :, :, 16:] = torch.rand(40, 3, 32, 16, generator=generator)
    hints = scribbles(layers, generator)
    assert hints[:, 1].sum().item() > 0
    assert hints[:, 1, :, :12].sum().item() == 0
    assert hints[:, 0, :, 20:].sum().item() == 0
    assert (hints.flatten(1).sum(1) == 0).sum().item() >= 10


def test_whole_strokes_begin_in_their_layer_and_cover_what_lies_beside_it(generator: torch.Generator) -> None:
    layers = torch.zeros(60, 2, 3, 64, 64)
    layers[:, 1, :, :, 32:] = torch.rand(60, 3, 64, 32, generator=generator)
    one = torch.ones(60, 1, 1)
    whole, exact = (make(layers, one, generator) for make in (whole_strokes, strokes))
    drawn = whole[:, 1].flatten(1).amax(1) > 0
    assert drawn.sum() > 10
    assert all(stroke[:, 28:].any() for stroke in whole[drawn, 1])
    assert whole[:, 1, :, :28].sum() > 0
    assert exact[:, 1, :, :28].sum() == 0
    assert whole_strokes(layers, 6 * one, generator).sum(1).max() == 1


def test_a_run_is_shown_whole_strokes_where_it_asks_for_them(tiny, photos: Photos) -> None:
    exact, whole = (
        Batches(TASKS["toy2"], photos, replace(tiny(), whole_strokes=each), torch.device("cpu"), purpose="training")
        for each in (False, True)
    )
    first, second = (batches.at(3, groups=[0, 1, 2, 3], crop_px=32) for batches in (exact, whole))
    assert torch.equal(first.photo, second.photo)
    assert not torch.equal(first.hints, second.hints)


def test_groups_of_a_batch_do_not_depend_on_who_makes_them(tiny, photos: Photos) -> None:
    batches = Batches(TASKS["toy2"], photos, tiny(), torch.device("cpu"), purpose="training")
    together = batches.at(3, groups=[0, 1], crop_px=32)
    alone = batches.at(3, groups=[1], crop_px=32)
    assert torch.equal(together.photo[2:], alone.photo)
    assert torch.equal(together.hints[2:], alone.hints)
