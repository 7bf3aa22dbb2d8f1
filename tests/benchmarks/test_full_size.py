"""Time and peak memory of a whole separation, by stage; each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.conftest import Rows
from tests.benchmarks.full_size import make_photo

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["png", "tiff"])
@pytest.mark.parametrize("megapixels", [2, 24, 100])
def test_separate(benchmark: Any, rows: Rows, tmp_path: Path, megapixels: int, kind: str) -> None:
    make_photo(megapixels, kind, tmp_path)

    def separate() -> dict[str, float]:
        command = [sys.executable, "-m", "tests.benchmarks.full_size", str(megapixels), kind, str(tmp_path)]
        return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)

    found = benchmark.pedantic(separate, rounds=3 if megapixels < 100 else 1, warmup_rounds=0)
    benchmark.extra_info.update(found)
    files = {"png": "JPEG → 2 PNG, 8 bits", "tiff": "TIFF → 2 TIFF, 16 bits"}[kind]
    stages = (f"{found[stage]:.2f} s" for stage in ("read_s", "network_s", "bring_up_s", "write_s"))
    rows.add("separate", f"| {megapixels} | {files} | {' | '.join(stages)} | {found['peak_mib'] / 1024:.2f} GiB |")
    assert megapixels < 100 or found["peak_mib"] < 8 * 1024
