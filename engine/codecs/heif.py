"""Reading HEIC (with the package pillow-heif, if it is there) and AVIF; 10 to 16 bits are kept.

Colours are those of the profile, or of the numbers (CICP) in its place, which Pillow does not tell.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL.AvifImagePlugin import AvifImageFile

from engine.codecs.bmff import read_properties
from engine.codecs.bmff_items import exif_in
from engine.codecs.cicp import Cicp, described
from engine.codecs.metadata import Found, found, further_pictures
from engine.codecs.raster import (
    Model,
    Raster,
    damaged,
    refuse_too_large,
    unmultiplied,
    was_multiplied,
    widened,
)
from engine.errors import Notice, PhotoError

_NUMBERS = ("color_primaries", "transfer_characteristics")


def read_heic(path: Path) -> Raster:
    """The main picture of a HEIC file; raises PhotoError, which says what to install where the reader is missing."""
    try:
        reader: Any = importlib.import_module("pillow_heif")
    except ImportError:
        sentence = f'{path.name} is a HEIC file, which needs one more package: pip install "sils[heic]".'
        raise PhotoError("heic-missing", sentence) from None
    try:
        file = reader.open_heif(path, convert_hdr_to_8bit=False, hdr_to_16bit=False)
        refuse_too_large(path, *file.size)
        info = file.info
        picture = widened(np.asarray(file), info["bit_depth"])
    except (ValueError, OSError, RuntimeError, EOFError) as error:
        raise damaged(path, str(error)) from error
    notices = _further(path, len(file))
    if file.premultiplied_alpha:
        picture = np.dstack([unmultiplied(picture[..., :-1], picture[..., -1]), picture[..., -1]])
        notices += (was_multiplied(path),)
    numbers = info.get("nclx_profile") or {}
    upright = replace(_found(path, path.read_bytes(), info), orientation=1)  # the reader has turned the pixels
    return described(
        path,
        _raster(picture, info, upright.with_notices(notices)),
        Cicp(*(numbers[name] for name in _NUMBERS if name in numbers)),
    )


def read_avif(path: Path) -> Raster:
    """The picture of an AVIF file as it lies there, turned as its container says; raises PhotoError."""
    try:
        with path.open("rb") as file, AvifImageFile(file) as picture:
            refuse_too_large(path, *picture.size)
            pictures = picture.n_frames
            info = {str(name): value for name, value in picture.info.items()}
            eight = np.asarray(picture.convert("RGBA" if picture.has_transparency_data else "RGB"))
        content = path.read_bytes()
        deep = imagecodecs.avif_decode(content)
    except (OSError, SyntaxError, ValueError, RuntimeError) as error:
        raise damaged(path, str(error)) from error
    deep = deep[0] if deep.ndim == 4 else deep  # a sequence; asked for its first picture alone, the decoder crashes
    is_deeper = deep.dtype == np.uint16 and deep.shape[:2] == eight.shape[:2]
    properties = read_properties(content)
    codes = widened(deep, properties.av1_bits) if is_deeper else eight
    beside = _found(path, content, info).with_notices(_further(path, pictures))
    return described(path, _raster(codes, info, beside), properties.cicp)


def _raster(picture: NDArray, info: dict[str, Any], beside: Found) -> Raster:
    codes = picture if picture.ndim == 3 else picture[..., None]
    has_alpha = codes.shape[2] in (2, 4)
    colors = codes[..., :-1] if has_alpha else codes
    return Raster(
        np.ascontiguousarray(colors),
        Model.GREY if colors.shape[2] == 1 else Model.RGB,
        alpha=codes[..., -1] if has_alpha else None,
        icc=info.get("icc_profile") or b"",
        found=beside,
    )


def _found(path: Path, content: bytes, info: dict[str, Any]) -> Found:
    """The metadata, turned as the container says; EXIF as it lies there, since Pillow may lay it out anew."""
    orientation = read_properties(content).orientation
    return found(path, exif=exif_in(content), xmp=info.get("xmp") or b"", orientation=orientation)


def _further(path: Path, pictures: int) -> tuple[Notice, ...]:
    return (further_pictures(path),) if pictures > 1 else ()
