"""Options that several verbs share, each written once; the verbs get them as values."""

from __future__ import annotations

import glob
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from enum import Enum
from functools import wraps
from pathlib import Path
from typing import Any

import click

from engine.cli.said import Shared
from engine.cli.values import choice
from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.free_names import Collision
from engine.job import DEFAULT_TASK
from engine.picture import Depth
from engine.profiles import Profile
from engine.runtime import Device
from engine.separator import Quality

Command = Callable[..., int]
Option = Callable[[Command], Command]


class _Place(click.Path):
    """A path that names something: an empty text, as scripts make of what is not set, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails for an empty text."""
        if value == "":
            self.fail("an empty text names no file or folder.", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Place(path_type=Path, readable=False)
"""Of a file or folder; whether it can be read or written to is said of each when it is."""


def photos_named(context: click.Context, parameter: click.Parameter, paths: Sequence[Path]) -> Sequence[Path]:
    """The files that were named, on Windows those too that a pattern like *.jpg is for: shells leave them as they are.

    What fits nothing stays, to be told of; no name has * or ? there.
    """
    if sys.platform != "win32":
        return paths
    return [found for path in paths for found in _fitting(str(path)) or [path]]


def _fitting(pattern: str) -> list[Path]:
    """The files that a pattern of * and ? is for, in the order of their names; brackets are a part of names."""
    if not set(pattern) & set("*?"):
        return []
    return [Path(name) for name in sorted(glob.glob(pattern.replace("[", "[[]")))]


def all_of(options: Sequence[Option]) -> Option:
    """Several options as one decorator, in the order in which help shows them."""

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def _one_of(option: str, kind: type[Enum], help_text: str, *, called: str = "", default: str = "") -> Option:
    """An option that names a member of an enumeration; None where it is left out. Raises UsageError."""
    field = called or option.replace("-", "_")

    def member(context: click.Context, parameter: click.Parameter, text: str) -> Enum | None:
        return choice(kind, text, option) if text else None

    kinds = "|".join(str(member.value).lower() for member in kind)
    return click.option(f"--{option}", field, default=default, metavar=kinds, callback=member, help=help_text)


photos = all_of(
    (
        click.argument("photos", nargs=-1, required=True, type=PATH, callback=photos_named, metavar="PHOTO..."),
        click.option(
            "--hint",
            "hints",
            multiple=True,
            metavar="LAYER=MASK",
            help="White where the photo shows this layer; LAYER.only=MASK where it shows nothing else, at its word.",
        ),
    )
)
"""The photos of a verb, and the hints for them."""


def parts(help_text: str) -> Option:
    """Which files are made of a photo."""

    def named(context: click.Context, parameter: click.Parameter, text: str) -> tuple[str, ...] | None:
        return tuple(text.split(",")) if text else None

    return click.option("--parts", default="", metavar="PART,...", callback=named, help=help_text)


mask = click.option("--mask", type=PATH, help="White where the photo may change.")

_BEFORE_FORMAT = (
    click.option(
        "-o",
        "--out",
        required=True,
        type=PATH,
        metavar="DIR",
        help="Folder for the files; made if missing.",
    ),
    click.option("--task", default="", metavar="TASK", help=f"What to separate; {DEFAULT_TASK} by default."),
    click.option(
        "--separator", "separator_name", default="", metavar="NAME|FILE", help="This separator, whatever its task."
    ),
    _one_of(
        "quality",
        Quality,
        "How large the network sees the photo, and with best its mirror image too; standard by default.",
    ),
    _one_of("device", Device, "cuda fails rather than falls back.", default="auto"),
)

_AFTER_FORMAT = (
    _one_of("bits", Depth, "The photo's own by default."),
    _one_of("collision", Collision, "Where a file is already there; number by default."),
    click.option("--name", default="", metavar="TEMPLATE", help="Of {name} and {layer}; {name}_{layer} by default."),
    _one_of("metadata", Keep, "What of EXIF, IPTC and XMP the files keep; all by default."),
    _one_of("profile", Profile, "The colour profile of the files; source, the photo's own, by default."),
    click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
)

_FORMAT = _one_of("format", Container, "Like the photo, without loss (PNG or TIFF) by default.")
_LAYER_MODE = _one_of(
    "layer-mode",
    LayerMode,
    "For ordinary documents, which is the default, or true light in a linear one.",
)


def _shared_with(*options: Option) -> Option:
    """The options of every verb that works on photos, with these on the kinds of files; the command gets them as one
    value, before its own."""

    def shared(command: Command) -> Command:
        @wraps(command)
        def gathered(**given: Any) -> int:
            said = {field.name: given.pop(field.name) for field in fields(Shared) if field.name in given}
            return command(Shared(**said), **given)

        return all_of((*_BEFORE_FORMAT, *options, *_AFTER_FORMAT))(gathered)

    return shared


shared = _shared_with(_FORMAT)
"""Of a verb that writes single pictures."""

shared_by_layered = _shared_with(_one_of("format", Layered, "psd by default.", called="layered"), _LAYER_MODE)
"""Of a verb that writes all layers into one file."""

shared_by_all = _shared_with(
    _FORMAT, _one_of("layered", Layered, "The kind of file for all layers in one; psd by default."), _LAYER_MODE
)
"""Of a verb that writes either."""
