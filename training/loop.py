"""Fitting: the same command starts a run, goes on with it after any stop, and does nothing once its budget is spent."""

from collections.abc import Callable
from contextlib import ExitStack

from lightning_fabric import Fabric

from engine.errors import UsageError
from training.command import Command, Place
from training.devices import first_does, open_fabric, own_groups
from training.errors import Interrupted
from training.provenance import describe
from training.report import Report
from training.runfolder import RunFolder
from training.session import Session
from training.sources import open_sources
from training.tasks import task_named


def fit(command: Command, *, stop: Callable[[Place], bool] = lambda place: False) -> Place:
    """Trains until the budget is spent, or until `stop` says so after a step; saves, and says where it stands. Raises
    DeviceError before any work where the batch of a stage, be it the last, cannot be shared by the processes, and
    UsageError where a corrector has nothing to correct."""
    if command.config.corrector and command.start is None:
        sentence = "A corrector is trained for a separator that is finished: name it with --from."
        raise UsageError("no-start", sentence)
    fabric = open_fabric(command.devices)
    for stage in command.config.stages:
        own_groups(fabric, stage.batch, command.config.group)
    folder = RunFolder(command.run)
    with ExitStack() as stack:
        first_does(fabric, lambda: stack.enter_context(folder.locked()))
        task = task_named(command.config.task)
        sources = open_sources(task, command.folders, command.config, fabric.device)
        session = Session(fabric, command, folder, sources)
        session.resume()
        session.report = first_does(fabric, lambda: stack.enter_context(_begun(folder, session)))
        if session.go(stop):
            raise _interrupted(fabric, folder, session.place)
        return session.place


def _begun(folder: RunFolder, session: Session) -> Report:
    """What the first process writes and tells before the first step. The steps that were not saved are made again; a
    call that makes none leaves what the run was made by as it is."""
    folder.forget_after(session.place.step)
    if session.progress < 1.0:
        describe(folder.path, session.command.config, session.sources.files, step=session.place.step)
    report = Report(folder, session.place.step)
    for notice in session.sources.notices:
        report.say(notice.sentence)
    return report


def _interrupted(fabric: Fabric, folder: RunFolder, place: Place) -> BaseException:
    """What ends an interrupted process. The first one alone says so: a status above zero from another process would
    have the launcher kill the first before it is done."""
    if not fabric.is_global_zero:
        return SystemExit(0)
    sentence = f"The run in {folder.path} was interrupted at step {place.step} and saved; the same command goes on."
    return Interrupted("interrupted", sentence)
