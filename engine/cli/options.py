"""Options that several verbs share, and what they say as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import Any

import click

from engine.cli.console import Console
from engine.cli.values import choice, quality
from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.free_names import Collision
from engine.job import DEFAULT_TASK
from engine.job_outputs import Outputs
from engine.naming import Names
from engine.picture import Depth
from engine.profiles import Profile
from engine.runtime import Device
from engine.separator import Quality

Command = Callable[..., int]


class _Place(click.Path):
    """A path that names something: an empty text, as scripts make of what is not set, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; fails for an empty text."""
        if value == "":
            self.fail("an empty text names no file or folder.", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Place(path_type=Path, readable=False)
"""Of a file or folder; whether it can be read or written to is said of each when it is."""


def all_of(options: Sequence[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order in which help shows them."""

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


@dataclass(frozen=True)
class Shared:
    """What the options of every verb that works on photos say, as texts; empty where nothing was said."""

    out: Path
    task: str
    separator_name: str
    quality: str
    device: str
    format_name: str
    bits: str
    collision: str
    name: str
    metadata: str
    profile: str
    as_json: bool
    quiet: bool

    @property
    def console(self) -> Console:
        """Where the verb speaks."""
        return Console(self.quiet, self.as_json)

    def wanted_device(self) -> Device:
        """The device that was asked for; raises UsageError."""
        return choice(Device, self.device, "device")

    def wanted_quality(self) -> Quality:
        """The quality that was asked for; raises UsageError."""
        return quality(self.quality)

    def settings(self) -> tuple[str, ...]:
        """All that is said of what is made of photos."""
        kinds = (self.format_name, self.bits, self.collision, self.name, self.metadata, self.profile)
        return (self.task, self.separator_name, self.quality, *kinds)

    def outputs(self) -> Callable[[Outputs], Outputs]:
        """What the options change of a job's outputs; what they leave empty stays. Raises UsageError at once."""
        given = self.given_outputs()
        return lambda wanted: wanted.model_copy(update=given)

    def given_outputs(self) -> dict[str, object]:
        """What the options say of a job's outputs, by field; raises UsageError."""
        given = self._given()
        if self.format_name:
            given["format"] = choice(Container, self.format_name, "format")
        return given

    def layered_outputs(self, layer_mode: str) -> Callable[[Outputs], Outputs]:
        """The same where the format is that of a file of layers; raises UsageError at once."""
        given = self._given()
        if self.format_name:
            given["layered"] = choice(Layered, self.format_name, "format")
        if layer_mode:
            given["layer_mode"] = choice(LayerMode, layer_mode, "layer-mode")
        return lambda wanted: wanted.model_copy(update=given)

    def _given(self) -> dict[str, object]:
        given: dict[str, object] = {}
        if self.bits:
            given["bits"] = choice(Depth, self.bits, "bits")
        if self.collision:
            given["collision"] = choice(Collision, self.collision, "collision")
        if self.name:
            Names(self.name).check("photo", ("layer",))
            given["name"] = self.name
        if self.metadata:
            given["metadata"] = choice(Keep, self.metadata, "metadata")
        if self.profile:
            given["profile"] = choice(Profile, self.profile, "profile")
        return given


photos = all_of(
    (
        click.argument("photos", nargs=-1, required=True, type=PATH, metavar="PHOTO..."),
        click.option(
            "--hint", "hints", multiple=True, metavar="LAYER=MASK", help="White where the photo shows this layer."
        ),
    )
)
"""The photos of a verb, and the hints for them."""

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
    click.option(
        "--quality",
        default="",
        metavar="draft|standard|best",
        help="How large the network sees the photo, and with best its mirror image too; standard by default.",
    ),
    click.option("--device", default="auto", metavar="auto|cuda|cpu", help="cuda fails rather than falls back."),
)

_AFTER_FORMAT = (
    click.option("--bits", default="", metavar="8|16|32", help="The photo's own by default."),
    click.option(
        "--collision",
        default="",
        metavar="number|skip|overwrite",
        help="Where a file is already there; number by default.",
    ),
    click.option("--name", default="", metavar="TEMPLATE", help="Of {name} and {layer}; {name}_{layer} by default."),
    click.option(
        "--metadata",
        default="",
        metavar="all|copyright|none",
        help="What of EXIF, IPTC and XMP the files keep; all by default.",
    ),
    click.option(
        "--profile",
        default="",
        metavar="|".join(profile.value for profile in Profile),
        help="The colour profile of the files; source, the photo's own, by default.",
    ),
    click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
)


def _shared_with(kinds: str, default: str) -> Callable[[Callable[..., int]], Command]:
    """The options of every verb that works on photos, where it writes these kinds of files."""
    kind = click.option("--format", "format_name", default="", metavar=kinds, help=f"{default} by default.")

    def shared(command: Callable[..., int]) -> Command:
        @wraps(command)
        def gathered(**given: object) -> int:
            said = {field.name: given.pop(field.name) for field in fields(Shared)}
            return command(Shared(**said), **given)  # type: ignore[arg-type]

        return all_of((*_BEFORE_FORMAT, kind, *_AFTER_FORMAT))(gathered)

    return shared


shared = _shared_with("png|tiff|jpeg", "Like the photo, without loss (PNG or TIFF)")
"""The options of every verb that works on photos; the command gets them as one value, before its own."""

shared_by_layered = _shared_with("psd|ora|tiff|exr", "psd")
"""The same for a verb that writes all layers into one file."""
