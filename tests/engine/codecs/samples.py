"""Photo files made by other programs than ours, and read again by them."""

from __future__ import annotations

import zlib
from pathlib import Path

import imagecodecs
import numpy as np
import tifffile
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from engine.codecs.container import Container
from engine.codecs.png_chunks import chunk

WHOLE_METADATA = (Container.PNG, Container.TIFF, Container.JPEG)
"""The containers that hold EXIF, IPTC and two resolutions."""
LARGEST = float(np.nextafter(np.float32(1e30), np.float32(0)))
"""Floats beyond it are refused."""
SIDES = st.sampled_from([1, 2, 3, 5, 8, 13])


@st.composite
def codes(draw: st.DrawFn, dtype: type, channels: int) -> NDArray:
    """Any codes (H, W, channels), sizes from 1 × 1, odd ones included; floats as far as they are read."""
    shape = (draw(SIDES), draw(SIDES), channels)
    is_float = np.dtype(dtype).kind == "f"
    values = st.floats(-LARGEST, LARGEST, width=32) if is_float else hnp.from_dtype(np.dtype(dtype))
    return draw(hnp.arrays(dtype, shape, elements=values))


def save_png(path: Path, picture: NDArray, icc: bytes = b"", *, chunks: bytes = b"") -> Path:
    """Codes (H, W, C) as a PNG, with further chunks after its header."""
    encoded = imagecodecs.png_encode(np.ascontiguousarray(picture.squeeze(2) if picture.shape[2] == 1 else picture))
    profile = chunk(b"iCCP", b"test\0\0" + zlib.compress(icc)) if icc else b""
    path.write_bytes(encoded[:33] + profile + chunks + encoded[33:])
    return path


def save_tiff(path: Path, picture: NDArray, icc: bytes = b"", **options: object) -> Path:
    """Codes (H, W, C) as a TIFF; one or three channels are colour, a further one is transparency."""
    channels = picture.shape[2]
    arguments: dict = {"photometric": "rgb" if channels >= 3 else "minisblack", "metadata": None}
    if channels in (2, 4):
        arguments |= {"extrasamples": ["unassalpha"], "planarconfig": "contig"}
    if icc:
        arguments["iccprofile"] = icc
    tifffile.imwrite(path, picture[..., 0] if channels == 1 else picture, **{**arguments, **options})
    return path


def codes_in(path: Path) -> NDArray:
    """The codes (H, W, C) of a PNG or TIFF, as libpng or tifffile read them."""
    if path.suffix == ".png":
        picture = imagecodecs.png_decode(path.read_bytes())
        return picture[..., None] if picture.ndim == 2 else picture
    with tifffile.TiffFile(path) as file:
        return file.pages.first.asarray(squeeze=False)[0, 0]
