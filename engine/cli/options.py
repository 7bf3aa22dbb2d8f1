"""Options that several verbs share, from text to values, refused in a sentence where they mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path
from typing import TypeVar

import click

from engine.codecs.container import Container
from engine.codecs.keeping import Keep
from engine.codecs.stack import Layered, LayerMode
from engine.errors import UsageError
from engine.files import Collision
from engine.job import Outputs
from engine.picture import Depth
from engine.separator import Quality

Command = Callable[..., int]


def all_of(options: Sequence[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order in which help shows them."""

    def decorated(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def shared(command: Command) -> Command:
    """The options of every verb that works on photos."""
    return all_of(_SHARED)(command)


def for_batch(command: Command) -> Command:
    """The same without the photos and their hints, which a batch takes in its own way."""
    return all_of([option for option in _SHARED if option not in (_PHOTOS, _HINTS)])(command)


DEFAULT_TASK = "reflection"

_PHOTOS = click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PHOTO...")
_HINTS = click.option(
    "--hint", "hints", multiple=True, metavar="LAYER=MASK", help="White where the photo shows this layer."
)
_SHARED = (
    _PHOTOS,
    click.option(
        "-o",
        "--out",
        required=True,
        type=click.Path(path_type=Path),
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
    _HINTS,
    click.option("--device", default="auto", metavar="auto|cuda|cpu", help="cuda fails rather than falls back."),
    click.option("--format", "format_name", default="", metavar="png|tiff|jpeg", help="The photo's own by default."),
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
    click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs."),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
)

E = TypeVar("E", bound=Enum)


def choice(kind: type[E], text: str, option: str) -> E:
    """The member of an enumeration that the user named; raises UsageError `unknown-<option>`."""
    for member in kind:
        if str(member.value).lower() == text.lower():
            return member
    known = ", ".join(str(member.value).lower() for member in kind)
    raise UsageError(f"unknown-{option}", f"--{option} is one of {known}, not {text!r}.")


def outputs(format_name: str, bits: str, collision: str, name: str, metadata: str) -> Callable[[Outputs], Outputs]:
    """What the options change of a job's outputs; what they leave empty stays. Raises UsageError at once."""
    given: dict[str, object] = {}
    if format_name:
        given["format"] = choice(Container, format_name, "format")
    if bits:
        given["bits"] = choice(Depth, bits, "bits")
    if collision:
        given["collision"] = choice(Collision, collision, "collision")
    if name:
        given["name"] = name
    if metadata:
        given["metadata"] = choice(Keep, metadata, "metadata")
    return lambda wanted: wanted.model_copy(update=given)


def layered(base: Callable[[Outputs], Outputs], format_name: str, layer_mode: str) -> Callable[[Outputs], Outputs]:
    """The outputs with what is said of the file of layers; raises UsageError at once."""
    given: dict[str, object] = {}
    if format_name:
        given["layered"] = choice(Layered, format_name, "format")
    if layer_mode:
        given["layer_mode"] = choice(LayerMode, layer_mode, "layer-mode")
    return lambda wanted: base(wanted).model_copy(update=given)


def quality(text: str) -> Quality:
    """The quality named, standard for an empty text; raises UsageError."""
    return choice(Quality, text, "quality") if text else Quality.STANDARD


def masks(hints: Iterable[str]) -> dict[str, Path]:
    """`LAYER=MASK` texts as mask files by layer; raises UsageError."""
    return {layer: Path(mask) for layer, mask in pairs(hints, "hint").items()}


def pairs(texts: Iterable[str], option: str) -> dict[str, str]:
    """`LAYER=VALUE` texts as a mapping; raises UsageError `bad-<option>`."""
    found = {}
    for text in texts:
        layer, equals, value = text.partition("=")
        if not (layer and equals and value):
            raise UsageError(
                f"bad-{option}", f"--{option} takes LAYER=VALUE, for example reflection=0.5, not {text!r}."
            )
        found[layer] = value
    return found
