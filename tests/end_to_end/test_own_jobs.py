"""Saved jobs in a batch: what the options say goes before what they say, as for every other photo."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.cli.app import run
from engine.job import load_job, save_job
from tests.engine.codecs.exif_blocks import exif_block


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The saved job of a photo that says where it was taken, as `separate` leaves it."""
    photo = tmp_path / "a.jpg"
    codes = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
    Image.fromarray(cv2.GaussianBlur(codes, (9, 9), 3)).save(photo, exif=b"Exif\0\0" + exif_block())
    assert run(["separate", str(photo), "-o", str(tmp_path / "first"), "--quality", "draft", "-q"]) == 0
    return tmp_path / "first" / "a.sils.json"


def _has_exif(path: Path) -> bool:
    with Image.open(path) as picture:
        return len(picture.getexif()) > 0


def test_options_go_before_a_photos_own_job(own: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _has_exif(own.with_name("a_background.png"))
    options = ["--metadata", "none", "--preset", "remove-reflection", "--format", "jpeg", "--name", "X_{name}_{layer}"]
    assert run(["batch", str(own), "-o", str(out), "-q", *options, "--quality", "standard"]) == 0
    made = load_job(out / "a.sils.json")
    assert made.files == {part: f"X_a_{part}.jpg" for part in ("background", "reflection", "remix")}
    assert (made.quality, made.outputs.metadata.value) == ("standard", "none")
    assert made.mix is not None
    assert [layer.strength for layer in made.mix.layers] == [1.0, 0.0]
    assert not _has_exif(out / "X_a_remix.jpg")


def test_a_batch_of_own_jobs_is_resumed_with_its_options(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["batch", str(own), "-o", str(out), "-q", "--metadata", "none"]) == 0
    assert run(["batch", "-o", str(out), "--resume", "--dry-run"]) == 0
    assert "is done already" in capsys.readouterr().out
    (out / "a_background.png").unlink()
    assert run(["batch", "-o", str(out), "--resume", "-q"]) == 0
    assert not _has_exif(out / "a_background.png")


def test_a_preset_need_not_fit_a_default_that_no_photo_uses(own: Path, tmp_path: Path) -> None:
    job = load_job(own).model_copy(
        update={"task": "intrinsic", "separator": "", "separator_sha256": "", "photo": "../a.jpg"}
    )
    save_job(job, own)
    arguments = ["batch", str(own), "-o", str(tmp_path / "out"), "-q", "--preset", "flatten-light"]
    assert run(arguments) == 0
    assert (tmp_path / "out" / "a_remix.png").exists()


@pytest.mark.parametrize(
    ("options", "code"), [(["--preset", "sun"], "unknown-preset"), (["--name", "{x}"], "bad-name")]
)
def test_what_the_command_has_wrong_is_no_jobs_fault(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: str
) -> None:
    assert run(["batch", str(own), "-o", str(tmp_path / "out"), *options]) == 2
    assert f"[{code}]" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["9", "nan", "much"])
def test_a_number_out_of_range_is_the_commands_fault_with_a_job_too(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    assert run(["remix", str(own), "-o", str(tmp_path / "out"), "--strength", f"reflection={number}"]) == 2
    assert "[bad-strength]" in capsys.readouterr().err
