"""Which metadata a written file keeps: all of it, only whose picture it is, or none."""

from __future__ import annotations

from enum import Enum

from engine.codecs import exif as exif_block
from engine.codecs import photoshop_blocks, xmp_fields
from engine.picture import Metadata


class Keep(Enum):
    """A rule for metadata; the profile and the resolution belong to the picture and stay in any case."""

    ALL = "all"
    COPYRIGHT = "copyright"
    NONE = "none"


def kept(metadata: Metadata, rule: Keep) -> Metadata:
    """What a rule leaves of the metadata: with COPYRIGHT the creator and the rights, and nothing of place or camera."""
    if rule is Keep.ALL:
        return metadata
    if rule is Keep.NONE:
        return Metadata(dpi=metadata.dpi)
    return Metadata(
        exif=exif_block.rights(metadata.exif),
        xmp=xmp_fields.rights(metadata.xmp),
        dpi=metadata.dpi,
        photoshop=photoshop_blocks.rights(metadata.photoshop),
    )
