"""Keeps canvas, thumbnails and histogram true: state changes in, images out, never in the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColorSpace

from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.looking import Looking
from sils_gui.state.problems import Problem, Problems
from sils_gui.work.cuts import Source
from sils_gui.work.frames import Frame, FrameRequest, Renderer
from sils_gui.work.latest import Latest
from sils_gui.work.overview import Overlooker, Overview, OverviewRequest

_SETTLED_MS = 120


class Previewing(QObject):
    """Draft pictures while the mix is changing, exact ones as soon as it rests."""

    frame_changed = Signal()
    overview_changed = Signal()

    def __init__(self, desk: Desk, looking: Looking, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._looking, self._problems = desk, looking, problems
        self.frame: Frame | None = None
        self._asked: FrameRequest | None = None
        self._asked_overview: OverviewRequest | None = None
        self.overview: Overview | None = None
        self.overviews: dict[int, Overview] = {}
        self._screen = QColorSpace()
        self._followed: Document | None = None
        self._renderer, self._overlooker = Renderer(), Overlooker()
        self._frames: Latest[FrameRequest] = Latest("frames", self._renderer.frame, self._take_frame)
        self._overviews: Latest[OverviewRequest] = Latest("overview", self._overlooker.overview, self._take_overview)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self.request_exact)
        desk.current_changed.connect(self._follow)
        looking.changed.connect(self.request_exact)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is exact and nothing is on its way."""
        frame, overview = self.frame, self.overview
        is_shown = frame is not None and frame.request is self._asked and not frame.request.is_draft
        return is_shown and overview is not None and overview.request() is self._asked_overview

    def set_screen(self, screen: QColorSpace) -> None:
        """The profile of the screen that the window is on; an invalid one counts as sRGB."""
        if screen != self._screen:
            self._screen = screen
            self.request_exact()

    def request_exact(self) -> None:
        """Ask for what the canvas shows now, in full quality."""
        self._request(is_draft=False)

    def close(self) -> None:
        """End the threads."""
        self._settled.stop()
        self._frames.close()
        self._overviews.close()

    def _follow(self) -> None:
        if self._followed is not None and self._followed in self._desk.documents:
            self._followed.mix_changed.disconnect(self._show_mix)
            self._followed.separation_changed.disconnect(self._show_document)
            self._followed.painted_changed.disconnect(self._show_document)
        self._followed = self._desk.current
        self.frame = None
        if self._followed is not None:
            self._followed.mix_changed.connect(self._show_mix)
            self._followed.separation_changed.connect(self._show_document)
            self._followed.painted_changed.connect(self._show_document)
            self.overview = self.overviews.get(self._followed.serial)
            self._show_document()
        else:
            self.overview = self._asked = self._asked_overview = None
        self.overviews = {
            d.serial: self.overviews[d.serial] for d in self._desk.documents if d.serial in self.overviews
        }
        self.frame_changed.emit()

    def _show_document(self) -> None:
        self.request_exact()
        self._request_overview()

    def _show_mix(self) -> None:
        self._request(is_draft=True)
        self._settled.start()
        self._request_overview()

    def _request(self, *, is_draft: bool) -> None:
        document, viewport = self._desk.current, self._looking.viewport
        if document is None or viewport.photo != document.photo.size:
            return  # the canvas turns to the document next, and asks again
        layers = len(document.separation.layers) if document.separation is not None else 0
        if 0 < layers <= self._looking.picture.layer:
            return  # new layers are fewer than those before; the canvas goes back to the remix next
        self._asked = FrameRequest(
            source_of(document),
            document.mix,
            self._looking.pictures(layers),
            viewport.visible(),
            viewport.zoom,
            is_draft=is_draft,
            marks_clipping=self._looking.shows_clipping,
            screen=self._screen,
        )
        self._frames.submit(self._asked)

    def _request_overview(self) -> None:
        if self._desk.current is not None:
            document = self._desk.current
            self._asked_overview = OverviewRequest(source_of(document), document.mix, self._screen)
            self._overviews.submit(self._asked_overview, interrupts=False)

    def _take_frame(self, answer: object) -> None:
        if isinstance(answer, Problem):
            self._problems.tell(answer)
        elif isinstance(answer, Frame) and self._is_current(answer.request.source.serial):
            self.frame = answer
            self.frame_changed.emit()

    def _take_overview(self, answer: object) -> None:
        if isinstance(answer, Problem):
            self._problems.tell(answer)
        elif isinstance(answer, Overview):
            self.overviews[answer.serial] = answer
            if self._is_current(answer.serial):
                self.overview = answer
            self.overview_changed.emit()

    def _is_current(self, serial: int) -> bool:
        return self._desk.current is not None and self._desk.current.serial == serial


def source_of(document: Document) -> Source:
    """What the pictures of a document are made of now."""
    return Source(document.serial, document.photo, document.levels, document.separation, document.painted.mask)
