"""Time and peak memory of files of layers; each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.conftest import Rows

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["psd", "ora", "tiff", "exr"])
def test_layered(benchmark: Any, rows: Rows, tmp_path: Path, kind: str) -> None:
    def write() -> dict[str, float]:
        command = [sys.executable, "-m", "tests.benchmarks.layered", "24", kind, str(tmp_path)]
        return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)

    found = benchmark.pedantic(write, rounds=1, warmup_rounds=0)
    benchmark.extra_info.update(found)
    bits = 32 if kind == "exr" else 16
    rows.add(
        "layered",
        f"| {kind} | {bits} | {found['write_s']:.1f} s | {found['file_mib']:.0f} MiB "
        f"| {found['before_mib'] / 1024:.2f} GiB | {found['peak_mib'] / 1024:.2f} GiB |",
    )
    assert found["peak_mib"] < 4 * 1024
