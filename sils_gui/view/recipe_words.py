"""The recipe of the queue in words: what can be written, how photos can be mixed, and the whole in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.job import Job
from engine.job_outputs import Outputs
from engine.making import LAYERS
from engine.mix import PRESETS, Mix
from engine.output import LAYERED, REMIX
from engine.spec import SeparatorSpec
from sils_gui.state.desk import Desk
from sils_gui.state.presets import OwnPresets
from sils_gui.view.file_choice import depth_title
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


def parts_of(recipe: Job) -> tuple[str, ...]:
    """What a recipe writes, also where it leaves that to the mix."""
    is_neutral = not recipe.preset and (recipe.mix is None or recipe.mix.is_neutral)
    return recipe.outputs.parts or ((LAYERS,) if is_neutral else (REMIX,))


def part_titles(own: tuple[str, ...]) -> list[tuple[str, Parts]]:
    """What can be written of a photo, a recipe's own choice among it."""
    titles = [
        (tr("Layers"), Parts((LAYERS,))),
        (tr("Remix"), Parts((REMIX,))),
        (tr("Layers and remix"), Parts((LAYERS, REMIX))),
        (tr("All layers in one file"), Parts((LAYERED,))),
    ]
    is_known = Parts(own) in (parts for _, parts in titles)
    return titles if is_known else [*titles, (", ".join(own), Parts(own))]


def mixings(recipe: Job, spec: SeparatorSpec | None, desk: Desk, own: OwnPresets) -> Iterator[tuple[str, Mixing]]:
    """The mixes for a separator, by title: none, presets, that of the photo on the desk, and the recipe's own."""
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
    if recipe.mix is not None or not recipe.fits(spec):  # what does not fit is told and not changed
        yield tr("As in the recipe"), Mixing(recipe.preset, recipe.mix)


def summary(recipe: Job, folder: str) -> str:
    """The recipe in one line."""
    preset = next((preset.title for preset in PRESETS if preset.name == recipe.preset), "")
    mix = QCoreApplication.translate("Presets", preset) if preset else tr("own mix") if recipe.mix else ""
    parts = parts_of(recipe)
    what = next(title for title, named in part_titles(parts) if named.names == parts)
    kind = _kind(recipe.outputs, parts)
    words = (task_title(recipe.task), quality_title(recipe.quality), mix, f"{what} ({kind})" if kind else what)
    return f"{' · '.join(word for word in words if word)} → {folder}"


def _kind(outputs: Outputs, parts: tuple[str, ...]) -> str:
    """The kind of files that a recipe asks for, empty where they are like the photo."""
    kind = outputs.layered.value if parts == (LAYERED,) else outputs.format.value if outputs.format else ""
    words = (kind, depth_title(outputs.bits) if outputs.bits else "", outputs.profile.title)
    return ", ".join(word for word in words if word)


def tr(text: str) -> str:
    return QCoreApplication.translate("Recipe", text)
