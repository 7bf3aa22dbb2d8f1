"""Numbers as people write them in the language of the window, like those in its fields."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def number_text(number: float, decimals: int) -> str:
    """A number with its decimals, thousands together."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(number), "f", decimals)
