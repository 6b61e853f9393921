"""What red, green and blue mean: sRGB (IEC 61966-2-1) as an ICC profile of version 2, for every reader."""

from __future__ import annotations

import struct
from functools import cache

NAME = b"sRGB IEC61966-2.1"
LICENCE = b"No copyright, use freely"

WHITE = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"r": (0.43607, 0.22249, 0.01392),
    b"g": (0.38515, 0.71687, 0.09708),
    b"b": (0.14307, 0.06061, 0.71410),
}
"""The standard's colours under the light D50, which ICC profiles are written for."""

STEPS = 1024
"""How finely the curve is drawn that makes light of a value."""

HEADER = 128


@cache
def srgb_profile() -> bytes:
    """The profile; always the same bytes."""
    curve = _curve()
    tags = {b"desc": _described(NAME), b"cprt": b"text" + bytes(4) + LICENCE + b"\0", b"wtpt": _xyz(WHITE)}
    for letter, colour in PRIMARIES.items():
        tags[letter + b"XYZ"] = _xyz(colour)
        tags[letter + b"TRC"] = curve
    places, body = _laid_out(tags)
    whole = struct.pack(">I", len(places)) + b"".join(places) + body
    return _header(HEADER + len(whole)) + whole


def _laid_out(tags: dict[bytes, bytes]) -> tuple[list[bytes], bytes]:
    """The table of the tags and their contents; equal contents are written once."""
    at: dict[bytes, int] = {}
    body, places = b"", []
    first = HEADER + 4 + 12 * len(tags)
    for name, content in tags.items():
        if content not in at:
            at[content] = first + len(body)
            body += content + bytes(-len(content) % 4)
        places.append(name + struct.pack(">II", at[content], len(content)))
    return places, body


def _header(size: int) -> bytes:
    begin = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    rest = struct.pack(">4s28x3i", b"acsp", *map(_fixed, WHITE))
    return (begin + made + rest).ljust(HEADER, b"\0")


def _described(text: bytes) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 4 + 4 + 2 + 1 + 67)


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *map(_fixed, colour))


def _fixed(number: float) -> int:
    return round(number * 65536)


def _curve() -> bytes:
    values = (round(65535 * _light(step / (STEPS - 1))) for step in range(STEPS))
    return b"curv" + bytes(4) + struct.pack(f">I{STEPS}H", STEPS, *values)


def _light(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
