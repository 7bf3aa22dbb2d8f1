"""The window: tool bar, canvas, panels, bars; it connects commands to state and work and decides nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from sils_gui.state.settings import THEME
from sils_gui.view.brush_bar import BrushBar
from sils_gui.view.brush_commands import BrushCommands
from sils_gui.view.canvas import Canvas
from sils_gui.view.commands import Actions
from sils_gui.view.conduct import Conduct
from sils_gui.view.docks import Docks
from sils_gui.view.dropped import answer_copy, files_in
from sils_gui.view.error_bar import ErrorBar, QuestionBar
from sils_gui.view.first_look import FirstLook
from sils_gui.view.look_commands import LookCommands
from sils_gui.view.menus import Menus
from sils_gui.view.number_field import NumberField
from sils_gui.view.pages import is_page_for
from sils_gui.view.questions import may_close, may_give_up, may_stop
from sils_gui.view.queue_commands import QueueCommands
from sils_gui.view.room import keep_on_screen
from sils_gui.view.status_bar import StatusBar
from sils_gui.view.tab_order import stop_beside
from sils_gui.view.theme import apply_theme, theme_named
from sils_gui.view.tool_bar import ToolBar
from sils_gui.view.welcome import Welcome
from sils_gui.view.written_note import WrittenNote
from sils_gui.work.shop import Shop, State


class MainWindow(QMainWindow):
    """`closed` comes when the user has closed it and nothing is left to ask."""

    closed = Signal()

    def __init__(self, state: State, shop: Shop) -> None:
        super().__init__()
        self._state, self._shop = state, shop
        theme = theme_named(state.settings.get(THEME))
        self.actions_ = Actions(self, theme)
        previewing, covering = shop.previewing, shop.covering
        self.canvas = Canvas(state.desk, state.looking, state.brush, previewing, covering, state.settings, theme)
        self.first_look = FirstLook(self.canvas, state.desk, shop.opening, shop.previewing, theme)
        self.welcome = Welcome(state.recent)
        self.error_bar = ErrorBar(state.problems)
        self.brush_bar = BrushBar(state.desk, state.brush, self.actions_)
        self.tool_bar = ToolBar(self.actions_, shop.shelf, state.settings, theme)
        self.docks = Docks(self, state, shop, theme)
        self.menus = Menus(self, state, shop, self.actions_)
        self.status = StatusBar(
            state.desk, state.looking, shop.separating, (shop.jobs, shop.opening.jobs, shop.errands)
        )
        self.written = WrittenNote(shop.exporting, shop.jobs, state.problems)
        self.status.addWidget(self.written, 1)
        self.conduct = Conduct(self, state, shop, self.actions_)
        LookCommands(state.looking, self.canvas, self.docks, self.actions_, self)
        QueueCommands(self, state, shop, self.docks, self.actions_)
        BrushCommands(state.desk, state.looking, state.brush, self.actions_, self)
        self._arrange()
        state.desk.leaving.connect(self._take_typed)
        state.desk.current_changed.connect(self._show_document)
        state.desk.documents_changed.connect(self._show_document)
        self.first_look.changed.connect(self._show_document)
        state.settings.changed.connect(self._show_theme)
        self.welcome.open_asked.connect(self.conduct.open)
        self.welcome.chosen.connect(lambda path: shop.opening.open([path]))
        self.docks.film_strip.close_asked.connect(self.actions_.of("close").trigger)
        self.canvas.hidden_panels.connect(self.docks.toggle)
        self.canvas.deleted.connect(self.actions_.of("remove").trigger)
        self.status.cancelled.connect(self.conduct.cancel)
        self.status.device_asked.connect(self.conduct.about)
        for button in self.tool_bar.findChildren(QToolButton):  # which take no focus from the field
            button.pressed.connect(self._take_typed)
        self._show_document()

    def add_bar(self, bar: QWidget) -> None:
        """Show a bar above the canvas."""
        self._column.insertWidget(1, bar)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowUnblocked:
            self.activateWindow()  # a dialog has closed; not every screen gives the keyboard back by itself
        if is_page_for(self.focusWidget(), event):
            event.accept()  # else the next photo has it
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        focused = self.focusWidget()
        if focused is not None and not focused.isVisible() and self.canvas.isVisible():
            self.canvas.setFocus()  # what it is in was hidden: beside that is a button, which Space would press
            return True
        stop = stop_beside(focused, self._regions(), by=1 if next else -1) if focused is not None else None
        if stop is None:
            return super().focusNextPrevChild(next)
        stop.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.actions_.press(event.text()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        answer_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        answer_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if answer_copy(event):
            self._shop.open(files_in(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._take_typed()
        photos, shop = self._state.desk.documents, self._shop
        if not (
            may_stop(shop.queueing, self)
            and may_close(photos, shop.saving, self, again=self.close)
            and may_give_up(shop.exporting, self)
        ):
            event.ignore()
            return
        self._state.settings.keep_geometry("main", self.saveGeometry())
        event.accept()
        self.closed.emit()

    def _arrange(self) -> None:
        self.addToolBar(self.tool_bar)
        self.setStatusBar(self.status)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.canvas)
        center = QWidget()
        self._column = QVBoxLayout(center)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.error_bar)
        self._column.addWidget(self.brush_bar)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(center)
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.resize(1280, 720)
        self.restoreGeometry(self._state.settings.geometry("main"))
        keep_on_screen(self)

    def _regions(self) -> list[QWidget]:
        """Parts of the window, from top left to bottom right."""
        docks, questions = self.docks, self.findChildren(QuestionBar)
        above = (self.tool_bar, docks.left, self.error_bar, *questions, self.brush_bar)
        return [*above, self.stack, docks.tabs.tabBar(), docks.right, docks.bottom, self.status]

    def _take_typed(self) -> None:
        """A number that is being typed is for the photo that is shown now, before anything else is done."""
        field = self.focusWidget()
        if isinstance(field, NumberField):
            field.interpretText()

    def _show_document(self) -> None:
        document = self._state.desk.current
        has_picture = document is not None or self.first_look.is_on
        if has_picture and self.stack.currentWidget() is self.welcome:
            self.canvas.setFocus()  # not the first button, which Space would press
        focused = self.focusWidget()
        self.stack.setCurrentWidget(self.canvas if has_picture else self.welcome)
        self.docks.show_wanted(has_picture=has_picture)
        if focused is not None and not focused.isVisible() and not has_picture:
            self.welcome.open.setFocus()
        self.actions_.enable(has_picture, "panels")
        self._show_title()
        if document is not None:
            document.saved_changed.connect(self._show_saved, Qt.ConnectionType.UniqueConnection)
        self._show_saved()

    def _show_title(self) -> None:
        if self._state.desk.current is not None:
            self.setWindowTitle(f"{self._state.desk.current.name}[*] — SILS")
        elif self.first_look.is_on:
            self.setWindowTitle(f"{self.tr('Opening {0}').format(self.first_look.photo_name)} — SILS")
        else:
            self.setWindowTitle("SILS")

    def _show_saved(self) -> None:
        document = self._state.desk.current
        self.setWindowModified(document is not None and not document.is_saved)

    def _show_theme(self, key: str) -> None:
        if key == THEME.key:
            theme = theme_named(self._state.settings.get(THEME))
            app = QApplication.instance()
            assert isinstance(app, QApplication), "a window needs an application"
            apply_theme(app, theme)
            self.actions_.set_theme(theme)
            self.tool_bar.set_theme(theme)
            self.docks.set_theme(theme)
            self.canvas.set_theme(theme)
            self.first_look.set_theme(theme)
