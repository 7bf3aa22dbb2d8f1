"""Writes one large separation as layers in this process and prints time and peak memory, as JSON.

Usage: python -m tests.benchmarks.layered MEGAPIXELS psd|ora|tiff|exr FOLDER
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from engine.codecs.stack import Layered
from engine.layered_export import write_layered
from engine.mix import Mix
from engine.output import Output
from engine.picture import Depth
from tests.engine.pictures import noise, separation_of


def measure(megapixels: float, kind: Layered, folder: Path) -> dict[str, float]:
    """Seconds, the file's size and the peak of resident memory before and after, in MiB."""
    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    made = separation_of("additive", [noise(height, round(height * 1.5), seed=seed, high=0.5) for seed in (0, 1)])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    output = Output(folder, layered=kind, depth=Depth.FLOAT if kind is Layered.EXR else Depth.SIXTEEN)
    path, start = folder / f"a{kind.name}", time.perf_counter()
    write_layered(made, Mix.neutral(2), path, output)
    return {
        "write_s": time.perf_counter() - start,
        "file_mib": path.stat().st_size / 2**20,
        "before_mib": before,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    wanted, named, folder = float(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    print(json.dumps(measure(wanted, Layered(named.upper()), folder)))
