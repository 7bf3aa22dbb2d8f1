"""A number that can be dragged, typed and reset: name, slider, entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from sils_gui.view.gesture import Gesture
from sils_gui.view.number_field import NumberField
from sils_gui.view.ticks import TICKS
from sils_gui.view.value_slider import ValueSlider

_SHORTEST_PX, _LONGEST_PX = 80, 330


@dataclass(frozen=True)
class Scale:
    """Range as the user sees it; `step` is what an arrow key moves, `typed_high` what may be typed, `factor` what a
    number of the mix is multiplied by to be shown."""

    low: float
    high: float
    neutral: float
    step: float = 1.0
    decimals: int = 1
    suffix: str = ""
    factor: float = 1.0
    typed_high: float | None = None


class ValueControl(QWidget):
    """Shows a number and emits `edited(number, gesture)`; changes of one gesture belong to one step of the history."""

    edited = Signal(float, int)

    def __init__(self, title: str, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._gesture = Gesture(self)
        self.slider = ValueSlider(self._ticks(scale.neutral))
        self.slider.setRange(self._ticks(scale.low), self._ticks(scale.high))
        self.entry = _entry(scale)
        self._label = QLabel()
        self.rename(title)
        self._arrange()
        self.slider.begun.connect(self._gesture.begin)
        self.slider.valueChanged.connect(self._turn)
        self.slider.pressed.connect(lambda ticks: None if self.entry.isEnabled() else self._emit_ticks(ticks))
        self.slider.stepped.connect(self._step)
        self.slider.reset.connect(lambda: self._emit(scale.neutral))
        self.entry.valueChanged.connect(self._emit_alone)
        self.entry.stepped.connect(self._step)
        self.entry.lineEdit().returnPressed.connect(self.slider.setFocus)  # letters and digits are commands again

    @property
    def has_focus(self) -> bool:
        """Whether keys are for its slider or its entry."""
        return self.slider.hasFocus() or self.entry.hasFocus()

    def rename(self, title: str) -> None:
        """Say in other words what the number is."""
        self._label.setText(title)
        self._label.setBuddy(self.entry)
        self.slider.setAccessibleName(title)
        self.entry.setAccessibleName(title)

    def fit_into_row(self) -> None:
        """Take no more room than a number needs that shares its row with others."""
        self._label.setMinimumWidth(0)  # which else is what it asks for
        self._label.setFixedWidth(self._label.sizeHint().width())
        self.slider.setMinimumWidth(_SHORTEST_PX)
        self.setMaximumWidth(_LONGEST_PX)

    def show_value(self, value: float | None) -> None:
        """Show a number of the mix; None where there is none that could be shown."""
        shown = self._scale.neutral if value is None else value * self._scale.factor
        with QSignalBlocker(self.slider), QSignalBlocker(self.entry):
            self.slider.setValue(self._ticks(shown))
            if value is None:
                self.entry.show_none(shown)
            else:
                self.entry.show_number(shown)
        self.slider.setAccessibleDescription(self.entry.text())  # screen readers are told ticks, else, and no unit

    def _step(self, ticks: int) -> None:
        self._gesture.go_on()
        self._emit(self.entry.value() + ticks * self._scale.step / TICKS)

    def _turn(self, ticks: int) -> None:
        """The slider is dragged, or was moved by its keys for the ends, or by assistive technology."""
        if not self.slider.isSliderDown():
            self._gesture.go_on()
        self._emit_ticks(ticks)

    def _emit_alone(self, value: float) -> None:
        self._gesture.begin()
        self._emit(value)

    def _emit_ticks(self, ticks: int) -> None:
        self._emit(ticks * self._scale.step / TICKS)

    def _emit(self, value: float) -> None:
        limited = min(self.entry.maximum(), max(self.entry.minimum(), value))
        self.edited.emit(round(limited, 6) / self._scale.factor, self._gesture.number)

    def _ticks(self, value: float) -> int:
        return round(value / self._scale.step * TICKS)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.slider.setToolTip(self.tr("Double-click to reset. Arrows, with Shift by ten, with Alt by a tenth."))
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.entry)


def align(controls: Sequence[ValueControl], *, later: Sequence[tuple[str, Scale]]) -> None:
    """Give their names and their numbers one width, for the longest of them in the font that they have.

    `later` are titles and ranges of those that may join them, for which there is room already.
    """
    labels, entries = [control._label for control in controls], [control.entry for control in controls]
    _widen(labels, [QLabel(title) for title, _ in later])
    _widen(entries, [_entry(scale) for scale in {scale for _, scale in later}])


def _widen(parts: Sequence[QWidget], others: Sequence[QWidget]) -> None:
    width = max(part.sizeHint().width() for part in (*parts, *others))
    for part in parts:
        part.setFixedWidth(width)


def _entry(scale: Scale) -> NumberField:
    entry = NumberField()
    entry.setDecimals(scale.decimals)
    entry.setRange(scale.low, scale.typed_high if scale.typed_high is not None else scale.high)
    entry.setValue(scale.neutral)
    entry.setSingleStep(scale.step)
    entry.setSuffix(scale.suffix)
    entry.setKeyboardTracking(False)
    entry.setButtonSymbols(NumberField.ButtonSymbols.NoButtons)
    entry.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return entry
