"""Separations as files: the layers one by one, and what files say of the mix that made them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from engine.codecs import xmp_fields
from engine.codecs.color_claims import claiming
from engine.codecs.container import Container
from engine.codecs.keeping import Keep, kept
from engine.codecs.sheet import Light, written_space
from engine.codecs.writing import write_picture
from engine.color import ColorSpace, Pixels
from engine.errors import Notice
from engine.formation import ADDITIVE
from engine.geometry import Region
from engine.mix import Mix
from engine.output import RESIDUAL, Output, Targets
from engine.picture import Depth, Photo, Separation
from engine.profiles import Profile
from engine.progress import SILENT, Progress
from engine.recoloring import clipped, is_remainder, remainder
from engine.render import alone, bands
from engine.version import sils_version

_NO_RESIDUAL = 1e-6


def described(separation: Separation, mix: Mix, output: Output, **more: str) -> Photo:
    """The photo as files of this mix describe it: with the metadata that the output's rule keeps.

    Where all is kept, it also says which separator and mix made the picture, and whatever `more` says. Of the pixels'
    colours it says what is true of the output's profile.
    """
    photo = separation.photo
    left = kept(photo.metadata, output.metadata)
    if output.profile is not Profile.SOURCE:
        left = claiming(left, output.profile)
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
    separation: Separation, mix: Mix, targets: Targets, output: Output, progress: Progress = SILENT
) -> tuple[Notice, ...]:
    """Write the layers as the mix adjusts them, whatever their strengths, and the residual (always as floats, since it
    can be negative) where there is a target for it.

    Returns what the files could not hold.
    """
    mix = mix.at_full_strength
    photo = described(separation, mix, output)
    container, depth, color = output.container_for(photo), output.depth_for(photo), output.space_for(photo)
    lights = {
        layer.title: partial(alone, separation, mix, index)
        for index, layer in enumerate(separation.layers)
        if layer.name in targets.files
    }
    notices: dict[Notice, None] = dict.fromkeys(
        (*_cut_off_light(lights, depth, photo), *_clipped(lights, depth, photo, output.profile))
    )

    def converted(light: Light) -> Light:
        return lambda band: photo.color.converted(light(band), color)

    for done, (name, path) in enumerate(targets.files.items()):
        stage = progress.part(done / len(targets.files), (done + 1) / len(targets.files), "write")
        if name == RESIDUAL:
            light = converted(separation.residual)
            kind, bits = Container.TIFF, Depth.FLOAT
        else:
            index = separation.spec.layer_names.index(name)
            light = _layer_to_write(separation, mix, index, color, depth, stage.part(0.0, 0.3))
            kind, bits, stage = container, depth, stage.part(0.3, 1.0)
        found = write_picture(
            path, light, like=photo, container=kind, depth=bits, profile=output.profile, progress=stage
        )
        notices.update(dict.fromkeys(found))
    return tuple(notices)


def write_remix(
    pixels: Pixels, path: Path, *, like: Separation, mix: Mix, output: Output, progress: Progress = SILENT
) -> tuple[Notice, ...]:
    """Write what a mix of a separation has given, linear light (H, W, 3); returns what the file could not hold."""
    photo = described(like, mix, output)
    container, depth, color = output.container_for(photo), output.depth_for(photo), output.space_for(photo)
    found = write_picture(
        path,
        lambda band: photo.color.converted(pixels[band.slices], color),
        like=photo,
        container=container,
        depth=depth,
        profile=output.profile,
        progress=progress,
    )
    lights = {"The remix": lambda band: pixels[band.slices]}
    is_mixs_doing = float(photo.pixels.max()) <= 1.0  # a brighter exposure clips in every editor
    brighter = () if is_mixs_doing else _cut_off_light(lights, depth, photo)
    return (*found, *brighter, *_clipped(lights, depth, photo, output.profile))


def _layer_to_write(
    separation: Separation, mix: Mix, index: int, color: ColorSpace, depth: Depth, progress: Progress
) -> Light:
    """The layer in the primaries of `color`, as a mix at full strength adjusts it."""
    if mix.is_neutral:
        return partial(_found_layer, separation, index, color, depth)
    whole = Region.whole(separation.photo.size)
    out = np.empty_like(separation.layers[index].pixels)  # softness would look at far more than the few rows of a strip
    for band in bands(whole, mix):
        out[band.slices] = separation.photo.color.converted(alone(separation, mix, index, band), color)
        progress.report((band.y + band.height) / whole.height)
    return lambda band: out[band.slices]


def _found_layer(separation: Separation, index: int, color: ColorSpace, depth: Depth, band: Region) -> Pixels:
    """A band of the layer in the primaries of `color`; a sum's base layer takes up what rounding to codes does to the
    others.

    So one rounding is left instead of one for each layer. The files add back to the photo's own codes but where what is
    left lies at the border of two of them (a few samples in ten thousand at most, a code off), and, with three layers
    or more, where the others were rounded up and the base layer, being black, has nothing to give.
    """
    own, formation = separation.photo.color, separation.formation
    parts = list(separation.parts(band))
    plain = parts.pop(index)
    is_rounded = formation is ADDITIVE and depth is not Depth.FLOAT
    if index != separation.spec.base or not (is_rounded or is_remainder(formation, own, color)):
        return own.converted(plain, color)
    if not is_rounded:
        return remainder(plain, parts, own, color)
    written = written_space(color, depth)
    rounded = [written.decode(written.encode(own.converted(other, color), depth)) for other in parts]
    whole = separation.photo.pixels[band.slices]
    if color is not own:  # its codes there are what the files shall add up to
        whole = written.decode(written.encode(own.converted(whole, color), depth))
    return formation.remainder(whole, rounded)


def _clipped(lights: Mapping[str, Light], depth: Depth, photo: Photo, profile: Profile) -> tuple[Notice, ...]:
    return () if depth is Depth.FLOAT else clipped(lights, photo.size, photo.color, profile)


def _cut_off_light(lights: Mapping[str, Light], depth: Depth, photo: Photo) -> tuple[Notice, ...]:
    """What is to be told of pictures, by their names, whose light files of this depth cannot hold: whole numbers end at
    white. Factors of a product can be brighter, and so can a photo that was raw or HDR."""
    if depth is Depth.FLOAT:
        return ()
    whole = Region.whole(photo.size)
    names = [name for name, light in lights.items() if any(float(light(band).max()) > 1.0 for band in whole.bands())]
    if not names:
        return ()
    sentence = (
        f"{' and '.join(names)} is brighter than white in places, which {int(depth)} bits cut off; --bits 32 keeps it."
    )
    return (Notice("brighter-than-white", sentence),)
