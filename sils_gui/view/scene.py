"""What the canvas shows, as a value, and what its pictures are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QImage

from engine.geometry import Size
from sils_gui.state.document import Document
from sils_gui.state.looking import Arrangement, Kind, Shown
from sils_gui.state.scribble import Shape
from sils_gui.state.viewport import Viewport
from sils_gui.view.names import layer_title
from sils_gui.view.sheets import Sheet
from sils_gui.view.theme import Theme
from sils_gui.work.frames import Frame


@dataclass(frozen=True)
class Scene:
    """Everything that the canvas shows; panes and viewport in device pixels."""

    document: Document | None
    pictures: tuple[Shown, ...]
    panes: tuple[QRect, ...]
    viewport: Viewport
    arrangement: Arrangement
    wipe: float
    frame: Frame | None
    overview: Mapping[Shown, QImage]
    theme: Theme
    ratio: float
    size: Size
    overlay: tuple[Sheet, ...]
    shape: Shape | None
    pins: Mapping[int, Shape]


def title_of(shown: Shown, document: Document) -> str:
    """What a picture is called on the canvas."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Canvas", text)

    match shown.kind:
        case Kind.PHOTO:
            return tr("Photo")
        case Kind.LAYER if document.separation is not None and shown.layer < len(document.separation.layers):
            return layer_title(document.separation.layers[shown.layer].title)
        case Kind.RESIDUAL:
            return tr("Residual")
        case Kind.DIFFERENCE:
            return tr("Difference ×{0}").format(shown.gain)
    return tr("Remix")
