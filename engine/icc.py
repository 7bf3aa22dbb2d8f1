"""ICC profiles: the colour space that an embedded profile describes.

Matrix and grey profiles are read here, since exact codes need their very curves (ICC.1:2022, sections 8.4 and 9.2). All
others (CMYK, look-up tables) go through LittleCMS into sRGB.
"""

import functools
import io
import struct

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import ImageCms

from engine.color import ColorSpace, Pixels, matrix_to_srgb
from engine.curves import Curve, Parametric, Sampled

MADE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
"""The date in a profile made here: it must not change from day to day."""
_RELATIVE, _BLACK_POINT = 1, 0x2000
_D65 = (0.3127, 0.3290, 1.0)
_SRGB_PRIMARIES = (0.64, 0.33, 1.0, 0.30, 0.60, 1.0, 0.15, 0.06, 1.0)
_PARAMETERS = {0: "g", 1: "gab", 2: "gabe", 3: "gabcd", 4: "gabcdef"}


class BadProfile(ValueError):
    """These bytes are no profile that can be used; the text says why."""


def is_matrix_profile(icc: bytes) -> bool:
    """Whether `read_profile` understands this profile: RGB with a matrix, or grey with a curve."""
    tags = _tags(icc)
    needed = {b"RGB ": (b"rXYZ", b"rTRC"), b"GRAY": (b"kTRC",)}.get(icc[16:20], (b"none",))
    return all(tag in tags for tag in needed)


def channels_of(icc: bytes) -> int:
    """How many channels the pixels of this profile have."""
    _tags(icc)
    known = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}
    if icc[16:20] not in known:
        raise BadProfile(f"it is for {icc[16:20].decode('latin-1').strip()} pictures")
    return known[icc[16:20]]


def model_of(icc: bytes) -> bytes:
    """What pixels of this profile are, as four letters of the ICC's: b"RGB ", b"GRAY", b"CMYK", b"Lab " and others."""
    _tags(icc)
    return icc[16:20]


def read_profile(icc: bytes) -> ColorSpace:
    """The colour space of a matrix or grey profile; raises BadProfile."""
    tags = _tags(icc)
    try:
        if icc[16:20] == b"GRAY":
            curve = _curve(tags[b"kTRC"])
            return ColorSpace(_name(icc), curves=(curve, curve, curve), icc=icc, is_grey=True)
        colorants = np.stack([_xyz(tags[name]) for name in (b"rXYZ", b"gXYZ", b"bXYZ")], axis=1)
        red, green, blue = (_curve(tags[name]) for name in (b"rTRC", b"gTRC", b"bTRC"))
    except (KeyError, struct.error) as error:
        raise BadProfile("it is cut off or lacks a part") from error
    if abs(np.linalg.det(colorants)) < 1e-6:
        raise BadProfile("its primaries lie on a line")
    return ColorSpace(_name(icc), matrix_to_srgb(colorants), (red, green, blue), icc)


def through_lcms(codes: NDArray, icc: bytes) -> Pixels:
    """Linear sRGB light (H, W, 3) of codes (H, W, C) in any profile; relative colorimetric, black point compensated.

    Light below 0 and above 1 is kept. Floats on LittleCMS' side keep it from joining its steps into coarse tables.
    """
    space = {1: "gray", 3: "lab" if icc[16:20] == b"Lab " else "rgb", 4: "cmyk"}[channels_of(icc)]
    try:
        light = imagecodecs.cms_transform(
            codes,
            icc,
            _linear_srgb_profile(),
            colorspace=space,
            outcolorspace="rgb",
            outdtype=np.float32,
            intent=_RELATIVE,
            flags=_BLACK_POINT,
        )
    except (imagecodecs.CmsError, ValueError) as error:
        raise BadProfile(f"LittleCMS cannot use it ({error})") from error
    return light.reshape(*codes.shape[:2], 3)


@functools.lru_cache(maxsize=1)
def _linear_srgb_profile() -> bytes:
    return imagecodecs.cms_profile("rgb", whitepoint=_D65, primaries=_SRGB_PRIMARIES, gamma=1.0)


@functools.lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """An sRGB profile to embed where the source had none that fits; always the same bytes."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + MADE + made[36:]


@functools.lru_cache(maxsize=1)
def srgb_space() -> ColorSpace:
    """sRGB with that profile."""
    return read_profile(srgb_profile())


def _tags(icc: bytes) -> dict[bytes, bytes]:
    if len(icc) < 132 or icc[36:40] != b"acsp":
        raise BadProfile("it has no ICC header")
    (count,) = struct.unpack_from(">I", icc, 128)
    if count > 200 or len(icc) < 132 + 12 * count:
        raise BadProfile("it is cut off")
    entries = (struct.unpack_from(">4sII", icc, 132 + 12 * i) for i in range(count))
    return {name: icc[offset : offset + size] for name, offset, size in entries}


def _xyz(tag: bytes) -> NDArray[np.float64]:
    if tag[:4] != b"XYZ ":
        raise BadProfile("a primary is not given as XYZ")
    return np.array(struct.unpack_from(">3i", tag, 8)) / 65536


def _curve(tag: bytes) -> Curve:
    if tag[:4] == b"para":
        return _parametric(tag)
    if tag[:4] != b"curv":
        raise BadProfile("a transfer curve has an unknown form")
    (count,) = struct.unpack_from(">I", tag, 8)
    if count == 0:
        return Parametric(1.0)
    if count == 1:
        return _rising(Parametric(struct.unpack_from(">H", tag, 12)[0] / 256))
    samples = np.array(struct.unpack_from(f">{count}H", tag, 12)) / 65535
    if (np.diff(samples) < 0).any() or samples[-1] <= samples[0]:
        raise BadProfile("a transfer curve does not rise")
    return Sampled(tuple(samples.tolist()))


def _parametric(tag: bytes) -> Parametric:
    (kind,) = struct.unpack_from(">H", tag, 8)
    if kind not in _PARAMETERS:
        raise BadProfile("a transfer curve has an unknown form")
    names = _PARAMETERS[kind]
    values = dict(zip(names, np.array(struct.unpack_from(f">{len(names)}i", tag, 12)) / 65536, strict=True))
    if kind in (1, 2):  # zero (or the offset) below -b/a
        values["d"] = -values["b"] / values["a"] if values["a"] else 0.0
        values["f"] = values.get("e", 0.0)
    return _rising(Parametric(**{name: float(value) for name, value in values.items()}))


def _rising(curve: Parametric) -> Parametric:
    rising = curve.decode(np.linspace(0, 1, 1025)) if curve.g > 0 and curve.a > 0 else np.array([1.0, 0.0])
    if not np.isfinite(rising).all() or (np.diff(rising) < -1e-6).any() or rising[-1] <= rising[0]:
        raise BadProfile("a transfer curve does not rise")
    return curve


def _name(icc: bytes) -> str:
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip() or "unnamed profile"
    except (ImageCms.PyCMSError, OSError):
        return "unnamed profile"
