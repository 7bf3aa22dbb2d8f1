"""Doctor: what is installed, which device would be used and why, and a real run to prove it."""

from __future__ import annotations

import platform
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from engine import cuda, library
from engine.color import UNTAGGED
from engine.errors import SilsError
from engine.picture import Photo
from engine.runtime import Device, cuda_version, runtime_version
from engine.separator import Separator
from engine.separator_file import SeparatorFile
from engine.version import installed, sils_version

_PACKAGES = ("numpy", "opencv-python", "onnx", "pillow", "tifffile", "imagecodecs", "PySide6", "torch")
_TEST_PX = 512


@dataclass(frozen=True)
class Report:
    """Everything a person who helps would ask first; `ok` is whether photos can be separated as asked."""

    ok: bool
    sils: str
    python: str
    system: str
    runtime: str
    built_for_cuda: str
    packages: dict[str, str]
    nvidia_driver: bool
    gpus: tuple[str, ...]
    device: str
    reason: str
    fix: str
    separators: tuple[str, ...]
    test_run: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def as_text(self) -> str:
        """A line for each fact, ready to paste into a question."""
        packages = ", ".join(f"{name} {version}" for name, version in self.packages.items())
        lines = {
            "sils": self.sils,
            "python": f"{self.python} on {self.system}",
            "runtime": f"{self.runtime}, built for CUDA {self.built_for_cuda}" if self.built_for_cuda else self.runtime,
            "packages": packages,
            "nvidia driver": "found" if self.nvidia_driver else "not found",
            "gpus": ", ".join(self.gpus) or "none",
            "device": self.device,
            "why": self.reason,
            "fix": self.fix,
            "separators": ", ".join(self.separators) or "none",
            "test run": self.test_run,
        }
        return "\n".join(f"{name:<14} {text}" for name, text in lines.items() if text)


def examine(device: Device) -> Report:
    """Load the first separator on the device and separate a picture; never raises for what it finds."""
    found = list(library.all_separators())
    usable = [file for file in found if isinstance(file, SeparatorFile)]
    used, reason, fix, ok = "none", "", "", False
    try:
        separator = Separator(usable[0].path if usable else library.shipped_folder() / "none.onnx", device)
        test_run = _test_run(separator)
        used = f"{separator.device.used.upper()} · {separator.device.name}"
        reason, fix, ok = separator.device.reason, separator.device.fix, True
    except SilsError as error:
        reason, test_run = error.sentence, f"failed [{error.code}]"
    return Report(
        ok=ok,
        sils=sils_version(),
        python=platform.python_version(),
        system=platform.platform(),
        runtime=runtime_version(),
        built_for_cuda=cuda_version(),
        packages={name: version for name in _PACKAGES if (version := installed(name))},
        nvidia_driver=cuda.has_driver(),
        gpus=cuda.gpu_names(),
        device=used,
        reason=reason,
        fix=fix,
        separators=tuple(_named(file) for file in found),
        test_run=test_run,
    )


def _test_run(separator: Separator) -> str:
    codes = np.random.default_rng(0).integers(0, 256, (_TEST_PX, _TEST_PX, 3), dtype=np.uint8)
    photo = Photo(Path("test"), UNTAGGED.decode(codes))
    separator.separate(photo)  # the first run of a shape also prepares
    started = time.perf_counter()
    error = separator.separate(photo).largest_residual()
    took_ms = (time.perf_counter() - started) * 1000
    return f"{separator.spec.name} on {photo.size} pixels: {took_ms:.0f} ms, layers add back to {error:.0e}"


def _named(found: SeparatorFile | SilsError) -> str:
    return f"{found.spec.name} {found.spec.version}" if isinstance(found, SeparatorFile) else f"({found.sentence})"
