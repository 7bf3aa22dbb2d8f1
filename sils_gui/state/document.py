"""One open photo: its separation, the mix, the steps that led there, and snapshots."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from engine.job import Job
from engine.mix import Mix
from engine.picture import Photo, Separation
from engine.preview import Pyramid
from engine.separator import Quality
from engine.spec import SeparatorSpec
from sils_gui.state.edits import Edits, Kept, fits, targets
from sils_gui.state.saved import Saved, Waiting
from sils_gui.state.scribble import NOTHING, Mark, Painted, Scribble
from sils_gui.state.snapshots import Snapshots
from sils_gui.state.soloing import Soloing
from sils_gui.state.steps import Step, hinted_in

_serials = itertools.count(1)


class Document(QObject):
    """The state of one photo. `edit` is the one way to change the mix; `serial` tells documents apart.

    `brought_back` follows, with their job, when those edits that a crash left are taken up.
    """

    mix_changed = Signal()
    separation_changed = Signal()
    spec_changed = Signal()
    painted_changed = Signal()
    saved_changed = Signal()
    brought_back = Signal(object)

    def __init__(self, photo: Photo, levels: Pyramid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.serial = next(_serials)
        self.photo, self.levels = photo, levels
        self.separation: Separation | None = None
        self._foreseen: SeparatorSpec | None = None
        self._hinted: SeparatorSpec | None = None
        self.quality = Quality.STANDARD
        self.mix: Mix | None = None
        self.painted = NOTHING
        self._separated_with: Mapping[str, Scribble] = {}
        self.undo_stack = QUndoStack(self)
        self.snapshots = Snapshots(self.undo_stack, self)
        self.soloing = Soloing()
        self.saved = Saved(self.edits)
        self._told_saved = True
        for signal in (self.mix_changed, self.painted_changed, self.snapshots.changed):
            signal.connect(self._tell_saved)

    @property
    def name(self) -> str:
        return self.photo.path.name

    @property
    def spec(self) -> SeparatorSpec | None:
        """What made the layers, or would make them now."""
        return self._opened or self._foreseen

    @property
    def meant_for(self) -> SeparatorSpec | None:
        """What made the layers, or would take all hints that were painted; None before there are any of either."""
        if self._opened is not None:
            return self._opened
        foreseen, hints = self._foreseen, self.painted.hints.keys()
        takes_them = foreseen is not None and hints <= set(foreseen.hintable)
        return (foreseen if takes_them else self._hinted) if hints else None

    @property
    def is_saved(self) -> bool:
        """Whether nothing would be lost by closing."""
        return self.saved.equals(self.edits, self._opened)

    @property
    def edits(self) -> Edits:
        """What would be saved now."""
        return Edits(self.mix, self.painted, self.snapshots.mixes)

    @property
    def pending(self) -> Job | None:
        """Saved edits that wait for the next layers."""
        return self.saved.pending

    def foresee(self, spec: SeparatorSpec) -> None:
        """Say what would separate this photo now, so that hints can be painted before there are layers."""
        if spec != self._foreseen:
            self._hinted = self.meant_for or self._hinted
            self._foreseen = spec
            self.spec_changed.emit()

    @property
    def can_bring_back(self) -> bool:
        """Whether edits that a crash left would replace nothing that is not saved, nor others of their kind."""
        return self.is_saved and (self.saved.waiting is None or self.saved.waiting.is_on_disk)

    def take_up(self, waiting: Waiting) -> None:
        """Have the next layers bring saved edits; where there are none yet, nothing can be painted before."""
        self.saved.waiting = waiting
        self.spec_changed.emit()

    @property
    def has_other_hints(self) -> bool:
        """Whether the hints are no longer those that the layers were made with, so that others would come now."""
        return self.separation is not None and self.painted.hints != self._separated_with

    def set_separation(
        self, separation: Separation, levels: Pyramid, quality: Quality, painted: Painted, hints: Mapping[str, Scribble]
    ) -> None:
        """Take new layers, what is painted for them, and the hints that they were made with.

        The mix stays where it fits them; otherwise it is the one on disk that does, or begins anew.
        """
        spec, waiting = separation.spec, self.saved.waiting
        same_layers = self.mix is not None and self.spec_fits(spec)
        began = self.saved.take(spec, painted, same_layers=same_layers)
        painted = painted.only(targets(spec))
        are_others = painted != self.painted or (began is not None and self.mix is not None)
        if are_others or not hinted_in(self.undo_stack) <= set(spec.hintable):
            self.undo_stack.clear()  # its steps are of other layers
        self.separation, self.levels, self.quality = separation, levels, quality
        self.painted, self._separated_with = painted, hints
        if began is not None:
            self.mix = began.mix
            self.snapshots.put_first(began.snapshots)
        self.separation_changed.emit()
        self.spec_changed.emit()
        self.painted_changed.emit()
        self.mix_changed.emit()
        if waiting is not None and self.saved.waiting is None and not waiting.is_on_disk:
            self.brought_back.emit(waiting.job)

    def spec_fits(self, spec: SeparatorSpec) -> bool:
        """Whether a separator makes the same layers as are open now."""
        return self.separation is not None and self.separation.spec.layer_names == spec.layer_names

    def would_lose(self, spec: SeparatorSpec) -> bool:
        """Whether the layers of a separator would leave out what is not saved: a mix or hints that are for others, or a
        mix in whose place saved edits wait to come."""
        saved, hints = self.saved.part(self._opened), self.painted.hints.keys() - set(spec.hintable)
        stays = self.spec_fits(spec) and (self.pending is None or not fits(self.pending, spec))
        loses_mix = self.mix != saved.mix and not stays
        return loses_mix or any(self.painted.of(name) is not saved.painted.of(name) for name in hints)

    def painted_for(self, spec: SeparatorSpec) -> Painted:
        """What is painted once the layers of a separator come: what lies on disk for them comes back."""
        if self.spec_fits(spec) and self._opened is not None and self._opened.hintable == spec.hintable:
            return self.painted
        return self.saved.painted_for(spec, self.painted, self._opened)

    def edit(self, mix: Mix, text: str, gesture: int = 0) -> None:
        """Make this the mix, as one step of the history; edits of one gesture (not 0) are one step together."""
        if self.mix is not None and mix != self.mix:
            self.undo_stack.push(Step(self._show, self.mix, mix, text, gesture))

    def paint(self, target: str, mark: Mark, text: str) -> None:
        """Add a mark to a layer's hints or to MASK, as one step of the history."""
        self.repaint(target, self.painted.of(target).with_mark(mark), text)

    def repaint(self, target: str, scribble: Scribble, text: str, gesture: int = 0) -> None:
        """Make this what is painted for a layer or for MASK; steps as with `edit`."""
        self._push_painted(self.painted.with_scribble(target, scribble), text, gesture)

    def wipe_away(self, target: str, text: str) -> None:
        """Take away all that was painted for a layer or for MASK, as one step of the history."""
        if not self.painted.of(target).is_empty:
            self._push_painted(self.painted.without(target), text)

    def restore_painted(self, painted: Painted) -> None:
        """Take what was painted in a saved project."""
        self.painted = painted
        self.painted_changed.emit()

    def mark_saved(self, kept: Kept) -> None:
        """These edits lie on disk now; those that are open may be others already."""
        self.saved.mark(kept)
        self._tell_saved()

    @property
    def _opened(self) -> SeparatorSpec | None:
        return self.separation.spec if self.separation is not None else None

    def _push_painted(self, painted: Painted, text: str, gesture: int = 0) -> None:
        self.undo_stack.push(Step(self.restore_painted, self.painted, painted, text, gesture))

    def _tell_saved(self) -> None:
        if self.is_saved != self._told_saved:
            self._told_saved = self.is_saved
            self.saved_changed.emit()

    def _show(self, mix: Mix) -> None:
        self.mix = mix
        self.mix_changed.emit()
