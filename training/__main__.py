"""The commands of the training: fit, average, truth, evaluate, look, export, preview, ablate."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.errors import SilsError
from training.ablation import PARTS, ablation
from training.average import average
from training.config import PRESETS, Config, with_option, without
from training.conventions import Convention
from training.devices import Devices, first_process
from training.evaluate import evaluate, named_apart
from training.export import add_arguments as add_export_arguments
from training.export import export_from
from training.invented import write_truth
from training.look import look
from training.loop import Command, fit
from training.networks import MULTIPLE
from training.preview import preview
from training.schedule import Budget
from training.sources import Folders
from training.tasks import TASKS, task_named
from training.validated import at_least, validated, whole_crop


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status; every failure is one sentence on the error stream."""
    parsed = _parser().parse_args(arguments)
    try:
        result = parsed.run_command(parsed)
        if first_process():
            print(result)
    except SilsError as error:
        print(error.sentence, file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train separators.")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_fit(verbs.add_parser("fit", help="train a separator, or go on with a run"))
    _add_ablate(verbs.add_parser("ablate", help="fit again without one part at a time, and compare"))
    _add_average(verbs.add_parser("average", help="write the mean of several checkpoints"))
    _add_preview(verbs.add_parser("preview", help="write a contact sheet of the synthesis"))
    _add_truth(verbs.add_parser("truth", help="make mixtures with known layers to evaluate on"))
    _add_evaluate(verbs.add_parser("evaluate", help="measure separators and baselines on ground truth"))
    _add_look(verbs.add_parser("look", help="write a contact sheet of what separators make of photos"))
    exporter = verbs.add_parser("export", help="write a checkpoint as a separator file")
    add_export_arguments(exporter)
    exporter.set_defaults(run_command=export_from)
    return parser


def _add_fit(parser: argparse.ArgumentParser) -> None:
    _add_config(parser)
    _add_run(parser)
    parser.set_defaults(run_command=_fit)


def _add_ablate(parser: argparse.ArgumentParser) -> None:
    _add_config(parser)
    _add_run(parser)
    parser.add_argument("--part", action="append", metavar="PART", help="what to leave out, one run each")
    parser.set_defaults(run_command=_ablate)


def _add_average(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("checkpoints", type=Path, nargs="+", metavar="CHECKPOINT", help="named twice, it counts twice")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.pt")
    parser.set_defaults(run_command=_average)


def _add_run(parser: argparse.ArgumentParser) -> None:
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float, help="time to spend, over all resumes")
    budget.add_argument("--steps", type=int, help="steps to make, over all resumes")
    parser.add_argument("--run", type=Path, required=True, help="run folder; the same command goes on with it")
    parser.add_argument("--from", dest="start", type=Path, metavar="CHECKPOINT", help="weights a new run begins with")
    parser.add_argument("--accelerator", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--devices", type=int, default=1, help="devices per node, one process each")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--precision", choices=("bf16-mixed", "32-true"), default="bf16-mixed")
    parser.add_argument("--compile", action="store_true", help="fuse kernels: slower to start, then faster on a GPU")


def _add_preview(parser: argparse.ArgumentParser) -> None:
    _add_config(parser)
    parser.add_argument("target", type=Path, metavar="OUT.png")
    parser.add_argument("--rows", type=int, default=12)
    parser.add_argument("--crop-px", type=int, default=192)
    parser.set_defaults(run_command=_preview)


def _add_truth(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=tuple(TASKS), required=True)
    parser.add_argument("--photos", type=Path, help="folder of photos that no training saw")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--crop-px", type=int, default=256)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("out", type=Path, metavar="TRUTH/")
    parser.set_defaults(run_command=_truth)


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("separators", type=Path, nargs="*", metavar="SEPARATOR", help="checkpoints or .onnx files")
    parser.add_argument("--truth", type=Path, action="append", required=True, help="a folder of ground truth")
    parser.add_argument("--out", type=Path, required=True, help="folder for tables and contact sheets")
    parser.add_argument("--without-classical", action="store_true", help="leave out the slow classical rows")
    parser.add_argument("--best", action="store_true", help="also the mean with the mirror image, as quality best")
    parser.add_argument(
        "--in-base", action="append", default=[], metavar="LAYER", help="also a row whose base holds this layer"
    )
    parser.add_argument(
        "--encoded-sums", action="store_true", help="the sets' layers add in encoded values, not in light"
    )
    parser.set_defaults(run_command=_evaluate)


def _add_look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("separators", type=Path, nargs="+", metavar="SEPARATOR", help="checkpoints or .onnx files")
    parser.add_argument("--photos", type=Path, required=True, help="folder of photos")
    parser.add_argument("--working-px", type=int, default=640, help="long side at which the networks see them")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.png")
    parser.set_defaults(run_command=_look)


def _add_config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=tuple(TASKS), required=True)
    parser.add_argument("--preset", choices=tuple(PRESETS), default="sils")
    parser.add_argument("--width", type=int, help="channels at the finest level")
    parser.add_argument(
        "--without", action="append", default=[], metavar="PART", help="leave out a loss or a departure"
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="change one number")
    parser.add_argument("--photos", type=Path, help="folder of photos for every domain of the task")
    parser.add_argument("--domain", action="append", default=[], metavar="NAME=FOLDER", help="photos of one domain")
    parser.add_argument("--mixtures", type=Path, help="folder of real mixtures without ground truth")


