"""The photos that are open, which of them is shown, and the settings that were copied from one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup

from engine.mix import Mix
from engine.paths import is_same
from engine.picture import Layer
from engine.spec import SeparatorSpec
from sils_gui.state.document import Document


class Desk(QObject):
    """Open documents in the order of opening; `current` is the one that the window shows, until after `leaving`.

    `closed` follows for each document that is taken off the desk.
    """

    documents_changed = Signal()
    leaving = Signal()
    current_changed = Signal()
    copied_changed = Signal()
    closed = Signal(Document)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: list[Document] = []
        self.current: Document | None = None
        self._aside: Document | None = None
        self.undo_group = QUndoGroup(self)
        self.copied: tuple[Mix, SeparatorSpec] | None = None

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the current document; none where there are none yet, or no document."""
        separation = self.current.separation if self.current is not None else None
        return separation.layers if separation is not None else ()

    def find(self, path: Path) -> Document | None:
        """The document of a file, if it is open."""
        return next((document for document in self._documents if is_same(document.photo.path, path)), None)

    def add(self, document: Document) -> None:
        """Put a photo on the desk and show it."""
        document.setParent(self)
        self._documents.append(document)
        self.undo_group.addStack(document.undo_stack)
        self.documents_changed.emit()
        self.show(document)

    def show(self, document: Document | None) -> None:
        """Make a document the current one, or none of them, until `show_again`."""
        if document is not self.current:
            self.leaving.emit()
            self._aside = self.current if document is None else None
            self.current = document
            self.undo_group.setActiveStack(document.undo_stack if document is not None else None)  # type: ignore[arg-type]
            self.current_changed.emit()

    def show_again(self) -> None:
        """Where none is shown, show the one that was before, or the newest where that was closed since."""
        if self.current is None and self._documents:
            self.show(self._aside or self._documents[-1])

    def step(self, by: int) -> None:
        """Show the next (1) or the previous (-1) photo, round and round."""
        if self.current is not None:
            index = self._documents.index(self.current) + by
            self.show(self._documents[index % len(self._documents)])

    def close(self, document: Document) -> None:
        """Take a photo off the desk; its neighbour is shown."""
        index = self._documents.index(document)
        self._documents.remove(document)
        self.undo_group.removeStack(document.undo_stack)
        if document is self.current:
            self.show(self._documents[min(index, len(self._documents) - 1)] if self._documents else None)
        if document is self._aside:
            self._aside = None
        self.documents_changed.emit()
        self.closed.emit(document)
        document.deleteLater()

    def copy_settings(self) -> None:
        """Remember the current mix for other photos."""
        if self.current is not None and self.current.mix is not None and self.current.separation is not None:
            self.copied = (self.current.mix, self.current.separation.spec)
            self.copied_changed.emit()

    def can_paste(self) -> bool:
        """Whether the remembered mix is for layers like the current ones."""
        return self.copied is not None and self.current is not None and self.current.spec_fits(self.copied[1])

    def paste_settings(self) -> None:
        """Put the remembered mix onto the current photo, as one step of its history."""
        if self.copied is not None and self.current is not None and self.can_paste():
            self.current.edit(self.copied[0], self.tr("Paste settings"))
