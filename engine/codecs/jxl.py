"""Reading JPEG XL: 1 to 16 bits and floats, in the colours that the file gives by numbers or by a profile.

Decoders turn the picture upright. Source of the boxes: ISO/IEC 18181-2:2024, section 9.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine import icc
from engine.codecs.bmff import boxes
from engine.codecs.colored import in_colors
from engine.codecs.jxl_bits import CodestreamError
from engine.codecs.jxl_header import SIGNATURE, Header, read_header
from engine.codecs.jxl_profile import read_profile_at
from engine.codecs.jxl_rewriting import as_linear_floats
from engine.codecs.light import converted
from engine.codecs.metadata import Found, found, further_pictures
from engine.codecs.raster import (
    Model,
    Raster,
    damaged,
    further_channels,
    refuse_too_large,
    unmultiplied,
    was_multiplied,
    widened,
)
from engine.errors import Notice
from engine.picture import Depth

_WHOLE, _PART, _PART_NUMBER_BYTES = b"jxlc", b"jxlp", 4
_EXIF, _XMP, _PACKED, _NAME_BYTES = b"Exif", b"xml ", b"brob", 4
_MOST_BYTES = 64 << 20


def read_jxl(path: Path) -> Raster:
    """The picture of a JPEG XL file, the first of an animation; raises PhotoError."""
    content = path.read_bytes()
    inside = [] if content.startswith(SIGNATURE) else list(boxes(content))
    codestream = b"".join(_codes_in(name, box) for name, box in inside) if inside else content
    try:
        header = read_header(codestream)
        refuse_too_large(path, header.width, header.height)
        profile, end = read_profile_at(codestream, header.end) if header.colors.has_profile else (b"", header.end)
        if profile and header.is_xyb:
            codestream = as_linear_floats(codestream, header, end)
        picture = imagecodecs.jpegxl_decode(codestream, index=0)
    except (imagecodecs.JpegxlError, CodestreamError, ValueError, RuntimeError) as error:
        raise damaged(path, str(error)) from error
    raster = _raster(path, header, picture, _beside(path, header, inside))
    if not profile:
        return _numbered(path, header, raster)
    return _lit(path, header, raster, profile) if header.is_xyb else replace(raster, icc=profile)


def _codes_in(name: bytes, box: bytes) -> bytes:
    if name == _PART:
        return box[_PART_NUMBER_BYTES:]
    return box if name == _WHOLE else b""


def _raster(path: Path, header: Header, picture: NDArray, beside: Found) -> Raster:
    if sorted(picture.shape[:2]) != sorted((header.height, header.width)):
        picture = picture[0]  # grey with further channels: one plane after the other
    codes = picture if picture.ndim == 3 else picture[..., None]
    codes = widened(codes, header.bits) if codes.dtype.kind == "u" else codes.astype(np.float32, copy=False)
    alpha = codes[..., -1] if codes.shape[2] in (2, 4) else None
    colors = codes if alpha is None else codes[..., :-1]
    notices: tuple[Notice, ...] = (further_pictures(path),) if header.is_animated else ()
    if header.extra_channels > (alpha is not None):
        notices += (further_channels(path),)
    if header.is_multiplied and alpha is not None:
        colors = unmultiplied(colors, alpha)
        notices += (was_multiplied(path),)
    model = Model.GREY if colors.shape[2] == 1 else Model.RGB
    return Raster(np.ascontiguousarray(colors), model, alpha=alpha, found=beside.with_notices(notices))


def _numbered(path: Path, header: Header, raster: Raster) -> Raster:
    """In the colours that the header gives by numbers."""
    if header.colors.transfer is None:
        sentence = f"The colours of {path.name} are not known to SILS and are taken for sRGB."
        return replace(raster, found=raster.found.with_notices((Notice("jxl-srgb", sentence),)))
    return in_colors(path, raster, primaries=header.colors.primaries, transfer=header.colors.transfer)


def _lit(path: Path, header: Header, raster: Raster, profile: bytes) -> Raster:
    """Linear sRGB light as that of the profile, so that files have it again; in sRGB if it works one way only."""
    stored = Depth.FLOAT if header.is_float else Depth.SIXTEEN if header.bits > 8 else Depth.EIGHT
    try:
        if icc.model_of(profile) == raster.model.value and icc.is_matrix_profile(profile):
            space = icc.read_profile(profile)
            light = raster.codes if space.is_grey else space.from_linear_srgb(raster.codes)
            return replace(raster, codes=light, light_in=space, stored=stored)
        notice = converted(path, "its profile works one way only")
    except icc.BadProfile as error:
        notice = Notice("bad-profile", f"The colour profile of {path.name} is not used: {error}.")
    beside = raster.found.with_notices((notice,))
    return replace(raster, light_in=icc.srgb_space(), stored=stored, found=beside)


def _beside(path: Path, header: Header, inside: list[tuple[bytes, bytes]]) -> Found:
    """The metadata in boxes, of a picture that the decoder has turned as the header says; EXIF has no word in that."""
    exif = _first(_EXIF, inside)
    block = exif[4 + int.from_bytes(exif[:4], "big") :]
    said = found(path, exif=block, xmp=_first(_XMP, inside), orientation=header.orientation)
    return replace(said, orientation=1)


def _first(wanted: bytes, inside: list[tuple[bytes, bytes]]) -> bytes:
    """The content of the first box of a name, unpacked where it is compressed; nothing where there is none."""
    for name, box in inside:
        if name == wanted:
            return box
        if name == _PACKED and box.startswith(wanted):
            return _unpacked(box[_NAME_BYTES:])
    return b""


def _unpacked(packed: bytes) -> bytes:
    """Nothing where it is broken or too large."""
    try:
        return bytes(imagecodecs.brotli_decode(packed, out=_MOST_BYTES))
    except (imagecodecs.BrotliError, ValueError, RuntimeError):
        return b""
