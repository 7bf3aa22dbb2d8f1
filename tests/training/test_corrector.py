"""The corrector: what strokes say is wrong becomes right, and nothing else changes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.onnx_runtime import onnxruntime
from engine.spec import FOUND, HINTS, PHOTO
from training.ablation import ablation
from training.bank import AT_ONCE, Attempt, Bank, Shelf
from training.batches import Batch
from training.config import Config, Stage
from training.corrector import Corrector
from training.curves import decode, encode
from training.devices import Devices
from training.errors import TrainingError
from training.export import Export, export
from training.invented import correcting, write_truth
from training.loop import Command, fit
from training.losses import charbonnier
from training.mistakes import Find, Mistakes
from training.networks import Separator
from training.opened import Way, load_network, load_weights, open_separator
from training.photos import Photos
from training.schedule import Budget
from training.sources import Folders
from training.synthesis.scribbles import corrections
from training.tasks import task_named
from training.trained import CORRECTOR
from training.truth import decoded, encoded, read_truth


@pytest.fixture
def correcting_config(tiny) -> Config:
    return replace(tiny(task="toy3"), corrector=4)


@pytest.fixture
def begun(tiny, tmp_path: Path) -> Path:
    """A separator of so many steps that no two of its tensors are alike, which would be one in an exported file."""
    return fitted(replace(tiny(task="toy3"), warm_up_steps=0), tmp_path / "begun", 4)


def fitted(config: Config, run: Path, steps: int, start: Path | None = None) -> Path:
    fit(Command(config, Budget(steps=steps), run, Folders(), Devices("cpu"), start))
    return run / "checkpoint.pt"


def wrong_pair(count: int = 4, px: int = 32) -> tuple[torch.Tensor, torch.Tensor]:
    """Layers of light in the upper half of the one, the lower of the other; and found the other way round below."""
    layers = torch.zeros(count, 2, 3, px, px)
    layers[:, 0, :, : px // 2], layers[:, 1, :, px // 2 :] = 0.4, 0.4
    found = layers.clone()
    found[:, :, :, px // 2 :] = found[:, :, :, px // 2 :].flip(1)
    return layers, found


def test_photos_without_strokes_keep_their_layers_and_others_still_make_the_photo(generator: torch.Generator) -> None:
    corrector = Corrector(3, 4)
    layers = torch.rand(2, 3, 3, 32, 48, generator=generator) / 3
    layers[:, :, :, :4] = 0
    photo = encode(layers.sum(1))
    hints = torch.zeros(2, 3, 32, 48)
    hints[1, 2, 5:9, 5:9] = 1
    moved = corrector(photo, layers, hints)
    assert torch.equal(moved[0], layers[0])
    assert (moved[1] - layers[1]).abs().max() > 1e-3
    assert moved.min() >= 0
    torch.testing.assert_close(moved.sum(1), decode(photo), atol=1e-5, rtol=1e-5)


def test_it_learns_to_give_a_layer_what_strokes_say_is_its_own() -> None:
    torch.manual_seed(0)
    layers, found = wrong_pair()
    photo, hints = encode(layers.sum(1)), torch.zeros(4, 2, 32, 32)
    hints[:, 1, 20:26, 4:20] = 1
    corrector = Corrector(2, 8)
    optimizer = torch.optim.AdamW(corrector.parameters(), lr=3e-3)
    for _ in range(60):
        loss = charbonnier(encode(corrector(photo, found, hints)), encode(layers))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    left = charbonnier(encode(corrector(photo, found, hints)), encode(layers)).item()
    assert left < 0.2 * charbonnier(encode(found), encode(layers)).item()


def test_corrections_are_drawn_where_a_layer_is_lacking(generator: torch.Generator) -> None:
    layers, found = wrong_pair(count=40, px=64)
    five = torch.full((40, 1, 1), 5.0)
    hints = corrections(layers, found, five, generator)
    assert (hints[:, 1].flatten(1).sum(1) > 0).all()
    assert hints[:, 0].sum() == 0  # nothing of the first is lacking
    assert hints[:, 1, 34:].sum() > 10 * hints[:, 1, :28].sum()
    assert corrections(layers, layers, five, generator).sum() == 0


def asked_of(asked: list[int]) -> Find:
    """Finds nothing, and notes in how many photos it did."""

    def find(photo: torch.Tensor) -> torch.Tensor:
        asked.append(len(photo))
        return torch.zeros(len(photo), 3, 3, *photo.shape[2:])

    return find


def test_mistakes_are_looked_at_by_halves(correcting_config: Config) -> None:
    asked: list[int] = []
    given = (task_named("toy3"), Photos({}), correcting_config, torch.device("cpu"))
    batch = Mistakes(*given, purpose="training", find=asked_of(asked)).at(0, groups=[0, 1], crop_px=32)
    assert asked == [2, 2]
    assert len(batch.photo) == len(batch.layers) == len(batch.hints) == len(batch.found) == 4
    assert batch.photo.shape[2:] == batch.found.shape[3:] == batch.hints.shape[2:] == (16, 16)
    torch.testing.assert_close(encode(batch.layers.sum(1)), batch.photo, atol=1e-5, rtol=1e-5)
    assert not len(batch.unlabelled)


def test_mixtures_with_lamps_have_their_light_and_strokes(
    correcting_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without strokes elsewhere all strokes are those around lamps."""
    monkeypatch.setattr("training.mistakes.corrections", lambda layers, *_: torch.zeros_like(layers[:, :, 0]))

    def drawn(share: float) -> Batch:
        config = replace(correcting_config, lamps=share)
        given = (task_named("toy3"), Photos({}), config, torch.device("cpu"))
        return Mistakes(*given, purpose="training", find=asked_of([])).at(0, groups=[0, 1, 2, 3], crop_px=64)

    dark, lit = drawn(0.0), drawn(1.0)
    torch.testing.assert_close(encode(lit.layers.sum(1)), lit.photo, atol=1e-5, rtol=1e-5)
    assert (lit.photo - dark.photo).min() >= -1e-5
    assert (lit.photo - dark.photo).max() > 0.03
    assert not dark.found.any()
    assert lit.found.any()
    assert not dark.hints.any()
    assert lit.hints.any()


