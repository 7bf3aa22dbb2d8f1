"""How many photos an hour a batch makes on this machine, and which step keeps it from making more."""

from __future__ import annotations

import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

import resources
from engine import library
from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.order import Order, Workshop
from engine.batch.outcome import State
from engine.batch.pipeline import WRITERS, Pipeline
from engine.batch.steps import Result, carry_out
from engine.errors import BatchError
from engine.job import DEFAULT_TASK, Job
from engine.runtime import Device

MEGAPIXELS = 12
PHOTOS = 8
_SAMPLE = "samples/glass_3_mixture.jpg"
_NAMES = {"read": "reading", "separate": "the network and bringing layers to full size", "write": "packing files"}


@dataclass(frozen=True)
class Speed:
    """Photos an hour, with the seconds that each step takes for one photo alone; `limit` names the slowest step."""

    photos_per_hour: float
    one_by_one_per_hour: float
    megapixels: int
    read_s: float
    separate_s: float
    write_s: float
    limit: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)

    def as_text(self) -> str:
        """A few lines for people."""
        steps = f"read {self.read_s:.2f} s, separate {self.separate_s:.2f} s, write {self.write_s:.2f} s"
        lines = {
            "a batch": f"{self.photos_per_hour:.0f} photos of {self.megapixels} megapixels an hour, JPEG to two PNG",
            "one by one": f"{self.one_by_one_per_hour:.0f} photos an hour: {steps}",
            "limit": self.limit,
        }
        return "\n".join(f"{name:<14} {text}" for name, text in lines.items())


def measure(device: Device, photos: int = PHOTOS, megapixels: int = MEGAPIXELS) -> Speed:
    """Make so many photos in a temporary folder; raises SilsError where one cannot be made."""
    separator, workshop = library.for_task(DEFAULT_TASK), Workshop()
    with tempfile.TemporaryDirectory(prefix="sils-speed-") as place:
        photo = _photo(Path(place), megapixels)
        job = Job(task=DEFAULT_TASK)
        orders = [Order(photo, job, separator, device, Path(place) / "out", f"-{n}") for n in range(photos + 2)]
        _checked([carry_out(orders[0], workshop)])  # loads the separator and wakes the caches
        alone = carry_out(orders[1], workshop)
        ended: list[Result] = []
        started = time.perf_counter()
        Pipeline(workshop, Gate(), Ears(ended.append)).run(iter(orders[2:]))
        took_s = time.perf_counter() - started
        _checked([alone, *ended])
    seconds = alone.outcome.seconds
    return Speed(
        photos_per_hour=3600 * photos / took_s,
        one_by_one_per_hour=3600 / sum(seconds.values()),
        megapixels=megapixels,
        read_s=seconds["read"],
        separate_s=seconds["separate"],
        write_s=seconds["write"],
        limit=_limit(seconds["read"], seconds["separate"], seconds["write"]),
    )


def _limit(read_s: float, separate_s: float, write_s: float) -> str:
    shares = {"read": read_s, "separate": separate_s, "write": write_s / WRITERS}
    slowest = max(shares, key=lambda step: shares[step])
    advice = {
        "read": "a faster disk or network, or photos in a lighter format, would help",
        "separate": "a GPU, or draft quality, would help",
        "write": "more processor cores, or --format tiff, would help",
    }
    return f"{_NAMES[slowest]}; {advice[slowest]}"


def _photo(folder: Path, megapixels: int) -> Path:
    """A JPEG of that many megapixels, 3:2: the sample enlarged, with fresh grain."""
    sample = _unpacked(resources.path(_SAMPLE))
    height = round((megapixels * 1e6 / 1.5) ** 0.5)
    grown = cv2.resize(sample, (round(height * 1.5), height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).integers(-4, 5, grown.shape, dtype=np.int8)
    path = folder / "photo.jpg"
    path.write_bytes(cv2.imencode(".jpg", cv2.add(grown, grain, dtype=cv2.CV_8U))[1].tobytes())
    return path


def _unpacked(path: Path) -> NDArray[np.uint8]:
    """The codes of a picture that ships; OpenCV itself opens no path on Windows that has an "ä" in it."""
    picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None, "the sample ships"
    return np.asarray(picture, np.uint8)


def _checked(results: list[Result]) -> None:
    for outcome in (result.outcome for result in results):
        if outcome.state is not State.DONE:
            raise BatchError(outcome.code, outcome.sentence)
