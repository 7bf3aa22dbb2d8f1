"""A separator's network as an ONNX graph: traced, its weights stored as float16, its spec written into it."""

import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from engine.spec import FOUND, HINTS, LAYERS, METADATA_KEY, PHOTO, SeparatorSpec
from training.branch import either
from training.networks import MULTIPLE, Separator

OPSET = 18
SMALLEST_SHRUNK = 64
SEPARATOR, HALF = "separator.", "_half"


class Exported(nn.Module):
    """A separator by what it answers to a graph's inputs, one of its own methods: layers (1, N, 3, H, W) in linear
    light.

    The projection stays in float32 even where the networks compute in float16, so that the formation holds.
    """

    def __init__(self, separator: Separator, answer: Callable[..., Tensor]) -> None:
        super().__init__()
        self.separator, self.answer = separator, answer

    def forward(self, *inputs: Tensor) -> Tensor:
        return self.answer(*inputs)


def write_graph(separator: Separator, spec: SeparatorSpec, path: Path, *, dtype: torch.dtype) -> None:
    """Writes the ONNX file; float32 networks keep their weights as float16 with a Cast before each use."""
    separator = separator.to(dtype)
    photo = torch.rand(1, 3, 4 * MULTIPLE, 5 * MULTIPLE)
    inputs: dict[str, Tensor] = {PHOTO: photo}
    if spec.hints:
        inputs[HINTS] = torch.zeros(1, len(spec.layers), *photo.shape[2:])
    model = _traced(Exported(separator, separator.layers), inputs, path)
    if spec.corrects:
        found = torch.rand(1, len(spec.layers), *photo.shape[1:])
        model = either(model, _traced(Exported(separator, separator.corrected), inputs | {FOUND: found}, path))
    helper.set_model_props(model, {METADATA_KEY: spec.to_json()})
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, str(path))


def _traced(module: nn.Module, inputs: dict[str, Tensor], path: Path) -> onnx.ModelProto:
    """The model, by way of a file here, whose sizes are free."""
    sides = {name: {tensor.ndim - 2: "height", tensor.ndim - 1: "width"} for name, tensor in inputs.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the tracing exporter is the one whose sizes stay free
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(path),
            input_names=list(inputs),
            output_names=[LAYERS],
            dynamic_axes=sides | {LAYERS: {3: "height", 4: "width"}},
            opset_version=OPSET,
            dynamo=False,
        )
    model = onnx.load(str(path))
    _store_as_half(model.graph)
    return model


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
