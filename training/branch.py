"""The corrector in a branch of its graph, which ONNX Runtime enters only where strokes correct: every photo is
separated without any first, and most are separated without any at all."""

from collections.abc import Iterator

from onnx import AttributeProto, GraphProto, NodeProto, TensorProto, ValueInfoProto, helper

from engine.spec import HINTS, LAYERS

_CORRECTOR = "/corrector/"
_CORRECTED, _FOUND = "corrected", "found"
_LEAST, _NOTHING, _CORRECTS = "least_hint", "no_hint", "corrects"


def only_where_corrected(graph: GraphProto) -> None:
    """Moves the corrector and its weights into a branch for hints below 0; else what was found are the layers. The
    corrector's last node is a choice between what it corrected and what was found."""
    inside = _alone_used(graph, [node for node in graph.node if _CORRECTOR in node.name])
    names = {node.name for node in inside}
    used = {name for node in inside for name in node.input}
    outside = [node for node in graph.node if node.name not in names]
    used_outside = {name for node in outside for name in node.input}
    weights = [tensor for tensor in graph.initializer if tensor.name in used - used_outside]
    kept = [tensor for tensor in graph.initializer if tensor.name not in {weight.name for weight in weights}]

    last = inside[-1]
    found = last.input[2]
    last.output[0] = _CORRECTED
    corrected = helper.make_graph(inside, _CORRECTED, [], [_light(_CORRECTED)], weights)
    unchanged = helper.make_graph([helper.make_node("Identity", [found], [_FOUND])], _FOUND, [], [_light(_FOUND)])
    choice = [
        helper.make_node("Constant", [], [_NOTHING], value_float=0.0),
        helper.make_node("ReduceMin", [HINTS], [_LEAST], keepdims=0),
        helper.make_node("Less", [_LEAST, _NOTHING], [_CORRECTS]),
        helper.make_node("If", [_CORRECTS], [LAYERS], then_branch=corrected, else_branch=unchanged),
    ]
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend([*outside, *choice])
    graph.initializer.extend(kept)


def initializers(graph: GraphProto) -> Iterator[TensorProto]:
    """The weights of a graph and of its branches."""
    yield from graph.initializer
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == AttributeProto.GRAPH:
                yield from initializers(attribute.g)


def _alone_used(graph: GraphProto, nodes: list[NodeProto]) -> list[NodeProto]:
    """These, after the ones before them that make what nothing else uses from weights alone."""
    weights = {tensor.name for tensor in graph.initializer}
    names = {node.name for node in nodes}
    ours = {name for node in nodes for name in node.input}
    theirs = {name for node in graph.node if node.name not in names for name in node.input}
    made = [node for node in graph.node if weights.issuperset(node.input) and ours.issuperset(node.output)]
    return [node for node in made if node.name not in names and theirs.isdisjoint(node.output)] + nodes


def _light(name: str) -> ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
