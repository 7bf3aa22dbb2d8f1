"""Profiles that files are written with in place of the photo's own: their colours, and what they leave alone."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from engine.codecs.container import Container
from engine.codecs.reading import read_photo
from engine.color import UNTAGGED, UNTAGGED_ADOBE, UNTAGGED_LINEAR, ColorSpace
from engine.curves import LINEAR
from engine.icc import read_profile
from engine.picture import Depth
from engine.profiles import Profile
from tests.engine.codecs.profiles import GREY_PROFILES, RGB_PROFILES
from tests.engine.pictures import noise, photo_of, write_pixels

OTHERS = [profile for profile in Profile if profile is not Profile.SOURCE]
_LINEAR_SRGB = ColorSpace("linear", curves=(LINEAR, LINEAR, LINEAR))


def by_littlecms(codes: np.ndarray, of: bytes, to: bytes) -> np.ndarray:
    """Codes (H, W, 3) of 8 bits in one profile as those in another, relative colorimetric."""
    source, target = (ImageCms.ImageCmsProfile(io.BytesIO(icc)) for icc in (of, to))
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    transform = ImageCms.buildTransform(source, target, "RGB", "RGB", renderingIntent=intent)
    return np.asarray(ImageCms.applyTransform(Image.fromarray(codes), transform)).astype(int)


@pytest.mark.parametrize("target", OTHERS)
@pytest.mark.parametrize("source", ["Display P3", "Adobe RGB of LittleCMS", "ProPhoto", "sRGB with 1024 samples"])
def test_colours_are_those_that_another_library_makes(source: str, target: Profile) -> None:
    color = read_profile(RGB_PROFILES[source])
    codes = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    to = target.space_for(color)
    ours = to.encode(color.converted(color.decode(codes), to), 8)
    off = np.abs(ours.astype(int) - by_littlecms(codes, color.icc, to.icc))
    assert off.max() <= 2  # where a dark channel lies at the gamut's border under a steep curve
    assert (off > 1).mean() < 1e-3


@pytest.mark.parametrize("target", OTHERS)
def test_a_profile_says_what_its_codes_mean(target: Profile) -> None:
    made = target.space_for(_LINEAR_SRGB)
    read = read_profile(made.icc)
    assert read.means_as(made)
    assert ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(made.icc))).strip()
    white = np.ones((1, 1, 3), np.float32)
    assert (made.encode(_LINEAR_SRGB.converted(white, made), 16) == 65535).all()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("sRGB of LittleCMS", Profile.SRGB),
        ("sRGB with 1024 samples", Profile.SRGB),
        ("Adobe RGB", Profile.ADOBE_RGB),
        ("Adobe RGB of LittleCMS", Profile.ADOBE_RGB),
        ("Display P3", Profile.DISPLAY_P3),
        ("ProPhoto", Profile.PROPHOTO),
    ],
)
def test_a_photo_that_is_in_the_profile_keeps_its_own(source: str, target: Profile) -> None:
    color = read_profile(RGB_PROFILES[source])
    assert target.space_for(color) is color
    assert all(other.space_for(color) is not color for other in OTHERS if other is not target)


def test_a_photo_without_a_profile_is_told_to_be_srgb_and_keeps_its_codes() -> None:
    made = Profile.SRGB.space_for(UNTAGGED)
    assert made.icc
    assert (made.curves, made.to_srgb) == (UNTAGGED.curves, UNTAGGED.to_srgb)
    assert Profile.ADOBE_RGB.space_for(UNTAGGED_ADOBE).to_srgb == UNTAGGED_ADOBE.to_srgb
    assert Profile.SRGB.space_for(UNTAGGED_LINEAR).curves != UNTAGGED_LINEAR.curves


@pytest.mark.parametrize("color", [UNTAGGED, UNTAGGED_ADOBE, UNTAGGED_LINEAR, read_profile(RGB_PROFILES["linear"])])
def test_the_photos_own_profile_changes_nothing(color: ColorSpace) -> None:
    assert Profile.SOURCE.space_for(color) is color


@pytest.mark.parametrize("icc", GREY_PROFILES.values(), ids=GREY_PROFILES.keys())
@pytest.mark.parametrize("target", OTHERS)
def test_a_grey_photo_becomes_rgb_of_the_same_light(tmp_path: Path, icc: bytes, target: Profile) -> None:
    color = read_profile(icc) if icc else UNTAGGED
    grey = np.repeat(noise(5, 7)[..., :1], 3, axis=2)
    photo = photo_of(grey, color=color, is_grey=True)
    light = color.converted(grey, target.space_for(color))
    path = tmp_path / "grey.png"
    write_pixels(path, light, like=photo, container=Container.PNG, depth=Depth.SIXTEEN, profile=target)
    with Image.open(path) as opened:
        assert opened.info["icc_profile"][16:20] == b"RGB "
    read = read_photo(path)
    assert not read.is_grey
    assert np.abs(read.color.to_linear_srgb(read.pixels) - grey).max() < 1e-4
