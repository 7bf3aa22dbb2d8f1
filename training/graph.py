"""A separator's network as an ONNX graph: traced, its weights stored as float16, its spec written into it."""

import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from engine.spec import HINTS, LAYERS, METADATA_KEY, PHOTO, SeparatorSpec
from training.branch import only_where_corrected
from training.networks import MULTIPLE, Separator

OPSET = 18
SMALLEST_SHRUNK = 64
SEPARATOR, HALF = "separator.", "_half"


class Exported(nn.Module):
    """photo (1, 3, H, W) encoded [, hints (1, N, H, W)] -> layers (1, N, 3, H, W) in linear light.

    The projection stays in float32 even where the networks compute in float16, so that the formation holds.
    """

    def __init__(self, separator: Separator, dtype: torch.dtype) -> None:
        super().__init__()
        self.separator = separator.to(dtype)

    def forward(self, photo: Tensor, hints: Tensor | None = None) -> Tensor:
        return self.separator.layers(photo, hints)


def write_graph(separator: Separator, spec: SeparatorSpec, path: Path, *, dtype: torch.dtype) -> None:
    """Writes the ONNX file; float32 networks keep their weights as float16 with a Cast before each use."""
    photo = torch.rand(1, 3, 4 * MULTIPLE, 5 * MULTIPLE)
    inputs: dict[str, Tensor] = {PHOTO: photo}
    if spec.hints:
        inputs[HINTS] = torch.zeros(1, len(spec.layers), *photo.shape[2:])
    axes = {name: {2: "height", 3: "width"} for name in inputs} | {LAYERS: {3: "height", 4: "width"}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the tracing exporter is the one whose sizes stay free
        torch.onnx.export(
            Exported(separator, dtype).eval(),
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=[LAYERS],
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )
    graph = onnx.load(str(path))
    if dtype == torch.float32:
        _store_as_half(graph.graph)
    if spec.corrects:
        only_where_corrected(graph.graph)
    helper.set_model_props(graph, {METADATA_KEY: spec.to_json()})
    onnx.checker.check_model(graph, full_check=True)
    onnx.save(graph, str(path))


def weight_name(initializer: str) -> str:
    """What the separator's network calls a tensor of a written graph."""
    return initializer.removeprefix(SEPARATOR).removesuffix(HALF)


def _store_as_half(graph: onnx.GraphProto) -> None:
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALLEST_SHRUNK:
            continue
        name = tensor.name
        half = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), name + HALF)
        tensor.CopyFrom(half)
        casts.append(helper.make_node("Cast", [half.name], [name], name, to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend(casts + nodes)
