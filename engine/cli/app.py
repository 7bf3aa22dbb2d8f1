"""Verbs and their options; from arguments to an exit status: 0 all done, 1 some failed, 2 usage, 3 device."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from engine import doctor as examination
from engine import library
from engine.batch.speed import measure
from engine.cli import batching, library_verbs, options
from engine.cli.batching import INTERRUPTED
from engine.cli.console import Console
from engine.cli.making import Verb
from engine.cli.mixing import mix_change, mix_options
from engine.cli.options import choice
from engine.cli.running import each_photo
from engine.errors import DeviceError, SilsError, UsageError
from engine.export import LAYERED, REMIX
from engine.files import check_folder
from engine.job import Job
from engine.making import LAYERS
from engine.recipe import Recipe, recalled
from engine.runtime import Device
from engine.separator import Separator
from engine.version import sils_version


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(sils_version(), prog_name="sils", message="%(prog)s %(version)s")
def commands() -> None:
    """Separate photos into physical layers and remix them. Without a verb, SILS opens its window."""


VERBS = commands.commands


@commands.command()
@options.shared
def separate(
    photos: Sequence[Path],
    out: Path,
    task: str,
    separator_name: str,
    quality: str,
    hints: Sequence[str],
    device: str,
    format_name: str,
    bits: str,
    collision: str,
    name: str,
    metadata: str,
    as_json: bool,
    quiet: bool,
) -> int:
    """Write the layers of each photo, and a job that describes them, into a folder.

    Takes saved jobs (NAME.sils.json) too; what the options say goes before what they say.
    """
    console = Console(quiet, as_json)
    outputs = options.outputs(format_name, bits, collision, name, metadata)
    recipe = _recipes(_loader(device, console), task, separator_name, quality, hints)
    check_folder(out)
    verb = Verb("separated", (LAYERS,), recipe, lambda mix, spec: mix, outputs, out)
    return each_photo(console, photos, lambda photo, progress: verb.photo(photo, console, progress))


@commands.command()
@options.shared
@mix_options
@click.option("--mask", type=click.Path(path_type=Path), help="White where the photo may change.")
def remix(
    photos: Sequence[Path],
    out: Path,
    task: str,
    separator_name: str,
    quality: str,
    hints: Sequence[str],
    device: str,
    format_name: str,
    bits: str,
    collision: str,
    name: str,
    metadata: str,
    as_json: bool,
    quiet: bool,
    mask: Path | None,
    **mix: object,
) -> int:
    """Mix the layers of each photo, or of each saved job (NAME.sils.json), anew.

    A job brings its photo, separator, quality, hints, mask and mix; what the options say goes before.
    """
    console = Console(quiet, as_json)
    outputs = options.outputs(format_name, bits, collision, name, metadata)
    recipe = _recipes(_loader(device, console), task, separator_name, quality, hints, mask)
    check_folder(out)
    verb = Verb("remixed", (REMIX,), recipe, mix_change(mix), outputs, out)
    return each_photo(console, photos, lambda photo, progress: verb.photo(photo, console, progress))


@commands.command()
@options.shared
@mix_options
@click.option("--mask", type=click.Path(path_type=Path), help="White where the photo may change.")
@click.option(
    "--layer-mode",
    default="",
    metavar="compatible|physical",
    help="For ordinary documents, which is the default, or true light in a linear one.",
)
def export(
    photos: Sequence[Path],
    out: Path,
    task: str,
    separator_name: str,
    quality: str,
    hints: Sequence[str],
    device: str,
    format_name: str,
    bits: str,
    collision: str,
    name: str,
    metadata: str,
    as_json: bool,
    quiet: bool,
    mask: Path | None,
    layer_mode: str,
    **mix: object,
) -> int:
    """Write all layers of each photo, or of each saved job (NAME.sils.json), into one file that other editors open.

    --format is psd (the default), ora, tiff or exr. What the layers show together is the photo, or its remix where
    a mix is asked for; a layer at strength 0 is there and switched off.
    """
    console = Console(quiet, as_json)
    plain = options.outputs("", bits, collision, name, metadata)
    outputs = options.layered(plain, format_name, layer_mode)
    recipe = _recipes(_loader(device, console), task, separator_name, quality, hints, mask)
    check_folder(out)
    verb = Verb("exported", (LAYERED,), recipe, mix_change(mix), outputs, out)
    return each_photo(console, photos, lambda photo, progress: verb.photo(photo, console, progress))


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
commands.add_command(batching.batch)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; whatever goes wrong ends as one sentence and an exit status."""
    console = Console(as_json="--json" in arguments)
    try:
        status = commands.main(list(arguments), prog_name="sils", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        sentence = error.format_message().replace("\n", " ").rstrip(".")
        return _failed(console, UsageError("usage", f"{sentence}. See sils --help."))
    except SilsError as error:
        return _failed(console, error)
    except (KeyboardInterrupt, click.Abort):
        console.say("Stopped; what was finished is kept, nothing is half-written.")
        return INTERRUPTED


def _loader(device: str, console: Console) -> Callable[[Path], Separator]:
    """Loads each separator once and says which device it got."""
    wanted = choice(Device, device, "device")

    @functools.cache
    def load(path: Path) -> Separator:
        loaded = Separator(path, wanted)
        console.say(f"Device: {loaded.device}")
        return loaded

    return load


def _recipes(
    load: Callable[[Path], Separator],
    task: str,
    separator_name: str,
    quality: str,
    hints: Sequence[str],
    mask: Path | None = None,
) -> Callable[[Job | None, Path], Recipe]:
    """How a photo is separated: as its job says, where there is one, and as the options say before that."""
    wanted, masks = options.quality(quality), options.masks(hints)

    def recipe(job: Job | None, path: Path) -> Recipe:
        if job is None:
            chosen = library.chosen(separator_name, task or options.DEFAULT_TASK)
            return Recipe(load(chosen), wanted, masks, mask)
        named = separator_name or ("" if task else job.separator)
        remembered = recalled(job, path, load(library.chosen(named, task or job.task)))
        return Recipe(
            remembered.separator,
            wanted if quality else remembered.quality,
            {**remembered.hints, **masks},
            mask or remembered.mask,
        )

    return recipe


def _failed(console: Console, error: SilsError) -> int:
    console.failure(error)
    return error.exit_status
