"""ICC profiles: the colour space that an embedded profile describes.

Matrix and grey profiles are read here, since exact codes need their very curves (ICC.1:2022, sections 8.4 and 9.2). All
others (CMYK, look-up tables that say something else than the matrix beside them) go through LittleCMS into sRGB.
"""

import functools
import io
import struct

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import ImageCms

from engine.color import D65, SRGB_PRIMARIES, ColorSpace, Pixels, matrix_to_srgb
from engine.curves import SRGB
from engine.icc_curves import BadProfile, curve_of, light_of_lightness

MADE = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
"""The date in a profile made here: it must not change from day to day."""
_RELATIVE, _BLACK_POINT = 1, 0x2000
_D65 = (*D65, 1.0)
_SRGB_PRIMARIES = tuple(value for i in (0, 2, 4) for value in (*SRGB_PRIMARIES[i : i + 2], 1.0))
_TABLES = (b"A2B0", b"A2B1", b"A2B2", b"D2B0", b"D2B1", b"D2B2", b"D2B3")
_SAME_CODES = 1 / 255
_PERCENT = np.float32(100)


def is_matrix_profile(icc: bytes) -> bool:
    """Whether `read_profile` gives all that this profile says: RGB with a matrix, or grey with a curve.

    Where it has tables too, these count, and the matrix only if it agrees with them.
    """
    tags = _tags(icc)
    needed = {b"RGB ": (b"rXYZ", b"rTRC"), b"GRAY": (b"kTRC",)}.get(icc[16:20], (b"none",))
    return all(tag in tags for tag in needed) and (not any(table in tags for table in _TABLES) or _agrees(icc))


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
            curve = curve_of(tags[b"kTRC"])
            if icc[20:24] == b"Lab ":
                curve = light_of_lightness(curve)
            return ColorSpace(_name(icc), curves=(curve, curve, curve), icc=icc, is_grey=True)
        colorants = np.stack([_xyz(tags[name]) for name in (b"rXYZ", b"gXYZ", b"bXYZ")], axis=1)
        red, green, blue = (curve_of(tags[name]) for name in (b"rTRC", b"gTRC", b"bTRC"))
    except (KeyError, struct.error) as error:
        raise BadProfile("it is cut off or lacks a part") from error
    if abs(np.linalg.det(colorants)) < 1e-6:
        raise BadProfile("its primaries lie on a line")
    return ColorSpace(_name(icc), matrix_to_srgb(colorants), (red, green, blue), icc)


def through_lcms(codes: NDArray, icc: bytes) -> Pixels:
    """Linear sRGB light (H, W, 3) of codes (H, W, C) in any profile; relative colorimetric, black point compensated.

    Light below 0 and above 1 is kept.
    """
    return _through_lcms(codes, icc, _BLACK_POINT)


def _through_lcms(codes: NDArray, icc: bytes, flags: int) -> Pixels:
    # Floats on LittleCMS' side keep it from joining its steps into coarse tables.
    space = {1: "gray", 3: "lab" if icc[16:20] == b"Lab " else "rgb", 4: "cmyk"}[channels_of(icc)]
    try:
        light = imagecodecs.cms_transform(
            codes * _PERCENT if space == "cmyk" and codes.dtype.kind == "f" else codes,
            icc,
            _linear_srgb_profile(),
            colorspace=space,
            outcolorspace="rgb",
            outdtype=np.float32,
            intent=_RELATIVE,
            flags=flags,
        )
    except (imagecodecs.CmsError, ValueError) as error:
        raise BadProfile(f"LittleCMS cannot use it ({error})") from error
    return light.reshape(*codes.shape[:2], 3)


@functools.lru_cache(maxsize=16)
def _agrees(icc: bytes) -> bool:
    """Whether the matrix or curve means what LittleCMS makes of the profile, within a code of 8 bits."""
    try:
        color = read_profile(icc)
    except BadProfile:
        return False
    levels = np.linspace(0, 65535, 6).astype(np.uint16)
    grids = np.meshgrid(*[levels] * channels_of(icc), indexing="ij")
    codes = np.stack(grids, axis=-1).reshape(1, -1, len(grids))
    light = np.broadcast_to(color.decode(codes), (*codes.shape[:2], 3))
    ours, theirs = color.to_linear_srgb(np.ascontiguousarray(light)), _through_lcms(codes, icc, 0)
    differences = SRGB.encode(ours.astype(np.float64)) - SRGB.encode(theirs.astype(np.float64))
    return bool(np.abs(differences).max() <= _SAME_CODES)


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


def _name(icc: bytes) -> str:
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip() or "unnamed profile"
    except (ImageCms.PyCMSError, OSError):
        return "unnamed profile"
