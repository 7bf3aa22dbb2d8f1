"""The network at work on a photo of its own size: hints along with it, in one view or in several whose mean counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

from engine.color import Pixels, Plane, encode_srgb
from engine.errors import SeparatorError
from engine.fullsize import bring_up
from engine.geometry import Size
from engine.hints import strokes_of
from engine.picture import Photo, size_of
from engine.progress import SILENT, Progress
from engine.runtime import DeviceChoice
from engine.shrinking import filled_in, shrunk_to
from engine.spec import FOUND, HINTS, PHOTO, SeparatorSpec
from engine.strokes import PASSES, Picture, Strokes, asked_with_care

_MUCH_LARGER = 1.5
"""Pictures have a coarse view beside their own where they are this many times as large."""


@dataclass(frozen=True)
class View:
    """How the network sees the photo. Photos of the world and their mirror images are equally likely; upside down they
    are not. A coarse view, of this many pixels, shows more of the photo at once and less of its detail."""

    mirrored: bool = False
    coarse_px: int | None = None

    def flipped(self) -> View:
        """The same of the mirror image."""
        return View(not self.mirrored, self.coarse_px)

    def turned(self, picture: Picture) -> Picture:
        """The picture (..., h, w, C) in this view; the same again turns it back."""
        return picture[..., ::-1, :] if self.mirrored else picture

    def is_of_use(self, size: Size) -> bool:
        """Whether it is another view of a picture of this size than the picture itself."""
        return self.coarse_px is None or max(size.width, size.height) >= _MUCH_LARGER * self.coarse_px

    def of(self, light: Pixels) -> Pixels:
        """Linear light at the size of this view."""
        return light if self.coarse_px is None else shrunk_to(light, size_of(light).fitted(self.coarse_px))


class Runs(Protocol):
    """What runs a network, and where: a session of ONNX Runtime, or whatever keeps the contract of `engine.spec`."""

    choice: DeviceChoice

    def run(self, feeds: Mapping[str, Picture], progress: Progress) -> Picture:
        """The network's output."""
        ...


