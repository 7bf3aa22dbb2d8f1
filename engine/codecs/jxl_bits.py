"""The numbers in a JPEG XL codestream, whose bits run from the lowest of each byte to the highest.

Source: ISO/IEC 18181-1:2024, annex B.
"""

from __future__ import annotations

Choice = int | tuple[int, int]
"""A number, or what is to be added to so many bits: (offset, bits)."""
_ENUM: tuple[Choice, ...] = (0, 1, (2, 4), (18, 6))


class CodestreamError(ValueError):
    """The codestream ends too early or contradicts itself."""

    def __init__(self, why: str = "it cannot be decoded") -> None:
        super().__init__(why)


class Bits:
    """Reads bits of some bytes, one after the other, from a bit on; raises CodestreamError at their end."""

    def __init__(self, content: bytes, at: int = 0) -> None:
        self._content = content
        self.at = at

    def bits(self, count: int) -> int:
        """An unsigned number of so many bits."""
        start, end = self.at >> 3, (self.at + count + 7) >> 3
        if end > len(self._content):
            raise CodestreamError("it is cut off")
        number = int.from_bytes(self._content[start:end], "little") >> (self.at & 7)
        self.at += count
        return number & ((1 << count) - 1)

    def skip(self, count: int) -> None:
        self.at += count

    def flag(self) -> bool:
        return bool(self.bits(1))

    def one_of(self, *choices: Choice) -> int:
        """U32: two bits choose among four."""
        choice = choices[self.bits(2)]
        return choice if isinstance(choice, int) else choice[0] + self.bits(choice[1])

    def enum(self) -> int:
        """Enum: the number of a member of one of the format's enumerations."""
        return self.one_of(*_ENUM)

    def word(self, code: dict[tuple[int, int], int]) -> int:
        """What a word of a fixed code stands for; words are given by length and number, the first bit lowest."""
        number = length = 0
        while (length, number) not in code:
            number |= self.bits(1) << length
            length += 1
        return code[length, number]

    def short(self, width: int) -> int:
        """A number that is short where it is small, whose length takes `width` bits."""
        if not self.flag():
            return 0
        count = self.bits(width)
        return self.bits(count) + (1 << count)

    def long(self) -> int:
        """U64: short where it is small."""
        kind = self.bits(2)
        if kind < 3:
            first, count = ((0, 0), (1, 4), (17, 8))[kind]
            return first + self.bits(count)
        number, shift = self.bits(12), 12
        while self.flag():
            if shift == 60:
                return number | self.bits(4) << shift
            number |= self.bits(8) << shift
            shift += 8
        return number
