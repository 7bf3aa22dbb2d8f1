"""What a JPEG XL codestream says of its picture before the pixels: size, depth, transparency, colours.

Source: ISO/IEC 18181-1:2024, annex D.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from engine.codecs.jxl_bits import Bits, CodestreamError
from engine.codecs.jxl_colors import Colors, read_colors

SIGNATURE = b"\xff\x0a"
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))
_ALPHA, _SPOT, _CFA = 0, 2, 5
_OPSIN_NUMBERS, _UPSAMPLING_NUMBERS = 16, (15, 55, 210)


@dataclass(frozen=True)
class Header:
    """A profile, where there is one, begins at the bit `end`; depth and colours are told in the bits from and to.

    `extra_channels` are all but colour; `is_multiplied` where colours were multiplied with the transparency among them;
    `is_xyb` where the file keeps colours as they are seen, in no codes. Decoders turn the picture by `orientation`.
    """

    width: int
    height: int
    bits: int = 8
    is_float: bool = False
    is_animated: bool = False
    extra_channels: int = 0
    is_multiplied: bool = False
    is_xyb: bool = True
    orientation: int = 1
    colors: Colors = field(default_factory=Colors)
    depth_at: tuple[int, int] = (0, 0)
    colors_at: tuple[int, int] = (0, 0)
    end: int = 0


def read_header(codestream: bytes) -> Header:
    """The header of a codestream; raises CodestreamError."""
    if codestream[:2] != SIGNATURE:
        raise CodestreamError
    bits = Bits(codestream, at=8 * len(SIGNATURE))
    width, height = _size(bits)
    if bits.flag():
        return Header(width, height)
    has_more = bits.flag()
    orientation = 1 + bits.bits(3) if has_more else 1
    is_animated = has_more and _is_animated(bits)
    before_depth = bits.at
    depth, is_float = _depth(bits)
    depth_at = (before_depth, bits.at)
    bits.flag()  # whether 16 bits are enough to decode with
    channels = bits.one_of(0, 1, (2, 4), (1, 12))
    multiplied = [_is_multiplied_alpha(bits) for _ in range(channels)]
    is_xyb = bits.flag()
    before_colors = bits.at
    colors = read_colors(bits)
    colors_at = (before_colors, bits.at)
    if has_more:
        _skip_tones(bits)
    _skip_extensions(bits)
    _skip_transform(bits, is_xyb=is_xyb)
    return Header(
        *(width, height, depth, is_float, is_animated, channels, any(multiplied), is_xyb, orientation, colors),
        depth_at=depth_at,
        colors_at=colors_at,
        end=bits.at,
    )


def _size(bits: Bits) -> tuple[int, int]:
    """Width and height."""
    is_small = bits.flag()
    return _sides(
        bits, lambda: 8 + 8 * bits.bits(5) if is_small else 1 + bits.one_of((0, 9), (0, 13), (0, 18), (0, 30))
    )


def _preview_size(bits: Bits) -> tuple[int, int]:
    if bits.flag():
        return _sides(bits, lambda: 8 * bits.one_of(16, 32, (1, 5), (33, 9)))
    return _sides(bits, lambda: bits.one_of((1, 6), (65, 8), (321, 10), (1345, 12)))


def _sides(bits: Bits, side: Callable[[], int]) -> tuple[int, int]:
    height, ratio = side(), bits.bits(3)
    if not ratio:
        return side(), height
    across, down = _RATIOS[ratio - 1]
    return height * across // down, height


def _is_animated(bits: Bits) -> bool:
    if bits.flag():
        _size(bits)
    if bits.flag():
        _preview_size(bits)
    is_animated = bits.flag()
    if is_animated:
        bits.one_of(100, 1000, (1, 10), (1, 30))
        bits.one_of(1, 1001, (1, 8), (1, 10))
        bits.one_of(0, (0, 3), (0, 16), (0, 32))
        bits.flag()
    return is_animated


def _depth(bits: Bits) -> tuple[int, bool]:
    if not bits.flag():
        return bits.one_of(8, 10, 12, (1, 6)), False
    depth = bits.one_of(32, 16, 24, (1, 6))
    bits.bits(4)  # bits of the exponent
    return depth, True


def _is_multiplied_alpha(bits: Bits) -> bool:
    """Whether an extra channel is transparency that the colours were multiplied with."""
    if bits.flag():
        return False
    kind = bits.enum()
    _depth(bits)
    bits.one_of(0, 3, 4, (1, 3))
    bits.skip(8 * bits.one_of(0, (0, 4), (16, 5), (48, 10)))  # its name
    if kind == _SPOT:
        bits.skip(4 * 16)
    if kind == _CFA:
        bits.one_of(1, (0, 2), (3, 4), (19, 8))
    return kind == _ALPHA and bits.flag()


def _skip_tones(bits: Bits) -> None:
    if not bits.flag():
        bits.skip(16 + 16 + 1 + 16)


def _skip_extensions(bits: Bits) -> None:
    bits.skip(sum([bits.long() for _ in range(bits.long().bit_count())]))


def _skip_transform(bits: Bits, *, is_xyb: bool) -> None:
    if bits.flag():
        return
    if is_xyb and not bits.flag():
        bits.skip(16 * _OPSIN_NUMBERS)
    others = bits.bits(3)
    bits.skip(16 * sum(count for i, count in enumerate(_UPSAMPLING_NUMBERS) if others >> i & 1))
