"""The menu bar: every command, the layers of the current photo, recent files."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from sils_gui.state.looking import Kind, Shown
from sils_gui.view.commands import Actions
from sils_gui.view.names import layer_title
from sils_gui.work.shop import Shop, State

_MENUS = {
    "edit": ("copy", "paste", "reset", "", "preferences"),
    "layers": ("separate", "cancel", "", "solo", "mute", "", "remix", "residual"),
    "paint": (
        "brush",
        "linear",
        "radial",
        "",
        "narrower",
        "wider",
        "erase",
        "intersect",
        "overlay",
        "",
        "fill",
        "invert",
        "range",
        "edges",
        "remove",
        "clear",
    ),
    "view": (
        "before",
        "wipe",
        "side",
        "difference",
        "gain",
        "grid",
        "",
        "clipping",
        "",
        "fit",
        "in",
        "out",
        "",
        "panels",
        "film_strip",
        "queue",
    ),
}


class Menus(QObject):
    """Fills a window's menu bar and keeps its changing parts true."""

    def __init__(self, window: QMainWindow, state: State, shop: Shop, actions: Actions) -> None:
        super().__init__(window)
        self._state, self._shop, self._actions = state, shop, actions
        bar = window.menuBar()
        file = bar.addMenu(self.tr("&File"))
        file.addAction(actions.of("open"))
        self.recent = file.addMenu(self.tr("Open &recent"))
        self._add(file, ("", "save", "export", "enqueue", "", "next", "previous", "close", "", "quit"))
        edit = bar.addMenu(self.tr("&Edit"))
        undo, redo = (state.desk.undo_group.createUndoAction(window), state.desk.undo_group.createRedoAction(window))
        undo.setShortcut("Ctrl+Z")
        redo.setShortcuts(["Ctrl+Shift+Z", "Ctrl+Y"])
        edit.addActions([undo, redo])
        edit.addSeparator()
        self._add(edit, _MENUS["edit"])
        self.layers = bar.addMenu(self.tr("&Layers"))
        self._add(self.layers, _MENUS["layers"])
        self._without_layer = {name: actions.of(name).text() for name in ("solo", "mute")}
        self._layer_actions = [self._layer_action(window, index) for index in range(9)]
        self._add(bar.addMenu(self.tr("&Paint")), _MENUS["paint"])
        self._add(bar.addMenu(self.tr("&View")), _MENUS["view"])
        self._add(bar.addMenu(self.tr("&Help")), ("separators", "about"))
        state.recent.changed.connect(self._show_recent)
        state.desk.current_changed.connect(self._follow)
        state.looking.changed.connect(self._show_current)
        self._show_recent()
        self._follow()

    def _follow(self) -> None:
        if self._state.desk.current is not None:
            self._state.desk.current.separation_changed.connect(self._show_layers, Qt.ConnectionType.UniqueConnection)
        self._show_layers()

    def _show_layers(self) -> None:
        """Offer the layers to be looked at; keys 1 to 9."""
        titles = self._titles()
        for index, action in enumerate(self._layer_actions):
            action.setVisible(index < len(titles))
            action.setEnabled(index < len(titles))
            if index < len(titles):
                action.setText(self.tr("Show {0}").format(titles[index]))
        self._show_current()

    def _show_current(self) -> None:
        """Name the layer that Solo and Mute are for."""
        title = next(iter(self._titles()[self._state.looking.layer :]), None)
        for name, text in (("solo", self.tr("S&olo {0}")), ("mute", self.tr("&Mute {0}"))):
            self._actions.of(name).setText(self._without_layer[name] if title is None else text.format(title))

    def _titles(self) -> list[str]:
        """The layers of the photo that is shown, by name."""
        return [layer_title(layer.title).replace("&", "&&") for layer in self._state.desk.layers]

    def _layer_action(self, window: QMainWindow, index: int):  # type: ignore[no-untyped-def]
        action = self.layers.addAction(str(index + 1))
        action.setShortcut(str(index + 1))
        window.addAction(action)
        looking = self._state.looking
        action.triggered.connect(lambda: looking.set(layer=index))
        action.triggered.connect(lambda: looking.show_picture(Shown(Kind.LAYER, index)))
        return action

    def _show_recent(self) -> None:
        self.recent.clear()
        for path in self._state.recent.paths:
            action = self.recent.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(lambda checked=False, path=path: self._shop.opening.open([path]))
        self.recent.setEnabled(bool(self._state.recent.paths))
        if self._state.recent.paths:
            self.recent.addSeparator()
            self.recent.addAction(self.tr("Forget them")).triggered.connect(lambda: self._state.recent.clear())

    def _add(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                menu.addAction(self._actions.of(name))
            else:
                menu.addSeparator()
