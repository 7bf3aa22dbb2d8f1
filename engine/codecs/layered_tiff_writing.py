"""Writing layered TIFF: the merged picture as any TIFF, with Photoshop's layer block beside it.

Source: Adobe Photoshop TIFF Technical Notes (2002), tags ImageSourceData and ImageResources.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedWriter
from pathlib import Path

from engine.codecs.directory import Entry, Layout, placed_entry
from engine.codecs.psd_form import Form
from engine.codecs.psd_layers import write_layer_block
from engine.codecs.stack import Stack
from engine.codecs.tiff_writing import write_tiff
from engine.progress import Progress

_IMAGE_SOURCE_DATA, _UNDEFINED = 37724, 7
_MARK = b"Adobe Photoshop Document Data Block\0"


def write_layered_tiff(path: Path, stack: Stack, progress: Progress) -> None:
    """Write the stack; raises OSError. Above 4 GB it is a BigTIFF."""

    def layers(file: BufferedWriter, layout: Layout) -> Iterator[Entry]:
        file.write(bytes(file.tell() % 2))
        begin = file.tell()
        file.write(_MARK)
        write_layer_block(file, stack, Form(layout.order), progress.part(0.25, 1.0))
        yield placed_entry(_IMAGE_SOURCE_DATA, _UNDEFINED, file.tell() - begin, begin, layout)

    write_tiff(path, stack.merged, progress.part(0.0, 0.25), pictures=1 + len(stack.layers), further=layers)
    progress.report(1.0)
