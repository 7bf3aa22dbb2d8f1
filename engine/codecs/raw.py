"""Reading camera RAW: linear light with the camera's white balance, highlights above white kept; and its preview."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import numpy as np
import rawpy
from numpy.typing import NDArray
from PIL import Image

from engine.codecs import tiff_metadata
from engine.codecs.directory import DirectoryError
from engine.codecs.file_bytes import FileBytes
from engine.codecs.metadata import Found, found
from engine.codecs.raster import Model, Raster, damaged, refuse_too_large, truncated
from engine.color import ColorSpace, matrix_to_srgb
from engine.errors import Notice, PhotoError
from engine.icc import srgb_space
from engine.icc_making import with_curve
from engine.picture import Depth
from engine.profiles import PROPHOTO_CURVE

NOT_KNOWN = "raw-unsupported"
"""The code of RAW that LibRaw does not know."""
LIBRAW = "LibRaw " + ".".join(str(part) for part in rawpy.libraw_version)
_ROMM_COLORANTS = np.array([[0.79767, 0.13519, 0.03134], [0.28804, 0.71188, 0.00009], [0.0, 0.0, 0.82491]])
_ROMM = with_curve(ColorSpace("ROMM RGB", matrix_to_srgb(_ROMM_COLORANTS)), PROPHOTO_CURVE, "ROMM RGB")
"""What RAW photos are developed into: wide enough for every camera."""
_TOP = 65535.0
_QUARTER_TURNS = {3: 2, 5: 1, 6: -1}
"""To the left, for LibRaw's word of how the camera was held."""


def read_raw(path: Path, source: BinaryIO | None = None) -> Raster:
    """The photo of a RAW file, or of a source in its place, as linear light for 16 bits; raises PhotoError.

    White is where the first channel ends; what the others still tell of brighter places is kept above it.
    """
    try:
        with rawpy.imread(source or str(path)) as raw:
            sizes = raw.sizes
            refuse_too_large(path, sizes.width, sizes.height)
            codes = raw.postprocess(
                gamma=(1, 1),
                no_auto_bright=True,
                use_camera_wb=True,
                output_bps=16,
                output_color=rawpy.ColorSpace.ProPhoto,
                highlight_mode=rawpy.HighlightMode.Ignore,
            )
            light = np.multiply(codes, np.float32(_above_white(raw) / _TOP), dtype=np.float32)
            has_colors = bool(raw.rgb_xyz_matrix.any() or raw.color_matrix.any())
    except rawpy.LibRawFileUnsupportedError as error:
        sentence = f"{path.name} is no RAW that {LIBRAW} knows; convert it to DNG first."
        raise PhotoError(NOT_KNOWN, sentence) from error
    except rawpy.LibRawIOError as error:
        raise truncated(path) from error
    except rawpy.LibRawError as error:
        raise damaged(path, _text(error)) from error
    found_beside, space = _found(path), _ROMM
    if not has_colors:  # LibRaw has left them as they were
        sentence = f"The colours of the camera of {path.name} are not known and are taken for sRGB."
        found_beside, space = found_beside.with_notices((Notice("raw-srgb", sentence),)), srgb_space()
    return Raster(light, Model.RGB, found=found_beside, light_in=space, stored=Depth.SIXTEEN)


def read_preview(path: Path) -> NDArray[np.uint8] | None:
    """The picture that the camera put into a RAW file, upright, (h, w, 3) at 8 bits; None where it has none."""
    try:
        with rawpy.imread(str(path)) as raw:
            thumb, turns = raw.extract_thumb(), _QUARTER_TURNS.get(raw.sizes.flip, 0)
        if thumb.format == rawpy.ThumbFormat.BITMAP:
            codes = np.asarray(thumb.data)
        else:
            with Image.open(BytesIO(bytes(thumb.data))) as picture:
                codes = np.asarray(picture.convert("RGB"))
    except (rawpy.LibRawError, OSError):  # Pillow's word for a broken one
        return None
    return np.ascontiguousarray(np.rot90(codes, turns))


def _above_white(raw: rawpy.RawPy) -> float:
    """How much brighter than white the brightest code is: LibRaw divides all by the largest gain of white balance."""
    gains = [gain for gain in raw.camera_whitebalance[:3] if gain > 0] or list(raw.daylight_whitebalance[:3])
    return max(gains) / min(gains)


def _found(path: Path) -> Found:
    """What a RAW file that is a TIFF says of the photo; LibRaw has turned the pixels already."""
    try:
        with path.open("rb") as file:
            return replace(tiff_metadata.beside(path, FileBytes(file)).found, orientation=1)
    except DirectoryError:
        return found(path)


def _text(error: Exception) -> str:
    text = error.args[0] if error.args else "it cannot be decoded"
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
