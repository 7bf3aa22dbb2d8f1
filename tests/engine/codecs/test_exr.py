"""OpenEXR: floats as they are, whatever primaries, windows and channels a file has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import OpenEXR
import pytest

from engine.codecs.container import Container
from engine.codecs.reading import read_photo
from engine.errors import PhotoError
from engine.icc import read_profile
from engine.picture import Depth
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.pictures import write_pixels

LIGHT = np.random.default_rng(0).uniform(-0.1, 4.0, (5, 7, 3)).astype(np.float32)
NOISE = np.random.default_rng(0).random((64, 64, 3)).round(2).astype(np.float32)
P3 = (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3127, 0.3290)


def save(path: Path, channels: dict[str, Any], **header: Any) -> Path:
    OpenEXR.File({"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage, **header}, channels).write(
        str(path)
    )
    return path


def refused(path: Path) -> PhotoError:
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert path.name in caught.value.sentence
    return caught.value


def test_floats_come_bit_for_bit(tmp_path: Path) -> None:
    photo = read_photo(save(tmp_path / "a.exr", {"RGB": LIGHT}))
    assert photo.pixels.tobytes() == LIGHT.tobytes()
    assert (photo.depth, photo.container, photo.notices) == (Depth.FLOAT, "OpenEXR", ())
    again = tmp_path / "b.tif"
    write_pixels(again, photo.pixels, like=photo, container=Container.TIFF, depth=Depth.FLOAT)
    assert read_photo(again).pixels.tobytes() == LIGHT.tobytes()


def test_half_floats_and_transparency(tmp_path: Path) -> None:
    half = LIGHT.astype(np.float16)
    alpha = np.linspace(0, 1, 35, dtype=np.float16).reshape(5, 7)
    multiplied = (half * alpha[..., None]).astype(np.float16)
    multiplied[0, 0] = half[0, 0]  # light without cover, as of a glow, which no photo can have otherwise
    photo = read_photo(save(tmp_path / "a.exr", {"RGBA": np.dstack([multiplied, alpha])}, xDensity=300.0))
    assert photo.alpha is not None
    assert np.array_equal(photo.alpha, alpha.astype(np.float32))
    np.testing.assert_allclose(photo.pixels, half.astype(np.float32), rtol=2e-3, atol=1e-4)
    assert [notice.code for notice in photo.notices] == ["alpha-unmultiplied"]
    assert photo.metadata.dpi == (300.0, 300.0)
    opaque = read_photo(save(tmp_path / "b.exr", {"RGBA": np.dstack([half, np.ones_like(alpha)])}))
    assert np.array_equal(opaque.pixels, half.astype(np.float32))
    assert opaque.notices == ()


def test_a_vanishing_transparency_makes_no_infinite_light(tmp_path: Path) -> None:
    light, alpha = np.full((2, 2, 3), 0.5, np.float32), np.array([[1e-40, 2e-38], [0.0, 1.0]], np.float32)
    photo = read_photo(save(tmp_path / "a.exr", {"RGBA": np.dstack([light * alpha[..., None], alpha])}))
    np.testing.assert_allclose(photo.pixels[alpha > 1e-38], 0.5, rtol=1e-5)
    assert photo.pixels[alpha < 1e-38].max() < 1e-38


def test_luminance_alone_is_a_grey_photo(tmp_path: Path) -> None:
    photo = read_photo(save(tmp_path / "a.exr", {"Y": np.ascontiguousarray(LIGHT[..., 0])}))
    assert photo.is_grey
    assert np.array_equal(photo.pixels[..., 2], LIGHT[..., 0])


def test_primaries_are_those_of_the_file(tmp_path: Path) -> None:
    photo = read_photo(save(tmp_path / "a.exr", {"RGB": LIGHT}, chromaticities=P3))
    # The profile's own colorants are rounded to five digits.
    assert np.abs(np.array(photo.color.to_srgb) - read_profile(RGB_PROFILES["Display P3"]).to_srgb).max() < 2e-3
    assert photo.pixels.tobytes() == LIGHT.tobytes()


@pytest.mark.parametrize(
    ("window", "there"), [(((-2, -1), (9, 8)), (slice(1, 6), slice(2, 9))), (((0, 0), (6, 4)), None)]
)
def test_a_smaller_data_window_lies_where_it_belongs(
    tmp_path: Path, window: tuple, there: tuple[slice, slice] | None
) -> None:
    display = (np.array(window[0], np.int32), np.array(window[1], np.int32))
    photo = read_photo(save(tmp_path / "a.exr", {"RGB": LIGHT}, displayWindow=display))
    if there is None:
        assert photo.notices == ()
        return
    assert [notice.code for notice in photo.notices] == ["exr-window"]
    assert (photo.size.width, photo.size.height) == (12, 10)
    assert np.array_equal(photo.pixels[there], LIGHT)
    assert photo.pixels.sum() == pytest.approx(LIGHT.sum(), rel=1e-5)


def test_a_larger_data_window_is_cut(tmp_path: Path) -> None:
    display = (np.array((2, 1), np.int32), np.array((4, 3), np.int32))
    photo = read_photo(save(tmp_path / "a.exr", {"RGB": LIGHT}, displayWindow=display))
    assert np.array_equal(photo.pixels, LIGHT[1:4, 2:5])


def test_further_channels_are_told(tmp_path: Path) -> None:
    photo = read_photo(save(tmp_path / "a.exr", {"RGB": LIGHT, "Z": np.ascontiguousarray(LIGHT[..., 0])}))
    assert [notice.code for notice in photo.notices] == ["extra-channels"]
    assert "Z" in photo.notices[0].sentence


def test_odd_channels_are_refused_in_a_sentence(tmp_path: Path) -> None:
    depth = np.ascontiguousarray(LIGHT[..., 0])
    assert refused(save(tmp_path / "a.exr", {"Z": depth})).code == "photo-unsupported"
    whole = depth.astype(np.uint32)
    assert refused(save(tmp_path / "b.exr", {"R": whole, "G": whole, "B": whole})).code == "photo-unsupported"


@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_broken_file_is_refused_in_a_sentence(tmp_path: Path, share: float) -> None:
    path = save(tmp_path / "a.exr", {"RGB": np.random.default_rng(0).random((64, 64, 3)).astype(np.float32)})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert refused(path).code in ("photo-truncated", "photo-damaged")


def test_of_damaged_pixels_the_error_tells_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(damaged(save(tmp_path / "a.exr", {"RGB": NOISE}))).code == "photo-damaged"
    assert capsys.readouterr().out == ""


def test_a_damaged_picture_is_not_taken_for_the_next_in_the_file(tmp_path: Path) -> None:
    path, header = tmp_path / "a.exr", {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    OpenEXR.File([OpenEXR.Part(dict(header), {"RGB": NOISE}, name) for name in ("first", "second")]).write(str(path))
    assert np.array_equal(read_photo(path).pixels, NOISE)
    assert refused(damaged(path)).code == "photo-damaged"


def damaged(path: Path) -> Path:
    """The file with a bit changed in its first half, where the first picture lies."""
    content = bytearray(path.read_bytes())
    content[len(content) * 2 // 5] ^= 16
    path.write_bytes(content)
    return path


def test_numbers_that_are_none_are_refused(tmp_path: Path) -> None:
    light = LIGHT.copy()
    light[1, 2, 0] = np.inf
    assert refused(save(tmp_path / "a.exr", {"RGB": light})).code == "not-finite"
