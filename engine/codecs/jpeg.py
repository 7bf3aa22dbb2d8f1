"""Reading JPEG: baseline, progressive, grey, colour and CMYK; of a multi-picture file the first."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL.JpegImagePlugin import JpegImageFile

from engine.codecs import jpeg_segments, xmp_extension
from engine.codecs.metadata import found, further_pictures
from engine.codecs.multi_picture import has_further_pictures
from engine.codecs.photoshop_blocks import in_segments
from engine.codecs.raster import (
    BROKEN_PROFILE,
    Model,
    Raster,
    damaged,
    refuse_too_large,
    truncated,
    unsupported,
)
from engine.errors import Notice
from engine.geometry import Region, Size

_OTHER_DEPTH = re.compile(r"(\d+)-bit layers")
"""In what Pillow says of a depth that it cannot read."""
_BLOCK, _FILLED_IN = 8, 128
_LARGEST_SAMPLING = 2
_BROKEN = (SyntaxError, ValueError, KeyError, IndexError)
"""What Pillow raises for headers that it cannot read."""
_MODELS = {"L": Model.GREY, "RGB": Model.RGB, "CMYK": Model.CMYK}


def read_jpeg(path: Path, *, shrunk: int = 1) -> Raster:
    """The first picture of a JPEG file, 8 bits; raises PhotoError.

    `shrunk` 2, 4 or 8 divides its sides, rounded up, by decoding less of it, which is quicker by far.
    """
    with path.open("rb") as file:
        picture, broken = _opened(path, file)
        refuse_too_large(path, *picture.size)
        if picture.mode not in _MODELS:
            raise unsupported(path, f"a JPEG of mode {picture.mode}")
        if shrunk > 1:
            picture.draft(None, (max(1, picture.width // shrunk), max(1, picture.height // shrunk)))
            codes = _pillows_codes(path, picture)
        else:
            codes = _codes(path, picture)
    if shrunk == 1 and _ends_filled_in(codes) and _is_cut_off(path, picture):
        sentence = f"{path.name} seems to be cut off: its pixels end before the picture does; copy it again."
        broken += (Notice("photo-cut-off", sentence),)
    info = picture.info
    xmp = info.get("xmp", b"")
    described = found(path, exif=info.get("exif", b""), xmp=xmp, dpi=_dpi(info))
    extension = xmp_extension.in_segments(xmp, picture.applist)
    further = (further_pictures(path),) if has_further_pictures(info.get("mp", b""), xmp) else ()
    has_comment = bool(info.get("comment", b"").strip(b" \0"))
    lost = (Notice("texts-dropped", f"The comment of {path.name} was left out."),) if has_comment else ()
    return Raster(
        codes,
        _MODELS[picture.mode],
        icc=(info["icc_profile"] or BROKEN_PROFILE) if "icc_profile" in info else b"",
        found=described.with_blocks(in_segments(picture.applist))
        .with_extension(extension)
        .with_notices((*broken, *further, *lost)),
    )


def size_of_jpeg(path: Path) -> Size:
    """The size that the header tells, before any turning; raises PhotoError."""
    with path.open("rb") as file:
        return Size(*_opened(path, file)[0].size)


class _Jpeg(JpegImageFile):
    """Pillow's own reader, opened directly: Image.open judges the size by a limit that the whole process shares."""

    def _read_dpi_from_exif(self) -> None:
        """Not wanted here, and it warns of broken EXIF blocks."""


def _opened(path: Path, file: BinaryIO) -> tuple[JpegImageFile, tuple[Notice, ...]]:
    """The file before its pixels are decoded, and what was left out for that."""
    try:
        return _Jpeg(file), ()
    except OSError as error:
        raise truncated(path) from error
    except _BROKEN as error:
        if depth := _OTHER_DEPTH.search(str(error)):
            raise unsupported(path, f"a JPEG of {depth[1]}-bit samples") from error
        file.seek(0)
        content = file.read()
        readable = jpeg_segments.without(content, _is_broken)
        if len(readable) == len(content):
            raise damaged(path, str(error)) from error
    picture, _ = _opened(path, BytesIO(readable))
    return picture, (Notice("bad-segment", f"Broken metadata of {path.name} was left out."),)


def _is_broken(content: bytes) -> bool:
    try:
        _Jpeg(BytesIO(content))
    except _BROKEN:
        return True
    return False


def _codes(path: Path, picture: JpegImageFile) -> NDArray[np.uint8]:
    """The picture (H, W, C), decoded in place while other threads run.

    Pillow, which holds it a second time in four bytes a pixel and stops all threads to lay that out, has the word for
    what is cut off, which imagecodecs fills in, and for what is broken; it also knows when CMYK is inverted.
    """
    assert picture.fp is not None, "its pixels are not decoded yet"
    picture.fp.seek(0)
    content = picture.fp.read()
    if picture.mode != "CMYK" and jpeg_segments.is_closed(content):
        with suppress(imagecodecs.Jpeg8Error):
            codes = imagecodecs.jpeg8_decode(content)
            shape = (picture.height, picture.width, len(picture.getbands()))
            if codes.size == math.prod(shape):
                return codes.reshape(shape)
    return _pillows_codes(path, picture)


def _pillows_codes(path: Path, picture: JpegImageFile) -> NDArray[np.uint8]:
    """The picture (H, W, C). Pillow lets no other thread run while it hands over pixels: a band at a time is short."""
    try:
        picture.load()
    except OSError as error:
        raise truncated(path) if "truncated" in str(error) else damaged(path, str(error)) from error
    codes = np.empty((picture.height, picture.width, len(picture.getbands())), np.uint8)
    for band in Region.whole(Size(*picture.size)).bands():
        rows = picture.crop((0, band.y, band.width, band.y + band.height))
        codes[band.slices] = np.asarray(rows).reshape(band.height, band.width, -1)
    return codes


def _ends_filled_in(codes: NDArray[np.uint8]) -> bool:
    """Whether the last block is what decoders put where pixels are missing."""
    height, width, _ = codes.shape
    return bool((codes[(height - 1) // _BLOCK * _BLOCK :, (width - 1) // _BLOCK * _BLOCK :] == _FILLED_IN).all())


def _is_cut_off(path: Path, picture: JpegImageFile) -> bool:
    """Whether a file that is closed as it should be was cut off before, of which decoders say nothing.

    libjxl, which packs JPEG files without loss, then refuses it, after several times as long as decoding takes. It also
    refuses odd profiles, which are not given to it, and kinds of which it is not asked: CMYK, unusual codings and
    samplings.
    """
    sampling = max(factor for _, *factors, _ in picture.layer for factor in factors)
    if picture.mode == "CMYK" or sampling > _LARGEST_SAMPLING:
        return False
    content = path.read_bytes()
    if not jpeg_segments.is_huffman_coded(content):
        return False
    try:
        imagecodecs.jpegxl_encode_jpeg(jpeg_segments.without(content, lambda _: True))
    except imagecodecs.JpegxlError:
        return True
    return False


def _dpi(info: dict) -> tuple[float, float] | None:
    across, down = info.get("jfif_density", (0, 0))
    per_inch = {1: 1.0, 2: 2.54}.get(info.get("jfif_unit", 0), 0.0)
    return (across * per_inch, down * per_inch) if per_inch and across and down else None
