"""What a training run is made of: presets as one table of values, each loss and each departure an option."""

import dataclasses
import json
import math
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from engine.errors import UsageError

LEVELS = 4
WITHOUT_TRUTH = ("consistency", "cycle", "exclusion", "remix", "adversarial", "feature_matching")


@dataclass(frozen=True)
class Weights:
    """Weight of each loss; zero means that the term is not even computed. The first five are the paper's."""

    consistency: float = 0.0
    independence: float = 0.0
    cycle: float = 0.0
    self_reconstruction: float = 0.0
    adversarial: float = 0.0
    feature_matching: float = 0.0
    charbonnier: float = 0.0
    logarithmic: float = 0.0
    overshoot: float = 0.0
    gradient: float = 0.0
    structure: float = 0.0
    null: float = 0.0
    remix: float = 0.0
    exclusion: float = 0.0

    @property
    def need_unlabelled(self) -> bool:
        """Whether any loss acts on photos whose layers nobody knows."""
        return any(getattr(self, name) for name in WITHOUT_TRUTH)


@dataclass(frozen=True)
class Stage:
    """A part of the run with crops of one size; shares of all stages sum to 1."""

    share: float
    crop_px: int
    batch: int


@dataclass(frozen=True)
class Config:
    """One run, except for its budget, folders and devices. What each field means: training/README.md."""

    task: str
    preset: str
    width: int
    weights: Weights
    stages: tuple[Stage, ...]
    blocks: tuple[int, ...] = (1, 1, 2, 4)
    base_share: float = 0.0
    gates: bool = True
    norm: bool = True
    anchor: bool = True
    hints: bool = True
    development: bool = False
    ema: bool = True
    muon: bool = True
    group: int = 4
    auxiliary_share: float = 1.0
    learning_rate: float = 1e-3
    matrix_learning_rate: float = 2e-3
    beta1: float = 0.9
    beta2: float = 0.999
    weight_decay: float = 1e-4
    gradient_clip: float = 1.0
    decay: bool = True
    warm_up_steps: int = 100
    ema_decay: float = 0.999
    critic_learning_rate: float = 1e-4
    critic_width: int = 32
    critic_scales: int = 2
    pool_images: int = 50
    adversarial_from: float = 0.0
    ramp: bool = False
    photo_px: int = 512
    validation_share: float = 0.05
    seed: int = 0

    @property
    def auxiliary(self) -> int:
        """Images of every group that the costlier terms see; two where remix recombines them, if there are as many."""
        wanted = math.ceil(self.auxiliary_share * self.group)
        return min(self.group, max(wanted, 2)) if self.weights.remix else wanted

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The config in a checkpoint; raises UsageError where its fields are not this version's."""
        raw = json.loads(text)
        try:
            weights = Weights(**raw.pop("weights"))
            stages = tuple(Stage(**stage) for stage in raw.pop("stages"))
            return cls(weights=weights, stages=stages, **{**raw, "blocks": tuple(raw.pop("blocks"))})
        except (KeyError, TypeError, AttributeError) as error:
            raise UsageError("config-fields", f"The configuration was written by another version ({error}).") from None


PAPER = Config(
    task="reflection",
    preset="paper",
    width=32,
    weights=Weights(consistency=1.0, independence=1.0, cycle=10.0, self_reconstruction=10.0, adversarial=1.0),
    stages=(Stage(0.7, 64, 8), Stage(0.3, 128, 8)),
    gates=False,
    anchor=False,
    hints=False,
    ema=False,
    beta1=0.5,
    weight_decay=0.0,
    gradient_clip=0.0,
    warm_up_steps=0,
)

SILS = Config(
    task="reflection",
    preset="sils",
    width=32,
    weights=Weights(
        consistency=0.002,
        independence=0.0005,
        cycle=0.003,
        self_reconstruction=0.003,
        adversarial=0.0005,
        feature_matching=0.002,
        charbonnier=1.0,
        overshoot=1.0,
        gradient=0.2,
        null=0.01,
        remix=0.003,
        exclusion=0.0005,
    ),
    stages=(Stage(0.6, 96, 8), Stage(0.28, 128, 8), Stage(0.12, 192, 4)),
    development=True,
    auxiliary_share=0.25,
    adversarial_from=0.85,
    ramp=True,
)

PRESETS = {
    "paper": PAPER,
    "sils": SILS,
    "sils16": replace(SILS, preset="sils16", width=16),
    "sils64": replace(SILS, preset="sils64", width=64, stages=(Stage(1.0, 256, 64),)),
}

_SWITCHES = tuple(field.name for field in fields(Config) if isinstance(getattr(SILS, field.name), bool))
_LOSSES = tuple(field.name for field in fields(Weights))
_OPTIONS = (*_LOSSES, *(field.name for field in fields(Config) if field.name not in ("task", "preset", "weights")))


def without(config: Config, part: str) -> Config:
    """The same run with one loss or one departure switched off: an ablation."""
    if part in _LOSSES:
        return replace(config, weights=replace(config.weights, **{part: 0.0}))
    if part in _SWITCHES:
        return replace(config, **{part: False})
    raise UsageError("no-such-part", f"There is no {part} to leave out; choose from {', '.join(_LOSSES + _SWITCHES)}.")


def with_option(config: Config, assignment: str) -> Config:
    """The same run with one number changed, written as `name=value`."""
    name, _, text = assignment.partition("=")
    if name in _LOSSES:
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
