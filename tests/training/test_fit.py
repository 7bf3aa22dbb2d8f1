"""Fitting: resume, losses, locks, budgets, and many processes."""

import copy
import errno
import json
import math
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from filelock import FileLock
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.summary.writer import event_file_writer
from torch._inductor.exc import InductorError

from engine.errors import DeviceError, SilsError, UsageError
from training import checkpoint, keeping, loop, validation
from training.ablation import ablation
from training.average import average
from training.config import PRESETS, Config, Stage, Weights
from training.devices import Devices
from training.errors import Interrupted, TrainingError
from training.interruption import Interruption
from training.loop import Command, Place, fit
from training.networks import Block, compile_blocks
from training.options import with_option
from training.photos import PhotoFile
from training.provenance import describe
from training.report import Report
from training.runfolder import RunFolder
from training.schedule import Budget, learning_rate_factor, stage_at, weights_at
from training.trained import NotFiniteError, Trained

CPU = Devices("cpu")


def tensors(value: object) -> list[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else []
    return [tensor for part in parts for tensor in tensors(part)]


@pytest.mark.parametrize("preset", ["sils", "paper"])
def test_a_stopped_run_goes_on_as_if_nothing_had_happened(preset: str, tiny, tmp_path: Path) -> None:
    budget = Budget(steps=8)
    whole = Command(tiny(preset), budget, tmp_path / "whole", devices=CPU)
    halves = replace(whole, run=tmp_path / "halves")
    fit(whole)
    assert fit(halves, stop=lambda place: place.step == 4).step == 4
    assert fit(halves).step == 8
    states = [checkpoint.load(RunFolder(command.run).checkpoint)[0] for command in (whole, halves)]
    first, second = (tensors({k: v for k, v in state.items() if k != "place"}) for state in states)
    assert len(first) == len(second) > 100
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_has_saved_its_last_step(number: signal.Signals, tiny, run: Path) -> None:
    before = signal.getsignal(number)

    def interrupt(place: Place) -> bool:
        if place.step == 3:
            signal.raise_signal(number)
        return False

    with pytest.raises(Interrupted, match="at step 3 and saved") as caught:
        fit(Command(tiny(), Budget(steps=8), run, devices=CPU), stop=interrupt)
    assert caught.value.exit_status == 130
    assert checkpoint.load(RunFolder(run).checkpoint)[0]["place"]["step"] == 3
    assert signal.getsignal(number) is before


def test_an_interruption_while_a_finished_run_is_judged_keeps_the_next_from_beginning(
    tiny, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: Any) -> dict[str, float]:
        signal.raise_signal(signal.SIGINT)
        return validation.validate(*given)

    command = Command(tiny(), Budget(steps=1), run, devices=CPU)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "validate", interrupted)
        with pytest.raises(Interrupted, match="at step 1 and saved"):
            ablation(command, ["cycle"])
    assert [path.name for path in run.iterdir()] == ["full"]
    assert "without cycle" in ablation(command, ["cycle"])


def test_a_second_interruption_ends_at_once() -> None:
    with Interruption() as interruption:
        signal.raise_signal(signal.SIGINT)
        assert interruption.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_run_that_was_never_saved_begins_its_metrics_anew(tiny, run: Path) -> None:
    run.mkdir()
    (run / "metrics.jsonl").write_text('{"step": 1, "loss": 9.0}\n{"step": 20, "lo')
    fit(Command(tiny(), Budget(steps=1), run, devices=CPU))
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [1, 1]
    assert lines[0]["loss"] != 9.0
    assert "validation/pooled_psnr/circle" in lines[1]


def test_a_board_drops_the_steps_that_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Files of one second and one process are read in the order of a number's digits, where 10 comes before 9.
    monkeypatch.setattr(event_file_writer, "_global_uid", event_file_writer.AtomicCounter(0))
    folder = RunFolder(tmp_path)
    for start, steps in ((0, (1, 20, 40, 60)), (20, (40,))):
        with Report(folder, start) as report:
            for step in steps:
                report.scalars({"loss": float(start)}, step)
    board = EventAccumulator(str(folder.board)).Reload()
    assert [(event.step, event.value) for event in board.Scalars("loss")] == [(1, 0), (20, 0), (40, 20)]


