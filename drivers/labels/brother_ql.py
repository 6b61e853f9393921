"""Labels on a Brother QL: one job of raster commands, and what the printer says of itself.

Written after Brother's “Software Developer's Manual, Raster Command Reference, QL-800/810W/820NWB”
(version 1.01) and that of the QL-710W/720NW, which share these commands; a print head has 720 pins, 300 to
the inch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.labels.dots import Dots
from drivers.labels.face import MM, Box, draw_label
from drivers.printing.transport import Transport
from ess_shop.domain.labels import Label
from ess_shop.errors import DeviceTrouble
from ess_shop.ports import Progress, unheard
from ess_shop.wording import Words

if TYPE_CHECKING:
    from PIL.Image import Image

PINS, PER_INCH = 720, 300
ROW = PINS // 8
ENDLESS, DIE_CUT = 0x0A, 0x0B
MODULES = tuple(dots * 72 / PER_INCH for dots in (4, 3))

STATUS_REQUEST = b"\x1biS"
STATUS_LENGTH = 32

_INVALIDATE = bytes(400)
_INITIALISE = b"\x1b@"
_RASTER_MODE = b"\x1bia\x01"
_AUTO_CUT, _CUT_EACH, _CUT_AT_END = b"\x1biM\x40", b"\x1biA\x01", b"\x1biK\x08"
_UNCOMPRESSED = b"M\x00"
_KIND, _WIDTH, _LENGTH, _QUALITY, _RECOVER = 0x02, 0x04, 0x08, 0x40, 0x80
_NEXT_PAGE, _LAST_PAGE = b"\x0c", b"\x1a"


@dataclass(frozen=True, slots=True)
class Medium:
    """A roll in the printer: millimetres, the dots that can be printed, and the pins left free at the right.

    `feed` is the white before and after an endless label, in dots; `turned` ones are read along the roll.
    """

    name: str
    kind: int
    width: int
    length: int
    across: int
    along: int
    right_pins: int
    feed: int = 0
    turned: bool = False


MEDIA = {
    medium.name: medium
    for medium in (
        Medium("62", ENDLESS, 62, 0, 696, 413, 12, feed=35),
        Medium("62x29", DIE_CUT, 62, 29, 696, 271, 12),
        Medium("29x90", DIE_CUT, 29, 90, 306, 991, 6, turned=True),
    )
}
"""The rolls we print on; of the endless one, 41 mm with its white are taken for each label."""


def picture(label: Label, medium: Medium, words: Words) -> Image:
    """The label as it is read, black and white."""
    wide, high = (medium.along, medium.across) if medium.turned else (medium.across, medium.along)
    dots = Dots(wide, high, per_inch=PER_INCH)
    points = 72 / PER_INCH
    edge = 0.4 * MM
    box = Box(edge, edge, wide * points - 2 * edge, high * points - 2 * edge)
    draw_label(dots, label, box, words, MODULES)
    return dots.picture()


def job(labels: Sequence[Label], medium: Medium, words: Words, *, progress: Progress = unheard) -> bytes:
    """The labels as one job, each cut off after printing. ValueError for none."""
    if not labels:
        raise ValueError("a job without labels")
    written = bytearray(_INVALIDATE + _INITIALISE)
    for place, label in enumerate(labels):
        written += _page(picture(label, medium, words), medium, first=place == 0)
        written += _LAST_PAGE if place == len(labels) - 1 else _NEXT_PAGE
        progress(place + 1, len(labels))
    return bytes(written)


def _page(image: Image, medium: Medium, *, first: bool) -> bytes:
    rows = _rows(image, medium)
    lines = len(rows) // ROW
    valid = _KIND | _WIDTH | _QUALITY | _RECOVER | (_LENGTH if medium.kind == DIE_CUT else 0)
    information = bytes((valid, medium.kind, medium.width, medium.length)) + lines.to_bytes(4, "little")
    page = bytearray(_RASTER_MODE + b"\x1biz" + information + bytes((0 if first else 1, 0)))
    page += _AUTO_CUT + _CUT_EACH + _CUT_AT_END
    page += b"\x1bid" + medium.feed.to_bytes(2, "little") + _UNCOMPRESSED
    for begin in range(0, len(rows), ROW):
        page += b"g\x00" + bytes((ROW,)) + rows[begin : begin + ROW]
    return bytes(page)


def _rows(image: Image, medium: Medium) -> bytes:
    """The picture on the pins, the right one first, 1 for black."""
    from PIL import Image as Images
    from PIL import ImageOps

    read = image.rotate(90, expand=True) if medium.turned else image
    head = Images.new("L", (PINS, read.height), 255)
    head.paste(read, (PINS - medium.right_pins - medium.across, 0))
    return ImageOps.invert(ImageOps.mirror(head)).convert("1", dither=Images.Dither.NONE).tobytes()


@dataclass(frozen=True, slots=True)
class Status:
    """What the printer says: which roll is in it (None if none we know), and what keeps it from printing."""

    medium: Medium | None
    trouble: DeviceTrouble | None


def read_status(answer: bytes) -> Status:
    """What an answer to STATUS_REQUEST means. ValueError for bytes that are none."""
    if len(answer) != STATUS_LENGTH or answer[:3] != b"\x80\x20B":
        raise ValueError(f"no status of a label printer: {answer.hex()}")
    roll = (answer[11], answer[10], answer[17])
    medium = next((each for each in MEDIA.values() if (each.kind, each.width, each.length) == roll), None)
    return Status(medium, _trouble(answer[8], answer[9]))


def _trouble(first: int, second: int) -> DeviceTrouble | None:
    """What the two bytes of error information say, the worst first."""
    if first & 0x01:
        return DeviceTrouble("ql_empty", "The label printer has no roll. Put one in, then print again.")
    if first & 0x02:
        return DeviceTrouble(
            "ql_empty", "The label printer’s roll is used up. Put a new one in, then print again."
        )
    if first & 0x04:
        return DeviceTrouble(
            "ql_cutter",
            "The label printer’s cutter is jammed. Switch it off, free the labels, switch it on.",
        )
    if second & 0x10:
        return DeviceTrouble("ql_open", "The label printer’s cover is open. Close it, then print again.")
    if second & 0x01:
        return _other_roll()
    if second & 0x40:
        return DeviceTrouble("ql_feed", "The label printer cannot move its labels on. Put the roll in again.")
    if first or second:
        return DeviceTrouble(
            "ql_trouble", "The label printer reports an error. Switch it off and on, then print again."
        )
    return None


def _other_roll() -> DeviceTrouble:
    return DeviceTrouble(
        "ql_roll", "The label printer holds another roll than the one chosen. Put the right one in."
    )


def send(transport: Transport, written: bytes, medium: Medium) -> None:
    """Send a job if the printer is ready for it, or does not say; else DeviceTrouble, nothing sent."""
    answer = transport.exchange(STATUS_REQUEST, STATUS_LENGTH)
    if answer:
        status = read_status(answer)
        if status.trouble is not None:
            raise status.trouble
        if status.medium != medium:
            raise _other_roll()
    transport.send(written)
