"""What is printed before a paper that may be on paper already."""

from __future__ import annotations

from drivers.printing.troubles import MARK

_PAGES = {"CP858": b"\x13", "CP1252": b"\x10"}
_PICTURE = b"\x1dv0"


def marked(data: bytes, encoding: str = "CP858") -> bytes:
    """The job behind a line, big and in the middle, that says that it is printed again."""
    big = b"\x1b@\x1bt" + _PAGES[encoding] + b"\x1ba\x01\x1bE\x01\x1d!\x11"
    plain = b"\x1d!\x00\x1bE\x00\x1ba\x00"
    return b"\x00" * largest_picture(data) + big + MARK.encode(encoding) + b"\n" + plain + data


def largest_picture(data: bytes) -> int:
    """Bytes of a job's largest picture.

    A printer that was cut off inside it takes what comes next for the rest of it, the mark included; so many
    zeros, which mean nothing elsewhere, fill it up first.
    """
    largest, place = 0, data.find(_PICTURE)
    while place >= 0:
        wide, high = data[place + 4 : place + 6], data[place + 6 : place + 8]
        size = int.from_bytes(wide, "little") * int.from_bytes(high, "little")
        if place + 8 + size <= len(data):
            largest = max(largest, size)
            place = data.find(_PICTURE, place + 8 + size)
        else:
            place = data.find(_PICTURE, place + 1)
    return largest
