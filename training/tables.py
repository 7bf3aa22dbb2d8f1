"""Tables of an evaluation: the means of a set as Markdown, CSV and JSON, and each sample's figures as CSV."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from training.checkpoint import write_whole

Line = Mapping[str, Any]


class Figures(NamedTuple):
    """What one method reached in one layer of one sample, by the names of the figures."""

    sample: str
    method: str
    layer: str
    values: Mapping[str, float]


def write_tables(stem: Path, figures: Sequence[Figures]) -> str:
    """Writes the tables of a set, called after it, each whole or not at all, and gives the Markdown; raises
    TrainingError."""
    names = _names(figures)
    means = _means(figures)
    table = _markdown(stem.name, means, names)
    each = [{"sample": one.sample, "method": one.method, "layer": one.layer, **one.values} for one in figures]
    written = {
        ".md": table,
        ".csv": _csv(["method", "layer", "samples", *names], means),
        ".json": json.dumps(means, indent=2) + "\n",
        "-samples.csv": _csv(["sample", "method", "layer", *names], each),
    }
    for suffix, text in written.items():
        write_whole(stem.with_name(stem.name + suffix), text.encode(errors="backslashreplace"))
    return table


def _names(figures: Sequence[Figures]) -> list[str]:
    """The names of all figures, in order: albedo and shading are measured by others than the layers beside them."""
    return list(dict.fromkeys(name for one in figures for name in one.values))


def _means(figures: Sequence[Figures]) -> list[Line]:
    """A line for every method and layer, in the order in which they came."""
    grouped: dict[tuple[str, str], list[Mapping[str, float]]] = {}
    for one in figures:
        grouped.setdefault((one.method, one.layer), []).append(one.values)
    return [
        {"method": method, "layer": layer, "samples": len(each)}
        | {name: float(np.mean([values[name] for values in each])) for name in each[0]}
        for (method, layer), each in grouped.items()
    ]


def _markdown(title: str, means: Sequence[Line], names: Sequence[str]) -> str:
    """A layer after the other; blank where a layer has no such figure."""
    lines = [f"### {title}, {means[0]['samples']} samples", "", f"| layer | method | {' | '.join(names)} |"]
    lines.append("|---|---|" + "---|" * len(names))
    for layer in dict.fromkeys(line["layer"] for line in means):
        for line in means:
            if line["layer"] == layer:
                lines.append(f"| {layer} | {line['method']} | {' | '.join(_cell(line.get(name)) for name in names)} |")
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.4f}" if value < 1 else f"{value:.2f}"


def _csv(columns: Sequence[str], lines: Sequence[Line]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()
