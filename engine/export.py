"""Separations and remixes as files: names, containers, depths, and the layers one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from engine.codecs import xmp_fields
from engine.codecs.container import Container
from engine.codecs.keeping import Keep, kept
from engine.codecs.sheet import written_space
from engine.codecs.stack import Layered, LayerMode
from engine.codecs.writing import write_picture
from engine.color import Pixels
from engine.errors import Notice, UsageError
from engine.files import Collision, free_number, safe_name
from engine.formation import ADDITIVE, MULTIPLICATIVE
from engine.geometry import Region
from engine.job import SUFFIX as JOB_SUFFIX
from engine.mix import Mix
from engine.naming import Names
from engine.picture import Depth, Photo, Separation
from engine.progress import SILENT, Progress
from engine.version import sils_version

RESIDUAL = "residual"
REMIX = "remix"
LAYERED = "layered"
"""All layers in one file, as a part to be written."""
LAYERS_JOB, REMIX_JOB = JOB_SUFFIX, f"_{REMIX}{JOB_SUFFIX}"
_NO_RESIDUAL = 1e-6


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

    def check(self, photo: Photo, parts: Sequence[str]) -> None:
        """Raise UsageError where these parts of a photo cannot be written as asked."""
        if LAYERED in parts:
            self.layered_depth_for(photo)
        if not parts or set(parts) - {LAYERED}:
            self.depth_for(photo)

    def suffix_for(self, part: str, photo: Photo) -> str:
        """The ending of a part's file."""
        if part == LAYERED:
            return self.layered.suffix(photo.size, self.layered_depth_for(photo))
        return Container.TIFF.suffix if part == RESIDUAL else self.container_for(photo).suffix

    def layered_depth_for(self, photo: Photo) -> Depth:
        """The depth of a file of layers; true light needs 16 bits. Raises UsageError `format-bits`."""
        possible = self.layered.depths
        if self.layer_mode is LayerMode.PHYSICAL:
            possible = possible[-1:]
        if self.depth is None:
            return max((depth for depth in possible if depth <= photo.depth), default=possible[0])
        if self.depth not in possible:
            known = ", ".join(str(int(depth)) for depth in possible)
            kind = f"{self.layered.value} files of {self.layer_mode.value} layers"
            raise UsageError("format-bits", f"{kind} have {known} bits, not {int(self.depth)}.")
        return self.depth

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
        if self.depth not in container.depths:
            known = ", ".join(str(int(depth)) for depth in container.depths)
            raise UsageError("format-bits", f"{container.value} files have {known} bits, not {int(self.depth)}.")
        return self.depth


@dataclass(frozen=True)
class Targets:
    """Where the parts of one photo go, by name, and the job that describes them."""

    files: Mapping[str, Path]
    job: Path


def targets_for(photo: Photo, parts: Sequence[str], output: Output, *, job: str) -> Targets | None:
    """A path for each part and for the job, whose name is the photo's and ends in `job`; all share one free number.

    None when all are there already and shall be skipped; raises UsageError for names that cannot be.
    """
    output.names.check(photo.path.stem, parts)

    def named(number: str) -> list[str]:
        targets = numbered_targets(photo, parts, output, job=job, number=number)
        return [path.name for path in (*targets.files.values(), targets.job)]

    number = free_number(output.folder, named, output.collision)
    return None if number is None else numbered_targets(photo, parts, output, job=job, number=number)


def numbered_targets(photo: Photo, parts: Sequence[str], output: Output, *, job: str, number: str) -> Targets:
    """The same with the number given, whatever is there; "" or "-2" and so on."""
    stem = photo.path.stem
    files = {
        part: output.folder / f"{output.names.of(stem, part, number)}{output.suffix_for(part, photo)}" for part in parts
    }
    return Targets(files, output.folder / f"{safe_name(photo.path.stem)}{number}{job}")


def described(separation: Separation, mix: Mix, output: Output, **more: str) -> Photo:
    """The photo as files of this mix describe it: with the metadata that the output's rule keeps.

    Where all is kept, it also says which separator and mix made the picture, and whatever `more` says.
    """
    photo = separation.photo
    left = kept(photo.metadata, output.metadata)
    if output.metadata is Keep.ALL:
        left = replace(left, xmp=xmp_fields.with_origin(left.xmp, {**_origin(separation, mix), **more}))
    return replace(photo, metadata=left)


def _origin(separation: Separation, mix: Mix) -> dict[str, str]:
    spec = separation.spec
    return {
        "Version": sils_version(),
        "Separator": spec.name,
        "SeparatorVersion": spec.version,
        "SeparatorSHA256": separation.separator_digest,
        "Formation": spec.formation,
        "Layers": ", ".join(spec.layer_names),
        "Mix": mix.model_dump_json(exclude_defaults=True),
    }


def parts_of(separation: Separation) -> tuple[str, ...]:
    """What a separation consists of as files: its layers, and its residual unless that is nothing but rounding."""
    residual = (RESIDUAL,) if separation.largest_residual() > _NO_RESIDUAL else ()
    return (*separation.spec.layer_names, *residual)


def write_parts(
    separation: Separation, targets: Targets, output: Output, progress: Progress = SILENT
) -> tuple[Notice, ...]:
    """Write the layers, and the residual (always as floats, since it can be negative) where there is a target for it.

    Returns what the files could not hold.
    """
    photo = described(separation, Mix.neutral(len(separation.layers)), output)
    container, depth = output.container_for(photo), output.depth_for(photo)
    notices: dict[Notice, None] = dict.fromkeys(_cut_off_light(separation, depth))
    for done, (name, path) in enumerate(targets.files.items()):
        stage = progress.part(done / len(targets.files), (done + 1) / len(targets.files), "write")
        if name == RESIDUAL:
            residual = separation.residual(Region.whole(photo.size))
            found = write_picture(
                path, residual, like=photo, container=Container.TIFF, depth=Depth.FLOAT, progress=stage
            )
        else:
            pixels = _layer_to_write(separation, separation.spec.layer_names.index(name), depth)
            found = write_picture(path, pixels, like=photo, container=container, depth=depth, progress=stage)
        notices.update(dict.fromkeys(found))
    return tuple(notices)


def _layer_to_write(separation: Separation, index: int, depth: Depth) -> Pixels:
    """The layer; a sum's base layer takes up what rounding to codes takes from or gives to the others.

    So one rounding is left instead of one for each layer, and the files add back to the photo's own codes.
    """
    if index != separation.spec.base or separation.formation is not ADDITIVE or depth is Depth.FLOAT:
        return separation.layers[index].pixels
    color = written_space(separation.photo.color, depth)
    base = np.empty_like(separation.photo.pixels)
    for band in Region.whole(separation.photo.size).bands():
        parts = separation.parts(band)
        rounded = [color.decode(color.encode(part, depth)) for i, part in enumerate(parts) if i != index]
        base[band.slices] = separation.formation.remainder(separation.photo.pixels[band.slices], rounded)
    return base


def _cut_off_light(separation: Separation, depth: Depth) -> tuple[Notice, ...]:
    """Integer files end at white; the factors of a product can be brighter, and then the files do not multiply back."""
    if depth is Depth.FLOAT or separation.formation is not MULTIPLICATIVE:
        return ()
    names = [layer.title for layer in separation.layers if float(layer.pixels.max()) > 1.0]
    if not names:
        return ()
    sentence = (
        f"{' and '.join(names)} is brighter than white in places, which {int(depth)} bits cut off; --bits 32 keeps it."
    )
    return (Notice("brighter-than-white", sentence),)
