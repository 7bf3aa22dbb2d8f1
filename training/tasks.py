"""The tasks: which layers, which law, which folders, and the synthesis; nothing else in the package knows them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import Generator, Tensor

from engine.errors import UsageError
from engine.formation import ADDITIVE, MULTIPLICATIVE, Formation
from training.config import Config
from training.photos import Photos
from training.synthesis.intrinsic import intrinsic
from training.synthesis.materials import MATERIAL
from training.synthesis.rain import rain, window
from training.synthesis.reflection import BACKGROUND, REFLECTION, reflection
from training.synthesis.toys import toy2, toy3

TOY_PX = 64

Synthesis = Callable[[Photos, int, int, Generator], Tensor]


@dataclass(frozen=True)
class Task:
    """One kind of separation; `synthesize(photos, count, px, generator)` gives layers (B, N, 3, px, px) in linear
    light whose composition lies in [0, 1]. `crop_px` is the size of its crops where larger ones show nothing more."""

    name: str
    title: str
    law: Formation
    layers: tuple[tuple[str, str], ...]
    domains: tuple[str, ...]
    synthesize: Synthesis
    base: int = 0
    crop_px: int | None = None

    def preset(self, config: Config) -> Config:
        """A preset's config for this task."""
        px, stages = self.crop_px, config.stages
        crops = stages if px is None else tuple(replace(stage, crop_px=px) for stage in stages)
        return replace(config, task=self.name, stages=crops)

    @property
    def layer_names(self) -> tuple[str, ...]:
        """Names in the order of the network's output."""
        return tuple(name for name, _ in self.layers)

    def compose(self, layers: Tensor) -> Tensor:
        """The linear photo (B, 3, H, W) that layers (B, N, 3, H, W) make."""
        return self.law.compose(list(layers.unbind(1)))

    def neutral(self, layers: Tensor) -> Tensor:
        """Layers of a photo that is nothing but its base layer, of the same shape."""
        nothing = torch.full_like(layers, self.law.neutral)
        nothing[:, self.base] = layers[:, self.base]
        return nothing


TASKS = {
    task.name: task
    for task in (
        Task(
            "toy2",
            "Square and circle",
            ADDITIVE,
            (("square", "Square"), ("circle", "Circle")),
            (),
            toy2,
            crop_px=TOY_PX,
        ),
        Task(
            "toy3",
            "Square, circle and triangle",
            ADDITIVE,
            (("square", "Square"), ("circle", "Circle"), ("triangle", "Triangle")),
            (),
            toy3,
            crop_px=TOY_PX,
        ),
        Task(
            "reflection",
            "Reflections on glass",
            ADDITIVE,
            (("background", "Background"), ("reflection", "Reflection")),
            (BACKGROUND, REFLECTION),
            reflection,
        ),
        Task(
            "intrinsic",
            "Albedo and shading",
            MULTIPLICATIVE,
            (("albedo", "Albedo"), ("shading", "Shading")),
            (MATERIAL,),
            intrinsic,
        ),
        Task("rain", "Rain", ADDITIVE, (("background", "Background"), ("rain", "Rain")), (BACKGROUND,), rain),
        Task(
            "window",
            "Rainy window",
            ADDITIVE,
            (("background", "Background"), ("reflection", "Reflection"), ("rain", "Rain")),
            (BACKGROUND, REFLECTION),
            window,
        ),
    )
}


def task_named(name: str) -> Task:
    """A task of the table; raises UsageError."""
    if name not in TASKS:
        raise UsageError("no-such-task", f"There is no task {name}; choose from {', '.join(TASKS)}.")
    return TASKS[name]
