"""Two neutral themes: grey without a tint, so that the room around a photo does not change how its colours look."""

from __future__ import annotations

from dataclasses import dataclass

import qtawesome
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

import resources

LAYER_COLORS = ("#5b9bd5", "#e0a03c", "#7fb069", "#c97fb2", "#59b3ad", "#d0694e")
"""One colour for each layer, in order, and round again."""


MASK_COLOR = "#e8548c"
"""The mask of the mix, unlike every layer."""


@dataclass(frozen=True)
class Theme:
    """Colours by duty: `accent` for lines, marks and words, `fill` for areas that words of `accent_text` stand on."""

    name: str
    window: str
    panel: str
    field: str
    line: str
    text: str
    faint: str
    canvas: str
    accent: str
    fill: str
    accent_text: str
    good: str
    warning: str
    error: str


DARK = Theme(
    "dark", "#2b2b2b", "#333333", "#222222", "#4a4a4a", "#dcdcdc", "#9e9e9e", "#1e1e1e", "#62a0dc", "#3877b7",
    "#ffffff", "#5fb36a", "#d9a13b", "#d9655b",
)  # fmt: skip
LIGHT = Theme(
    "light", "#ececec", "#f6f6f6", "#ffffff", "#c4c4c4", "#1f1f1f", "#636363", "#c9c9c9", "#2468a8", "#2468a8",
    "#ffffff", "#2a7837", "#8f5f00", "#b3261e",
)  # fmt: skip


def theme_named(name: str) -> Theme:
    """The theme of a setting; "system" follows the desktop."""
    if name == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return LIGHT if scheme is Qt.ColorScheme.Light else DARK
    return LIGHT if name == "light" else DARK


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application."""
    app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    check = resources.path("icons/check.svg").as_posix()
    app.setStyleSheet(_SHEET.format(**theme.__dict__, check=f'"{check}"'))


def icon(name: str, theme: Theme) -> QIcon:
    """An icon of the Material Design set in the theme's colours, for what shows that it is on by the icon itself."""
    return _icon(name, theme, theme.accent)


def icon_to_light(name: str, theme: Theme) -> QIcon:
    """The same for a button that is filled while it is on."""
    return _icon(name, theme, theme.accent_text)


def _icon(name: str, theme: Theme, color_on: str) -> QIcon:
    return qtawesome.icon(f"mdi6.{name}", color=theme.text, color_disabled=theme.line, color_on=color_on)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colors = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.panel,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.faint,
        role.BrightText: theme.error,  # of what failed, in a list
        role.Highlight: theme.accent,  # the style draws the focus with it, too
        role.HighlightedText: theme.field,
        role.Link: theme.accent,
        role.Mid: theme.line,
    }
    for which, color in colors.items():
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, which, QColor(theme.faint))
    return palette


