"""Photo folders as users have them, and saving on a disk as it sometimes is."""

import errno
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import UsageError
from training import checkpoint
from training.config import PRESETS, Config, with_option, without
from training.errors import TrainingError
from training.photos import read_folder, split
from training.sources import Folders, open_sources
from training.tasks import TASKS


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


def test_photos_are_shrunk_to_their_short_side(tmp_path: Path) -> None:
    save(tmp_path / "a.png", "RGB", 90)
    assert read_folder(tmp_path, short_px=45, crop_px=32)[0][0].pixels.shape == (3, 45, 49)


def test_small_and_broken_photos_are_left_out_with_a_notice(tmp_path: Path) -> None:
    save(tmp_path / "good.png", "RGB")
    save(tmp_path / "small.png", "RGB", 10)
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    files, notices = read_folder(tmp_path, short_px=512, crop_px=32)
    assert [file.path.name for file in files] == ["good.png"]
    assert {notice.code for notice in notices} == {"photo-small", "photo-unreadable"}


@pytest.mark.parametrize("content", [None, {}, {"text.txt": b"x"}, {"a.jpg": b"broken"}])
def test_a_folder_without_photos_is_a_sentence(content: dict | None, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    if content is not None:
        folder.mkdir()
        for name, data in content.items():
            (folder / name).write_bytes(data)
    with pytest.raises(TrainingError, match="photos"):
        read_folder(folder, short_px=512, crop_px=32)


def test_a_file_keeps_its_side_of_the_split(tmp_path: Path) -> None:
    for value in range(20):
        Image.fromarray(np.full((40, 40, 3), value, np.uint8)).save(tmp_path / f"{value}.png")
    files, _ = read_folder(tmp_path, short_px=512, crop_px=32)
    training, validation = split(files, 0.2, seed=0)
    assert (len(training), len(validation)) == (16, 4)
    assert not {f.digest for f in training} & {f.digest for f in validation}
    assert split(files[::-1], 0.2, seed=0) == (training, validation)


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
