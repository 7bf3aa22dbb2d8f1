"""The window's commands, declared as data: name, title, keys, icon, tip. Menus and tool bar show them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from sils_gui.view.theme import Theme, icon


@dataclass(frozen=True)
class Command:
    """One thing that can be done; `keys` are alternatives; `is_switch` for what is on or off, `role` for what
    a Mac has in the menu with the program's name."""

    title: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    is_switch: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


def commands() -> Mapping[str, Command]:
    """Every command by name, in the user's language."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Commands", text)

    control = "Meta" if sys.platform == "darwin" else "Ctrl"  # Qt's names for that key; Cmd+Tab is the system's
    return {
        "open": Command(tr("&Open…"), ("Ctrl+O",), "folder-open-outline", tr("Open photos")),
        "save": Command(tr("&Save edits"), ("Ctrl+S",), "content-save-outline", tr("Save the edits beside the photo")),
        "export": Command(tr("&Export…"), ("Ctrl+E",), "export-variant", tr("Write the remix or layers to files")),
        "enqueue": Command(
            tr("&Add to queue"), ("Ctrl+Shift+E",), "playlist-plus", tr("Put the photo at the end of the queue")
        ),
        "close": Command(tr("&Close photo"), ("Ctrl+W",)),
        "quit": Command(tr("&Quit"), ("Ctrl+Q",), role=QAction.MenuRole.QuitRole),
        "copy": Command(tr("&Copy settings"), ("Ctrl+Shift+C",), "content-copy"),
        "paste": Command(tr("&Paste settings"), ("Ctrl+Shift+V",), "content-paste"),
        "reset": Command(tr("&Reset mix"), ("Ctrl+R",), tip=tr("Back to the photo as it was taken")),
        "preferences": Command(tr("Pre&ferences…"), ("Ctrl+,",), "cog-outline", role=QAction.MenuRole.PreferencesRole),
        "separate": Command(
            tr("&Separate"), ("Ctrl+Return",), "layers-triple-outline", tr("Separate the photo into layers")
        ),
        "cancel": Command(tr("&Cancel"), ("Esc",), "stop", tr("Stop what is being done")),
        "solo": Command(tr("S&olo layer"), ("S",)),
        "mute": Command(tr("&Mute layer"), ("M",)),
        "brush": Command(
            tr("&Brush"), ("B",), "brush-outline", tr("Paint what belongs to a layer or where to mix"), is_switch=True
        ),
        "narrower": Command(tr("&Narrower"), ("[",)),
        "wider": Command(tr("&Wider"), ("]",)),
        "linear": Command(
            tr("&Linear gradient"),
            (),
            "gradient-horizontal",
            tr("Drag from where all is to where nothing is; Enter draws one in the middle"),
            is_switch=True,
        ),
        "radial": Command(
            tr("Ra&dial gradient"),
            (),
            "ellipse-outline",
            tr("Drag from the middle of an ellipse, with Shift a circle; Enter draws one in the middle"),
            is_switch=True,
        ),
        "erase": Command(tr("&Erase"), ("X",), "eraser", tip=tr("Take away from what was painted"), is_switch=True),
        "intersect": Command(
            tr("In&tersect"),
            ("Shift+X",),
            "set-center",
            tip=tr("Keep what was painted only where the next mark is, too"),
            is_switch=True,
        ),
        "overlay": Command(
            tr("&Overlay"), ("O",), "layers-search-outline", tip=tr("Show what was painted"), is_switch=True
        ),
        "fill": Command(tr("&Fill"), (), "format-color-fill", tip=tr("Paint everything")),
        "invert": Command(
            tr("&Invert"), (), "invert-colors", tip=tr("Paint what is not painted, and the other way round")
        ),
        "range": Command(
            tr("By b&rightness"),
            (),
            "brightness-6",
            tip=tr("Paint what is as bright, or where a layer is as strong, as the sliders below say"),
            is_switch=True,
        ),
        "edges": Command(
            tr("Along ed&ges"),
            (),
            "vector-curve",
            tip=tr("Feather along the edges of what the photo shows"),
            is_switch=True,
        ),
        "remove": Command(
            tr("Remo&ve mark"), (), "minus-circle-outline", tip=tr("Take away the gradient or range in hand (Del)")
        ),
        "clear": Command(tr("&Clear"), (), "trash-can-outline", tip=tr("Take away all that was painted for this")),
        "remix": Command(tr("Show the &remix"), ("0",)),
        "residual": Command(tr("Show the res&idual"), ("R",)),
        "before": Command(
            tr("&Before"), ("\\",), "image-outline", tr("Show the photo as it was taken"), is_switch=True
        ),
        "wipe": Command(
            tr("&Wipe"),
            ("Shift+Y",),
            "arrow-split-vertical",
            tr("Before and after, with a line to drag, or to move by Ctrl and arrows"),
            is_switch=True,
        ),
        "side": Command(tr("&Side by side"), ("Y",), "view-split-vertical", is_switch=True),
        "difference": Command(
            tr("&Difference"), ("D",), "vector-difference", tr("What the mix changes; black is nothing"), is_switch=True
        ),
        "gain": Command(tr("Difference g&ain"), ("Shift+D",), tip=tr("×1, ×2, ×5, ×10, ×20")),
        "grid": Command(
            tr("&Grid"), ("G",), "view-grid-outline", tr("Photo, layers and remix side by side"), is_switch=True
        ),
        "clipping": Command(
            tr("&Clipping"),
            ("J",),
            "texture-box",
            tr("Mark what a file of the photo's depth cuts off"),
            is_switch=True,
        ),
        "fit": Command(tr("&Fit or 100 %"), ("Z",), "fit-to-page-outline"),
        "in": Command(tr("Zoom &in"), ("Ctrl++", "Ctrl+="), "magnify-plus-outline"),
        "out": Command(tr("Zoom &out"), ("Ctrl+-",), "magnify-minus-outline"),
        "panels": Command(tr("&Panels"), ("F9",), tip=tr("Tab while the photo has the focus"), is_switch=True),
        "film_strip": Command(
            tr("Film s&trip"), (), tip=tr("The open photos, where there are several"), is_switch=True
        ),
        "queue": Command(tr("&Queue"), ("F8",), "tray-full", tr("Many photos by one recipe"), is_switch=True),
        "next": Command(tr("&Next photo"), (f"{control}+Tab", "PgDown")),
        "previous": Command(tr("Pre&vious photo"), (f"{control}+Shift+Tab", "PgUp")),
        "separators": Command(tr("&Separators…"), (), "layers-outline"),
        "about": Command(tr("&About and doctor…"), ("F1",), "information-outline", role=QAction.MenuRole.AboutRole),
    }


class Actions:
    """One QAction for each command; `of("open")`."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._declared = commands()
        self._actions = {name: _action(command, parent) for name, command in self._declared.items()}
        self.set_theme(theme)

    def of(self, name: str) -> QAction:
        return self._actions[name]

    def connect(self, **slots: Callable[[], object]) -> None:
        """Say what commands do."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(lambda checked=False, slot=slot: slot())

    def press(self, sign: str) -> bool:
        """Do what has this sign, no letter or digit, for its key, and whether there is such a command.

        For keyboards where a sign needs AltGr: Qt finds no shortcut then.
        """
        name = next((name for name, command in self._declared.items() if sign in command.keys), "")
        if not name or sign.isalnum():
            return False
        self._actions[name].trigger()
        return True

    def enable(self, condition: bool, *names: str) -> None:
        for name in names:
            self._actions[name].setEnabled(condition)

    def set_theme(self, theme: Theme) -> None:
        for name, command in self._declared.items():
            if command.icon:
                self._actions[name].setIcon(icon(command.icon, theme))


def flat_button(actions: Actions, name: str) -> QToolButton:
    """A button for a command outside of the tool bar, as small as its icon if it has one."""
    button = QToolButton(objectName="flat" if actions.of(name).icon().isNull() else "icon")
    button.setDefaultAction(actions.of(name))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _action(command: Command, parent: QWidget) -> QAction:
    action = QAction(command.title, parent, checkable=command.is_switch, menuRole=command.role)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    tip = command.tip or command.title.replace("&", "").rstrip("…")
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({key})" if key else tip)
    action.setStatusTip("")
    parent.addAction(action)
    return action
