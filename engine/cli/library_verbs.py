"""The verb `separators`: which there are, what they say of themselves, whether a file is one."""

import json
from pathlib import Path

import click

from engine import library
from engine.cli.console import Console
from engine.cli.options import PATH
from engine.errors import SilsError
from engine.separator import check_file
from engine.separator_file import SeparatorFile, read_separator_file

_as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs.")
_file = click.argument("file", type=PATH)


@click.group(invoke_without_command=True)
@click.pass_context
def separators(context: click.Context) -> None:
    """List, show, check and add separators."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@separators.command("list")
@_as_json
def list_all(as_json: bool) -> int:
    """Name, task, version, size and layers of every separator; exit status 1 if one cannot be used."""
    console, status = Console(as_json=as_json), 0
    for found in library.all_separators():
        if isinstance(found, SilsError):
            console.failure(found)
            status = found.exit_status
        else:
            console.result("separator", _line(found), **_facts(found))
    return status


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
    copy = library.add(file)
    Console(as_json=as_json).result("added", str(copy), path=str(copy))
    return 0


def _line(file: SeparatorFile) -> str:
    spec = file.spec
    size = f"{file.size_bytes / 2**20:.1f} MiB"
    return f"{spec.name:<16} {spec.task:<12} {spec.version:<16} {size:>9}  {', '.join(spec.layer_names)}"


def _facts(file: SeparatorFile) -> dict[str, object]:
    return {"path": str(file.path), "sha256": file.digest, "spec": file.spec.model_dump(mode="json")}
