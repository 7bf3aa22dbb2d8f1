"""Every form of file that is read gives the codes that other programs see in it."""

from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from engine import geometry
from engine.codecs import reading
from engine.codecs.jpeg import read_jpeg
from engine.codecs.jpeg_segments import is_closed
from engine.codecs.light import light_of
from engine.codecs.metadata import Found
from engine.codecs.orientation import turned_upright
from engine.codecs.png import read_png
from engine.codecs.png_chunks import SIGNATURE, chunk
from engine.codecs.raster import Model, Raster
from engine.codecs.reading import read_photo
from engine.codecs.sniff import Kind
from engine.color import UNTAGGED, UNTAGGED_LINEAR
from engine.errors import PhotoError
from engine.icc import srgb_profile
from engine.picture import Depth, Photo
from tests.engine.codecs.profiles import GREY_PROFILES, RGB_PROFILES, cmyk_profile
from tests.engine.codecs.samples import save_png, save_tiff

RNG = np.random.default_rng(0)
EIGHT = RNG.integers(0, 256, (19, 37, 3), dtype=np.uint8)
SIXTEEN = RNG.integers(0, 65536, (19, 37, 3), dtype=np.uint16)
PASSES = ((0, 8, 0, 8), (0, 8, 4, 8), (4, 8, 0, 4), (0, 4, 2, 4), (2, 4, 0, 2), (0, 2, 1, 2), (1, 2, 0, 1))
"""Of an interlaced PNG: the first row and the step to the next, the first column and the step to the next."""


def codes_of(photo: Photo) -> np.ndarray:
    codes = photo.color.encode(photo.pixels, photo.depth)
    return codes[..., :1] if photo.is_grey else codes


def smooth(channels: int) -> np.ndarray:
    x, y = np.meshgrid(np.linspace(0, 255, 37), np.linspace(0, 255, 19))
    planes = [x, y, 255 - x, y / 2]
    return np.stack(planes[:channels], axis=-1).astype(np.uint8)


