"""`--profile`: files in another profile look the same to other programs, and without it nothing is as it was not."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image
from psd_tools import PSDImage

from engine.cli.app import run
from engine.codecs.reading import read_photo
from engine.icc import read_profile
from engine.job import load_job
from engine.profiles import Profile
from tests.engine.codecs.exif_blocks import exif_block
from tests.engine.codecs.profiles import RGB_PROFILES
from tests.engine.separators import halving_separator, shading_separator
from tests.engine.test_profiles import by_littlecms

CONVERT, EXIFTOOL = shutil.which("convert"), shutil.which("exiftool")
P3 = RGB_PROFILES["Display P3"]
HALF = ["--strength", "reflection=0.5"]


@pytest.fixture
def separators(tmp_path: Path) -> dict[str, str]:
    made = {"half": halving_separator(), "shade": shading_separator()}
    for name, model in made.items():
        (tmp_path / f"{name}.onnx").write_bytes(model.SerializeToString())
    return {name: str(tmp_path / f"{name}.onnx") for name in made}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A JPEG in Display P3 of colours that fit into sRGB, whose EXIF says it were Adobe RGB."""
    rng = np.random.default_rng(1)
    grey = rng.integers(60, 200, (48, 64, 1))
    codes = np.clip(grey + rng.integers(-20, 21, (48, 64, 3)), 0, 255).astype(np.uint8)
    path = tmp_path / "photo.jpg"
    exif = b"Exif\0\0" + exif_block(is_adobe_rgb=True)
    Image.fromarray(codes).save(path, quality=97, subsampling=0, icc_profile=P3, exif=exif)
    return path


def codes_and_profile(path: Path) -> tuple[np.ndarray, bytes]:
    with Image.open(path) as opened:
        return np.asarray(opened.convert("RGB")), opened.info.get("icc_profile", b"")


@pytest.mark.parametrize("profile", ["srgb", "adobe-rgb", "prophoto"])
def test_a_remix_in_another_profile_has_the_colours_of_the_one_in_the_photos_own(
    tmp_path: Path, photo: Path, separators: dict[str, str], profile: str
) -> None:
    command = ["remix", str(photo), "--separator", separators["half"], *HALF]
    assert run([*command, "-o", str(tmp_path / "own")]) == 0
    assert run([*command, "-o", str(tmp_path / "other"), "--profile", profile]) == 0
    own, icc = codes_and_profile(tmp_path / "own" / "photo_remix.png")
    other, made = codes_and_profile(tmp_path / "other" / "photo_remix.png")
    assert (icc, made) == (P3, Profile(profile).space_for(read_photo(photo).color).icc)
    assert np.abs(by_littlecms(own, P3, made) - other).max() <= 2  # ours was rounded once, theirs twice
    assert np.abs(own.astype(int) - other).max() > 2


@pytest.mark.skipif(CONVERT is None, reason="ImageMagick is not installed")
def test_imagemagick_sees_the_same_colours(tmp_path: Path, photo: Path, separators: dict[str, str]) -> None:
    srgb = tmp_path / "srgb.icc"
    srgb.write_bytes(RGB_PROFILES["sRGB of LittleCMS"])
    command = ["remix", str(photo), "--separator", separators["half"], "--bits", "16", *HALF]
    seen = []
    for profile in ("source", "srgb", "adobe-rgb", "prophoto"):
        assert run([*command, "-o", str(tmp_path / profile), "--profile", profile]) == 0
        made = tmp_path / profile / "photo_remix.png"
        convert = [str(CONVERT), str(made), "-intent", "relative", "-profile", str(srgb)]
        subprocess.run([*convert, "-depth", "8", "-compress", "None", f"{tmp_path / profile}.tif"], check=True)
        seen.append(tifffile.imread(f"{tmp_path / profile}.tif").astype(int))
    assert max(np.abs(each - seen[0]).max() for each in seen[1:]) <= 1


@pytest.mark.skipif(EXIFTOOL is None, reason="exiftool is not installed")
@pytest.mark.parametrize("kind", ["png", "tiff", "jpeg", "psd", "ora"])
def test_exif_and_profile_agree(tmp_path: Path, photo: Path, separators: dict[str, str], kind: str) -> None:
    verb = "export" if kind in ("psd", "ora") else "remix"
    command = [verb, str(photo), "-o", str(tmp_path / "out"), "--separator", separators["half"], "--format", kind]
    assert run([*command, "--profile", "srgb"]) == 0
    path = next(path for path in (tmp_path / "out").iterdir() if path.suffix != ".json")
    if kind == "ora":
        shutil.unpack_archive(path, tmp_path / "ora", "zip")
        path = tmp_path / "ora" / "mergedimage.png"
    told = subprocess.run([str(EXIFTOOL), "-j", "-n", str(photo), str(path)], capture_output=True, check=True)
    before, tags = json.loads(told.stdout)
    assert tags.get("Warning") == before.get("Warning")
    assert (before["ColorSpace"], before["InteropIndex"]) == (65535, "R03")
    assert (tags["ColorSpace"], tags["InteropIndex"]) == (1, "R98")
    assert tags["ProfileDescription"] == "sRGB built-in"


