"""Export: a checkpoint becomes a separator file, or fails with the reason; also `python training/export.py`."""

import argparse
import copy
import math
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

if not __package__:  # run as a script
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from training.extra import needing_extra

    with needing_extra():
        from training.export import main
    raise SystemExit(main())

import torch

from engine.errors import UsageError
from engine.onnx_runtime import onnxruntime
from engine.separator import check_file
from engine.spec import FORMATION_TOLERANCE, FOUND, HINTS, LAYERS, PHOTO, WORKING_PX, SeparatorSpec
from training.checkpoint import write_whole
from training.curves import decode
from training.errors import TrainingError
from training.graph import write_graph
from training.networks import MULTIPLE, Separator
from training.opened import load_network, spec_of
from training.telling import told

PARITY_TOLERANCE, HALF_TOLERANCE = 1e-4, 2e-2
PARITY_SIZES = ((1, 3), (5, 7), (9, 5))
OWN_LICENCE = "Free for any use"
NO_PHOTOS = "Procedural pictures only"


@dataclass(frozen=True)
class Export:
    """What to write and what it says of itself."""

    checkpoint: Path
    target: Path
    half: bool = False
    version: str = "1"
    working_px: int = 1024
    coarse_px: int | None = None
    licence: str = OWN_LICENCE
    training_data: str = NO_PHOTOS
    metrics: tuple[tuple[str, float], ...] = ()


def export(request: Export) -> SeparatorSpec:
    """Writes the separator and gives its spec; raises SilsError and writes nothing where any check fails."""
    least, most = WORKING_PX
    if not least <= request.working_px <= most:
        sentence = f"A separator works at {least} to {most} px, not at {request.working_px} px."
        raise UsageError("bad-option", sentence)
    if request.coarse_px is not None and not least <= request.coarse_px < request.working_px:
        sentence = f"Coarse views have {least} px or more, and fewer than others: {request.coarse_px} px do not fit."
        raise UsageError("bad-option", sentence)
    separator, config, place = load_network(request.checkpoint)
    spec = spec_of(
        separator,
        config,
        version=request.version,
        working_px=request.working_px,
        coarse_px=request.coarse_px,
        licence=request.licence,
        training_data=request.training_data,
        metrics={
            "seen_images": place["seen_images"],
            "minutes": round(place["elapsed_s"] / 60, 1),
            **dict(request.metrics),
        },
        made_by=_command(request),
    )
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / request.target.name
        write_graph(copy.deepcopy(separator), spec, draft, dtype=torch.float16 if request.half else torch.float32)
        _check_against_torch(draft, separator, spec, HALF_TOLERANCE if request.half else PARITY_TOLERANCE)
        check_file(draft)
        write_whole(request.target, draft.read_bytes())
    return spec


def _command(request: Export) -> str:
    """The call that made the file, as far as text of a spec can hold the names in it."""
    names = f"{request.checkpoint.name} {request.target.name}".encode(errors="backslashreplace").decode()
    return f"python -m training export {names}{' --half' * request.half}"


def _check_against_torch(path: Path, separator: Separator, spec: SeparatorSpec, tolerance: float) -> None:
    """ONNX Runtime and torch agree, with the weights that were stored, and the layers make the photo. The separator is
    the one that was written: a run at work may have replaced its checkpoint since."""
    _round_weights(separator)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    generator = torch.Generator().manual_seed(0)
    for height, width in PARITY_SIZES:
        photo = _picture(height * MULTIPLE, width * MULTIPLE, generator)
        hints = (torch.rand(1, len(spec.layers), *photo.shape[2:], generator=generator) > 0.95).float()
        given = {PHOTO: photo} | ({HINTS: hints} if spec.hints else {})
        with torch.no_grad():
            found = separator.layers(*given.values())
            _demand_agreement(session, given | ({FOUND: found} if spec.corrects else {}), found, spec, tolerance)
            if spec.corrects:
                lacking = {PHOTO: photo, HINTS: -hints, FOUND: found}
                _demand_agreement(session, lacking, separator.corrected(*lacking.values()), spec, tolerance)


