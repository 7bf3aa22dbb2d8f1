"""The verbs `separators` and `presets`: which there are, what they say of themselves, whether a file is one."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from engine import library
from engine.cli.console import Console
from engine.cli.endings import interrupt_once
from engine.cli.options import PATH
from engine.errors import SilsError
from engine.mix import PRESETS
from engine.own_presets import OwnPreset, all_presets, folder_in
from engine.separator import check_file
from engine.separator_file import SeparatorFile, read_separator_file
from engine.user_files import config_folder

T = TypeVar("T")

_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs.")
_file = click.argument("file", type=PATH)


@click.pass_context
def _help_alone(context: click.Context) -> None:
    """Say what a verb can do where nothing is asked of it."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _verb(name: str, purpose: str) -> click.Group:
    return click.Group(name, callback=_help_alone, invoke_without_command=True, help=purpose)


separators = _verb("separators", "List, show, check and add separators.")
presets = _verb("presets", "List presets, those that ship with SILS and your own.")


@separators.command("list")
@_as_json
def list_all(as_json: bool) -> int:
    """Name, task, version, size and layers of every separator; exit status 1 if one cannot be used."""
    return _each(Console(as_json=as_json), library.all_separators(), _tell_separator)


@separators.command()
@click.argument("name")
@_as_json
def show(name: str, as_json: bool) -> int:
    """Everything that one separator, given by name or file, says of itself."""
    file = read_separator_file(library.find(name))
    spec = json.dumps(file.spec.model_dump(mode="json"), indent=2, ensure_ascii=False)
    Console(as_json=as_json).result("separator", f"{file.path}\nsha256 {file.digest}\n{spec}", **_facts(file))
    return 0


@separators.command()
@_file
@_as_json
def check(file: Path, as_json: bool) -> int:
    """Whether a file keeps the separator contract, by a real run."""
    spec = check_file(file)
    text = f"{file.name} is a separator: {spec.title} {spec.version}, {' + '.join(spec.layer_names)}"
    Console(as_json=as_json).result("checked", text, path=str(file), spec=spec.model_dump(mode="json"))
    return 0


@separators.command()
@_file
@_as_json
def add(file: Path, as_json: bool) -> int:
    """Check a file and keep a copy among your separators."""
    interrupt_once()
    copy = library.add(file)
    Console(as_json=as_json).result("added", str(copy), path=str(copy))
    return 0


@presets.command("list")
@_as_json
def list_presets(as_json: bool) -> int:
    """Name and layer of the shipped presets, then title, layers and file of your own; exit status 1 if one cannot be
    read."""
    console = Console(as_json=as_json)
    for preset in PRESETS:
        text = f"{preset.name:<24} {preset.layer}"
        console.result("preset", text, name=preset.name, title=preset.title, layer=preset.layer)
    return _each(console, all_presets(folder_in(config_folder())), _tell_own)


def _each(console: Console, all_found: Iterable[T | SilsError], tell: Callable[[Console, T], None]) -> int:
    """Tell of each, or why it cannot be used; the exit status."""
    status = 0
    for found in all_found:
        if isinstance(found, SilsError):
            console.failure(found)
            status = found.exit_status
        else:
            tell(console, found)
    return status


def _tell_separator(console: Console, file: SeparatorFile) -> None:
    console.result("separator", _line(file), **_facts(file))


def _tell_own(console: Console, found: tuple[Path, OwnPreset]) -> None:
    path, own = found
    text = f"{own.title:<24} {', '.join(own.layers):<30} {path}"
    console.result("own-preset", text, path=str(path), **own.model_dump(mode="json"))


def _line(file: SeparatorFile) -> str:
    spec = file.spec
    size = f"{file.size_bytes / 2**20:.1f} MiB"
    return f"{spec.name:<16} {spec.task:<12} {spec.version:<16} {size:>9}  {', '.join(spec.layer_names)}"


def _facts(file: SeparatorFile) -> dict[str, object]:
    return {"path": str(file.path), "sha256": file.digest, "spec": file.spec.model_dump(mode="json")}
