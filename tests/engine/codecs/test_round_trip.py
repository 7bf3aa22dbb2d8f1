"""Law 2 for files: what is read and written at its own depth has the very same codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.codecs.container import Container
from engine.codecs.reading import read_photo
from engine.icc import srgb_profile
from engine.picture import Depth
from tests.engine.codecs.profiles import GREY_PROFILES, RGB_PROFILES
from tests.engine.codecs.samples import codes, codes_in, save_png, save_tiff
from tests.engine.pictures import write_pixels

FEW = settings(max_examples=15)
TYPES = {Depth.EIGHT: np.uint8, Depth.SIXTEEN: np.uint16, Depth.FLOAT: np.float32}


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def written_again(source: Path, container: Container, depth: Depth) -> NDArray:
    photo = read_photo(source)
    assert photo.depth is depth
    assert photo.notices == ()
    target = source.with_name(f"written{container.suffix}")
    assert write_pixels(target, photo.pixels, like=photo, container=container, depth=depth) == ()
    again = read_photo(target)
    assert again.color.icc == photo.color.icc
    assert np.array_equal(again.pixels, photo.pixels)
    return codes_in(target)


@pytest.mark.parametrize("container", [Container.PNG, Container.TIFF])
@pytest.mark.parametrize("profile", RGB_PROFILES)
@FEW
@given(st.data())
def test_colour_codes_survive(container: Container, profile: str, data: st.DataObject) -> None:
    depth = data.draw(st.sampled_from([Depth.EIGHT, Depth.SIXTEEN]))
    picture = data.draw(codes(TYPES[depth], data.draw(st.sampled_from([3, 4]))))
    with folder() as here:
        save = data.draw(st.sampled_from([save_png, save_tiff]))
        source = save(here / ("a.png" if save is save_png else "a.tif"), picture, RGB_PROFILES[profile])
        assert np.array_equal(written_again(source, container, depth), picture)


@pytest.mark.parametrize("container", [Container.PNG, Container.TIFF])
@pytest.mark.parametrize("profile", GREY_PROFILES)
@FEW
@given(st.data())
def test_grey_codes_survive_in_one_channel(container: Container, profile: str, data: st.DataObject) -> None:
    depth = data.draw(st.sampled_from([Depth.EIGHT, Depth.SIXTEEN]))
    picture = data.draw(codes(TYPES[depth], data.draw(st.sampled_from([1, 2]))))
    with folder() as here:
        source = save_png(here / "a.png", picture, GREY_PROFILES[profile])
        assert np.array_equal(written_again(source, container, depth), picture)


@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
@pytest.mark.parametrize("profile", RGB_PROFILES)
def test_every_code_survives(tmp_path: Path, profile: str, depth: Depth) -> None:
    side = 16 if depth is Depth.EIGHT else 256
    every = np.arange(side * side, dtype=TYPES[depth]).reshape(side, side, 1)
    picture = np.ascontiguousarray(np.concatenate([every, every[::-1], every.transpose(1, 0, 2)], axis=-1))
    source = save_png(tmp_path / "a.png", picture, RGB_PROFILES[profile])
    assert np.array_equal(written_again(source, Container.TIFF, depth), picture)


@pytest.mark.parametrize("profile", ["none", "linear"])
@FEW
@given(st.data())
def test_linear_floats_survive_bit_for_bit(profile: str, data: st.DataObject) -> None:
    picture = data.draw(codes(np.float32, 3))
    with folder() as here:
        source = save_tiff(here / "a.tif", picture, RGB_PROFILES[profile])
        assert written_again(source, Container.TIFF, Depth.FLOAT).tobytes() == picture.tobytes()


@pytest.mark.parametrize("profile", [name for name in RGB_PROFILES if name not in ("none", "linear", "flat ends")])
def test_encoded_floats_survive_within_float_precision(tmp_path: Path, profile: str) -> None:
    picture = np.random.default_rng(0).uniform(-0.5, 1.5, (7, 9, 3)).astype(np.float32)
    photo = read_photo(save_tiff(tmp_path / "a.tif", picture, RGB_PROFILES[profile]))
    target = tmp_path / "b.tif"
    write_pixels(target, photo.pixels, like=photo, container=Container.TIFF, depth=Depth.FLOAT)
    # Steepest where light is encoded most densely: a slope of 13 and two roundings of 2**-24 on values up to 4.
    assert np.abs(codes_in(target) - picture).max() < 13 * 4 * 2**-23


def test_a_photo_without_profile_is_linear_as_floats_and_srgb_as_integers(tmp_path: Path) -> None:
    picture = np.arange(48, dtype=np.uint8).reshape(4, 4, 3) * 5
    photo = read_photo(save_png(tmp_path / "a.png", picture))
    write_pixels(tmp_path / "b.tif", photo.pixels, like=photo, container=Container.TIFF, depth=Depth.FLOAT)
    floats = read_photo(tmp_path / "b.tif")
    assert np.array_equal(codes_in(tmp_path / "b.tif"), photo.pixels)
    write_pixels(tmp_path / "c.png", floats.pixels, like=floats, container=Container.PNG, depth=Depth.EIGHT)
    assert np.array_equal(codes_in(tmp_path / "c.png"), picture)


def test_a_coloured_result_of_a_grey_photo_is_written_as_srgb(tmp_path: Path) -> None:
    photo = read_photo(save_png(tmp_path / "a.png", np.full((2, 3, 1), 90, np.uint8), GREY_PROFILES["grey gamma 2.2"]))
    pixels = photo.pixels * np.array([1.0, 0.5, 0.25], np.float32)
    write_pixels(tmp_path / "b.png", pixels, like=photo, container=Container.PNG, depth=Depth.SIXTEEN)
    colored = read_photo(tmp_path / "b.png")
    assert not colored.is_grey
    assert colored.color.icc == srgb_profile()
    assert np.abs(colored.pixels - pixels).max() < 2e-5


@pytest.mark.parametrize("size", [(1, 1), (20000, 1), (1, 20000)])
@pytest.mark.parametrize("container", [Container.PNG, Container.TIFF])
def test_extreme_shapes_survive(tmp_path: Path, container: Container, size: tuple[int, int]) -> None:
    picture = np.random.default_rng(0).integers(0, 65536, (*size, 3), dtype=np.uint16)
    source = save_png(tmp_path / "a.png", picture, RGB_PROFILES["Adobe RGB"])
    assert np.array_equal(written_again(source, container, Depth.SIXTEEN), picture)
