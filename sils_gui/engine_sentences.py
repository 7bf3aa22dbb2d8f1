"""The engine's sentences in the window's language.

The engine speaks English, as the command line does, and its sentences come from other processes and old journals too.
So they are recognised by their templates and said anew with the same values.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from PySide6.QtCore import QCoreApplication

import resources

TEMPLATES = resources.path("translations/engine.txt")
"""One template a line, with {0}, {1} for values; translation files have them in the context Engine."""


def in_words(sentence: str) -> str:
    """The sentence in the window's language; as it is where the engine does not say it or nobody translated it."""
    for pattern, template in _patterns():
        if found := pattern.fullmatch(sentence):
            words = QCoreApplication.translate("Engine", template)
            return sentence if words == template else words.format(*map(in_words, found.groups()))
    return sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with the most words of their own first: others may fit by chance."""
    lines = TEMPLATES.read_text(encoding="utf-8").splitlines()
    return tuple(
        (re.compile(_pattern(line), re.DOTALL), line) for line in sorted(lines, key=_own_letters, reverse=True)
    )


def _pattern(template: str) -> str:
    return "".join(
        re.escape(own) + ("" if field is None else "(.+?)") for own, field, *_ in Formatter().parse(template)
    )


def _own_letters(template: str) -> int:
    return sum(len(own) for own, *_ in Formatter().parse(template))
