"""Which configurations can be trained: one rule for each number, and the sentence for a number that breaks it."""

import math
from collections.abc import Callable
from dataclasses import fields

from engine.errors import UsageError
from training.config import Config, Weights
from training.networks import MULTIPLE
from training.schedule import weights_at

LOSSES = tuple(field.name for field in fields(Weights))
COUNTS = ("width", "group", "critic_width", "critic_scales", "pool_images", "photo_px")
AMOUNTS = ("learning_rate", "matrix_learning_rate", "critic_learning_rate", "weight_decay", "gradient_clip")
RULES: tuple[tuple[tuple[str, ...], Callable[[float], bool], str], ...] = (
    (COUNTS, lambda value: value >= 1, "at least 1"),
    ((*AMOUNTS, "warm_up_steps", "adversarial_from", *LOSSES), lambda value: 0 <= value < math.inf, "0 or above"),
    (("beta1", "beta2", "validation_share"), lambda value: 0 <= value < 1, "0 or above, and below 1"),
    (("ema_decay",), lambda value: 0 <= value <= 1, "from 0 to 1"),
    (("auxiliary_share",), lambda value: 0 < value <= 1, "above 0, and no more than 1"),
)


def validated(config: Config) -> Config:
    """The configuration; raises UsageError where the first step would fail, or a later one."""
    numbers = vars(config) | vars(config.weights)
    for names, holds, said in RULES:
        for name in names:
            if not holds(numbers[name]):
                raise UsageError("bad-option", f"{name} is {numbers[name]}; it must be {said}.")
    for stage in config.stages:
        whole_crop(stage.crop_px)
        if not stage.share > 0:
            raise UsageError("bad-option", f"The share of a stage is {stage.share}; it must be above 0.")
    if not any(vars(weights_at(config, 0.0)).values()):
        sentence = "No loss acts at the start: keep charbonnier or overshoot, or use --set ramp=off with another loss."
        raise UsageError("no-loss", sentence)
    return config


def whole_crop(crop_px: int) -> int:
    """The side of a crop; raises UsageError where the networks cannot halve it as often as they do."""
    if crop_px < MULTIPLE or crop_px % MULTIPLE:
        raise UsageError("bad-crop", f"A crop of {crop_px} px does not fit: its side is a multiple of {MULTIPLE} px.")
    return crop_px
