"""The panels around the canvas: mixer, presets, history on the right, film strip on the left, queue at the bottom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle, QTabBar, QTabWidget, QVBoxLayout, QWidget

from sils_gui.view.film_strip import FilmStrip
from sils_gui.view.hints_note import HintsNote
from sils_gui.view.histogram import Histogram
from sils_gui.view.history_panel import HistoryPanel
from sils_gui.view.mixer import Mixer
from sils_gui.view.preset_panel import PresetPanel
from sils_gui.view.queue_panel import QueuePanel
from sils_gui.view.theme import Theme
from sils_gui.work.shop import Shop, State

_WIDTH_PX = 380


class Docks:
    """Makes the panels and gives them their places in a window."""

    def __init__(self, window: QMainWindow, state: State, shop: Shop, theme: Theme) -> None:
        self.mixer = Mixer(state.desk, state.looking, shop.previewing, shop.jobs, theme)
        self.histogram = Histogram(shop.previewing, theme)
        self.presets = PresetPanel(state.desk, state.own_presets, state.problems)
        self.history = HistoryPanel(state.desk)
        self.film_strip = FilmStrip(state.desk, shop.previewing, theme)
        self.tabs = QTabWidget()
        self.tabs.setTabBar(_TabBar())
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.hints_note = HintsNote(state.desk)
        self.tabs.addTab(_column(self.hints_note, self.mixer), window.tr("Mixer"))
        self.tabs.addTab(self.presets, window.tr("Presets"))
        self.tabs.addTab(self.history, window.tr("History"))
        right = _column(self.histogram, self.tabs)
        self.right = _dock(window, "mixer", window.tr("Mixer"), right, Qt.DockWidgetArea.RightDockWidgetArea)
        self.left = _dock(window, "photos", window.tr("Photos"), self.film_strip, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.right.setTitleBarWidget(QWidget())
        self.queue = QueuePanel(state, shop, theme)
        self.bottom = _dock(
            window, "queue", self.queue.windowTitle(), self.queue, Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.queue.windowTitleChanged.connect(self.bottom.setWindowTitle)
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        self._desk = state.desk
        self._wants_panels = self._wants_film_strip = True
        self.left.hide()
        self.bottom.hide()
        window.resizeDocks([self.right], [_WIDTH_PX], Qt.Orientation.Horizontal)

    def set_theme(self, theme: Theme) -> None:
        self.mixer.set_theme(theme)
        self.histogram.set_theme(theme)
        self.film_strip.set_theme(theme)
        self.queue.set_theme(theme)

    def toggle(self) -> None:
        """Hide mixer and film strip, or show again what of them was not hidden by itself."""
        self._wants_panels = not self.right.isVisible()
        self.show_wanted(has_picture=True)

    def toggle_film_strip(self) -> None:
        """Hide the film strip until it is asked for, or show it, and the mixer with it."""
        self._wants_film_strip = not self.left.isVisible()
        self._wants_panels = self._wants_panels or self._wants_film_strip
        self.show_wanted(has_picture=True)

    def show_wanted(self, *, has_picture: bool) -> None:
        """Show the mixer where there is a photo to mix, and the film strip where there are several, unless hidden."""
        has_several = len(self._desk.documents) > 1
        self.right.setVisible(has_picture and self._wants_panels)
        self.left.setVisible(has_several and self._wants_panels and self._wants_film_strip)


class _TabBar(QTabBar):
    """Has room for all of its letters: Fusion draws tabs that are not chosen lower, and cuts off what hangs down.

    The frame of the focus is as clear as elsewhere; Fusion's own hardly differs from the tab.
    """

    def tabSizeHint(self, index: int) -> QSize:
        lower_px = self.style().pixelMetric(QStyle.PixelMetric.PM_TabBarTabShiftVertical)
        return super().tabSizeHint(index) + QSize(0, lower_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
                painter.drawRect(self.tabRect(self.currentIndex()).adjusted(2, 2, -4, -3))


def _column(above: QWidget, below: QWidget) -> QWidget:
    """Two widgets, of which the second takes the room."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(above)
    column.addWidget(below, 1)
    return whole


def _dock(window: QMainWindow, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
    dock = QDockWidget(title, window, objectName=name)
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setWidget(content)
    window.addDockWidget(area, dock)
    return dock
