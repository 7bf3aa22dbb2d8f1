"""The status bar: device chip with its reason and fix, zoom, colour profile, progress with time left and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QToolButton, QWidget

from engine.runtime import Device
from sils_gui.engine_sentences import in_words
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.looking import Looking
from sils_gui.view.announcing import announce
from sils_gui.view.elided import ElidedLabel
from sils_gui.view.numbers import number_text
from sils_gui.work.jobs import Jobs, Running
from sils_gui.work.separating import Separating

_STEPS = 1000
_SHORTEST_PROFILE_PX, _SHORTEST_STAGE_PX = 160, 80
_LONGEST_REASON_PX = 260


class StatusBar(QStatusBar):
    """Shows the state of the work; `device_asked` when the chip is clicked."""

    device_asked = Signal()
    cancelled = Signal()

    def __init__(
        self,
        desk: Desk,
        looking: Looking,
        separating: Separating,
        jobs: tuple[Jobs, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._separating, self._jobs = desk, looking, separating, jobs
        self.chip = QToolButton(objectName="chip")
        self.zoom = QLabel()
        self.profile = _shrinking(_SHORTEST_PROFILE_PX)
        self.progress = QProgressBar(minimum=0, maximum=_STEPS, textVisible=False)
        self.progress.setFixedWidth(160)
        self.stage = _shrinking(_SHORTEST_STAGE_PX)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stop (Esc)"))
        self.setSizeGripEnabled(False)
        self.addWidget(self.chip)
        for widget in (self.stage, self.progress, self.cancel, self.profile, self.zoom):
            self.addPermanentWidget(widget)
        self.chip.clicked.connect(self.device_asked)
        self.cancel.clicked.connect(self.cancelled)
        for each in jobs:
            each.changed.connect(self._show_work)
        separating.device_changed.connect(self._show_device)
        separating.separated.connect(self._tell)
        desk.current_changed.connect(self._show_photo)
        looking.changed.connect(self._show_photo)
        self._show_work()
        self._show_device()
        self._show_photo()

    def _show_work(self) -> None:
        running = next((jobs.running for jobs in self._jobs if jobs.running is not None), None)
        for widget in (self.stage, self.progress, self.cancel):
            widget.setVisible(running is not None)
        if running is not None:
            self.progress.setMaximum(_STEPS if running.fraction > 0 else 0)
            self.progress.setValue(round(_STEPS * running.fraction))
            self.stage.setText(sentence_of(running))
            self.progress.setAccessibleName(running.title)

    def _tell(self, document: Document) -> None:
        """Others see that there is no work any more, and strips in the mixer."""
        announce(self, self.tr("{0}: the layers are there.").format(document.name))

    def _show_device(self) -> None:
        device = self._separating.device
        if device is None:
            is_asking = self._separating.is_asking
            self.chip.setText(self.tr("Device …") if is_asking else self.tr("Device unknown"))
            asking, unknown = self.tr("The device is being looked up."), self.tr("The next separation will tell it.")
            state, tip = "unknown", asking if is_asking else unknown
        else:
            is_fallback = device.used is not Device.CUDA and bool(device.reason)
            parts = (self._shortened(in_words(device.reason)), self.tr("Fix")) if is_fallback else (device.name,)
            self.chip.setText(" · ".join((device.used.upper(), *parts)))
            state = "warning" if is_fallback else "good"
            tip = "\n".join(in_words(part) for part in (device.name, device.reason, device.fix) if part)
        self.chip.setToolTip(tip + "\n" + self.tr("Click for the whole report."))
        self.chip.setAccessibleName(self.tr("Device: {0}").format(self.chip.text()))
        self.chip.setAccessibleDescription(tip)
        self.chip.setProperty("state", state)
        self.chip.style().unpolish(self.chip)
        self.chip.style().polish(self.chip)

    def _shortened(self, reason: str) -> str:
        """A reason without what is said in brackets, cut off where it is still long; the tip has all of it."""
        short, mode = reason.split(" (")[0], Qt.TextElideMode.ElideRight
        return self.chip.fontMetrics().elidedText(short, mode, _LONGEST_REASON_PX)

    def _show_photo(self) -> None:
        document = self._desk.current
        for label in (self.zoom, self.profile):
            label.setVisible(document is not None)
        if document is not None:
            zoom = 100 * self._looking.viewport.zoom
            self.zoom.setText(f"{number_text(zoom, 0 if zoom >= 10 else 1)} %")
            photo = document.photo
            depth = self.tr("{0} bits").format(int(photo.depth))
            self.profile.setText(f"{photo.size} · {depth} · {in_words(photo.color.name)}")


def _shrinking(shortest_px: int) -> ElidedLabel:
    """A label as wide as its text, or shorter where names are long, so that nothing is pushed out of the window."""
    label = ElidedLabel()
    label.setObjectName("")  # as plain as what stands beside it
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    label.setMinimumWidth(shortest_px)
    return label


def sentence_of(running: Running) -> str:
    """What is being done, and for how much longer."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("StatusBar", text)

    parts = [running.title]
    if running.left_s is not None:
        seconds = max(1, round(running.left_s))
        left = f"{seconds} s" if seconds < 90 else f"{round(seconds / 60)} min"
        parts.append(tr("{0} left").format(left))
    if running.waiting:
        parts.append(tr("1 waiting") if running.waiting == 1 else tr("{0} waiting").format(running.waiting))
    return " · ".join(parts)
