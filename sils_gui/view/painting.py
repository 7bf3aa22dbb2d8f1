"""Painting the canvas: images into panes, labels, the wipe's line; a scene is a value, painting changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from engine.geometry import Region, Size
from sils_gui.state.document import Document
from sils_gui.state.looking import Arrangement, Kind, Shown
from sils_gui.state.viewport import Viewport
from sils_gui.view.names import layer_title
from sils_gui.view.overlay import paint_overlay
from sils_gui.view.sheets import Sheet
from sils_gui.view.theme import LAYER_COLORS, Theme
from sils_gui.work.frames import Frame

_LABEL_PX = 8


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


def paint_canvas(painter: QPainter, scene: Scene) -> None:
    """The background, then every picture in its pane."""
    painter.scale(1 / scene.ratio, 1 / scene.ratio)
    painter.fillRect(0, 0, scene.size.width, scene.size.height, QColor(scene.theme.canvas))
    if scene.document is None:
        return
    split = round(scene.wipe * scene.size.width)
    for index, (shown, pane) in enumerate(zip(scene.pictures, scene.panes, strict=True)):
        clip = pane
        if scene.arrangement is Arrangement.WIPE:
            clip = (
                QRect(0, 0, split, pane.height())
                if index == 0
                else QRect(split, 0, pane.width() - split, pane.height())
            )
        painter.setClipRect(clip)
        _paint_picture(painter, scene, shown, pane)
        paint_overlay(painter, scene.overlay, scene.viewport, pane)
        if scene.arrangement is not Arrangement.SINGLE or shown.kind is not Kind.REMIX:
            _paint_label(painter, scene, shown, clip, at_right=scene.arrangement is Arrangement.WIPE and index == 1)
        if scene.arrangement is Arrangement.GRID:
            _paint_border(painter, scene, shown, pane)
    painter.setClipping(False)
    if scene.arrangement is Arrangement.WIPE:
        _paint_wipe(painter, scene, split)


def paint_brush(painter: QPainter, middle: QPointF, radius: float) -> None:
    """The brush's edge, light and dark so that it is seen on every photo; in device pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((QColor(0, 0, 0, 150), 3), (QColor("#f0f0f0"), 1)):
        painter.setPen(QPen(color, width))
        painter.drawEllipse(middle, radius, radius)


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


def _paint_picture(painter: QPainter, scene: Scene, shown: Shown, pane: QRect) -> None:
    left, top = scene.viewport.origin()
    corner = QPointF(pane.x() + left, pane.y() + top)
    photo = scene.viewport.photo
    backdrop = scene.overview.get(shown)
    image, region = _image(scene, shown)
    if backdrop is not None and (image is None or region != Region.whole(photo)):
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
        painter.drawImage(_placed(Region.whole(photo), corner, scene.viewport.zoom), backdrop)
    if image is not None and region is not None:
        exact = scene.viewport.zoom >= 1 and scene.frame is not None and not scene.frame.request.is_draft
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(_placed(region, corner, scene.viewport.zoom), image)


def _image(scene: Scene, shown: Shown) -> tuple[QImage | None, Region | None]:
    frame = scene.frame
    if frame is None or scene.document is None or frame.request.source.serial != scene.document.serial:
        return None, None
    if shown in frame.request.pictures:
        return frame.images[frame.request.pictures.index(shown)], frame.region
    return None, None


def _placed(region: Region, corner: QPointF, zoom: float) -> QRectF:
    return QRectF(corner.x() + region.x * zoom, corner.y() + region.y * zoom, region.width * zoom, region.height * zoom)


def _paint_label(painter: QPainter, scene: Scene, shown: Shown, clip: QRect, *, at_right: bool) -> None:
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


def _paint_border(painter: QPainter, scene: Scene, shown: Shown, pane: QRect) -> None:
    if shown.kind is Kind.LAYER:
        color = QColor(LAYER_COLORS[shown.layer % len(LAYER_COLORS)])
        painter.fillRect(pane.x(), pane.y(), pane.width(), round(3 * scene.ratio), color)


def _paint_wipe(painter: QPainter, scene: Scene, split: int) -> None:
    painter.setPen(QPen(QColor(0, 0, 0, 130), 3 * scene.ratio))
    painter.drawLine(split, 0, split, scene.size.height)
    painter.setPen(QPen(QColor("#f0f0f0"), scene.ratio))
    painter.drawLine(split, 0, split, scene.size.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(QColor("#f0f0f0"))
    painter.drawEllipse(QPointF(split, scene.size.height / 2), 6 * scene.ratio, 6 * scene.ratio)
