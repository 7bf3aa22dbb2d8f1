"""Layers in the primaries of another space still make the photo, alone and in one file; what is clipped is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.codecs.reading import read_photo
from engine.codecs.stack import Layered, LayerMode
from engine.export import parts_of, write_parts, write_remix
from engine.geometry import Region
from engine.icc import read_profile
from engine.layered_export import write_layered
from engine.layering import light_stack_of, stack_of
from engine.mix import Mix
from engine.output import LAYERS_JOB, RESIDUAL, Output, Targets, targets_for
from engine.picture import Depth, Separation
from engine.profiles import Profile
from engine.recoloring import clipped
from engine.render import render
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.pictures import noise, photo_of, separation_of
from tests.engine.stacks import flattened, merged, soft

OTHERS = [Profile.SRGB, Profile.DISPLAY_P3, Profile.ADOBE_RGB, Profile.PROPHOTO]


def dull(formation: str, count: int = 2, *, profile: str = "Display P3") -> Separation:
    """Layers whose colours fit into every profile, of a photo in this one."""
    kinds = {"additive": (0.1, 0.4 / count), "multiplicative": (0.5, 0.9)}
    layers = [soft(i, *kinds[formation]) for i in range(count)]
    made = separation_of(formation, layers)
    return replace(made, photo=replace(made.photo, color=read_profile(RGB_PROFILES[profile]), depth=Depth.SIXTEEN))


def written(separation: Separation, output: Output) -> dict[str, Path]:
    targets = targets_for(separation.photo, parts_of(separation), output, job=LAYERS_JOB)
    assert targets is not None
    write_parts(separation, Mix.neutral(len(separation.layers)), targets, output)
    return dict(targets.files)


def remixed(separation: Separation, mix: Mix, output: Output, path: Path) -> Path:
    write_remix(render(separation, mix), path, like=separation, mix=mix, output=output)
    return path


@pytest.mark.parametrize("profile", OTHERS)
@pytest.mark.parametrize(("formation", "count"), [("additive", 2), ("additive", 3), ("multiplicative", 2)])
def test_layers_make_the_photo_in_the_profile_too(tmp_path: Path, formation: str, count: int, profile: Profile) -> None:
    made = dull(formation, count)
    output = Output(tmp_path, depth=Depth.FLOAT, profile=profile)
    layers = [read_photo(path) for path in written(made, output).values()]
    photo = read_photo(remixed(made, Mix.neutral(count), output, tmp_path / "remix.tif"))
    assert all(layer.color.icc == photo.color.icc for layer in layers)
    assert np.abs(made.formation.compose([layer.pixels for layer in layers]) - photo.pixels).max() < 2e-6


@pytest.mark.parametrize("profile", [Profile.SRGB, Profile.ADOBE_RGB, Profile.PROPHOTO])
@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
def test_the_files_of_a_sum_add_back_to_the_codes_of_the_remix(tmp_path: Path, profile: Profile, depth: Depth) -> None:
    made = dull("additive", 3)
    output = Output(tmp_path, depth=depth, profile=profile)
    photo = read_photo(remixed(made, Mix.neutral(3), output, tmp_path / "remix.png"))
    total = np.sum([read_photo(path).pixels.astype(np.float64) for path in written(made, output).values()], axis=0)
    off = photo.color.encode(total.astype(np.float32), depth).astype(int) - photo.color.encode(photo.pixels, depth)
    assert np.abs(off).max() <= 1
    assert (off != 0).mean() < 0.05


def test_a_residual_goes_into_the_profile_with_its_sign(tmp_path: Path) -> None:
    parts = dull("additive")
    shifted = replace(parts, photo=replace(parts.photo, pixels=parts.photo.pixels - np.float32(0.03)))
    found = read_photo(written(shifted, Output(tmp_path, profile=Profile.SRGB))[RESIDUAL])
    assert found.color.icc == Profile.SRGB.space_for(parts.photo.color).icc
    assert np.abs(found.pixels + 0.03).max() < 1e-5


@pytest.mark.parametrize("profile", OTHERS)
@pytest.mark.parametrize("mode", list(LayerMode))
@pytest.mark.parametrize(("formation", "count"), [("additive", 3), ("multiplicative", 3)])
def test_a_stack_in_the_profile_makes_the_remixs_codes(
    formation: str, count: int, mode: LayerMode, profile: Profile
) -> None:
    made = dull(formation, count)
    mix = Mix.neutral(count).with_layer(1, strength=0.5, temperature=40)
    stack = stack_of(made, mix, like=made.photo, mode=mode, depth=Depth.SIXTEEN, profile=profile)
    own, color = made.photo.color, stack.merged.color
    assert np.array_equal(merged(stack), color.encode(own.converted(render(made, mix), color), 16))
    assert np.abs(flattened(stack) - merged(stack)).max() <= (0 if formation == "additive" else 1)
    assert color.to_srgb == profile.space_for(own).to_srgb


def test_a_layered_file_in_srgb_shows_the_remix_in_srgb(tmp_path: Path) -> None:
    made, mix = dull("additive"), Mix.neutral(2).with_layer(1, strength=0.3)
    output = Output(tmp_path, depth=Depth.SIXTEEN, profile=Profile.SRGB, layered=Layered.TIFF)
    write_layered(made, mix, tmp_path / "layered.tif", output)
    remix = read_photo(remixed(made, mix, output, tmp_path / "remix.png"))
    layered = read_photo(tmp_path / "layered.tif")
    assert layered.color.icc == remix.color.icc
    assert np.array_equal(layered.pixels, remix.pixels)


def test_true_light_of_a_coloured_product_multiplies_in_other_primaries() -> None:
    made, mix = dull("multiplicative", 3), Mix.neutral(3).with_layer(2, tint=30)
    stack = light_stack_of(made, mix, like=made.photo, profile=Profile.PROPHOTO)
    whole = Region.whole(made.photo.size)
    merged_, *layers = (light(whole) for light in stack.pictures.values())
    assert stack.color.to_srgb == Profile.PROPHOTO.space_for(made.photo.color).to_srgb
    assert np.allclose(made.formation.compose(layers), merged_, rtol=1e-5, atol=1e-6)


def _notices(light: np.ndarray, profile: Profile, source: str = "Display P3") -> tuple[str, ...]:
    photo = photo_of(light, color=read_profile(RGB_PROFILES[source]))
    told = clipped({"The remix": lambda band: photo.pixels[band.slices]}, photo.size, photo.color, profile)
    assert {notice.code for notice in told} <= {"gamut-clipped"}
    return tuple(notice.sentence for notice in told)


def test_what_share_of_the_pixels_is_clipped_is_told() -> None:
    light = np.full((4, 10, 3), 0.5, np.float32)
    light[0] = (0.0, 1.0, 0.0)
    assert _notices(light, Profile.SRGB) == (
        "The remix: about 25.0 % of the pixels have colours outside of sRGB, which were clipped; "
        "32-bit floats keep them.",
    )
    assert _notices(light, Profile.PROPHOTO) == _notices(light, Profile.DISPLAY_P3) == ()


def test_what_was_brighter_than_white_before_is_no_matter_of_the_profile() -> None:
    assert _notices(np.full((2, 2, 3), 3.0, np.float32), Profile.SRGB) == ()


@pytest.mark.parametrize("source", ["Adobe RGB", "ProPhoto", "sRGB with 1024 samples"])
@pytest.mark.parametrize("profile", OTHERS)
def test_white_and_greys_are_never_clipped(source: str, profile: Profile) -> None:
    greys = np.repeat(np.linspace(0, 1, 12, dtype=np.float32).reshape(3, 4, 1), 3, axis=2)
    assert _notices(greys, profile, source) == ()


@pytest.mark.parametrize(("depth", "told"), [(Depth.SIXTEEN, {"gamut-clipped"}), (Depth.FLOAT, set())])
def test_floats_are_never_clipped(tmp_path: Path, depth: Depth, told: set[str]) -> None:
    made = separation_of("additive", [noise(5, 6, high=0.5), noise(5, 6, seed=1, high=0.5)])
    made = replace(made, photo=replace(made.photo, color=read_profile(RGB_PROFILES["ProPhoto"])))
    output = Output(tmp_path, depth=depth, profile=Profile.SRGB)
    mix = Mix.neutral(2)
    path = tmp_path / "remix.tif"
    found = write_remix(made.photo.pixels, path, like=made, mix=mix, output=output)
    assert {notice.code for notice in found} == told
    pixels = read_photo(path).pixels if depth is Depth.FLOAT else None
    color = Profile.SRGB.space_for(made.photo.color)
    assert pixels is None or np.abs(pixels - made.photo.color.converted(made.photo.pixels, color)).max() < 1e-5


@pytest.mark.parametrize("part", ["layer0", "layer1"])
def test_what_is_clipped_is_told_of_the_layers_that_are_written(tmp_path: Path, part: str) -> None:
    green = np.zeros((4, 4, 3), np.float32)
    green[:2, :, 1] = 0.8
    made = separation_of("additive", [green, np.full((4, 4, 3), 0.1, np.float32)])
    made = replace(made, photo=replace(made.photo, color=read_profile(RGB_PROFILES["Display P3"])))
    targets = Targets({part: tmp_path / "a.png"}, tmp_path / "a.json")
    told = write_parts(made, Mix.neutral(len(made.layers)), targets, Output(tmp_path, profile=Profile.SRGB))
    assert [notice.sentence.partition(" of")[0] for notice in told] == (
        ["Layer 0: about 50.0 %"] if part == "layer0" else []
    )
