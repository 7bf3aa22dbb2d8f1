"""What the commands of the training take."""

import argparse
from pathlib import Path

from training.config import PRESETS
from training.export import add_arguments as add_export_arguments
from training.tasks import TASKS


def parser() -> argparse.ArgumentParser:
    """That of `python -m training`; what it parses has the command's name in `verb`."""
    whole = argparse.ArgumentParser(prog="python -m training", description="Train separators.")
    verbs = whole.add_subparsers(required=True, metavar="COMMAND", dest="verb")
    _add_fit(verbs.add_parser("fit", help="train a separator, or go on with a run"))
    _add_ablate(verbs.add_parser("ablate", help="fit again without one part at a time, and compare"))
    _add_average(verbs.add_parser("average", help="write the mean of several checkpoints"))
    _add_preview(verbs.add_parser("preview", help="write a contact sheet of the synthesis"))
    _add_truth(verbs.add_parser("truth", help="make mixtures with known layers to evaluate on"))
    _add_evaluate(verbs.add_parser("evaluate", help="measure separators and baselines on ground truth"))
    _add_look(verbs.add_parser("look", help="write a contact sheet of what separators make of photos"))
    add_export_arguments(verbs.add_parser("export", help="write a checkpoint as a separator file"))
    return whole


def _add_fit(parser: argparse.ArgumentParser) -> None:
    _add_config(parser)
    _add_run(parser)


def _add_ablate(parser: argparse.ArgumentParser) -> None:
    _add_config(parser)
    _add_run(parser)
    parser.add_argument("--part", action="append", metavar="PART", help="what to leave out, one run each")


def _add_average(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="checkpoint or .onnx; named twice, it counts twice"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.pt")


def _add_run(parser: argparse.ArgumentParser) -> None:
    budget = parser.add_mutually_exclusive_group(required=True)
    budget.add_argument("--minutes", type=float, help="time to spend, over all resumes")
    budget.add_argument("--steps", type=int, help="steps to make, over all resumes")
    parser.add_argument("--run", type=Path, required=True, help="run folder; the same command goes on with it")
    parser.add_argument(
        "--from",
        dest="start",
        type=Path,
        metavar="FILE",
        help="checkpoint or .onnx whose weights a new run begins with",
    )
    parser.add_argument("--accelerator", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--devices", type=int, default=1, help="devices per node, one process each")
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--precision", choices=("bf16-mixed", "32-true"), default="bf16-mixed")
    parser.add_argument("--compile", action="store_true", help="fuse kernels: slower to start, then faster on a GPU")


def _add_preview(parser: argparse.ArgumentParser) -> None:
    _add_config(parser)
    parser.add_argument("target", type=Path, metavar="OUT.png")
    parser.add_argument("--rows", type=int, default=12)
    parser.add_argument("--crop-px", type=int, help="side of a picture in pixels; 192 without it, 64 for toys")


def _add_truth(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=tuple(TASKS), required=True)
    parser.add_argument("--photos", type=Path, help="folder of photos that no training saw")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--crop-px", type=int, help="side of a picture in pixels; 256 without it, 64 for toys")
    parser.add_argument("--seed", type=int, default=0)
    scribbles = parser.add_mutually_exclusive_group()
    scribbles.add_argument("--whole-strokes", action="store_true", help="scribbles as people draw them")
    scribbles.add_argument(
        "--correcting", type=Path, metavar="SEPARATOR", help="scribbles where what it finds without any is wrong"
    )
    parser.add_argument("out", type=Path, metavar="TRUTH/")


def _add_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("separators", type=Path, nargs="*", metavar="SEPARATOR", help="checkpoints or .onnx files")
    parser.add_argument("--truth", type=Path, action="append", required=True, help="a folder of ground truth")
    parser.add_argument("--out", type=Path, required=True, help="folder for tables and contact sheets")
    parser.add_argument("--without-classical", action="store_true", help="leave out the slow classical rows")
    parser.add_argument("--best", action="store_true", help="also the engine's quality best")
    parser.add_argument(
        "--in-base", action="append", default=[], metavar="LAYER", help="also a row whose base holds this layer"
    )
    parser.add_argument(
        "--encoded-sums", action="store_true", help="the sets' layers add in encoded values, not in light"
    )


def _add_look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("separators", type=Path, nargs="+", metavar="SEPARATOR", help="checkpoints or .onnx files")
    parser.add_argument("--photos", type=Path, required=True, help="folder of photos")
    parser.add_argument("--working-px", type=int, default=640, help="long side to which photos are shrunk first")
    parser.add_argument("--out", type=Path, required=True, metavar="OUT.png")


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
