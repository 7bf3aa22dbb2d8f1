"""Two networks in one graph: what finds layers, and what corrects them, of which ONNX Runtime runs the one that hints
ask for."""

from collections.abc import Iterator

from onnx import AttributeProto, GraphProto, ModelProto, TensorProto, ValueInfoProto, helper

from engine.spec import HINTS, LAYERS

_LEAST, _NOTHING, _CORRECTS = "least_hint", "no_hint", "corrects"


def either(finding: ModelProto, correcting: ModelProto) -> ModelProto:
    """The model that corrects where any hint is below 0 and finds layers where none is; weights stay with each."""
    choice = [
        helper.make_node("Constant", [], [_NOTHING], value_float=0.0),
        helper.make_node("ReduceMin", [HINTS], [_LEAST], keepdims=0),
        helper.make_node("Less", [_LEAST, _NOTHING], [_CORRECTS]),
        helper.make_node(
            "If",
            [_CORRECTS],
            [LAYERS],
            then_branch=_as_branch(correcting.graph, "corrected"),
            else_branch=_as_branch(finding.graph, "found_anew"),
        ),
    ]
    graph = helper.make_graph(choice, finding.graph.name, correcting.graph.input, finding.graph.output)
    return helper.make_model(graph, opset_imports=finding.opset_import, ir_version=finding.ir_version)


def initializers(graph: GraphProto) -> Iterator[TensorProto]:
    """The weights of a graph and of its branches."""
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == AttributeProto.GRAPH:
                yield from initializers(attribute.g)


def _as_branch(graph: GraphProto, output: str) -> GraphProto:
    """The graph with inputs from outside it, and a name of its own for the layers it gives."""
    for node in graph.node:
        for place, name in enumerate(node.output):
            if name == LAYERS:
                node.output[place] = output
    return helper.make_graph(graph.node, output, [], [_light(output)], graph.initializer)


def _light(name: str) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
