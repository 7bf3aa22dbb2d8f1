"""The recipe of the queue in words: what can be written, how photos can be mixed, and the whole in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.job import Job
from engine.making import LAYERS
from engine.mix import PRESETS, Mix
from engine.output import LAYERED, REMIX
from engine.spec import SeparatorSpec
from sils_gui.state.desk import Desk
from sils_gui.state.presets import OwnPresets
from sils_gui.view.names import task_title
from sils_gui.view.preferences_dialog import quality_title


@dataclass(frozen=True)
class Mixing:
    """How a job says it is mixed: by a preset, by a mix, or not at all."""

    preset: str = ""
    mix: Mix | None = None


@dataclass(frozen=True)
class Parts:
    """What is written of a photo; a value that Qt leaves as it is."""

    names: tuple[str, ...]


def part_titles() -> list[tuple[str, Parts]]:
    """What can be written of a photo."""
    return [
        (tr("Layers"), Parts((LAYERS,))),
        (tr("Remix"), Parts((REMIX,))),
        (tr("Layers and remix"), Parts((LAYERS, REMIX))),
        (tr("All layers in one file"), Parts((LAYERED,))),
    ]


def mixings(recipe: Job, spec: SeparatorSpec | None, desk: Desk, own: OwnPresets) -> Iterator[tuple[str, Mixing]]:
    """The mixes that fit a separator, by title: none, presets, that of the photo on the desk, and the recipe's own."""
    yield tr("As photographed"), Mixing()
    if spec is None:
        return
    for preset in PRESETS:
        if preset.fits(spec):
            yield QCoreApplication.translate("Presets", preset.title), Mixing(preset.name)
    for kept in own.all():
        if kept.fits(spec):
            yield kept.title, Mixing(mix=kept.mix)
    shown = desk.current
    if shown is not None and shown.mix is not None and shown.spec_fits(spec) and not shown.mix.is_neutral:
        yield tr("As {0} is mixed now").format(shown.name), Mixing(mix=shown.mix)
    if recipe.mix is not None and len(recipe.mix.layers) == len(spec.layers):
        yield tr("As in the recipe"), Mixing(mix=recipe.mix)


def summary(recipe: Job, folder: str) -> str:
    """The recipe in one line."""
    preset = next((preset.title for preset in PRESETS if preset.name == recipe.preset), "")
    mix = QCoreApplication.translate("Presets", preset) if preset else tr("own mix") if recipe.mix else ""
    outputs = recipe.outputs
    parts = outputs.parts or ((LAYERS,) if not mix else (REMIX,))
    what = next((title for title, named in part_titles() if named.names == parts), ", ".join(parts))
    kind = outputs.layered.value if parts == (LAYERED,) else outputs.format.value if outputs.format else ""
    words = (task_title(recipe.task), quality_title(recipe.quality), mix, f"{what} ({kind})" if kind else what)
    return f"{' · '.join(word for word in words if word)} → {folder}"


def tr(text: str) -> str:
    return QCoreApplication.translate("Recipe", text)
