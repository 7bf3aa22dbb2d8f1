"""Hand-made separators of known truth, as ONNX models that keep contract 1 (and, on request, break it)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

MULTIPLE = 8


def spec(**changes: Any) -> dict[str, Any]:
    """A complete additive two-layer spec with some fields replaced."""
    return {
        "contract": 1,
        "name": "half",
        "title": "Half",
        "task": "half",
        "version": "1",
        "formation": "additive",
        "layers": [{"name": "background", "title": "Background"}, {"name": "reflection", "title": "Reflection"}],
        "base": 0,
        "multiple": MULTIPLE,
        "working_px": 64,
        "receptive_px": 8,
        "hints": False,
        "licence": "CC0",
        "training_data": "none",
        "made_by": "hand",
        **changes,
    }


def model(
    about: dict[str, Any] | str | None,
    nodes: Sequence[onnx.NodeProto],
    constants: dict[str, Any],
    *,
    ports: Mapping[str, Sequence[Any]] | None = None,
    out: Sequence[Any] = (1, 2, 3, "H", "W"),
) -> onnx.ModelProto:
    """A model with these nodes; `about` is the spec, text instead of it, or None to leave it out."""
    ports = ports or {"photo": (1, 3, "H", "W")}
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in ports.items()]
    output = helper.make_tensor_value_info("layers", TensorProto.FLOAT, out)
    weights = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(list(nodes), "separator", inputs, [output], weights)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    if about is not None:
        text = about if isinstance(about, str) else json.dumps(about)
        helper.set_model_props(made, {"sils.spec": text})
    return made


_LINEAR_CONSTANTS = {
    "toe_end": np.float32(0.04045),
    "toe": np.float32(12.92),
    "offset": np.float32(0.055),
    "scale": np.float32(1.055),
    "gamma": np.float32(2.4),
}


def _linear_nodes() -> list[onnx.NodeProto]:
    """photo (sRGB-encoded) to light (linear)."""
    return [
        helper.make_node("LessOrEqual", ["photo", "toe_end"], ["is_toe"]),
        helper.make_node("Div", ["photo", "toe"], ["toe_light"]),
        helper.make_node("Add", ["photo", "offset"], ["shifted"]),
        helper.make_node("Div", ["shifted", "scale"], ["base_light"]),
        helper.make_node("Pow", ["base_light", "gamma"], ["power_light"]),
        helper.make_node("Where", ["is_toe", "toe_light", "power_light"], ["light"]),
    ]


def _stacked(names: Sequence[str]) -> list[onnx.NodeProto]:
    lifted = [helper.make_node("Unsqueeze", [name, "layer_axis"], [f"{name}_1"]) for name in names]
    return [*lifted, helper.make_node("Concat", [f"{name}_1" for name in names], ["layers"], axis=1)]


_AXIS = {"layer_axis": np.array([1], np.int64)}


def halving_separator(share: float | np.ndarray = 0.25, **changes: Any) -> onnx.ModelProto:
    """Additive: the reflection is a fixed share of the light or of each channel (1, 3, 1, 1), the rest background."""
    nodes = [
        *_linear_nodes(),
        helper.make_node("Mul", ["light", "share"], ["reflection"]),
        helper.make_node("Sub", ["light", "reflection"], ["background"]),
        *_stacked(["background", "reflection"]),
    ]
    return model(spec(**changes), nodes, {**_LINEAR_CONSTANTS, **_AXIS, "share": np.asarray(share, np.float32)})


def leaning_separator(formation: str, **changes: Any) -> onnx.ModelProto:
    """Sees left and right differently: the reflection is, or the background is divided by, a share that rises from
    0.2 on the left to 0.9 on the right, however wide the photo is."""
    constants = {
        **_LINEAR_CONSTANTS,
        **_AXIS,
        "zero": np.float32(0),
        "one": np.float32(1),
        "slope": np.float32(0.7),
        "start": np.float32(0.2),
        "columns": np.int64(3),
    }
    nodes = [
        *_linear_nodes(),
        helper.make_node("Mul", ["light", "zero"], ["nothing"]),
        helper.make_node("Add", ["nothing", "one"], ["all"]),
        helper.make_node("CumSum", ["all", "columns"], ["counted"]),
        helper.make_node("ReduceMax", ["counted"], ["width"], keepdims=1),
        helper.make_node("Div", ["counted", "width"], ["across"]),
        helper.make_node("Mul", ["across", "slope"], ["rising"]),
        helper.make_node("Add", ["rising", "start"], ["share"]),
        *(
            [
                helper.make_node("Mul", ["light", "share"], ["reflection"]),
                helper.make_node("Sub", ["light", "reflection"], ["background"]),
            ]
            if formation == "additive"
            else [
                helper.make_node("Identity", ["share"], ["reflection"]),
                helper.make_node("Div", ["light", "share"], ["background"]),
            ]
        ),
        *_stacked(["background", "reflection"]),
    ]
    return model(spec(name="leaning", formation=formation, **changes), nodes, constants)


def shading_separator() -> onnx.ModelProto:
    """Multiplicative: shading is the blurred grey light (plus a little), albedo is photo / shading."""
    side = 9
    constants = {
        **_LINEAR_CONSTANTS,
        **_AXIS,
        "window": np.full((1, 3, side, side), 1 / (3 * side * side), np.float32),
        "little": np.float32(0.05),
        "ones": np.ones((1, 3, 1, 1), np.float32),
    }
    nodes = [
        *_linear_nodes(),
        helper.make_node("Conv", ["light", "window"], ["grey"], pads=[side // 2] * 4),
        helper.make_node("Add", ["grey", "little"], ["bright"]),
        helper.make_node("Mul", ["bright", "ones"], ["shading"]),
        helper.make_node("Div", ["light", "shading"], ["albedo"]),
        *_stacked(["albedo", "shading"]),
    ]
    layers = [{"name": "albedo", "title": "Albedo"}, {"name": "shading", "title": "Shading"}]
    about = spec(name="shade", title="Shade", task="shade", formation="multiplicative", layers=layers)
    return model(about, nodes, constants)


def three_layer_separator(*, whole_strokes: bool = True, coarse_px: int | None = None) -> onnx.ModelProto:
    """Additive with hints: shares of 0.5, 0.3 and 0.2; where a hint says so, its layer's share grows by 0.2 of all."""
    names = ["background", "reflection", "rain"]
    constants = {
        **_LINEAR_CONSTANTS,
        **_AXIS,
        "shares": np.array([0.5, 0.3, 0.2], np.float32).reshape(1, 3, 1, 1, 1),
        "fifth": np.float32(0.2),
        "hint_axis": np.array([2], np.int64),
        "sum_axis": np.array([1], np.int64),
    }
    nodes = [
        *_linear_nodes(),
        helper.make_node("Mul", ["hints", "fifth"], ["extra_plane"]),
        helper.make_node("Unsqueeze", ["extra_plane", "hint_axis"], ["extra"]),
        helper.make_node("Add", ["shares", "extra"], ["weights"]),
        helper.make_node("ReduceSum", ["weights", "sum_axis"], ["total"], keepdims=1),
        helper.make_node("Div", ["weights", "total"], ["fractions"]),
        helper.make_node("Unsqueeze", ["light", "layer_axis"], ["lifted"]),
        helper.make_node("Mul", ["lifted", "fractions"], ["layers"]),
    ]
    about = spec(
        name="three",
        title="Three",
        task="three",
        hints=True,
        whole_strokes=whole_strokes,
        coarse_px=coarse_px,
        layers=[{"name": name, "title": name.title()} for name in names],
    )
    ports = {"photo": (1, 3, "H", "W"), "hints": (1, 3, "H", "W")}
    return model(about, nodes, constants, ports=ports, out=(1, 3, 3, "H", "W"))


def exchanging_separator(**changes: Any) -> onnx.ModelProto:
    """The leaning separator, deaf to hints above 0, as one that corrects: where one is below, the two layers that were
    found are exchanged."""
    made = leaning_separator("additive", hints=True, corrects=True, **changes)
    made.graph.node[-1].output[0] = "found_anew"
    made.graph.node.extend(
        [
            helper.make_node("ReduceMin", ["hints"], ["least"], keepdims=0),
            helper.make_node("Less", ["least", "zero"], ["lacks"]),
            helper.make_node("Gather", ["found", "other_order"], ["exchanged"], axis=1),
            helper.make_node("Where", ["lacks", "exchanged", "found_anew"], ["layers"]),
        ]
    )
    made.graph.initializer.append(numpy_helper.from_array(np.array([1, 0], np.int64), "other_order"))
    for name, shape in (("hints", (1, 2, "H", "W")), ("found", (1, 2, 3, "H", "W"))):
        made.graph.input.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
    return made