def test_a_photo_that_is_replaced_while_it_is_read_is_one_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, coming = tmp_path / "a.png", [EIGHT[:9], EIGHT[:5]]
    save_png(path, EIGHT)

    def replaced(at: Path) -> Raster:
        raster = read_png(at)
        if coming:
            save_png(at, coming.pop(0))
        return raster

    monkeypatch.setitem(reading._READERS, Kind.PNG, replaced)
    photo = read_photo(path)
    assert photo.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert np.array_equal(codes_of(photo), EIGHT[:5])
    coming += [EIGHT[:rows] for rows in range(6, 16)]
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert caught.value.code == "photo-changing"


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": "4:2:0"}, {"restart_marker_rows": 1}])
def test_jpeg_is_read_as_libjpeg_does(tmp_path: Path, options: dict) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(smooth(3)).save(path, **options)
    photo = read_photo(path)
    assert np.array_equal(codes_of(photo), imagecodecs.jpeg8_decode(path.read_bytes()))
    assert (photo.container, photo.depth, photo.color, photo.is_grey) == ("JPEG", Depth.EIGHT, UNTAGGED, False)
    assert photo.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_grey_jpeg_has_one_channel_three_times(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(smooth(1)[..., 0]).save(path, icc_profile=GREY_PROFILES["grey gamma 2.2"])
    photo = read_photo(path)
    assert photo.is_grey
    assert photo.color.is_grey
    assert photo.notices == ()
    assert (photo.pixels == photo.pixels[..., :1]).all()
    assert np.array_equal(codes_of(photo)[..., 0], imagecodecs.jpeg8_decode(path.read_bytes()))


def test_a_jpeg_that_is_taken_from_pillow_comes_in_bands_so_that_other_threads_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.fromarray(smooth(3)).convert("CMYK").save(tmp_path / "a.jpg")
    whole, taken, all_bytes = np.asarray(Image.open(tmp_path / "a.jpg")), [], Image.Image.tobytes
    monkeypatch.setattr(geometry, "BAND_PIXELS", 4 * 37)
    monkeypatch.setattr(Image.Image, "tobytes", lambda self: taken.append(self.size) or all_bytes(self))
    codes = read_jpeg(tmp_path / "a.jpg").codes
    assert np.array_equal(codes, whole.reshape(codes.shape))
    assert taken == [(37, 4)] * 4 + [(37, 3)]


def test_of_a_multi_picture_file_the_first_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    first = Image.fromarray(smooth(3))
    first.save(path, "MPO", save_all=True, append_images=[Image.fromarray(255 - smooth(3))])
    assert np.abs(codes_of(read_photo(path)).astype(int) - smooth(3)).max() < 20


def test_cmyk_without_profile_is_converted_plainly(tmp_path: Path) -> None:
    ink = np.array([[[0, 0, 0, 0], [255, 0, 0, 0], [0, 255, 255, 0], [0, 0, 0, 255]]], np.uint8)
    expected = [[[255, 255, 255], [0, 255, 255], [255, 0, 0], [0, 0, 0]]]
    jpeg = np.repeat(np.repeat(ink, 8, axis=0), 8, axis=1)
    Image.fromarray(jpeg, "CMYK").save(tmp_path / "a.jpg", quality=100, subsampling="4:4:4")
    tifffile.imwrite(tmp_path / "a.tif", ink, photometric="separated", metadata=None)
    for path, step in ((tmp_path / "a.jpg", 8), (tmp_path / "a.tif", 1)):
        photo = read_photo(path)
        assert [notice.code for notice in photo.notices] == ["converted-to-srgb"]
        assert photo.color.icc == srgb_profile()
        assert np.abs(codes_of(photo)[:1, ::step].astype(int) - expected).max() <= 2


@pytest.mark.parametrize("depth", [8, 16])
def test_cmyk_with_a_profile_goes_through_it(tmp_path: Path, depth: int) -> None:
    top = (1 << depth) - 1
    ink = np.array([[[0, 0, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]]], f"u{depth // 8}") * top
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, ink, photometric="separated", iccprofile=cmyk_profile(), metadata=None)
    photo = read_photo(path)
    assert [notice.code for notice in photo.notices] == ["converted-to-srgb"]
    assert photo.depth == depth
    # Lightness 50 is 18.4 % of the light.
    assert photo.pixels[0, :, 1] == pytest.approx([1.0, 0.184, 0.184, 0.0], abs=0.005)


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_png_of_few_bits(tmp_path: Path, bits: int) -> None:
    levels = RNG.integers(0, 1 << bits, (5, 16), dtype=np.uint8)
    path = tmp_path / "a.png"
    path.write_bytes(_png(16, 5, bits, 0, _rows(levels, bits)))
    photo = read_photo(path)
    assert photo.is_grey
    assert photo.depth is Depth.EIGHT
    assert np.array_equal(codes_of(photo)[..., 0], levels * (255 // ((1 << bits) - 1)))


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_one_transparent_grey_of_few_bits_becomes_alpha(tmp_path: Path, bits: int) -> None:
    levels = RNG.integers(0, 1 << bits, (9, 16), dtype=np.uint8)
    level = int(levels[4, 4])
    seven = b"".join(_rows(levels[y::down, x::across], bits) for y, down, x, across in PASSES)
    transparent = chunk(b"tRNS", struct.pack(">H", level))
    for interlaced, rows in enumerate((_rows(levels, bits), seven)):
        path = tmp_path / "a.png"
        path.write_bytes(_png(16, 9, bits, 0, rows, interlaced=interlaced, beside=transparent))
        photo = read_photo(path)
        assert np.array_equal(codes_of(photo)[..., 0], levels * (255 // ((1 << bits) - 1)))
        assert photo.alpha is not None
        assert np.array_equal(photo.alpha == 0, levels == level)


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (5, 7), (17, 9)])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("bits", [8, 16])
def test_an_interlaced_png_has_its_codes_and_nobody_complains(
    tmp_path: Path, size: tuple[int, int], channels: int, bits: int, capfd: pytest.CaptureFixture[str]
) -> None:
    width, height = size
    codes = RNG.integers(0, 1 << bits, (height, width, channels), dtype=np.uint16)
    rows = b""
    for y, down, x, across in PASSES:
        for row in codes[y::down, x::across]:
            rows += b"\0" + row.astype(f">u{bits // 8}").tobytes() if row.size else b""
    (tmp_path / "a.png").write_bytes(_png(width, height, bits, (0, 4, 2, 6)[channels - 1], rows, interlaced=1))
    photo = read_photo(tmp_path / "a.png")
    colors = codes[..., : channels - (channels in (2, 4))]
    assert photo.depth == bits
    assert np.array_equal(codes_of(photo)[..., : colors.shape[2]], colors)
    assert (photo.alpha is None) == (channels in (1, 3))
    assert capfd.readouterr().err == ""


def test_damage_in_an_interlaced_png_is_told(tmp_path: Path) -> None:
    content = bytearray(_png(8, 8, 8, 0, bytes(8 * 8 + 15), interlaced=1))
    content[content.index(b"IDAT") + 8] ^= 1
    (tmp_path / "a.png").write_bytes(content)
    with pytest.raises(PhotoError) as caught:
        read_photo(tmp_path / "a.png")
    assert caught.value.code == "photo-damaged"


def _rows(levels: np.ndarray, bits: int) -> bytes:
    """Levels as rows of a PNG, unfiltered, several in a byte."""
    ones = np.unpackbits(levels[..., None], axis=2)[..., 8 - bits :].reshape(len(levels), -1)
    return b"".join(b"\0" + row.tobytes() for row in np.packbits(ones, axis=1))


def _png(
    width: int, height: int, bits: int, color_type: int, rows: bytes, *, interlaced: int = 0, beside: bytes = b""
) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bits, color_type, 0, 0, interlaced)
    return SIGNATURE + chunk(b"IHDR", header) + beside + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("options", [{}, {"transparency": 3}, {"transparency": b"\x00\x80\xff"}])
def test_palette_png(tmp_path: Path, options: dict) -> None:
    picture = Image.fromarray(EIGHT).quantize(11)
    path = tmp_path / "a.png"
    picture.save(path, **options)
    with Image.open(path) as opened:
        expected = np.asarray(opened.convert("RGBA"))
    photo = read_photo(path)
    assert np.array_equal(codes_of(photo), expected[..., :3])
    if options:
        assert photo.alpha is not None
        assert np.array_equal(photo.alpha, expected[..., 3] / np.float32(255))


def test_one_transparent_colour_becomes_alpha(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    r, g, b = (int(value) for value in EIGHT[0, 0])
    Image.fromarray(EIGHT).save(path, transparency=(r, g, b))
    alpha = read_photo(path).alpha
    assert alpha is not None
    assert np.array_equal(alpha == 0, (EIGHT[0, 0] == EIGHT).all(axis=2))


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_alpha_is_exact(tmp_path: Path, channels: int, dtype: type) -> None:
    top = np.iinfo(dtype).max
    picture = RNG.integers(0, top + 1, (7, 5, channels), dtype=dtype)
    photo = read_photo(save_png(tmp_path / "a.png", picture))
    assert photo.is_grey == (channels < 3)
    if channels in (2, 4):
        assert photo.alpha is not None
        assert np.array_equal(np.rint(photo.alpha * np.float32(top)), picture[..., -1])
    else:
        assert photo.alpha is None


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"byteorder": ">"},
        {"bigtiff": True},
        {"rowsperstrip": 3},
        {"tile": (16, 16)},
        {"planarconfig": "separate"},
        {"planarconfig": "separate", "tile": (16, 16), "compression": "deflate"},
        {"compression": "lzw", "predictor": True},
        {"compression": "deflate", "predictor": True, "byteorder": ">"},
        {"compression": "packbits"},
        {"compression": "zstd"},
    ],
)
@pytest.mark.parametrize("picture", [EIGHT, SIXTEEN, (SIXTEEN / np.float32(40000))])
def test_tiff_in_every_layout(tmp_path: Path, options: dict, picture: np.ndarray) -> None:
    stored = np.moveaxis(picture, -1, 0) if options.get("planarconfig") == "separate" else picture
    path = tmp_path / "a.tif"
    if picture.dtype == np.float32 and options.get("predictor"):
        options = {**options, "predictor": 3}
    tifffile.imwrite(path, stored, photometric="rgb", metadata=None, **options)
    photo = read_photo(path)
    assert photo.depth == 8 * picture.itemsize
    assert np.array_equal(codes_of(photo), picture)


