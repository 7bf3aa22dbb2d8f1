"""ANS codes of a JPEG XL codestream: each symbol has a number of 4096 states, found by an alias table.

Source: ISO/IEC 18181-1:2024, annexes C.2.3, C.2.5 and C.2.6.
"""

from __future__ import annotations

from engine.codecs.jxl_bits import Bits, CodestreamError

_TOTAL_BITS = 12
_TOTAL = 1 << _TOTAL_BITS
_START_BITS, _REFILL_BITS = 32, 16
_REPEATED, _FEWEST_REPEATED = 13, 4
_WORDS = ((3, 0), (3, 2), (3, 4), (3, 5), (3, 6), (4, 3), (4, 7), (4, 9), (4, 11), (4, 15), (5, 17), (6, 33), (7, 1))
_LOGS = (10, 7, 6, 8, 9, 3, 5, 4, 1, 2, 0, 11, 12)
_LOG_CODE = {**dict(zip(_WORDS, _LOGS, strict=True)), (7, 65): _REPEATED}


class AnsCode:
    """Symbols by how many of 4096 states each has, and where they lie among them."""

    def __init__(self, counts: list[int], log_size: int) -> None:
        self._counts = counts + [0] * ((1 << log_size) - len(counts))
        self._log_room = _TOTAL_BITS - log_size
        self._cuts, self._others, self._offsets = _alias_table(self._counts, 1 << self._log_room)

    def place(self, state: int) -> tuple[int, int, int]:
        """The symbol of a state, its count, and which of its states that is."""
        low = state & (_TOTAL - 1)
        slot, at = low >> self._log_room, low & ((1 << self._log_room) - 1)
        if at < self._cuts[slot]:
            return slot, self._counts[slot], at
        other = self._others[slot]
        return other, self._counts[other], self._offsets[slot] + at


class AnsState:
    """The state that all ANS codes of a stream share."""

    def __init__(self, bits: Bits) -> None:
        self._state = bits.bits(_START_BITS)

    def read(self, code: AnsCode, bits: Bits) -> int:
        """The next symbol, which is one of this code."""
        symbol, count, at = code.place(self._state)
        self._state = count * (self._state >> _TOTAL_BITS) + at
        if self._state < 1 << _REFILL_BITS:
            self._state = self._state << _REFILL_BITS | bits.bits(_REFILL_BITS)
        return symbol


def read_ans_code(bits: Bits, log_size: int) -> AnsCode:
    """The ANS code of an alphabet of up to 2**log_size symbols."""
    if bits.flag():
        counts = _one_or_two_counts(bits)
    elif bits.flag():
        size = bits.short(3) + 1
        counts = [_TOTAL // size + (i < _TOTAL % size) for i in range(size)]
    else:
        counts = _many_counts(bits)
    if len(counts) > 1 << log_size or sum(counts) != _TOTAL or min(counts) < 0:
        raise CodestreamError
    return AnsCode(counts, log_size)


def _one_or_two_counts(bits: Bits) -> list[int]:
    symbols = [bits.short(3) for _ in range(1 + bits.bits(1))]
    first = _TOTAL if len(symbols) == 1 else bits.bits(_TOTAL_BITS)
    counts = [0] * (max(symbols) + 1)
    counts[symbols[-1]] = _TOTAL - first
    counts[symbols[0]] = first
    return counts


def _many_counts(bits: Bits) -> list[int]:
    shift_log = 0
    while shift_log < 3 and bits.flag():
        shift_log += 1
    shift = bits.bits(shift_log) + (1 << shift_log) - 1
    size = bits.short(3) + 3
    logs: list[int | None] = []  # None where the count before is repeated
    while len(logs) < size:
        log = bits.word(_LOG_CODE)
        logs += [None] * (bits.short(3) + _FEWEST_REPEATED) if log == _REPEATED else [log]
    known = [log for log in logs if log is not None]
    if len(logs) > size or not known:
        raise CodestreamError
    rest = logs.index(max(known))
    counts: list[int] = []
    for i, log in enumerate(logs):
        if log is None:
            counts.append(counts[-1] if counts else 0)
        else:
            counts.append(0 if i == rest or log == 0 else _count(bits, log - 1, shift))
    counts[rest] = _TOTAL - sum(counts)
    return counts


def _count(bits: Bits, log: int, shift: int) -> int:
    """A count of which the highest bit is given, and of the others as many as matter."""
    told = max(0, min(log, shift - ((_TOTAL_BITS - log) >> 1)))
    return (1 << log) + (bits.bits(told) << (log - told))


def _alias_table(counts: list[int], room: int) -> tuple[list[int], list[int], list[int]]:
    """For every slot of the states: where another symbol begins in it, which, and what to add to the place there."""
    cuts, others, offsets = list(counts), list(range(len(counts))), [0] * len(counts)
    if _TOTAL in counts:
        symbol = counts.index(_TOTAL)
        return [0] * len(counts), [symbol] * len(counts), [room * i for i in range(len(counts))]
    under = [i for i, count in enumerate(counts) if count < room]
    over = [i for i, count in enumerate(counts) if count > room]
    while over:
        big, small = over.pop(), under.pop()
        cuts[big] -= room - cuts[small]
        others[small], offsets[small] = big, cuts[big]
        if cuts[big] != room:
            (under if cuts[big] < room else over).append(big)
    for i, cut in enumerate(cuts):
        if cut == room:
            cuts[i] = 0
        else:
            offsets[i] -= cut
    return cuts, others, offsets
