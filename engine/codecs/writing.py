"""Writing pictures: light in, a file out that looks and is described like the photo it came from."""

from __future__ import annotations

from pathlib import Path

from engine.codecs.container import Container
from engine.codecs.exr_facts import left_out_of_exr
from engine.codecs.exr_writing import LightStack, covered, write_exr
from engine.codecs.jpeg_writing import write_jpeg
from engine.codecs.png_writing import write_png
from engine.codecs.sheet import Light, Sheet
from engine.codecs.tiff_writing import write_tiff
from engine.codecs.xmp_extension import left_out
from engine.errors import Notice
from engine.files import written_aside
from engine.picture import Depth, Photo
from engine.profiles import Profile
from engine.progress import SILENT, Progress

_ENCODERS = {Container.PNG: write_png, Container.TIFF: write_tiff, Container.JPEG: write_jpeg}


def write_picture(
    path: Path,
    light: Light,
    *,
    like: Photo,
    container: Container,
    depth: Depth,
    profile: Profile = Profile.SOURCE,
    progress: Progress = SILENT,
) -> tuple[Notice, ...]:
    """Write linear light in `profile.space_for(like.color)`, with the size, transparency and metadata of `like`.

    It is asked for band by band, so that nobody need hold it whole; for a grey photo twice. Returns what the container
    could not hold. Whole numbers are limited to the range of the profile; floats are in its encoding, or linear where
    there is none, and in OpenEXR. A grey photo stays one channel while its pixels are grey.
    A failed or cancelled write leaves nothing behind; raises WriteError, Cancelled.
    """
    assert depth in container.depths, f"{container.value} holds {container.depths}"
    sheet = Sheet.of(light, like, depth, profile)
    with written_aside(path) as aside:
        if container is Container.EXR:
            notices = _write_exr(aside, light, sheet, progress)
        else:
            notices = _ENCODERS[container](aside, sheet, progress) or ()
    return notices if container is Container.JPEG else (*notices, *left_out(like.metadata))


def _write_exr(path: Path, light: Light, sheet: Sheet, progress: Progress) -> tuple[Notice, ...]:
    """The light itself, which a sheet's codes may have rounded."""
    pictures = {"": covered(light, sheet.alpha)}
    write_exr(
        path,
        LightStack(sheet.size, pictures, sheet.color, sheet.alpha, sheet.metadata, is_grey=sheet.is_grey),
        progress,
    )
    return left_out_of_exr(sheet.metadata)
