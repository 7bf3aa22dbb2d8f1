"""Which files are made of a photo: parts, containers, depths, and the names under which they go."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.color import ColorSpace
from engine.errors import UsageError, WriteError
from engine.files import Owner
from engine.free_names import Collision, free_number, safe_name
from engine.job import SUFFIX as JOB_SUFFIX
from engine.naming import Names
from engine.paths import canonical
from engine.picture import Depth, Photo
from engine.profiles import Profile

RESIDUAL = "residual"
REMIX = "remix"
LAYERED = "layered"
"""All layers in one file, as a part to be written."""
LAYERS_JOB, REMIX_JOB = JOB_SUFFIX, f"_{REMIX}{JOB_SUFFIX}"


@dataclass(frozen=True)
class Output:
    """Which files to write, where, under which names and with which metadata; None means like the photo."""

    folder: Path
    container: Container | None = None
    depth: Depth | None = None
    collision: Collision = Collision.NUMBER
    names: Names = field(default_factory=Names)
    metadata: Keep = Keep.ALL
    layered: Layered = Layered.PSD
    layer_mode: LayerMode = LayerMode.COMPATIBLE
    profile: Profile = Profile.SOURCE

    def check(self, photo: Photo, parts: Sequence[str]) -> None:
        """Raise UsageError where these parts of a photo cannot be written as asked."""
        if LAYERED in parts:
            self.layered_depth_for(photo)
        if not parts or set(parts) - {LAYERED}:
            self.depth_for(photo)

    def check_kinds(self, parts: Sequence[str]) -> None:
        """The same for all photos alike, as far as it can be said before any of them is known."""
        if self.depth is not None and LAYERED in parts:
            self._held(self.depth, self._layered_depths, self._layered_title)
        if self.depth is not None and self.container is not None and (not parts or set(parts) - {LAYERED}):
            self._held(self.depth, self.container.depths, self.container.value)

    def suffix_for(self, part: str, photo: Photo) -> str:
        """The ending of a part's file."""
        if part == LAYERED:
            return self.layered.suffix(photo.size, self.layered_depth_for(photo))
        return Container.TIFF.suffix if part == RESIDUAL else self.container_for(photo).suffix

    def layered_depth_for(self, photo: Photo) -> Depth:
        """The depth of a file of layers; true light needs 16 bits. Raises UsageError `format-bits`."""
        possible = self._layered_depths
        if self.depth is None:
            return max((depth for depth in possible if depth <= photo.depth), default=possible[0])
        return self._held(self.depth, possible, self._layered_title)

    def container_for(self, photo: Photo) -> Container:
        """The photo's own container if it loses nothing, else PNG; TIFF for floats."""
        if self.container is not None:
            return self.container
        floats = Depth.FLOAT in (photo.depth, self.depth)
        return Container.TIFF if photo.container == "TIFF" or floats else Container.PNG

    def depth_for(self, photo: Photo) -> Depth:
        """The depth asked for, or the container's nearest to the photo's; raises UsageError `format-bits`."""
        container = self.container_for(photo)
        if self.depth is None:
            return max((depth for depth in container.depths if depth <= photo.depth), default=min(container.depths))
        return self._held(self.depth, container.depths, container.value)

    def space_for(self, photo: Photo) -> ColorSpace:
        """The space that a photo's pictures are written in."""
        return self.profile.space_for(photo.color)

    @property
    def _layered_depths(self) -> Sequence[Depth]:
        possible = self.layered.depths
        return possible[-1:] if self.layer_mode is LayerMode.PHYSICAL else possible

    @property
    def _layered_title(self) -> str:
        return f"{self.layered.value} with {self.layer_mode.value} layers"

    @staticmethod
    def _held(depth: Depth, possible: Sequence[Depth], kind: str) -> Depth:
        """The depth, if a kind of file can hold it."""
        if depth not in possible:
            known = ", ".join(str(int(each)) for each in possible)
            raise UsageError("format-bits", f"{kind} has {known} bits, not {int(depth)}.")
        return depth


@dataclass(frozen=True)
class Targets:
    """Where the parts of one photo go, by name, the job that describes them, and the number that made names free."""

    files: Mapping[str, Path]
    job: Path
    number: str = ""

    def are_free(self, owner: Owner) -> bool:
        """Whether nothing lies there but what the owner may replace."""
        return all(owner.owns(path) or not os.path.lexists(path) for path in (*self.files.values(), self.job))


def targets_for(photo: Photo, parts: Sequence[str], output: Output, *, job: str) -> Targets | None:
    """A path for each part and for the job, whose name is the photo's and ends in `job`; all share one free number.

    None when all are there already and shall be skipped; raises UsageError for names that cannot be, and WriteError
    where the photo itself would be overwritten.
    """
    output.names.check(photo.path.stem, parts)
    if output.collision is Collision.OVERWRITE:
        refuse_to_overwrite(photo, numbered_targets(photo, parts, output, job=job, number=""))

    def named(number: str) -> list[str]:
        targets = numbered_targets(photo, parts, output, job=job, number=number)
        return [path.name for path in (*targets.files.values(), targets.job)]

    number = free_number(output.folder, named, output.collision)
    return None if number is None else numbered_targets(photo, parts, output, job=job, number=number)


def goes_over(photo: Photo, paths: Iterable[Path]) -> bool:
    """Whether the photo's own file is among these."""
    return canonical(photo.path) in map(canonical, paths)


def refuse_to_overwrite(photo: Photo, targets: Targets) -> None:
    """Raise WriteError `over-photo` where a file would go over the photo that it is made of."""
    if goes_over(photo, targets.files.values()):
        sentence = f"{photo.path.name} would be overwritten; choose another name or folder."
        raise WriteError("over-photo", sentence)


def numbered_targets(photo: Photo, parts: Sequence[str], output: Output, *, job: str, number: str) -> Targets:
    """The same with the number given, whatever is there; "" or "-2" and so on."""
    stem = photo.path.stem
    files = {
        part: output.folder / f"{output.names.of(stem, part, number)}{output.suffix_for(part, photo)}" for part in parts
    }
    return Targets(files, output.folder / f"{safe_name(photo.path.stem)}{number}{job}", number)
