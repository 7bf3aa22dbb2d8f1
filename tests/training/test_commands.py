"""The command line: what cannot be trained, made or exported is one sentence before any work."""

import json
import re
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
import torch
from PIL import Image

from engine.errors import UsageError
from engine.spec import SeparatorSpec
from training import __main__ as commands
from training import ablation, checkpoint, telling
from training.__main__ import main
from training.config import PRESETS, Config, Stage, Weights
from training.devices import Devices
from training.discriminators import LEAST_PX, PatchCritic
from training.export import WORKING_PX
from training.loop import Command
from training.options import with_option, without
from training.schedule import Budget, weights_at
from training.tasks import TASKS
from training.telling import STOPPED, advancing
from training.validated import validated

FIT = ["fit", "--task", "toy2", "--steps", "1", "--accelerator", "cpu", "--run"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--without", "charbonnier", "--without", "overshoot"], "No loss acts at the start"),
        (["--set", "stages=1:100:8"], "100 px"),
        (["--set", "stages=1:0:8"], "0 px"),
        (["--set", "stages=0:32:4,1:32:4"], "share of a stage"),
        (["--set", "stages=1:32:0"], "batch of 0"),
        (["--set", "stages=0.9:32:8,0.1:32:6"], "batch of 6"),
        (["--set", "group=8"], "batch of 4"),
        (["--set", "critic_scales=6"], "64 px is too small for 6 critic_scales"),
        (["--set", "whole_strokes=on", "--without", "hints"], "whole_strokes is how hints are drawn"),
        (["--set", "corrector=8", "--without", "hints"], "told of strokes, but hints are off"),
        (["--set", "corrector=8", "--without", "charbonnier"], "A corrector needs one of charbonnier"),
        (["--set", "corrector=8", "--task", "intrinsic"], "the layers of intrinsic are multiplicative"),
        (["--set", "corrector=8"], "name it with --from"),
        (["--set", "corrector=-1"], "corrector is -1; it must be 0 or above"),
        (["--set", "bank=-1"], "bank is -1; it must be 0 or above"),
        (["--set", "lamps=50"], "lamps is 50.0; it must be from 0 to 1"),
        (["--set", "pool_images=0"], "pool_images is 0"),
        (["--set", "auxiliary_share=0"], "auxiliary_share is 0"),
        (["--set", "base_share=1"], "base_share is 1.0; it must be 0 or above, and below 1"),
        (["--set", "auxiliary=3"], "no option auxiliary"),
        (["--set", "gradient=nan"], "gradient is nan"),
        (["--set", "beta1=1"], "beta1 is 1"),
        (["--set", f"seed={2**63}"], "below 2^63"),
        (["--domain", "reflection"], "NAME=FOLDER"),
        (["--domain", "reflection="], "NAME=FOLDER"),
        (["--domain", "=photos"], "NAME=FOLDER"),
        (["--width", "0"], "width is 0"),
        (["--set", "ramp_to=1.5"], "ramp_to is 1.5; it must be from 0 to 1"),
        (["--set", "ramp_from=0.9"], "ramp_to is 0.8; it must be no less than ramp_from, which is 0.9"),
        (["--set", "photo_px=1"], "photo_px is 1; it must be at least 16"),
        (["--devices", "0"], "--devices is 0"),
        (["--nodes", "-1"], "--nodes is -1"),
    ],
)
def test_a_run_that_would_fail_is_refused(options: list[str], told: str, run: Path, capsys) -> None:
    assert main([*FIT, str(run), *options]) == 2
    assert told in capsys.readouterr().err
    assert not run.exists()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_can_be_trained(preset: str) -> None:
    assert validated(PRESETS[preset]) is PRESETS[preset]


def test_the_published_terms_are_the_paper_preset_without_what_we_added() -> None:
    config = with_option(PRESETS["paper"], "adversarial_from=0")
    for part in ("ramp", "charbonnier", "logarithmic"):
        config = without(config, part)
    published = Weights(consistency=1.0, independence=1.0, cycle=10.0, self_reconstruction=10.0, adversarial=1.0)
    assert weights_at(config, 0.0) == published


