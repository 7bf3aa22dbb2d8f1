"""Opened separators: files and checkpoints answer as the engine has them answer, and as their networks alone would."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.errors import SilsError
from engine.progress import Progress
from engine.runtime import Device, DeviceChoice
from engine.separator import Quality, Separator
from engine.spec import SeparatorSpec
from tests.engine.pictures import photo_of
from tests.engine.separators import leaning_separator, spec, three_layer_separator
from training.devices import Devices
from training.evaluate import evaluate
from training.loop import Command, fit
from training.opened import Way, load_weights, open_separator
from training.schedule import Budget
from training.truth import decoded, encoded

MAKERS: dict[str, Callable[..., Any]] = {
    "additive": lambda: leaning_separator("additive", coarse_px=32),
    "multiplicative": lambda: leaning_separator("multiplicative", coarse_px=32),
    "careful": lambda: three_layer_separator(whole_strokes=False, coarse_px=32),
}


@pytest.fixture(params=MAKERS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"{request.param}.onnx"
    path.write_bytes(MAKERS[request.param]().SerializeToString())
    return path


def _light(height: int = 80, width: int = 96) -> np.ndarray:
    return np.random.default_rng(0).uniform(0.2, 0.9, (height, width, 3)).astype(np.float32)


def _by_engine(file: Path, light: np.ndarray, quality: Quality, hints: Mapping[str, np.ndarray]) -> np.ndarray:
    separation = Separator(file, Device.CPU).separate(photo_of(light), quality=quality, hints=hints)
    return np.stack([layer.pixels for layer in separation.layers])


@pytest.mark.parametrize("quality", Quality)
def test_a_file_separates_large_photos_as_the_engine_does(file: Path, quality: Quality) -> None:
    """These photos are larger than the 64 px at which the network sees them, and coarsely at 32 px."""
    light, opened = _light(), open_separator(file)
    hints = {"rain": np.ones((80, 96), np.float32)} if opened.takes_hints else {}
    layers = opened.separate(encoded(light).astype(np.float32), hints, Way(quality))
    np.testing.assert_allclose(layers, _by_engine(file, light, quality, hints), atol=2e-6, rtol=1e-5)


def test_scribbles_at_their_word_are_those_of_one_that_knows_whole_ones(tmp_path: Path) -> None:
    for name, known in (("careful", False), ("knowing", True)):
        made = three_layer_separator(whole_strokes=known)
        (tmp_path / f"{name}.onnx").write_bytes(made.SerializeToString())
    photo, hints = encoded(_light(40, 57)).astype(np.float32), {"background": np.zeros((40, 57))}
    hints["background"][5:20, :11] = 1
    careful, knowing = (open_separator(tmp_path / f"{name}.onnx") for name in ("careful", "knowing"))
    told, weighed = (careful.separate(photo, hints, Way(at_their_word=word)) for word in (True, False))
    np.testing.assert_allclose(told, knowing.separate(photo, hints, Way()), atol=1e-6)
    assert np.abs(told - weighed)[0, 9:16, :6].mean() > 0.02


def test_scribbles_of_layers_that_a_separator_does_not_have_are_left_alone(file: Path) -> None:
    photo, snow = encoded(_light()).astype(np.float32), {"snow": np.ones((80, 96))}
    opened = open_separator(file)
    np.testing.assert_array_equal(opened.separate(photo, snow, Way()), opened.separate(photo, {}, Way()))


def test_a_checkpoint_answers_with_its_network_mirrored_too_and_with_care(tiny, tmp_path: Path) -> None:
    fit(Command(tiny(), Budget(steps=2), tmp_path / "run", devices=Devices("cpu")))
    opened = open_separator(tmp_path / "run" / "checkpoint.pt")
    photo = encoded(_light(33, 17)).astype(np.float32)
    hints = {opened.layer_names[1]: np.zeros((33, 17))}
    hints[opened.layer_names[1]][4:20, 3:9] = 1
    turned = {name: mask[:, ::-1] for name, mask in hints.items()}
    ways = [Way(), Way(at_their_word=True), Way(Quality.BEST), Way(Quality.BEST, at_their_word=True)]
    found = [opened.separate(photo, hints, way) for way in ways]
    for layers in found:
        np.testing.assert_allclose(opened.law.compose(list(layers)), decoded(photo), atol=1e-5)
    for index, one in enumerate(found):
        assert all(np.abs(one - other).max() > 1e-4 for other in found[:index])
    again = opened.separate(photo[:, ::-1], turned, ways[3])[:, :, ::-1]
    np.testing.assert_allclose(again, found[3], atol=1e-5)


class Believer:
    """Finds a reflection wherever it is told of one, by as much as it is told."""

    choice = DeviceChoice(Device.CPU, "by hand")

    def run(self, feeds: Mapping[str, np.ndarray], progress: Progress) -> np.ndarray:
        light = decoded(feeds["photo"])
        reflection = light * feeds["hints"][:, 1:] / 4
        return np.stack([light - reflection, reflection], axis=1).astype(np.float32)


@pytest.mark.parametrize("whole_strokes", [False, True])
@pytest.mark.parametrize("best", [False, True])
def test_scribbles_have_rows_at_their_word_and_read_with_care_unless_whole_ones_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole_strokes: bool, best: bool
) -> None:
    gradient = np.tile(np.arange(60, 220, 5, dtype=np.uint8), (32, 1))
    for part, plane in (
        ("mixture", gradient),
        ("background", gradient),
        ("hints/reflection", np.full_like(gradient, 255)),
    ):
        (tmp_path / "set" / part).mkdir(parents=True)
        cv2.imwrite(str(tmp_path / "set" / part / "one.png"), np.dstack([plane] * 3))
    about = SeparatorSpec.model_validate(spec(hints=True, whole_strokes=whole_strokes))
    monkeypatch.setattr("training.opened._of_onnx", lambda _: (Believer(), about))
    table = evaluate([Path("g.onnx")], tmp_path / "set", tmp_path, classical=False, best=best)
    cells = [line.split("|") for line in table.splitlines() if "g.onnx" in line]
    rows = {cell[2].strip(): float(cell[3]) for cell in cells}
    told, careful = "with scribbles", "with scribbles read with care"
    names = ["g.onnx", "g.onnx, best"] if best else ["g.onnx"]
    kinds = [told] if whole_strokes else [told, careful]
    assert set(rows) == {*names, *(f"{name}, {kind}" for name in names for kind in kinds)}
    for name in names:
        assert rows[f"{name}, {told}"] < 30 < rows[name]
        if not whole_strokes:
            assert 20 < rows[f"{name}, {careful}"] - rows[f"{name}, {told}"] < 60


@pytest.mark.parametrize(
    ("content", "told"), [(None, "There is no separator"), (b"no graph", "not an ONNX file"), (b"", "not an ONNX file")]
)
def test_a_file_that_is_no_separator_is_a_sentence(tmp_path: Path, content: bytes | None, told: str) -> None:
    path = tmp_path / "bad.onnx"
    if content is not None:
        path.write_bytes(content)
    for take in (open_separator, load_weights):
        with pytest.raises(SilsError, match=told):
            take(path)
