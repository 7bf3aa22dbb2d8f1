"""Files of the hand-made separators."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.separators import halving_separator, shading_separator, three_layer_separator


@pytest.fixture(scope="session")
def separators(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files of hand-made separators by name: `half` (additive), `shade` (multiplicative), `three` (additive, hints)."""
    folder = tmp_path_factory.mktemp("separators")
    made = {"half": halving_separator(), "shade": shading_separator(), "three": three_layer_separator()}
    for name, model in made.items():
        (folder / f"{name}.onnx").write_bytes(model.SerializeToString())
    return {name: folder / f"{name}.onnx" for name in made}
