"""What the options of `sils batch` make of every photo: the same as those of the verbs for single ones."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.cli.app import run
from engine.codecs.reading import read_photo
from engine.codecs.stack import Layered, LayerMode
from engine.job import Job, load_job, save_job
from engine.mix import LayerMix


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one photo of 64 × 48 in 16 bits."""
    made = tmp_path / "in"
    made.mkdir()
    codes = np.random.default_rng(0).integers(0, 65536, (48, 64, 3), dtype=np.uint16)
    cv2.imwrite(str(made / "a.png"), cv2.GaussianBlur(codes, (9, 9), 3))
    return made


def _made(folder: Path, out: Path, *options: str) -> set[str]:
    assert run(["batch", str(folder), "-o", str(out), "-q", "--quality", "draft", *options]) == 0
    return {path.name for path in out.iterdir() if not path.name.startswith((".", "batch-report"))}


@pytest.mark.parametrize(
    ("kind", "mode", "suffix"),
    [("ora", "compatible", ".ora"), ("TIFF", "physical", ".tif"), ("exr", "physical", ".exr"), ("psd", "", ".psd")],
)
def test_all_layers_go_into_the_kind_of_file_that_is_asked_for(
    folder: Path, tmp_path: Path, kind: str, mode: str, suffix: str
) -> None:
    modes = ["--layer-mode", mode] if mode else []
    made = _made(folder, tmp_path / "out", "--parts", "layered", "--layered", kind, *modes)
    assert made == {f"a_layered{suffix}", "a.sils.json"}
    outputs = load_job(tmp_path / "out" / "a.sils.json").outputs
    assert outputs.layered is Layered(kind.upper())
    assert outputs.layer_mode is LayerMode(mode or "compatible")


def test_a_kind_of_file_that_cannot_hold_the_bits_is_refused_at_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--parts", "layered", "--layered", "tiff", "--layer-mode", "physical", "--bits", "8"]
    assert run(["batch", str(folder), "-o", str(tmp_path / "out"), *options]) == 2
    assert "[format-bits]" in capsys.readouterr().err


def test_a_mix_of_numbers_and_a_mask_are_those_of_remix(folder: Path, tmp_path: Path) -> None:
    mask = tmp_path / "mask.png"
    cv2.imwrite(str(mask), np.tile(np.linspace(0, 255, 64).astype(np.uint8), (48, 1)))
    options = ["--preset", "halve-reflection", "--exposure", "background=0.5", "--residual", "0", "--mask", str(mask)]
    made = _made(folder, tmp_path / "out", *options)
    assert made == {"a_remix.png", "a_remix.sils.json"}
    single = ["remix", str(folder / "a.png"), "-o", str(tmp_path / "single"), "-q", "--quality", "draft", *options]
    assert run(single) == 0
    batch, alone = (tmp_path / place / "a_remix.png" for place in ("out", "single"))
    assert np.array_equal(read_photo(batch).pixels, read_photo(alone).pixels)
    mix = load_job(batch.with_suffix(".sils.json")).mix
    assert mix is not None
    assert (mix.layers, mix.residual) == ((LayerMix(exposure_ev=0.5), LayerMix(strength=0.5)), 0.0)


def test_numbers_go_before_what_a_job_says_and_a_resumed_batch_keeps_them(folder: Path, tmp_path: Path) -> None:
    save_job(Job(task="reflection", preset="remove-reflection"), tmp_path / "recipe.sils.json")
    out, numbers = tmp_path / "out", ["--contrast", "background=1.5"]
    _made(folder, out, str(tmp_path / "recipe.sils.json"), *numbers)
    (out / "a_remix.png").unlink()
    assert run(["batch", "-o", str(out), "--resume", "-q"]) == 0
    mix = load_job(out / "a_remix.sils.json").mix
    assert mix is not None
    assert mix.layers == (LayerMix(contrast=1.5), LayerMix(strength=0.0))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--strength", "snow=1"], "unknown-layer"),
        (["--strength", "reflection=9"], "bad-strength"),
        (["--residual", "3"], "bad-residual"),
        (["--residual", "nan"], "bad-residual"),
    ],
)
def test_numbers_that_no_photo_could_have_are_refused_at_once(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: str
) -> None:
    assert run(["batch", str(folder), "-o", str(tmp_path / "out"), *options]) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_single_layers_are_written_by_their_names(folder: Path, tmp_path: Path) -> None:
    photo, out = str(folder / "a.png"), tmp_path / "out"
    options = ["--quality", "draft", "--parts", "reflection", "--format", "exr"]
    assert run(["separate", photo, "-o", str(out), "-q", *options]) == 0
    assert {path.name for path in out.iterdir()} == {"a_reflection.exr", "a.sils.json"}
    assert run(["separate", photo, "-o", str(out), "--parts", "layers,remix"]) == 2
