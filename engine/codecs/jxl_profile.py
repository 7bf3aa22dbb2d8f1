"""The ICC profile in a JPEG XL codestream: bytes whose codes depend on the two before.

Source: ISO/IEC 18181-1:2024, annex E.4.
"""

from __future__ import annotations

import string

from engine.codecs.jxl_bits import Bits, CodestreamError
from engine.codecs.jxl_entropy import Numbers
from engine.codecs.jxl_unpacking import unpacked

_CONTEXTS = 41
_MOST_BYTES = 4 << 20
_PLAIN_BYTES = 128


def read_profile_at(codestream: bytes, bit: int) -> tuple[bytes, int]:
    """The profile that begins at a bit, and the bit after it; raises CodestreamError."""
    bits = Bits(codestream, bit)
    size = bits.long()
    if size > _MOST_BYTES:
        raise CodestreamError
    numbers = Numbers(bits, _CONTEXTS)
    packed = bytearray()
    for i in range(size):
        number = numbers.next(_context(packed[-1], packed[-2]) if i > _PLAIN_BYTES else 0)
        if number > 255:
            raise CodestreamError
        packed.append(number)
    return unpacked(bytes(packed)), bits.at


def _context(last: int, before: int) -> int:
    return 1 + _LAST[last] + 8 * _BEFORE[before]


def _kinds(small: dict[int, int], low: int, high: int, other: int) -> list[int]:
    """What kind of byte each is: a letter, a digit, a low or a high one."""
    kinds = [low] * 16 + [other] * (241 - 16) + [high] * 15
    for byte in string.ascii_letters.encode():
        kinds[byte] = 0
    for byte in string.digits.encode() + b".,":
        kinds[byte] = 1
    return [small.get(byte, kind) for byte, kind in enumerate(kinds)]


_LAST, _BEFORE = _kinds({0: 2, 1: 3, 255: 6}, 4, 5, 7), _kinds({}, 2, 3, 4)
