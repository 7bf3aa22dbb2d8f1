"""The questions that must be answered at once: what becomes of unsaved edits, of work that runs, of what is older."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from sils_gui.state.document import Document
from sils_gui.view.dialogs import show_once
from sils_gui.view.recipe_words import summary
from sils_gui.work.exporting import Exporting
from sils_gui.work.queue_leftover import Leftover
from sils_gui.work.queueing import Queueing
from sils_gui.work.saving import Saving

_NAMED = 3
"""How many photos a question names."""


def may_close(documents: Sequence[Document], saving: Saving, parent: QWidget, *, again: Callable[[], object]) -> bool:
    """Whether these photos may be closed now: saved, or given up by the user.

    `again` is called when it is worth while to ask again, since what was being saved is saved, or could not be.
    """
    return _may_lose(documents, saving, again, lambda names: _ask(names, parent))


def may_replace(document: Document, saving: Saving, parent: QWidget, *, again: Callable[[], object]) -> bool:
    """Whether the layers of a photo may be replaced by those of another task, as with `may_close`."""
    why = (
        tr("They are hints for layers that this task does not make, and would be left out.")
        if document.separation is None
        else tr("They are for the layers that are open, and end with them.")
    )
    return _may_lose((document,), saving, again, lambda names: _ask(names, parent, why))


def may_give_up(exporting: Exporting, parent: QWidget) -> bool:
    """Whether an export may end with the window and leave no file: there is none, or the user says so."""
    if not exporting.is_running:
        return True
    return _may_end(tr("Export at work"), tr("An export is still at work."), tr("Stop it, without its files?"), parent)


def may_stop(queueing: Queueing, parent: QWidget) -> bool:
    """Whether the queue may end with the window: it rests, or the user says so."""
    if not queueing.is_running:
        return True
    what_is_left = tr("What is done stays. Stop it and close?")
    return _may_end(tr("Queue at work"), tr("The queue is still at work."), what_is_left, parent)


def ask_to_replace(title: str, parent: QWidget, *, replace: Callable[[], object]) -> None:
    """Ask whether a preset shall take the place of an older one of its name, which `replace` then does."""
    text = tr("There is a preset “{0}” already.").format(title)
    box = QMessageBox(QMessageBox.Icon.Question, tr("Save preset"), text, parent=parent)
    box.setInformativeText(tr("Replace it? The older one is lost."))
    answer = box.addButton(tr("&Replace"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    answer.clicked.connect(lambda: replace())
    show_once(box)


class Unfinished(Enum):
    """What shall become of an unfinished batch by another recipe."""

    GO_ON = "go on"
    ANEW = "anew"
    OTHER_FOLDER = "other folder"
    LEAVE = "leave"


def about_unfinished(leftover: Leftover, parent: QWidget) -> Unfinished:
    """Ask what shall become of it before anything of it is forgotten."""
    text = tr("In {0} is a batch by another recipe that is not finished.").format(leftover.out)
    box = QMessageBox(QMessageBox.Icon.Question, tr("Unfinished batch"), text, parent=parent)
    recipe = tr("Its recipe: {0}").format(summary(leftover.recipe, str(leftover.out)))
    choice = tr("To go on makes these and the photos of this queue by that recipe; to begin anew forgets the batch.")
    box.setInformativeText("\n".join((_left(leftover), recipe, choice)))
    roles = QMessageBox.ButtonRole
    answers = {
        box.addButton(tr("&Go on with it"), roles.AcceptRole): Unfinished.GO_ON,
        box.addButton(tr("&Begin anew"), roles.DestructiveRole): Unfinished.ANEW,
        box.addButton(tr("&Other folder…"), roles.ActionRole): Unfinished.OTHER_FOLDER,
    }
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return answers.get(box.clickedButton(), Unfinished.LEAVE)  # type: ignore[call-overload]


def _left(leftover: Leftover) -> str:
    names = [row.photo.name for row in leftover.rows]
    if len(names) == 1:
        return tr("One photo of it is left: {0}").format(names[0])
    named = ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    return tr("{0} photos of it are left: {1}").format(len(names), named)


def tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)


def _may_lose(
    documents: Sequence[Document],
    saving: Saving,
    again: Callable[[], object],
    ask: Callable[[Sequence[str]], QMessageBox.StandardButton],
) -> bool:
    if saving.is_writing:
        saving.when_written(documents, again)
        return False
    unsaved = [document for document in documents if not document.is_saved]
    if not unsaved:
        return True
    answer = ask([document.name for document in unsaved])
    if answer is QMessageBox.StandardButton.Save:
        for document in unsaved:
            saving.save(document)
        saving.when_written(documents, again)
    return answer is QMessageBox.StandardButton.Discard


def _may_end(title: str, text: str, question: str, parent: QWidget) -> bool:
    buttons = QMessageBox.StandardButton
    box = QMessageBox(QMessageBox.Icon.Question, title, text, parent=parent)
    box.setInformativeText(question)
    box.setStandardButtons(buttons.Yes | buttons.Cancel)
    box.setDefaultButton(buttons.Cancel)
    return buttons(box.exec()) is buttons.Yes


def _ask(names: Sequence[str], parent: QWidget, why: str = "") -> QMessageBox.StandardButton:
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
    box.setInformativeText(why if one else ", ".join(names))
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    return buttons(box.exec())
