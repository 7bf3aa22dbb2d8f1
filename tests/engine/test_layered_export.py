"""A file of layers says what of the photo it could not hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered
from engine.layered_export import write_layered
from engine.mix import Mix
from engine.output import Output
from engine.picture import Metadata
from tests.engine.codecs.exif_blocks import exif_block
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
