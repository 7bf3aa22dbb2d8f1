"""What EXIF and XMP say of colours is true of the profile that a file is written with."""

from __future__ import annotations

import pytest

from engine.codecs.color_claims import claiming
from engine.codecs.directory import EXIF, INTEROP
from engine.codecs.exif import facts
from engine.picture import Metadata
from engine.profiles import Profile
from tests.engine.codecs.exif_blocks import MAKER_NOTE, exif_block
from tests.engine.codecs.test_exif import ORDERS, loaded

PACKET = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:ColorSpace="1" exif:Gamma="22/10"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
<photoshop:ICCProfile>Display P3</photoshop:ICCProfile><photoshop:City>Bonn</photoshop:City>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def _exif(block: bytes, profile: Profile) -> bytes:
    return claiming(Metadata(exif=block), profile).exif


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    ("profile", "color_space", "index"),
    [
        (Profile.SRGB, 1, "R98"),
        (Profile.ADOBE_RGB, 65535, "R03"),
        (Profile.DISPLAY_P3, 65535, None),
        (Profile.PROPHOTO, 65535, None),
    ],
)
def test_exif_says_the_colour_space(order: str, profile: Profile, color_space: int, index: str | None) -> None:
    block = exif_block(order, is_adobe_rgb=True)
    made = loaded(_exif(block, profile))
    inner = made.get_ifd(EXIF)
    assert (inner[0xA001], made.get_ifd(INTEROP).get(1)) == (color_space, index)
    assert inner[0x927C] == MAKER_NOTE
    assert facts(_exif(block, profile)).is_adobe_rgb is (profile is Profile.ADOBE_RGB)
    assert len(_exif(block, profile)) == len(block)


@pytest.mark.parametrize("profile", list(Profile)[1:])
def test_a_block_without_interoperability_gets_none(profile: Profile) -> None:
    made = loaded(_exif(exif_block(), profile))
    assert made.get_ifd(EXIF)[0xA001] == (1 if profile is Profile.SRGB else 65535)
    assert not made.get_ifd(INTEROP)


@pytest.mark.parametrize("order", ORDERS)
def test_primaries_and_gamma_of_the_camera_are_taken_out(order: str) -> None:
    # The tags of maker and sides are taken for them: of the same types, where they lie in the hand-made block.
    block = exif_block(order, is_adobe_rgb=True)
    number = (lambda tag: tag.to_bytes(2, "little")) if order == "<" else (lambda tag: tag.to_bytes(2, "big"))
    block = block.replace(number(0x013B) + number(2), number(0x013F) + number(2))
    block = block.replace(number(0xA003) + number(4), number(0xA500) + number(4))
    assert 0x013F in loaded(block)
    assert 0xA500 in loaded(block).get_ifd(EXIF)
    made = loaded(_exif(block, Profile.SRGB))
    inner = made.get_ifd(EXIF)
    assert 0x013F not in made
    assert 0xA500 not in inner
    assert (made[0x0110], inner[0xA001], inner[0xA002], made.get_ifd(INTEROP)[1]) == ("M", 1, 40, "R98")


def test_xmp_says_the_profile_and_all_else_stays() -> None:
    made = claiming(Metadata(xmp=PACKET), Profile.ADOBE_RGB).xmp
    expected = PACKET.replace(b'ColorSpace="1" exif:Gamma="22/10"', b'ColorSpace="65535"')
    assert made == expected.replace(b">Display P3<", b">Adobe RGB (1998)<")
    assert claiming(Metadata(xmp=made), Profile.SRGB).xmp == made.replace(b"65535", b"1").replace(
        b">Adobe RGB (1998)<", b">sRGB<"
    )


def test_nothing_is_said_where_nothing_was() -> None:
    empty = Metadata(xmp=b"no packet", dpi=(300, 300))
    assert claiming(empty, Profile.SRGB) == empty
