"""The two codes of a label as squares: an EAN-13 as its bars, a web address as a QR code."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from drivers.papers.strokes import Strokes
from ess_shop.domain.labels import is_printed

LEFT_QUIET, MODULES, RIGHT_QUIET = 11, 95, 7
"""Modules of white, bars, white: what a scanner needs (ISO/IEC 15420)."""

WHOLE = LEFT_QUIET + MODULES + RIGHT_QUIET

_LEFT = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
"""A digit of the left half; the right half has its opposite, and G in the left that read backwards."""

_PARITIES = (
    "LLLLLL",
    "LLGLGG",
    "LLGGLG",
    "LLGGGL",
    "LGLLGG",
    "LGGLLG",
    "LGGGLL",
    "LGLGLG",
    "LGLGGL",
    "LGGLGL",
)
"""How the left half tells the first digit."""

_SWAPPED = str.maketrans("01", "10")
_EDGE, _MIDDLE = "101", "01010"

Run = tuple[int, int]
"""From which square on, and how many squares."""


@lru_cache(maxsize=4096)
def bars(barcode: str) -> tuple[Run, ...]:
    """The black bars of an EAN-13 in modules, quiet zones not counted. ValueError for a wrong check digit."""
    if not is_printed(barcode):
        raise ValueError(f"{barcode} is no EAN-13")
    first, *others = (int(digit) for digit in barcode)
    right = [_LEFT[digit].translate(_SWAPPED) for digit in others[6:]]
    left = [
        _LEFT[digit] if parity == "L" else _LEFT[digit].translate(_SWAPPED)[::-1]
        for digit, parity in zip(others[:6], _PARITIES[first], strict=True)
    ]
    return _runs(int(module) for module in (_EDGE + "".join(left) + _MIDDLE + "".join(right) + _EDGE))


@lru_cache(maxsize=256)
def squares(address: str) -> tuple[tuple[Run, ...], ...]:
    """The QR code of an address: the black squares of each row, without its quiet zone."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(address))
    code.make()
    return tuple(_runs(map(bool, row)) for row in code.modules)


def draw_squares(strokes: Strokes, address: str, left: float, top: float, size: float, colour: str) -> None:
    """A QR code of that size, with no quiet zone around it."""
    rows = squares(address)
    side = size / len(rows)
    for place, row in enumerate(rows):
        for begin, length in row:
            strokes.box(left + begin * side, top - (place + 1) * side, length * side, side, colour)


def _runs(values: Iterable[int]) -> tuple[Run, ...]:
    runs, place = [], 0
    for black, group in groupby(values):
        length = len(list(group))
        if black:
            runs.append((place, length))
        place += length
    return tuple(runs)
