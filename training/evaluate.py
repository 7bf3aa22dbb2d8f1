"""Evaluation: separators and baselines on folders of ground truth, every layer, as Markdown, CSV, JSON and sheets."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from engine.errors import UsageError
from engine.separator import Quality
from training import metrics
from training.baselines import INTRINSIC, Layers, baselines, parts_of, separator_methods
from training.checkpoint import write_whole
from training.conventions import OURS, Convention, as_encoded_sums, joined
from training.errors import TrainingError
from training.opened import Opened, open_separator
from training.sheet import sheet, write_png
from training.truth import Sample, encoded, read_truth

SHEET_ROWS, SHEET_PX = 6, 160


@dataclass(frozen=True)
class Row:
    """One method's figures for one layer of one set, averaged over its samples."""

    method: str
    layer: str
    samples: int
    values: Mapping[str, float]


def evaluate(
    separators: Sequence[Path],
    folder: Path,
    out: Path,
    *,
    classical: bool = True,
    best: bool = False,
    convention: Convention = OURS,
) -> str:
    """Measures every method on one set, writes its tables and its sheet below `out`, and gives the Markdown table; the
    classical methods take seconds a picture and can be left out, the identity not; `best` adds the engine's quality of
    that name; the set may count its layers by a convention of its own."""
    samples = read_truth(folder)
    opened = {str(path): open_separator(path) for path in separators}
    _refuse_small(samples, folder)
    for name, one in opened.items():
        _refuse_other_layers(name, one.layer_names, samples[0], folder)
    methods = baselines(parts_of(list(opened.values()), samples[0]), samples, classical=classical)
    for name, one in opened.items():
        for title, (counted, quality) in _ways(name, one, convention, best=best).items():
            methods |= separator_methods(title, counted, quality, samples[0])
    estimates = {name: [method(sample) for sample in samples] for name, method in methods.items()}
    rows = [row for name, layers in estimates.items() for row in _rows(name, samples, layers)]
    title = folder.resolve().name
    table = _markdown(title, rows)
    picture = _sheet(samples, estimates)
    _write(out / title, table, rows)
    write_png(out / f"{title}.png", picture)
    return table


def _ways(name: str, opened: Opened, convention: Convention, *, best: bool) -> dict[str, tuple[Opened, Quality]]:
    """The ways in which one separator is measured, by the names of their rows."""
    counted = {name: opened}
    if convention.in_base:
        counted[f"{name}, with its {' and '.join(convention.in_base)}"] = joined(opened, convention.in_base)
    if convention.encoded_sums:
        counted = {title: as_encoded_sums(one) for title, one in counted.items()}
    qualities = {"": Quality.STANDARD} | ({", best": Quality.BEST} if best else {})
    return {title + of: (one, quality) for title, one in counted.items() for of, quality in qualities.items()}


def named_apart(folders: Sequence[Path]) -> Sequence[Path]:
    """The folders; raises UsageError where two have one name, by which their tables are called."""
    names = [folder.resolve().name for folder in folders]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        sentence = (
            f"Tables are called after their folder, and several are called {', '.join(twice)}: give --out to each."
        )
        raise UsageError("same-names", sentence)
    return folders


def _refuse_small(samples: Sequence[Sample], folder: Path) -> None:
    """A figure that looks at windows says nothing of a picture without one, and would call it perfect."""
    least = metrics.LOCAL_PX if set(INTRINSIC) & set(samples[0].layers) else metrics.SSIM_PX
    for sample in samples:
        if min(sample.photo.shape[:2]) < least:
            sentence = f"{sample.name} in {folder} is smaller than {least} px, the least that the figures can look at."
            raise TrainingError("truth-small", sentence)


def _refuse_other_layers(name: str, layers: Sequence[str], sample: Sample, folder: Path) -> None:
    """A separator none of whose layers is known would have no row."""
    if not set(layers) & set(sample.layers):
        there, here = (", ".join(names) for names in (layers, sample.layers))
        raise TrainingError(
            "no-common-layer", f"{name} separates {there}, and {folder} knows {here}: nothing in common."
        )


