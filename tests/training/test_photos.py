"""Photo folders as users have them, and saving on a disk as it sometimes is."""

import errno
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from engine.codecs.reading import read_photo
from engine.color import ColorSpace
from engine.curves import LINEAR
from engine.errors import UsageError
from engine.icc_making import with_curve
from engine.picture import Photo
from training import checkpoint
from training.batches import Batches
from training.config import PRESETS, Config, Stage
from training.errors import TrainingError
from training.networks import Separator
from training.options import with_option, without
from training.photos import PhotoFile, Photos, read_folder
from training.report import Report
from training.runfolder import RunFolder
from training.sources import Folders, open_sources
from training.split import split
from training.tasks import TASKS
from training.truth import encoded
from training.validation import validation_batches

ORIENTATION, CLOCKWISE = 0x112, 6


def save(path: Path, mode: str, side: int = 40) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    Image.new(mode, (side + 8, side), 0 if mode in ("L", "I;16", "P") else None).save(path)


@pytest.mark.parametrize(
    ("mode", "name"), [("L", "a.png"), ("CMYK", "a.jpg"), ("I;16", "a.png"), ("P", "a.png"), ("RGBA", "a.png")]
)
def test_photos_of_any_kind_are_read_as_rgb(mode: str, name: str, tmp_path: Path) -> None:
    save(tmp_path / "deep" / name, mode)
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert files[0].pixels.shape == (3, 40, 48)
    assert notices == []


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_photos_stand_as_their_exif_turns_them(kind: type, name: str, tmp_path: Path) -> None:
    lying = (np.arange(40)[:, None] + np.arange(48)) * (np.iinfo(kind).max // 100)
    turn = Image.Exif()
    turn[ORIENTATION] = CLOCKWISE
    Image.fromarray(lying.astype(kind)).save(tmp_path / name, exif=turn)
    pixels = read_folder(tmp_path, short_px=512, crop_px=32)[0][0].pixels
    shown = np.rint(lying * (255 / np.iinfo(kind).max)).astype(np.uint8)
    np.testing.assert_array_equal(pixels[0].numpy(), np.rot90(shown, -1))


@pytest.mark.parametrize("pixels", [np.full((40, 48), 0.5, np.float32), np.full((40, 48), 2**30, np.int32)])
def test_numbers_of_which_nobody_knows_the_white_are_left_out_with_a_notice(pixels: np.ndarray, tmp_path: Path) -> None:
    save(tmp_path / "good.png", "RGB")
    Image.fromarray(pixels).save(tmp_path / "grey.tif")
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["good.png"]
    assert "grey.tif cannot be read" in notices[0].sentence


RAMP = np.linspace(0, 65535, 40 * 48).astype(np.uint16).reshape(40, 48)


@pytest.mark.parametrize(
    ("samples", "options"),
    [
        (np.stack([RAMP, RAMP[::-1], RAMP[:, ::-1]]), {"photometric": "rgb", "planarconfig": "separate"}),
        (65535 - RAMP, {"photometric": "miniswhite"}),
    ],
    ids=["a plane for each channel", "white is zero"],
)
def test_tiffs_of_16_bits_are_read_in_any_layout(samples: np.ndarray, options: dict, tmp_path: Path) -> None:
    tifffile.imwrite(tmp_path / "a.tif", samples, **options)
    pixels = read_folder(tmp_path, short_px=512, crop_px=32)[0][0].pixels
    np.testing.assert_array_equal(pixels[0], np.rint(RAMP / 257))
    np.testing.assert_array_equal(pixels[1], np.rint((RAMP if samples.ndim == 2 else RAMP[::-1]) / 257))


def test_a_photo_is_brought_to_srgb_by_its_profile(tmp_path: Path) -> None:
    codes = np.arange(256, dtype=np.uint8).reshape(16, 16)
    linear = with_curve(ColorSpace("linear"), LINEAR, "linear").icc
    Image.fromarray(np.dstack([codes] * 3)).save(tmp_path / "a.png", icc_profile=linear)
    pixels = read_folder(tmp_path, short_px=512, crop_px=16)[0][0].pixels
    expected = np.rint(255 * encoded(codes / 255))
    np.testing.assert_array_equal(pixels, np.stack([expected] * 3))


@pytest.mark.parametrize("name", ["a.bmp", "a.png", "a.jpg", "a.webp", "a.tif"])
def test_photos_without_a_profile_keep_their_codes(name: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (40, 48, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / name)
    pixels = read_folder(tmp_path, short_px=512, crop_px=32)[0][0].pixels
    np.testing.assert_array_equal(pixels.permute(1, 2, 0), np.asarray(Image.open(tmp_path / name).convert("RGB")))


def test_pictures_of_every_kind_are_read_or_named(tmp_path: Path) -> None:
    names = ("a.jpg", "b.jfif", "c.avif", "d.gif", "e.exr", "f.nef")
    for name, kind in zip(names, ("JPEG", "JPEG", "AVIF", "GIF", "PNG", "JPEG"), strict=True):
        Image.new("RGB", (48, 40)).save(tmp_path / name, kind)
    (tmp_path / "e.exr").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("notes")
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["a.jpg", "b.jfif", "c.avif", "f.nef"]
    assert ["d.gif" in notices[0].sentence, "e.exr" in notices[1].sentence] == [True, True]


def test_folders_that_links_lead_to_are_read_once(tmp_path: Path) -> None:
    save(tmp_path / "photos" / "here" / "a.png", "RGB")
    save(tmp_path / "elsewhere" / "deep" / "b.png", "RGB")
    for link, target in (("photos/away", "elsewhere"), ("photos/again", "photos/here"), ("elsewhere/back", "photos")):
        (tmp_path / link).symlink_to(tmp_path / target, target_is_directory=True)
    files, _ = read_folder(tmp_path / "photos", short_px=512, crop_px=32)
    assert [str(file.path.relative_to(tmp_path)) for file in files] == ["photos/away/deep/b.png", "photos/here/a.png"]


def test_hidden_files_and_folders_are_not_trained_on(tmp_path: Path) -> None:
    for name in ("a.png", "._b.png", ".trash/c.png", "deep/.thumbnails/d.png"):
        save(tmp_path / name, "RGB")
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["a.png"]
    assert notices == []


def test_photos_are_never_shrunk_below_a_crop(tmp_path: Path) -> None:
    save(tmp_path / "a.png", "RGB", 90)
    shapes = [read_folder(tmp_path, short_px=45, crop_px=crop)[0][0].pixels.shape[1] for crop in (32, 45, 64, 90)]
    assert shapes == [45, 45, 64, 90]


def test_photos_are_shrunk_to_their_short_side(tmp_path: Path) -> None:
    save(tmp_path / "a.png", "RGB", 90)
    assert read_folder(tmp_path, short_px=45, crop_px=32)[0][0].pixels.shape == (3, 45, 49)


def test_broken_photos_and_those_smaller_than_a_crop_either_way_are_left_out_with_a_notice(tmp_path: Path) -> None:
    save(tmp_path / "good.png", "RGB")
    for name, size in (("small", (18, 10)), ("narrow", (20, 90)), ("low", (90, 20))):
        Image.new("RGB", size).save(tmp_path / f"{name}.png")
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["good.png"]
    assert sorted(notice.code for notice in notices) == [*["photo-small"] * 3, "photo-unreadable"]


@pytest.mark.parametrize("error", [SyntaxError, TypeError, AttributeError])
def test_a_damaged_photo_is_left_out_whatever_its_reader_meets(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("damaged.png", "good.jpg"):
        save(tmp_path / name, "RGB")

    def failing(path: Path) -> Photo:
        if path.name == "damaged.png":
            raise error("inside of a decoder")
        return read_photo(path)

    monkeypatch.setattr("training.photos.read_photo", failing)
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["good.jpg"]
    assert "damaged.png cannot be read" in notices[0].sentence


def test_a_photo_with_a_chunk_that_has_no_name_is_left_out(tmp_path: Path) -> None:
    for name in ("damaged.png", "good.png"):
        noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), np.uint8)
        Image.fromarray(noise).save(tmp_path / name)
    content = bytearray((tmp_path / "damaged.png").read_bytes())
    second = content.find(b"IDAT", content.find(b"IDAT") + 4)
    content[second : second + 4] = b"\xbd\x3f\x93\x0e"
    (tmp_path / "damaged.png").write_bytes(content)
    files, _ = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["good.png"]


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.jpg"])
def test_a_photo_whose_exif_is_broken_is_read_as_it_lies(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (48, 40)).save(tmp_path / name, exif=b"Exif\0\0XX\0*no directory")
    assert read_folder(tmp_path, short_px=512, crop_px=32)[0][0].pixels.shape == (3, 40, 48)


def test_notices_are_shown_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with Report(RunFolder(tmp_path), 0) as report:
        report.say("a[/b].jpg and [red].jpg and :cat:.jpg")
    assert "a[/b].jpg and [red].jpg and :cat:.jpg" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, {}, {"text.txt": b"x"}, {"a.jpg": b"broken"}])