def test_a_bank_is_filled_once_and_drawn_from_with_other_strokes(correcting_config: Config) -> None:
    asked: list[int] = []
    given = (task_named("toy3"), Photos({}), correcting_config, torch.device("cpu"))
    mistakes, again = (Mistakes(*given, purpose="training", find=asked_of(asked), bank=3) for _ in range(2))
    steps = [mistakes.at(step, groups=[0, 1], crop_px=32) for step in range(6)]
    assert asked == [AT_ONCE]
    photos = {tuple(photo.flatten().tolist()) for batch in steps for photo in batch.photo}
    assert 3 < len(photos) <= 6  # mirrored ones too
    assert len({tuple(hints.flatten().tolist()) for batch in steps for hints in batch.hints}) > len(photos)
    later = again.at(5, groups=[1], crop_px=32)
    assert torch.equal(later.hints, steps[5].hints[2:])
    assert torch.equal(later.found, steps[5].found[2:])


def made_in(made: list[int], stop_at: int = -1) -> Callable[[int], Attempt]:
    """Makes pictures of the part's number, and notes it."""

    def make(number: int) -> Attempt:
        if number == stop_at:
            raise KeyboardInterrupt
        made.append(number)
        return Attempt(*(torch.full((AT_ONCE, 2, 3, 4, 4), number + add) for add in (0.0, 0.5)))

    return make


def test_a_bank_that_was_interrupted_goes_on_with_its_parts(tmp_path: Path) -> None:
    shelf, made = Shelf(tmp_path / "bank", "somebody", writes=True), []
    count = 2 * AT_ONCE + 1
    with pytest.raises(KeyboardInterrupt):
        Bank(count, made_in(made, stop_at=2), shelf)
    assert made == [0, 1]
    bank = Bank(count, made_in(made), shelf)
    assert made == [0, 1, 2]
    drawn = bank.at([2 * AT_ONCE, 0])
    assert drawn.found[:, 0, 0, 0, 0].tolist() == [2.5, 0.5]
    assert drawn.layers.dtype == torch.float32
    (shelf.folder / "00001.pt").write_bytes(b"damaged")
    made.clear()
    Bank(count, made_in(made), shelf)
    assert made == [1]
    made.clear()
    Bank(count, made_in(made), replace(shelf, made_by="somebody else", writes=False))
    assert made == [0, 1, 2]
    made.clear()
    Bank(count, made_in(made), shelf)
    assert not made


def test_a_bank_without_room_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "bank").write_bytes(b"a file, not a folder")
    with pytest.raises(TrainingError, match="could not be written"):
        Bank(1, made_in([]), Shelf(tmp_path / "bank", "somebody", writes=True))


def test_a_run_makes_its_bank_before_the_first_step_and_keeps_it(
    begun: Path, correcting_config: Config, tmp_path: Path
) -> None:
    config, run = replace(correcting_config, bank=AT_ONCE + 1), tmp_path / "run"
    whole = load_network(fitted(config, tmp_path / "whole", 2, begun))[0].state_dict()
    command = Command(config, Budget(steps=2), run, Folders(), Devices("cpu"), begun)
    fit(command, stop=lambda place: True)
    made = {path.name: path.stat().st_mtime_ns for path in (run / "bank" / "32").iterdir()}
    assert sorted(made) == ["00000.pt", "00001.pt"]
    fit(command)
    assert made == {path.name: path.stat().st_mtime_ns for path in (run / "bank" / "32").iterdir()}
    parts = load_network(run / "checkpoint.pt")[0].state_dict()
    assert all(torch.equal(parts[name], whole[name]) for name in whole)
    other = fitted(replace(config, seed=5), tmp_path / "other", 1, begun)
    assert torch.load(other.parent / "bank/32/00000.pt")["made_by"] != torch.load(run / "bank/32/00000.pt")["made_by"]


