"""Writing OpenRaster: a ZIP of PNG layers at 8 or 16 bits, each with its profile, and stack.xml.

Source: OpenRaster baseline specification 0.0.3. A mask becomes transparency, since the format has no masks.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.codecs.png_writing import stream_png
from engine.codecs.sheet import Sheet, code_type
from engine.codecs.stack import GROUP_TITLE, Blend, Stack, StackLayer
from engine.codecs.thumbnail import Shrinking
from engine.geometry import Region
from engine.picture import Metadata
from engine.progress import Progress

_OPERATORS = {Blend.NORMAL: "svg:src-over", Blend.ADD: "svg:plus", Blend.MULTIPLY: "svg:multiply"}
_PLACED = {"opacity": "1.0", "visibility": "visible", "x": "0", "y": "0"}
_COVER = "data/transparency.png"
_THUMBNAIL_PX = 256
_MADE = (2026, 1, 1, 0, 0, 0)
"""The date of everything inside: the same stack gives the same file."""


def write_openraster(path: Path, stack: Stack, progress: Progress) -> None:
    """Write the stack; raises OSError. EXIF and XMP are in the merged picture, resolution also in stack.xml."""
    steps = len(stack.layers) + (1 if stack.cover is None else 2)
    parts = iter([progress.part(i / steps, (i + 1) / steps) for i in range(steps)])
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", b"image/openraster")
        _add(archive, "stack.xml", _description(stack))
        for i, layer in enumerate(stack.layers):
            _add_png(archive, _source(i), _masked(layer), next(parts))
        if stack.cover is not None:
            _add_png(archive, _COVER, _cover(stack), next(parts))
        small, packed = Shrinking(stack.merged, _THUMBNAIL_PX), BytesIO()
        _add_png(archive, "mergedimage.png", stack.merged, next(parts), small)
        Image.fromarray(small.picture()).save(packed, "PNG")
        _add(archive, "Thumbnails/thumbnail.png", packed.getvalue())
    progress.report(1.0)


def _description(stack: Stack) -> bytes:
    sides = {"w": str(stack.size.width), "h": str(stack.size.height), "version": "0.0.3"}
    dpi = stack.merged.metadata.dpi
    image = ET.Element("image", sides | ({"xres": str(round(dpi[0])), "yres": str(round(dpi[1]))} if dpi else {}))
    top_down = ET.SubElement(image, "stack")
    if stack.cover is not None:
        top_down = ET.SubElement(top_down, "stack", {"name": GROUP_TITLE, "isolation": "isolate"} | _PLACED)
        cover = {"name": "Transparency", "src": _COVER, "composite-op": "svg:dst-in"}
        ET.SubElement(top_down, "layer", cover | _PLACED)
    for i, layer in reversed(list(enumerate(stack.layers))):
        about = {"name": layer.title, "src": _source(i), "composite-op": _OPERATORS[layer.blend]}
        ET.SubElement(top_down, "layer", about | _PLACED | ({} if layer.is_shown else {"visibility": "hidden"}))
    return ET.tostring(image, encoding="UTF-8", xml_declaration=True)


def _source(index: int) -> str:
    return f"data/layer{index}.png"


def _masked(layer: StackLayer) -> Sheet:
    return replace(layer.sheet, alpha=layer.mask, metadata=Metadata(dpi=layer.sheet.metadata.dpi))


def _cover(stack: Stack) -> Sheet:
    """Nothing but the transparency of the photo, which a layer on top takes what lies below it into."""

    def black(band: Region) -> NDArray:
        return np.zeros((band.height, band.width, 3), code_type(stack.depth))

    return replace(stack.merged, encoded=black, metadata=Metadata(dpi=stack.merged.metadata.dpi))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _MADE), content)


def _add_png(
    archive: zipfile.ZipFile, name: str, sheet: Sheet, progress: Progress, small: Shrinking | None = None
) -> None:
    with archive.open(zipfile.ZipInfo(name, _MADE), "w", force_zip64=True) as file:
        stream_png(file, sheet, progress, small)
