"""Writing pictures: light in, a file out that looks and is described like the photo it came from."""

from __future__ import annotations

from pathlib import Path

from engine.codecs.container import Container
from engine.codecs.jpeg_writing import write_jpeg
from engine.codecs.png_writing import write_png
from engine.codecs.sheet import Sheet
from engine.codecs.tiff_writing import write_tiff
from engine.codecs.xmp_extension import left_out
from engine.color import Pixels
from engine.errors import Notice
from engine.files import written_aside
from engine.picture import Depth, Photo
from engine.profiles import Profile
from engine.progress import SILENT, Progress

_WRITERS = {Container.PNG: write_png, Container.TIFF: write_tiff, Container.JPEG: write_jpeg}


def write_picture(
    path: Path,
    pixels: Pixels,
    *,
    like: Photo,
    container: Container,
    depth: Depth,
    profile: Profile = Profile.SOURCE,
    progress: Progress = SILENT,
) -> tuple[Notice, ...]:
    """Write pixels, linear light in `profile.space_for(like.color)`, with the transparency and metadata of `like`.

    Returns what the container could not hold. Whole numbers are limited to the range of the profile; floats are in its
    encoding, or linear where there is none. A grey photo stays one channel while its pixels are grey. A failed or
    cancelled write leaves nothing behind; raises WriteError, Cancelled.
    """
    assert depth in container.depths, f"{container.value} holds {container.depths}"
    assert pixels.shape == like.pixels.shape, "the picture has the photo's size"
    sheet = Sheet.of(pixels, like, depth, profile)
    with written_aside(path) as aside:
        notices = _WRITERS[container](aside, sheet, progress) or ()
    return notices if container is Container.JPEG else (*notices, *left_out(like.metadata))
