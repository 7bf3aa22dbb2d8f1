"""What overlap gains over one call for each photo, and that memory does not grow with the number of photos.

`pytest -o addopts= tests/benchmarks/test_batch.py`; both ways of working take turns, since other programs may run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.benchmarks.conftest import Rows
from tests.benchmarks.full_size import make_photo

ROOT = Path(__file__).parents[2]
TURNS, PHOTOS_A_TURN = 6, 5
_PEAK = """
import resource, sys
from engine.cli.app import run
status = run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
sys.exit(status)
"""


def _sils(*arguments: object) -> float:
    started = time.perf_counter()
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments), "--quiet"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return time.perf_counter() - started


def test_overlap_pays(benchmark: Any, rows: Rows, tmp_path: Path) -> None:
    photo, folder = make_photo(12, "png", tmp_path), tmp_path / "in"
    folder.mkdir()
    for number in range(PHOTOS_A_TURN):
        shutil.copy(photo, folder / f"{number}.jpg")
    one_call_s = calls_s = batch_s = 0.0

    def turns() -> None:
        nonlocal one_call_s, calls_s, batch_s
        for turn in range(TURNS):
            batch_s += _sils("batch", folder, "-o", tmp_path / f"batch{turn}")
            calls_s += sum(_sils("separate", one, "-o", tmp_path / "calls") for one in folder.iterdir())
            one_call_s += _sils("separate", *folder.iterdir(), "-o", tmp_path / "one")
            for results in (f"batch{turn}", "calls", "one"):
                shutil.rmtree(tmp_path / results)

    benchmark.pedantic(turns, rounds=1)
    done = TURNS * PHOTOS_A_TURN
    for name, spent_s in (
        ("`sils separate`, a call for each", calls_s),
        ("`sils separate`, one call for all", one_call_s),
        ("`sils batch`", batch_s),
    ):
        rows.add("batch", f"| {name} | {3600 * done / spent_s:.0f} ({calls_s / spent_s:.2f} ×) |")
    assert calls_s / batch_s >= 1.4


def test_memory_does_not_grow_with_the_photos(rows: Rows, tmp_path: Path) -> None:
    peaks_mib = {}
    for count in (30, 300):
        folder = tmp_path / f"in{count}"
        folder.mkdir()
        for seed in range(count):
            codes = np.random.default_rng(seed).integers(0, 256, (400, 600, 3), dtype=np.uint8)
            cv2.imwrite(str(folder / f"{seed}.jpg"), codes)
        command = [sys.executable, "-c", _PEAK, "batch", str(folder), "-o", str(tmp_path / f"out{count}"), "--quiet"]
        told = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
        peaks_mib[count] = float(told.split()[-1])
        rows.add("batch memory", f"| {count} | {peaks_mib[count]:.0f} MiB |")
    assert peaks_mib[300] <= 1.05 * peaks_mib[30]
