"""Separates one large photo in this process and prints where time and memory went, as JSON.

Usage: python -m tests.benchmarks.full_size MEGAPIXELS png|tiff FOLDER
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import tifffile

import resources
from engine.codecs.container import Container
from engine.codecs.reading import read_photo
from engine.picture import Depth
from engine.progress import Progress
from engine.runtime import Device
from engine.separator import Separator
from tests.engine.pictures import write_pixels

_KIND = {"png": (Container.PNG, Depth.EIGHT), "tiff": (Container.TIFF, Depth.SIXTEEN)}


def make_photo(megapixels: float, kind: str, folder: Path) -> Path:
    """A photo of that many megapixels, 3:2, enlarged from the sample with fresh grain: JPEG, or 16-bit TIFF."""
    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    sample = cv2.imread(str(resources.path("samples/glass_3_mixture.jpg")))
    assert sample is not None, "the sample ships"
    grown = cv2.resize(sample, (round(height * 1.5), height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).integers(-4, 5, (height, grown.shape[1], 1), dtype=np.int8)
    cv2.add(grown, np.repeat(grain, 3, axis=2), dst=grown, dtype=cv2.CV_8U)
    path = folder / f"photo.{'jpg' if kind == 'png' else 'tif'}"
    if kind == "png":
        cv2.imwrite(str(path), grown)
    else:
        tifffile.imwrite(path, grown[..., ::-1].astype(np.uint16) * 257, photometric="rgb")
    return path


def measure(path: Path, kind: str) -> dict[str, float]:
    """Seconds by stage and the peak of resident memory in MiB."""
    separator = Separator(resources.path("separators/reflection.onnx"), Device.AUTO)
    clock = {"start": time.perf_counter()}
    photo = read_photo(path)
    clock["read"] = time.perf_counter()
    stages = {"network": 0.0, "bring-up": 0.0}
    progress = Progress(lambda fraction, stage: stages.update({stage: time.perf_counter()}))
    separation = separator.separate(photo, progress=progress)
    container, depth = _KIND[kind]
    for layer in separation.layers:
        target = path.with_name(f"{layer.name}{container.suffix}")
        write_pixels(target, layer.pixels, like=photo, container=container, depth=depth)
    return {
        "read_s": clock["read"] - clock["start"],
        "network_s": stages["network"] - clock["read"],
        "bring_up_s": stages["bring-up"] - stages["network"],
        "write_s": time.perf_counter() - stages["bring-up"],
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    wanted, kind, folder = float(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    print(json.dumps(measure(next(folder.glob("photo.*")), kind)))
