"""Texts of options as values, refused in a sentence where they mean nothing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from engine.errors import UsageError

E = TypeVar("E", bound=Enum)


def choice(kind: type[E], text: str, option: str) -> E:
    """The member of an enumeration that the user named; raises UsageError `unknown-<option>`."""
    for member in kind:
        if str(member.value).lower() == text.lower():
            return member
    known = ", ".join(str(member.value).lower() for member in kind)
    raise UsageError(f"unknown-{option}", f"--{option} is one of {known}, not {text!r}.")


def masks(hints: Iterable[str]) -> dict[str, Path]:
    """`LAYER=MASK` texts as mask files by layer; raises UsageError, also for two masks of one layer."""
    found: dict[str, Path] = {}
    for layer, mask in pairs(hints, "hint"):
        if layer in found:
            sentence = f"--hint names two masks for {layer}; a layer has one: put both into one picture."
            raise UsageError("repeated-hint", sentence)
        found[layer] = Path(mask)
    return found


def pairs(texts: Iterable[str], option: str) -> list[tuple[str, str]]:
    """`LAYER=VALUE` texts as layers and values, in their order; raises UsageError `bad-<option>`."""
    found = []
    for text in texts:
        layer, equals, value = text.partition("=")
        if not (layer and equals and value):
            raise UsageError(
                f"bad-{option}", f"--{option} takes LAYER=VALUE, for example reflection=0.5, not {text!r}."
            )
        found.append((layer, value))
    return found
