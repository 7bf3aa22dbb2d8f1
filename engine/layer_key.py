"""What decides the layers of a photo, as a key under which they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.color import Plane
from engine.picture import Photo

_MAKING = "3"
"""The way of making layers: raise it with a change by which the same photo, separator and settings give other ones."""


@dataclass(frozen=True)
class LayerKey:
    """Everything that decides what the layers are, the way of making them with it.

    Digests are SHA-256; `photo` is its `digest_of_light`, since one file may be read otherwise by another version of
    SILS; `hints` is empty without hints.
    """

    photo: str
    separator: str
    settings: str
    hints: str = ""

    @property
    def name(self) -> str:
        """A file name that stands for this key."""
        text = "\n".join((_MAKING, self.photo, self.separator, self.settings, self.hints))
        return hashlib.sha256(text.encode()).hexdigest()[:40]


def digest_of_light(photo: Photo) -> str:
    """A digest of what a separator is given of a photo: its pixels, what they mean, and how far each is seen."""
    digest = hashlib.sha256(f"{photo.pixels.shape} {photo.is_grey}".encode())
    digest.update(np.array(photo.color.to_srgb).tobytes())
    digest.update(photo.pixels.data)
    if photo.alpha is not None:
        digest.update(np.ascontiguousarray(photo.alpha).data)
    return digest.hexdigest()


def digest_of_hints(hints: Mapping[str, Plane]) -> str:
    """A digest of masks by layer name; empty for none."""
    if not hints:
        return ""
    digest = hashlib.sha256()
    for name in sorted(hints):
        digest.update(f"{name} {hints[name].shape}".encode())
        digest.update(np.ascontiguousarray(hints[name]).tobytes())
    return digest.hexdigest()
