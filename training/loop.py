"""Fitting: the same command starts a run, goes on with it after any stop, and does nothing once its budget is spent."""

import sys
from collections.abc import Callable
from contextlib import ExitStack

from lightning_fabric import Fabric

from training.command import Command, Place
from training.devices import open_fabric, own_groups
from training.errors import Interrupted
from training.report import Report
from training.runfolder import RunFolder
from training.session import Session
from training.sources import open_sources
from training.tasks import task_named


def fit(command: Command, *, stop: Callable[[Place], bool] = lambda place: False) -> Place:
    """Trains until the budget is spent, or until `stop` says so after a step; saves, and says where it stands. Raises
    DeviceError before any work where the batch of a stage, be it the last, cannot be shared by the processes."""
    fabric = open_fabric(command.devices)
    for stage in command.config.stages:
        own_groups(fabric, stage.batch, command.config.group)
    folder = RunFolder(command.run)
    with ExitStack() as stack:
        if fabric.is_global_zero:
            stack.enter_context(folder.locked())
        task = task_named(command.config.task)
        sources = open_sources(task, command.folders, command.config, fabric.device)
        session = Session(fabric, command, folder, sources)
        session.resume()
        if fabric.is_global_zero:
            folder.describe(command.config, " ".join(sys.argv), sources.files)
            session.report = stack.enter_context(Report(folder, session.place.step))
            for notice in sources.notices:
                session.report.say(notice.sentence)
        if session.go(stop):
            raise _interrupted(fabric, folder, session.place)
        return session.place


def _interrupted(fabric: Fabric, folder: RunFolder, place: Place) -> BaseException:
    """What ends an interrupted process. The first one alone says so: a status above zero from another process would
    have the launcher kill the first before it is done."""
    if not fabric.is_global_zero:
        return SystemExit(0)
    sentence = f"The run in {folder.path} was interrupted at step {place.step} and saved; the same command goes on."
    return Interrupted("interrupted", sentence)
