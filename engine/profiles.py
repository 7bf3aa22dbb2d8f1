"""The colour profiles that files can be written with in place of the photo's own."""

from __future__ import annotations

import functools
from dataclasses import replace
from enum import Enum

from engine.color import D65, ColorSpace, matrix_of_primaries
from engine.curves import GAMMA, SRGB, Curve, Parametric
from engine.icc import read_profile, srgb_space
from engine.icc_making import tagged, with_curve

DISPLAY_P3 = (0.680, 0.320, 0.265, 0.690, 0.150, 0.060, *D65)
ADOBE_RGB = (0.64, 0.33, 0.21, 0.71, 0.15, 0.06, *D65)
_ROMM = (0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001, 0.3457, 0.3585)
"""x and y of red, green, blue and white; ROMM RGB, of ISO 22028-2, is what ProPhoto RGB has."""
PROPHOTO_CURVE = Parametric(461 / 256)
"""What profiles of ProPhoto RGB have: the standard's curve without its straight beginning."""


class Profile(Enum):
    """A profile that is asked for: the photo's own, or one of those that everybody knows."""

    SOURCE = "source"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"
    ADOBE_RGB = "adobe-rgb"
    PROPHOTO = "prophoto"

    @property
    def title(self) -> str:
        """What people call it, in every language; empty for the photo's own."""
        return _TITLES.get(self, "")

    def space_for(self, color: ColorSpace) -> ColorSpace:
        """The space that a picture in `color` is written in.

        Its own, with the profile that says so, where that means the same: then no code changes.
        """
        if self is Profile.SOURCE:
            return color
        target = _space(self)
        return tagged(color) if color.means_as(target) else target


_TITLES = {
    Profile.SRGB: "sRGB",
    Profile.DISPLAY_P3: "Display P3",
    Profile.ADOBE_RGB: "Adobe RGB (1998)",
    Profile.PROPHOTO: "ProPhoto RGB",
}


@functools.cache
def _space(profile: Profile) -> ColorSpace:
    match profile:
        case Profile.DISPLAY_P3:
            return _made("Display P3", DISPLAY_P3, SRGB)
        case Profile.ADOBE_RGB:
            return _made("Compatible with Adobe RGB (1998)", ADOBE_RGB, GAMMA)
        case Profile.PROPHOTO:
            return _made("ProPhoto RGB", _ROMM, PROPHOTO_CURVE)
        case _:
            return srgb_space()


def _made(name: str, primaries: tuple[float, ...], curve: Curve) -> ColorSpace:
    made = with_curve(ColorSpace(name, matrix_of_primaries(primaries)), curve, name)
    return replace(made, curves=read_profile(made.icc).curves)  # its numbers are rounded, as readers will have them
