"""What files say of how they were made, and which of them say it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.codecs.keeping import Keep
from engine.codecs.reading import read_photo
from engine.codecs.stack import Layered, LayerMode
from engine.codecs.xmp_fields import ORIGIN
from engine.export import parts_of, write_parts, write_remix
from engine.layered_export import write_layered
from engine.mix import Mix
from engine.output import LAYERS_JOB, Output, targets_for
from engine.picture import Separation
from engine.version import sils_version
from tests.engine.codecs.test_xmp_fields import fields
from tests.engine.pictures import noise, separation_of
from tests.engine.stacks import parts

DIM = Mix.neutral(2).with_layer(1, strength=0.25)


def origin_in(path: Path) -> dict[str, str]:
    """What a file says in SILS's own namespace."""
    packet = read_photo(path).metadata.xmp
    return dict(fields(packet, ORIGIN)) if packet else {}


@pytest.fixture
def made() -> Separation:
    layers = [noise(3, 4, high=0.5), noise(3, 4, seed=1, high=0.5)]
    return replace(separation_of("additive", layers), separator_digest="d" * 64)


def test_a_remix_says_which_separator_and_mix_made_it(tmp_path: Path, made: Separation) -> None:
    write_remix(made.photo.pixels, tmp_path / "a.png", like=made, mix=DIM, output=Output(tmp_path))
    said = origin_in(tmp_path / "a.png")
    assert Mix.model_validate_json(said.pop("Mix")) == DIM
    assert said == {
        "Version": sils_version(),
        "Separator": made.spec.name,
        "SeparatorVersion": made.spec.version,
        "SeparatorSHA256": "d" * 64,
        "Formation": "additive",
        "Layers": "layer0, layer1",
    }


def test_layers_say_that_nothing_was_mixed(tmp_path: Path, made: Separation) -> None:
    targets = targets_for(made.photo, parts_of(made), Output(tmp_path), job=LAYERS_JOB)
    assert targets is not None
    write_parts(made, Mix.neutral(len(made.layers)), targets, Output(tmp_path))
    mixes = [Mix.model_validate_json(origin_in(path)["Mix"]) for path in targets.files.values()]
    assert mixes == [Mix.neutral(2)] * 2


@pytest.mark.parametrize("rule", [Keep.COPYRIGHT, Keep.NONE])
def test_a_file_that_keeps_less_than_all_does_not_say_how_it_was_made(
    tmp_path: Path, made: Separation, rule: Keep
) -> None:
    output = Output(tmp_path, metadata=rule)
    write_remix(made.photo.pixels, tmp_path / "a.png", like=made, mix=DIM, output=output)
    assert origin_in(tmp_path / "a.png") == {}


@pytest.mark.parametrize("mode", LayerMode)
def test_a_file_of_layers_says_of_which_mode_they_are_and_by_what_they_were_divided(
    tmp_path: Path, mode: LayerMode
) -> None:
    output = Output(tmp_path, layered=Layered.TIFF, layer_mode=mode)
    write_layered(parts("multiplicative"), Mix.neutral(2), tmp_path / "a.tif", output)
    said = origin_in(tmp_path / "a.tif")
    assert said["LayerMode"] == mode.value
    assert json.loads(said["LayerScales"]) == {"layer1": pytest.approx(1.25, abs=0.05)}