def test_a_killed_run_tells_its_board_where_it_goes_on(tiny, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = Command(tiny(), Budget(steps=4), run, devices=CPU)
    fit(command, stop=lambda place: place.step == 3)
    steps = []
    monkeypatch.setattr(loop, "Report", lambda folder, step: steps.append(step) or Report(folder, step))
    fit(command)
    assert steps == [3]


def test_lines_that_a_kill_left_half_written_are_forgotten(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path)
    folder.metrics.write_bytes(
        b'{"step": 1}\n{"step": 2, "lo{"step": 3}\n[4]\n\xff\n{"step": 5}\n{"step": 7}\n{"step": 6'
    )
    folder.forget_after(6)
    folder.log({"step": 6})
    assert folder.metrics.read_text() == '{"step": 1}\n{"step": 5}\n{"step": 6}\n'


def test_metrics_that_the_disk_does_not_take_are_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"metrics\.jsonl could not be written"):
        RunFolder(tmp_path / "gone").log({"step": 1})


def test_a_finished_run_does_nothing_more(tiny, run: Path) -> None:
    command = Command(tiny(), Budget(steps=1), run, devices=CPU)
    fit(command)
    before = RunFolder(run).checkpoint.read_bytes()
    assert fit(command).step == 1
    assert RunFolder(run).checkpoint.read_bytes() == before


