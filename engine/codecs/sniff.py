"""What kind of photo a file holds, by its first bytes and never by its name."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from engine.errors import Notice, PhotoError


class Kind(Enum):
    """A kind of file that can be read, by the name users know."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    WEBP = "WebP"


_SUFFIXES = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"), Kind.JPEG),
    **dict.fromkeys((".tif", ".tiff", ".btf"), Kind.TIFF),
    ".png": Kind.PNG,
    ".webp": Kind.WEBP,
}
_READABLE = (
    (0, b"\xff\xd8\xff", Kind.JPEG),
    (0, b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (8, b"WEBP", Kind.WEBP),
    (0, b"II*\0", Kind.TIFF),
    (0, b"MM\0*", Kind.TIFF),
    (0, b"II+\0", Kind.TIFF),
    (0, b"MM\0+", Kind.TIFF),
)
_UNSUPPORTED = (
    (8, b"CR\x02", "Canon RAW (CR2)"),
    (4, b"ftypheic", "HEIC"),
    (4, b"ftypheix", "HEIC"),
    (4, b"ftyphevc", "HEIC"),
    (4, b"ftypmif1", "HEIF"),
    (4, b"ftypmsf1", "HEIF"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftypavis", "AVIF"),
    (4, b"ftypcrx ", "Canon RAW (CR3)"),
    (4, b"ftyp", "video"),
    (6, b"HEAPCCDR", "Canon RAW (CRW)"),
    (0, b"FUJIFILMCCD-RAW", "Fujifilm RAW (RAF)"),
    (0, b"IIRO", "Olympus RAW (ORF)"),
    (0, b"IIRS", "Olympus RAW (ORF)"),
    (0, b"MMOR", "Olympus RAW (ORF)"),
    (0, b"IIU\0", "Panasonic RAW (RW2)"),
    (0, b"FOVb", "Sigma RAW (X3F)"),
    (0, b"GIF8", "GIF"),
    (0, b"8BPS", "Photoshop (PSD)"),
    (0, b"BM", "BMP"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\0\0\0\x0cJXL ", "JPEG XL"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (0, b"\x76\x2f\x31\x01", "OpenEXR"),
    (0, b"#?RADIANCE", "Radiance HDR"),
    (0, b"gimp xcf", "GIMP (XCF)"),
    (0, b"%PDF", "PDF"),
    (38, b"image/openraster", "OpenRaster"),
    (38, b"application/x-krita", "Krita"),
)


def sniff(path: Path) -> Kind:
    """The kind of a file; raises PhotoError where it cannot be opened, is empty, or is of no kind that can be read."""
    head = _head(path)
    if not head:
        raise PhotoError("photo-empty", f"{path.name} is empty; copy it again.")
    for start, mark, name in _UNSUPPORTED:
        if head[start : start + len(mark)] == mark:
            raise PhotoError("photo-unsupported", f"{path.name} is a {name} file; save it as TIFF, PNG or JPEG first.")
    for start, mark, kind in _READABLE:
        if head[start : start + len(mark)] == mark:
            return kind
    raise PhotoError("not-a-photo", f"{path.name} is not a photo; SILS reads JPEG, PNG, TIFF and WebP.")


def mislabelled(path: Path, kind: Kind) -> tuple[Notice, ...]:
    """A notice where the name promises another kind than the content is."""
    promised = _SUFFIXES.get(path.suffix.lower(), kind)
    if promised is kind:
        return ()
    return (Notice("mislabelled", f"{path.name} is a {kind.value} file, although its name says {promised.value}."),)


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise PhotoError("photo-is-folder", f"{path.name} is a folder; name the photos in it.")
    try:
        with path.open("rb") as file:
            return file.read(64)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PhotoError("photo-missing", f"{path} does not exist; check the name.") from error
    except PermissionError as error:
        raise PhotoError("photo-unreadable", f"You may not read {path}; change its permissions.") from error
    except (OSError, ValueError) as error:
        raise PhotoError("photo-unreadable", f"{path} cannot be read ({error}).") from error
