"""An ICC profile as JPEG XL packs it: commands for what is common, and bytes for what is not.

Source: ISO/IEC 18181-1:2024, annex E.4.
"""

from __future__ import annotations

import struct

from engine.codecs.jxl_bits import CodestreamError

_HEADER_BYTES = 128
_HEADER = (
    bytes(8)
    + b"\4\0\0\0mntrRGB XYZ "
    + bytes(12)
    + b"acsp"
    + bytes(28)
    + struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
    + bytes(48)
)
_MAKERS = {b"A": b"APPL", b"M": b"MSFT", b"SG": b"SGI ", b"SU": b"SUNW"}
_TAGS = b"cprt wtpt bkpt rXYZ gXYZ bXYZ kXYZ rTRC gTRC bTRC kTRC chad desc chrm dmnd dmdd lumi".split()
_TYPES = (b"XYZ ", b"desc", b"text", b"mluc", b"para", b"curv", b"sf32", b"gbd ")
_POINTS = (b"rXYZ", b"gXYZ", b"bXYZ", b"kXYZ", b"wtpt", b"bkpt", b"lumi")
_POINT_BYTES = 20
_END, _OTHER, _CURVES, _PRIMARIES, _FIRST_TAG = 0, 1, 2, 3, 4
_HAS_PLACE, _HAS_SIZE = 64, 128
_INSERT, _SHUFFLE_2, _SHUFFLE_4, _PREDICT, _XYZ, _TYPE = 1, 2, 3, 4, 10, 16


def unpacked(packed: bytes) -> bytes:
    """The profile; raises CodestreamError."""
    return _Unpacking(packed).profile()


class _Unpacking:
    """A profile in the making: commands and data in, bytes out."""

    def __init__(self, packed: bytes) -> None:
        data = _Source(packed)
        self._size, commands = data.number(), data.number()
        self._commands = _Source(data.take(commands))
        self._data = data
        self._out = bytearray()

    def profile(self) -> bytes:
        self._unpack_header()
        if self._commands.is_left:
            self._unpack_tags()
        while self._commands.is_left:
            self._unpack_part(self._commands.byte())
        if len(self._out) != self._size:
            raise CodestreamError
        return bytes(self._out)

    def _unpack_header(self) -> None:
        guess = bytearray(struct.pack(">I", self._size) + _HEADER[4:])
        for i in range(min(self._size, _HEADER_BYTES)):
            if i == 80:
                guess[80:84] = self._out[4:8]
            maker = _MAKERS.get(bytes(self._out[40:i])) if i in (41, 42) else None
            if maker:
                guess[i:44] = maker[i - 40 :]
            self._out.append((self._data.byte() + guess[i]) & 255)

    def _unpack_tags(self) -> None:
        count = self._commands.number()
        if not count:
            return
        self._out += struct.pack(">I", count - 1)
        place, size = _HEADER_BYTES + 12 * (count - 1), 0
        while self._commands.is_left:
            command = self._commands.byte()
            kind = command & 63
            if kind == _END:
                return
            names = self._names(kind)
            place = self._commands.number() if command & _HAS_PLACE else place + size
            if command & _HAS_SIZE:
                size = self._commands.number()
            elif names[0] in _POINTS:
                size = _POINT_BYTES
            step = size if kind == _PRIMARIES else 0
            for i, name in enumerate(names):
                self._out += name + struct.pack(">II", place + i * step, size)

    def _names(self, kind: int) -> tuple[bytes, ...]:
        if kind == _OTHER:
            return (self._data.take(4),)
        if kind in (_CURVES, _PRIMARIES):
            return tuple(channel + (b"TRC" if kind == _CURVES else b"XYZ") for channel in (b"r", b"g", b"b"))
        if kind - _FIRST_TAG >= len(_TAGS):
            raise CodestreamError
        return (_TAGS[kind - _FIRST_TAG],)

    def _unpack_part(self, command: int) -> None:
        if command == _INSERT:
            self._out += self._data.take(self._commands.number())
        elif command in (_SHUFFLE_2, _SHUFFLE_4):
            self._out += _shuffled(self._data.take(self._commands.number()), 2 if command == _SHUFFLE_2 else 4)
        elif command == _PREDICT:
            self._unpack_predicted()
        elif command == _XYZ:
            self._out += b"XYZ " + bytes(4) + self._data.take(12)
        elif _TYPE <= command < _TYPE + len(_TYPES):
            self._out += _TYPES[command - _TYPE] + bytes(4)
        else:
            raise CodestreamError

    def _unpack_predicted(self) -> None:
        """Numbers of 1, 2 or 4 bytes, each as what it is above the line or the curve through those before it."""
        flags = self._commands.byte()
        width, order = (flags & 3) + 1, flags >> 2 & 3
        stride = self._commands.number() if flags & 16 else width
        differences = self._data.take(self._commands.number())
        if width == 3 or order == 3 or stride < width or 4 * stride >= len(self._out):
            raise CodestreamError
        out, modulus, expected = self._out, 256**width, b""
        for i, difference in enumerate(_shuffled(differences, width)):
            at = i % width
            if at == 0:
                number = len(out)
                first, second, third = (int.from_bytes(out[number - n * stride :][:width], "big") for n in (1, 2, 3))
                guess = (first, 2 * first - second, 3 * (first - second) + third)[order] % modulus
                expected = guess.to_bytes(width, "big")
            out.append((difference + expected[at]) & 255)


class _Source:
    """Bytes that are taken one after the other; raises CodestreamError at their end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    @property
    def is_left(self) -> bool:
        return self._at < len(self._content)

    def take(self, count: int) -> bytes:
        taken = self._content[self._at : self._at + count]
        if len(taken) < count:
            raise CodestreamError
        self._at += count
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """Seven bits of a number in each byte, the lowest first."""
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128 or shift > 63:
                return min(number, 1 << 32)


def _shuffled(data: bytes, width: int) -> bytes:
    """Bytes that were kept by their place in numbers of `width` bytes, as these numbers."""
    rows = -(-len(data) // width)
    return b"".join(data[i::rows] for i in range(rows))
