"""Ablation: the same run with one part left out at a time, and a table of what each part is worth."""

from collections.abc import Sequence
from dataclasses import replace

import torch

from training.checkpoint import write_whole
from training.config import Config
from training.devices import first_process
from training.loop import Command, fit
from training.opened import load_network
from training.options import without
from training.runfolder import RunFolder
from training.sources import open_sources
from training.validated import validated
from training.validation import validate, validation_batches

PARTS = ("consistency", "independence", "cycle", "adversarial")
FULL = "full"


def ablation(command: Command, parts: Sequence[str]) -> str:
    """Fits the full run and every run without one part, each in a folder of its own below the command's run folder,
    writes the table there and gives it as Markdown; the same command goes on where it was stopped. Of many processes
    the first one alone validates and writes, the others give nothing."""
    configs = {FULL: command.config} | {part: validated(without(command.config, part)) for part in parts}
    rows = []
    for part, config in configs.items():
        one = replace(command, config=config, run=command.run / part)
        fit(one)
        if first_process():
            rows.append((FULL if part == FULL else f"without {part}", _figures(one, config)))
    return _written(command, rows) if rows else ""


def _written(command: Command, rows: Sequence[tuple[str, dict[str, float]]]) -> str:
    """The table of titled figures, as Markdown and as a file in the run folder."""
    names = list(rows[0][1])
    lines = [f"| {command.config.task}, {command.config.preset} | {' | '.join(names)} |", "|---|" + "---|" * len(names)]
    lines += [f"| {title} | {' | '.join(f'{figures[name]:.3f}' for name in names)} |" for title, figures in rows]
    table = "\n".join(lines) + "\n"
    write_whole(command.run / "ablation.md", table.encode())
    return table


def _figures(command: Command, config: Config) -> dict[str, float]:
    """Validation of a finished run, on the photos that none of the runs has seen."""
    network, _, place = load_network(RunFolder(command.run).checkpoint)
    device = torch.device("cpu")
    photos = open_sources(network.task, command.folders, config, device).validation
    batches = validation_batches(network, photos, config, device)
    return validate(network, batches) | {"images": float(place["seen_images"])}
