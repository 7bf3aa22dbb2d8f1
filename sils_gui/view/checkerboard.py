"""The checkerboard under what is transparent, as photo editors have it: neutral greys, as light as the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from sils_gui.view.theme import Theme

_SIDE_PX = 8
_GREYS = {"dark": ("#4d4d4d", "#666666"), "light": ("#cccccc", "#ffffff")}


def paint_under(
    painter: QPainter, image: QImage, place: QRectF, theme: Theme, *, ratio: float, origin: QPointF
) -> None:
    """Squares where an image will be painted; nothing under an opaque one.

    The painter counts device pixels, `ratio` to a unit of the screen; the squares are lined up with `origin`.
    """
    if image.hasAlphaChannel():
        painter.setBrushOrigin(origin)
        painter.fillRect(place, _squares(theme.name, round(_SIDE_PX * ratio)))


def on_checkerboard(image: QImage, theme: Theme, ratio: float) -> QImage:
    """An image in device pixels as it is seen over the squares; an opaque one as it is."""
    if not image.hasAlphaChannel():
        return image
    seen = QImage(image.size(), QImage.Format.Format_RGB32)
    painter = QPainter(seen)
    paint_under(painter, image, QRectF(image.rect()), theme, ratio=ratio, origin=QPointF())
    painter.drawImage(QPoint(), image)
    painter.end()
    return seen


@lru_cache
def _squares(theme: str, side_px: int) -> QBrush:
    """A brush that paints squares of so many device pixels."""
    first, second = _GREYS[theme]
    tile = QImage(2 * side_px, 2 * side_px, QImage.Format.Format_RGB32)
    tile.fill(QColor(first))
    painter = QPainter(tile)
    painter.fillRect(side_px, 0, side_px, side_px, QColor(second))
    painter.fillRect(0, side_px, side_px, side_px, QColor(second))
    painter.end()
    return QBrush(tile)
