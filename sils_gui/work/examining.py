"""The doctor's report, made in the worker process."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.runtime import Device
from sils_gui.state.settings import DEVICE, Settings
from sils_gui.work.inference import diagnose
from sils_gui.work.jobs import Job, Jobs
from sils_gui.work.worker import Worker


class Examining(QObject):
    """`reported` brings the text, or the sentence why there is none."""

    reported = Signal(str)

    def __init__(self, settings: Settings, worker: Worker, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._worker, self._jobs = settings, worker, jobs

    def examine(self) -> None:
        """Look at the installation and run a separator once."""
        device = Device(self._settings.get(DEVICE))
        self._jobs.add(
            Job(
                self.tr("Examining"),
                lambda progress: self._worker.call(diagnose, device, progress),
                lambda report: self.reported.emit(report.as_text()),
                lambda problem: self.reported.emit(problem.report()),
                lambda: self.reported.emit(self.tr("Stopped.")),
            )
        )