@pytest.mark.parametrize("preset", PRESETS)
def test_toys_are_small_in_every_preset(preset: str) -> None:
    config = PRESETS[preset]
    toys = TASKS["toy3"].preset(config)
    assert toys == replace(config, task="toy3", stages=toys.stages)
    assert toys.stages == tuple(Stage(stage.share, 64, stage.batch) for stage in config.stages)
    assert TASKS["rain"].preset(config) == replace(config, task="rain")


def test_sets_of_toys_have_the_size_of_those_trained_on_unless_another_is_asked_for(tmp_path: Path) -> None:
    for options, px in (([], 64), (["--crop-px", "32"], 32)):
        out = tmp_path / str(px)
        assert main(["truth", "--task", "toy2", "--count", "1", *options, str(out)]) == 0
        with Image.open(next((out / "mixture").iterdir())) as mixture:
            assert mixture.size == (px, px)


def test_crops_are_large_enough_for_the_critics_where_they_act() -> None:
    config = with_option(with_option(PRESETS["sils"], "stages=0.5:16:4,0.5:32:4"), "critic_scales=3")
    assert validated(with_option(config, "adversarial_from=0.5"))
    assert validated(without(without(config, "adversarial"), "feature_matching"))
    with pytest.raises(UsageError, match="16 px is too small"):
        validated(with_option(config, "adversarial_from=0.49"))


def test_the_smallest_picture_for_a_critic_has_a_verdict() -> None:
    critic = PatchCritic(4)
    assert critic(torch.rand(1, 3, LEAST_PX, LEAST_PX)).verdicts[0].numel() == 1
    with pytest.raises(RuntimeError):
        critic(torch.rand(1, 3, LEAST_PX - 1, LEAST_PX - 1))


def test_other_losses_can_begin_without_the_ramp() -> None:
    config = with_option(with_option(PRESETS["sils"], "charbonnier=0"), "overshoot=0")
    assert validated(with_option(config, "ramp=off"))


