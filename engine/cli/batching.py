"""The verb `batch`: a folder of photos, one job."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import click

from engine import library
from engine.batch.agreement import Mode
from engine.batch.changes import Changes
from engine.batch.cluster import check_address
from engine.batch.finding import Patterns
from engine.batch.order import separator_of
from engine.batch.outcome import State
from engine.batch.request import Request, request, wanted
from engine.cli import options
from engine.cli.batch_run import run_batch
from engine.cli.dry_run import dry_run
from engine.cli.mixing import Mixed, mixed
from engine.cli.said import Shared
from engine.errors import UsageError
from engine.job import DEFAULT_TASK, Job, is_job
from engine.making import check_parts, parts_wanted
from engine.naming import Names
from engine.output import LAYERED, REMIX
from engine.paths import canonical, is_text
from engine.separator_file import read_separator_file

_MODES = {
    (): Mode.NEW,
    ("resume",): Mode.RESUME,
    ("retry",): Mode.RETRY,
    ("resume", "retry"): Mode.RETRY,
    ("restart",): Mode.RESTART,
    ("watch",): Mode.WATCH,
    ("resume", "watch"): Mode.WATCH,
}
_GOING_ON = {"resume", "retry", "restart"}
_INPUTS = click.argument(
    "inputs", nargs=-1, type=options.PATH, callback=options.photos_named, metavar="FOLDER|PHOTO|JOB..."
)
_OWN = (
    click.option("--include", multiple=True, metavar="PATTERN", help="Only such files, named or found: '*.tif'."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="No such files, named or found: 'test/*'."),
    click.option("--resume", is_flag=True, help="Go on with the batch that was begun in DIR."),
    click.option("--retry", is_flag=True, help="The same, and try again what failed."),
    click.option("--restart", is_flag=True, help="Forget the batch that was begun in DIR."),
    click.option("--watch", is_flag=True, help="Stay, and make every photo that arrives."),
    click.option(
        "--cluster", default="", metavar="local:N|tcp://HOST:PORT", help="Have the workers of Dask make the photos."
    ),
    click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be done and do nothing."),
)


@click.command()
@_INPUTS
@options.shared_by_all
@options.parts("layers, remix, layered (all layers in one file), single layers by name, or residual.")
@mixed
@options.mask
@options.all_of(_OWN)
def batch(
    said: Shared,
    inputs: Sequence[Path],
    mix: Mixed,
    mask: Path | None,
    include: Sequence[str],
    exclude: Sequence[str],
    cluster: str,
    is_dry: bool,
    **begin: bool,
) -> int:
    """Make the files of every photo in folders, with all folders below them, by one job.

    The job comes from the options, from a preset, or from a saved job (NAME.sils.json) among the inputs. Saved jobs
    that name a photo are for that photo alone; what the options say goes before what jobs say. What happened to every
    file is in DIR/batch-report.json, .csv and .html. While it runs, p pauses, q or Ctrl+C stops.
    """
    _check_texts((str(canonical(said.out)), *said.texts(), *mix.numbers.layers, str(mask), *include, *exclude))
    changes = _changes(said, mix, mask)
    how = [name for name, is_said in begin.items() if is_said]
    mode = _mode(how)
    if not inputs and _GOING_ON.isdisjoint(how):
        raise UsageError("no-photos", "Name the photos or folders that the batch is about.")
    if not inputs and (changes != Changes() or include or exclude):
        raise UsageError("settings-known", "A batch that goes on keeps its settings; leave them out, or use --restart.")
    asked = request(inputs, Patterns(include, exclude), Job(task=DEFAULT_TASK), changes) if inputs else None
    if asked is not None:
        _check(asked)
        if mode is not Mode.WATCH:
            _check_patterns(asked, said.out)
    if cluster:
        check_address(cluster)
    if is_dry:
        return dry_run(asked, said.out, mode, said.device, said.console)
    return run_batch(asked, said.out, mode, said.device, cluster, said.console)


def _changes(said: Shared, mix: Mixed, mask: Path | None) -> Changes:
    """What the options change of jobs; raises UsageError."""
    given = {
        "task": said.task,
        "separator": library.name_from(Path.cwd(), said.separator_name),
        "quality": said.quality,
        "preset": mix.shipped,
        "own": mix.own,
        "mix": mix.numbers,
        "mask": str(canonical(mask)) if mask else "",
    }
    return Changes.model_validate(given | said.given_outputs())


def _mode(how: Collection[str]) -> Mode:
    """What the options that say how to begin mean together; raises UsageError."""
    mode = _MODES.get(tuple(sorted(how)))
    if mode is None:
        names = " and ".join(f"--{name}" for name in how)
        raise UsageError("modes-differ", f"{names} do not go together; take one of them.")
    return mode


def _check_texts(texts: Iterable[str]) -> None:
    """Refuse what the journal could not tell; raises UsageError."""
    for text in texts:
        if not is_text(text):
            raise UsageError("no-text", f"{text!a} is no text on this computer; choose another name or pattern.")


def _check_patterns(asked: Request, out: Path) -> None:
    """Raise UsageError where --include and --exclude leave nothing of the photos that are there."""
    everything = asked.model_copy(update={"include": (), "exclude": ()})
    if asked != everything and not _has_photos(asked, out) and _has_photos(everything, out):
        sentence = "--include and --exclude leave none of the photos that were found; patterns are for names, or paths."
        raise UsageError("none-included", sentence)


def _has_photos(asked: Request, out: Path) -> bool:
    return any(one.found.fate is State.WAITING for one in wanted(asked, canonical(out)))


def _check(asked: Request) -> None:
    """Refuse at once what no photo could be made by; raises SilsError. A job for one photo is that photo's matter."""
    if all(is_job(Path(name)) for name in asked.inputs):
        return
    job = asked.job
    spec = read_separator_file(separator_of(job)).spec
    mix = job.mix_for(spec)
    check_parts(job.outputs, spec)
    if not any(is_job(Path(name)) for name in asked.inputs):
        _check_heard(asked.changes, parts_wanted(job.outputs, mix))
    Names(job.outputs.name).check("photo", spec.layer_names)


def _check_heard(changes: Changes, parts: Collection[str]) -> None:
    """Refuse options that would change nothing of these parts; raises UsageError `option-unheard`."""
    together = LAYERED in parts, "it is for --parts layered"
    mixing = not {LAYERED, REMIX}.isdisjoint(parts), "it is for --parts remix or layered"
    single = set(parts) != {LAYERED}, "--layered says which kind of file holds all layers"
    numbers = {name for layer in changes.mix.layers.values() for name in layer}
    for option, is_given, (is_heard, why) in (
        ("--layered", changes.layered is not None, together),
        ("--layer-mode", changes.layer_mode is not None, together),
        ("--mask", bool(changes.mask), mixing),
        ("--balance", changes.mix.balance is not None, mixing),
        ("--strength", "strength" in numbers, mixing),
        ("--residual", changes.mix.residual is not None, mixing),
        ("--format", changes.format is not None, single),
    ):
        if is_given and not is_heard:
            raise UsageError("option-unheard", f"{option} changes nothing of {', '.join(parts)}; {why}.")
