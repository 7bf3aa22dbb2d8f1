"""What is painted over pictures: their names, the colours of layers, the wipe's line, the brush's edge, the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from engine.geometry import Size
from sils_gui.state.looking import Kind, Shown
from sils_gui.view.scene import Scene, title_of
from sils_gui.view.theme import LAYER_COLORS, Theme

_LABEL_PX = 8
LINES = ((QColor(0, 0, 0, 150), 3), (QColor("#f0f0f0"), 1))
"""Light on dark, so that it is seen on every photo."""


def paint_label(painter: QPainter, scene: Scene, shown: Shown, clip: QRect, *, at_right: bool) -> None:
    """What a picture is called, in a corner of what is seen of it."""
    assert scene.document is not None, "there are pictures of documents only"
    text = title_of(shown, scene.document) + _proof(scene, shown)
    font = painter.font()
    font.setPixelSize(round(12 * scene.ratio))
    painter.setFont(font)
    room, margin = painter.fontMetrics().boundingRect(text), round(_LABEL_PX * scene.ratio)
    width, height = room.width() + 2 * margin, room.height() + margin
    x = clip.right() - width - margin if at_right else clip.x() + margin
    box = QRect(x, clip.y() + margin, width, height)
    painter.fillRect(box, QColor(0, 0, 0, 150))
    painter.setPen(QColor("#f0f0f0"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_border(painter: QPainter, scene: Scene, shown: Shown, pane: QRect) -> None:
    """The colour of a layer along the top of its pane."""
    if shown.kind is Kind.LAYER:
        color = QColor(LAYER_COLORS[shown.layer % len(LAYER_COLORS)])
        painter.fillRect(pane.x(), pane.y(), pane.width(), round(3 * scene.ratio), color)


def paint_wipe(painter: QPainter, scene: Scene, split: int) -> None:
    """The line between before and after, with a handle to take."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for color, width in LINES:
        painter.setPen(QPen(color, width * scene.ratio))
        painter.drawLine(split, 0, split, scene.size.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(LINES[0][0], scene.ratio))
    painter.setBrush(LINES[1][0])
    painter.drawEllipse(QPointF(split + 0.5, scene.size.height / 2), 6 * scene.ratio, 6 * scene.ratio)


def paint_brush(painter: QPainter, middle: QPointF, radius: float, ratio: float) -> None:
    """The brush's edge; in device pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in LINES:
        painter.setPen(QPen(color, width * ratio))
        painter.drawEllipse(middle, radius, radius)


def paint_focus(painter: QPainter, size: Size, ratio: float, theme: Theme) -> None:
    """A frame inside the edge of a canvas of that size: the keyboard is there; in device pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((QColor(0, 0, 0, 150), 6), (QColor(theme.accent), 4)):  # half of them lies outside
        painter.setPen(QPen(color, width * ratio))
        painter.drawRect(0, 0, size.width, size.height)


def _proof(scene: Scene, shown: Shown) -> str:
    frame = scene.frame
    if (
        shown.kind is not Kind.DIFFERENCE
        or frame is None
        or shown not in frame.request.pictures
        or frame.request.is_draft
    ):
        return ""
    if frame.codes[frame.request.pictures.index(shown)].any():
        return ""
    return QCoreApplication.translate("Canvas", " · identical")
