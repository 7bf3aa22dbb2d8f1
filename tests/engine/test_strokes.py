"""How much of a stroke a network is told: as far as what it finds without and with the stroke bears it out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.color import decode_srgb
from engine.errors import Cancelled
from engine.progress import Progress
from engine.runtime import Device
from engine.separator import Quality, Separator
from engine.strokes import Picture, asked_with_care, trust
from tests.engine.pictures import noise, photo_of
from tests.engine.separators import three_layer_separator

PX = 40


def _striped(step: float) -> Picture:
    """Linear light (PX, PX, 3) of columns that differ by a step, as encoded."""
    encoded = np.full((PX, PX, 3), 0.4, np.float32)
    encoded[:, ::2] += step
    return decode_srgb(encoded)


FLAT = _striped(0.0)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((0.0, 0.2), (0.0, 0.9996)),
        ((0.2, 0.3), (0.0, 0.5)),
        ((0.3, 0.1), (1.0, 0.0472)),
        ((0.3, 0.21), (0.0, 0.1789)),
        ((0.0, 0.0), (1.0, 0.2)),
        ((0.1, 0.3, 0.2), (0.0, 0.5, 0.1649)),
    ],
)
def test_a_stroke_is_believed_by_the_strength_of_gradients_and_one_for_the_base_wholly_or_not(
    steps: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    """1 / (1 + (1.5 * strongest other / own) ** 2) but for the little that is added to both; the first is the base."""
    found = trust(np.stack([_striped(step) for step in steps]), 0)
    assert found.shape == (PX, PX, len(steps))
    middle = found[10:30, 10:30]
    assert middle == pytest.approx(np.broadcast_to(np.array(expected, np.float32), middle.shape), abs=0.01)


class _Network:
    """Finds edges in the reflection where it is told of it by more than half, and otherwise in the background."""

    def __init__(self) -> None:
        self.told: list[Picture] = []

    def __call__(self, strokes: Picture) -> Picture:
        self.told.append(strokes)
        reflected = strokes[..., 1:] > 0.5
        both = (FLAT, _striped(0.3)), (_striped(0.3), FLAT)
        return np.stack([np.where(reflected, told, untold) for told, untold in both]).astype(np.float32)


def _strokes(*layers: int) -> Picture:
    strokes = np.zeros((PX, PX, 2), np.float32)
    for layer in layers:
        strokes[:, 20 * layer : 20 * layer + 20, layer] = 1
    return strokes


@pytest.mark.parametrize(("base", "reflected"), [(0, 0.31), (1, 0.0)])
def test_strokes_count_by_the_mean_of_what_is_found_without_and_with_them(base: int, reflected: float) -> None:
    """Where a reflection is painted, the mean of the two answers has as strong edges in both layers."""
    network, strokes = _Network(), _strokes(0, 1)
    layers = asked_with_care(network, strokes, base)
    without, whole, weighed = network.told
    assert not without.any()
    assert np.array_equal(whole, strokes)
    believed = trust((_Network()(without) + _Network()(whole)) / np.float32(2), base)
    assert np.array_equal(weighed, strokes * believed)
    assert believed[10:30, 25:35, 1] == pytest.approx(np.full((20, 10), reflected, np.float32), abs=0.01)
    assert believed[10:30, 5:15, 0].min() > 0.99
    assert np.array_equal(layers, _Network()(weighed))


def test_where_there_are_no_strokes_a_network_is_asked_once() -> None:
    network = _Network()
    asked_with_care(network, _strokes(), 0)
    assert len(network.told) == 1


@pytest.fixture
def careful(tmp_path: Path) -> Separator:
    """The separator of three layers as one that does not know strokes as people draw them."""
    path = tmp_path / "three.onnx"
    path.write_bytes(three_layer_separator(whole_strokes=False).SerializeToString())
    return Separator(path, Device.CPU)


def _hint() -> Picture:
    hint = np.zeros((40, 57), np.float32)
    hint[5:20, :11] = 1.0
    return hint


def test_separators_are_asked_with_care_unless_they_say_that_they_know_whole_strokes(
    careful: Separator, separators: dict[str, Path]
) -> None:
    """The layers here are the photo at fixed shares: the background's gradients are not clearly the strongest, and the
    rain's are weak."""
    knowing, photo = Separator(separators["three"], Device.CPU), photo_of(noise(40, 57, low=0.2))
    plain = knowing.separate(photo)
    for name, index, least, most in (("background", 0, 0.0, 0.0), ("rain", 2, 0.05, 0.5)):
        whole, weighed = (one.separate(photo, hints={name: _hint()}) for one in (knowing, careful))
        gained = [one.layers[index].pixels[8:17, :8] - plain.layers[index].pixels[8:17, :8] for one in (weighed, whole)]
        assert least <= gained[0].mean() / gained[1].mean() <= most
        composed = weighed.formation.compose([layer.pixels for layer in weighed.layers])
        assert composed == pytest.approx(photo.pixels, abs=1e-6)


def test_without_strokes_nothing_changes(careful: Separator, separators: dict[str, Path]) -> None:
    photo, knowing = photo_of(noise(40, 57, low=0.2)), Separator(separators["three"], Device.CPU)
    for hints in ({}, {"rain": np.zeros((40, 57), np.float32)}):
        one, other = careful.separate(photo, hints=hints), knowing.separate(photo)
        for mine, theirs in zip(one.layers, other.layers, strict=True):
            assert np.array_equal(mine.pixels, theirs.pixels)


@pytest.mark.parametrize("quality", Quality)
def test_progress_rises_through_all_passes(careful: Separator, quality: Quality) -> None:
    heard: list[float] = []
    progress = Progress(lambda fraction, stage: heard.append(fraction) if stage == "network" else None)
    careful.separate(photo_of(noise(40, 57)), quality=quality, hints={"rain": _hint()}, progress=progress)
    runs = 3 * len(quality.views)
    assert heard == pytest.approx([heard[-1] * (run + 1) / runs for run in range(runs)])


def test_a_cancel_between_the_passes_is_heard(careful: Separator) -> None:
    def cancel(fraction: float, stage: str) -> None:
        heard.append(stage)
        progress.cancel()

    heard: list[str] = []
    progress = Progress(cancel)
    with pytest.raises(Cancelled):
        careful.separate(photo_of(noise(40, 57)), hints={"rain": _hint()}, progress=progress)
    assert heard == ["network"]
