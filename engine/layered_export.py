"""A separation and a mix as one file of layers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from engine.codecs.exr_facts import left_out_of_exr
from engine.codecs.stack import Layered
from engine.codecs.stack_writing import write_light_stack, write_stack
from engine.codecs.xmp_extension import left_out
from engine.color import Plane
from engine.errors import Notice
from engine.export import described
from engine.layering import light_stack_of, scales, stack_of
from engine.mix import Mix
from engine.output import Output
from engine.picture import Separation
from engine.profiles import Profile
from engine.progress import SILENT, Progress
from engine.recoloring import clipped
from engine.render import render


def write_layered(
    separation: Separation,
    mix: Mix,
    path: Path,
    output: Output,
    *,
    mask: Plane | None = None,
    progress: Progress = SILENT,
) -> tuple[Notice, ...]:
    """Write all layers into one file, and say what it could not hold; raises WriteError, Cancelled."""
    depth, stage = output.layered_depth_for(separation.photo), progress.part(0.0, 1.0, "write")
    if output.layered is Layered.EXR:
        like = described(separation, mix, output)
        write_light_stack(path, light_stack_of(separation, mix, like=like, profile=output.profile, mask=mask), stage)
        return (*left_out_of_exr(like.metadata), *left_out(like.metadata))
    divided = scales(separation, mix, output.layer_mode, depth, output.profile)
    like = described(separation, mix, output, LayerMode=output.layer_mode.value, LayerScales=json.dumps(divided))
    stack = stack_of(
        separation,
        mix,
        like=like,
        mode=output.layer_mode,
        depth=depth,
        profile=output.profile,
        mask=mask,
        divided=divided,
    )
    write_stack(path, stack, output.layered, stage)
    told = (*_scaled(separation, divided), *_cut_off(separation), *_clipped(separation, mix, output.profile))
    return (*told, *left_out(like.metadata))


def _scaled(separation: Separation, divided: Mapping[str, float]) -> tuple[Notice, ...]:
    base = separation.layers[separation.spec.base].title
    titles = {layer.name: layer.title for layer in separation.layers}
    return tuple(
        Notice(
            "layer-scaled",
            f"{titles[name]} is brighter than white in places; its layer is divided by {scale:.3g}, which {base} "
            "takes up.",
        )
        for name, scale in divided.items()
    )


def _clipped(separation: Separation, mix: Mix, profile: Profile) -> tuple[Notice, ...]:
    photo = separation.photo
    lights = {layer.title: lambda band, layer=layer: layer.pixels[band.slices] for layer in separation.layers}
    remix = {"The remix": lambda band: render(separation, mix, region=band)}
    return clipped(remix | lights, photo.size, photo.color, profile)


def _cut_off(separation: Separation) -> tuple[Notice, ...]:
    if float(separation.photo.pixels.max()) <= 1.0:
        return ()
    sentence = "The photo is brighter than white in places, which these layers cut off; EXR keeps it."
    return (Notice("brighter-than-white", sentence),)
