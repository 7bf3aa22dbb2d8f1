"""A file of layers has the photo's depth as far as it can, and what it could not hold is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.errors import UsageError
from engine.layered_export import write_layered
from engine.mix import Mix
from engine.output import Output
from engine.picture import Depth, Metadata
from tests.engine.codecs.exif_blocks import exif_block
from tests.engine.pictures import noise, photo_of, separation_of
from tests.engine.stacks import parts


@pytest.mark.parametrize(
    ("kind", "rule", "told"),
    [
        (Layered.EXR, Keep.ALL, ["exif-dropped", "xmp-extension-dropped"]),
        (Layered.EXR, Keep.NONE, []),
        (Layered.PSD, Keep.ALL, ["xmp-extension-dropped"]),
    ],
)
def test_metadata_without_a_place_is_told(tmp_path: Path, kind: Layered, rule: Keep, told: list[str]) -> None:
    made = parts("additive")
    made = replace(made, photo=replace(made.photo, metadata=Metadata(exif_block(), xmp_extension=b"<x/>")))
    output = Output(tmp_path, metadata=rule, layered=kind)
    notices = write_layered(made, Mix.neutral(2), tmp_path / "a", output)
    assert [notice.code for notice in notices] == told


def test_the_notice_says_what_of_exif_is_there(tmp_path: Path) -> None:
    made = parts("additive")
    output = Output(tmp_path, layered=Layered.EXR)
    for metadata, is_there in ((Metadata(exif_block()), True), (Metadata(photoshop=b"8BIM"), False)):
        one = replace(made, photo=replace(made.photo, metadata=metadata))
        (notice,) = write_layered(one, Mix.neutral(2), tmp_path / "a", output)
        assert ("camera" in notice.sentence) is is_there


def test_a_factor_that_was_divided_is_told_with_the_layer_that_takes_it_up(tmp_path: Path) -> None:
    output = Output(tmp_path, layer_mode=LayerMode.PHYSICAL)
    (notice,) = write_layered(parts("multiplicative"), Mix.neutral(2), tmp_path / "a.psd", output)
    assert notice.code == "layer-scaled"
    assert notice.sentence.startswith("Layer 1 is brighter than white in places; its layer is divided by 1.2")
    assert "which Layer 0 takes up" in notice.sentence


@pytest.mark.parametrize("kind", Layered)
@pytest.mark.parametrize("brightest", [1.0, 1.5])
def test_light_above_white_is_told_where_layers_cut_it_off(tmp_path: Path, kind: Layered, brightest: float) -> None:
    made = separation_of("additive", [np.full((9, 8, 3), brightest, np.float32), np.zeros((9, 8, 3), np.float32)])
    told = write_layered(made, Mix.neutral(2), tmp_path / "a", Output(tmp_path, layered=kind))
    is_cut_off = brightest > 1.0 and kind is not Layered.EXR
    assert [notice.code for notice in told] == (["brighter-than-white"] if is_cut_off else [])


@pytest.mark.parametrize("mode", LayerMode)
@pytest.mark.parametrize("kind", Layered)
@pytest.mark.parametrize("depth", Depth)
def test_layers_have_the_photos_depth_as_far_as_their_file_can(kind: Layered, mode: LayerMode, depth: Depth) -> None:
    photo = replace(photo_of(noise(2, 2)), depth=depth)
    integers = Depth.EIGHT if depth is Depth.EIGHT and mode is LayerMode.COMPATIBLE else Depth.SIXTEEN
    expected = Depth.FLOAT if kind is Layered.EXR else integers
    assert Output(Path(), layered=kind, layer_mode=mode).layered_depth_for(photo) is expected


def test_true_light_is_not_written_with_8_bits() -> None:
    output = Output(Path(), depth=Depth.EIGHT, layer_mode=LayerMode.PHYSICAL)
    with pytest.raises(UsageError, match="PSD with physical layers has 16 bits, not 8"):
        output.layered_depth_for(photo_of(noise(2, 2)))
