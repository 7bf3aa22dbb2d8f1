"""Mixes as values: JSON, ranges, balance, presets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.documents import parse
from engine.errors import DocumentError, UsageError
from engine.mix import PRESETS, Mix, Preset, balanced, preset
from engine.spec import SeparatorSpec
from tests.engine.pictures import mixes, spec_of
from tests.engine.separators import spec

ALL = SeparatorSpec(
    **spec(layers=[{"name": name, "title": name} for name in ("background", "reflection", "rain", "shading")])
)
DONE_BY = {
    "remove-reflection": {"reflection": {"strength": 0.0}},
    "halve-reflection": {"reflection": {"strength": 0.5}},
    "reflection-only": {layer: {"strength": 0.0} for layer in ("background", "rain", "shading")},
    "remove-rain": {"rain": {"strength": 0.0}},
    "flatten-light": {"shading": {"strength": 0.0}},
    "soften-shadows": {"shading": {"strength": 0.5}},
    "neutral-light": {"shading": {"saturation": -100.0}},
}


@given(mixes(3))
def test_a_mix_survives_json(mix: Mix) -> None:
    assert parse(Mix, mix.to_json(), what="mix", code="x") == mix


@given(mixes(2))
def test_equal_mixes_are_one_key(mix: Mix) -> None:
    assert hash(mix) == hash(Mix(**mix.model_dump()))


@pytest.mark.parametrize(
    "change", [{"strength": -0.1}, {"strength": 4.1}, {"exposure_ev": 6}, {"tint": 101}, {"softness_px": float("nan")}]
)
def test_numbers_out_of_range_are_refused(change: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Input should be"):
        Mix.neutral(2).with_layer(0, **change)


def test_a_change_of_a_layer_keeps_the_other_layers_and_the_residual() -> None:
    mix = Mix(layers=Mix.neutral(2).with_layer(0, tint=3.0).layers, residual=0.25)
    changed = mix.with_layer(1, strength=0.5)
    assert changed.residual == 0.25
    assert changed.layers[0] == mix.layers[0]
    assert changed.layers[1].strength == 0.5


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(DocumentError, match=r"old\.json: layers\.0\.blur") as caught:
        parse(Mix, '{"layers": [{"blur": 3}]}', what="old.json", code="mix-invalid")
    assert caught.value.code == "mix-invalid"


def test_a_newer_version_is_refused() -> None:
    with pytest.raises(DocumentError, match="version"):
        parse(Mix, '{"version": 2, "layers": [{}]}', what="mix", code="mix-invalid")


@given(st.floats(-100, 100))
def test_balance_fades_one_of_two_layers(balance: float) -> None:
    base, other = (layer.strength for layer in balanced(Mix.neutral(2), spec_of("additive", 2), balance).layers)
    assert max(base, other) == 1.0
    assert min(base, other) == pytest.approx(1 - abs(balance) / 100)
    assert (other < 1) == (balance > 0 and other != 1.0)


def test_balance_zero_is_the_photo() -> None:
    assert balanced(Mix.neutral(2), spec_of("additive", 2), 0).is_neutral


@pytest.mark.parametrize(("formation", "count"), [("additive", 3), ("multiplicative", 2)])
def test_balance_needs_two_additive_layers(formation: str, count: int) -> None:
    with pytest.raises(UsageError) as caught:
        balanced(Mix.neutral(count), spec_of(formation, count), 50)
    assert caught.value.code == "balance-needs-two"


@pytest.mark.parametrize("wanted", PRESETS, ids=lambda wanted: wanted.name)
def test_a_preset_does_what_it_is_called_and_nothing_else(wanted: Preset) -> None:
    expected = Mix.neutral(4)
    for layer, change in DONE_BY[wanted.name].items():
        expected = expected.with_layer(ALL.layer_names.index(layer), **change)
    assert wanted.apply(Mix.neutral(4), ALL) == expected


def test_a_preset_without_its_layer_says_so() -> None:
    with pytest.raises(UsageError, match="needs a layer shading") as caught:
        preset("flatten-light").apply(Mix.neutral(2), SeparatorSpec(**spec()))
    assert caught.value.code == "preset-unfit"


@pytest.mark.parametrize("wanted", PRESETS, ids=lambda wanted: wanted.name)
def test_a_preset_shows_a_layer_that_was_switched_off(wanted: Preset) -> None:
    hidden = Mix.neutral(4)
    for index in range(4):
        hidden = hidden.with_layer(index, visible=False)
    index = ALL.layer_names.index(wanted.layer)
    assert wanted.apply(hidden, ALL).layers[index] == wanted.apply(Mix.neutral(4), ALL).layers[index]


@given(st.floats(-100, 100))
def test_balance_shows_layers_that_were_switched_off(balance: float) -> None:
    hidden, about = Mix.neutral(2).with_layer(1, visible=False), spec_of("additive", 2)
    assert balanced(hidden, about, balance) == balanced(Mix.neutral(2), about, balance)
