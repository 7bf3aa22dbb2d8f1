"""How much of a stroke a network is told: as far as what it finds without and with the stroke bears it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from onnx import numpy_helper
from pydantic import ValidationError

from engine.color import decode_srgb
from engine.errors import Cancelled, SeparatorError, UsageError
from engine.formation import ADDITIVE, MULTIPLICATIVE
from engine.geometry import Size
from engine.hints import strokes_of
from engine.progress import SILENT, Progress
from engine.runtime import Device, Session
from engine.separator import Quality, Separator, check_file
from engine.spec import SeparatorSpec
from engine.strokes import Picture, Strokes, asked_with_care, trust
from tests.engine.pictures import noise, photo_of
from tests.engine.separators import exchanging_separator, spec, three_layer_separator

PX = 40


def _striped(step: float) -> Picture:
    """Linear light (PX, PX, 3) of columns that differ by a step, as encoded."""
    encoded = np.full((PX, PX, 3), 0.4, np.float32)
    encoded[:, ::2] += step
    return decode_srgb(encoded)


FLAT = _striped(0.0)


@pytest.mark.parametrize(
    ("strength", "expected"),
    [
        ((0.0, 0.2), (0.0, 0.9996)),
        ((0.2, 0.3), (0.0, 0.4967)),
        ((0.3, 0.1), (1.0, 0.0483)),
        ((0.3, 0.21), (0.0, 0.1792)),
        ((0.0, 0.0), (1.0, 0.2)),
        ((0.1, 0.3, 0.2), (0.0, 0.4967, 0.1651)),
    ],
)
def test_a_stroke_is_believed_by_the_strength_of_gradients_and_one_for_the_base_wholly_or_not(
    strength: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    """1 / (1 + ((1.5 * strongest other + 0.004) / (own + 0.002)) ** 2); the first is the base."""
    there = np.array(strength, np.float32).reshape(1, 1, -1)
    assert trust(there, 0)[0, 0] == pytest.approx(expected, abs=1e-3)
    assert trust(there[..., ::-1], len(strength) - 1)[0, 0] == pytest.approx(expected[::-1], abs=1e-3)


class _Network:
    """Finds edges in the reflection where it is told of it by more than `deafness`, otherwise in the background."""

    def __init__(self, deafness: float) -> None:
        self.deafness = deafness
        self.told: list[Picture] = []

    def __call__(self, strokes: Picture) -> Picture:
        self.told.append(strokes)
        reflected = strokes[..., 1:] > self.deafness
        both = (FLAT, _striped(0.3)), (_striped(0.3), FLAT)
        return np.stack([np.where(reflected, told, untold) for told, untold in both]).astype(np.float32)


UPPER, LOWER = np.s_[: PX // 2], np.s_[PX // 2 :]


def _strokes(**rows: slice) -> Picture:
    strokes = np.zeros((PX, PX, 2), np.float32)
    for layer, where in rows.items():
        strokes[where, :, ("background", "reflection").index(layer)] = 1
    return strokes


def _drawn(strokes: Picture, only: Picture | None = None) -> Strokes:
    return Strokes(strokes, np.zeros_like(strokes) if only is None else only)


def test_strokes_are_weighed_by_the_mean_of_what_is_found_without_and_with_them() -> None:
    """Where a reflection is painted, the mean of the two answers has as strong edges in both layers."""
    network, strokes = _Network(0.2), _strokes(background=UPPER, reflection=LOWER)
    asked_with_care(network, _drawn(strokes), ADDITIVE, 0)
    without, whole, weighed = network.told
    assert not without.any()
    assert np.array_equal(whole, strokes)
    assert np.array_equal(weighed[: PX // 2 - 3], strokes[: PX // 2 - 3])
    assert weighed[PX // 2 + 3 :, :, 1] == pytest.approx(np.full((PX // 2 - 3, PX), 0.307, np.float32), abs=0.01)
    assert not weighed[LOWER, :, 0].any()


@pytest.mark.parametrize(("rows", "share"), [(0, 0.1), (8, 0.1), (20, 0.49), (30, 0.75), (PX, 0.75)])
def test_an_answer_to_strokes_counts_as_far_as_they_are_believed(rows: int, share: float) -> None:
    """This network hears of no reflection that is painted, and answers any stroke with a little more light."""

    def ask(strokes: Picture) -> Picture:
        return _Network(2.0)(strokes) + np.float32(0.01 * strokes.any())

    strokes = _strokes(background=np.s_[:rows], reflection=np.s_[rows:])
    without, told = ask(np.zeros_like(strokes)), ask(strokes)
    mean = without ** (1 - share) * told**share
    assert asked_with_care(ask, _drawn(strokes), MULTIPLICATIVE, 0) == pytest.approx(mean, abs=1e-3)
    summed = asked_with_care(ask, _drawn(strokes), ADDITIVE, 0).sum(axis=0)
    assert summed == pytest.approx(((1 - share) * without + share * told).sum(axis=0), abs=1e-3)


@pytest.mark.parametrize("layer", ["background", "reflection"])
def test_layers_of_a_sum_lean_to_what_was_painted(layer: str) -> None:
    """Twice as much of it against the other where it was painted, and nothing farther away."""
    index, half = ("background", "reflection").index(layer), np.full((2, PX, PX, 3), 0.25, np.float32)
    strokes = _strokes(**{layer: np.s_[:12]})
    layers = asked_with_care(lambda told: half.copy(), _drawn(strokes), ADDITIVE, 0)
    assert layers[index, :8] == pytest.approx(np.float32(1 / 3), abs=0.01)
    assert layers[:, 20:] == pytest.approx(np.float32(0.25), abs=1e-4)
    assert layers.sum(axis=0) == pytest.approx(half.sum(axis=0), abs=1e-6)
    black = asked_with_care(lambda told: np.zeros_like(half), _drawn(strokes), ADDITIVE, 0)
    assert not black.any()


def test_strokes_are_weighed_by_what_is_corrected_where_a_network_corrects() -> None:
    """The mean of what it corrects, twice as bright here, and of what it finds with strokes as far as believed:
    corrected, the background alone has edges."""
    network, strokes = _Network(2.0), _strokes(background=UPPER, reflection=LOWER)

    def correct(found: Picture, given: Picture) -> Picture:
        assert np.array_equal(given, strokes)
        return 2 * found

    found, plain = asked_with_care(network, _drawn(strokes), ADDITIVE, 0, correct), network(np.zeros_like(strokes))
    assert found == pytest.approx(plain * np.float32(1.5), rel=1e-3)
    without, weighed, _ = network.told
    assert not without.any()
    assert np.array_equal(weighed[..., 0], strokes[..., 0])
    assert 0 < weighed[LOWER, :, 1].max() < 0.05


def test_strokes_for_a_layer_alone_are_told_as_they_are_and_only_once() -> None:
    network, strokes = _Network(0.5), _strokes(reflection=LOWER)
    found = asked_with_care(network, _drawn(_strokes(), strokes), ADDITIVE, 0)
    (told,) = network.told
    assert np.array_equal(told, strokes)
    assert np.array_equal(found, _Network(0.5)(strokes))


@pytest.mark.parametrize("corrects", [True, False])
def test_around_strokes_for_a_layer_alone_what_is_found_with_them_counts(corrects: bool) -> None:
    """This network makes layers brighter by what it is told; 3 % of 100 px are 3 px."""
    drawn, only = np.zeros((100, 100, 2), np.float32), np.zeros((100, 100, 2), np.float32)
    drawn[90:, :, 0], only[:10, :, 1] = 1, 1
    heard: list[Picture] = []

    def ask(strokes: Picture) -> Picture:
        heard.append(strokes)
        return np.full((2, 100, 100, 3), 0.5 if strokes.any() else 0.25, np.float32)

    def correct(found: Picture, strokes: Picture) -> Picture:
        assert np.array_equal(strokes, drawn + only)
        return found

    found = asked_with_care(ask, Strokes(drawn, only), MULTIPLICATIVE, 0, correct if corrects else None)
    assert found[:, :12] == pytest.approx(np.float32(0.5))
    assert np.array_equal(heard[-1][:90], only[:90])
    between, far = found[:, 13:15], found[:, 16:]
    assert far.max() < between.min() < between.max() < 0.5
    assert far == pytest.approx(far[0, 0, 0, 0])


def test_a_pixel_is_of_the_layer_that_covers_most_of_it_and_rather_of_it_alone() -> None:
    """Of four pixels each: three to one, as many of both, and one of a layer where nothing else is."""
    names, size = ("background", "reflection"), Size(3, 1)
    drawn, only = np.zeros((2, 6), np.float32), np.zeros((2, 6), np.float32)
    drawn[:, 0:4], drawn[0, 0] = 1, 0
    only[0, 0], only[:, 2:4], only[1, 5] = 1, 1, 1
    strokes = strokes_of({"background": drawn, "reflection.only": only}, names, size)
    assert strokes.drawn[0].tolist() == [[1, 0], [0, 0], [0, 0]]
    assert strokes.only[0].tolist() == [[0, 0], [0, 1], [0, 1]]


@pytest.fixture
def exchanging(tmp_path: Path) -> Separator:
    path = tmp_path / "exchanging.onnx"
    path.write_bytes(exchanging_separator().SerializeToString())
    return Separator(path, Device.CPU)


@pytest.mark.parametrize("quality", [Quality.STANDARD, Quality.BEST])
def test_every_view_corrects_what_it_has_found_itself(
    exchanging: Separator, runs: list[bool], quality: Quality
) -> None:
    """The mean of layers and the same exchanged is half of the photo each, however the views lie; of layers of
    different views it would not be."""
    photo, views = photo_of(noise(40, 57, low=0.2)), len(quality.views(exchanging.spec))
    layers = exchanging.separate(photo, quality=quality, hints={"reflection": _hint()}).layers
    for layer in layers:
        assert layer.pixels == pytest.approx(photo.pixels / 2, abs=1e-5)
    assert runs == [False, True, True] * views
    exchanging.separate(photo, quality=quality, hints={"reflection": _hint()})
    assert runs[3 * views :] == [True, True] * views


def test_the_check_of_a_file_hears_what_it_makes_of_hints(tmp_path: Path) -> None:
    made = exchanging_separator()
    made.graph.initializer[-1].CopyFrom(numpy_helper.from_array(np.array([1, 1], np.int64), "other_order"))
    (tmp_path / "doubling.onnx").write_bytes(made.SerializeToString())
    with pytest.raises(SeparatorError, match="breaks its additive formation") as caught:
        check_file(tmp_path / "doubling.onnx")
    assert caught.value.code == "separator-formation"
    (tmp_path / "right.onnx").write_bytes(exchanging_separator().SerializeToString())
    assert check_file(tmp_path / "right.onnx").corrects


def test_one_that_corrects_takes_hints() -> None:
    with pytest.raises(ValidationError, match="takes no hints"):
        SeparatorSpec.model_validate(spec(hints=False, corrects=True))


def test_where_there_are_no_strokes_a_network_is_asked_once() -> None:
    network = _Network(0.5)
    asked_with_care(network, _drawn(_strokes()), ADDITIVE, 0)
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
    """The layers here are half, 0.3 and 0.2 of the photo, so the background's gradients are not clearly the strongest,
    and the rain's are weak: nearly all that they gain is from leaning, 2 : 1 in place of 1 : 1, and 0.4 : 0.8."""
    knowing, photo = Separator(separators["three"], Device.CPU), photo_of(noise(40, 57, low=0.2))
    for name, index, leant, told in (("background", 0, 2 / 3, 0.7 / 1.2), ("rain", 2, 1 / 3, 0.4 / 1.2)):
        whole, weighed = (one.separate(photo, hints={name: _hint()}) for one in (knowing, careful))
        there = [one.layers[index].pixels[9:16, :6].mean() / photo.pixels[9:16, :6].mean() for one in (weighed, whole)]
        assert there == pytest.approx([leant, told], abs=0.02)
        composed = weighed.formation.compose([layer.pixels for layer in weighed.layers])
        assert composed == pytest.approx(photo.pixels, abs=1e-6)


