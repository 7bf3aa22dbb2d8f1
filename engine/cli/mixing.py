"""The options that make a mix: a preset, the balance, and one number for one layer at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from engine.cli.values import pairs
from engine.errors import UsageError
from engine.mix import NEUTRAL_LAYER, PRESETS, LayerMix, Mix, balanced, preset
from engine.spec import SeparatorSpec


@dataclass(frozen=True)
class _Number:
    option: str
    field: str
    help: str


_NUMBERS = (
    _Number("strength", "strength", "0 is not there, 1 as it was, up to 4."),
    _Number("exposure", "exposure_ev", "Stops, -5 to 5."),
    _Number("temperature", "temperature", "-100 blue to 100 amber."),
    _Number("tint", "tint", "-100 green to 100 magenta."),
    _Number("saturation", "saturation", "-100 grey to 100."),
    _Number("contrast", "contrast", "Exponent around middle grey, 0 to 2."),
    _Number("softness", "softness_px", "Sigma of a Gaussian in pixels, 0 to 100."),
)


def mix_options(command: Callable[..., int]) -> Callable[..., int]:
    """The options of a mix, in the order in which they are applied."""
    for number in reversed(_NUMBERS):
        command = click.option(f"--{number.option}", multiple=True, metavar="LAYER=NUMBER", help=number.help)(command)
    command = click.option("--balance", type=float, help="-100 other layer only, 0 the photo, 100 base layer only.")(
        command
    )
    names = ", ".join(shipped.name for shipped in PRESETS)
    return click.option("--preset", "preset_name", default="", metavar="NAME", help=f"One of {names}.")(command)


def mix_change(given: Mapping[str, Any]) -> Callable[[Mix, SeparatorSpec], Mix]:
    """The change of a mix that the options ask for; raises UsageError now or, for layers, when it meets a spec."""
    wanted = preset(given["preset_name"]) if given["preset_name"] else None
    balance: float | None = given["balance"]
    if balance is not None and not -100 <= balance <= 100:
        raise UsageError("bad-balance", f"--balance takes a number from -100 to 100, not {balance:g}.")
    numbers = [(one, layer, _value(one, layer, text)) for one in _NUMBERS for layer, text in _pairs(given, one)]

    def change(mix: Mix, spec: SeparatorSpec) -> Mix:
        mix = wanted.apply(mix, spec) if wanted else mix
        mix = balanced(mix, spec, balance) if balance is not None else mix
        for number, layer, value in numbers:
            mix = _changed(mix, spec, number, layer, value)
        return mix

    return change


def _pairs(given: Mapping[str, Any], number: _Number) -> Iterable[tuple[str, str]]:
    """In their order: of several numbers for one layer the last counts, as everywhere on command lines."""
    return pairs(given[number.option], number.option)


def _value(number: _Number, layer: str, text: str) -> float:
    """What was given for a layer; raises UsageError where no layer can have it."""
    try:
        value = float(text)
        NEUTRAL_LAYER.adjusted(**{number.field: value})
    except ValueError:  # not a number, or pydantic's word that it is out of range
        lowest, highest = LayerMix.limits(number.field)
        sentence = f"--{number.option} {layer}={text}: it takes a number from {lowest:g} to {highest:g}."
        raise UsageError(f"bad-{number.option}", sentence) from None
    return value


def _changed(mix: Mix, spec: SeparatorSpec, number: _Number, layer: str, value: float) -> Mix:
    if layer not in spec.layer_names:
        known = ", ".join(spec.layer_names)
        raise UsageError("unknown-layer", f"There is no layer {layer!r}; {spec.title} has {known}.")
    return mix.with_layer(spec.layer_names.index(layer), **{number.field: value}, visible=True)