_SHEET = """
QToolTip {{ color: {text}; background: {panel}; border: 1px solid {line}; padding: 3px; }}
QToolBar {{ background: {window}; border: 0; border-bottom: 1px solid {line}; spacing: 4px; padding: 4px; }}
QToolBar QToolButton {{ padding: 4px 6px; border: 1px solid transparent; border-radius: 3px; }}
QToolBar QToolButton:hover, QToolBar QToolButton:checked {{ background: {panel}; border-color: {line}; }}
QToolBar QToolButton:focus {{ border-color: {accent}; }}
QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; }}
QStatusBar {{ background: {window}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ padding: 0 6px; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {line}; }}
QTabWidget::tab-bar {{ left: 8px; }}
QDockWidget {{ titlebar-close-icon: none; }}
QDockWidget::title {{ background: {window}; padding: 5px 8px 4px; border-bottom: 1px solid {line}; }}
QScrollArea, QScrollArea > #qt_scrollarea_viewport > QWidget {{ background: {window}; border: 0; }}
QAbstractItemView, QMenu, QMenuBar {{ selection-background-color: {fill}; selection-color: {accent_text}; }}
QListView::item, QTreeView::item {{ padding: 4px 2px; }}
QListWidget:focus, QUndoView:focus, QTreeView:focus {{ border: 1px solid {accent}; }}
QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QFrame#strip {{ background: {panel}; border: 1px solid {line}; border-radius: 4px; }}
QFrame#strip[current="true"] {{ border-color: {faint}; }}
QFrame#strip[looked="true"] {{ border-color: {accent}; }}
QFrame#bar {{ background: {panel}; border: 0; border-bottom: 1px solid {line}; }}
QFrame#bar[weight="error"] {{ border-left: 4px solid {error}; }}
QFrame#bar[weight="notice"] {{ border-left: 4px solid {warning}; }}
QLabel#faint {{ color: {faint}; }}
QLabel#heading {{ font-size: 15pt; }}
QToolButton#small {{ border: 1px solid {line}; border-radius: 3px; padding: 2px; min-width: 20px; min-height: 20px; }}
QToolButton#small:checked {{ background: {fill}; color: {accent_text}; border-color: {accent}; }}
QToolButton#small:hover, QToolButton#small:focus, QToolButton#thumbnail:hover, QToolButton#thumbnail:focus {{
    border: 1px solid {accent};
}}
QToolButton#small:checked:focus {{ border-color: {text}; }}
QToolButton#thumbnail {{ border: 1px solid {line}; padding: 0; background: {canvas}; }}
QToolButton#flat {{ border: 1px solid {line}; border-radius: 3px; padding: 3px 9px; }}
QToolButton#flat:hover, QToolButton#flat:focus {{ border-color: {accent}; }}
QToolButton#flat:checked {{ background: {fill}; color: {accent_text}; }}
QToolButton#flat:checked:focus {{ border-color: {text}; }}
QToolButton#flat[popupMode="2"] {{ padding-right: 19px; }}
QToolButton#flat::menu-indicator {{ subcontrol-origin: border; subcontrol-position: right center; right: 5px; }}
QToolButton#icon {{ border: 1px solid {line}; border-radius: 3px; padding: 3px 7px; }}
QToolButton#icon:hover, QToolButton#icon:focus, QToolButton#icon:checked {{ border-color: {accent}; }}
QToolButton#icon:checked {{ background: {window}; }}
QToolButton#icon:checked:focus {{ border-color: {text}; }}
QToolButton#disclose {{ border: 0; color: {faint}; padding: 1px; }}
QToolButton#disclose:hover {{ color: {text}; }}
QToolButton#disclose:focus {{ color: {accent}; }}
QToolButton#chip {{ border: 1px solid {line}; border-radius: 8px; padding: 1px 8px; }}
QToolButton#chip[state="good"] {{ color: {good}; border-color: {good}; }}
QToolButton#chip[state="warning"] {{ color: {warning}; border-color: {warning}; }}
QToolButton#chip:hover {{ background: {panel}; }}
QToolButton#chip:focus {{ border-color: {accent}; color: {accent}; }}
QSlider::groove:horizontal {{ height: 3px; background: {line}; border-radius: 1px; }}
QSlider::handle:horizontal {{ width: 11px; height: 11px; margin: -4px 0; border-radius: 5px; background: {text}; }}
QSlider::handle:horizontal:focus {{ background: {accent}; }}
QSlider::handle:horizontal:disabled {{ background: {line}; }}
QCheckBox::indicator {{ width: 13px; height: 13px; border: 1px solid {faint}; background: {field}; }}
QCheckBox::indicator:checked {{ border-color: {accent}; background: {fill}; image: url({check}); }}
QCheckBox::indicator:focus {{ border-color: {text}; }}
QCheckBox::indicator:disabled {{ border-color: {line}; background: {panel}; }}
QCheckBox::indicator:checked:disabled {{ background: {faint}; }}
QProgressBar {{ border: 1px solid {line}; border-radius: 3px; background: {field}; text-align: center; }}
QProgressBar::chunk {{ background: {fill}; }}
"""
