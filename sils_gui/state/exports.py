"""What to export: parts, kind of file, names, and what to do where a file is already there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from engine.codecs.container import Container
from engine.errors import UsageError
from engine.export import RESIDUAL, Output
from engine.files import Collision, safe_name
from engine.picture import Depth, Photo

DEFAULT_NAME = "{name}_{layer}"


@dataclass(frozen=True)
class ExportWish:
    """One export; `container` and `depth` None mean like the photo; `name` may hold {name} and {layer}."""

    parts: tuple[str, ...]
    folder: Path
    container: Container | None = None
    depth: Depth | None = None
    name: str = DEFAULT_NAME
    collision: Collision = Collision.NUMBER

    @property
    def output(self) -> Output:
        """The same in the engine's words."""
        return Output(self.folder, self.container, self.depth, self.collision)

    def files(self, photo: Photo) -> Mapping[str, Path]:
        """Where each part goes; parts that shall be skipped are missing. Raises UsageError for names that cannot be."""
        check_name(self.name, self.parts)
        wanted = self._named(photo, "")
        if (
            photo.path.resolve() in {path.resolve() for path in wanted.values()}
            and self.collision is Collision.OVERWRITE
        ):
            raise UsageError("over-photo", f"{photo.path.name} would be overwritten; choose another name or folder.")
        if self.collision is Collision.SKIP:
            return {part: path for part, path in wanted.items() if not path.exists()}
        numbers = (f"-{number}" for number in count(2))
        while self.collision is Collision.NUMBER and any(path.exists() for path in wanted.values()):
            wanted = self._named(photo, next(numbers))
        return wanted

    def _named(self, photo: Photo, number: str) -> Mapping[str, Path]:
        suffix = self.output.container_for(photo).suffix
        names = {part: self.name.format(name=f"{photo.path.stem}{number}", layer=part) for part in self.parts}
        if "{name}" not in self.name:
            names = {part: name + number for part, name in names.items()}
        endings = {part: Container.TIFF.suffix if part == RESIDUAL else suffix for part in self.parts}
        return {part: self.folder / f"{safe_name(name)}{endings[part]}" for part, name in names.items()}


def check_name(name: str, parts: Sequence[str]) -> None:
    """Raise UsageError where a template cannot name these parts."""
    try:
        names = {name.format(name="photo", layer=part) for part in parts}
    except (KeyError, IndexError, ValueError, AttributeError):
        raise UsageError(
            "bad-name", "Names may hold {name} and {layer} in braces, and nothing else in braces."
        ) from None
    if not parts:
        raise UsageError("nothing-chosen", "Choose at least one picture to export.")
    if len(names) < len(parts):
        raise UsageError("same-names", "Several files would have one name; put {layer} into it.")
    if not name.strip():
        raise UsageError("bad-name", "The name is empty; {name}_{layer} is usual.")


def size_estimate(wish: ExportWish, photo: Photo) -> int:
    """About how many bytes the files take up: what such photos need per pixel with each kind of file."""
    container, depth = wish.output.container_for(photo), wish.output.depth_for(photo)
    per_sample = {
        (Container.JPEG, Depth.EIGHT): 0.25,
        (Container.PNG, Depth.EIGHT): 0.6,
        (Container.PNG, Depth.SIXTEEN): 1.7,
    }.get((container, depth), depth / 8 * 0.9)
    floats = sum(part == RESIDUAL for part in wish.parts) * 4.0
    return int(3 * photo.size.pixels * (per_sample * sum(part != RESIDUAL for part in wish.parts) + floats))