def test_a_separator_that_falls_back_does_not_lose_its_best(tiny, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    losses = iter([0.7, 0.5, 0.9])
    monkeypatch.setattr(keeping, "validate", lambda separator, batches: {"loss_over_identity": next(losses)})
    command = Command(tiny(), Budget(steps=3), run, devices=CPU)
    for step in (1, 2, 3):
        fit(command, stop=lambda place, step=step: place.step == step)
    places = [checkpoint.load(path)[0]["place"] for path in (RunFolder(run).best, RunFolder(run).checkpoint)]
    assert [place["step"] for place in places] == [2, 3]


@pytest.mark.parametrize("earlier", [None, 2])
def test_a_best_for_which_the_disk_had_no_room_is_kept_by_the_same_command(
    earlier: int | None, tiny, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses = iter([0.9, 0.5] if earlier else [0.5])
    monkeypatch.setattr(keeping, "validate", lambda *_: {"loss_over_identity": next(losses, 0.5)})
    command = Command(tiny(), Budget(steps=3), run, devices=CPU)
    if earlier:
        fit(command, stop=lambda place: place.step == earlier)
    save = checkpoint.save

    def full(path: Path, state: dict, config: Config) -> None:
        if path.name == "best.pt":
            raise TrainingError("not-saved", "No space left on device")
        save(path, state, config)

    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "save", full)
        with pytest.raises(TrainingError, match="No space left"):
            fit(command)
    fit(command)
    place = checkpoint.load(RunFolder(run).best)[0]["place"]
    assert (place["step"], place["best_loss"]) == (3, 0.5)


def test_a_checkpoint_that_a_kill_left_without_validation_is_judged(
    tiny, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = Command(tiny(), Budget(steps=1), run, devices=CPU)
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "validate", raising(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            fit(command)
    fit(command)
    assert checkpoint.load(RunFolder(run).best)[0]["place"]["step"] == 1
    assert RunFolder(run).logged(1)["validation/loss_over_identity"] > 0


def raising(error: BaseException) -> Callable[..., Any]:
    """Stands for a call that fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_a_run_folder_explains_itself(tiny, run: Path) -> None:
    fit(Command(tiny(), Budget(steps=2), run, devices=CPU))
    assert json.loads((run / "config.json").read_text())["task"] == "toy2"
    assert {"command", "git", "torch"} <= json.loads((run / "environment.json").read_text())[0].keys()
    lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    assert lines[0]["loss"] > 0
    assert "validation/pooled_psnr/circle" in lines[-1]
    assert (run / "validation.png").exists()


def made_by(run: Path) -> list[tuple[int, list[str]]]:
    """The calls that made a run's steps, each with the step that it began at."""
    calls = json.loads((run / "environment.json").read_text())
    return [(call["from_step"], shlex.split(call["command"])) for call in calls]


def test_a_run_knows_every_call_that_made_steps_of_it(tiny, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = Command(tiny(), Budget(steps=4), run, devices=CPU)
    first, again, idle = (["fit", "--run", "my run", *more] for more in ([], ["--photos", "it's"], ["--compile"]))
    for argv, stop in ((first, 1), (first, 2), (again, None), (idle, None)):
        monkeypatch.setattr(sys, "argv", argv)
        fit(command, stop=lambda place, stop=stop: place.step == stop)
    assert made_by(run) == [(0, first), (2, again)]


def test_a_call_whose_steps_were_lost_is_forgotten(tiny, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for step, argv in ((0, ["killed"]), (0, ["first"]), (3, ["killed"]), (3, ["second"])):
        monkeypatch.setattr(sys, "argv", argv)
        describe(run, tiny(), {}, step=step)
    assert made_by(run) == [(0, ["first"]), (3, ["second"])]


def test_photos_of_before_stay_known(tiny, run: Path) -> None:
    earlier, later = ({"training/rain": [PhotoFile(Path(f"{name}.jpg"), name, torch.zeros(0))]} for name in "ab")
    (run / "data.json").parent.mkdir()
    (run / "data.json").write_text('{"training/rain": [{"path": "a.jpg", "sha256": "a"}]}')  # of an earlier version
    for step, files in ((2, earlier), (3, earlier), (4, later), (5, later)):
        describe(run, tiny(), files, step=step)
    entries = json.loads((run / "data.json").read_text())
    assert [(entry["from_step"], entry["training/rain"][0]["sha256"]) for entry in entries] == [(0, "a"), (4, "b")]


def test_another_configuration_is_refused(tiny, run: Path) -> None:
    fit(Command(tiny(), Budget(steps=1), run, devices=CPU))
    with pytest.raises(TrainingError, match="width 4 there, 8 here"):
        fit(Command(replace(tiny(), width=8), Budget(steps=2), run, devices=CPU))


def test_another_weight_is_named_alone(tiny, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"\(gradient 0\.2 there, 0\.5 here\)"):
        checkpoint.refuse_other_config(tmp_path, tiny(), with_option(tiny(), "gradient=0.5"))


def test_a_new_run_can_begin_with_the_weights_of_another(tiny, tmp_path: Path) -> None:
    fit(Command(tiny(), Budget(steps=3), tmp_path / "first", devices=CPU))
    first = RunFolder(tmp_path / "first").checkpoint
    still = replace(tiny(), learning_rate=0.0, matrix_learning_rate=0.0)
    fit(Command(still, Budget(steps=1), tmp_path / "second", devices=CPU, start=first))
    states = [checkpoint.load(path)[0] for path in (first, RunFolder(tmp_path / "second").checkpoint)]
    assert all(torch.equal(states[1]["separator"][name], weight) for name, weight in states[0]["ema"].items())
    assert states[1]["place"]["step"] == 1


def test_a_mean_is_a_start_and_no_run_to_go_on_with(tiny, run: Path) -> None:
    command = Command(tiny(), Budget(steps=1), run, devices=CPU)
    fit(command)
    average([RunFolder(run).best], RunFolder(run).checkpoint)
    with pytest.raises(TrainingError, match="give it with --from"):
        fit(command)


def test_weights_of_other_networks_are_refused(tiny, tmp_path: Path) -> None:
    fit(Command(tiny(), Budget(steps=1), tmp_path / "first", devices=CPU))
    wider = Command(replace(tiny(), width=8), Budget(steps=1), tmp_path / "second", devices=CPU)
    with pytest.raises(TrainingError, match="others than those of this run"):
        fit(replace(wider, start=RunFolder(tmp_path / "first").checkpoint))


def test_a_folder_in_use_is_refused(tiny, run: Path) -> None:
    with RunFolder(run).locked(), pytest.raises(TrainingError) as caught:
        fit(Command(tiny(), Budget(steps=1), run, devices=CPU))
    assert caught.value.code == "run-in-use"


@pytest.mark.parametrize("name", [None, "lock"])
def test_a_folder_that_the_disk_does_not_take_is_a_sentence(
    name: str | None, tiny, run: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = raising(OSError(errno.EROFS, "Read-only file system"))
    monkeypatch.setattr(*((FileLock, "acquire", full) if name else (Path, "mkdir", full)))
    with pytest.raises(TrainingError, match=r"run cannot hold a run \(Read-only file system\)"):
        fit(Command(tiny(), Budget(steps=1), run, devices=CPU))


def test_a_board_that_the_disk_does_not_take_is_a_sentence(tiny, run: Path) -> None:
    run.mkdir()
    (run / "tensorboard").write_text("no folder")
    with pytest.raises(TrainingError, match="tensorboard could not be written"):
        fit(Command(tiny(), Budget(steps=1), run, devices=CPU))


def test_a_bad_batch_that_the_disk_does_not_take_leaves_its_reason_told(tiny, run: Path, monkeypatch) -> None:
    RunFolder(run).bad_batch.mkdir(parents=True)
    monkeypatch.setattr(Trained, "train", raising(NotFiniteError()))
    with pytest.raises(TrainingError, match=r"no number at step 0; .*bad_batch\.pt could not be written"):
        fit(Command(tiny(), Budget(steps=1), run, devices=CPU))


def test_a_gradient_that_is_no_number_keeps_the_batch_and_the_checkpoint(tiny, run: Path, monkeypatch) -> None:
    fit(Command(tiny(), Budget(steps=4), run, devices=CPU), stop=lambda place: place.step == 2)
    before = RunFolder(run).checkpoint.read_bytes()
    backward = Trained.train

    def poisoned(self: Trained, batch, *, step: int, progress: float):
        return backward(self, batch._replace(photo=batch.photo * float("nan")), step=step, progress=progress)

    monkeypatch.setattr(Trained, "train", poisoned)
    with pytest.raises(TrainingError, match="step 2"):
        fit(Command(tiny(), Budget(steps=4), run, devices=CPU))
    assert RunFolder(run).checkpoint.read_bytes() == before
    assert torch.load(RunFolder(run).bad_batch, weights_only=True)["step"] == 2


def test_missing_devices_are_named() -> None:
    wanted = Devices("cuda", torch.cuda.device_count() + 1)
    with pytest.raises(DeviceError, match="were asked for"):
        fit(Command(PRESETS["sils"], Budget(steps=1), Path("unused"), devices=wanted))


@pytest.mark.parametrize(
    "budget",
    [{}, {"steps": 1, "seconds": 1.0}, {"steps": 0}, {"seconds": -1.0}, {"seconds": math.nan}, {"seconds": math.inf}],
)
def test_a_budget_is_either_steps_or_time_and_above_zero(budget: dict) -> None:
    with pytest.raises(UsageError):
        Budget(**budget)


def test_the_schedule_follows_the_part_of_the_budget_that_is_spent() -> None:
    config = with_option(PRESETS["sils"], "stages=0.4:128:8,0.4:192:4,0.2:256:4")
    assert Budget(seconds=60.0).progress(step=9, elapsed_s=15.0) == 0.25
    assert [stage_at(config, p).crop_px for p in (0.0, 0.39, 0.4, 0.79, 0.8, 1.0)] == [128, 128, 192, 192, 256, 256]
    assert learning_rate_factor(config, progress=0.0, step=config.warm_up_steps) == 1
    assert learning_rate_factor(config, progress=1.0, step=10_000) == 0


def test_the_ramp_lets_the_other_losses_in_later() -> None:
    config = PRESETS["sils"]
    assert weights_at(config, 0.0) == Weights(
        charbonnier=config.weights.charbonnier, overshoot=config.weights.overshoot
    )
    assert weights_at(config, 0.6).gradient == 0
    assert weights_at(config, 0.7).gradient == pytest.approx(config.weights.gradient / 2)
    assert weights_at(config, 0.8).gradient == config.weights.gradient
    assert weights_at(config, 1.0) == config.weights
    at_once = replace(config, ramp_from=0.5, ramp_to=0.5)
    assert [weights_at(at_once, progress).gradient > 0 for progress in (0.49, 0.5, 0.51)] == [False, False, True]
    assert weights_at(with_option(with_option(config, "ramp=off"), "adversarial_from=0"), 0.0) == config.weights


@pytest.mark.parametrize("critics", [False, True])
def test_two_processes_have_the_loss_of_one_with_their_batch(tiny, tmp_path: Path, critics: bool) -> None:
    config = tiny()
    if not critics:
        config = replace(config, weights=replace(config.weights, adversarial=0.0, feature_matching=0.0))
    in_two_processes(config, tmp_path, TWO_PROCESSES)
    fit(Command(config, Budget(steps=3), tmp_path / "run1", devices=Devices("cpu", 1, 1, "32-true")))
    alone, shared = (json.loads((tmp_path / f"run{n}" / "metrics.jsonl").read_text().splitlines()[0]) for n in (1, 2))
    assert shared == pytest.approx(alone, rel=1e-4, abs=1e-6)
    assert ("critic" in shared) == critics
    if critics:
        return  # from the second step on every process shows its critics earlier pictures of its own
    weights = [tensors(checkpoint.load(tmp_path / f"run{n}" / "checkpoint.pt")[0]["separator"]) for n in (1, 2)]
    assert max((a - b).abs().max().item() for a, b in zip(*weights, strict=True)) < 1e-4


def test_a_late_batch_that_cannot_be_shared_is_refused_at_the_start(tiny, run: Path) -> None:
    config = replace(tiny(), stages=(Stage(0.9, 32, 4), Stage(0.1, 32, 3)))
    with pytest.raises(DeviceError, match=r"batch of 3 .* multiples of 2"):
        fit(Command(config, Budget(steps=10), run, devices=CPU))
    assert not run.exists()


def in_two_processes(config: Config, folder: Path, script: str) -> None:
    """Runs a script in two processes on the CPU, which finds the configuration in the folder it is given."""
    (folder / "two.py").write_text(script)
    (folder / "config.json").write_text(config.to_json())
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": root}
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"]
    command = [*launch, str(folder / "two.py"), str(folder)]
    done = subprocess.run(command, cwd=root, env=environment, check=False, timeout=180, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_folder_in_use_ends_all_processes_with_one_sentence(tiny, tmp_path: Path) -> None:
    with RunFolder(tmp_path / "run2").locked():
        in_two_processes(tiny(), tmp_path, IN_USE)
    told = [(tmp_path / f"told{rank}").read_text() for rank in (0, 1)]
    assert told == [f"Another process is training in {tmp_path / 'run2'}.", "0"]


IN_USE = """
import os, sys
from pathlib import Path
from training.config import Config
from training.devices import Devices
from training.loop import Command, fit
from training.schedule import Budget
folder = Path(sys.argv[1])
config = Config.from_json((folder / "config.json").read_text())
try:
    fit(Command(config, Budget(steps=3), folder / "run2", devices=Devices("cpu", 2, 1, "32-true")))
except BaseException as end:
    (folder / f"told{os.environ['RANK']}").write_text(str(end))
"""


def test_processes_save_and_stop_together_whatever_one_of_them_notices(tiny, tmp_path: Path) -> None:
    in_two_processes(tiny(), tmp_path, DIFFERENT_CLOCKS)
    kept = [json.loads((tmp_path / f"kept{rank}.json").read_text()) for rank in (0, 1)]
    assert kept == [[3, 5, "Interrupted"], [3, 5, "SystemExit"]]


DIFFERENT_CLOCKS = """
import datetime, itertools, json, os, signal, sys
from pathlib import Path
import torch
from training import keeping, loop, session
from training.config import Config
from training.devices import Devices, first_process
from training.schedule import Budget
folder, rank = Path(sys.argv[1]), int(os.environ["RANK"])
config = Config.from_json((folder / "config.json").read_text())
torch.distributed.init_process_group("gloo", timeout=datetime.timedelta(seconds=60))
assert first_process() == (rank == 0)
kept, keep = [], keeping.Keeper.keep
def noted(keeper, place, report):
    kept.append(place.step)
    keep(keeper, place, report)
def killed(place):
    if rank == 1 and place.step == 5:
        signal.raise_signal(signal.SIGTERM)
    return False
keeping.Keeper.keep = noted
keeping.Keeper._validate = lambda keeper, place, report: 1.0
session.SAVE_EVERY_S = 10.0
ticks = itertools.count()
class Clock:
    monotonic = staticmethod(lambda: float(next(ticks) * (rank + 1)))
session.time = Clock
command = loop.Command(config, Budget(steps=50), folder / "run", devices=Devices("cpu", 2, 1, "32-true"))
try:
    loop.fit(command, stop=killed)
except BaseException as end:
    kept.append(type(end).__name__)
(folder / f"kept{rank}.json").write_text(json.dumps(kept))
"""


def test_a_stopped_run_of_two_processes_goes_on_as_if_nothing_had_happened(tiny, tmp_path: Path) -> None:
    in_two_processes(tiny("paper"), tmp_path, STOPPED_BETWEEN)
    states = [checkpoint.load(tmp_path / name / "checkpoint.pt")[0] for name in ("whole", "halves")]
    first, second = (tensors({k: v for k, v in state.items() if k != "place"}) for state in states)
    assert len(states[0]["pool"]) == 2 * tiny().pool_images
    assert all(torch.equal(a, b) for a, b in zip(first, second, strict=True))


STOPPED_BETWEEN = """
import sys
from pathlib import Path
from training import keeping, loop
from training.config import Config
from training.devices import Devices
from training.schedule import Budget
folder = Path(sys.argv[1])
config = Config.from_json((folder / "config.json").read_text())
keeping.Keeper._validate = lambda keeper, place, report: 1.0
for name, end in (("whole", None), ("halves", 5), ("halves", None)):
    command = loop.Command(config, Budget(steps=8), folder / name, devices=Devices("cpu", 2, 1, "32-true"))
    loop.fit(command, stop=lambda place: place.step == end)
"""

TWO_PROCESSES = """
import sys
from pathlib import Path
from training.config import Config
from training.devices import Devices
from training.loop import Command, fit
from training.schedule import Budget
folder = Path(sys.argv[1])
config = Config.from_json((folder / "config.json").read_text())
fit(Command(config, Budget(steps=3), folder / "run2", devices=Devices("cpu", 2, 1, "32-true")))
"""


def test_every_failure_is_one_of_ours() -> None:
    assert issubclass(TrainingError, SilsError)


@pytest.mark.filterwarnings("ignore")
def test_networks_that_cannot_be_compiled_are_a_sentence(tiny, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    why = InductorError(RuntimeError("No working C++ compiler found\n\nMore for developers."), None)
    monkeypatch.setattr(Trained, "train", raising(why))
    with pytest.raises(TrainingError, match=r"No working C\+\+ compiler found\); .* or leave --compile out\.$"):
        fit(Command(tiny(), Budget(steps=1), run, devices=Devices("cpu", compiled=True)))


@pytest.mark.skipif(not shutil.which("g++"), reason="torch.compile needs a C++ compiler on a CPU")
def test_compiled_blocks_compute_what_others_compute() -> None:
    x = torch.randn(1, 4, 6, 6, requires_grad=True)
    plain = Block(4, norm=True)
    compiled = copy.deepcopy(plain)
    compile_blocks(compiled)
    gradients = [torch.autograd.grad(block(x).square().sum(), [x, *block.parameters()]) for block in (plain, compiled)]
    assert all(torch.allclose(a, b, rtol=1e-4, atol=1e-5) for a, b in zip(*gradients, strict=True))


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no NVIDIA card")
def test_a_run_on_a_gpu_goes_on_and_can_go_on_without_it(tiny, run: Path) -> None:
    command = Command(tiny(), Budget(steps=4), run, devices=Devices("cuda"))
    assert fit(command, stop=lambda place: place.step == 2).step == 2
    assert fit(replace(command, budget=Budget(steps=3))).step == 3
    assert fit(replace(command, devices=CPU)).step == 4
