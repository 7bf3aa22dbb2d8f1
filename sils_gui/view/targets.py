"""What the brush can paint on a photo, and what people call it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.marks import Combine, Linear, Radial, Stroke, Tones, Whole
from engine.spec import ONLY, hinted_layer
from sils_gui.state.brush import Brush
from sils_gui.state.desk import Desk
from sils_gui.state.document import Document
from sils_gui.state.scribble import MASK, Lasting, Mark, Strength
from sils_gui.view.names import layer_title


def targets_of(document: Document | None) -> tuple[str, ...]:
    """What can be painted on a photo: hints for its layers, where its separator takes them, and the mask of a mix."""
    if document is None or document.spec is None:
        return ()
    hints = document.spec.hintable
    if document.separation is not None:
        return (*hints, MASK)
    return hints if document.pending is None else ()


def painted_by(brush: Brush, desk: Desk) -> Document | None:
    """The photo that is shown, where what the brush is set to can be painted on it now."""
    document = desk.current
    return document if brush.target in targets_of(document) else None


def lasting_in_hand(brush: Brush, document: Document | None) -> Lasting | None:
    """The mark in hand, of what the brush is set to, where it can be changed."""
    if document is None:
        return None
    scribble = document.painted.of(brush.target)
    place = brush.place_in(scribble)
    return scribble.lasting[place] if place is not None else None


def target_title(target: str, document: Document | None) -> str:
    """What the brush paints, as people call it; the layer first, since a short bar shows the beginning."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("BrushBar", text)

    if target == MASK or document is None or document.spec is None:
        return tr("Mask of the mix")
    titles = {layer.name: layer_title(layer.title) for layer in document.spec.layers}
    title = tr("{0} alone is here") if target.endswith(ONLY) else tr("{0} is here")
    return title.format(titles[hinted_layer(target)])


def step_title(target: str, mark: Mark, document: Document) -> str:
    """What a mark is called in the history."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("BrushBar", text)

    match mark:
        case Stroke(combine=combine):
            verbs = {Combine.ADD: tr("Paint: {0}"), Combine.SUBTRACT: tr("Erase: {0}")}
            verb = verbs.get(combine, tr("Intersect: {0}"))
        case Linear():
            verb = tr("Linear gradient: {0}")
        case Radial():
            verb = tr("Radial gradient: {0}")
        case Tones():
            verb = tr("By brightness: {0}")
        case Strength():
            verb = tr("By strength of a layer: {0}")
        case _:
            verb = tr("Fill: {0}") if mark is Whole.FILL else tr("Invert: {0}")
    return verb.format(target_title(target, document))
