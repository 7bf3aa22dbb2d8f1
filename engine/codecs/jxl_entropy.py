"""Decoding the entropy-coded numbers of a JPEG XL codestream: contexts, codes, hybrid integers and repetitions.

Source: ISO/IEC 18181-1:2024, annex C.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.codecs.jxl_ans import AnsCode, AnsState, read_ans_code
from engine.codecs.jxl_bits import Bits, CodestreamError
from engine.codecs.jxl_prefix import PrefixCode, read_prefix_code

_PREFIX_LOG_SIZE, _REPEAT_LOG_SIZE = 15, 8
_MOST_BITS = 32


@dataclass(frozen=True)
class _Integers:
    """How symbols become integers: small ones as they are, large ones with further bits."""

    split_log: int
    high: int
    low: int

    @classmethod
    def read(cls, bits: Bits, log_size: int) -> _Integers:
        split_log = bits.bits(log_size.bit_length())
        if split_log == log_size:
            return cls(split_log, 0, 0)
        high = bits.bits(split_log.bit_length())
        if high > split_log:
            raise CodestreamError
        low = bits.bits((split_log - high).bit_length())
        if high + low > split_log:
            raise CodestreamError
        return cls(split_log, high, low)

    def of(self, symbol: int, bits: Bits) -> int:
        if symbol < 1 << self.split_log:
            return symbol
        further = self.split_log - self.high - self.low + ((symbol - (1 << self.split_log)) >> (self.high + self.low))
        if further > _MOST_BITS:
            raise CodestreamError
        lowest = symbol & ((1 << self.low) - 1)
        highest = 1 << self.high | symbol >> self.low & ((1 << self.high) - 1)
        return (highest << further | bits.bits(further)) << self.low | lowest


@dataclass(frozen=True)
class _Repeats:
    """Symbols from `first` on mean that numbers are repeated, `shortest` of them at least."""

    first: int
    shortest: int
    lengths: _Integers


class Numbers:
    """The numbers of a stream, each read in one of `contexts` contexts; raises CodestreamError."""

    def __init__(self, bits: Bits, contexts: int) -> None:
        self._bits = bits
        self._repeats = None
        if bits.flag():
            first, shortest = bits.one_of(224, 512, 4096, (8, 15)), bits.one_of(3, 4, (5, 2), (9, 8))
            self._repeats = _Repeats(first, shortest, _Integers.read(bits, _REPEAT_LOG_SIZE))
            contexts += 1
        self._clusters = _read_clusters(bits, contexts)
        kinds = range(max(self._clusters) + 1)
        has_prefixes = bits.flag()
        log_size = _PREFIX_LOG_SIZE if has_prefixes else 5 + bits.bits(2)
        self._integers = [_Integers.read(bits, log_size) for _ in kinds]
        self._codes: list[PrefixCode] | list[AnsCode]
        if has_prefixes:
            sizes = [bits.short(4) + 1 for _ in kinds]
            self._codes = [read_prefix_code(bits, size) for size in sizes]
        else:
            self._codes = [read_ans_code(bits, log_size) for _ in kinds]
        self._state = None if has_prefixes else AnsState(bits)
        self._past: list[int] = []
        self._repeated, self._from = 0, 0

    def next(self, context: int) -> int:
        """The next number."""
        if not self._repeated:
            cluster = self._clusters[context]
            symbol = self._symbol(cluster)
            if self._repeats is None or symbol < self._repeats.first:
                self._past.append(self._integers[cluster].of(symbol, self._bits))
                return self._past[-1]
            self._begin_repeating(symbol, self._repeats)
        self._repeated -= 1
        self._past.append(self._past[self._from] if self._past else 0)
        self._from += 1
        return self._past[-1]

    def _begin_repeating(self, symbol: int, repeats: _Repeats) -> None:
        self._repeated = repeats.lengths.of(symbol - repeats.first, self._bits) + repeats.shortest
        cluster = self._clusters[-1]
        distance = self._integers[cluster].of(self._symbol(cluster), self._bits) + 1
        self._from = max(0, len(self._past) - distance)

    def _symbol(self, cluster: int) -> int:
        code = self._codes[cluster]
        if isinstance(code, PrefixCode):
            return code.read(self._bits)
        assert self._state is not None, "codes of a stream are all of one kind"
        return self._state.read(code, self._bits)


def _read_clusters(bits: Bits, contexts: int) -> list[int]:
    """Which code each context has."""
    if contexts == 1:
        return [0]
    if bits.flag():
        width = bits.bits(2)
        return [bits.bits(width) for _ in range(contexts)]
    is_moved = bits.flag()
    numbers = Numbers(bits, 1)
    clusters = [numbers.next(0) for _ in range(contexts)]
    if max(clusters) > 255:
        raise CodestreamError
    return _moved_to_front(clusters) if is_moved else clusters


def _moved_to_front(places: list[int]) -> list[int]:
    order = list(range(256))
    values = []
    for place in places:
        values.append(order.pop(place))
        order.insert(0, values[-1])
    return values
