"""Prefix codes of a JPEG XL codestream, told as in Brotli.

Source: ISO/IEC 18181-1:2024, annex C.2.4; RFC 7932, sections 3.4 and 3.5.
"""

from __future__ import annotations

from engine.codecs.jxl_bits import Bits, CodestreamError

_ORDER = (1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15)
_LENGTH_CODE = {(2, 0): 0, (2, 1): 4, (2, 2): 3, (3, 3): 2, (4, 7): 1, (4, 15): 5}
_LONGEST, _REPEAT, _FIRST_BEFORE = 15, 16, 8
_LENGTHS_ROOM, _ROOM = 32, 1 << _LONGEST


class PrefixCode:
    """Symbols by how many bits each has; one symbol alone has none."""

    def __init__(self, lengths: dict[int, int]) -> None:
        self._alone = next(iter(lengths), 0) if len(lengths) < 2 else None
        self._symbols: dict[tuple[int, int], int] = {}
        code = length = 0
        for symbol, its in sorted(lengths.items(), key=lambda item: (item[1], item[0])):
            code <<= its - length
            length = its
            self._symbols[length, code] = symbol
            code += 1

    def read(self, bits: Bits) -> int:
        """The next symbol."""
        if self._alone is not None:
            return self._alone
        code = 0
        for length in range(1, _LONGEST + 1):
            code = code << 1 | bits.bits(1)
            if (length, code) in self._symbols:
                return self._symbols[length, code]
        raise CodestreamError


def read_prefix_code(bits: Bits, size: int) -> PrefixCode:
    """The prefix code of an alphabet of so many symbols."""
    if size == 1:
        return PrefixCode({})
    skipped = bits.bits(2)
    return PrefixCode(_few_lengths(bits, size) if skipped == 1 else _many_lengths(bits, size, skipped))


def _few_lengths(bits: Bits, size: int) -> dict[int, int]:
    width, count = (size - 1).bit_length(), bits.bits(2) + 1
    symbols = [bits.bits(width) for _ in range(count)]
    is_steep = count == 4 and bits.flag()
    lengths = ((0,), (1, 1), (1, 2, 2), (1, 2, 3, 3) if is_steep else (2, 2, 2, 2))[count - 1]
    if len(set(symbols)) < count or max(symbols) >= size:
        raise CodestreamError
    return dict(zip(symbols, lengths, strict=True))


def _many_lengths(bits: Bits, size: int, skipped: int) -> dict[int, int]:
    words, room = {}, _LENGTHS_ROOM
    for symbol in _ORDER[skipped:]:
        length = bits.word(_LENGTH_CODE)
        if length:
            words[symbol] = length
            room -= _LENGTHS_ROOM >> length
        if room <= 0:
            break
    code = PrefixCode(words)
    lengths: list[int] = []
    room, before, repeats, repeated = _ROOM, _FIRST_BEFORE, 0, 0
    while len(lengths) < size and room > 0:
        word = code.read(bits)
        if word < _REPEAT:
            repeats, more, length = 0, 1, word
            before = word or before
        else:
            length = before if word == _REPEAT else 0
            known = repeats if length == repeated else 0
            extra = word - 14
            repeats = (known - 2 << extra if known else 0) + bits.bits(extra) + 3
            more, repeated = repeats - known, length
        lengths += [length] * more
        room -= more << (_LONGEST - length) if length else 0
    if room or len(lengths) > size:
        raise CodestreamError
    return {symbol: length for symbol, length in enumerate(lengths) if length}
