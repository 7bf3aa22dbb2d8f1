"""Writing stacks: layers in, one file out, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from engine.codecs.exr_writing import LightStack, write_exr
from engine.codecs.layered_tiff_writing import write_layered_tiff
from engine.codecs.openraster_writing import write_openraster
from engine.codecs.psd_writing import write_psd
from engine.codecs.stack import Layered, Stack
from engine.files import written_aside
from engine.progress import SILENT, Progress

_WRITERS = {Layered.PSD: write_psd, Layered.OPENRASTER: write_openraster, Layered.TIFF: write_layered_tiff}


def write_stack(path: Path, stack: Stack, kind: Layered, progress: Progress = SILENT) -> None:
    """Write a stack of 8 or 16 bits; a failed or cancelled write leaves nothing. Raises WriteError, Cancelled."""
    assert stack.depth in kind.depths, f"{kind.value} holds {kind.depths}"
    with written_aside(path) as aside:
        _WRITERS[kind](aside, stack, progress)


def write_light_stack(path: Path, stack: LightStack, progress: Progress = SILENT) -> None:
    """Write a stack of floats as OpenEXR; a failed or cancelled write leaves nothing. Raises WriteError, Cancelled."""
    with written_aside(path) as aside:
        write_exr(aside, stack, progress)