@pytest.mark.parametrize(("name", "mix", "allowed"), [("half", HALF, 0), ("shade", ["--strength", "shading=0.6"], 2)])
def test_the_layers_of_a_psd_in_srgb_make_the_remix_in_srgb(
    tmp_path: Path, photo: Path, separators: dict[str, str], name: str, mix: list[str], allowed: int
) -> None:
    for verb, kind in (("export", "psd"), ("remix", "tiff")):
        command = [verb, str(photo), "-o", str(tmp_path / verb), "--separator", separators[name], "--format", kind]
        assert run([*command, *mix, "--profile", "srgb"]) == 0
    psd = PSDImage.open(tmp_path / "export" / "photo_layered.psd")
    base, upper = (np.asarray(layer.numpy("color")) for layer in psd)
    made = np.ascontiguousarray(base + upper if name == "half" else base * upper, np.float32)
    remix = read_photo(tmp_path / "remix" / "photo_remix.tif")
    light = read_profile(psd.image_resources.get_data(1039)).decode(made)  # under a gamma of its own for a product
    off = remix.color.encode(light, 8).astype(int) - remix.color.encode(remix.pixels, 8)
    assert np.abs(off).max() <= allowed


def test_a_job_keeps_the_profile(tmp_path: Path, photo: Path, separators: dict[str, str]) -> None:
    command = ["remix", str(photo), "-o", str(tmp_path / "a"), "--separator", separators["half"], *HALF]
    assert run([*command, "--profile", "srgb"]) == 0
    job = tmp_path / "a" / "photo_remix.sils.json"
    assert load_job(job).outputs.profile is Profile.SRGB
    assert run(["remix", str(job), "-o", str(tmp_path / "b")]) == 0
    assert run(["remix", str(job), "-o", str(tmp_path / "c"), "--profile", "source"]) == 0
    assert codes_and_profile(tmp_path / "b" / "photo_remix.png")[1] != P3
    assert codes_and_profile(tmp_path / "c" / "photo_remix.png")[1] == P3


def test_without_a_word_of_profiles_files_and_jobs_are_what_they_were(
    tmp_path: Path, photo: Path, separators: dict[str, str]
) -> None:
    command = ["separate", str(photo), "--separator", separators["half"]]
    assert run([*command, "-o", str(tmp_path / "a")]) == 0
    assert run([*command, "-o", str(tmp_path / "b"), "--profile", "source"]) == 0
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    assert '"profile"' not in (tmp_path / "a" / "photo.sils.json").read_text()


def test_an_unknown_profile_is_refused(tmp_path: Path, photo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["separate", str(photo), "-o", str(tmp_path / "a"), "--profile", "cmyk"]) == 2
    assert "--profile is one of source, srgb, display-p3, adobe-rgb, prophoto, not 'cmyk'" in capsys.readouterr().err


def test_a_batch_takes_the_profile_and_does_not_go_on_with_another(
    tmp_path: Path, photo: Path, separators: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shoot"
    folder.mkdir()
    shutil.copy(photo, folder)
    command = ["batch", str(folder), "-o", str(tmp_path / "out"), "--separator", separators["half"]]
    assert run([*command, "--profile", "srgb"]) == 0
    made = tmp_path / "out" / "photo_background.png"
    srgb = codes_and_profile(made)[1]
    assert srgb == Profile.SRGB.space_for(read_photo(photo).color).icc
    assert run([*command, "--resume"]) == 2
    assert "batch-differs" in capsys.readouterr().err
    assert run([*command, "--profile", "srgb", "--resume"]) == 0
    written = made.stat().st_mtime_ns
    job = tmp_path / "out" / "photo.sils.json"
    assert load_job(job).outputs.profile is Profile.SRGB
    assert made.stat().st_mtime_ns == written
    assert run([*command, "--profile", "adobe-rgb", "--restart", "--collision", "overwrite"]) == 0
    assert codes_and_profile(made)[1] not in (srgb, P3)


def test_colours_outside_are_told_of_and_floats_keep_them(
    tmp_path: Path, separators: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    codes = np.full((32, 32, 3), 128, np.uint8)
    codes[:8] = (0, 255, 0)
    path = tmp_path / "green.png"
    Image.fromarray(codes).save(path, icc_profile=P3)
    command = ["remix", str(path), "--separator", separators["half"], "--profile", "srgb"]
    assert run([*command, "-o", str(tmp_path / "whole")]) == 0
    assert "about 25.0 % of the pixels have colours outside of sRGB" in capsys.readouterr().err
    assert codes_and_profile(tmp_path / "whole" / "green_remix.png")[0][0, 0].tolist() == [0, 255, 0]
    assert run([*command, "-o", str(tmp_path / "float"), "--bits", "32"]) == 0
    assert "gamut" not in capsys.readouterr().err
    light = read_photo(tmp_path / "float" / "green_remix.tif").pixels[0, 0]
    assert light.min() < -0.03
    assert light.max() > 1.0


def test_a_grey_photo_becomes_rgb(tmp_path: Path, separators: dict[str, str]) -> None:
    codes = np.random.default_rng(0).integers(0, 256, (24, 24), np.uint8)
    Image.fromarray(codes).save(tmp_path / "grey.png")
    command = ["remix", str(tmp_path / "grey.png"), "--separator", separators["half"], "-o", str(tmp_path / "out")]
    assert run([*command, "--profile", "srgb"]) == 0
    with Image.open(tmp_path / "out" / "grey_remix.png") as opened:
        assert opened.mode == "RGB"
        assert (np.asarray(opened) == codes[..., None]).all()
        assert opened.info["icc_profile"][16:20] == b"RGB "
