"""What a training run is made of: its configuration, and presets as one table of values."""

import dataclasses
import json
import math
from dataclasses import dataclass, fields, replace
from typing import Self

from engine.errors import UsageError

LEVELS = 4
ERRORS = ("charbonnier", "gradient", "structure", "logarithmic")
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


LOSSES = tuple(field.name for field in fields(Weights))


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
    whole_strokes: bool = False
    corrector: int = 0
    bank: int = 0
    lamps: float = 0.0
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
    ramp_from: float = 0.6
    ramp_to: float = 0.8
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
    width=16,
    weights=Weights(
        consistency=1.0,
        independence=1.0,
        cycle=10.0,
        self_reconstruction=10.0,
        adversarial=1.0,
        charbonnier=10.0,
        logarithmic=1.0,
    ),
    stages=(Stage(0.7, 64, 8), Stage(0.3, 128, 8)),
    gates=False,
    anchor=False,
    hints=False,
    ema=False,
    beta1=0.5,
    weight_decay=0.0,
    gradient_clip=0.0,
    warm_up_steps=0,
    adversarial_from=0.6,
    ramp=True,
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
