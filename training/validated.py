"""Which configurations can be trained: one rule for each number, and the sentence for a number that breaks it."""

import itertools
import math
from collections.abc import Callable

from engine.errors import UsageError
from engine.formation import ADDITIVE
from training.config import ERRORS, LOSSES, Config, Stage
from training.discriminators import LEAST_PX
from training.networks import MULTIPLE
from training.schedule import ADVERSARIAL, ROUNDING, weights_at
from training.tasks import task_named

COUNTS = ("width", "group", "critic_width", "critic_scales", "pool_images")
AMOUNTS = ("learning_rate", "matrix_learning_rate", "critic_learning_rate", "weight_decay", "gradient_clip")
RULES: tuple[tuple[tuple[str, ...], Callable[[float], bool], str], ...] = (
    (COUNTS, lambda value: value >= 1, "at least 1"),
    (("photo_px",), lambda value: value >= MULTIPLE, f"at least {MULTIPLE}"),
    (
        (*AMOUNTS, "warm_up_steps", "adversarial_from", "corrector", "bank", *LOSSES),
        lambda value: 0 <= value < math.inf,
        "0 or above",
    ),
    (("beta1", "beta2", "validation_share", "base_share"), lambda value: 0 <= value < 1, "0 or above, and below 1"),
    (("ema_decay", "ramp_from", "ramp_to", "lamps"), lambda value: 0 <= value <= 1, "from 0 to 1"),
    (("seed",), lambda value: -(2**63) <= value < 2**63, "a whole number of 64 bits, below 2^63"),
    (("auxiliary_share",), lambda value: 0 < value <= 1, "above 0, and no more than 1"),
)


def validated(config: Config) -> Config:
    """The configuration; raises UsageError where the first step would fail, or a later one."""
    numbers = vars(config) | vars(config.weights)
    for names, holds, said in RULES:
        for name in names:
            if not holds(numbers[name]):
                raise UsageError("bad-option", f"{name} is {numbers[name]}; it must be {said}.")
    if not config.ramp_from <= config.ramp_to:
        sentence = f"ramp_to is {config.ramp_to}; it must be no less than ramp_from, which is {config.ramp_from}."
        raise UsageError("bad-option", sentence)
    if config.whole_strokes and not config.hints:
        raise UsageError(
            "bad-option", "whole_strokes is how hints are drawn, but hints are off; switch one of the two."
        )
    if config.corrector:
        _refuse_corrector(config)
    for stage in config.stages:
        _refuse_stage(stage, config)
    _refuse_small_for_critics(config)
    if not any(vars(weights_at(config, 0.0)).values()):
        sentence = "No loss acts at the start: keep charbonnier or overshoot, or use --set ramp=off with another loss."
        raise UsageError("no-loss", sentence)
    return config


def _refuse_corrector(config: Config) -> None:
    if not config.hints:
        raise UsageError("bad-option", "A corrector is told of strokes, but hints are off; switch one of the two.")
    law = task_named(config.task).law
    if law is not ADDITIVE:
        sentence = f"A corrector shares out light that adds; the layers of {config.task} are {law.name}."
        raise UsageError("bad-option", sentence)
    if not any(getattr(weights_at(config, 0.0), name) for name in ERRORS):
        raise UsageError("no-loss", f"A corrector needs one of {', '.join(ERRORS)} from the start.")


def _refuse_stage(stage: Stage, config: Config) -> None:
    whole_crop(stage.crop_px)
    if not stage.share > 0:
        raise UsageError("bad-option", f"The share of a stage is {stage.share}; it must be above 0.")
    if stage.batch < 1 or stage.batch % config.group:
        sentence = (
            f"A batch of {stage.batch} does not fit: it is a multiple of the group, which is {config.group} images."
        )
        raise UsageError("bad-batch", sentence)


def _refuse_small_for_critics(config: Config) -> None:
    """The coarsest critic of a layer must have something to look at in every stage in which it acts."""
    ends = itertools.accumulate(stage.share for stage in config.stages)
    criticised = any(getattr(config.weights, name) for name in ADVERSARIAL)
    for stage, end in zip(config.stages, ends, strict=True):
        seen_px = stage.crop_px >> (config.critic_scales - 1)
        if criticised and config.adversarial_from < end - ROUNDING and seen_px < LEAST_PX:
            sentence = (
                f"A crop of {stage.crop_px} px is too small for {config.critic_scales} critic_scales: the last "
                f"critic would see {seen_px} px, and needs {LEAST_PX}."
            )
            raise UsageError("bad-crop", sentence)


def whole_crop(crop_px: int) -> int:
    """The side of a crop; raises UsageError where the networks cannot halve it as often as they do."""
    if crop_px < MULTIPLE or crop_px % MULTIPLE:
        raise UsageError("bad-crop", f"A crop of {crop_px} px does not fit: its side is a multiple of {MULTIPLE} px.")
    return crop_px


def at_least(least: int, name: str, value: int) -> int:
    """A number of the command line; raises UsageError where it is smaller than the least that makes sense."""
    if value < least:
        raise UsageError("bad-option", f"{name} is {value}; it must be at least {least}.")
    return value