class Network:
    """A separator's network, and what it last found without strokes in each view: they are put on a photo one after
    the other, and asking with care begins without any. Where there are none the network always runs."""

    def __init__(self, session: Runs, spec: SeparatorSpec) -> None:
        self._session, self._spec = session, spec
        self._kept: dict[View, _Kept] = {}

    def separated(
        self, photo: Photo, size: Size, hints: Mapping[str, Plane], views: Sequence[View], progress: Progress
    ) -> list[Pixels]:
        """The photo's layers at its own size, found in what it shows at `size`."""
        shrunk = _as_seen(photo, size)
        small = self.layers_of(photo, shrunk, hints, views, progress.part(0.0, 0.7, "network"))
        return bring_up(photo, shrunk, small, self._spec, progress.part(0.7, 1.0, "bring-up"))

    def layers_of(
        self, photo: Photo, shrunk: Pixels, hints: Mapping[str, Plane], views: Sequence[View], progress: Progress
    ) -> list[Pixels]:
        """The layers of `shrunk`, a photo made small, in linear light and the photo's primaries.

        With several views it is their mean by the spec's own law, a sum's arithmetic and a product's geometric one, so
        that the means compose to the photo as the layers of each view do.
        """
        light = photo.color.to_linear_srgb(shrunk)
        views = [view for view in views if view.is_of_use(size_of(light))]
        found = [
            self._brought(view, light, hints, progress.part(done / len(views), (done + 1) / len(views)))
            for done, view in enumerate(views)
        ]
        return [_in_photo_colors(photo, layer) for layer in _mean(self._spec, found)]

    def _brought(self, view: View, light: Pixels, hints: Mapping[str, Plane], progress: Progress) -> Picture:
        """The layers (N, h, w, 3) of linear sRGB light, at its size in every view."""
        seen = view.of(light)
        scribbles = strokes_of(hints, self._spec.layer_names, size_of(seen))
        layers = self._in_view(view, encode_srgb(seen), scribbles, progress)
        if seen is light:
            return layers
        return np.stack(bring_up(Photo(Path(), light), seen, list(layers), self._spec, SILENT))

    def _in_view(self, view: View, seen: Picture, strokes: Strokes, progress: Progress) -> Picture:
        """The layers (N, h, w, 3) as linear sRGB light, by a network that is asked with care where it takes strokes at
        their word."""
        spec = self._spec
        if spec.whole_strokes or not strokes.drawn.any():
            if not strokes.both.any():
                self._kept.pop(view, None)
            return self._asked(view, seen, strokes.both, progress)
        parts = iter([progress.part(done / PASSES, (done + 1) / PASSES) for done in range(PASSES)])

        def correct(found: Picture, told: Picture) -> Picture:
            return self._asked(view, seen, -told, next(parts), found)

        return asked_with_care(
            lambda told: self._asked(view, seen, told, next(parts)),
            strokes,
            spec.law,
            spec.base,
            correct if spec.corrects else None,
        )

    def _asked(
        self, view: View, seen: Picture, strokes: Picture, progress: Progress, found: Picture | None = None
    ) -> Picture:
        if strokes.any():
            layers = self._run(view, seen, strokes, progress, found)
        else:
            layers = self._without_strokes(view, seen, strokes, progress)
        progress.report(1.0)
        return layers

    def _without_strokes(self, view: View, seen: Picture, none: Picture, progress: Progress) -> Picture:
        """What the network finds, or was the last to find if it saw the same picture on the same device."""
        kept = self._kept.pop(view, None)
        if kept is None or kept.device != self._session.choice or not np.array_equal(kept.seen, seen):
            kept = _Kept(self._session.choice, seen, self._run(view, seen, none, progress))
            kept.layers.flags.writeable = False
        self._kept[view] = kept
        return kept.layers

    def _run(
        self, view: View, seen: Picture, strokes: Picture, progress: Progress, found: Picture | None = None
    ) -> Picture:
        size = size_of(seen)
        feeds = {PHOTO: _padded(view.turned(seen), self._spec.multiple)}
        title, expected = self._spec.title, (1, len(self._spec.layers), 3, *feeds[PHOTO].shape[2:])
        if self._spec.hints:
            feeds[HINTS] = _padded(view.turned(strokes), self._spec.multiple)
        if found is not None:
            feeds[FOUND] = _padded(view.turned(found), self._spec.multiple)
        elif self._spec.corrects:
            feeds[FOUND] = np.zeros(expected, np.float32)
        output = self._session.run(feeds, progress)
        if output.shape != expected:
            raise SeparatorError("separator-ports", f"{title} gave layers of shape {output.shape}, not {expected}.")
        if not np.isfinite(output).all():
            raise SeparatorError("separator-not-finite", f"{title} gave values that are not numbers.")
        planes = output[0, :, :, : size.height, : size.width].transpose(0, 2, 3, 1)
        return np.ascontiguousarray(view.turned(planes), dtype=np.float32)


class _Kept(NamedTuple):
    """The layers that were found on a device in a picture it saw."""

    device: DeviceChoice
    seen: Picture
    layers: Picture


def _as_seen(photo: Photo, size: Size) -> Pixels:
    """The photo at a size for the network, with nothing of the colours that lie hidden where it is transparent."""
    shrunk = shrunk_to(photo.pixels, size, photo.alpha)
    return shrunk if photo.alpha is None else filled_in(shrunk, shrunk_to(photo.alpha, size))


def _mean(spec: SeparatorSpec, found: Sequence[Picture]) -> Picture:
    if len(found) == 1:
        return found[0]
    return spec.law.mean([np.maximum(layers, 0) for layers in found])


def _padded(picture: Picture, multiple: int) -> Picture:
    """(..., h, w, C) to (1, ..., C, H, W), where H and W are multiples; the margin mirrors the picture."""
    *_, height, width, _ = picture.shape
    margins = [(0, -height % multiple), (0, -width % multiple), (0, 0)]
    whole = np.pad(picture, [(0, 0)] * (picture.ndim - 3) + margins, mode="symmetric")
    return np.ascontiguousarray(np.moveaxis(whole, -1, -3)[None])


def _in_photo_colors(photo: Photo, srgb_light: Pixels) -> Pixels:
    """Linear sRGB light in the photo's primaries; without colour for a grey photo."""
    if photo.is_grey:
        grey = srgb_light.mean(axis=2, keepdims=True)
        return np.repeat(grey, 3, axis=2)
    return photo.color.from_linear_srgb(srgb_light)
