"""What is seen of the scribbles on a photo: an image of what is known of each, and the strokes since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage, qRgba

from engine.geometry import Region
from engine.marks import Combine, Stroke
from engine.spec import ONLY, hinted_layer
from sils_gui.state.brush import Brush
from sils_gui.state.document import Document
from sils_gui.state.edits import targets
from sils_gui.state.scribble import MASK, Mark, Scribble
from sils_gui.view.small_planes import SmallPlanes
from sils_gui.view.theme import LAYER_COLORS, MASK_COLOR
from sils_gui.work.covering import Cover

_KEPT_IMAGES = 8
_DARKER = 160
_SHARP_STROKES = 4
"""So many strokes, at most, are drawn at each repaint; those before are a part of the image."""


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
        self._images: OrderedDict[Hashable, tuple[QImage, Scribble]] = OrderedDict()
        self._planes = SmallPlanes()

    def of(self, document: Document | None, brush: Brush, cover: Cover | None, visible: Region) -> tuple[Sheet, ...]:
        """All that was painted on a photo and the stroke that is being painted; none while they shall not be seen.

        What `cover` knows of the visible region is shown exactly.
        """
        if document is None or document.spec is None or not (brush.is_on and brush.overlay_is_seen):
            return ()
        if cover is not None and not (cover.serial == document.serial and cover.region.holds(visible)):
            cover = None
        names = document.spec.layer_names
        seen = dict(document.painted.only(targets(document.spec)).scribbles)
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
            image = self._image(known, lambda: _tinted(cover.planes[target], color), cover.serial, cover.region, color)
            return Sheet(color, image, cover.region, since, is_exact=True)
        under, strokes = _split(scribble)
        whole = Region.whole(document.photo.size)
        if under.is_empty:
            return Sheet(color, None, whole, strokes)
        codes = partial(self._planes.codes, target, under, document)
        image = self._image(under, lambda: _tinted(codes(), color), document.serial, color)
        return Sheet(color, image, whole, strokes)

    def _image(self, scribble: Scribble, make: Callable[[], QImage], *where: Hashable) -> QImage:
        """The image of a scribble, known by its marks themselves, which are held, so that no others get their ids."""
        marks = tuple(map(id, scribble.marks))
        key = marks, id(scribble.base), scribble.feather_px, scribble.follows_edges, *where
        if key not in self._images:
            self._images[key] = make(), scribble
            while len(self._images) > _KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key][0]


def color_of(target: str, layers: tuple[str, ...]) -> str:
    """The color of a layer's hints, darker for those taken at their word, or of the mask."""
    if target == MASK:
        return MASK_COLOR
    color = LAYER_COLORS[layers.index(hinted_layer(target)) % len(LAYER_COLORS)]
    return QColor(color).darker(_DARKER).name() if target.endswith(ONLY) else color


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
    """What a plane must show, and the last strokes, which are sharp at every zoom; a feather takes in all.

    The plane takes them in by fours, so that not each stroke asks for another plane.
    """
    if scribble.feather_px > 0:
        return scribble, ()
    count = len(scribble.marks)
    earliest = max(0, (count - 1) // _SHARP_STROKES * _SHARP_STROKES)
    strokes: list[Stroke] = []
    for mark in reversed(scribble.marks[earliest:]):
        if not _lies_over(mark):
            break
        strokes.insert(0, mark)
    return replace(scribble, marks=scribble.marks[: count - len(strokes)]), tuple(strokes)


def _tinted(codes: NDArray[np.uint8], color: str) -> QImage:
    """A plane in a color, as opaque as the plane is high."""
    height, width = codes.shape
    packed, ink = np.ascontiguousarray(codes), QColor(color)
    image = QImage(packed.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([qRgba(ink.red(), ink.green(), ink.blue(), opacity) for opacity in range(256)])
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