def test_it_alone_is_trained(begun: Path, correcting_config: Config, tmp_path: Path) -> None:
    before = load_weights(begun).weights
    first = load_network(fitted(correcting_config, tmp_path / "run", 1, begun))[0].state_dict()
    last = load_network(fitted(correcting_config, tmp_path / "run", 3, begun))[0].state_dict()
    own = {name for name in last if name.startswith(CORRECTOR)}
    assert own
    assert set(last) - own == set(before)
    assert all(torch.equal(last[name], before[name]) for name in before)
    assert any(not torch.equal(last[name], first[name]) for name in own)


def test_an_ablation_of_a_corrector_is_validated_with_strokes(
    begun: Path, correcting_config: Config, tmp_path: Path
) -> None:
    config = replace(correcting_config, weights=replace(correcting_config.weights, logarithmic=0.1))
    command = Command(config, Budget(steps=1), tmp_path / "parts", Folders(), Devices("cpu"), begun)
    table = ablation(command, ["logarithmic"])
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == ["full", "without logarithmic"]


def test_an_exported_corrector_corrects_and_can_be_gone_on_with(
    begun: Path, correcting_config: Config, tiny, tmp_path: Path
) -> None:
    checkpoint = fitted(replace(correcting_config, warm_up_steps=0), tmp_path / "run", 4, begun)
    spec = export(Export(checkpoint, tmp_path / "made.onnx"))
    assert spec.corrects
    assert not spec.whole_strokes
    assert spec.receptive_px > export(Export(begun, tmp_path / "begun.onnx")).receptive_px
    photo = np.random.default_rng(0).random((40, 56, 3), np.float32)
    stroke = np.zeros((40, 56), np.float32)
    stroke[4:12, 4:12] = 1
    with_it, without = (open_separator(tmp_path / name).separate for name in ("made.onnx", "begun.onnx"))
    for hints, way in (({}, Way()), ({"circle": stroke}, Way(at_their_word=True))):
        np.testing.assert_allclose(with_it(photo, hints, way), without(photo, hints, way), atol=1e-5)
    cared_for = with_it(photo, {"circle": stroke}, Way())
    assert np.abs(cared_for - without(photo, {"circle": stroke}, Way())).max() > 1e-3
    np.testing.assert_allclose(cared_for.sum(axis=0), decoded(photo), atol=1e-4)
    again = load_network(fitted(correcting_config, tmp_path / "again", 1, tmp_path / "made.onnx"))[0].state_dict()
    kept = load_weights(tmp_path / "made.onnx").weights
    assert all(torch.equal(again[name], kept[name]) for name in kept if not name.startswith(CORRECTOR))
    alone = load_network(fitted(tiny(task="toy3"), tmp_path / "alone", 1, tmp_path / "made.onnx"))[0]
    assert not any(name.startswith(CORRECTOR) for name in alone.state_dict())


@pytest.mark.parametrize("corrects", [False, True])
def test_an_exported_file_either_finds_or_corrects(
    corrects: bool, begun: Path, correcting_config: Config, tmp_path: Path
) -> None:
    export(Export(fitted(correcting_config, tmp_path / "run", 1, begun), tmp_path / "made.onnx"))
    options = onnxruntime.SessionOptions()
    options.enable_profiling, options.profile_file_prefix = True, str(tmp_path / "profile")
    session = onnxruntime.InferenceSession(str(tmp_path / "made.onnx"), options, providers=["CPUExecutionProvider"])
    hints = np.zeros((1, 3, 32, 48), np.float32)
    hints[:, 0, :8], hints[:, 1, 8:16] = 1, -float(corrects)
    found = np.zeros((1, 3, 3, 32, 48), np.float32)
    session.run(None, {PHOTO: np.full((1, 3, 32, 48), 0.5, np.float32), HINTS: hints, FOUND: found})
    ran = {event["name"] for event in json.loads(Path(session.end_profiling()).read_text())}
    assert any("/encoders." in name for name in ran) is not corrects
    assert any("/corrector/" in name for name in ran) is corrects


def test_truth_has_strokes_that_correct_a_separator(begun: Path, tmp_path: Path) -> None:
    config = replace(Config.from_json((begun.parent / "config.json").read_text()), stages=(Stage(1.0, 64, 4),))
    task = task_named("toy3")
    write_truth(config, None, tmp_path / "set", count=4, crop_px=64, draw=correcting(begun, task))
    opened = open_separator(begun)
    strokes = 0
    for sample in read_truth(tmp_path / "set"):
        found = opened.separate(encoded(sample.photo).astype(np.float32), {}, Way())
        for name, layer in zip(opened.layer_names, found, strict=True):
            where = sample.hints[name] > 0
            lacking = (encoded(sample.layers[name]) - encoded(layer)).mean(2)
            if where.any():
                strokes += 1
                assert lacking[where].mean() > lacking.mean()
    assert strokes >= 4
    with pytest.raises(TrainingError, match="finds square, circle, triangle, not the layers of toy2"):
        correcting(begun, task_named("toy2"))


def test_separators_without_one_are_as_they_were(tiny) -> None:
    assert Separator(task_named("toy3"), tiny(task="toy3")).corrector is None
