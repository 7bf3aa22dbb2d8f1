"""The commands of the training: fit, average, truth, evaluate, look, export, preview, ablate."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from engine.errors import UsageError
from training.extra import needing_extra

with needing_extra():
    from training.ablation import PARTS, ablation
    from training.arguments import parser
    from training.average import average
    from training.config import PRESETS, Config
    from training.conventions import Convention
    from training.devices import Devices
    from training.evaluate import evaluate, named_apart
    from training.export import export_from
    from training.invented import correcting, write_truth
    from training.look import look
    from training.loop import Command, fit
    from training.networks import MULTIPLE
    from training.options import with_option, without
    from training.preview import preview
    from training.schedule import Budget
    from training.sources import Folders
    from training.synthesis.scribbles import strokes, whole_strokes
    from training.tasks import task_named
    from training.telling import told
    from training.validated import at_least, validated, whole_crop


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit status; every failure is one sentence on the error stream."""
    return told(lambda: _run(arguments))


def _run(arguments: Sequence[str] | None) -> str:
    parsed = parser().parse_args(arguments)
    return _COMMANDS[parsed.verb](parsed)


def _config(parsed: argparse.Namespace) -> Config:
    config = task_named(parsed.task).preset(PRESETS[parsed.preset])
    if parsed.width is not None:
        config = replace(config, width=parsed.width)
    for assignment in parsed.set:
        config = with_option(config, assignment)
    for part in parsed.without:
        config = without(config, part)
    return validated(config)


def _folders(parsed: argparse.Namespace) -> Folders:
    return Folders(parsed.photos, tuple(_domain(text) for text in parsed.domain), parsed.mixtures)


def _domain(text: str) -> tuple[str, Path]:
    name, _, folder = text.partition("=")
    if not name or not folder:
        raise UsageError("bad-option", f"A domain is written NAME=FOLDER, as reflection=PHOTOS, not {text!r}.")
    return name, Path(folder)


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
    return average(parsed.files, parsed.out)


def _truth(parsed: argparse.Namespace) -> str:
    config = replace(PRESETS["sils"], task=parsed.task, seed=parsed.seed)
    count, crop_px = at_least(1, "--count", parsed.count), _crop_px(parsed, 256)
    draw = whole_strokes if parsed.whole_strokes else strokes
    if parsed.correcting is not None:
        draw = correcting(parsed.correcting, task_named(parsed.task))
    return write_truth(config, parsed.photos, parsed.out, count=count, crop_px=crop_px, draw=draw)


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
    rows, crop_px = at_least(1, "--rows", parsed.rows), _crop_px(parsed, 192)
    return preview(_config(parsed), _folders(parsed), parsed.target, rows=rows, crop_px=crop_px)


def _crop_px(parsed: argparse.Namespace, usual: int) -> int:
    asked = parsed.crop_px
    return whole_crop(task_named(parsed.task).crop_px or usual if asked is None else asked)


_COMMANDS: dict[str, Callable[[argparse.Namespace], str]] = {
    "fit": _fit,
    "ablate": _ablate,
    "average": _average,
    "preview": _preview,
    "truth": _truth,
    "evaluate": _evaluate,
    "look": _look,
    "export": export_from,
}


if __name__ == "__main__":
    raise SystemExit(main())
