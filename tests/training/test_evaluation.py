"""Classical methods against what they promise, and tables that name every layer."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch

from engine.errors import UsageError
from engine.formation import ADDITIVE, MULTIPLICATIVE, Formation
from training.__main__ import main
from training.baselines import Parts, baselines, parts_of
from training.classical import li_brown_2014, yang_2019
from training.config import PRESETS
from training.conventions import Convention, as_encoded_sums, joined
from training.curves import decode
from training.errors import TrainingError
from training.evaluate import evaluate
from training.invented import write_truth
from training.left_out import LeftOut
from training.opened import Opened, Way
from training.photos import Photos
from training.retinex import integrated, retinex
from training.synthesis.scribbles import whole_strokes
from training.tasks import TASKS
from training.truth import Sample, decoded, encoded, read_truth


def test_yang_flattens_what_is_below_the_threshold(photo: np.ndarray) -> None:
    background, reflection = yang_2019(photo)
    assert np.abs(np.diff(background[25:], axis=1)).max() < np.abs(np.diff(photo[25:], axis=1)).max()
    assert np.abs(background[14, 9] - background[14, 10]).max() > 0.3
    assert reflection.min() >= 0


def test_yang_solves_its_equation_with_gradients_chosen_by_their_norm() -> None:
    height, width, threshold, epsilon = 7, 9, 0.3, 1e-4
    photo = np.random.default_rng(0).random((height, width, 1))
    across = np.kron(np.eye(height), np.diff(np.eye(width), axis=0, append=0))
    down = np.kron(np.diff(np.eye(height), axis=0, append=0), np.eye(width))
    across[width - 1 :: width] = down[-width:] = 0
    laplacian = -(across.T @ across + down.T @ down)
    gradients = across @ photo.ravel(), down @ photo.ravel()
    strong = np.hypot(*gradients) >= threshold
    source = -laplacian @ (across.T @ (gradients[0] * strong) + down.T @ (gradients[1] * strong))
    expected = np.linalg.solve(laplacian @ laplacian + epsilon * np.eye(photo.size), source + epsilon * photo.ravel())
    found = yang_2019(photo, threshold=threshold, epsilon=epsilon)[0].ravel()
    np.testing.assert_allclose(*((x - x.min()) / np.ptp(x) for x in (found, expected)), atol=1e-9)


def test_li_and_brown_split_the_photo_into_two_parts(photo: np.ndarray) -> None:
    background, reflection = li_brown_2014(photo)
    np.testing.assert_allclose(background + reflection, photo, atol=1e-9)
    assert background.min() >= 0
    assert reflection.min() >= -1e-9


def test_integration_recovers_a_picture_from_its_steps() -> None:
    picture = np.random.default_rng(0).random((12, 9))
    inside = np.ones(picture.shape, bool)
    again = integrated(np.diff(picture, axis=1), np.diff(picture, axis=0), inside)
    np.testing.assert_allclose(again, picture - picture.mean(), atol=1e-3)


def test_colour_retinex_gives_soft_light_to_the_shading_and_color_to_the_albedo() -> None:
    shading = np.linspace(0.4, 0.9, 48)[None, :, None].repeat(40, 0)
    albedo = np.full((40, 48, 3), (0.8, 0.2, 0.2))
    albedo[:, 20:] = (0.2, 0.3, 0.8)
    found, light = retinex(albedo * shading, np.ones((40, 48)))
    np.testing.assert_allclose(light[..., 0] / light.mean(), shading[..., 0] / shading.mean(), rtol=0.05)
    np.testing.assert_allclose(found * light, albedo * shading, rtol=1e-6)


def test_the_curve_for_arrays_is_the_one_for_tensors() -> None:
    values = np.linspace(0, 1, 500)
    np.testing.assert_allclose(decoded(values), decode(torch.from_numpy(values)).numpy(), atol=1e-12)
    np.testing.assert_allclose(encoded(decoded(values)), values, atol=1e-9)


def write(path: Path, pixels: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), pixels)


def test_a_table_names_every_layer_and_the_identity(tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (3, 24, 24, 3), np.uint8)
    for role, picture in zip(("mixture", "background", "reflection"), pixels, strict=True):
        write(tmp_path / "set" / role / "1.png", picture)
    table = evaluate([], tmp_path / "set", tmp_path / "out")
    for layer in ("background", "reflection"):
        for method in ("identity", "Yang 2019", "Li & Brown 2014"):
            assert f"| {layer} | {method} |" in table
    quick = evaluate([], tmp_path / "set", tmp_path / "quick", classical=False)
    assert "| reflection | identity |" in quick
    assert "Yang" not in quick
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".md", ".csv", ".json", ".png"}


def test_a_table_has_every_figure_and_leaves_blank_what_a_layer_is_not_measured_by(tmp_path: Path) -> None:
    for seed, role in enumerate(("mixture", "albedo", "shading", "specular")):
        noise = np.random.default_rng(seed).integers(1, 255, (24, 24, 3), np.uint8)
        write(tmp_path / "set" / role / "1.png", noise)
    lines = evaluate([], tmp_path / "set", tmp_path / "out", classical=False).splitlines()
    rows = {line.split(" | ")[0]: [cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]}
    assert rows["| layer"][2:5] == ["MSE", "LMSE", "DSSIM"]
    assert rows["| layer"][5] == "PSNR"
    assert [bool(cell) for cell in rows["| albedo"][2:]] == [True] * 3 + [False] * 4
    assert [bool(cell) for cell in rows["| specular"][2:]] == [False] * 3 + [True] * 4
    with (tmp_path / "out" / "set.csv").open(newline="") as file:
        table = {row["layer"]: row for row in csv.DictReader(file)}
    assert table["albedo"]["PSNR"] == table["specular"]["MSE"] == ""
    assert float(table["albedo"]["MSE"]) > 0 < float(table["specular"]["PSNR"])


def test_the_figures_of_every_sample_are_written_and_the_table_has_their_means(tmp_path: Path) -> None:
    """More samples than a sheet shows."""
    for number in range(8):
        for role in ("mixture", "background"):
            noise = np.random.default_rng([number, len(role)]).integers(1, 255, (24, 24, 3), np.uint8)
            write(tmp_path / "set" / role / f"{number}.png", noise)
    evaluate([], tmp_path / "set", tmp_path / "out", classical=False)
    with (tmp_path / "out" / "set-samples.csv").open(newline="") as file:
        each = list(csv.DictReader(file))
    assert [row["sample"] for row in each] == [str(number) for number in range(8)]
    assert len({row["PSNR"] for row in each}) == 8
    (mean,) = json.loads((tmp_path / "out" / "set.json").read_text())
    assert (mean["method"], mean["layer"], mean["samples"]) == ("identity", "background", 8)
    for name in ("PSNR", "SSIM", "gradient correlation"):
        assert mean[name] == pytest.approx(np.mean([float(row[name]) for row in each]))


def opened(names: tuple[str, ...], law: Formation, base: int) -> Opened:
    """A separator that says of every layer that it is the photo."""
    return Opened("other", names, law, base, False, False, lambda photo, *_: np.stack([photo] * len(names)))


@pytest.mark.parametrize("law", [ADDITIVE, MULTIPLICATIVE])
@pytest.mark.parametrize("names", [("dust", "paint"), ("dust", "paint", "light")])
def test_the_identity_is_the_photo_as_base_of_the_separators_own_law(law: Formation, names: tuple[str, ...]) -> None:
    photo = np.random.default_rng(0).uniform(0.1, 0.9, (12, 14, 3))
    sample = Sample("one", photo, dict.fromkeys(names, photo), np.ones((12, 14), bool))
    methods = baselines(parts_of([opened(names, law, 1)], sample), [sample], classical=True)
    layers = methods["identity"](sample)
    assert layers["paint"] is photo
    np.testing.assert_array_equal(law.compose([layers[name] for name in names]), photo)
    classical = {"Yang 2019", "Li & Brown 2014"} if law is ADDITIVE and len(names) == 2 else set()
    assert set(methods) == {"identity"} | classical
    if classical:
        background, added = (decoded(np.clip(layer, 0, 1)) for layer in yang_2019(encoded(photo)))
        np.testing.assert_array_equal(methods["Yang 2019"](sample)["paint"], background)
        np.testing.assert_array_equal(methods["Yang 2019"](sample)["dust"], added)


def test_the_identity_knows_every_layer_that_the_set_knows() -> None:
    photo = np.full((12, 14, 3), 0.5)
    sample = Sample("one", photo, dict.fromkeys(("paint", "light"), photo), np.ones((12, 14), bool))
    first, second = (opened(names, ADDITIVE, 0) for names in (("paint", "dust"), ("paint", "light")))
    layers = baselines(parts_of([first, second], sample), [sample], classical=False)["identity"](sample)
    assert layers["paint"] is photo
    assert not layers["light"].any()


@pytest.mark.parametrize("other", [opened(("b", "a"), MULTIPLICATIVE, 1), opened(("a", "b"), ADDITIVE, 1)])
def test_separators_to_which_doing_nothing_is_not_the_same_are_refused(other: Opened) -> None:
    photo = np.zeros((12, 14, 3))
    sample = Sample("one", photo, {"a": photo}, np.ones((12, 14), bool))
    with pytest.raises(UsageError, match="no identity in common"):
        parts_of([opened(("a", "b"), ADDITIVE, 0), other], sample)


def test_without_a_separator_the_folder_says_what_photos_are_made_of() -> None:
    photo = np.zeros((12, 14, 3))
    for names, law in ((("albedo", "shading"), MULTIPLICATIVE), (("background", "reflection"), ADDITIVE)):
        sample = Sample("one", photo, dict.fromkeys(names, photo), np.ones((12, 14), bool))
        assert parts_of([], sample) == Parts(names, law, 0)


def _of_three() -> Opened:
    """Background, reflection and rain: a half, a third and a sixth of any photo."""
    shares = np.array([1 / 2, 1 / 3, 1 / 6]).reshape(3, 1, 1, 1)
    names = ("background", "reflection", "rain")
    return Opened("window", names, ADDITIVE, 0, False, False, lambda photo, *_: shares * decoded(photo)[None])


def test_a_set_may_count_a_layer_to_its_base(photo: np.ndarray) -> None:
    layers = joined(_of_three(), ["reflection", "reflection"]).separate(
        photo, {}, Way()
    )  # named twice, it is there once
    np.testing.assert_allclose(layers[0], decoded(photo) * 5 / 6)
    np.testing.assert_array_equal(layers[1], 0)
    np.testing.assert_allclose(layers[2], decoded(photo) / 6)


@pytest.mark.parametrize("name", ["snow", "background"])
def test_only_other_layers_can_be_counted_to_the_base(name: str) -> None:
    with pytest.raises(UsageError, match=f"no {name} beside its base"):
        joined(_of_three(), [name])


def test_sums_of_encoded_values_are_found_as_they_were_made(photo: np.ndarray) -> None:
    mixture, background = photo + 0.2, decoded(photo)
    exact = np.stack([background, decoded(mixture) - background])
    opened = Opened("glass", ("background", "reflection"), ADDITIVE, 0, False, False, lambda *_: exact)
    layers = as_encoded_sums(opened).separate(mixture, {}, Way())
    np.testing.assert_allclose(encoded(layers[1]), 0.2, atol=1e-6)
    np.testing.assert_array_equal(layers[0], background)


def test_a_layer_that_is_nothing_adds_nothing_to_encoded_values(photo: np.ndarray) -> None:
    opened = as_encoded_sums(joined(_of_three(), ["reflection"]))
    np.testing.assert_array_equal(opened.separate(photo.astype(np.float32), {}, Way())[1], 0)


def test_factors_are_no_sums_of_encoded_values() -> None:
    with pytest.raises(UsageError, match="multiply"):
        as_encoded_sums(replace(_of_three(), law=MULTIPLICATIVE))


def test_a_table_has_a_row_by_the_sets_own_convention(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    truth = tmp_path / "rainy"
    for part, value in (("mixture", 120), ("background", 110)):
        (truth / part).mkdir(parents=True)
        cv2.imwrite(str(truth / part / "one.png"), np.full((16, 16, 3), value, np.uint8))
    monkeypatch.setattr("training.evaluate.open_separator", lambda _: _of_three())
    table = evaluate([Path("w.onnx")], truth, tmp_path, classical=False, convention=Convention(in_base=("reflection",)))
    alone, with_reflection = (line for line in table.splitlines() if "w.onnx" in line)
    assert "w.onnx, with its reflection" in with_reflection
    assert float(with_reflection.split("|")[3]) > float(alone.split("|")[3]) + 3


def test_objects_are_read_as_linear_values(tmp_path: Path) -> None:
    for name in ("diffuse", "reflectance", "shading", "mask"):
        largest, kind = (255, np.uint8) if name == "mask" else (65025, np.uint16)
        write(tmp_path / "set" / "cup" / f"{name}.png", np.full((24, 24, 3), largest, kind))
    table = evaluate([], tmp_path / "set", tmp_path / "out")
    assert "| albedo | colour Retinex | 0.0000 | 0.0000 |" in table


def test_thresholds_are_chosen_on_the_other_objects() -> None:
    step, flat = np.full((2, 40, 40, 3), 0.8)
    step[:, 20:] = 0.4
    mask = np.ones((40, 40), bool)
    paint = [Sample(name, step * flat, {"albedo": step, "shading": flat}, mask) for name in ("first", "second")]
    shadow = Sample("shadow", step * flat, {"albedo": flat, "shading": step}, mask)
    choice = ((1.0, None), (0.2, None))
    assert LeftOut([*paint, shadow]).thresholds(shadow, choice) == (0.2, None)
    assert LeftOut([paint[0], shadow]).thresholds(paint[0], choice) == (1.0, None)
    assert LeftOut([shadow]).thresholds(shadow, choice) == choice[0]


@pytest.mark.parametrize("task", ["toy3", "reflection"])
def test_made_up_truth_adds_up_and_is_read_back_with_its_scribbles(task: str, tmp_path: Path) -> None:
    for number, pixels in enumerate(np.random.default_rng(0).integers(0, 255, (2, 9, 9, 3), np.uint8)):
        write(tmp_path / "photos" / f"{number}.png", cv2.resize(pixels, (96, 96)))
    config = replace(PRESETS["sils"], task=task)
    write_truth(config, tmp_path / "photos", tmp_path / "set", count=3, crop_px=64)
    samples = read_truth(tmp_path / "set")
    assert len(samples) == 3
    for sample in samples:
        np.testing.assert_allclose(sum(sample.layers.values()), sample.photo, atol=2e-4)
        assert set(sample.hints) == set(sample.layers)
        assert all(layer.max() > 0.01 for layer in sample.layers.values())
    assert any(mask.max() == 1 for sample in samples for mask in sample.hints.values())
    again = write_truth(config, tmp_path / "photos", tmp_path / "again", count=3, crop_px=64)
    assert "3 mixtures" in again
    assert (tmp_path / "set/mixture/0002.png").read_bytes() == (tmp_path / "again/mixture/0002.png").read_bytes()
    write_truth(config, tmp_path / "photos", tmp_path / "whole", count=3, crop_px=64, draw=whole_strokes)
    for exact, whole in zip(samples, read_truth(tmp_path / "whole"), strict=True):
        np.testing.assert_array_equal(exact.photo, whole.photo)
        assert any((exact.hints[name] != whole.hints[name]).any() for name in exact.hints)


def test_made_up_factors_above_white_still_make_their_mixture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def bright(_: Photos, count: int, px: int, generator: torch.Generator) -> torch.Tensor:
        shading = 0.5 + 2 * torch.rand(count, 3, px, px, generator=generator)
        return torch.stack((0.4 * torch.rand(count, 3, px, px, generator=generator), shading), 1)

    monkeypatch.setitem(TASKS, "intrinsic", replace(TASKS["intrinsic"], synthesize=bright, domains=()))
    write_truth(replace(PRESETS["sils"], task="intrinsic"), None, tmp_path / "set", count=2, crop_px=32)
    for sample in read_truth(tmp_path / "set"):
        assert sample.layers["shading"].max() > 2
        np.testing.assert_allclose(sample.layers["albedo"] * sample.layers["shading"], sample.photo, rtol=1e-5)


def test_drawn_truth_needs_no_photos_and_truth_of_photos_does(tmp_path: Path) -> None:
    config = replace(PRESETS["sils"], task="toy2")
    assert "2 mixtures" in write_truth(config, None, tmp_path / "toys", count=2, crop_px=64)
    with pytest.raises(TrainingError, match="needs photos for background"):
        write_truth(replace(config, task="rain"), None, tmp_path / "rain", count=2, crop_px=64)
    assert not (tmp_path / "rain").exists()


def test_truth_that_is_stopped_leaves_no_part_that_is_taken_for_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, tries = replace(PRESETS["sils"], task="toy2"), []
    synthesize = TASKS["toy2"].synthesize

    def stopped(*given: Any) -> torch.Tensor:
        tries.append(given)
        if len(tries) == 3:
            raise KeyboardInterrupt
        return synthesize(*given)

    monkeypatch.setitem(TASKS, "toy2", replace(TASKS["toy2"], synthesize=stopped))
    (tmp_path / "set" / ".part-of-a-killed-one" / "mixture").mkdir(parents=True)
    with pytest.raises(KeyboardInterrupt):
        write_truth(config, None, tmp_path / "set", count=5, crop_px=64)
    with pytest.raises(TrainingError, match="no ground truth"):
        read_truth(tmp_path / "set")
    assert "5 mixtures" in write_truth(config, None, tmp_path / "set", count=5, crop_px=64)
    assert len(read_truth(tmp_path / "set")) == 5


def write_set(folder: Path, stem: str = "1", side: int = 24, suffix: str = "png") -> Path:
    """One mixture of noise with its two layers."""
    for seed, role in enumerate(("mixture", "background", "reflection")):
        noise = np.random.default_rng(seed).integers(0, 255, (side, side, 3), np.uint8)
        write(folder / role / f"{stem}.{suffix}", noise)
    return folder


def write_object(folder: Path, side: int = 24, mask: int = 255) -> Path:
    for name in ("diffuse", "reflectance", "shading"):
        write(folder / "cup" / f"{name}.png", np.full((side, side, 3), 65025, np.uint16))
    write(folder / "cup" / "mask.png", np.full((side, side), mask, np.uint8))
    return folder


def test_layers_are_found_by_the_whole_name_of_their_mixture(tmp_path: Path) -> None:
    folder = write_set(tmp_path, "IMG[1]")
    for role in ("mixture", "background", "reflection"):
        for name in ("1.png", "1.5.png"):
            write(folder / role / name, np.full((24, 24, 3), 255 if name == "1.png" else 0, np.uint8))
        (folder / role / "1.txt").write_text("a note")
    means = {sample.name: sample.layers["background"].mean() for sample in read_truth(folder)}
    assert means["1"] == 1
    assert means["1.5"] == 0
    assert 0 < means["IMG[1]"] < 1


def test_hidden_files_and_folders_are_no_truth(tmp_path: Path) -> None:
    folder = write_set(tmp_path, "1")
    for name in ("mixture/._1.png", "background/._1.png", ".checkpoints/1.png", "hints/.checkpoints/1.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"no picture")
    (sample,) = read_truth(folder)
    assert set(sample.layers) == {"background", "reflection"}
    assert not sample.hints


def test_floats_are_light_as_they_are(tmp_path: Path) -> None:
    for role in ("mixture", "background", "reflection"):
        write(tmp_path / role / "1.tif", np.full((24, 24, 3), 0.25, np.float32))
    sample = read_truth(tmp_path)[0]
    assert sample.photo.mean() == sample.layers["background"].mean() == 0.25


def test_sets_of_one_name_are_refused(tmp_path: Path) -> None:
    folders = [write_set(tmp_path / parent / "set") for parent in ("a", "b")]
    out = tmp_path / "out"
    assert main(["evaluate", "--truth", str(folders[0]), "--truth", str(folders[1]), "--out", str(out)]) == 2
    assert not out.exists()


def test_mixtures_are_written_into_a_folder_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    toys = ["truth", "--task", "toy2", "--count", "1", "--crop-px", "32"]
    assert main([*toys, str(tmp_path)]) == 1
    assert main([*toys, str(tmp_path / "notes.txt" / "set")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert "is not empty" in told[0]
    assert "could not be written" in told[1]
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def small_hint(folder: Path) -> None:
    write(write_set(folder) / "hints" / "background" / "1.png", np.zeros((12, 12), np.uint8))


def small_layer(folder: Path) -> None:
    write(write_set(folder) / "background" / "1.png", np.zeros((12, 12, 3), np.uint8))


def small_mask(folder: Path) -> None:
    write(write_object(folder) / "cup" / "mask.png", np.full((12, 12), 255, np.uint8))


def small_shading(folder: Path) -> None:
    write(write_object(folder) / "cup" / "shading.png", np.zeros((12, 12), np.uint16))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (small_hint, "12 x 12 px and its photo 24 x 24"),
        (small_layer, "12 x 12 px and its photo 24 x 24"),
        (small_mask, "12 x 12 px and its photo 24 x 24"),
        (small_shading, "12 x 12 px and its photo 24 x 24"),
        (lambda folder: write_object(folder, mask=0), "is black"),
        (lambda folder: write_object(folder, side=19), "smaller than 20 px"),
        (lambda folder: write_set(folder, side=10), "smaller than 11 px"),
    ],
)
def test_a_set_that_cannot_be_measured_is_a_sentence(make: Callable[[Path], object], told: str, tmp_path: Path) -> None:
    make(tmp_path / "set")
    with pytest.raises(TrainingError, match=told):
        evaluate([], tmp_path / "set", tmp_path / "out", classical=False)


def test_a_separator_of_other_layers_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = opened(("albedo", "shading"), MULTIPLICATIVE, 0)
    monkeypatch.setattr("training.evaluate.open_separator", lambda path: other)
    with pytest.raises(
        TrainingError, match=r"other\.pt separates albedo, shading, and .* knows background, reflection"
    ):
        evaluate([Path("other.pt")], write_set(tmp_path / "set"), tmp_path / "out", classical=False)


def test_a_folder_without_truth_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no ground truth"):
        evaluate([], tmp_path, tmp_path / "out")
