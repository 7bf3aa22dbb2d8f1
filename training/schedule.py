"""How far a run has come, and what follows from it: crop size, batch and learning rate."""

import math
from dataclasses import asdict, dataclass

from engine.errors import UsageError
from training.config import Config, Stage, Weights

FROM_THE_START = ("charbonnier", "overshoot")
ADVERSARIAL = ("adversarial", "feature_matching")
ROUNDING = 1e-9  # of sums of shares


@dataclass(frozen=True)
class Budget:
    """What a run may spend, over all its resumes: steps or seconds of training, one of the two."""

    steps: int | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        if (self.steps is None) == (self.seconds is None):
            raise UsageError("no-budget", "Give the run either --minutes or --steps.")
        if not 0 < (self.steps or self.seconds or 0) < math.inf:
            raise UsageError("no-budget", "The budget of minutes or steps must be a number above zero.")

    def progress(self, *, step: int, elapsed_s: float) -> float:
        """The part of the budget that is spent, in [0, 1]."""
        spent = step / self.steps if self.steps else elapsed_s / (self.seconds or 1.0)
        return min(1.0, spent)


def stage_at(config: Config, progress: float) -> Stage:
    """The stage of a progress in [0, 1]."""
    reached = 0.0
    for stage in config.stages:
        reached += stage.share
        if progress < reached - ROUNDING:
            return stage
    return config.stages[-1]


def learning_rate_factor(config: Config, *, progress: float, step: int) -> float:
    """Linear warm-up over the first steps, then a cosine from 1 to 0 over the whole budget."""
    warm_up = min(1.0, (step + 1) / (config.warm_up_steps + 1))
    return warm_up * (0.5 * (1 + math.cos(math.pi * progress)) if config.decay else 1.0)


def weights_at(config: Config, progress: float) -> Weights:
    """Every loss's weight at a progress. With the ramp only the losses that say which layer is which act at first;
    the others, which an even split satisfies too, held the separator there when they acted at once, and cost time."""
    span = max(config.ramp_to - config.ramp_from, ROUNDING)
    share = min(1.0, max(0.0, (progress - config.ramp_from) / span)) if config.ramp else 1.0
    adversarial = float(progress >= config.adversarial_from)
    weights = asdict(config.weights)
    for name in weights:
        weights[name] *= 1.0 if name in FROM_THE_START else adversarial if name in ADVERSARIAL else share
    return Weights(**weights)