def _config(parsed: argparse.Namespace) -> Config:
    config = replace(PRESETS[parsed.preset], task=task_named(parsed.task).name)
    if parsed.width is not None:
        config = replace(config, width=parsed.width)
    for assignment in parsed.set:
        config = with_option(config, assignment)
    for part in parsed.without:
        config = without(config, part)
    return validated(config)


def _folders(parsed: argparse.Namespace) -> Folders:
    pairs = (text.partition("=") for text in parsed.domain)
    return Folders(parsed.photos, tuple((name, Path(folder)) for name, _, folder in pairs), parsed.mixtures)


def _command(parsed: argparse.Namespace) -> Command:
    seconds = None if parsed.minutes is None else parsed.minutes * 60
    count, nodes = at_least(1, "--devices", parsed.devices), at_least(1, "--nodes", parsed.nodes)
    devices = Devices(parsed.accelerator, count, nodes, parsed.precision, parsed.compile)
    return Command(_config(parsed), Budget(parsed.steps, seconds), parsed.run, _folders(parsed), devices, parsed.start)


def _fit(parsed: argparse.Namespace) -> str:
    place = fit(_command(parsed))
    rate = place.seen_images / max(place.elapsed_s, 1e-6)
    return f"{parsed.run}: {place.step} steps, {place.seen_images} images, {rate:.1f} images/s"


def _ablate(parsed: argparse.Namespace) -> str:
    return ablation(_command(parsed), parsed.part or PARTS)


def _average(parsed: argparse.Namespace) -> str:
    return average(parsed.checkpoints, parsed.out)


def _truth(parsed: argparse.Namespace) -> str:
    config = replace(PRESETS["sils"], task=parsed.task, seed=parsed.seed)
    count, crop_px = at_least(1, "--count", parsed.count), whole_crop(parsed.crop_px)
    return write_truth(config, parsed.photos, parsed.out, count=count, crop_px=crop_px)


def _evaluate(parsed: argparse.Namespace) -> str:
    options = {"classical": not parsed.without_classical, "best": parsed.best}
    convention = Convention(tuple(parsed.in_base), parsed.encoded_sums)
    folders = named_apart(parsed.truth)
    return "\n".join(
        evaluate(parsed.separators, each, parsed.out, convention=convention, **options) for each in folders
    )


def _look(parsed: argparse.Namespace) -> str:
    working_px = at_least(MULTIPLE, "--working-px", parsed.working_px)
    return look(parsed.separators, parsed.photos, parsed.out, working_px=working_px)


def _preview(parsed: argparse.Namespace) -> str:
    rows, crop_px = at_least(1, "--rows", parsed.rows), whole_crop(parsed.crop_px)
    preview(_config(parsed), _folders(parsed), parsed.target, rows=rows, crop_px=crop_px)
    return str(parsed.target)


if __name__ == "__main__":
    raise SystemExit(main())
