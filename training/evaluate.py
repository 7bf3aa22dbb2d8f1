"""Evaluation: separators and baselines on folders of ground truth, every layer, as Markdown, CSV, JSON and sheets."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from engine.errors import UsageError
from engine.separator import Quality
from training import metrics
from training.baselines import INTRINSIC, Layers, Method, baselines, parts_of, separator_methods
from training.conventions import OURS, Convention, as_encoded_sums, joined
from training.errors import TrainingError
from training.opened import Opened, open_separator
from training.sheet import sheet, write_png
from training.tables import Figures, write_tables
from training.telling import advancing
from training.truth import Sample, encoded, read_truth

SHEET_ROWS, SHEET_PX = 6, 160


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
    figures, shown = _measured(methods, samples)
    title = folder.resolve().name
    table = write_tables(out / title, figures)
    picture = _sheet(samples, shown)
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


def _measured(
    methods: Mapping[str, Method], samples: Sequence[Sample]
) -> tuple[list[Figures], list[dict[str, Layers]]]:
    """Every method's figures, and what each found in the first samples, as many as a sheet shows. Of the others the
    figures alone are kept: the layers of many methods take many times the memory of their set."""
    figures, shown = [], []
    for sample in advancing(samples, len(samples)):
        found = {name: method(sample) for name, method in methods.items()}
        figures += _figures_of(sample, found)
        if len(shown) < SHEET_ROWS:
            shown.append(found)
    return figures, shown


def _figures_of(sample: Sample, found: Mapping[str, Layers]) -> list[Figures]:
    """Those of the layers that are known."""
    return [
        Figures(sample.name, method, layer, _measure(layer, layers[layer], truth, sample.mask))
        for method, layers in found.items()
        for layer, truth in sample.layers.items()
        if layer in layers
    ]


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


def _sheet(samples: Sequence[Sample], found: Sequence[Mapping[str, Layers]]) -> np.ndarray:
    """Photo, true layers and every method's layers of the first samples."""
    shown = samples[: len(found)]
    columns = [("photo", _thumbnails([sample.photo for sample in shown]))]
    for layer in samples[0].layers:
        columns.append((f"{layer}, true", _thumbnails([sample.layers[layer] for sample in shown])))
        for name, layers in found[0].items():
            if layer in layers:
                columns.append((Path(name).name, _thumbnails([one[name][layer] for one in found])))
    return sheet(columns)


def _thumbnails(pictures: Sequence[np.ndarray]) -> torch.Tensor:
    """(B, 3, 160, 160) encoded, from linear pictures of any size."""
    tensors = [torch.from_numpy(encoded(picture).astype(np.float32)).permute(2, 0, 1)[None] for picture in pictures]
    size = (SHEET_PX, SHEET_PX)
    return torch.cat([torch.nn.functional.interpolate(t, size, mode="bilinear", antialias=True) for t in tensors])
