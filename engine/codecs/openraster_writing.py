"""Writing OpenRaster: a ZIP of PNG layers at 8 or 16 bits, each with its profile, and stack.xml.

Source: OpenRaster baseline specification 0.0.3. A mask becomes transparency, since the format has no masks.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from engine.codecs.png_writing import stream_png
from engine.codecs.sheet import Sheet
from engine.codecs.stack import Blend, Stack, StackLayer
from engine.codecs.thumbnail import thumbnail
from engine.picture import Metadata
from engine.progress import Progress

_OPERATORS = {Blend.NORMAL: "svg:src-over", Blend.ADD: "svg:plus", Blend.MULTIPLY: "svg:multiply"}
_THUMBNAIL_PX = 256
_MADE = (2026, 1, 1, 0, 0, 0)
"""The date of everything inside: the same stack gives the same file."""


def write_openraster(path: Path, stack: Stack, progress: Progress) -> None:
    """Write the stack; raises OSError. EXIF and XMP are in the merged picture, resolution also in stack.xml."""
    steps = len(stack.layers) + 2
    parts = iter([progress.part(i / steps, (i + 1) / steps) for i in range(steps)])
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", b"image/openraster")
        _add(archive, "stack.xml", _description(stack))
        for i, layer in enumerate(stack.layers):
            _add_png(archive, _source(i), _masked(layer), next(parts))
        _add_png(archive, "mergedimage.png", stack.merged, next(parts))
        small = BytesIO()
        Image.fromarray(thumbnail(stack.merged, _THUMBNAIL_PX, next(parts))).save(small, "PNG")
        _add(archive, "Thumbnails/thumbnail.png", small.getvalue())
    progress.report(1.0)


def _description(stack: Stack) -> bytes:
    sides = {"w": str(stack.size.width), "h": str(stack.size.height), "version": "0.0.3"}
    dpi = stack.merged.metadata.dpi
    image = ET.Element("image", sides | ({"xres": str(round(dpi[0])), "yres": str(round(dpi[1]))} if dpi else {}))
    top_down = ET.SubElement(image, "stack")
    for i, layer in reversed(list(enumerate(stack.layers))):
        about = {"name": layer.title, "src": _source(i), "composite-op": _OPERATORS[layer.blend], "opacity": "1.0"}
        about |= {"visibility": "visible" if layer.is_shown else "hidden", "x": "0", "y": "0"}
        ET.SubElement(top_down, "layer", about)
    return ET.tostring(image, encoding="UTF-8", xml_declaration=True)


def _source(index: int) -> str:
    return f"data/layer{index}.png"


def _masked(layer: StackLayer) -> Sheet:
    alpha = layer.sheet.alpha
    if layer.mask is not None:
        alpha = layer.mask if alpha is None else alpha * layer.mask
    return replace(layer.sheet, alpha=alpha, metadata=Metadata(dpi=layer.sheet.metadata.dpi))


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _MADE), content)


def _add_png(archive: zipfile.ZipFile, name: str, sheet: Sheet, progress: Progress) -> None:
    with archive.open(zipfile.ZipInfo(name, _MADE), "w", force_zip64=True) as file:
        stream_png(file, sheet, progress)