def test_a_hint_for_a_layer_alone_is_told_at_its_word_whatever_the_separator(
    careful: Separator, exchanging: Separator, separators: dict[str, Path], runs: list[bool]
) -> None:
    knowing, photo = Separator(separators["three"], Device.CPU), photo_of(noise(40, 57, low=0.2))
    told, alone = (
        one.separate(photo, hints={name: _hint()}) for one, name in ((knowing, "rain"), (careful, "rain.only"))
    )
    for mine, theirs in zip(alone.layers, told.layers, strict=True):
        assert np.array_equal(mine.pixels, theirs.pixels)
    runs.clear()
    exchanging.separate(photo, hints={"reflection.only": _hint()})
    assert runs == [True]
    exchanging.separate(photo, hints={"reflection.only": _hint(), "background": _hint()[::-1]})
    assert runs[1:] == [False, True, True]


def test_hints_for_layers_that_are_not_there_are_refused_by_their_layer(careful: Separator) -> None:
    for name in ("snow.only", "rain.alone"):
        with pytest.raises(UsageError, match=f"There is no layer '{name.removesuffix('.only')}'") as caught:
            careful.separate(photo_of(noise(40, 57)), hints={name: _hint()})
        assert caught.value.code == "unknown-layer"


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
    runs = 3 * len(quality.views(careful.spec))
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


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every run of a network, whether it was told strokes."""
    seen: list[bool] = []
    run = Session.run

    def counted(session: Session, feeds: Mapping[str, Picture], progress: Progress = SILENT) -> Picture:
        seen.append(bool(feeds["hints"].any()))
        return run(session, feeds, progress)

    monkeypatch.setattr(Session, "run", counted)
    return seen


@pytest.mark.parametrize("quality", Quality)
def test_what_was_found_without_strokes_is_kept_for_strokes_on_the_same_photo(
    careful: Separator, runs: list[bool], quality: Quality
) -> None:
    photo, hints, views = photo_of(noise(40, 57, low=0.2)), {"rain": _hint()}, len(quality.views(careful.spec))
    anew = Separator(careful.path, Device.CPU).separate(photo, quality=quality, hints=hints)
    assert runs == [False, True, True] * views
    runs.clear()
    for asked, expected in (({}, [False]), (hints, [True, True]), (hints, [True, True]), ({}, [False])):
        kept = careful.separate(photo, quality=quality, hints=asked)
        assert runs == expected * views
        runs.clear()
        if asked:
            for mine, theirs in zip(kept.layers, anew.layers, strict=True):
                assert np.array_equal(mine.pixels, theirs.pixels)


def test_strokes_are_told_to_every_view_and_what_each_found_without_them_is_kept(
    tmp_path: Path, runs: list[bool]
) -> None:
    path = tmp_path / "coarse.onnx"
    path.write_bytes(three_layer_separator(whole_strokes=False, coarse_px=32).SerializeToString())
    separator, photo = Separator(path, Device.CPU), photo_of(noise(40, 57, low=0.2))
    plain = separator.separate(photo)
    assert runs == [False] * 2
    hinted = separator.separate(photo, hints={"rain": _hint()})
    assert runs[2:] == [True] * 4
    assert hinted.layers[2].pixels[8:17, :8].mean() > 1.01 * plain.layers[2].pixels[8:17, :8].mean()
    assert hinted.largest_residual() < 1e-5


def test_strokes_on_another_photo_size_or_device_begin_anew(careful: Separator, runs: list[bool]) -> None:
    pixels, hint = noise(40, 57, low=0.2), _hint()
    other, smaller = pixels.copy(), pixels[:, :-8]
    other[0, 0] += 0.01
    for photo in (pixels, other, smaller, pixels):
        careful.separate(photo_of(photo), hints={"rain": hint[:, : photo.shape[1]]})
    careful._session.choice = replace(careful.device, reason="a GPU that failed")
    careful.separate(photo_of(pixels), hints={"rain": hint})
    assert runs == [False, True, True] * 5


def test_a_run_that_was_cancelled_is_not_taken_for_an_answer(careful: Separator, runs: list[bool]) -> None:
    progress, photo, hints = Progress(), photo_of(noise(40, 57)), {"rain": _hint()}
    progress.cancel()
    with pytest.raises(Cancelled):
        careful.separate(photo, hints=hints, progress=progress)
    careful.separate(photo, hints=hints)
    assert runs == [False, False, True, True]
