"""What an EXIF block tells that OpenEXR has standard attributes for: camera, lens, exposure, date, place, owner.

Source: ImfStandardAttributes.h of OpenEXR 3.2; CIPA DC-008 (Exif 2.32).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.codecs.directory import EXIF, GPS, Directory, DirectoryError, Layout
from engine.codecs.exif import camera_part
from engine.codecs.exr_format import Value
from engine.errors import Notice
from engine.picture import Metadata

_FIRST_TEXTS = {"owner": 33432, "comments": 270, "cameraMake": 271, "cameraModel": 272}
_ARTIST, _TIME_ZONE = 315, 0x9011
_TEXTS = {
    "capDate": 0x9003,
    "cameraSerialNumber": 0xA431,
    "lensMake": 0xA433,
    "lensModel": 0xA434,
    "lensSerialNumber": 0xA435,
}
_NUMBERS = {
    "expTime": 0x829A,
    "aperture": 0x829D,
    "isoSpeed": 0x8827,
    "focus": 0x9206,
    "nominalFocalLength": 0x920A,
}
"""Seconds, f-number, ISO, metres, millimetres."""
_PLACES = {"latitude": (1, 2, "S"), "longitude": (3, 4, "W")}
_HEIGHT_REFERENCE, _HEIGHT = 5, 6


def facts_of(exif: bytes) -> dict[str, Value]:
    """Attributes by name; nothing where the block is empty or broken."""
    try:
        layout, first = camera_part(exif)
    except DirectoryError:
        return {}
    photo, place = (_Tags(first.children.get(tag, Directory({})), layout) for tag in (EXIF, GPS))
    camera = _Tags(first, layout)
    facts: dict[str, Value | None] = {name: camera.text(tag) for name, tag in _FIRST_TEXTS.items()}
    facts["owner"] = facts["owner"] or camera.text(_ARTIST)
    facts |= {name: photo.text(tag) for name, tag in _TEXTS.items()}
    facts["utcOffset"] = _seconds_to_utc(photo.text(_TIME_ZONE))
    facts |= {name: photo.number(tag) for name, tag in _NUMBERS.items()}
    facts |= {name: place.degrees(*tags) for name, tags in _PLACES.items()}
    facts["altitude"] = place.height()
    return {name: value for name, value in facts.items() if value is not None and value != ""}


def left_out_of_exr(metadata: Metadata) -> tuple[Notice, ...]:
    """What is to be said of EXIF and IPTC where a photo is written as OpenEXR."""
    if facts_of(metadata.exif):
        sentence = (
            "OpenEXR has what EXIF tells of camera, lens, exposure, date, place and owner; the rest of EXIF and IPTC "
            "were left out; XMP is there."
        )
    elif metadata.exif or metadata.photoshop:
        sentence = "OpenEXR has no place for EXIF and IPTC data, which were left out; XMP is there."
    else:
        return ()
    return (Notice("exif-dropped", sentence),)


@dataclass(frozen=True)
class _Tags:
    """A directory to be asked; None for what it does not say."""

    directory: Directory
    layout: Layout

    def text(self, tag: int) -> str | None:
        entry = self.directory.entries.get(tag)
        if entry is None or entry.type != 2:
            return None
        return entry.data.split(b"\0")[0].decode("utf-8", "replace").strip()

    def numbers(self, tag: int) -> tuple[float, ...]:
        entry = self.directory.entries.get(tag)
        return () if entry is None else entry.numbers(self.layout.order)

    def number(self, tag: int) -> float | None:
        """The first value; zero stands for unknown, and the largest for endless."""
        values = self.numbers(tag)
        return float(values[0]) if values and 0 < values[0] < 0xFFFFFFFF else None

    def degrees(self, reference: int, tag: int, negative: str) -> float | None:
        parts = self.numbers(tag)
        if len(parts) != 3:
            return None
        size = parts[0] + parts[1] / 60 + parts[2] / 3600
        return -size if self.text(reference) == negative else size

    def height(self) -> float | None:
        """Metres above the sea."""
        values = self.numbers(_HEIGHT)
        if not values:
            return None
        is_below = self.numbers(_HEIGHT_REFERENCE)[:1] == (1,)
        return math.copysign(values[0], -1.0 if is_below else 1.0)


def _seconds_to_utc(zone: str | None) -> float | None:
    """From "+02:00" what has to be added to local time: -7200."""
    if not zone or len(zone) != 6 or zone[0] not in "+-" or not (zone[1:3] + zone[4:]).isdigit():
        return None
    seconds = 3600.0 * int(zone[1:3]) + 60.0 * int(zone[4:])
    return -seconds if zone[0] == "+" else seconds