def _rows(method: str, samples: Sequence[Sample], estimates: Sequence[Layers]) -> list[Row]:
    rows = []
    for layer in samples[0].layers:
        if layer in estimates[0]:
            pairs = [
                (sample, sample.layers[layer], estimate[layer])
                for sample, estimate in zip(samples, estimates, strict=True)
            ]
            figures = [_measure(layer, estimate, truth, sample.mask) for sample, truth, estimate in pairs]
            values = {name: float(np.mean([figure[name] for figure in figures])) for name in figures[0]}
            rows.append(Row(method, layer, len(samples), values))
    return rows


def _measure(layer: str, estimate: np.ndarray, truth: np.ndarray, mask: np.ndarray) -> dict[str, float]:
    if layer in INTRINSIC:
        grey = (estimate.mean(2), truth.mean(2))
        return {
            "MSE": metrics.scaled_error(estimate, truth, mask),
            "LMSE": metrics.local_error(*grey, mask),
            "DSSIM": metrics.dissimilarity(estimate, truth, mask),
        }
    shown, wanted = encoded(estimate), encoded(truth)
    return {
        "PSNR": metrics.psnr(shown, wanted),
        "PSNR, gain matched": metrics.gain_matched_psnr(shown, wanted),
        "SSIM": metrics.ssim(shown, wanted),
        "gradient correlation": metrics.gradient_correlation(shown, wanted),
    }


def _figures(rows: Sequence[Row]) -> list[str]:
    """The names of all figures, in order: albedo and shading are measured by others than the layers beside them."""
    return list(dict.fromkeys(name for row in rows for name in row.values))


def _markdown(title: str, rows: Sequence[Row]) -> str:
    names = _figures(rows)
    lines = [f"### {title}, {rows[0].samples} samples", "", f"| layer | method | {' | '.join(names)} |"]
    lines.append("|---|---|" + "---|" * len(names))
    for layer in dict.fromkeys(row.layer for row in rows):
        for row in rows:
            if row.layer == layer:
                figures = " | ".join(_cell(row.values.get(name)) for name in names)
                lines.append(f"| {layer} | {row.method} | {figures} |")
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.4f}" if value < 1 else f"{value:.2f}"


def _write(stem: Path, table: str, rows: Sequence[Row]) -> None:
    flat = [{"method": row.method, "layer": row.layer, "samples": row.samples, **row.values} for row in rows]
    lines = io.StringIO()
    writer = csv.DictWriter(lines, ["method", "layer", "samples", *_figures(rows)])
    writer.writeheader()
    writer.writerows(flat)
    for suffix, text in ((".md", table), (".csv", lines.getvalue()), (".json", json.dumps(flat, indent=2) + "\n")):
        write_whole(stem.with_name(stem.name + suffix), text.encode(errors="backslashreplace"))


def _sheet(samples: Sequence[Sample], estimates: Mapping[str, Sequence[Layers]]) -> np.ndarray:
    """Photo, true layers and every method's layers of the first samples."""
    shown = samples[:SHEET_ROWS]
    columns = [("photo", _thumbnails([sample.photo for sample in shown]))]
    for layer in samples[0].layers:
        columns.append((f"{layer}, true", _thumbnails([sample.layers[layer] for sample in shown])))
        for name, layers in estimates.items():
            if layer in layers[0]:
                columns.append((Path(name).name, _thumbnails([one[layer] for one in layers[:SHEET_ROWS]])))
    return sheet(columns)


def _thumbnails(pictures: Sequence[np.ndarray]) -> torch.Tensor:
    """(B, 3, 160, 160) encoded, from linear pictures of any size."""
    tensors = [torch.from_numpy(encoded(picture).astype(np.float32)).permute(2, 0, 1)[None] for picture in pictures]
    size = (SHEET_PX, SHEET_PX)
    return torch.cat([torch.nn.functional.interpolate(t, size, mode="bilinear", antialias=True) for t in tensors])
