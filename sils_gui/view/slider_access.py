"""What assistive technology is told of a slider, and sets: the number that is shown, in place of ticks."""

from __future__ import annotations

from typing import Any, cast
from weakref import proxy

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget

from sils_gui.view.value_slider import ValueSlider


def tell_numbers_of_sliders() -> None:
    """Have Qt ask here for the sliders that are made from now on."""
    QAccessible.installFactory(_told_of)


def _told_of(kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    return _Told(thing) if isinstance(thing, ValueSlider) else None


class _Told(QAccessibleWidget):
    """Lives as long as Qt wants, which PySide never hears of: the slider does not live on for it."""

    def __init__(self, slider: ValueSlider) -> None:
        super().__init__(slider, QAccessible.Role.Slider)
        self._number = _Number(slider)

    def text(self, t: QAccessible.Text) -> str:
        return self._number.text if t is QAccessible.Text.Value else super().text(t)

    def interface_cast(self, t: QAccessible.InterfaceType) -> int:
        if t is QAccessible.InterfaceType.ValueInterface:
            return cast(int, self._number)  # a pointer there
        return super().interface_cast(t)


class _Number(QAccessibleValueInterface):
    def __init__(self, slider: ValueSlider) -> None:
        super().__init__()
        self._slider = cast(ValueSlider, proxy(slider))

    @property
    def text(self) -> str:
        """The number with its unit."""
        return self._slider.number_text

    def currentValue(self) -> float:
        return self._shown(self._slider.value())

    def setCurrentValue(self, value: Any) -> None:
        self._slider.setValue(round(float(value) / self._slider.tick))

    def minimumValue(self) -> float:
        return self._shown(self._slider.minimum())

    def maximumValue(self) -> float:
        return self._shown(self._slider.maximum())

    def minimumStepSize(self) -> float:
        return self._slider.tick

    def _shown(self, ticks: int) -> float:
        return round(ticks * self._slider.tick, 6)
