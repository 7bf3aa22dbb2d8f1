"""The options that make a mix: a preset, and numbers for layers, for the balance between two, and for the residual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from engine.cli.options import Command, all_of
from engine.cli.said import Shared
from engine.cli.values import pairs
from engine.errors import SilsError, UsageError
from engine.mix import NEUTRAL_LAYER, PRESETS, LayerMix, Mix, MixChange, limits, preset, unknown_preset
from engine.own_presets import SUFFIX, OwnPreset, all_presets, fitting, folder_in, load_preset
from engine.spec import SeparatorSpec
from engine.user_files import config_folder


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
_SHIPPED = tuple(shipped.name for shipped in PRESETS)
_PRESET_HELP = f"One of {', '.join(_SHIPPED)}; or one of your own, by its title or its file."


@dataclass(frozen=True)
class Mixed:
    """What the options say of a mix: a preset, or none, and numbers that go before what it does.

    `shipped` is the name of one that ships with SILS, or empty; `own` are those of the user's own of one title.
    """

    shipped: str
    own: tuple[OwnPreset, ...]
    numbers: MixChange

    def change(self, mix: Mix, spec: SeparatorSpec) -> Mix:
        """The mix as the options want it; raises UsageError where they do not fit the layers."""
        if self.shipped:
            mix = preset(self.shipped).apply(mix, spec)
        elif self.own:
            mix = fitting(self.own, spec)
        return self.numbers.on(mix, spec)


def _number(option: str, help_text: str, lowest: float, highest: float) -> Callable[[Command], Command]:
    """An option of one number, None where it is left out; raises UsageError `bad-<option>` where it is out of range."""

    def checked(context: click.Context, parameter: click.Parameter, value: float | None) -> float | None:
        if value is not None and not lowest <= value <= highest:
            sentence = f"--{option} takes a number from {lowest:g} to {highest:g}, not {value:g}."
            raise UsageError(f"bad-{option}", sentence)
        return value

    return click.option(f"--{option}", type=float, callback=checked, help=help_text)


_OPTIONS = (
    click.option("--preset", default="", metavar="NAME|FILE", help=_PRESET_HELP),
    _number("balance", "-100 other layer only, 0 the photo, 100 base layer only.", -100, 100),
    *(click.option(f"--{one.option}", multiple=True, metavar="LAYER=NUMBER", help=one.help) for one in _NUMBERS),
    _number("residual", "What the layers leave: 0 is not there, 1 as it was, up to 2.", *limits(Mix, "residual")),
)


def mixed(command: Command) -> Command:
    """The options of a mix, below the shared ones; the command gets them as one value, `mix`."""

    @wraps(command)
    def gathered(said: Shared, **given: Any) -> int:
        name, balance, residual = (given.pop(field) for field in ("preset", "balance", "residual"))
        shipped = name if name in _SHIPPED else ""
        own = () if shipped or not name else _own(name)
        layers: dict[str, dict[str, float]] = {}
        for number in _NUMBERS:
            for layer, text in pairs(given.pop(number.option), number.option):  # the last counts, as everywhere
                layers.setdefault(layer, {})[number.field] = _value(number, layer, text)
        numbers = MixChange(balance=balance, layers=layers, residual=residual)
        return command(said, mix=Mixed(shipped, own, numbers), **given)

    return all_of(_OPTIONS)(gathered)


def _own(name: str) -> tuple[OwnPreset, ...]:
    """The user's presets of that title, which are for different layers; or the one in a file, by its path.

    Raises UsageError `unknown-preset`; for a file what `load_preset` raises.
    """
    if name.endswith(SUFFIX):
        return (load_preset(Path(name)),)
    found = list(all_presets(folder_in(config_folder())))
    known = [each[1] for each in found if not isinstance(each, SilsError)]
    titled = tuple(own for own in known if own.title == name)
    if not titled:
        others = [repr(title) for title in sorted({own.title for own in known})]
        unread = [] if len(known) == len(found) else ["and what sils presets list cannot read"]
        raise unknown_preset(name, [*others, *unread])
    return titled


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
