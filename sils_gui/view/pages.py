"""Whom Page Up and Page Down are for: a number or a list while it has the focus, else the photos."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QWidget

from sils_gui.view.film_strip import FilmStrip

_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_HAVE_PAGES = (QAbstractSlider, QAbstractSpinBox, QComboBox, QAbstractItemView)


def is_page_for(widget: QWidget | None, event: QEvent) -> bool:
    """Whether an event asks if the widget with the focus wants a key that turns pages, and it does."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    has_pages = isinstance(widget, _HAVE_PAGES) and not isinstance(widget, FilmStrip)  # its pages are the photos
    return event.key() in _KEYS and has_pages