def _demand_agreement(
    session: onnxruntime.InferenceSession,
    given: Mapping[str, torch.Tensor],
    expected: torch.Tensor,
    spec: SeparatorSpec,
    tolerance: float,
) -> None:
    layers = torch.from_numpy(session.run([LAYERS], {name: value.numpy() for name, value in given.items()})[0])
    _demand("torch", _error(layers, expected), tolerance)
    made = spec.law.compose(list(layers.unbind(1)))
    _demand("the formation", _error(made, decode(given[PHOTO])), FORMATION_TOLERANCE)


def _error(found: torch.Tensor, expected: torch.Tensor) -> float:
    """The largest difference; of values above 1 as a part of them, since factors reach the hundreds, where the last
    digit of float32 is worth more than what is allowed of light."""
    return ((found - expected).abs() / expected.abs().clamp(min=1)).max().item()


CELL_PX, NOISE = 8, 0.02


def _picture(height: int, width: int, generator: torch.Generator) -> torch.Tensor:
    """An encoded picture (1, 3, H, W) with areas, edges and grain as photos have. In noise alone separators of toys
    paint next to nothing, and shares of next to nothing are made of the last digits of float32."""
    cells = torch.rand(1, 3, height // CELL_PX, width // CELL_PX, generator=generator)
    areas = torch.nn.functional.interpolate(cells, (height, width))
    return (areas + NOISE * torch.randn(areas.shape, generator=generator)).clamp(0, 1)


def _round_weights(separator: Separator) -> None:
    for parameter in separator.parameters():
        if parameter.numel() >= 64:
            parameter.data = parameter.data.half().float()


def _demand(what: str, error: float, tolerance: float) -> None:
    if not error <= tolerance:
        raise TrainingError(
            "export-differs", f"The exported graph differs from {what} by {error:.1e}; {tolerance} is allowed."
        )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The export's options, for both ways of calling it."""
    parser.add_argument("checkpoint", type=Path, help="checkpoint.pt of a run folder")
    parser.add_argument("target", type=Path, metavar="OUT.onnx", help="the separator to write")
    parser.add_argument("--half", action="store_true", help="compute in float16 too, for GPUs")
    parser.add_argument("--version", default="1", help="the separator's version")
    parser.add_argument("--working-px", type=int, default=1024, help="long side of the global pass")
    parser.add_argument("--coarse-px", type=int, help="long side of coarse views beside it, if they help")
    parser.add_argument("--licence", default=OWN_LICENCE, help="licence of the weights")
    parser.add_argument("--training-data", default=NO_PHOTOS, help="what the weights were trained on")
    parser.add_argument(
        "--metric", action="append", default=[], metavar="NAME=VALUE", help="a figure to write into the spec"
    )


def export_from(arguments: argparse.Namespace) -> str:
    """Runs the export of parsed arguments and says what was written."""
    metrics = tuple(_metric(text) for text in arguments.metric)
    names = ("checkpoint", "target", "half", "version", "working_px", "coarse_px", "licence", "training_data")
    spec = export(Export(**{name: getattr(arguments, name) for name in names}, metrics=metrics))
    megabytes = arguments.target.stat().st_size / 1e6
    return f"{arguments.target}: {spec.title}, {megabytes:.1f} MB, sees {spec.receptive_px} px, all checks passed"


def _metric(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        figure = float(value)
    except ValueError:
        figure = math.nan
    if not name or not math.isfinite(figure):
        raise UsageError("bad-option", f"A metric is written NAME=VALUE with a number, as psnr=30.5, not {text!r}.")
    return name, figure


def main() -> int:
    """The script form: `python training/export.py CHECKPOINT OUT.onnx`."""
    parser = argparse.ArgumentParser(description="Write a checkpoint as a separator file.")
    add_arguments(parser)
    return told(lambda: export_from(parser.parse_args()))
