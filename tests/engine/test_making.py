"""What is made of one photo: the parts that the job asks for, and a job that makes them again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile

from engine.codecs.reading import read_photo
from engine.errors import Notice, UsageError, WriteError
from engine.job import load_job
from engine.job_outputs import Outputs
from engine.making import Made, Making
from engine.mix import Mix
from engine.picture import Depth
from engine.recipe import Recipe
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import noise, photo_of

NEUTRAL = Mix.neutral(2)
DIM = NEUTRAL.with_layer(1, strength=0.5)


@pytest.fixture
def recipe(separators: dict[str, Path]) -> Recipe:
    return Recipe(Separator(separators["half"], Device.CPU))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    cv2.imwrite(str(path), np.random.default_rng(0).integers(0, 256, (24, 32, 3), dtype=np.uint8))
    return path


def _made(making: Making, photo: Path) -> Made:
    separation = making.separate(making.read(photo))
    made = making.write(separation)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("parts", "mix", "names"),
    [
        (None, NEUTRAL, ["background", "reflection"]),
        (None, DIM, ["remix"]),
        (("layers", "remix"), DIM, ["background", "reflection", "remix"]),
        (("remix",), NEUTRAL, ["remix"]),
        (("remix", "reflection"), DIM, ["reflection", "remix"]),
    ],
)
def test_the_parts_asked_for_are_written(
    tmp_path: Path, recipe: Recipe, photo: Path, parts: tuple[str, ...] | None, mix: Mix, names: list[str]
) -> None:
    made = _made(Making(recipe, mix, Outputs(parts=parts), tmp_path / "out"), photo)
    assert list(made.files) == names
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *(f"photo_{name}.png" for name in names),
        made.job.name,
    }


def test_a_batch_writes_layers_as_the_mix_adjusts_them(tmp_path: Path, recipe: Recipe, photo: Path) -> None:
    outputs = Outputs(parts=("reflection",))
    files = [
        _made(Making(recipe, mix, outputs, tmp_path / name), photo).files["reflection"]
        for name, mix in (("a", NEUTRAL), ("b", DIM), ("c", DIM.with_layer(1, exposure_ev=1.0)))
    ]
    plain, dim, brighter = (read_photo(path).pixels for path in files)
    np.testing.assert_array_equal(plain, dim)
    assert float(brighter.mean()) == pytest.approx(2 * float(plain.mean()), rel=0.02)


def test_the_job_beside_the_files_tells_how_they_were_made(tmp_path: Path, recipe: Recipe, photo: Path) -> None:
    outputs = Outputs(parts=("layers", "remix"))
    job = load_job(_made(Making(recipe, DIM, outputs, tmp_path / "out"), photo).job)
    assert (job.outputs, job.mix, job.photo) == (outputs, DIM, "../photo.png")


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("remix",), "photo_remix.sils.json"),
        (("layers", "remix"), "photo.sils.json"),
        (("remix", "layered"), "photo.sils.json"),
    ],
)
def test_the_job_is_the_remixs_only_where_nothing_else_is_made(
    tmp_path: Path, recipe: Recipe, photo: Path, parts: tuple[str, ...], name: str
) -> None:
    assert _made(Making(recipe, DIM, Outputs(parts=parts), tmp_path / "out"), photo).job.name == name


def test_a_part_that_the_separator_does_not_make_is_refused_before_the_work(
    tmp_path: Path, recipe: Recipe, photo: Path
) -> None:
    with pytest.raises(
        UsageError, match="no part 'rain' to write; there are layers, layered, remix, background, reflection"
    ):
        Making(recipe, NEUTRAL, Outputs(parts=("rain",)), tmp_path).read(photo)


@pytest.mark.parametrize(("brightest", "is_told"), [(4.0, True), (1.0, False)])
def test_a_remix_tells_of_light_above_white_that_its_photo_had(
    recipe: Recipe, tmp_path: Path, brightest: float, is_told: bool
) -> None:
    light = np.full((24, 32, 3), brightest, np.float32)
    tifffile.imwrite(tmp_path / "hdr.tif", light, photometric="rgb")
    mix = NEUTRAL.with_layer(0, exposure_ev=1.0)
    making = Making(recipe, mix, Outputs(parts=("remix",), bits=Depth.SIXTEEN), tmp_path / "out")
    codes = [notice.code for notice in _made(making, tmp_path / "hdr.tif").notices]
    assert ("brighter-than-white" in codes) == is_told


@pytest.mark.parametrize("part", ["layers", "remix", "layered"])
def test_what_was_told_of_photo_and_layers_is_told_of_the_files(tmp_path: Path, recipe: Recipe, part: str) -> None:
    photo = replace(photo_of(noise(8, 9)), notices=(Notice("bad-profile", "The profile is not used."),))
    coarse = Notice("device-memory", "The network saw less.")
    separation = replace(recipe.separator.separate(photo), notices=(coarse,))
    made = Making(recipe, NEUTRAL, Outputs(parts=(part,)), tmp_path / "out").write(separation)
    assert made is not None
    assert made.notices == (*photo.notices, coarse)


def test_a_residual_that_is_not_there_is_a_sentence(tmp_path: Path, recipe: Recipe, photo: Path) -> None:
    """Asked for beside others it is left out; alone there is nothing to write."""
    beside = Outputs(parts=("background", "residual"))
    assert list(_made(Making(recipe, NEUTRAL, beside, tmp_path), photo).files) == ["background"]
    with pytest.raises(WriteError) as caught:
        _made(Making(recipe, NEUTRAL, Outputs(parts=("residual",)), tmp_path), photo)
    assert caught.value.code == "no-residual"
