"""What a scribble is made of, as a job keeps it, and back: a mask that is opened again can be changed mark by mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from engine.job import resolved
from engine.marks import KeptStrength, Marks
from engine.marks import Mark as KeptMark
from engine.paths import canonical
from engine.picture import Photo, size_of
from sils_gui.state.drawing import hint_plane, mask_plane
from sils_gui.state.scribble import MASK, Mark, Scribble, Strength
from sils_gui.work.grey import Codes, codes_of, digest_of, plane_of, read_grey, write_grey


def kept(scribble: Scribble, made: Codes, places: Iterator[Path]) -> Marks | None:
    """The marks that made a picture; the pictures among them are written to the next places. None where there are none.

    Raises WriteError.
    """
    if not scribble.marks and scribble.feather_px == 0:
        return None
    pictures = [made]

    def placed(codes: Codes) -> str:
        pictures.append(codes)
        place = next(places)
        write_grey(codes, place)
        return place.name

    base = "" if scribble.base is None else placed(codes_of(scribble.base))
    marks = tuple(
        KeptStrength(mark.layer, placed(mark.codes), mark.low, mark.high, mark.combine)
        if isinstance(mark, Strength)
        else mark
        for mark in scribble.marks
    )
    return Marks(
        sha256=digest_of(*pictures),
        marks=marks,
        base=base,
        feather_px=scribble.feather_px,
        follows_edges=scribble.follows_edges,
    )


def drawn_codes(scribble: Scribble, target: str, photo: Photo) -> Codes:
    """What the file of a hint or mask holds (H, W)."""
    return codes_of(mask_plane(scribble, photo) if target == MASK else hint_plane(scribble, photo))


def restored(marks: Marks, picture: Codes | None, target: str, photo: Photo) -> Scribble | None:
    """The scribble that made a picture (H, W), which may be lost; None where it would make another one now, be it that
    the picture, the marks, one that they name, the photo or how marks are drawn has changed. Paths are whole."""
    there = {name: read_grey(Path(name)) for name in pictures_of(marks)}
    found = {name: codes for name, codes in there.items() if codes is not None}
    is_other = picture is not None and digest_of(picture, *found.values()) != marks.sha256
    if len(found) < len(there) or is_other:
        return None
    base = plane_of(found[marks.base]) if marks.base else None
    if base is not None and size_of(base) != photo.size:
        return None
    scribble = Scribble(tuple(_mark(mark, found) for mark in marks.marks), base, marks.feather_px, marks.follows_edges)
    return scribble if digest_of(drawn_codes(scribble, target, photo), *found.values()) == marks.sha256 else None


def found_at(marks: Marks, at: Path) -> Marks:
    """The marks of a job that lies at a path, with the whole paths of the pictures that they name."""

    def there(name: str) -> str:
        return str(canonical(resolved(name, at)))

    named = tuple(
        replace(mark, picture=there(mark.picture)) if isinstance(mark, KeptStrength) else mark for mark in marks.marks
    )
    return marks.model_copy(update={"marks": named, "base": there(marks.base) if marks.base else ""})


def pictures_of(marks: Marks) -> tuple[str, ...]:
    """The files that marks name."""
    strengths = tuple(mark.picture for mark in marks.marks if isinstance(mark, KeptStrength))
    return (marks.base, *strengths) if marks.base else strengths


def _mark(mark: KeptMark, found: Mapping[str, Codes]) -> Mark:
    if isinstance(mark, KeptStrength):
        return Strength(mark.layer, found[mark.picture], mark.low, mark.high, mark.combine)
    return mark
