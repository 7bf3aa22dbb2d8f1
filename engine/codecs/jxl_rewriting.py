"""A JPEG XL codestream with another header: the same picture, asked for in another form.

Source: ISO/IEC 18181-1:2024, annexes D and E.2.
"""

from __future__ import annotations

from engine.codecs.jxl_header import Header

_Piece = tuple[int, int]
"""A number and how many bits it takes."""
_FLOATS: tuple[_Piece, ...] = ((1, 1), (0, 2), (7, 4))
"""They are floats, of 32 bits, 1 + 7 of them the exponent's."""
_LINEAR_GREY: tuple[_Piece, ...] = ((0, 1), (0, 1), (1, 2), (1, 2), (0, 1), (2, 2), (6, 4), (1, 2))
"""Not the default, no profile, grey, D65, no exponent, curve 2 + 6 (none), relative colorimetric."""
_LINEAR_SRGB: tuple[_Piece, ...] = ((0, 1), (0, 1), (0, 2), (1, 2), (1, 2), (0, 1), (2, 2), (6, 4), (1, 2))
"""The same, in colour, with sRGB's primaries."""


def as_linear_floats(codestream: bytes, header: Header, profile_end: int) -> bytes:
    """The codestream whose pixels are floats of linear sRGB light and which has no profile.

    Decoders make such light of XYB that has a profile, but in whole numbers, cut off at black and white.
    """
    pieces = (
        _piece(codestream, 0, header.depth_at[0]),
        *_FLOATS,
        _piece(codestream, header.depth_at[1], header.colors_at[0]),
        *(_LINEAR_GREY if header.colors.is_grey else _LINEAR_SRGB),
        _piece(codestream, header.colors_at[1], header.end),
    )
    number = at = 0
    for value, width in pieces:
        number |= value << at
        at += width
    return number.to_bytes(-(-at // 8), "little") + codestream[-(-profile_end // 8) :]


def _piece(codestream: bytes, start: int, end: int) -> _Piece:
    bits = int.from_bytes(codestream[: -(-end // 8)], "little") >> start
    return bits & ((1 << (end - start)) - 1), end - start
