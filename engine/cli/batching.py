"""The verb `batch`: a folder of photos, one job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from engine.batch.agreement import Mode
from engine.batch.cluster import Cluster, check_address
from engine.batch.conductor import Conductor, Runner
from engine.batch.ears import Ears
from engine.batch.finding import Patterns
from engine.batch.gate import Gate
from engine.batch.journal import Journal
from engine.batch.order import Order, Workshop, absolute, separator_of
from engine.batch.outcome import State
from engine.batch.pipeline import Pipeline
from engine.batch.planning import Planner
from engine.batch.report import NAME, Report
from engine.batch.request import Request, request, wanted
from engine.batch.watching import Arrivals, arriving
from engine.cli import options
from engine.cli.console import Console
from engine.cli.control import steered
from engine.cli.dashboard import Dashboard
from engine.cli.options import choice
from engine.errors import UsageError
from engine.job import Job
from engine.making import check_parts
from engine.mix import PRESETS
from engine.naming import Names
from engine.runtime import Device
from engine.separator_file import read_separator_file

INTERRUPTED = 130
_INPUTS = click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="FOLDER|PHOTO|JOB...")
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
@options.for_batch
@options.all_of(_OWN)
def batch(
    inputs: Sequence[Path],
    out: Path,
    task: str,
    separator_name: str,
    quality: str,
    device: str,
    format_name: str,
    bits: str,
    collision: str,
    name: str,
    metadata: str,
    as_json: bool,
    quiet: bool,
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
    console = Console(quiet, as_json)
    wanted_device = choice(Device, device, "device")
    outputs = options.outputs(format_name, bits, collision, name, metadata)

    def change(job: Job) -> Job:
        given: dict[str, object] = {"outputs": outputs(job.outputs)}
        if parts:
            given["outputs"] = outputs(job.outputs).model_copy(update={"parts": tuple(parts.split(","))})
        if task or separator_name:
            given |= {"task": task or job.task, "separator": separator_name, "separator_sha256": ""}
        if preset:
            given |= {"preset": preset, "mix": None}
        if quality:
            given["quality"] = options.quality(quality)
        return absolute(job.model_copy(update=given), Path.cwd() / "job")

    patterns = Patterns(tuple(include), tuple(exclude))
    asked = request(inputs, patterns, Job(task=options.DEFAULT_TASK), change) if inputs else None
    if asked is None and mode not in ("resume", "retry", "restart"):
        raise UsageError("no-photos", "Name the photos or folders that the batch is about.")
    settings = (task, separator_name, quality, format_name, bits, collision, name, metadata, preset, parts)
    if asked is None and any((*settings, include, exclude)):
        raise UsageError("settings-known", "A batch that goes on keeps its settings; leave them out, or use --restart.")
    if asked is not None:
        _check(asked.job)
    if mode == "dry" and asked is not None:
        return _dry_run(asked, out, console)
    return _run(asked, out, Mode(mode or "new"), wanted_device, cluster, console)


def _run(asked: Request | None, out: Path, mode: Mode, device: Device, cluster: str, console: Console) -> int:
    gate, workshop = Gate(), Workshop()

    def runner(gate: Gate, ears: Ears) -> Runner:
        return Cluster(cluster, gate, ears) if cluster else Pipeline(workshop, gate, ears)

    def orders(planner: Planner) -> Iterator[Order]:
        return arriving(planner, device, gate, Arrivals()) if mode is Mode.WATCH else planner.orders(device)

    before = asked or Journal(out).read().asked
    if cluster:
        check_address(cluster)
    elif before is not None:
        console.say(f"Device: {workshop.separator(separator_of(before.job), device).device}")
    with Dashboard(console, gate) as dashboard, steered(gate, console):
        conductor = Conductor(
            out.resolve(),
            gate,
            runner,
            orders,
            dashboard,
        )
        report = conductor.make(asked, mode)
    _conclude(report, out, console)
    return INTERRUPTED if report.stopped and mode is not Mode.WATCH else report.exit_status


def _conclude(report: Report, out: Path, console: Console) -> None:
    counts = {state.value: count for state, count in report.counts.items() if count}
    page = out / f"{NAME}.html"
    text = ", ".join(f"{count} {state}" for state, count in counts.items()) or "No photos were found."
    facts = {"photos_per_hour": report.photos_per_hour, "report": str(page.with_suffix(".json"))}
    console.result("finished", f"{text}\n{page}", counts=counts, stopped=report.stopped, **facts)


def _dry_run(asked: Request, out: Path, console: Console) -> int:
    counted = 0
    for one in wanted(asked, out.resolve()):
        found, reason = one.found, one.found.reason
        state = State.WAITING if reason is None else found.fate
        text = f"{found.path} -> {out / found.folder}" if reason is None else f"{reason.sentence} [{reason.code}]"
        about = {"code": reason.code, "sentence": reason.sentence} if reason else {}
        console.result("would", text, photo=str(found.path), state=state.value, folder=str(out / found.folder), **about)
        counted += reason is None
    console.say(f"{counted} photos would be made.")
    return 0


def _check(job: Job) -> None:
    """Refuse at once what no photo could be made by; raises SilsError."""
    spec = read_separator_file(separator_of(job)).spec
    job.mix_for(spec)
    check_parts(job.outputs, spec)
    Names(job.outputs.name).check("photo", spec.layer_names)
