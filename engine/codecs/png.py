"""Reading PNG: 1 to 16 bits, grey, colour and palette, with or without alpha, interlaced or not."""

from __future__ import annotations

import struct
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from engine.codecs import png_chunks
from engine.codecs.cicp import described
from engine.codecs.colored import in_colors
from engine.codecs.metadata import found, further_pictures
from engine.codecs.png_colors import colors_in
from engine.codecs.png_passes import woven
from engine.codecs.png_profiles import profiles_in
from engine.codecs.png_texts import texts_in
from engine.codecs.quiet import unlogged
from engine.codecs.raster import Model, Raster, damaged, refuse_too_large, truncated
from engine.errors import Notice

_MOST_NAMES = 8
_BESIDE = (b"PLTE", b"tRNS")
_PIXELS = (b"IHDR", *_BESIDE, b"IDAT", b"IEND")
_COLORS = (b"iCCP", b"cICP", b"sRGB", b"gAMA", b"cHRM")


def read_png(path: Path) -> Raster:
    """The picture of a PNG file at 8 or 16 bits, the still one of an animation; raises PhotoError."""
    parts = _parts(path)
    codes = _decoded(path, parts)
    channels = 1 if codes.ndim == 2 else codes.shape[2]
    codes = codes.reshape(*codes.shape[:2], channels)
    has_alpha = channels in (2, 4)
    beside = {part.name: part.content for part in parts if part.name in (*_COLORS, b"eXIf", b"pHYs")}
    raw = profiles_in(parts)
    cicp = png_chunks.cicp_in(beside.get(b"cICP", b""))
    has_profile = b"iCCP" in beside and not (b"cICP" in beside and cicp.is_known)
    further = (further_pictures(path),) if any(part.name == b"fdAT" for part in parts) else ()
    texts = texts_in(parts)
    lost = _texts_left_out(path, texts.others) if texts.others else ()
    packets = (png_chunks.xmp_in(part.content) for part in parts if part.name == b"iTXt")
    raster = Raster(
        codes[..., :-1] if has_alpha else codes,
        Model.GREY if channels <= 2 else Model.RGB,
        alpha=codes[..., -1] if has_alpha else None,
        icc=png_chunks.profile_in(beside[b"iCCP"]) if has_profile else b"",
        found=found(
            path,
            exif=beside.get(b"eXIf", raw.exif),
            xmp=next((packet for packet in packets if packet), raw.xmp),
            dpi=png_chunks.resolution_in(beside.get(b"pHYs", b"")),
        )
        .with_blocks(raw.photoshop)
        .with_texts(texts.described)
        .with_notices((*further, *lost)),
    )
    if has_profile or b"cICP" in beside or b"sRGB" in beside:
        return described(path, raster, cicp)
    primaries, curve = colors_in(beside.get(b"gAMA", b""), beside.get(b"cHRM", b""))
    return in_colors(path, raster, primaries=primaries, transfer=curve)


def _texts_left_out(path: Path, names: tuple[str, ...]) -> tuple[Notice, ...]:
    listed = ", ".join(names if len(names) <= _MOST_NAMES else (*names[:_MOST_NAMES], "…"))
    return (Notice("texts-dropped", f"Texts of {path.name} were left out: {listed}."),)


def _parts(path: Path) -> list[png_chunks.Chunk]:
    with path.open("rb") as file:
        header = file.read(33)
        if len(header) < 33:
            raise truncated(path)
        if header[12:16] != b"IHDR":
            raise damaged(path, "its header is missing")
        refuse_too_large(path, *struct.unpack_from(">II", header, 16))
        file.seek(0)
        try:
            return list(png_chunks.chunks(file.read()))
        except png_chunks.CutOffError as error:
            raise truncated(path) from error


def _decoded(path: Path, parts: list[png_chunks.Chunk]) -> NDArray[np.uint8] | NDArray[np.uint16]:
    # Only the chunks that make pixels: what lies beside them can then neither fail nor warn.
    header = parts[0].content
    unlogged("imagecodecs")
    try:
        if header[12]:
            beside, pixels = ([part for part in parts if part.name in names] for names in (_BESIDE, (b"IDAT",)))
            return woven(header, beside, pixels)
        kept = (part.framed for part in parts if part.name in _PIXELS)
        return imagecodecs.png_decode(b"".join([png_chunks.SIGNATURE, *kept]))
    except (imagecodecs.PngError, ValueError) as error:
        raise damaged(path, str(error)) from error