def test_a_folder_without_photos_is_a_sentence(content: dict | None, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    if content is not None:
        folder.mkdir()
        for name, data in content.items():
            (folder / name).write_bytes(data)
    with pytest.raises(TrainingError, match="photos"):
        read_folder(folder, short_px=512, crop_px=32)


def files(*contents: int) -> list[PhotoFile]:
    """Photos of as many contents."""
    pixels = torch.zeros(3, 1, 1, dtype=torch.uint8)
    return [PhotoFile(Path(f"{n}.jpg"), hashlib.sha256(str(n).encode()).hexdigest(), pixels) for n in contents]


def held_out(folders: Mapping[str, list[PhotoFile]], share: float, name: str = "all") -> set[str]:
    """The digests of the photos of one folder that are validated on, none of which is trained on."""
    training, validation = split({Path(key): value for key, value in folders.items()}, share)[Path(name)]
    assert len(training) + len(validation) == len(folders[name])
    assert not {file.digest for file in training} & {file.digest for file in validation}
    assert training
    assert validation
    return {file.digest for file in validation}


@settings(max_examples=25)
@given(st.sets(st.integers(0, 10**6), min_size=400, max_size=500), st.integers(200, 390))
def test_a_photo_keeps_its_side_when_others_come_and_go(contents: set[int], fewer: int) -> None:
    every = files(*sorted(contents))
    before, now = held_out({"all": every[:fewer]}, 0.2), held_out({"all": every}, 0.2)
    assert before == now & {file.digest for file in every[:fewer]}
    assert 0.1 < len(now) / len(every) < 0.3


@settings(max_examples=25)
@given(st.sets(st.integers(0, 10**6), min_size=2, max_size=9), st.floats(0, 0.99))
def test_few_photos_have_one_on_each_side(contents: set[int], share: float) -> None:
    assert held_out({"all": files(*contents)}, share)


def test_a_photo_is_on_one_side_in_every_folder_of_a_run() -> None:
    every = files(*range(100))
    for first in range(0, 90, 10):
        few = every[first : first + 10]
        folders = {"all": every, "few": few}
        assert held_out(folders, 0.05, "few") == held_out(folders, 0.05) & {file.digest for file in few}


def test_no_photo_is_trained_on_through_one_folder_and_validated_with_through_another() -> None:
    every = files(*range(400))
    few = [file for file in every if file.digest in held_out({"all": every}, 0.05)][:3]
    sides = split({Path("all"): every, Path("few"): few}, 0.05)
    trained, validated = ({file.digest for side in sides.values() for file in side[index]} for index in (0, 1))
    assert not trained & validated
    assert held_out({"all": every, "few": few}, 0.05, "few")


@settings(max_examples=25)
@given(st.sets(st.integers(0, 10**6), min_size=3, max_size=30), st.floats(0, 0.99))
def test_the_only_photo_of_a_folder_is_held_out_of_no_other(contents: set[int], share: float) -> None:
    every = files(*contents)
    for only in every:
        training, validation = split({Path("many"): every, Path("one"): [only]}, share)[Path("many")]
        assert only in training
        assert validation
        assert not {file.digest for file in training} & {file.digest for file in validation}


def test_folders_whose_photos_cannot_be_on_two_sides_are_a_sentence() -> None:
    pairs = {Path("ab"): files(0, 1), Path("bc"): files(1, 2), Path("ac"): files(0, 2)}
    ones = {Path("ab"): files(0, 1), Path("a"): files(0), Path("b"): files(1)}
    for folders in (pairs, ones):
        with pytest.raises(TrainingError, match="add photos to"):
            split(folders, 0.05)


def test_copies_of_a_photo_share_its_side() -> None:
    every = files(*range(40))
    copies = [replace(file, path=Path("copies") / file.path) for file in every]
    held_out({"all": every + copies}, 0.2)


def test_another_seed_validates_on_the_same_mixtures_and_trains_on_others(photos: Photos) -> None:
    task, config, device = TASKS["rain"], replace(PRESETS["sils"], stages=(Stage(1.0, 32, 4),)), torch.device("cpu")
    seeds = [replace(config, seed=seed) for seed in (0, 1)]
    validated = [validation_batches(Separator(task, each), photos, each, device)[0].photo for each in seeds]
    trained = [Batches(task, photos, each, device, purpose="training").at(0, groups=[0], crop_px=32) for each in seeds]
    assert torch.equal(*validated)
    assert not torch.equal(*(batch.photo for batch in trained))


def test_a_task_without_its_photos_says_which() -> None:
    with pytest.raises(TrainingError, match="background, reflection"):
        open_sources(TASKS["reflection"], Folders(), PRESETS["sils"], device="cpu")  # type: ignore[arg-type]


def test_a_full_disk_keeps_the_last_good_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "checkpoint.pt"
    checkpoint.save(path, {"x": 1}, PRESETS["sils"])
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(TrainingError, match="No space left on device"):
        checkpoint.save(path, {"x": 2}, PRESETS["sils"])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_every_preset_survives_its_json() -> None:
    for config in PRESETS.values():
        assert Config.from_json(config.to_json()) == config


def test_a_checkpoint_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "VERSION", 99)
        checkpoint.save(tmp_path / "c.pt", {}, PRESETS["sils"])
    with pytest.raises(TrainingError, match="version 99"):
        checkpoint.load(tmp_path / "c.pt")


