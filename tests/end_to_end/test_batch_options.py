"""What the options of `sils batch` make of every photo: the same as those of the verbs for single ones."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.cli.app import run
from engine.codecs.stack import Layered, LayerMode
from engine.job import load_job


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
