"""Separator: a loaded file that separates photos of any size."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path

import numpy as np

from engine.color import Pixels, Plane, decode_srgb
from engine.errors import DeviceError, Notice, OutOfDeviceMemory, PhotoError, SeparatorError, UsageError
from engine.geometry import Size
from engine.network import Network, View
from engine.picture import Layer, Photo, Separation, size_of
from engine.progress import SILENT, Progress
from engine.runtime import Device, DeviceChoice, Session
from engine.separator_file import load_separator_file
from engine.spec import FORMATION_TOLERANCE, SeparatorSpec, hinted_layer

NO_HINTS: Mapping[str, Plane] = {}
_SMALLEST_WORKING_PX = 128


LOW_MEMORY = "device-memory"
"""The code of the notice that layers are coarser than their quality promises."""


class Quality(StrEnum):
    """How the network sees the photo: at half of the size it was made for, at all of it, or so and mirrored too; the
    latter two also coarsely, where the separator says at what size."""

    DRAFT = "draft"
    STANDARD = "standard"
    BEST = "best"

    def working_px(self, spec: SeparatorSpec) -> int:
        """The long side in pixels at which the network runs; smaller photos are never enlarged."""
        return spec.working_px // 2 if self is Quality.DRAFT else spec.working_px

    def views(self, spec: SeparatorSpec) -> tuple[View, ...]:
        """The views that the network has of the photo; its layers are their mean."""
        fine, coarse = View(), View(mirrored=True, coarse_px=spec.coarse_px)
        views = (fine,) if spec.coarse_px is None or self is Quality.DRAFT else (fine, coarse)
        return (*views, *map(View.flipped, views)) if self is Quality.BEST else views


class Separator:
    """A separator on a device. Not for several threads at once: one of these for each."""

    def __init__(self, path: Path, device: Device = Device.AUTO) -> None:
        """Load the file; raises SeparatorError, or DeviceError if the device asked for cannot be had."""
        file, model = load_separator_file(path)
        self.path, self.spec, self.digest = file.path, file.spec, file.digest
        self._session = Session(model, device, path.name)
        self._network = Network(self._session, self.spec)
        self._memory_allows_px: int | None = None

    @property
    def device(self) -> DeviceChoice:
        """The device in use now; it changes when a GPU fails while it works."""
        return self._session.choice

    def separate(
        self,
        photo: Photo,
        *,
        quality: Quality = Quality.STANDARD,
        hints: Mapping[str, Plane] = NO_HINTS,
        progress: Progress = SILENT,
    ) -> Separation:
        """The photo's layers at its own size; `hints` are masks of that size by name: a layer's, or a
        layer's and ONLY where it is to be taken at its word.

        Raises Cancelled, UsageError for hints that do not fit, SeparatorError, DeviceError.
        """
        _check_hints(hints, self.spec, photo.size)
        full, notices = self._at_the_size_that_fits(photo, quality, hints, progress)
        layers = tuple(Layer(spec.name, spec.title, full[i]) for i, spec in enumerate(self.spec.layers))
        return Separation(photo, self.spec, self.digest, layers, notices)

    def _at_the_size_that_fits(
        self, photo: Photo, quality: Quality, hints: Mapping[str, Plane], progress: Progress
    ) -> tuple[list[Pixels], tuple[Notice, ...]]:
        """The layers, made at the working size or the largest below it that the memory allows."""
        working_px = quality.working_px(self.spec)
        notices = self._lowered(min(working_px, max(photo.size.width, photo.size.height)))
        while True:
            size = photo.size.fitted(min(working_px, self._memory_allows_px or working_px))
            try:
                full = self._network.separated(photo, size, hints, quality.views(self.spec), progress)
                return full, tuple(notices)
            except DeviceError as error:
                notices.append(self._recover(error, size))

    def _lowered(self, working_px: int) -> list[Notice]:
        """What is to be told where an earlier photo has shown that the memory does not suffice for this size."""
        if self._memory_allows_px is None or self._memory_allows_px >= working_px:
            return []
        sentence = f"There was too little memory before; the network sees photos at {self._memory_allows_px} px."
        return [Notice(LOW_MEMORY, sentence)]

    def _recover(self, error: DeviceError, size: Size) -> Notice:
        """Make the next try one that can succeed: half the size once, then the CPU."""
        if isinstance(error, OutOfDeviceMemory) and self._memory_allows_px is None:
            half = max(size.width, size.height) // 2
            if half >= _SMALLEST_WORKING_PX:
                self._memory_allows_px = half
                return Notice(LOW_MEMORY, f"{error.sentence} The network now sees photos at {half} px.")
        if self.device.used is Device.CPU:
            raise error
        self._session.fall_back(error.sentence.rstrip("."))
        self._memory_allows_px = None
        return Notice("device-fallback", f"{error.sentence} The CPU goes on.")


def check_file(path: Path) -> SeparatorSpec:
    """Check a file on paper and by running it on noise at two sizes, with hints too if it takes any; raises
    SeparatorError or DocumentError."""
    separator = Separator(path, Device.CPU)
    spec = separator.spec
    rng = np.random.default_rng(1)
    for size in (Size(spec.multiple * 3, spec.multiple * 2), Size(spec.multiple * 4 + 1, spec.multiple * 3 - 1)):
        seen = rng.random((size.height, size.width, 3), dtype=np.float32)
        light = decode_srgb(seen)
        stroke = np.zeros((size.height, size.width), np.float32)
        stroke[:, : size.width // 2] = 1
        views = Quality.STANDARD.views(spec)
        for hints in (NO_HINTS, *({name: stroke} for name in spec.layer_names[-1:] if spec.hints)):
            layers = separator._network.layers_of(Photo(path, light), light, hints, views, SILENT)
            error = float(np.abs(spec.law.compose(layers) - light).max())
            if error > FORMATION_TOLERANCE:
                sentence = (
                    f"{path.name} breaks its {spec.formation} formation: its layers miss the photo by {error:.2g}."
                )
                raise SeparatorError("separator-formation", sentence)
    return spec


def check_hinted(hints: Collection[str], spec: SeparatorSpec) -> None:
    """Raise UsageError where a separator takes no hints of these names."""
    if hints and not spec.hints:
        raise UsageError("hints-unsupported", f"The separator {spec.name} takes no hints.")
    for name in hints:
        spec.index_of(hinted_layer(name))


def _check_hints(hints: Mapping[str, Plane], spec: SeparatorSpec, size: Size) -> None:
    check_hinted(hints, spec)
    for name, mask in hints.items():
        if size_of(mask) != size:
            raise PhotoError("mask-size", f"The hint for {name} is {size_of(mask)} pixels; the photo is {size}.")
