"""Codes out of the bytes of a serial scanner, however the bytes are cut up."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 64
"""Signs in the longest code a shop's labels have."""

_ENDS = b"\r\n\t"


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Garbage:
    """Bytes that are no code, dropped."""

    data: bytes


class CodeReader:
    """Joins bytes until CR, LF or Tab ends a code; what no label can hold comes out as Garbage, once."""

    def __init__(self) -> None:
        self._begun = bytearray()
        self._dropping = False

    @property
    def unfinished(self) -> bool:
        """Whether a code has begun and its end is missing."""
        return bool(self._begun) or self._dropping

    def feed(self, data: bytes) -> list[Code | Garbage]:
        """What these bytes complete, in order."""
        found: list[Code | Garbage] = []
        for byte in data:
            if byte in _ENDS:
                found += [] if self._dropping else _read(bytes(self._begun))
                self._forget()
            elif not self._dropping:
                self._begun.append(byte)
                if len(self._begun) > LONGEST:
                    found.append(Garbage(bytes(self._begun)))
                    self._begun.clear()
                    self._dropping = True
        return found

    def give_up(self) -> list[Garbage]:
        """Nothing follows: what has begun without an end is garbage, and the next byte begins anew."""
        begun = bytes(self._begun)
        self._forget()
        return [Garbage(begun)] if begun else []

    def _forget(self) -> None:
        self._begun.clear()
        self._dropping = False


def _read(line: bytes) -> list[Code | Garbage]:
    if any(not 0x20 <= byte < 0x7F for byte in line):
        return [Garbage(line)]
    text = line.decode("ascii").strip()
    return [Code(text)] if text else []
