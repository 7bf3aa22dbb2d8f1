"""A batch on the command line at work: on this machine or a cluster, steered and watched, then concluded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.batch.agreement import Mode
from engine.batch.cluster import Cluster
from engine.batch.conductor import Conductor, Ending, Runner
from engine.batch.ears import Ears
from engine.batch.gate import Gate
from engine.batch.journal import Journal
from engine.batch.order import Order, Workshop, separator_of
from engine.batch.outcome import State
from engine.batch.pipeline import Pipeline
from engine.batch.planning import Planner
from engine.batch.report import NAME
from engine.batch.request import Request
from engine.batch.watching import Arrivals, arriving
from engine.cli.console import Console
from engine.cli.control import steered
from engine.cli.dashboard import Dashboard
from engine.errors import WriteError
from engine.paths import canonical
from engine.runtime import Device

INTERRUPTED = 130


def run_batch(asked: Request | None, out: Path, mode: Mode, device: Device, cluster: str, console: Console) -> int:
    """Make a batch where a person watches and steers it; returns the exit status."""
    gate, workshop = Gate(), Workshop()

    def runner(gate: Gate, ears: Ears) -> Runner:
        return Cluster(cluster, gate, ears) if cluster else Pipeline(workshop, gate, ears)

    def orders(planner: Planner) -> Iterator[Order]:
        return arriving(planner, device, gate, Arrivals()) if mode is Mode.WATCH else planner.orders(device)

    before = asked or Journal(out).read().asked
    if not cluster and before is not None:
        console.say(f"Device: {workshop.separator(separator_of(before.job), device).device}")
    with Dashboard(console, gate) as dashboard, steered(gate, console):
        ending = Conductor(canonical(out), gate, runner, orders, dashboard).make(asked, mode)
    _conclude(ending, out, console)
    report = ending.report
    if report.stopped and (mode is not Mode.WATCH or report.counts[State.WAITING]):
        return INTERRUPTED
    return report.exit_status if ending.is_written else WriteError.exit_status


def _conclude(ending: Ending, out: Path, console: Console) -> None:
    report, page = ending.report, out / f"{NAME}.html"
    counts = {state.value: count for state, count in report.counts.items() if count}
    text = ", ".join(f"{count} {state}" for state, count in counts.items()) or "No photos were found."
    facts: dict[str, object] = {"photos_per_hour": report.photos_per_hour}
    if ending.is_written:
        text, facts = f"{text}\n{page}", {**facts, "report": str(page.with_suffix(".json"))}
    console.result("finished", text, counts=counts, stopped=report.stopped, **facts)
