"""Verbs and their options; from arguments to an exit status: 0 all done, 1 some failed, 2 usage, 3 device."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from engine import doctor as examination
from engine.batch.speed import measure
from engine.cli import batching, library_verbs, options
from engine.cli.batch_run import INTERRUPTED
from engine.cli.console import Console
from engine.cli.listening import is_closed_pipe, listening, output_lost
from engine.cli.making import Verb, recipes
from engine.cli.mixing import Mixed, mixed
from engine.cli.said import Shared
from engine.cli.values import choice
from engine.errors import DeviceError, SilsError, UsageError, WriteError
from engine.making import LAYERS
from engine.output import LAYERED, REMIX
from engine.runtime import Device
from engine.version import sils_version


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(sils_version(), prog_name="sils", message="%(prog)s %(version)s")
def commands() -> None:
    """Separate photos into physical layers and remix them. Without a verb, SILS opens its window."""


VERBS = commands.commands


@commands.command()
@options.shared
@options.photos
@options.parts("layers, all of them, which is the default; single layers by name; residual.")
def separate(said: Shared, photos: Sequence[Path], hints: Sequence[str]) -> int:
    """Write the layers of each photo, and a job that describes them, into a folder.

    Takes saved jobs (NAME.sils.json) too; what the options say goes before what they say. The layers are as they were
    found, whatever a job's mix makes of them; the new job has that mix.
    """
    if not {REMIX, LAYERED}.isdisjoint(said.parts or ()):
        sentence = "separate writes layers and the residual; sils remix, export and batch write the rest."
        raise UsageError("unknown-part", sentence)
    parts, recipe = said.parts or (LAYERS,), recipes(said, hints)
    verb = Verb("separated", parts, recipe, lambda mix, spec: mix, said.outputs, said.out, adjusts_layers=False)
    return verb.each(photos, said.console)


@commands.command()
@options.shared
@options.photos
@mixed
@options.mask
def remix(said: Shared, photos: Sequence[Path], hints: Sequence[str], mask: Path | None, mix: Mixed) -> int:
    """Mix the layers of each photo, or of each saved job (NAME.sils.json), anew.

    A job brings its photo, separator, quality, hints, mask and mix; what the options say goes before.
    """
    recipe = recipes(said, hints, mask)
    return Verb("remixed", (REMIX,), recipe, mix.change, said.outputs, said.out).each(photos, said.console)


@commands.command()
@options.shared_by_layered
@options.photos
@mixed
@options.mask
def export(said: Shared, photos: Sequence[Path], hints: Sequence[str], mask: Path | None, mix: Mixed) -> int:
    """Write all layers of each photo, or of each saved job (NAME.sils.json), into one file that other editors open.

    --format is psd (the default), ora, tiff or exr. What the layers show together is the photo, or its remix where
    a mix is asked for; a layer at strength 0 is there and switched off.
    """
    recipe = recipes(said, hints, mask)
    return Verb("exported", (LAYERED,), recipe, mix.change, said.outputs, said.out).each(photos, said.console)


@commands.command()
@click.option("--device", default="auto", metavar="auto|cuda|cpu", help="The device to try.")
@click.option("--bench", is_flag=True, help="Make a small batch too, and say how many photos an hour that makes.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs.")
def doctor(device: str, bench: bool, as_json: bool) -> int:
    """Say what is installed, which device would be used and why, and separate a test picture."""
    wanted, console = choice(Device, device, "device"), Console(as_json=as_json)
    report = examination.examine(wanted)
    console.result("doctor", report.as_text(), **report.as_dict())
    if bench and report.ok:
        speed = measure(wanted)
        console.result("speed", speed.as_text(), **speed.as_dict())
    return 0 if report.ok else DeviceError.exit_status


commands.add_command(library_verbs.separators)
commands.add_command(library_verbs.presets)
commands.add_command(batching.batch)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; whatever goes wrong ends as one sentence and an exit status.

    Where standard output is lost, the work is done to its end all the same, and the status is 1.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # names of files may hold what a terminal's letters do not
        sys.stdout.reconfigure(errors="backslashreplace")
    with listening() as output:
        status = _run(arguments)
        if output is None or output.lost is None:
            return status
        if not is_closed_pipe(output.lost):  # whoever closes a pipe knows that it is closed
            Console().failure(output_lost(output.lost))
        return status or WriteError.exit_status


def _run(arguments: Sequence[str]) -> int:
    console = Console(as_json="--json" in arguments)
    try:
        status = commands.main(list(arguments), prog_name="sils", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        sentence = error.format_message().replace("\n", " ")
        stop = "" if sentence.endswith((".", "?", "?)")) else "."
        return _failed(console, UsageError("usage", f"{sentence}{stop} See sils --help."))
    except SilsError as error:
        return _failed(console, error)
    except (KeyboardInterrupt, click.Abort):
        console.say("Stopped; what was finished is kept, nothing is half-written.")
        return INTERRUPTED


def _failed(console: Console, error: SilsError) -> int:
    console.failure(error)
    return error.exit_status
