"""Options of a configuration as they are written on the command line: each loss and each departure is one."""

from dataclasses import fields, replace
from typing import Any

from engine.errors import UsageError
from training.config import LEVELS, LOSSES, SILS, Config, Stage

_SWITCHES = tuple(field.name for field in fields(Config) if isinstance(getattr(SILS, field.name), bool))
_OPTIONS = (*LOSSES, *(field.name for field in fields(Config) if field.name not in ("task", "preset", "weights")))


def without(config: Config, part: str) -> Config:
    """The same run with one loss or one departure switched off: an ablation; raises UsageError."""
    if part in LOSSES:
        return replace(config, weights=replace(config.weights, **{part: 0.0}))
    if part in _SWITCHES:
        return replace(config, **{part: False})
    raise UsageError("no-such-part", f"There is no {part} to leave out; choose from {', '.join(LOSSES + _SWITCHES)}.")


def with_option(config: Config, assignment: str) -> Config:
    """The same run with one number changed, written as `name=value`; raises UsageError."""
    name, _, text = assignment.partition("=")
    if name in LOSSES:
        return replace(config, weights=replace(config.weights, **{name: _number(name, text, 0.0)}))
    if name == "stages":
        return replace(config, stages=_stages(text))
    if name == "blocks":
        return replace(config, blocks=_blocks(text))
    current = vars(config).get(name)
    if isinstance(current, bool):
        return replace(config, **{name: _switch(name, text)})
    if not isinstance(current, int | float):
        raise UsageError("no-such-option", f"There is no option {name}; choose from {', '.join(_OPTIONS)}.")
    return replace(config, **{name: _number(name, text, current)})


def _switch(name: str, text: str) -> bool:
    if text not in ("on", "off"):
        raise UsageError("bad-option", f"{name} is either on or off, not {text!r}.")
    return text == "on"


def _number(name: str, text: str, like: Any) -> Any:
    try:
        return type(like)(text)
    except ValueError:
        raise UsageError("bad-option", f"{name} needs a number, not {text!r}.") from None


def _blocks(text: str) -> tuple[int, ...]:
    """Residual blocks of the four levels, finest first, separated by colons."""
    try:
        blocks = tuple(int(part) for part in text.split(":"))
    except ValueError:
        blocks = ()
    if len(blocks) != LEVELS or min(blocks) < 0:
        raise UsageError("bad-option", f"blocks are four numbers, finest level first, as 1:1:2:4, not {text!r}.")
    return blocks


def _stages(text: str) -> tuple[Stage, ...]:
    """Stages from `share:crop_px:batch`, separated by commas."""
    try:
        parts = [part.split(":") for part in text.split(",")]
        stages = tuple(Stage(float(share), int(crop), int(batch)) for share, crop, batch in parts)
    except ValueError:
        raise UsageError("bad-option", f"stages are written share:crop_px:batch,..., not {text!r}.") from None
    if abs(sum(stage.share for stage in stages) - 1) > 1e-6:
        raise UsageError("bad-option", "The shares of all stages must sum to 1.")
    return stages