def test_tiff_of_jpeg_strips(tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", smooth(3), photometric="rgb", compression="jpeg", metadata=None)
    expected = tifffile.imread(tmp_path / "a.tif")
    assert np.array_equal(codes_of(read_photo(tmp_path / "a.tif")), expected)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_floats_of_any_size_keep_what_is_below_0_and_above_1(tmp_path: Path, dtype: type) -> None:
    picture = np.linspace(-2, 3, 60, dtype=dtype).reshape(4, 5, 3)
    photo = read_photo(save_tiff(tmp_path / "a.tif", picture))
    assert photo.depth is Depth.FLOAT
    assert photo.color == UNTAGGED_LINEAR
    assert np.array_equal(photo.pixels, picture.astype(np.float32))


@pytest.mark.parametrize(("bits", "depth"), [(1, 8), (4, 8), (10, 16), (12, 16), (14, 16)])
def test_odd_depths_are_scaled_to_the_full_range(tmp_path: Path, bits: int, depth: int) -> None:
    levels = RNG.integers(0, 1 << bits, (5, 7), dtype=np.uint16 if bits > 8 else np.uint8)
    levels[0, :2] = 0, (1 << bits) - 1
    tifffile.imwrite(tmp_path / "a.tif", levels, bitspersample=bits, photometric="minisblack", metadata=None)
    photo = read_photo(tmp_path / "a.tif")
    top = (1 << depth) - 1
    assert photo.depth == depth
    assert np.array_equal(codes_of(photo)[..., 0], np.rint(levels * (top / ((1 << bits) - 1))))


def test_white_as_zero_is_turned_round(tmp_path: Path) -> None:
    picture = EIGHT[..., :1]
    photo = read_photo(save_tiff(tmp_path / "a.tif", picture, photometric="miniswhite"))
    assert np.array_equal(codes_of(photo), 255 - picture)


def test_tiff_palette(tmp_path: Path) -> None:
    colors = RNG.integers(0, 256, (3, 256), dtype=np.uint16)
    indices = EIGHT[..., 0]
    tifffile.imwrite(tmp_path / "a.tif", indices, photometric="palette", colormap=colors * 257, metadata=None)
    photo = read_photo(tmp_path / "a.tif")
    assert photo.depth is Depth.EIGHT
    assert np.array_equal(codes_of(photo), np.moveaxis(colors[:, indices], 0, -1))


def test_premultiplied_alpha_is_undone_with_a_notice(tmp_path: Path) -> None:
    cover = np.array([[0, 85, 255]], np.uint8)
    plain = np.array([[[0, 0, 0], [30, 60, 255], [9, 8, 7]]], np.uint8)
    stored = np.dstack([plain // 3 * (cover[..., None] == 85) + plain * (cover[..., None] == 255), cover])
    photo = read_photo(save_tiff(tmp_path / "a.tif", stored, extrasamples=["assocalpha"]))
    assert [notice.code for notice in photo.notices] == ["alpha-unmultiplied"]
    assert np.array_equal(codes_of(photo), plain)


@pytest.mark.parametrize("options", [{"lossless": True, "exact": True}, {"quality": 60}])
@pytest.mark.parametrize("channels", [3, 4])
def test_webp(tmp_path: Path, options: dict, channels: int) -> None:
    path = tmp_path / "a.webp"
    Image.fromarray(smooth(channels)).save(path, icc_profile=RGB_PROFILES["Display P3"], **options)
    with Image.open(path) as opened:
        expected = np.asarray(opened.convert("RGBA"))
    photo = read_photo(path)
    assert photo.container == "WebP"
    assert photo.color.icc == RGB_PROFILES["Display P3"]
    assert np.array_equal(codes_of(photo), expected[..., :3])
    if channels == 4:
        assert photo.alpha is not None
        assert np.array_equal(photo.alpha, expected[..., 3] / np.float32(255))


def test_a_wrong_name_is_read_with_a_notice(tmp_path: Path) -> None:
    path = save_png(tmp_path / "a.png", EIGHT).rename(tmp_path / "a.jpg")
    photo = read_photo(path)
    assert photo.container == "PNG"
    assert [notice.code for notice in photo.notices] == ["mislabelled"]
    assert photo.notices[0].sentence == "a.jpg is a PNG file, although its name says JPEG."


@pytest.mark.parametrize("orientation", [1, 6])
def test_light_is_copied_only_where_it_is_turned(orientation: int) -> None:
    light = np.random.default_rng(0).random((4, 6, 3), np.float32)
    raster = Raster(light, Model.RGB, found=Found(orientation=orientation), light_in=UNTAGGED_LINEAR)
    pixels, color, _ = light_of(Path("a.exr"), raster)
    assert np.shares_memory(pixels, light) == (orientation == 1)
    assert np.array_equal(pixels, turned_upright(light, orientation))
    assert pixels.flags.c_contiguous
    assert color is UNTAGGED_LINEAR


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_closed_where_its_decoder_comes_to_the_end_mark(progressive: bool) -> None:
    written = BytesIO()
    Image.fromarray(smooth(3)).save(written, "JPEG", progressive=progressive, restart_marker_rows=1)
    content = written.getvalue()
    assert is_closed(content)
    assert is_closed(content + b"and more")
    assert not any(is_closed(content[:end]) for end in range(len(content)))
    comment = b"\xff\xfe\0\6\xff\xd9\xff\xd9"
    assert not is_closed(content[:-2] + comment)
    assert is_closed(content[:-2] + comment + content[-2:])


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_whole_jpeg_has_the_codes_that_pillow_sees_without_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, progressive: bool
) -> None:
    path = tmp_path / "a.jpg"
    Image.fromarray(smooth(3)).convert(mode).save(path, progressive=progressive)
    seen = np.asarray(Image.open(path)).reshape(19, 37, -1)
    monkeypatch.setattr(JpegImageFile, "load", None)
    assert np.array_equal(read_jpeg(path).codes, seen)
