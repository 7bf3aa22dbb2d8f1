"""Camera RAW: linear, white-balanced, with what is brighter than white; what cannot be read is a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile

from engine.codecs import raw
from engine.codecs.looking import first_look
from engine.codecs.reading import read_photo
from engine.errors import PhotoError
from engine.mix import Mix
from engine.picture import Depth
from engine.render import render
from tests.engine.codecs.negatives import WHITE_BALANCE, XYZ_TO_SRGB, save_dng, save_float_dng
from tests.engine.pictures import separation_of

GREYS = (0.18, 0.6, 0.02)


def scene(*greys: float) -> np.ndarray:
    """Stripes of grey, each 32 pixels wide."""
    return np.repeat(np.repeat(np.array(greys)[None, :, None], 32, axis=1), 64, axis=0).repeat(3, axis=2)


def middles(pixels: np.ndarray, count: int) -> np.ndarray:
    return np.stack([pixels[20:44, 32 * i + 10 : 32 * i + 22].mean(axis=(0, 1)) for i in range(count)])


def test_light_is_linear_and_balanced_for_white(tmp_path: Path) -> None:
    photo = read_photo(save_dng(tmp_path / "a.dng", scene(*GREYS)))
    # Half a code of 4,095, and the light's rounding to 16 bits; red has half the codes of green.
    assert np.abs(middles(photo.pixels, 3) - np.array(GREYS)[:, None]).max() < 1 / 4095 / min(WHITE_BALANCE)
    assert photo.depth is Depth.SIXTEEN
    assert photo.color.icc
    assert photo.notices == ()


@pytest.mark.parametrize(("colors", "told"), [(XYZ_TO_SRGB, []), (None, ["raw-srgb"])])
def test_colours_are_the_cameras_or_where_nobody_knows_them_srgb(
    tmp_path: Path, colors: tuple[float, ...] | None, told: list[str]
) -> None:
    stripes = np.repeat(np.array([[[0.5, 0.1, 0.1], [0.1, 0.3, 0.2]]]), 32, axis=1).repeat(64, axis=0)
    photo = read_photo(save_dng(tmp_path / "a.dng", stripes, colors=colors))
    seen = middles(photo.color.to_linear_srgb(photo.pixels), 2)
    assert seen == pytest.approx(np.array([[0.5, 0.1, 0.1], [0.1, 0.3, 0.2]]), abs=0.005)
    assert [notice.code for notice in photo.notices] == told


def test_a_dng_whose_last_tiles_are_missing_is_not_shown_black(tmp_path: Path) -> None:
    path = save_dng(tmp_path / "a.dng", scene(*GREYS), is_packed=True)
    assert np.abs(middles(read_photo(path).pixels, 3) - np.array(GREYS)[:, None]).max() < 0.001
    with tifffile.TiffFile(path) as file:
        last = file.pages.first.dataoffsets[-1]
    path.write_bytes(path.read_bytes()[:last])
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert caught.value.code == "photo-truncated"


@pytest.mark.parametrize("lost", [0, -1])
def test_a_dng_with_a_tile_of_zeros_is_not_shown_as_what_lay_in_memory(tmp_path: Path, lost: int) -> None:
    path = save_dng(tmp_path / "a.dng", scene(*GREYS), is_packed=True)
    with tifffile.TiffFile(path) as file:
        at, size = file.pages.first.dataoffsets[lost], file.pages.first.databytecounts[lost]
    with path.open("r+b") as dng:
        dng.seek(at)
        dng.write(bytes(size))
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert caught.value.code == "photo-damaged"


def test_a_raw_that_begins_like_nothing_is_known_by_its_name(tmp_path: Path) -> None:
    """As files of old cameras, which LibRaw knows by their size: that of a Casio QV-2000UX, black."""
    for name in ("a.raw", "a.KDC"):
        (tmp_path / name).write_bytes(bytes(3217760))
        photo = read_photo(tmp_path / name)
        assert (photo.container, str(photo.size)) == ("RAW", "2070 × 1546")
    (tmp_path / "a.raw").write_bytes(bytes(1234))
    with pytest.raises(PhotoError) as caught:
        read_photo(tmp_path / "a.raw")
    assert caught.value.code == "raw-unsupported"


def test_highlights_above_white_come_back_when_the_mix_darkens(tmp_path: Path) -> None:
    photo = read_photo(save_dng(tmp_path / "a.dng", scene(0.5, 1.3)))
    red, green, blue = middles(photo.color.to_linear_srgb(photo.pixels), 2)[1]
    assert green == pytest.approx(1.0, abs=0.002)  # the sensor ended here, in green first
    assert (red, blue) == (pytest.approx(1.3, abs=0.002), pytest.approx(1.3, abs=0.002))
    made = separation_of("additive", [photo.pixels, np.zeros_like(photo.pixels)])
    darker = render(made, Mix.neutral(2).with_layer(0, exposure_ev=-1.0))
    assert darker.max() < 1.0
    assert np.abs(middles(darker, 2) * 2 - middles(photo.pixels, 2)).max() < 1e-5


def test_a_turned_camera_gives_an_upright_photo_once(tmp_path: Path) -> None:
    photo = read_photo(save_dng(tmp_path / "a.dng", scene(0.1, 0.2, 0.3), orientation=6))
    assert (photo.size.width, photo.size.height) == (64, 96)
    assert b"SILS" in photo.metadata.exif


def test_files_end_in_any_case(tmp_path: Path) -> None:
    path = save_dng(tmp_path / "A.DNG", scene(*GREYS))
    path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert caught.value.code == "photo-truncated"
    assert "A.DNG" in caught.value.sentence


@pytest.mark.parametrize("content", [b"FUJIFILMCCD-RAW 0201" + bytes(500), b"IIRS\x08\0\0\0" + bytes(500)])
def test_a_raw_of_no_known_camera_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.raf").write_bytes(content)
    with pytest.raises(PhotoError) as caught:
        read_photo(tmp_path / "a.raf")
    assert caught.value.code in ("raw-unsupported", "photo-truncated", "photo-damaged")
    assert caught.value.sentence.endswith(".")


def test_what_libraw_does_not_know_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(path: object) -> None:
        raise raw.rawpy.LibRawFileUnsupportedError(b"Unsupported file format or not RAW file")

    monkeypatch.setattr(raw.rawpy, "imread", unknown)
    (tmp_path / "a.raf").write_bytes(b"FUJIFILMCCD-RAW 0201" + bytes(500))
    for path, advice in (
        (tmp_path / "a.raf", "convert it to DNG first"),
        (save_dng(tmp_path / "a.dng", scene(*GREYS)), "convert it again, without compression"),
    ):
        with pytest.raises(PhotoError) as caught:
            read_photo(path)
        assert caught.value.code == "raw-unsupported"
        assert advice in caught.value.sentence


@pytest.mark.parametrize("kind", [np.float16, np.float32])
@pytest.mark.parametrize("has_white_level", [False, True])
@pytest.mark.parametrize("form", [{}, {"compression": "zlib", "predictor": 3}])
def test_white_of_a_dng_of_floats_is_1(tmp_path: Path, kind: type, has_white_level: bool, form: dict) -> None:
    floats = scene(*GREYS).astype(kind)
    photo = read_photo(save_float_dng(tmp_path / "a.dng", floats, has_white_level=has_white_level, **form))
    assert np.abs(middles(photo.pixels, 3) - np.array(GREYS)[:, None]).max() < 1e-3


@pytest.mark.parametrize("form", [{"compression": "zlib"}, {"tile": (32, 32)}])
def test_floats_that_libraw_misreads_are_refused(tmp_path: Path, form: dict) -> None:
    path = save_float_dng(tmp_path / "a.dng", scene(*GREYS).astype(np.float16), has_white_level=True, **form)
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert (caught.value.code, "misreads" in caught.value.sentence) == ("raw-unsupported", True)


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, -1), (8, 1)])
def test_a_preview_is_upright_like_the_photo(tmp_path: Path, orientation: int, turns: int) -> None:
    codes = np.random.default_rng(0).integers(0, 256, (32, 48, 3), dtype=np.uint8)
    path = save_dng(tmp_path / "a.dng", scene(*GREYS), orientation=orientation, preview=codes)
    found = first_look(path)
    assert found is not None
    assert np.array_equal(found.codes, np.rot90(codes, turns))
    assert found.is_of_camera
    photo = read_photo(path).size
    assert (photo.height > photo.width) == (found.size.height > found.size.width)


def test_a_raw_without_a_preview_has_none(tmp_path: Path) -> None:
    assert raw.read_preview(save_dng(tmp_path / "a.dng", scene(*GREYS))) is None
    (tmp_path / "b.dng").write_bytes(b"nothing")
    assert raw.read_preview(tmp_path / "b.dng") is None
