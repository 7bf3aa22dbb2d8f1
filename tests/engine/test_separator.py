"""Law 1 for every separator, size and formation; hints, qualities, progress, cancellation."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from engine import geometry
from engine.color import ColorSpace
from engine.curves import LINEAR
from engine.errors import Cancelled, PhotoError, SeparatorError, UsageError
from engine.geometry import Region
from engine.picture import Photo
from engine.progress import Progress
from engine.runtime import Device
from engine.separator import Quality, Separator, check_file
from tests.engine.pictures import WIDE, noise, photo_of
from tests.engine.separators import halving_separator, leaning_separator

NAMES = pytest.mark.parametrize("name", ["half", "shade", "three"])
SIDES = st.sampled_from([1, 2, 7, 8, 9, 63, 64, 65, 100])


@NAMES
@settings(max_examples=25)
@given(height=SIDES, width=SIDES, seed=st.integers(0, 99), high=st.sampled_from([0.02, 1.0, 3.0]))
def test_layers_compose_to_the_photo(
    separators: Mapping[str, Path], name: str, height: int, width: int, seed: int, high: float
) -> None:
    pixels = noise(height, width, seed=seed, low=-0.02, high=high)
    pixels[:: max(2, height // 3)] = 0.0
    separation = Separator(separators[name], Device.CPU).separate(photo_of(pixels))
    composed = separation.formation.compose([layer.pixels for layer in separation.layers])
    assert composed == pytest.approx(pixels, abs=1e-6)
    residual = separation.residual(Region.whole(separation.photo.size))
    assert composed + residual == pytest.approx(pixels, abs=1e-6)


@NAMES
def test_layers_compose_in_wide_and_linear_spaces(separators: Mapping[str, Path], name: str) -> None:
    separator = Separator(separators[name], Device.CPU)
    for color in (WIDE, ColorSpace("linear", curves=(LINEAR, LINEAR, LINEAR))):
        assert separator.separate(photo_of(noise(90, 70), color=color)).largest_residual() < 1e-6


@NAMES
@pytest.mark.parametrize("quality", [Quality.STANDARD, Quality.BEST])
def test_what_lies_hidden_under_transparency_changes_nothing_of_the_layers_that_are_seen(
    separators: Mapping[str, Path], name: str, quality: Quality
) -> None:
    alpha = np.ones((90, 200), np.float32)
    alpha[:, :73] = 0.0
    separator, pictures = Separator(separators[name], Device.CPU), []
    for hidden in (0.0, 1.0):
        pixels = np.where(alpha[..., None] == 0, np.float32(hidden), noise(90, 200, low=0.1))
        made = separator.separate(replace(photo_of(pixels), alpha=alpha), quality=quality)
        assert made.largest_residual() < 1e-6
        pictures.append([layer.pixels[alpha > 0] for layer in made.layers])
    np.testing.assert_array_equal(*pictures)


def test_additive_layers_are_parts_of_the_photo(separators: Mapping[str, Path]) -> None:
    separation = Separator(separators["three"], Device.CPU).separate(photo_of(noise(200, 150), color=WIDE))
    for layer in separation.layers:
        assert (layer.pixels >= -1e-6).all()
        assert (layer.pixels <= separation.photo.pixels + 1e-6).all()


def test_a_photo_of_the_networks_size_keeps_the_networks_layers(separators: Mapping[str, Path]) -> None:
    photo = photo_of(noise(40, 64))
    additive = Separator(separators["half"], Device.CPU).separate(photo)
    assert additive.layers[1].pixels == pytest.approx(0.25 * photo.pixels, abs=1e-6)
    product = Separator(separators["shade"], Device.CPU).separate(photo)
    inside = (slice(4, -4), slice(4, -4))
    grey = photo.pixels.mean(axis=2)
    window = np.lib.stride_tricks.sliding_window_view(grey, (9, 9)).mean(axis=(2, 3))
    assert product.layers[1].pixels[..., 0][inside] == pytest.approx(window + 0.05, abs=1e-5)


def test_enlarged_layers_are_what_the_network_meant(separators: Mapping[str, Path]) -> None:
    """A quarter of a smooth photo is a quarter of it at any scale; the shading of a flat photo is flat."""
    ramp = np.linspace(0.2, 0.8, 400, dtype=np.float32)
    smooth = np.repeat((ramp[:, None] * ramp[None, :])[..., None], 3, axis=2)
    layers = Separator(separators["half"], Device.CPU).separate(photo_of(smooth)).layers
    assert layers[1].pixels == pytest.approx(0.25 * smooth, abs=2e-3)
    flat = np.full((300, 200, 3), 0.4, np.float32)
    shading = Separator(separators["shade"], Device.CPU).separate(photo_of(flat)).layers[1].pixels
    assert shading[60:-60, 60:-60] == pytest.approx(0.45, abs=1e-3)


def test_a_shadow_edge_stays_sharp_in_the_shading(separators: Mapping[str, Path]) -> None:
    """Bicubic enlarging alone would spread the edge over several pixels and leave it in the albedo."""
    lit = np.full((256, 256, 3), 0.6, np.float32)
    lit[:, 128:] = 0.1
    shading = Separator(separators["shade"], Device.CPU).separate(photo_of(lit)).layers[1].pixels[128, :, 0]
    steps = np.abs(np.diff(np.log(shading)))
    assert steps.argmax() == 127
    assert steps[127] > 3 * steps[120:127].max()


def test_a_grey_photo_has_grey_layers(separators: Mapping[str, Path]) -> None:
    grey = np.repeat(noise(80, 90)[..., :1], 3, axis=2)
    for name in separators:
        separation = Separator(separators[name], Device.CPU).separate(photo_of(grey, is_grey=True))
        for layer in separation.layers:
            assert np.array_equal(layer.pixels[..., 0], layer.pixels[..., 1])
            assert np.array_equal(layer.pixels[..., 0], layer.pixels[..., 2])


def test_a_hint_moves_light_to_its_layer_where_it_was_drawn(separators: Mapping[str, Path]) -> None:
    separator = Separator(separators["three"], Device.CPU)
    photo = photo_of(noise(64, 64, low=0.2))
    mask = np.zeros((64, 64), np.float32)
    mask[:, :32] = 1.0
    without = separator.separate(photo).layers[2].pixels
    with_hint = separator.separate(photo, hints={"rain": mask}).layers[2].pixels
    assert with_hint[:, :32] == pytest.approx(photo.pixels[:, :32] / 3, abs=1e-5)
    assert np.array_equal(with_hint[:, 32:], without[:, 32:])


def test_a_thin_scribble_survives_shrinking_and_the_larger_hint_wins(separators: Mapping[str, Path]) -> None:
    separator = Separator(separators["three"], Device.CPU)
    photo = photo_of(np.full((640, 640, 3), 0.5, np.float32))
    line, block = np.zeros((640, 640), np.float32), np.zeros((640, 640), np.float32)
    line[320] = 1.0
    block[:, :330] = 1.0
    separation = separator.separate(photo, hints={"rain": line, "reflection": block})
    assert float(separation.layers[2].pixels[320, 500, 0]) > 0.5 * 0.25
    assert float(separation.layers[1].pixels[320, 100, 0]) > 0.5 * 0.35


@pytest.mark.parametrize(
    ("name", "layer", "shape", "code"),
    [
        ("half", "reflection", (8, 8), "hints-unsupported"),
        ("three", "snow", (8, 8), "unknown-layer"),
        ("three", "rain", (8, 9), "mask-size"),
    ],
)
def test_hints_that_do_not_fit_are_refused(
    separators: Mapping[str, Path], name: str, layer: str, shape: tuple[int, int], code: str
) -> None:
    with pytest.raises((UsageError, PhotoError)) as caught:
        Separator(separators[name], Device.CPU).separate(
            photo_of(noise(8, 8)), hints={layer: np.ones(shape, np.float32)}
        )
    assert caught.value.code == code


def test_draft_sees_half_the_size(separators: Mapping[str, Path]) -> None:
    spec = check_file(separators["half"])
    assert [quality.working_px(spec) for quality in Quality] == [32, 64, 64]


@NAMES
@given(height=SIDES, width=SIDES, seed=st.integers(0, 99))
@settings(max_examples=10)
def test_the_means_of_the_best_quality_compose_to_the_photo(
    separators: Mapping[str, Path], name: str, height: int, width: int, seed: int
) -> None:
    photo = photo_of(noise(height, width, seed=seed))
    separation = Separator(separators[name], Device.CPU).separate(photo, quality=Quality.BEST)
    composed = separation.formation.compose([layer.pixels for layer in separation.layers])
    assert composed == pytest.approx(photo.pixels, abs=1e-6)


@pytest.mark.parametrize("law", ["additive", "multiplicative"])
def test_the_best_quality_is_the_mean_of_both_views_by_the_law(tmp_path: Path, law: str) -> None:
    path = tmp_path / "leaning.onnx"
    path.write_bytes(leaning_separator(law).SerializeToString())
    photo, separator = photo_of(noise(16, 24, low=0.2)), Separator(path, Device.CPU)
    straight = separator.separate(photo).layers[1].pixels
    mirrored = separator.separate(_mirrored(photo)).layers[1].pixels[:, ::-1]
    assert np.abs(straight - mirrored).max() > 0.1
    mean = (straight + mirrored) / 2 if law == "additive" else np.sqrt(straight * mirrored)
    best = separator.separate(photo, quality=Quality.BEST).layers
    assert best[1].pixels == pytest.approx(mean, abs=1e-5)


def test_hints_are_mirrored_along_with_the_photo(separators: Mapping[str, Path]) -> None:
    separator = Separator(separators["three"], Device.CPU)
    photo, hint = photo_of(noise(40, 57, low=0.2)), np.zeros((40, 57), np.float32)
    hint[5:20, :11] = 1.0
    standard = separator.separate(photo, hints={"rain": hint})
    best = separator.separate(photo, hints={"rain": hint}, quality=Quality.BEST)
    assert best.layers[2].pixels == pytest.approx(standard.layers[2].pixels, abs=1e-6)


def test_the_best_quality_of_a_mirrored_photo_is_mirrored(tmp_path: Path) -> None:
    path = tmp_path / "leaning.onnx"
    path.write_bytes(leaning_separator("additive").SerializeToString())
    photo, separator = photo_of(noise(33, 130)), Separator(path, Device.CPU)
    one = separator.separate(photo, quality=Quality.BEST)
    other = separator.separate(_mirrored(photo), quality=Quality.BEST)
    assert other.layers[1].pixels[:, ::-1] == pytest.approx(one.layers[1].pixels, abs=1e-4)


def _mirrored(photo: Photo) -> Photo:
    return photo_of(photo.pixels[:, ::-1])


@NAMES
@pytest.mark.parametrize("quality", Quality)
def test_progress_rises_to_one_and_tells_of_every_view_that_the_network_has_had(
    separators: Mapping[str, Path], name: str, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geometry, "BAND_PIXELS", 1000)
    heard: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, stage: heard.append((fraction, stage)))
    separator = Separator(separators[name], Device.CPU)
    separator.separate(photo_of(noise(90, 70)), quality=quality, progress=progress)
    fractions, stages = zip(*heard, strict=True)
    assert list(fractions) == sorted(fractions)
    assert fractions[-1] == pytest.approx(1.0)
    assert list(dict.fromkeys(stages)) == ["network", "bring-up"]
    views = len(quality.views(separator.spec))
    in_network = [fraction for fraction, stage in heard if stage == "network"]
    assert in_network == pytest.approx([in_network[-1] * (view + 1) / views for view in range(views)])


@pytest.mark.slow
def test_a_run_stops_when_cancelled_inside_the_network() -> None:
    """On a picture large enough that the network alone takes seconds; the cancel comes while it runs."""
    separator = Separator(resources.path("separators/reflection.onnx"), Device.CPU)
    object.__setattr__(separator, "spec", separator.spec.model_copy(update={"working_px": 2048}))
    progress = Progress()
    timer = threading.Timer(0.5, progress.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        separator.separate(photo_of(noise(2048, 2048)), progress=progress)


def test_the_shipped_separator_passes_its_check_and_separates_the_sample() -> None:
    path = resources.path("separators/reflection.onnx")
    assert check_file(path).task == "reflection"


def test_a_separator_that_gives_no_numbers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nan.onnx"
    path.write_bytes(halving_separator(share=float("nan")).SerializeToString())
    with pytest.raises(SeparatorError) as caught:
        Separator(path, Device.CPU).separate(photo_of(noise(8, 8)))
    assert caught.value.code == "separator-not-finite"