@pytest.mark.parametrize("command", [["truth", "--task", "toy2"], ["preview", "--task", "toy2"]])
def test_crops_that_the_networks_cannot_halve_are_refused(command: list[str], tmp_path: Path, capsys) -> None:
    assert main([*command, "--crop-px", "100", str(tmp_path / "out")]) == 2
    assert "multiple of 16 px" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["truth", "--task", "toy2", "--count", "0"],
        ["truth", "--task", "toy2", "--count", "-1"],
        ["preview", "--task", "toy2", "--rows", "0"],
        ["preview", "--task", "toy2", "--rows", "-3"],
        ["look", "none.pt", "--photos", "none", "--working-px", "0", "--out"],
    ],
)
def test_nothing_is_not_made(command: list[str], tmp_path: Path, capsys) -> None:
    assert main([*command, str(tmp_path / "out")]) == 2
    assert "it must be at least" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_names_that_are_no_text_are_shown_by_their_codes(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setitem(commands._COMMANDS, "average", lambda _: "caf\udce9.jpg")
    assert main(["average", "a.pt", "--out", "b.pt"]) == 0
    assert capsys.readouterr().out == "caf\\udce9.jpg\n"


@pytest.mark.parametrize("command", [["truth", "--count", "1"], ["preview", "--rows", "1"]])
def test_photos_that_are_left_out_are_named(command: list[str], tmp_path: Path, capsys) -> None:
    for seed in range(2):
        noise = np.random.default_rng(seed).integers(0, 255, (64, 64, 3), np.uint8)
        Image.fromarray(noise).resize((256, 256)).save(tmp_path / f"{seed}.png")
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    options = ["--task", "rain", "--photos", str(tmp_path), "--crop-px", "32"]
    assert main([*command, *options, str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "broken.jpg cannot be read" in told[0]
    assert str(tmp_path / "out") in told[1]


@pytest.mark.parametrize(
    ("crop_px", "status", "told"), [(64, 0, "1 mixtures"), (96, 1, "smaller than a crop of 96 px")]
)
def test_a_preview_reads_photos_for_its_own_crops(
    crop_px: int, status: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    for seed in range(2):
        noise = np.random.default_rng(seed).integers(0, 255, (80, 80, 3), np.uint8)
        Image.fromarray(noise).save(tmp_path / f"{seed}.png")
    options = ["--task", "rain", "--photos", str(tmp_path), "--rows", "1", "--crop-px", str(crop_px)]
    assert main(["preview", *options, str(tmp_path / "out")]) == status
    said = capsys.readouterr()
    assert told in said.out + said.err


def test_a_slip_in_an_option_is_answered_with_all_that_there_are_and_the_readme_tells_of_each() -> None:
    with pytest.raises(UsageError) as error:
        with_option(PRESETS["sils"], "lr=1e-4")
    names = error.value.sentence.rpartition("choose from ")[2].rstrip(".").split(", ")
    assert {"learning_rate", "width", "stages", "blocks", "ramp", "charbonnier"} <= set(names)
    readme = Path(ablation.__file__).with_name("README.md").read_text(encoding="utf-8")
    assert [name for name in names if not re.search(rf"\b{name}\b", readme)] == []


@pytest.mark.parametrize("parts", [["charbonnier"], ["colour"]])
def test_an_ablation_refuses_its_parts_before_the_first_run(
    parts: list[str], run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ablation, "fit", lambda command: pytest.fail("trained"))
    config = with_option(PRESETS["sils"], "overshoot=0")
    with pytest.raises(UsageError):
        ablation.ablation(Command(config, Budget(steps=1), run, devices=Devices("cpu")), parts)


def test_of_many_processes_the_first_alone_tells_and_writes(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    for module in (ablation, telling):
        monkeypatch.setattr(module, "first_process", lambda: False)
    monkeypatch.setattr(ablation, "fit", lambda command: None)
    assert main(["ablate", *FIT[1:], str(run)]) == 0
    assert not capsys.readouterr().out
    assert not run.exists()


@pytest.mark.parametrize(
    "options", [["--metric", "psnr"], ["--metric", "=3"], ["--working-px", "8"], ["--coarse-px", "8"]]
)
def test_an_export_that_its_spec_cannot_hold_is_refused(options: list[str], tmp_path: Path, capsys) -> None:
    assert main(["export", str(tmp_path / "no.pt"), str(tmp_path / "out.onnx"), *options]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_coarse_views_of_the_size_of_others_are_refused(tmp_path: Path, capsys) -> None:
    options = ["--working-px", "640", "--coarse-px", "640"]
    assert main(["export", str(tmp_path / "no.pt"), str(tmp_path / "out.onnx"), *options]) == 2
    assert "Coarse views have 16 px or more, and fewer than others" in capsys.readouterr().err


def test_the_export_allows_the_sizes_that_the_spec_allows() -> None:
    limits = SeparatorSpec.model_fields["working_px"].metadata
    assert tuple(getattr(limit, name) for limit, name in zip(limits, ("ge", "le"), strict=True)) == WORKING_PX


def test_a_run_that_was_begun_before_goes_on_without_what_is_new() -> None:
    raw = json.loads(PRESETS["sils"].to_json())
    del raw["development"], raw["base_share"]
    assert Config.from_json(json.dumps(raw)) == without(PRESETS["sils"], "development")


def test_a_command_that_is_interrupted_before_its_work_says_so(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(commands, "parser", Mock(side_effect=KeyboardInterrupt))
    assert main([]) == 130
    assert capsys.readouterr().err == f"{STOPPED}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_kill_ends_a_command_as_an_interruption_does_and_clears_away_what_lay_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    def killed(*_: Any) -> None:
        assert list((tmp_path / "set").iterdir())
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setitem(TASKS, "toy2", replace(TASKS["toy2"], synthesize=killed))
    assert main(["truth", "--task", "toy2", "--crop-px", "32", str(tmp_path / "set")]) == 130
    assert capsys.readouterr().err == f"{STOPPED}\n"
    assert not list((tmp_path / "set").iterdir())
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_a_file_whose_writing_is_cut_short_leaves_nothing_beside_the_older_one(
    error: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint.write_whole(tmp_path / "file", b"older")
    monkeypatch.setattr(checkpoint.os, "fsync", Mock(side_effect=error))
    with pytest.raises(error):
        checkpoint.write_whole(tmp_path / "file", b"newer")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"older")]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_bar_is_for_terminals_alone_and_never_on_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys, is_terminal: bool
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1") if is_terminal else monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert list(advancing((number * number for number in range(4)), 4)) == [0, 1, 4, 9]
    shown = capsys.readouterr()
    assert not shown.out
    assert ("100%" in shown.err) is is_terminal
