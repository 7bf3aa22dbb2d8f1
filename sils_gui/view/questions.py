"""The questions that must be answered at once: what becomes of edits that were not saved, and of a queue at work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from sils_gui.state.document import Document
from sils_gui.work.queueing import Queueing
from sils_gui.work.saving import Saving


def may_close(documents: Sequence[Document], saving: Saving, parent: QWidget, *, again: Callable[[], object]) -> bool:
    """Whether these photos may be closed now: saved, or given up by the user.

    `again` is called when it is worth while to ask again, since what was being saved is saved, or could not be.
    """
    if saving.is_writing:
        saving.when_written(again)
        return False
    unsaved = [document for document in documents if not document.is_saved]
    if not unsaved:
        return True
    answer = _ask([document.name for document in unsaved], parent)
    if answer is QMessageBox.StandardButton.Save:
        for document in unsaved:
            saving.save(document)
        saving.when_written(again)
    return answer is QMessageBox.StandardButton.Discard


def may_stop(queueing: Queueing, parent: QWidget) -> bool:
    """Whether the queue may end with the window: it rests, or the user says so."""
    if not queueing.is_running:
        return True
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, tr("Queue at work"), tr("The queue is still at work."), parent=parent)
    box.setInformativeText(tr("What is done stays. Stop it and close?"))
    box.setStandardButtons(buttons.Yes | buttons.Cancel)
    box.setDefaultButton(buttons.Cancel)
    return buttons(box.exec()) is buttons.Yes


def tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)


def _ask(names: Sequence[str], parent: QWidget) -> QMessageBox.StandardButton:
    buttons = QMessageBox.StandardButton
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Unsaved edits"))
    one = len(names) == 1
    box.setText(
        tr("The edits to {0} are not saved.").format(names[0])
        if one
        else tr("The edits to {0} photos are not saved.").format(len(names))
    )
    box.setInformativeText("" if one else ", ".join(names))
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    return buttons(box.exec())
