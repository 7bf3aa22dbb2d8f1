"""Layers in OpenEXR, written here and read by its library: bits, names, attributes, and a cancel that is heard."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin

from engine.codecs.container import Container
from engine.codecs.exr_facts import facts_of
from engine.codecs.exr_writing import LightStack, write_exr
from engine.codecs.reading import read_photo
from engine.codecs.stack_writing import write_light_stack
from engine.color import SRGB_PRIMARIES, UNTAGGED_LINEAR
from engine.errors import Cancelled
from engine.geometry import Size
from engine.layering import light_stack_of
from engine.mix import Mix
from engine.picture import Depth, Metadata, Photo
from engine.profiles import Profile
from engine.progress import SILENT, Progress
from tests.engine.codecs.exif_blocks import exif_block
from tests.engine.pictures import noise, write_pixels
from tests.engine.stacks import parts

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'


def camera_block() -> bytes:
    """An EXIF block as Pillow writes it, of a camera in Rio de Janeiro."""
    exif, ratio = Image.Exif(), TiffImagePlugin.IFDRational
    exif[271], exif[272], exif[315], exif[33432], exif[270] = (
        "Maker",
        "Model 5",
        "An Artist",
        "A. N. Owner",
        "A window",
    )
    inner, place = exif.get_ifd(0x8769), exif.get_ifd(0x8825)
    inner[0x9003], inner[0x9011] = "2026:03:04 05:06:07", "-03:00"
    inner[0x829A], inner[0x829D], inner[0x8827] = ratio(1, 125), ratio(28, 10), 400
    inner[0x9206], inner[0x920A] = ratio(5, 2), ratio(35, 1)
    inner[0xA433], inner[0xA434], inner[0xA431], inner[0xA435] = "Lenses", "35 mm", "S1", "L2"
    place[1], place[2] = "S", (ratio(22), ratio(54), ratio(36))
    place[3], place[4] = "W", (ratio(43), ratio(12), ratio(0))
    place[5], place[6] = b"\1", ratio(7, 2)
    return exif.tobytes().removeprefix(b"Exif\0\0")


@settings(max_examples=25)
@given(width=st.integers(1, 40), height=st.sampled_from([1, 15, 16, 17, 33]), is_flat=st.booleans())
def test_the_library_reads_every_bit(
    tmp_path_factory: pytest.TempPathFactory, width: int, height: int, is_flat: bool
) -> None:
    light = np.ones((height, width, 3), np.float32) if is_flat else noise(height, width, low=-1.0, high=9.0)
    pictures = {name: lambda band, k=k: light[band.slices] * np.float32(k) for k, name in enumerate(("", "b", "a"), 1)}
    stack = LightStack(Size(width, height), pictures, UNTAGGED_LINEAR, light[..., 0], Metadata(), light[..., 1])
    path = tmp_path_factory.mktemp("exr") / "a.exr"
    write_exr(path, stack, SILENT)
    channels = OpenEXR.File(str(path), separate_channels=True).channels()
    assert sorted(channels) == sorted([*"RGBA", "a.R", "a.G", "a.B", "b.R", "b.G", "b.B", "mask.Y"])
    for k, name in enumerate(("", "b.", "a."), 1):
        for i, letter in enumerate("RGB"):
            assert channels[name + letter].pixels.tobytes() == (light[..., i] * np.float32(k)).tobytes()
    assert np.array_equal(channels["A"].pixels, light[..., 0])
    assert np.array_equal(channels["mask.Y"].pixels, light[..., 1])


def test_an_exr_has_the_layers_by_name(tmp_path: Path) -> None:
    made, path = parts("multiplicative"), tmp_path / "a.exr"
    write_light_stack(path, light_stack_of(made, Mix.neutral(2), like=made.photo))
    file = OpenEXR.File(str(path))
    assert sorted(file.channels()) == ["RGB", "layer0", "layer1"]
    for i, layer in enumerate(made.layers):
        assert np.array_equal(file.channels()[f"layer{i}"].pixels, layer.pixels)
    assert np.array_equal(file.channels()["RGB"].pixels, made.photo.pixels)
    assert file.header()["chromaticities"] == pytest.approx(SRGB_PRIMARIES, abs=5e-5)


@pytest.mark.parametrize("formation", ["additive", "multiplicative"])
def test_light_is_written_multiplied_with_its_transparency(tmp_path: Path, formation: str) -> None:
    made, path = parts(formation), tmp_path / "a.exr"
    alpha = noise(*made.photo.pixels.shape[:2], low=0.1, high=0.9)[..., 0]
    photo = replace(made.photo, alpha=alpha)
    write_light_stack(path, light_stack_of(made, Mix.neutral(len(made.layers)), like=photo))
    channels = OpenEXR.File(str(path)).channels()
    shown = channels["RGBA"].pixels
    np.testing.assert_allclose(shown[..., :3], made.photo.pixels * alpha[..., None], rtol=1e-6)
    layers = [channels[layer.name].pixels for layer in made.spec.layers]
    whole = np.sum(layers, axis=0) if formation == "additive" else np.prod(layers, axis=0)
    np.testing.assert_allclose(whole, shown[..., :3], rtol=1e-4, atol=1e-6)
    again = read_photo(path)
    assert again.alpha is not None
    assert np.array_equal(again.alpha, alpha)
    np.testing.assert_allclose(again.pixels, made.photo.pixels, rtol=1e-5)


def test_a_name_of_many_letters_is_a_name(tmp_path: Path) -> None:
    light, name = noise(4, 5), "a" * 60
    stack = LightStack(Size(5, 4), {"": lambda _: light, name: lambda _: light}, UNTAGGED_LINEAR, None, Metadata())
    write_exr(tmp_path / "a.exr", stack, SILENT)
    assert sorted(OpenEXR.File(str(tmp_path / "a.exr")).channels()) == ["RGB", name]
    assert struct.unpack("<I", (tmp_path / "a.exr").read_bytes()[4:8]) == (2 | 0x400,)


def test_camera_exposure_date_place_and_owner_are_standard_attributes(tmp_path: Path) -> None:
    made = parts("additive")
    photo = replace(made.photo, metadata=Metadata(camera_block(), XMP, (300.0, 300.0)))
    write_light_stack(tmp_path / "a.exr", light_stack_of(made, Mix.neutral(2), like=photo))
    header = OpenEXR.File(str(tmp_path / "a.exr")).header()
    texts = {
        "owner": "A. N. Owner",
        "comments": "A window",
        "cameraMake": "Maker",
        "cameraModel": "Model 5",
        "cameraSerialNumber": "S1",
        "lensMake": "Lenses",
        "lensModel": "35 mm",
        "lensSerialNumber": "L2",
        "capDate": "2026:03:04 05:06:07",
        "xmp": XMP.decode(),
    }
    assert {name: header[name] for name in texts} == texts
    numbers = {
        "utcOffset": 10800.0,  # to be added to local time
        "expTime": 1 / 125,
        "aperture": 2.8,
        "isoSpeed": 400.0,
        "focus": 2.5,
        "nominalFocalLength": 35.0,
        "latitude": -22.91,
        "longitude": -43.2,
        "altitude": -3.5,
        "xDensity": 300.0,
    }
    assert {name: header[name] for name in numbers} == pytest.approx(numbers, rel=1e-6)


def test_what_exif_does_not_tell_is_not_there() -> None:
    assert facts_of(b"") == {}
    assert facts_of(b"no block at all") == {}
    assert facts_of(exif_block(">")).keys() == {"cameraMake", "cameraModel", "owner", "expTime", "latitude"}


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_cancelled_exr_leaves_nothing(tmp_path: Path, share: float) -> None:
    made = parts("additive")
    progress = Progress(lambda fraction, stage: progress.cancel() if fraction >= share else None)
    with pytest.raises(Cancelled):
        write_light_stack(tmp_path / "a", light_stack_of(made, Mix.neutral(2), like=made.photo), progress)
    assert list(tmp_path.iterdir()) == []


def test_a_cancel_is_heard_before_every_16_lines(tmp_path: Path) -> None:
    asked: list[float] = []
    made = parts("additive")
    progress = Progress(lambda fraction, stage: asked.append(fraction))
    write_light_stack(tmp_path / "a", light_stack_of(made, Mix.neutral(2), like=made.photo), progress)
    assert asked == pytest.approx([0, 16 / 61, 32 / 61, 48 / 61, 1])


def _written(path: Path, photo: Photo, profile: Profile = Profile.SOURCE) -> dict[str, np.ndarray]:
    """The channels of a single picture, as the library reads them."""
    color = profile.space_for(photo.color)
    light = photo.color.converted(photo.pixels, color)
    write_pixels(path, light, like=photo, container=Container.EXR, depth=Depth.FLOAT, profile=profile)
    channels = OpenEXR.File(str(path), separate_channels=True).channels()
    return {name: channel.pixels for name, channel in channels.items()}


@pytest.mark.parametrize("profile", [Profile.SOURCE, Profile.DISPLAY_P3, Profile.ADOBE_RGB, Profile.PROPHOTO])
def test_a_single_picture_is_light_that_reads_back_bit_for_bit_in_its_primaries(
    tmp_path: Path, profile: Profile
) -> None:
    path, metadata = tmp_path / "a.exr", Metadata(camera_block(), XMP, (300.0, 300.0))
    photo = Photo(tmp_path / "a.png", noise(17, 23, low=-1.0, high=9.0), Depth.SIXTEEN, metadata=metadata)
    light = photo.color.converted(photo.pixels, profile.space_for(photo.color))
    read = _written(path, photo, profile)
    assert sorted(read) == ["B", "G", "R"]
    assert np.array_equal(np.stack([read[letter] for letter in "RGB"], axis=-1), light)
    again = read_photo(path)
    assert np.array_equal(again.pixels, light)
    assert np.allclose(again.color.to_linear_srgb(again.pixels), photo.color.to_linear_srgb(photo.pixels), atol=2e-3)
    assert (again.metadata.xmp, again.metadata.dpi) == (XMP, (300.0, 300.0))
    assert OpenEXR.File(str(path), header_only=True).header()["cameraModel"] == "Model 5"


def test_a_grey_photo_is_one_channel_of_light(tmp_path: Path) -> None:
    grey = np.repeat(noise(9, 12)[..., :1], 3, axis=2)
    read = _written(tmp_path / "a.exr", Photo(tmp_path / "a.png", grey, is_grey=True))
    assert list(read) == ["Y"]
    again = read_photo(tmp_path / "a.exr")
    assert again.is_grey
    assert np.array_equal(again.pixels, grey)


def test_light_is_multiplied_with_its_transparency_and_comes_back(tmp_path: Path) -> None:
    light, alpha = noise(8, 9), noise(8, 9)[..., 0].clip(0.1, 1)
    read = _written(tmp_path / "a.exr", Photo(tmp_path / "a.png", light, alpha=alpha))
    assert np.array_equal(read["A"], alpha)
    assert np.array_equal(read["G"], light[..., 1] * alpha)
    again = read_photo(tmp_path / "a.exr")
    assert again.alpha is not None
    assert np.array_equal(again.alpha, alpha)
    assert np.allclose(again.pixels, light, rtol=3e-7, atol=0)
