"""What was painted on the part of a photo that is seen at 100 % and above, pixel for pixel, made in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal

from engine.geometry import Region
from engine.picture import Photo
from engine.progress import Progress
from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.looking import Looking
from sils_gui.state.problems import Problem, Problems
from sils_gui.state.scribble import MASK, Scribble
from sils_gui.work.grey import Codes
from sils_gui.work.kept_marks import drawn_codes
from sils_gui.work.latest import Latest

_MARGIN_PX = 256
"""So far the photo can be moved before a cover must be made anew."""
Scribbles = tuple[tuple[str, Scribble], ...]


@dataclass(frozen=True)
class CoverRequest:
    """Which scribbles, by target, of which region of a photo; of no photo, nothing."""

    serial: int
    scribbles: Scribbles
    region: Region
    photo: Photo | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Cover:
    """How high each scribble's plane is in a region, in codes; what the planes of the photo's size say there."""

    serial: int
    scribbles: Mapping[str, Scribble]
    region: Region
    planes: Mapping[str, Codes]


class Coverer:
    """Answers requests; remembers whole planes, so that moving the photo costs nothing."""

    def __init__(self) -> None:
        self._whole: dict[str, tuple[Scribble, Codes]] = {}

    def cover(self, request: CoverRequest, progress: Progress) -> Cover:
        """The planes of a request; raises Cancelled between them."""
        self._whole = {name: kept for name, kept in self._whole.items() if (name, kept[0]) in request.scribbles}
        for name, scribble in request.scribbles:
            assert request.photo is not None, "scribbles are on a photo"
            progress.check()
            if name not in self._whole:
                self._whole[name] = scribble, drawn_codes(scribble, name, request.photo)
        planes = {name: self._whole[name][1][request.region.slices] for name, _ in request.scribbles}
        return Cover(request.serial, dict(request.scribbles), request.region, planes)


class Covering(QObject):
    """Keeps `cover` true to what the brush's overlay shows; None where planes of the screen's size are enough."""

    changed = Signal()

    def __init__(
        self, desk: Desk, looking: Looking, brush: Brush, problems: Problems, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._brush, self._problems = desk, looking, brush, problems
        self.cover: Cover | None = None
        self._asked = CoverRequest(0, (), Region(0, 0, 1, 1))
        self._covers: Latest[CoverRequest] = Latest("cover", Coverer().cover, self._take)
        desk.current_changed.connect(self._follow)
        looking.changed.connect(self._request)
        brush.changed.connect(self._request)

    @property
    def is_settled(self) -> bool:
        """Whether the cover is of what is there now."""
        if not self._asked.scribbles:
            return self.cover is None
        return self.cover is not None and tuple(self.cover.scribbles.items()) == self._asked.scribbles

    def close(self) -> None:
        """End the thread."""
        self._covers.close()

    def _follow(self) -> None:
        document = self._desk.current
        if document is not None:
            document.painted_changed.connect(self._request, Qt.ConnectionType.UniqueConnection)
            document.spec_changed.connect(self._request, Qt.ConnectionType.UniqueConnection)
        self._request()

    def _request(self) -> None:
        document, viewport = self._desk.current, self._looking.viewport
        scribbles = self._seen(document)
        if document is None or not scribbles:
            self._ask(CoverRequest(0, (), Region(0, 0, 1, 1)))
        elif not self._asked_for(document, scribbles, viewport.visible()):
            region = viewport.visible().grown(_MARGIN_PX, viewport.photo)
            self._ask(CoverRequest(document.serial, scribbles, region, document.photo))

    def _ask(self, request: CoverRequest) -> None:
        if request != self._asked:
            self._asked = CoverRequest(request.serial, request.scribbles, request.region)
            self._covers.submit(request)

    def _asked_for(self, document: Document, scribbles: Scribbles, visible: Region) -> bool:
        asked = self._asked
        return (asked.serial, asked.scribbles) == (document.serial, scribbles) and asked.region.holds(visible)

    def _seen(self, document: Document | None) -> Scribbles:
        viewport = self._looking.viewport
        if document is None or document.spec is None or viewport.zoom < 1 or viewport.photo != document.photo.size:
            return ()
        if not (self._brush.is_on and self._brush.overlay_is_seen):
            return ()
        painted = document.painted.only((MASK, *document.spec.layer_names)).scribbles
        return tuple((name, scribble) for name, scribble in painted.items() if not scribble.is_empty)

    def _take(self, answer: object) -> None:
        if isinstance(answer, Problem):
            self._problems.tell(answer)
        elif isinstance(answer, Cover):
            self.cover = answer if answer.scribbles else None
            self.changed.emit()
