"""Separations as files: what is written, under which names, and that it adds back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import geometry
from engine.codecs.container import Container
from engine.codecs.reading import read_photo
from engine.errors import Cancelled, UsageError
from engine.export import parts_of, write_parts
from engine.free_names import Collision
from engine.geometry import Region
from engine.icc import read_profile
from engine.mix import Mix
from engine.output import LAYERS_JOB, RESIDUAL, Output, Targets, targets_for
from engine.picture import Depth, Separation
from engine.profiles import Profile
from engine.progress import Progress
from engine.render import alone
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.pictures import noise, photo_of, separation_of


def _written(separation: Separation, output: Output, mix: Mix | None = None) -> dict[str, Path]:
    targets = targets_for(separation.photo, parts_of(separation), output, job=LAYERS_JOB)
    assert targets is not None
    write_parts(separation, mix or Mix.neutral(len(separation.layers)), targets, output)
    return dict(targets.files)


@settings(max_examples=30)
@given(
    seed=st.integers(0, 999),
    count=st.integers(2, 4),
    depth=st.sampled_from([Depth.EIGHT, Depth.SIXTEEN]),
    profile=st.sampled_from(["Adobe RGB", "Display P3", "ProPhoto", "sRGB with 1024 samples", "three curves"]),
)
def test_the_files_of_a_sum_add_back_to_the_photos_own_codes(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int, depth: Depth, profile: str
) -> None:
    made = separation_of("additive", [noise(5, 6, seed=seed + i, high=0.9 / count) for i in range(count)])
    color = read_profile(RGB_PROFILES[profile])
    codes = color.encode(made.photo.pixels, depth)
    photo = replace(made.photo, pixels=color.decode(codes), color=color, depth=depth)
    others = made.layers[1:]
    base = replace(made.layers[0], pixels=photo.pixels - sum(layer.pixels for layer in others))
    separation = replace(made, photo=photo, layers=(base, *others))
    files = _written(separation, Output(tmp_path_factory.mktemp("out")))
    total = np.sum([color.decode(read_codes(path)).astype(np.float64) for path in files.values()], axis=0)
    off = np.abs(color.encode(total.astype(np.float32), depth).astype(int) - codes)
    assert off.max() <= 1  # one rounding, the base layer's, is left: at its worst just half a code of the photo
    assert (off > 0).mean() < 0.05


def read_codes(path: Path) -> np.ndarray:
    """The codes in a PNG file (H, W, 3), read by another library than the one that wrote them."""
    import cv2

    return np.ascontiguousarray(np.asarray(cv2.imread(str(path), cv2.IMREAD_UNCHANGED))[..., ::-1])


def test_a_residual_is_written_as_floats_with_its_sign(tmp_path: Path) -> None:
    parts = separation_of("additive", [noise(3, 4), noise(3, 4, seed=1)])
    shifted = replace(parts, photo=photo_of(parts.photo.pixels - np.float32(0.125)))
    files = _written(shifted, Output(tmp_path))
    assert list(files) == ["layer0", "layer1", RESIDUAL]
    assert tifffile.imread(files[RESIDUAL]).dtype == np.float32
    light = read_photo(files[RESIDUAL]).pixels
    assert (light < 0).all()


@pytest.mark.parametrize("row", [0, 4, 8])
def test_a_residual_is_written_wherever_it_is(row: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geometry, "BAND_PIXELS", 1)
    made = separation_of("additive", [noise(9, 4), noise(9, 4, seed=1)])
    pixels = made.photo.pixels.copy()
    pixels[row, 2, 1] += 0.125
    assert parts_of(replace(made, photo=photo_of(pixels))) == ("layer0", "layer1", RESIDUAL)


def test_no_residual_is_written_for_rounding() -> None:
    assert parts_of(separation_of("multiplicative", [noise(9, 9), noise(9, 9, seed=1, low=0.1)])) == (
        "layer0",
        "layer1",
    )


@pytest.mark.parametrize("law", ["additive", "multiplicative"])
def test_light_brighter_than_white_is_told_where_it_is_cut_off(tmp_path: Path, law: str) -> None:
    parts = separation_of(law, [noise(3, 4, high=0.4), noise(3, 4, seed=1, low=1.5, high=2.0)])
    targets = targets_for(parts.photo, parts_of(parts), Output(tmp_path), job=LAYERS_JOB)
    assert targets is not None
    (notice,) = write_parts(parts, Mix.neutral(2), targets, Output(tmp_path))
    assert notice.code == "brighter-than-white"
    assert notice.sentence.startswith("Layer 1 is brighter")
    nothing = Targets({}, targets.job)  # a file of layers has its own words
    assert write_parts(parts, Mix.neutral(2), nothing, Output(tmp_path)) == ()
    floats = Output(tmp_path, Container.TIFF, Depth.FLOAT)
    targets = targets_for(parts.photo, parts_of(parts), floats, job=LAYERS_JOB)
    assert targets is not None
    assert write_parts(parts, Mix.neutral(2), targets, floats) == ()


ADJUSTED = Mix.neutral(3).with_layer(0, contrast=1.2).with_layer(1, strength=0.3, exposure_ev=-0.5, softness_px=2.0)
MIX = ADJUSTED.with_layer(2, strength=0.0, temperature=40.0)
"""A mix that adjusts every layer, of which the last is not there."""


@pytest.mark.parametrize("law", ["additive", "multiplicative"])
@pytest.mark.parametrize("profile", [Profile.SOURCE, Profile.ADOBE_RGB])
def test_layers_are_written_as_the_mix_adjusts_them(
    tmp_path: Path, law: str, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geometry, "BAND_PIXELS", 90)
    parts = separation_of(law, [noise(40, 30, seed=seed, low=0.2, high=0.6) for seed in range(3)])
    files = _written(parts, Output(tmp_path, Container.TIFF, Depth.FLOAT, profile=profile), MIX)
    light = [read_photo(path).pixels for path in files.values()]
    whole, to = Region.whole(parts.photo.size), profile.space_for(parts.photo.color)
    for index, written in enumerate(light):
        seen = parts.photo.color.converted(alone(parts, MIX, index, whole), to)
        np.testing.assert_allclose(written, seen, rtol=1e-4, atol=1e-5)


def test_a_mix_of_strengths_alone_writes_the_layers_as_they_were_found(tmp_path: Path) -> None:
    parts = separation_of("additive", [noise(9, 9, seed=seed, high=0.3) for seed in range(3)])
    strengths = Mix.neutral(3).with_layer(1, strength=0.0).with_layer(2, visible=False)
    plain, mixed = _written(parts, Output(tmp_path / "a")), _written(parts, Output(tmp_path / "b"), strengths)
    assert [path.read_bytes() for path in plain.values()] == [path.read_bytes() for path in mixed.values()]


@pytest.mark.parametrize("exposure_ev", [-1.0, 3.0])
def test_beside_an_adjusted_layer_the_others_are_as_they_were_found(tmp_path: Path, exposure_ev: float) -> None:
    """The base layer among them, however bright the other becomes: it has no rounding to take up."""
    parts = separation_of("additive", [noise(20, 30, seed=seed, low=0.05, high=0.3) for seed in range(3)])
    files = _written(parts, Output(tmp_path), Mix.neutral(3).with_layer(1, exposure_ev=exposure_ev))
    for index in (0, 2):
        expected = parts.photo.color.encode(parts.layers[index].pixels, 8)
        np.testing.assert_array_equal(read_codes(files[f"layer{index}"]), expected)


def test_an_adjusted_layer_that_is_brighter_than_white_is_told(tmp_path: Path) -> None:
    parts = separation_of("additive", [noise(3, 4, high=0.4), noise(3, 4, seed=1, low=0.3, high=0.4)])
    bright = Mix.neutral(2).with_layer(1, strength=0.0, exposure_ev=2.0)
    targets = targets_for(parts.photo, parts_of(parts), Output(tmp_path), job=LAYERS_JOB)
    assert targets is not None
    (notice,) = write_parts(parts, bright, targets, Output(tmp_path))
    assert notice.sentence.startswith("Layer 1 is brighter")


def test_the_writing_of_adjusted_layers_can_be_cancelled(tmp_path: Path) -> None:
    parts = separation_of("additive", [noise(9, 9, high=0.3), noise(9, 9, seed=1, high=0.3)])
    targets = targets_for(parts.photo, parts_of(parts), Output(tmp_path), job=LAYERS_JOB)
    progress = Progress()
    progress.cancel()
    assert targets is not None
    with pytest.raises(Cancelled):
        write_parts(parts, Mix.neutral(2).with_layer(0, tint=3.0), targets, Output(tmp_path), progress)


@pytest.mark.parametrize(
    ("source", "depth", "asked", "container", "bits"),
    [
        ("JPEG", 8, {}, Container.PNG, 8),
        ("PNG", 16, {}, Container.PNG, 16),
        ("TIFF", 16, {}, Container.TIFF, 16),
        ("TIFF", 32, {}, Container.TIFF, 32),
        ("WebP", 8, {}, Container.PNG, 8),
        ("PNG", 8, {"depth": Depth.FLOAT}, Container.TIFF, 32),
        ("TIFF", 32, {"container": Container.PNG}, Container.PNG, 16),
        ("TIFF", 16, {"container": Container.JPEG}, Container.JPEG, 8),
        ("JPEG", 8, {"depth": Depth.SIXTEEN}, Container.PNG, 16),
    ],
)
def test_files_are_like_the_photo_unless_asked(
    source: str, depth: int, asked: dict[str, object], container: Container, bits: int
) -> None:
    photo = replace(photo_of(noise(2, 2)), container=source, depth=Depth(depth))
    output = Output(Path(), **asked)  # type: ignore[arg-type]
    assert (output.container_for(photo), output.depth_for(photo)) == (container, bits)


def test_a_depth_that_the_container_lacks_is_refused() -> None:
    with pytest.raises(UsageError, match="PNG has 8, 16 bits, not 32"):
        Output(Path(), Container.PNG, Depth.FLOAT).depth_for(photo_of(noise(2, 2)))


def test_all_files_of_a_photo_share_one_number(tmp_path: Path) -> None:
    photo = photo_of(noise(2, 2))
    (tmp_path / "test_b.png").touch()
    targets = targets_for(photo, ("a", "b"), Output(tmp_path), job=LAYERS_JOB)
    assert targets is not None
    assert sorted(path.name for path in (*targets.files.values(), targets.job)) == [
        "test-2.sils.json",
        "test-2_a.png",
        "test-2_b.png",
    ]
    assert targets_for(photo, ("b",), Output(tmp_path, collision=Collision.SKIP), job="_b.png") is None
