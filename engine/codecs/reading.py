"""Reading photos and masks: any supported file in, upright linear light out, nothing lost."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from engine.codecs.exr import read_exr
from engine.codecs.heif import read_avif, read_heic
from engine.codecs.jpeg import read_jpeg
from engine.codecs.jxl import read_jxl
from engine.codecs.light import alpha_of, light_of, refuse_not_finite, unit
from engine.codecs.orientation import turned_upright
from engine.codecs.png import read_png
from engine.codecs.raster import Model, Raster, damaged
from engine.codecs.raw import read_raw
from engine.codecs.sniff import Kind, mislabelled, sniff
from engine.codecs.tiff import read_tiff
from engine.codecs.webp import read_webp
from engine.color import SRGB_LUMINANCE, Plane
from engine.errors import PhotoError, SilsError
from engine.geometry import Size
from engine.mishaps import is_lack_of_memory
from engine.paths import sha256_of
from engine.picture import Photo, size_of

_READERS = {
    Kind.JPEG: read_jpeg,
    Kind.PNG: read_png,
    Kind.TIFF: read_tiff,
    Kind.WEBP: read_webp,
    Kind.RAW: read_raw,
    Kind.EXR: read_exr,
    Kind.HEIC: read_heic,
    Kind.AVIF: read_avif,
    Kind.JXL: read_jxl,
}

_TRIES = 3


def read_photo(path: Path) -> Photo:
    """The photo in a file of any kind that can be read, upright, in linear light; raises PhotoError.

    A file that another took the place of meanwhile is read again, so that pixels, metadata and digest belong together.
    """
    for _ in range(_TRIES):
        kind = sniff(path)
        with errors_told(path):
            before = _state(path)
            photo = _photo(path, kind, _READERS[kind](path))
            if _state(path) == before:
                return photo
    raise PhotoError("photo-changing", f"{path.name} changes while it is read; try again when it is whole.")


def _state(path: Path) -> tuple[int, int, int, int]:
    """What changes with a file."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def read_mask(path: Path, size: Size) -> Plane:
    """A mask (H, W) in [0, 1]: alpha where the file has one that varies, else its brightness as stored.

    Raises PhotoError where the file cannot be read, has not the photo's size, or holds what is no number.
    """
    kind = sniff(path)
    with errors_told(path):
        raster = _READERS[kind](path)
        refuse_not_finite(path, raster.codes)
        mask = _mask(raster)
    if size_of(mask) != size:
        raise PhotoError("mask-size", f"The mask {path.name} is {size_of(mask)} pixels; the photo is {size}.")
    return mask


@contextlib.contextmanager
def errors_told(path: Path) -> Iterator[None]:
    """Turns whatever a decoder raises into a PhotoError with a sentence."""
    try:
        yield
    except SilsError:
        raise
    except Exception as error:  # decoders raise whatever damaged bytes lead them to
        if is_lack_of_memory(error):
            raise PhotoError("photo-too-large", f"{path.name} is too large for this computer's memory.") from error
        raise damaged(path, "it cannot be decoded") from error


def _photo(path: Path, kind: Kind, raster: Raster) -> Photo:
    pixels, color, notices = light_of(path, raster)
    return Photo(
        path=path,
        pixels=pixels,
        depth=raster.depth,
        color=color,
        alpha=alpha_of(path, raster),
        is_grey=raster.model is Model.GREY,
        container=kind.value,
        metadata=raster.found.metadata,
        digest=sha256_of(path),
        notices=(*mislabelled(path, kind), *raster.found.notices, *notices),
    )


def _mask(raster: Raster) -> Plane:
    orientation = raster.found.orientation
    if raster.alpha is not None and raster.alpha.min() != raster.alpha.max():
        return unit(turned_upright(raster.alpha, orientation))
    codes = unit(turned_upright(raster.codes, orientation))
    if raster.model is Model.CMYK:
        codes = (1 - codes[..., :3]) * (1 - codes[..., 3:])
    return codes[..., 0] if codes.shape[2] == 1 else codes @ SRGB_LUMINANCE.astype(np.float32)
