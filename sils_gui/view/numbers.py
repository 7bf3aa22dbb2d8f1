"""Numbers as people write them in the language of the window, like those in its fields."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_SHORTEST = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value


def number_text(number: float, decimals: int) -> str:
    """A number with its decimals, thousands together."""
    return _locale().toString(float(number), "f", decimals)


def figure_text(number: float) -> str:
    """A number with as many decimals as it has, thousands together."""
    return _locale().toString(float(number), "g", _SHORTEST)


def _locale() -> QLocale:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale
