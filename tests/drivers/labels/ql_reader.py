"""A Brother QL of our own that prints on pictures: strict, so that a job it takes is a job that prints."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageOps

PINS = 720
FREE_PINS = {(62, 0): (12, 12), (62, 29): (12, 12), (29, 90): (6, 408)}
"""Pins that stand beside the roll's printable width, at the right and at the left."""

LINES = {(62, 29): 271, (29, 90): 991}
SHORTEST, LONGEST = 150, 11811
"""Lines of an endless label."""


class BadJob(ValueError):
    """Bytes that the printer does not understand, or that do not fit its roll."""


@dataclass(frozen=True, slots=True)
class Page:
    """One label: millimetres of its roll, the picture as it lies on the paper, whether it is cut off."""

    roll: tuple[int, int]
    picture: Image.Image
    cut: bool
    feed: int


class _Reader:
    def __init__(self, job: bytes) -> None:
        self._job, self.at = job, 0

    def take(self, number: int) -> bytes:
        taken = self._job[self.at : self.at + number]
        if len(taken) < number:
            raise BadJob(f"the job ends in a command, at byte {self.at}")
        self.at += number
        return taken

    def expect(self, wanted: bytes) -> None:
        taken = self.take(len(wanted))
        if taken != wanted:
            raise BadJob(f"byte {self.at - len(wanted)}: {taken.hex()} instead of {wanted.hex()}")

    def ended(self) -> bool:
        return self.at == len(self._job)


def read_job(job: bytes) -> list[Page]:
    """The pages of a job; BadJob for anything that is not as the command reference has it."""
    reader = _Reader(job)
    reader.expect(bytes(400) + b"\x1b@")
    found = []
    while True:
        found.append(_page(reader, first=not found))
        end = reader.take(1)
        if end == b"\x1a":
            break
        if end != b"\x0c":
            raise BadJob(f"byte {reader.at - 1}: a page ends with {end.hex()}")
    if not reader.ended():
        raise BadJob(f"byte {reader.at}: something follows the last page")
    return found


def _page(reader: _Reader, *, first: bool) -> Page:
    reader.expect(b"\x1bia\x01\x1biz")
    valid, kind, width, length = reader.take(4)
    lines = int.from_bytes(reader.take(4), "little")
    reader.expect(bytes([0 if first else 1, 0]))
    roll = (width, length)
    if roll not in FREE_PINS or kind != (0x0B if length else 0x0A):
        raise BadJob(f"there is no roll {roll} of kind {kind}")
    if valid != (0xCE if length else 0xC6):
        raise BadJob(f"the flags are {valid:#x}")
    if lines != LINES.get(roll, lines) or not SHORTEST <= lines <= LONGEST:
        raise BadJob(f"{lines} lines do not fit {roll}")
    reader.expect(b"\x1biM\x40\x1biA\x01\x1biK\x08\x1bid")
    feed = int.from_bytes(reader.take(2), "little")
    if feed != (0 if length else 35):
        raise BadJob(f"a feed of {feed} dots")
    reader.expect(b"M\x00")
    rows = bytearray()
    for _ in range(lines):
        reader.expect(b"g\x00\x5a")
        rows += reader.take(PINS // 8)
    head = ImageOps.mirror(Image.frombytes("1", (PINS, lines), bytes(rows)).convert("L"))
    right, left = FREE_PINS[roll]
    for free in ((0, 0, left, lines), (PINS - right, 0, PINS, lines)):
        if head.crop(free).getbbox() is not None:
            raise BadJob("pins beside the roll print")
    return Page(roll, ImageOps.invert(head.crop((left, 0, PINS - right, lines))), cut=True, feed=feed)
