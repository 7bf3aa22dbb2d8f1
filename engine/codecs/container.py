"""Containers that pictures are written in, with the bit depths each can hold."""

from __future__ import annotations

from enum import Enum

from engine.picture import Depth


class Container(Enum):
    """A kind of file to write."""

    PNG = "PNG"
    TIFF = "TIFF"
    JPEG = "JPEG"
    EXR = "EXR"

    @property
    def suffix(self) -> str:
        return {Container.PNG: ".png", Container.TIFF: ".tif", Container.JPEG: ".jpg", Container.EXR: ".exr"}[self]

    @property
    def depths(self) -> tuple[Depth, ...]:
        """The depths it can hold, smallest first."""
        return {
            Container.PNG: (Depth.EIGHT, Depth.SIXTEEN),
            Container.TIFF: (Depth.EIGHT, Depth.SIXTEEN, Depth.FLOAT),
            Container.JPEG: (Depth.EIGHT,),
            Container.EXR: (Depth.FLOAT,),
        }[self]
