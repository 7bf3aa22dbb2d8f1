"""Files that are no separators are refused, each for its own reason."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from engine.errors import SilsError
from engine.separator import check_file
from engine.separator_file import read_separator_file
from tests.engine.separators import exchanging_separator, halving_separator, model, spec, three_layer_separator


def _without_spec() -> onnx.ModelProto:
    made = halving_separator()
    del made.metadata_props[:]
    return made


def _with_spec_text(text: str) -> Callable[[], onnx.ModelProto]:
    def make() -> onnx.ModelProto:
        made = halving_separator()
        made.metadata_props[0].value = text
        return made

    return make


def _external() -> onnx.ModelProto:
    made = halving_separator()
    tensor = made.graph.initializer[0]
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="../../etc/passwd")
    tensor.ClearField("raw_data")
    return made


def _foreign_operator() -> onnx.ModelProto:
    made = halving_separator()
    made.graph.node[0].domain = "com.example"
    return made


def _renamed_input() -> onnx.ModelProto:
    made = halving_separator()
    made.graph.input[0].name = "image"
    return made


def _fixed_size() -> onnx.ModelProto:
    return model(spec(), halving_separator().graph.node, {}, ports={"photo": (1, 3, 256, 256)})


def _half_floats() -> onnx.ModelProto:
    made = halving_separator()
    made.graph.input[0].type.tensor_type.elem_type = TensorProto.FLOAT16
    return made


def _of_an_unknown_kind() -> onnx.ModelProto:
    made = halving_separator()
    made.graph.input[0].type.tensor_type.elem_type = 9999
    return made


def _three_for_two() -> onnx.ModelProto:
    return _with(three_layer_separator(), json.dumps(spec(hints=True)))


def _corrects_nothing_found() -> onnx.ModelProto:
    made = exchanging_separator()
    del made.graph.input[-1]
    return made


def _with(made: onnx.ModelProto, text: str) -> onnx.ModelProto:
    made.metadata_props[0].value = text
    return made


def _breaks_formation() -> onnx.ModelProto:
    made = halving_separator()
    made.graph.node.append(helper.make_node("Mul", ["layers", "more"], ["more_layers"]))
    made.graph.node[-2].output[0] = "some_layers"
    made.graph.node[-1].input[0] = "some_layers"
    made.graph.node[-1].output[0] = "layers"
    made.graph.initializer.append(numpy_helper.from_array(np.array(1.01, np.float32), "more"))
    return made


CASES = {
    "no-spec": (_without_spec, "separator-spec"),
    "spec-not-json": (_with_spec_text("{"), "separator-spec"),
    "spec-nested-deep": (_with_spec_text("[" * 90_000), "separator-spec"),
    "spec-a-list": (_with_spec_text("[]"), "separator-spec"),
    "spec-lacks-field": (_with_spec_text(json.dumps({**spec(), "licence": None})), "separator-spec"),
    "spec-one-layer": (_with_spec_text(json.dumps(spec(layers=spec()["layers"][:1]))), "separator-spec"),
    "spec-same-names": (_with_spec_text(json.dumps(spec(layers=spec()["layers"][:1] * 2))), "separator-spec"),
    "spec-layer-named-residual": (
        _with_spec_text(json.dumps(spec(layers=[spec()["layers"][0], {"name": "residual", "title": "Rest"}]))),
        "separator-spec",
    ),
    "spec-layer-named-mask": (
        _with_spec_text(json.dumps(spec(layers=[spec()["layers"][0], {"name": "mask", "title": "Mask"}]))),
        "separator-spec",
    ),
    "spec-layer-named-job": (
        _with_spec_text(json.dumps(spec(layers=[spec()["layers"][0], {"name": "job", "title": "Job"}]))),
        "separator-spec",
    ),
    "spec-title-of-control": (_with_spec_text(json.dumps(spec(title="a\x07b"))), "separator-spec"),
    "spec-version-of-control": (_with_spec_text(json.dumps(spec(version="\x1b[2J"))), "separator-spec"),
    "spec-version-of-an-old-control": (_with_spec_text(json.dumps(spec(version="\x9b2J"))), "separator-spec"),
    "spec-version-that-xml-has-not": (_with_spec_text(json.dumps(spec(version="1\uffff"))), "separator-spec"),
    "spec-base-outside": (_with_spec_text(json.dumps(spec(base=2))), "separator-spec"),
    "newer-contract": (_with_spec_text(json.dumps(spec(contract=2))), "separator-contract"),
    "external-data": (_external, "separator-external-data"),
    "foreign-operator": (_foreign_operator, "separator-operators"),
    "input-renamed": (_renamed_input, "separator-ports"),
    "fixed-size": (_fixed_size, "separator-ports"),
    "unknown-kind": (_of_an_unknown_kind, "separator-ports"),
    "half-floats": (_half_floats, "separator-ports"),
    "hints-missing": (_with_spec_text(json.dumps(spec(hints=True))), "separator-ports"),
    "found-missing": (_corrects_nothing_found, "separator-ports"),
    "wrong-count": (_three_for_two, "separator-ports"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_contract_is_refused_on_paper(tmp_path: Path, case: str) -> None:
    make, code = CASES[case]
    path = tmp_path / "broken.onnx"
    path.write_bytes(make().SerializeToString())
    with pytest.raises(SilsError) as caught:
        read_separator_file(path)
    assert caught.value.code == code
    assert "broken.onnx" in caught.value.sentence
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize("content", [b"", b"no network", b"\x89PNG\r\n\x1a\n" + bytes(100), bytes(1000)])
def test_what_is_not_onnx_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.onnx"
    path.write_bytes(content)
    with pytest.raises(SilsError) as caught:
        read_separator_file(path)
    assert caught.value.code == "separator-not-onnx"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A device might never end."""
    os.mkfifo(tmp_path / "pipe.onnx")
    for path in (tmp_path, tmp_path / "pipe.onnx"):
        with pytest.raises(SilsError) as caught:
            read_separator_file(path)
        assert caught.value.code == "separator-not-onnx"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SilsError) as caught:
        read_separator_file(tmp_path / "none.onnx")
    assert caught.value.code == "separator-missing"


def test_layers_that_do_not_add_up_are_found_by_running(tmp_path: Path) -> None:
    path = tmp_path / "loud.onnx"
    path.write_bytes(_breaks_formation().SerializeToString())
    read_separator_file(path)
    with pytest.raises(SilsError) as caught:
        check_file(path)
    assert caught.value.code == "separator-formation"


def test_the_hand_made_separators_pass(separators: dict[str, Path]) -> None:
    assert {check_file(path).name for path in separators.values()} == {"half", "shade", "three"}
