"""A separation and a mix as a stack of layers that other programs put together again.

*Compatible*: a sum is written in the photo's own codes, each upper layer being what it adds to the code below it, for
Linear Dodge (Add) in an ordinary document. A product is written under a pure gamma, where codes multiply as light does.
*Physical*: the layers' true light in a linear document, for programs that blend in the document's own numbers.

What is shown together is always the remix, code for code: adjustments are in the layers, at an opacity of 100 %. A
layer that the mix takes away is there as it was, switched off, so that it can be brought back.

With a mask the photo lies on top and covers what the mask keeps. One mask on one layer of an ordinary blend means the
same in every program, in a group or out of it; a mask on each layer makes a soft edge of a product wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from engine.codecs.exr_writing import LightStack, covered
from engine.codecs.sheet import Sheet, written_space
from engine.codecs.stack import Blend, LayerMode, Stack, StackLayer
from engine.color import ColorSpace, Plane
from engine.formation import ADDITIVE
from engine.geometry import Region
from engine.icc_making import linear, pure_gamma, tagged
from engine.layer_codes import NOT_KNOWN, Factors, Parts, Sums
from engine.mix import Mix
from engine.picture import Depth, Photo, Separation
from engine.profiles import Profile

PHOTO_TITLE = "Photo"


def stack_of(
    separation: Separation,
    mix: Mix,
    *,
    like: Photo,
    mode: LayerMode,
    depth: Depth,
    profile: Profile = Profile.SOURCE,
    mask: Plane | None = None,
    divided: Mapping[str, float] | None = None,
) -> Stack:
    """The stack of a mix at 8 or 16 bits; `like` gives transparency and metadata, `mask` where the photo may change.

    `divided` is what `scales` says of it, for who has asked already.
    """
    own, color = separation.photo.color, document_space(separation, mode, depth, profile)
    parts = Parts.of(separation, mix, color)
    names = separation.spec.layer_names
    known = NOT_KNOWN if divided is None else {i: divided.get(name, 1.0) for i, name in enumerate(names)}
    codes = Sums(parts, color, depth) if separation.formation is ADDITIVE else Factors(parts, color, depth, known)
    upper = Blend.ADD if separation.formation is ADDITIVE else Blend.MULTIPLY

    def sheet(encoded: Callable[[Region], NDArray], alpha: Plane | None = None) -> Sheet:
        return Sheet(separation.photo.size, encoded, alpha, color, depth, False, like.metadata)

    def merged(band: Region) -> NDArray:
        return color.encode(parts.target(band, mask), depth)

    layers = [
        StackLayer(
            separation.layers[index].title,
            Blend.NORMAL if index == parts.order[0] else upper,
            sheet(lambda band, index=index: codes.of(index, band)),
            is_shown=index in parts.shown,
        )
        for index in parts.order
    ]
    if mask is not None:
        photo = sheet(lambda band: color.encode(own.converted(separation.photo.pixels[band.slices], color), depth))
        layers.append(StackLayer(PHOTO_TITLE, Blend.NORMAL, photo, np.float32(1.0) - mask))
    return Stack(tuple(layers), sheet(merged, like.alpha))


def light_stack_of(
    separation: Separation,
    mix: Mix,
    *,
    like: Photo,
    profile: Profile = Profile.SOURCE,
    mask: Plane | None = None,
) -> LightStack:
    """The layers' true light and the remix, unlimited; adjustments are in the layers.

    OpenEXR wants light multiplied with its transparency: the remix, and so many layers that they still make it.
    """
    color = profile.space_for(separation.photo.color)
    parts = Parts.of(separation, mix, color)
    pictures = {"": covered(lambda band: parts.target(band, mask), like.alpha)}
    for index in parts.order:
        takes_part = separation.formation is ADDITIVE or index == parts.order[0]
        light = covered(lambda band, index=index: parts.light(index, band), like.alpha if takes_part else None)
        pictures[separation.spec.layers[index].name] = light
    return LightStack(separation.photo.size, pictures, color, like.alpha, like.metadata, mask)


def scales(
    separation: Separation, mix: Mix, mode: LayerMode, depth: Depth, profile: Profile = Profile.SOURCE
) -> dict[str, float]:
    """By what each layer's light was divided to fit below white, where it was; the base layer took it up."""
    if separation.formation is ADDITIVE:
        return {}
    color = document_space(separation, mode, depth, profile)
    parts = Parts.of(separation, mix, color)
    codes = Factors(parts, color, depth)
    found = {separation.spec.layers[index].name: codes.scale(index) for index in parts.order[1:]}
    return {name: scale for name, scale in found.items() if scale != 1.0}


def document_space(separation: Separation, mode: LayerMode, depth: Depth, profile: Profile) -> ColorSpace:
    """The space that a stack is written in, with the profile that says so."""
    color = tagged(written_space(profile.space_for(separation.photo.color), depth))
    if mode is LayerMode.PHYSICAL:
        return linear(color)
    return color if separation.formation is ADDITIVE else pure_gamma(color)