@pytest.mark.parametrize("content", [b"", b"hello", b"abc" * 40, b'{"a": 1}'])
def test_what_is_no_checkpoint_is_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "junk.pt").write_bytes(content)
    with pytest.raises(TrainingError, match=r"junk\.pt is not a checkpoint"):
        checkpoint.load(tmp_path / "junk.pt")


@pytest.mark.parametrize("config", [{}, {"config": None}, {"config": "{"}])
def test_a_checkpoint_without_its_configuration_is_a_sentence(config: dict, tmp_path: Path) -> None:
    checkpoint.write_packed(tmp_path / "c.pt", {"version": checkpoint.VERSION, **config})
    with pytest.raises(TrainingError, match=r"c\.pt is not a checkpoint"):
        checkpoint.load(tmp_path / "c.pt")


def test_an_ablation_is_one_option() -> None:
    config = PRESETS["sils"]
    assert without(config, "consistency").weights.consistency == 0
    assert without(config, "gates").gates is False
    assert with_option(config, "learning_rate=0.5").learning_rate == 0.5
    assert [stage.batch for stage in with_option(config, "stages=0.5:64:8,0.5:96:4").stages] == [8, 4]


@pytest.mark.parametrize("bad", ["colour=1", "seed=x", "stages=1:2", "stages=0.5:64:8", "blocks=1:2", "hints=maybe"])
def test_a_wrong_option_is_a_sentence(bad: str) -> None:
    with pytest.raises(UsageError):
        with_option(PRESETS["sils"], bad)
    with pytest.raises(UsageError):
        without(PRESETS["sils"], bad)
