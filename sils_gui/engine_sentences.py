"""The engine's sentences in the window's language.

The engine speaks English, as the command line does, and its sentences come from other processes and old journals too.
So they are recognised by their templates and said anew with the same values.
"""

from __future__ import annotations

from functools import cache
from string import Formatter

from PySide6.QtCore import QCoreApplication

import resources

TEMPLATES = resources.path("translations/engine.txt")
"""One template a line, with {0}, {1} for values; translation files have them in the context Engine.

Where a value is a title, the translation names the context that has it: {0:Layers}, {1:Separators}.
"""


def in_words(sentence: str) -> str:
    """The sentence in the window's language; as it is where the engine does not say it or nobody translated it."""
    for template, pieces in _templates():
        values = _values(sentence, pieces)
        if values is not None:
            words = QCoreApplication.translate("Engine", template)
            return sentence if words == template else words.format(*(_Value(in_words(value)) for value in values))
    return sentence


class _Value(str):
    """A value in a sentence; its format is the context that has it, or each of several titles."""

    def __format__(self, context: str) -> str:
        titles = self.split(" and ")
        whole, *each = (QCoreApplication.translate(context, title) for title in (self, *titles))
        return whole if whole != self or each == titles else QCoreApplication.translate("Engine", " and ").join(each)


@cache
def _templates() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each with its own words around the values; those with the most of them first: others may fit by chance."""
    found = ((line, _pieces(line)) for line in TEMPLATES.read_text(encoding="utf-8").splitlines())
    return tuple(sorted(found, key=lambda each: len("".join(each[1])), reverse=True))


def _pieces(template: str) -> tuple[str, ...]:
    pieces = [""]
    for own, field, *_ in Formatter().parse(template):
        pieces[-1] += own
        if field is not None:
            pieces.append("")
    return tuple(pieces)


def _values(sentence: str, pieces: tuple[str, ...]) -> list[str] | None:
    """What stands between the pieces, a letter at least each time; None where they do not fit.

    Each piece is taken where it comes first, which leaves most room for the others: no name, however odd, takes long.
    """
    if len(pieces) == 1:
        return [] if sentence == pieces[0] else None
    first, *between, last = pieces
    if not sentence.startswith(first):
        return None
    values, at, end = [], len(first), len(sentence) - len(last)
    for piece in between:
        found = sentence.find(piece, at + 1)
        if found < 0:
            return None
        values.append(sentence[at:found])
        at = found + len(piece)
    return [*values, sentence[at:end]] if at < end and sentence.endswith(last) else None
