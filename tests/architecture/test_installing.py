"""What an installation asks for can be had on every system that README names."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LAST_FOR_INTEL_MACS = "1.23.2"


@pytest.mark.parametrize(
    ("system", "processor", "name"),
    [
        ("linux", "x86_64", "onnxruntime-gpu"),
        ("linux", "aarch64", "onnxruntime"),
        ("win32", "AMD64", "onnxruntime-gpu"),
        ("win32", "ARM64", "onnxruntime"),
        ("darwin", "arm64", "onnxruntime"),
        ("darwin", "x86_64", "onnxruntime"),
    ],
)
def test_there_is_one_onnx_runtime_for_every_system(system: str, processor: str, name: str) -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    here = {"sys_platform": system, "platform_machine": processor}
    runtimes = [one for one in map(Requirement, asked) if one.name.startswith("onnxruntime")]
    (found,) = [one for one in runtimes if one.marker is not None and one.marker.evaluate(here)]
    assert found.name == name
    if here == {"sys_platform": "darwin", "platform_machine": "x86_64"}:
        assert found.specifier.contains(LAST_FOR_INTEL_MACS)
