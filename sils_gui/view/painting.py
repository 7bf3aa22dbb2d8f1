"""Painting the canvas: images into panes, and what lies over them; painting changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from engine.geometry import Region
from sils_gui.state.looking import Arrangement, Kind, Shown
from sils_gui.view.checkerboard import paint_under
from sils_gui.view.marks import paint_border, paint_label, paint_wipe
from sils_gui.view.overlay import paint_overlay
from sils_gui.view.scene import Scene
from sils_gui.view.shapes import paint_pins, paint_shape


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
        paint_pins(painter, scene.pins, scene.viewport, pane, scene.ratio)
        if scene.shape is not None:
            paint_shape(painter, scene.shape, scene.viewport, pane, scene.ratio)
        if scene.arrangement is not Arrangement.SINGLE or shown.kind is not Kind.REMIX:
            paint_label(painter, scene, shown, clip, at_right=scene.arrangement is Arrangement.WIPE and index == 1)
        if scene.arrangement is Arrangement.GRID:
            paint_border(painter, scene, shown, pane)
    painter.setClipping(False)
    if scene.arrangement is Arrangement.WIPE:
        paint_wipe(painter, scene, split)


def _paint_picture(painter: QPainter, scene: Scene, shown: Shown, pane: QRect) -> None:
    left, top = scene.viewport.origin()
    corner = QPointF(pane.x() + left, pane.y() + top)
    photo = scene.viewport.photo
    backdrop = scene.overview.get(shown)
    image, region = _image(scene, shown)
    if backdrop is not None and (image is None or region != Region.whole(photo)):
        _paint_image(painter, scene, backdrop, _placed(Region.whole(photo), corner, scene.viewport.zoom), pane)
    if image is not None and region is not None:
        exact = scene.viewport.zoom >= 1 and scene.frame is not None and not scene.frame.request.is_draft
        place = _placed(region, corner, scene.viewport.zoom)
        _paint_image(painter, scene, image, place, pane, is_smooth=not exact)


def _paint_image(
    painter: QPainter, scene: Scene, image: QImage, place: QRectF, pane: QRect, *, is_smooth: bool = True
) -> None:
    """In place of what was painted there before, of which nothing shines through where the image is transparent."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
    paint_under(painter, image, place, scene.theme, ratio=scene.ratio, origin=QPointF(pane.topLeft()))
    painter.drawImage(place, image)


def _image(scene: Scene, shown: Shown) -> tuple[QImage | None, Region | None]:
    frame = scene.frame
    if frame is None or scene.document is None or frame.request.source.serial != scene.document.serial:
        return None, None
    if shown in frame.request.pictures:
        return frame.images[frame.request.pictures.index(shown)], frame.region
    return None, None


def _placed(region: Region, corner: QPointF, zoom: float) -> QRectF:
    return QRectF(corner.x() + region.x * zoom, corner.y() + region.y * zoom, region.width * zoom, region.height * zoom)
