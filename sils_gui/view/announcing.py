"""Telling who cannot see the window what has happened in it, without taking the focus anywhere."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

POLITE, ASSERTIVE = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive


def announce(widget: QWidget, sentence: str, politeness: QAccessible.AnnouncementPoliteness = POLITE) -> None:
    """Let screen readers say a sentence of a widget: after what they say now, or at once where it is `ASSERTIVE`."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    event.setPoliteness(politeness)
    QAccessible.updateAccessibility(event)
