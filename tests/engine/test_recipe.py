"""A saved job makes the same picture again, and what has changed since is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.job import Job, load_job
from engine.job_outputs import Outputs
from engine.making import Making
from engine.mix import Mix
from engine.picture import Separation
from engine.recipe import Recipe, changes_since, recalled
from engine.runtime import Device
from engine.separator import Quality, Separator
from tests.engine.pictures import noise, separation_of

DARK = Mix.neutral(3).with_layer(0, strength=0.25)


def _saved(path: Path, codes: np.ndarray) -> Path:
    path.parent.mkdir(exist_ok=True)
    assert cv2.imwrite(str(path), codes)
    return path


def _remix(recipe: Recipe, photo: Path, out: Path) -> tuple[np.ndarray, Path]:
    """The codes of a remix, and its job."""
    making = Making(recipe, DARK, Outputs(parts=("remix",)), out)
    made = making.write(making.separate(making.read(photo)))
    assert made is not None
    return np.asarray(cv2.imread(str(made.files["remix"]), cv2.IMREAD_UNCHANGED)), made.job


def test_a_saved_job_makes_the_same_remix_with_its_hints_and_its_mask(
    tmp_path: Path, separators: dict[str, Path]
) -> None:
    codes = np.random.default_rng(0).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    photo = _saved(tmp_path / "in" / "photo.png", codes)
    right, top = np.zeros((24, 32), np.uint8), np.zeros((24, 32), np.uint8)
    right[:, 16:], top[:12] = 255, 255
    mask = _saved(tmp_path / "masks" / "right.png", right)
    hints = {"rain": _saved(tmp_path / "masks" / "rain.png", top)}
    recipe = Recipe(Separator(separators["three"], Device.CPU), Quality.DRAFT, hints, mask)
    remix, path = _remix(recipe, photo, tmp_path / "out")
    assert np.array_equal(remix[:, :16], codes[:, :16])
    assert not np.array_equal(remix[:, 16:], codes[:, 16:])
    job = load_job(path)
    assert (job.mask, job.hints) == ("../masks/right.png", {"rain": "../masks/rain.png"})
    assert (job.quality, job.mix) == ("draft", DARK)
    again, _ = _remix(recalled(job, path, recipe.separator), photo, tmp_path / "again")
    assert np.array_equal(again, remix)
    without_hints, _ = _remix(replace(recipe, hints={}), photo, tmp_path / "plain")
    assert not np.array_equal(without_hints, remix)


@pytest.fixture
def made() -> Separation:
    separation = separation_of("additive", [noise(2, 2), noise(2, 2, seed=1)])
    return replace(separation, photo=replace(separation.photo, digest="a" * 64), separator_digest="b" * 64)


@pytest.mark.parametrize(
    ("photo", "separator", "told"),
    [
        ("a" * 64, "b" * 64, []),
        ("", "", []),
        ("c" * 64, "b" * 64, ["photo-changed"]),
        ("a" * 64, "c" * 64, ["separator-changed"]),
        ("c" * 64, "c" * 64, ["photo-changed", "separator-changed"]),
    ],
)
def test_what_has_changed_since_a_job_was_saved_is_told(
    made: Separation, photo: str, separator: str, told: list[str]
) -> None:
    job = Job(task="half", photo_sha256=photo, separator_sha256=separator)
    assert [notice.code for notice in changes_since(job, made)] == told


@pytest.mark.parametrize(("named", "name"), [("", "half"), ("own.onnx", "own.onnx")])
def test_a_separator_that_has_changed_has_the_name_that_the_job_gives_it(
    made: Separation, named: str, name: str
) -> None:
    (notice,) = changes_since(Job(task="half", separator=named, separator_sha256="c" * 64), made)
    assert f"The separator {name} has changed" in notice.sentence
