"""The options that make a mix: a preset, and numbers for layers, for the balance between two, and for the residual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from engine.cli.options import Command, all_of
from engine.cli.said import Shared
from engine.cli.values import pairs
from engine.errors import UsageError
from engine.mix import NEUTRAL_LAYER, PRESETS, LayerMix, Mix, MixChange, limits, preset
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
_PRESETS = ", ".join(shipped.name for shipped in PRESETS)


@dataclass(frozen=True)
class Mixed:
    """What the options say of a mix: a preset by name, or none, and numbers that go before what it does."""

    preset: str
    numbers: MixChange

    def change(self, mix: Mix, spec: SeparatorSpec) -> Mix:
        """The mix as the options want it; raises UsageError where they do not fit the layers."""
        return self.numbers.on(preset(self.preset).apply(mix, spec) if self.preset else mix, spec)


def _number(option: str, help_text: str, lowest: float, highest: float) -> Callable[[Command], Command]:
    """An option of one number, None where it is left out; raises UsageError `bad-<option>` where it is out of range."""

    def checked(context: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
        if value is not None and not lowest <= value <= highest:
            sentence = f"--{option} takes a number from {lowest:g} to {highest:g}, not {value:g}."
            raise UsageError(f"bad-{option}", sentence)
        return value

    return click.option(f"--{option}", type=float, callback=checked, help=help_text)


_OPTIONS = (
    click.option("--preset", default="", metavar="NAME", help=f"One of {_PRESETS}."),
    _number("balance", "-100 other layer only, 0 the photo, 100 base layer only.", -100, 100),
    *(click.option(f"--{one.option}", multiple=True, metavar="LAYER=NUMBER", help=one.help) for one in _NUMBERS),
    _number("residual", "What the layers leave: 0 is not there, 1 as it was, up to 2.", *limits(Mix, "residual")),
)


def mixed(command: Command) -> Command:
    """The options of a mix, below the shared ones; the command gets them as one value, `mix`."""

    @wraps(command)
    def gathered(said: Shared, **given: Any) -> int:
        name, balance, residual = (given.pop(field) for field in ("preset", "balance", "residual"))
        if name:
            preset(name)
        layers: dict[str, dict[str, float]] = {}
        for number in _NUMBERS:
            for layer, text in pairs(given.pop(number.option), number.option):  # the last counts, as everywhere
                layers.setdefault(layer, {})[number.field] = _value(number, layer, text)
        return command(said, mix=Mixed(name, MixChange(balance=balance, layers=layers, residual=residual)), **given)

    return all_of(_OPTIONS)(gathered)


def _value(number: _Number, layer: str, text: str) -> float:
    """What was given for a layer; raises UsageError where no layer can have it."""
    try:
        value = float(text)
        NEUTRAL_LAYER.adjusted(**{number.field: value})
    except ValueError:  # not a number, or pydantic's word that it is out of range
        lowest, highest = limits(LayerMix, number.field)
        sentence = f"--{number.option} {layer}={text}: it takes a number from {lowest:g} to {highest:g}."
        raise UsageError(f"bad-{number.option}", sentence) from None
    return value
