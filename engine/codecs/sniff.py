"""What kind of photo a file holds: by its first bytes, and by its name only where they say nothing, as in old RAW."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from engine.errors import DocumentError, Notice, PhotoError
from engine.paths import is_folder, is_stream, is_text


class Kind(Enum):
    """A kind of file that can be read, by the name users know."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    WEBP = "WebP"
    RAW = "RAW"
    EXR = "OpenEXR"
    HEIC = "HEIC"
    AVIF = "AVIF"
    JXL = "JPEG XL"


_SUFFIXES = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"), Kind.JPEG),
    **dict.fromkeys((".tif", ".tiff", ".btf"), Kind.TIFF),
    ".png": Kind.PNG,
    ".webp": Kind.WEBP,
    ".exr": Kind.EXR,
    ".avif": Kind.AVIF,
    ".jxl": Kind.JXL,
    **dict.fromkeys((".heic", ".heif", ".hif"), Kind.HEIC),
}
_RAW_SUFFIXES = (
    *(".cr2", ".cr3", ".crw", ".raf", ".orf", ".rw2", ".x3f", ".dng", ".nef", ".arw", ".pef", ".srw"),
    *(".3fr", ".dcr", ".erf", ".fff", ".gpr", ".iiq", ".kdc", ".mef", ".mos", ".mrw", ".nrw", ".rwl", ".sr2", ".srf"),
)
_RAW_OF_MANY = ".raw"
"""Of Leica, Panasonic, Kodak and others, and of programs that have nothing to do with photos."""
SUFFIXES = (*_SUFFIXES, *_RAW_SUFFIXES)
"""How names of photos end; a photo with another name can still be opened as a file."""
_READABLE = (
    (8, b"CR\x02", Kind.RAW),
    (4, b"ftypcrx ", Kind.RAW),
    (6, b"HEAPCCDR", Kind.RAW),
    (0, b"FUJIFILMCCD-RAW", Kind.RAW),
    (0, b"IIRO", Kind.RAW),
    (0, b"IIRS", Kind.RAW),
    (0, b"MMOR", Kind.RAW),
    (0, b"IIU\0", Kind.RAW),
    (0, b"FOVb", Kind.RAW),
    (0, b"\xff\x0a", Kind.JXL),
    (0, b"\0\0\0\x0cJXL ", Kind.JXL),
    (0, b"\x76\x2f\x31\x01", Kind.EXR),
    (0, b"\xff\xd8\xff", Kind.JPEG),
    (0, b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (8, b"WEBP", Kind.WEBP),
    (0, b"II*\0", Kind.TIFF),
    (0, b"MM\0*", Kind.TIFF),
    (0, b"II+\0", Kind.TIFF),
    (0, b"MM\0+", Kind.TIFF),
)
_BRANDS = {
    **dict.fromkeys((b"avif", b"avis"), Kind.AVIF),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"), Kind.HEIC),
}
_BRANDS_OF_BOTH = (b"mif1", b"msf1")
NO_TEXT = "photo-name"
"""The code of a name that cannot be written down."""
_UNSUPPORTED = (
    (4, b"ftyp", "video"),
    (0, b"GIF8", "GIF"),
    (0, b"8BPS", "Photoshop (PSD)"),
    (0, b"BM", "BMP"),
    (0, b"\0\0\0\x0cjP  ", "JPEG 2000"),
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
    for start, mark, kind in _READABLE:
        if head[start : start + len(mark)] == mark:
            return kind
    if head[4:8] == b"ftyp" and (kind := _kind_of_heif(head)):
        return kind
    for start, mark, name in _UNSUPPORTED:
        if head[start : start + len(mark)] == mark:
            raise PhotoError("photo-unsupported", f"{path.name} is a {name} file; save it as TIFF, PNG or JPEG first.")
    if path.suffix.lower() in (*_RAW_SUFFIXES, _RAW_OF_MANY):
        return Kind.RAW
    raise PhotoError(
        "not-a-photo", f"{path.name} is not a photo; SILS reads JPEG, PNG, TIFF, WebP, RAW, EXR, HEIC, AVIF and JXL."
    )


def no_text(path: Path) -> PhotoError:
    """The error of a photo or folder whose name cannot be written down."""
    return PhotoError(NO_TEXT, f"The name of {path.name!a} is no text on this computer; rename it.")


def refuse_endless(path: Path) -> None:
    """Raise DocumentError `not-a-file` where a document would be read from a pipe or a device."""
    if is_stream(path):
        why = endless(path)
        raise DocumentError(why.code, why.sentence)


def endless(path: Path) -> PhotoError:
    """The error of a pipe, a socket or a device in place of a file."""
    return PhotoError("not-a-file", f"{path.name} is not a file that can be read to its end.")


def is_raw(path: Path) -> bool:
    """Whether a file is camera RAW by its content, or by its name where its content is TIFF, as it often is."""
    kind = sniff(path)
    return kind is Kind.RAW or (kind is Kind.TIFF and path.suffix.lower() in _RAW_SUFFIXES)


def mislabelled(path: Path, kind: Kind) -> tuple[Notice, ...]:
    """A notice where the name promises another kind than the content is."""
    promised = _SUFFIXES.get(path.suffix.lower(), kind)
    if promised is kind:
        return ()
    return (Notice("mislabelled", f"{path.name} is a {kind.value} file, although its name says {promised.value}."),)


def _kind_of_heif(head: bytes) -> Kind | None:
    """The kind by the main brand, else by the first of the others that says one; HEIC where none of them does."""
    others = range(16, min(len(head), int.from_bytes(head[:4], "big")) - 3, 4)
    brands = [head[8:12], *(head[at : at + 4] for at in others)]
    kinds = (_BRANDS[brand] for brand in brands if brand in _BRANDS)
    return next(kinds, Kind.HEIC if brands[0] in _BRANDS_OF_BOTH else None)


def _head(path: Path) -> bytes:
    if not is_text(str(path)):
        raise no_text(path)
    if is_folder(path):
        raise PhotoError("photo-is-folder", f"{path.name} is a folder; name the photos in it.")
    if is_stream(path):
        raise endless(path)
    try:
        with path.open("rb") as file:
            return file.read(64)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PhotoError("photo-missing", f"{path} does not exist; check the name.") from error
    except PermissionError as error:
        raise PhotoError("photo-unreadable", f"You may not read {path}; change its permissions.") from error
    except (OSError, ValueError) as error:
        raise PhotoError("photo-unreadable", f"{path} cannot be read ({error}).") from error
