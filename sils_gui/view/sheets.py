"""What is seen of the scribbles on a photo: an image of what is known of each, and the strokes since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, qRgba

from engine.geometry import Region
from engine.marks import Combine, Stroke
from sils_gui.state.brush import Brush
from sils_gui.state.document import Document
from sils_gui.state.drawing import small_plane
from sils_gui.state.scribble import MASK, Mark, Scribble
from sils_gui.view.theme import LAYER_COLORS, MASK_COLOR
from sils_gui.work.covering import Cover

_PLANE_PX = 1024
_KEPT_IMAGES = 8


@dataclass(frozen=True)
class Sheet:
    """An image of a region of the photo, exact or of fewer pixels; then strokes over it."""

    color: str
    image: QImage | None
    region: Region
    strokes: tuple[Stroke, ...]
    is_exact: bool = False


class Sheets:
    """Makes sheets; remembers the last images, so that a stroke that is being painted costs itself alone."""

    def __init__(self) -> None:
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def of(self, document: Document | None, brush: Brush, cover: Cover | None, visible: Region) -> tuple[Sheet, ...]:
        """All that was painted on a photo and the stroke that is being painted; none while they shall not be seen.

        What `cover` knows of the visible region is shown exactly.
        """
        if document is None or document.spec is None or not (brush.is_on and brush.shows_overlay):
            return ()
        if cover is not None and not (cover.serial == document.serial and cover.region.holds(visible)):
            cover = None
        names = document.spec.layer_names
        seen = dict(document.painted.only((MASK, *names)).scribbles)
        drawn = brush.drawn if brush.drawn is not None and not brush.drawn.is_void else None
        over = (drawn,) if _lies_over(drawn) else ()
        if drawn is not None:
            scribble = seen.get(brush.target, Scribble())
            if not over:
                scribble = _changed_by(brush, scribble, drawn)
            seen[brush.target] = scribble
        sheets = []
        for target, scribble in seen.items():
            sheet = self._sheet(target, scribble, color_of(target, names), document, cover)
            sheets.append(replace(sheet, strokes=(*sheet.strokes, *over)) if target == brush.target else sheet)
        return tuple(sheets)

    def _sheet(self, target: str, scribble: Scribble, color: str, document: Document, cover: Cover | None) -> Sheet:
        known = cover.scribbles.get(target) if cover is not None else None
        since = _strokes_since(known, scribble) if known is not None else None
        if cover is not None and since is not None:
            image = self._image((known, cover.region, color), lambda: _tinted(cover.planes[target], color))
            return Sheet(color, image, cover.region, since, is_exact=True)
        under, strokes = _split(scribble)
        whole = Region.whole(document.photo.size)
        if under.is_empty:
            return Sheet(color, None, whole, strokes)
        image = self._image((scribble, color), lambda: _tinted(_small_codes(under, document), color))
        return Sheet(color, image, whole, strokes)

    def _image(self, key: Hashable, make: Callable[[], QImage]) -> QImage:
        if key not in self._images:
            self._images[key] = make()
            while len(self._images) > _KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key]


def color_of(target: str, layers: tuple[str, ...]) -> str:
    """The color of a layer's hints, or of the mask."""
    return MASK_COLOR if target == MASK else LAYER_COLORS[layers.index(target) % len(LAYER_COLORS)]


def _changed_by(brush: Brush, scribble: Scribble, drawn: Mark) -> Scribble:
    """A scribble with what is being drawn, as one more mark or in the place of the one that is reshaped."""
    place = brush.place_in(scribble) if brush.reshapes else None
    return scribble.with_mark(drawn) if place is None else scribble.with_mark_at(place, drawn)


def _lies_over(mark: Mark | None) -> TypeGuard[Stroke]:
    """Whether a mark is seen over what is there, which stays as it is."""
    return isinstance(mark, Stroke) and mark.combine is not Combine.INTERSECT


def _strokes_since(known: Scribble, scribble: Scribble) -> tuple[Stroke, ...] | None:
    """What a scribble has more than one that is known; None where it is not that and strokes."""
    marks = scribble.marks[len(known.marks) :]
    strokes = tuple(mark for mark in marks if _lies_over(mark))
    is_same_under = scribble.base is known.base and scribble.marks[: len(known.marks)] == known.marks
    is_same_feather = (scribble.feather_px, scribble.follows_edges) == (known.feather_px, known.follows_edges)
    is_hard = is_same_feather and (not marks or scribble.feather_px == 0)
    return strokes if is_same_under and is_hard and len(strokes) == len(marks) else None


def _split(scribble: Scribble) -> tuple[Scribble, tuple[Stroke, ...]]:
    """What a plane must show, and the strokes since, which are sharp at every zoom; a feather takes in all."""
    if scribble.feather_px > 0:
        return scribble, ()
    strokes: list[Stroke] = []
    for mark in reversed(scribble.marks):
        if not _lies_over(mark):
            break
        strokes.insert(0, mark)
    return replace(scribble, marks=scribble.marks[: len(scribble.marks) - len(strokes)]), tuple(strokes)


def _small_codes(scribble: Scribble, document: Document) -> NDArray[np.uint8]:
    size = document.photo.size
    scale = min(1.0, _PLANE_PX / max(size.width, size.height))
    (pixels, *_) = document.levels.cut(Region.whole(size), scale)
    return np.round(small_plane(scribble, pixels, scale, document.photo.color) * 255).astype(np.uint8)


def _tinted(codes: NDArray[np.uint8], color: str) -> QImage:
    """A plane in a color, as opaque as the plane is high."""
    height, width = codes.shape
    packed, ink = np.ascontiguousarray(codes), QColor(color)
    image = QImage(packed.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([qRgba(ink.red(), ink.green(), ink.blue(), opacity) for opacity in range(256)])
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
