"""Labels on the receipt printer: one strip, each label cut off or all to be cut by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drivers.labels.codes import LEFT_QUIET, WHOLE, bars, draw_squares, squares
from drivers.labels.dots import Dots
from drivers.labels.face import BLACK
from drivers.labels.lines import BETWEEN
from drivers.receipts.pictures import TALLEST
from drivers.receipts.roll import BAND, BIG, BOLD, PLAIN, TALL, Roll
from ess_shop.domain.labels import Label
from ess_shop.ports import Progress, unheard
from ess_shop.wording import Words

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72
"""A picture drawn in points at 72 to the inch: one point is one dot."""

MODULE, BARS = 3, 88
"""Dots of a bar's width (0.375 mm) and height."""

QUIET = 4
"""Squares of white around a QR code."""

MOST_LINES = 2


def roll_job(
    labels: Sequence[Label],
    words: Words,
    *,
    width_mm: int = 80,
    encoding: str = "CP858",
    cut: bool = True,
    progress: Progress = unheard,
) -> bytes:
    """The labels as one job, cut between them if wished. ValueError for none, or an unknown paper or page."""
    if not labels:
        raise ValueError("a job without labels")
    roll = Roll(width_mm=width_mm, encoding=encoding)
    for place, label in enumerate(labels):
        if place and cut:
            roll.cut()
        elif place:
            roll.gap()
            roll.rule()
            roll.gap()
        _write(roll, label, words)
        progress(place + 1, len(labels))
    return roll.job()


def _write(roll: Roll, label: Label, words: Words) -> None:
    for line in _elided(roll, label.text, roll.columns):
        roll.centred(line, TALL)
    makers = [part for part in (label.member, label.origin) if part]
    together = BETWEEN.join(makers)
    for maker in [together] if len(together) <= roll.columns else makers:
        for line in _elided(roll, maker, roll.columns):
            roll.centred(line, BOLD)
    for line in _elided(roll, label.story, roll.columns):
        roll.centred(line)
    roll.gap(12)
    if label.second_hand:
        roll.centred(words("Second-hand"), BAND)
        roll.gap(12)
    if label.price is not None:
        said = words.money(label.price)
        roll.centred(said, BIG if len(said) <= roll.columns // 2 else TALL)
        roll.gap(12)
    roll.picture(_barcode(label.barcode))
    roll.gap(6)
    roll.centred(f"{label.barcode[0]} {label.barcode[1:7]} {label.barcode[7:]}", PLAIN)
    if label.address:
        roll.gap(12)
        roll.picture(_qr(label.address))


def _elided(roll: Roll, text: str, columns: int) -> list[str]:
    """The text in at most MOST_LINES lines, dots where more was written."""
    lines = roll.broken(text, columns)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][: columns - 3].rstrip() + "..."]
    return lines


def _barcode(barcode: str) -> Image:
    """The bars in whole dots, low enough that nothing scales them."""
    dots = Dots(WHOLE * MODULE, BARS, per_inch=_POINTS)
    for begin, length in bars(barcode):
        dots.box((LEFT_QUIET + begin) * MODULE, 0, length * MODULE, BARS, BLACK)
    return dots.picture()


def _qr(address: str) -> Image:
    number = len(squares(address))
    whole = number + 2 * QUIET
    side = 4 if whole * 4 <= TALLEST else 3
    dots = Dots(whole * side, whole * side, per_inch=_POINTS)
    draw_squares(dots, address, QUIET * side, (whole - QUIET) * side, number * side, BLACK)
    return dots.picture()
