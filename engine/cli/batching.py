"""The verb `batch`: a folder of photos, one job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from engine.batch.agreement import Mode
from engine.batch.finding import Patterns
from engine.batch.order import absolute, separator_of
from engine.batch.request import request
from engine.cli import options
from engine.cli.batch_run import dry_run, run_batch
from engine.cli.options import DEFAULT_TASK, Shared
from engine.errors import UsageError
from engine.job import Job
from engine.making import check_parts
from engine.mix import PRESETS
from engine.naming import Names
from engine.separator_file import read_separator_file

_GOING_ON = ("resume", "retry", "restart")
_INPUTS = click.argument("inputs", nargs=-1, type=options.PATH, metavar="FOLDER|PHOTO|JOB...")
_OWN = (
    click.option("--preset", default="", metavar="NAME", help=f"One of {', '.join(one.name for one in PRESETS)}."),
    click.option("--parts", default="", metavar="PART,...", help="layers, remix, or single layers by name."),
    click.option("--include", multiple=True, metavar="PATTERN", help="Only such files, for example '*.tif'."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="No such files, for example 'test/*'."),
    click.option("--resume", "mode", flag_value="resume", help="Go on with the batch that was begun in DIR."),
    click.option("--retry", "mode", flag_value="retry", help="The same, and try again what failed."),
    click.option("--restart", "mode", flag_value="restart", help="Forget the batch that was begun in DIR."),
    click.option("--watch", "mode", flag_value="watch", help="Stay, and make every photo that arrives."),
    click.option(
        "--cluster", default="", metavar="local:N|tcp://HOST:PORT", help="Have the workers of Dask make the photos."
    ),
    click.option("--dry-run", "mode", flag_value="dry", help="Say what would be done and do nothing."),
)


@click.command()
@_INPUTS
@options.shared
@options.all_of(_OWN)
def batch(
    said: Shared,
    inputs: Sequence[Path],
    preset: str,
    parts: str,
    include: Sequence[str],
    exclude: Sequence[str],
    mode: str | None,
    cluster: str,
) -> int:
    """Make the files of every photo in folders, with all folders below them, by one job.

    The job comes from the options, from a preset, or from a saved job (NAME.sils.json) among the inputs. What happened
    to every file is in DIR/batch-report.json, .csv and .html. While it runs, p pauses, q or Ctrl+C stops.
    """
    device, change = said.wanted_device(), _change(said, preset, parts)
    if not inputs and mode not in _GOING_ON:
        raise UsageError("no-photos", "Name the photos or folders that the batch is about.")
    if not inputs and any((*said.settings(), preset, parts, include, exclude)):
        raise UsageError("settings-known", "A batch that goes on keeps its settings; leave them out, or use --restart.")
    asked = request(inputs, Patterns(include, exclude), Job(task=DEFAULT_TASK), change) if inputs else None
    if asked is not None:
        _check(asked.job)
    if mode == "dry" and asked is not None:
        return dry_run(asked, said.out, said.console)
    return run_batch(asked, said.out, Mode(mode or "new"), device, cluster, said.console)


def _change(said: Shared, preset: str, parts: str) -> Callable[[Job], Job]:
    """What the options change of a job; raises UsageError at once."""
    outputs, quality = said.outputs(), said.wanted_quality()

    def change(job: Job) -> Job:
        given: dict[str, object] = {"outputs": outputs(job.outputs)}
        if parts:
            given["outputs"] = outputs(job.outputs).model_copy(update={"parts": tuple(parts.split(","))})
        if said.task or said.separator_name:
            given |= {"task": said.task or job.task, "separator": said.separator_name, "separator_sha256": ""}
        if preset:
            given |= {"preset": preset, "mix": None}
        if said.quality:
            given["quality"] = quality
        return absolute(job.model_copy(update=given), Path.cwd() / "job")

    return change


def _check(job: Job) -> None:
    """Refuse at once what no photo could be made by; raises SilsError."""
    spec = read_separator_file(separator_of(job)).spec
    job.mix_for(spec)
    check_parts(job.outputs, spec)
    Names(job.outputs.name).check("photo", spec.layer_names)
