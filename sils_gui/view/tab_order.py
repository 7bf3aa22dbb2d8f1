"""Where Tab leads in a window: region by region as they are seen, whatever was made later than the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def stop_beside(focused: QWidget, regions: Sequence[QWidget], *, by: int) -> QWidget | None:
    """What Tab leads to (`by` 1) or Shift+Tab (-1) from what has the focus, or None if that is in no region.

    What lies in several regions belongs to the first of them. Qt's own chain is not asked: PySide makes each widget
    of it belong to the one before, and takes them all along when that goes.
    """
    stops = list(dict.fromkeys(stop for region in regions for stop in _stops(region, focused)))
    return stops[(stops.index(focused) + by) % len(stops)] if focused in stops else None


def _stops(region: QWidget, focused: QWidget) -> Iterator[QWidget]:
    """What takes the focus by Tab now, and what has it, in the order of layouts."""
    is_everywhere = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    policy = Qt.FocusPolicy.TabFocus if is_everywhere else Qt.FocusPolicy.StrongFocus
    for widget in (region, *region.findChildren(QWidget)):
        takes_it = widget.focusPolicy() & policy == policy and widget.focusProxy() is None
        if widget is focused or (takes_it and widget.isVisible() and widget.isEnabled()):
            yield widget
