"""Reading TIFF: one picture, 1 to 32 bits, integers and floats, in any layout and compression tifffile knows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tifffile import COMPRESSION, PHOTOMETRIC, TiffFile, TiffFileError, TiffPage

from engine.codecs import tiff_metadata
from engine.codecs.directory import DirectoryError
from engine.codecs.file_bytes import FileBytes
from engine.codecs.quiet import unlogged
from engine.codecs.raster import Model, Raster, damaged, refuse_too_large, truncated, unsupported
from engine.codecs.tiff_codes import normal_codes
from engine.codecs.tiff_raw import is_raw, read_tiff_raw
from engine.errors import PhotoError

_MODELS = {
    PHOTOMETRIC.MINISWHITE: Model.GREY,
    PHOTOMETRIC.MINISBLACK: Model.GREY,
    PHOTOMETRIC.RGB: Model.RGB,
    PHOTOMETRIC.PALETTE: Model.RGB,
    PHOTOMETRIC.SEPARATED: Model.CMYK,
    PHOTOMETRIC.YCBCR: Model.RGB,
}
_CHANNELS = {Model.GREY: 1, Model.RGB: 3, Model.CMYK: 4}
_TO_RGB_WHEN_DECODED = (COMPRESSION.JPEG, COMPRESSION.OJPEG)
_JPEG = (COMPRESSION.JPEG, COMPRESSION.ALT_JPEG, COMPRESSION.JPEG_LOSSY)
_START_OF_SCAN, _END = b"\xff\xda", b"\xff\xd9"


def read_tiff(path: Path) -> Raster:
    """The first picture of a TIFF file that is no thumbnail, at 8 or 16 bits or as 32-bit floats; raises PhotoError."""
    with path.open("rb") as file:
        try:
            beside = tiff_metadata.beside(path, FileBytes(file))
        except DirectoryError as error:
            raise truncated(path) from error
    if beside.is_cut_off:
        raise truncated(path)
    unlogged("tifffile")
    try:
        with TiffFile(path) as file:
            page = file.pages[beside.page]
            assert isinstance(page, TiffPage), "a page that is asked for by itself is read whole"
            if is_raw(file.pages.first) or is_raw(page):
                return read_tiff_raw(path, file, page)
            _refuse_unreadable(path, page, file.filehandle.size)
            codes = _codes(path, page)
            channels = np.moveaxis(codes[:, 0, :, :, 0], 0, -1) if codes.shape[0] > 1 else codes[0, 0]
            colors, alpha, notices = normal_codes(path, page, channels, _color_channels(page))
            model = _MODELS[PHOTOMETRIC(page.photometric)]
    except TiffFileError as error:
        raise damaged(path, str(error)) from error
    return Raster(colors, model, alpha=alpha, icc=beside.icc, found=beside.found.with_notices(notices))


def _codes(path: Path, page: TiffPage) -> NDArray:
    """The samples in tifffile's own axes: separate planes, depth, rows, columns, interleaved channels."""
    try:
        return page.asarray(squeeze=False)
    except NotImplementedError as error:
        raise _of_other_samples(path, page) from error


def _refuse_unreadable(path: Path, page: TiffPage, file_bytes: int) -> None:
    refuse_too_large(path, page.imagewidth, page.imagelength)
    if page.photometric not in _MODELS or page.imagedepth > 1:
        raise unsupported(path, f"a TIFF of {_name(page.photometric)} pixels")
    if page.photometric == PHOTOMETRIC.YCBCR and page.compression not in _TO_RGB_WHEN_DECODED:
        raise unsupported(path, "a TIFF of YCbCr pixels")
    if page.samplesperpixel < _color_channels(page):
        raise damaged(path, "it has too few channels")
    if page.dtype is None or page.dtype.kind not in "buf":
        raise _of_other_samples(path, page)
    _refuse_truncated(path, page, file_bytes)
    if page.compression in _JPEG and page.jpegheader is None and not _has_whole_jpegs(page):
        raise damaged(path, "a part of its pixels is missing")


def _color_channels(page: TiffPage) -> int:
    is_palette = page.photometric == PHOTOMETRIC.PALETTE
    return 1 if is_palette else _CHANNELS[_MODELS[PHOTOMETRIC(page.photometric)]]


def _refuse_truncated(path: Path, page: TiffPage, file_bytes: int) -> None:
    segments = list(zip(page.dataoffsets, page.databytecounts, strict=False))
    end = max((offset + count for offset, count in segments), default=0)
    if end > file_bytes:
        raise truncated(path, end)
    if len(segments) < int(np.prod(page.chunked)) or any(offset == 0 or count == 0 for offset, count in segments):
        raise damaged(path, "a part of its pixels is missing")
    stored = sum(page.databytecounts)
    if page.compression == COMPRESSION.NONE and stored * 8 < page.size * page.bitspersample:
        raise damaged(path, "a part of its pixels is missing")


def _has_whole_jpegs(page: TiffPage) -> bool:
    """Whether every strip or tile goes on to the mark that ends it, as Adobe's TechNote 2 asks for.

    Decoders make grey of what is missing. That a part lacks nothing but its mark cannot be told from the bytes.
    """
    file = page.parent.filehandle

    def is_whole(offset: int, count: int) -> bool:
        file.seek(offset)
        part = file.read(count)
        return part.rfind(_END) > part.rfind(_START_OF_SCAN)

    return all(map(is_whole, page.dataoffsets, page.databytecounts))


def _of_other_samples(path: Path, page: TiffPage) -> PhotoError:
    return unsupported(path, f"a TIFF of {page.bitspersample}-bit samples of kind {_name(page.sampleformat)}")


def _name(value: object) -> str:
    return str(getattr(value, "name", value))
