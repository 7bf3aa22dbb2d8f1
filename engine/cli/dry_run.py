"""What a batch would do, without doing it: the same agreement, the same plan, and a journal that is only read."""

from __future__ import annotations

from pathlib import Path

from engine.batch.agreement import Mode, agreed
from engine.batch.journal import Journal
from engine.batch.order import Order
from engine.batch.outcome import Outcome, State, failed, untouched
from engine.batch.planning import Planner
from engine.batch.request import Request
from engine.cli.console import Console
from engine.codecs.sniff import sniff
from engine.errors import Notice, PhotoError
from engine.paths import canonical
from engine.runtime import Device


def dry_run(asked: Request | None, out: Path, mode: Mode, device: Device, console: Console) -> int:
    """Say what would become of every file; returns the exit status. Raises SilsError where it would not begin."""
    place = canonical(out)
    journal = _Unwritten(place)
    asked, remembered = agreed(asked, journal.read(), mode, place)
    foreseen: dict[str, Outcome] = {}

    def take(outcome: Outcome) -> None:
        foreseen[outcome.photo] = outcome

    planner = Planner(asked, place, remembered, journal, take, lambda photos: None, again=mode.tries_again)
    planner.look()
    folders = {}
    for order in planner.orders(device):
        folders[str(order.photo)] = str(order.folder)
        take(_foreseen(order))
    for outcome in planner.in_order(foreseen, None):
        _tell(outcome, folders.get(outcome.photo, ""), console)
    made = sum(outcome.state is State.WAITING for outcome in foreseen.values())
    console.say(f"{made} photos would be made.")
    return 0


class _Unwritten(Journal):
    """The journal of a folder in which nothing shall happen."""

    def begun(self, photo: Path, folder: Path, number: str) -> None:
        """No order begins."""


def _foreseen(order: Order) -> Outcome:
    """What would become of an order, as far as the first bytes of its photo tell."""
    try:
        sniff(order.photo)
    except PhotoError as error:
        return failed(order.photo, error)
    return untouched(order.photo, State.WAITING, Notice("", f"{order.photo} -> {order.folder}"))


def _tell(outcome: Outcome, folder: str, console: Console) -> None:
    about = {"code": outcome.code, "sentence": outcome.sentence} if outcome.code else {}
    if outcome.state is State.WAITING:
        text, about = outcome.sentence, {"folder": folder}
    elif outcome.state is State.DONE:
        text = f"{outcome.photo} is done already."
    else:
        text = f"{outcome.sentence} [{outcome.code}]"
    console.result("would", text, photo=outcome.photo, state=outcome.state.value, **about)
