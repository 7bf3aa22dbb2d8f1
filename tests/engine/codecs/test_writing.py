"""Writing: all or nothing, with progress, and as other programs read it."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.codecs import tiff_writing
from engine.codecs.container import Container
from engine.codecs.reading import read_photo
from engine.codecs.writing import write_picture
from engine.color import UNTAGGED, Pixels
from engine.errors import Cancelled, WriteError
from engine.geometry import Region
from engine.picture import Depth, Metadata, Photo
from engine.progress import Progress
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.samples import WHOLE_METADATA, codes_in
from tests.engine.pictures import write_pixels

WAYS = [(container, depth) for container in Container for depth in container.depths]


def photo_of(height: int, width: int, **fields: object) -> Photo:
    pixels = np.random.default_rng(0).uniform(0, 1, (height, width, 3)).astype(np.float32)
    return Photo(Path("a.png"), pixels, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("container", "depth"), WAYS)
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_cancelled_write_leaves_nothing(tmp_path: Path, container: Container, depth: Depth, share: float) -> None:
    photo = photo_of(1200, 1000)
    progress = Progress(lambda fraction, stage: progress.cancel() if fraction > share else None)
    with pytest.raises(Cancelled):
        write_pixels(tmp_path / "b", photo.pixels, like=photo, container=container, depth=depth, progress=progress)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("container", "depth"), WAYS)
def test_progress_rises_from_0_to_1(tmp_path: Path, container: Container, depth: Depth) -> None:
    photo, seen = photo_of(1200, 1000), []
    progress = Progress(lambda fraction, stage: seen.append(fraction))
    write_pixels(tmp_path / "b", photo.pixels, like=photo, container=container, depth=depth, progress=progress)
    assert seen == sorted(seen)
    assert seen[0] == 0.0
    assert seen[-1] == 1.0
    assert len(seen) > 2


@pytest.mark.parametrize(("container", "depth"), WAYS)
def test_nobody_need_hold_the_light_that_is_written(tmp_path: Path, container: Container, depth: Depth) -> None:
    photo, asked = photo_of(1200, 2000), []

    def light(band: Region) -> Pixels:
        asked.append(band)
        return photo.pixels[band.slices]

    write_picture(tmp_path / "a", light, like=photo, container=container, depth=depth)
    assert max(band.height for band in asked) < 600
    write_pixels(tmp_path / "b", photo.pixels, like=photo, container=container, depth=depth)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_existing_file_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    target, photo = tmp_path / "b.png", photo_of(1200, 1000)
    target.write_bytes(b"old")
    progress = Progress(lambda fraction, stage: progress.cancel())
    with pytest.raises(Cancelled):
        write_pixels(target, photo.pixels, like=photo, container=Container.PNG, depth=Depth.EIGHT, progress=progress)
    assert target.read_bytes() == b"old"
    write_pixels(target, photo.pixels, like=photo, container=Container.PNG, depth=Depth.EIGHT)
    assert read_photo(target).size == photo.size


@pytest.mark.parametrize("container", WHOLE_METADATA)
def test_the_resolution_of_a_print_is_written_into_every_container(tmp_path: Path, container: Container) -> None:
    photo, target = photo_of(3, 4, metadata=Metadata(dpi=(300.0, 200.0))), tmp_path / f"b{container.suffix}"
    write_pixels(target, photo.pixels, like=photo, container=container, depth=Depth.EIGHT)
    assert read_photo(target).metadata.dpi == pytest.approx((300.0, 200.0), abs=0.02)
    with Image.open(target) as picture:
        assert [float(side) for side in picture.info["dpi"]] == pytest.approx([300.0, 200.0], abs=0.02)


def test_a_jpeg_too_long_is_a_sentence(tmp_path: Path) -> None:
    photo = photo_of(1, 65501)
    with pytest.raises(WriteError) as caught:
        write_pixels(tmp_path / "b.jpg", photo.pixels, like=photo, container=Container.JPEG, depth=Depth.EIGHT)
    assert caught.value.code == "jpeg-too-large"
    assert list(tmp_path.iterdir()) == []


def test_a_jpeg_has_full_colour_resolution_and_high_quality(tmp_path: Path) -> None:
    photo, expected = photo_of(48, 64), BytesIO()
    write_pixels(tmp_path / "b.jpg", photo.pixels, like=photo, container=Container.JPEG, depth=Depth.EIGHT)
    Image.fromarray(UNTAGGED.encode(photo.pixels, 8)).save(expected, "JPEG", quality=95, subsampling="4:4:4")
    with Image.open(tmp_path / "b.jpg") as picture, Image.open(expected) as other:
        assert np.array_equal(np.asarray(picture), np.asarray(other))


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("is_grey", [False, True])
@pytest.mark.parametrize("depth", [Depth.EIGHT, Depth.SIXTEEN])
def test_other_readers_see_the_same_codes(tmp_path: Path, depth: Depth, is_grey: bool, alpha: bool) -> None:
    pixels = np.random.default_rng(0).uniform(0, 1, (37, 53, 3)).astype(np.float32)
    if is_grey:
        pixels = np.ascontiguousarray(np.repeat(pixels[..., :1], 3, axis=2))
    cover = pixels[..., 0].copy() if alpha else None
    photo = Photo(Path("a.png"), pixels, is_grey=is_grey, alpha=cover)
    expected = UNTAGGED.encode(pixels, depth)[..., : 1 if is_grey else 3]
    for container in (Container.PNG, Container.TIFF):
        target = tmp_path / f"b{container.suffix}"
        write_pixels(target, pixels, like=photo, container=container, depth=depth)
        codes = codes_in(target)
        assert codes.shape[2] == expected.shape[2] + alpha
        assert np.array_equal(codes[..., : expected.shape[2]], expected)
        if depth is Depth.EIGHT:
            with Image.open(target) as picture:
                assert np.array_equal(np.asarray(picture).reshape(codes.shape), codes)


def test_above_4_gigabytes_a_tiff_is_a_bigtiff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiff_writing, "_CLASSIC_BYTES", 100)
    photo = photo_of(30, 40, metadata=Metadata(exif=exif_block(">"), dpi=(300.0, 200.0)))
    target = tmp_path / "b.tif"
    write_pixels(target, photo.pixels, like=photo, container=Container.TIFF, depth=Depth.SIXTEEN)
    with tifffile.TiffFile(target) as file:
        assert file.is_bigtiff
        assert np.array_equal(file.pages.first.asarray(), UNTAGGED.encode(photo.pixels, 16))
    again = read_photo(target)
    assert again.metadata.dpi == (300.0, 200.0)
    assert MAKER_NOTE in again.metadata.exif


def test_png_chunks_are_in_the_order_of_the_standard(tmp_path: Path) -> None:
    photo = photo_of(3, 4, metadata=Metadata(exif=exif_block(), xmp=b"<x/>", dpi=(72.0, 72.0)))
    write_pixels(tmp_path / "b.png", photo.pixels, like=photo, container=Container.PNG, depth=Depth.SIXTEEN)
    content = (tmp_path / "b.png").read_bytes()
    places = [content.index(name) for name in (b"IHDR", b"pHYs", b"eXIf", b"iTXt", b"IDAT", b"IEND")]
    assert places == sorted(places)
    assert imagecodecs.png_decode(content).shape == (3, 4, 3)


@pytest.mark.skipif(subprocess.call("command -v convert", shell=True, stdout=-3) != 0, reason="no ImageMagick")
def test_imagemagick_sees_no_difference_between_containers(tmp_path: Path) -> None:
    photo = photo_of(37, 53, alpha=np.linspace(0, 1, 37 * 53, dtype=np.float32).reshape(37, 53))
    paths = []
    for container in (Container.PNG, Container.TIFF):
        paths.append(tmp_path / f"b{container.suffix}")
        write_pixels(paths[-1], photo.pixels, like=photo, container=container, depth=Depth.SIXTEEN)
    done = subprocess.run(["compare", "-metric", "AE", *paths, "null:"], capture_output=True, text=True)
    assert (done.returncode, done.stderr.split()[0]) == (0, "0")
