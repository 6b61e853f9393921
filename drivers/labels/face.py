"""How a label looks: the goods and their maker above, the barcode and the price below, whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from drivers.labels.codes import LEFT_QUIET, WHOLE, bars, draw_squares, squares
from drivers.labels.lines import LEADING, MAKER, best_lines
from drivers.papers import sheet
from drivers.papers.sheet import Style
from drivers.papers.strokes import Strokes
from drivers.papers.typefaces import Face
from ess_shop.domain.label_sheets import millimetres
from ess_shop.domain.labels import Label
from ess_shop.errors import Refused
from ess_shop.wording import Words

MM = 72 / 25.4
BLACK = "0 0 0"
"""Bars and squares are pure black: a printer would screen any other colour."""

LOWEST_BARS, HIGHEST_BARS = 6 * MM, 15 * MM
PRICE_ROOM = 19 * MM
"""With less room than this beside the bars, the price stands above them."""

SMALLEST_QR, LARGEST_QR, SMALLEST_SQUARE = 11 * MM, 18 * MM, 0.35 * MM
"""A QR code that telephones read; where it does not fit, it is left out."""

LOW = 0.9
"""How many times its width a label is high at most, for the price to stand beside the bars."""

SMALLEST_TITLE, LARGEST_DIGITS = 7.0, 8.0
FIGURE = 40 / 6
"""Modules from one figure below the bars to the next."""

GAP = 1.2 * MM
CAPITAL = 0.67
COMMA = 0.13
"""How high capitals and figures stand above the base line, how deep a comma hangs below it, in sizes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points, its lower edge first."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.bottom + self.height


def draw_label(strokes: Strokes, label: Label, box: Box, words: Words, modules: Sequence[float]) -> None:
    """Draw a label into a box; `modules` are the widths of a bar that the printer can draw, widest first.

    Refused for a box in which the bars and one line do not fit.
    """
    title = Style(Face.BOLD, min(max(box.height * 0.115, SMALLEST_TITLE), 15.0))
    low = box.height <= box.width * LOW
    beside = [each for each in modules[:-1] if low and box.width - WHOLE * each >= PRICE_ROOM]
    alone = [each for each in modules if WHOLE * each <= box.width]
    least = LOWEST_BARS + LARGEST_DIGITS + GAP + SMALLEST_TITLE * LEADING * (1 if beside else 2.3)
    if not alone or box.height < least:
        raise _too_small(box, modules[-1] * WHOLE, least)
    module = beside[0] if beside else alone[0]
    digits = _largest(strokes, "0", FIGURE * module, LARGEST_DIGITS, Face.FIGURES)
    below = digits.size * 0.9
    share = 0.36 if beside else 0.40
    height = min(max(box.height * share - below, LOWEST_BARS), HIGHEST_BARS)
    _draw_bars(
        strokes,
        label.barcode,
        box.left if beside else _middle(box, module),
        box.bottom,
        module,
        height,
        digits,
    )
    above = Box(box.left, box.bottom + below + height + GAP, box.width, box.height - below - height - GAP)
    if beside:
        left = box.left + WHOLE * module
        corner = Box(left, box.bottom, box.right - left, below + height)
        _draw_price(strokes, label, corner, words)
    else:
        label, above = _draw_price_row(strokes, label, above, title, words)
    above = _draw_qr(strokes, label, above)
    y = above.top
    for text, style in best_lines(strokes, label, above.width, above.height, title):
        y -= style.size * LEADING
        strokes.write(above.left, y + style.size * 0.28, text, style)


def _middle(box: Box, module: float) -> float:
    return box.left + (box.width - WHOLE * module) / 2


def _draw_bars(
    strokes: Strokes, barcode: str, left: float, bottom: float, module: float, height: float, digits: Style
) -> None:
    """The bars with their figures below: six and six under their bars, the first one before them."""
    left += LEFT_QUIET * module
    foot = bottom + digits.size * 0.9
    for begin, length in bars(barcode):
        strokes.box(left + begin * module, foot, length * module, height, BLACK)
    strokes.write_right(left - 2 * module, bottom, barcode[0], digits)
    for start, middle in ((1, 24), (7, 71)):
        _spread(strokes, left + middle * module, bottom, barcode[start : start + 6], FIGURE * module, digits)


def _spread(strokes: Strokes, middle: float, bottom: float, figures: str, step: float, style: Style) -> None:
    for place, figure in enumerate(figures):
        strokes.write_middle(middle + (place + 0.5 - len(figures) / 2) * step, bottom, figure, style)


def _draw_price(strokes: Strokes, label: Label, box: Box, words: Words) -> None:
    """The price as big as the corner allows, whole; above it whether the goods are second-hand."""
    top = box.bottom
    if label.price is not None:
        said = words.money(label.price)
        style = _largest(strokes, said, box.width, min(box.height * 0.75, 34.0))
        base = box.bottom + style.size * COMMA
        strokes.write_right(box.right, base, said, style)
        top = base + style.size * CAPITAL + 1.2 * MM
    if label.second_hand:
        _badge(strokes, words("Second-hand"), Box(box.left, top, box.width, box.top - top))


def _draw_price_row(
    strokes: Strokes, label: Label, box: Box, title: Style, words: Words
) -> tuple[Label, Box]:
    """The price above the bars; returns what of the label is still to be drawn, and the room for it.

    Where one line is all that is left above, the member stands beside the price.
    """
    size = title.size * (2.2 if box.height > title.size * 8 else 1.25)
    base, room, left = box.bottom + size * COMMA, box.width, box.left
    if label.price is not None:
        said = words.money(label.price)
        style = _largest(strokes, said, box.width * (0.55 if label.second_hand else 1.0), size)
        strokes.write_right(box.right, base, said, style)
        room -= strokes.width(said, style) + 1.5 * MM
    if label.second_hand:
        used = _badge(strokes, words("Second-hand"), Box(left, base, room, size), align_left=True)
        left, room = left + used, room - used
    above = Box(box.left, box.bottom + size * LEADING, box.width, box.height - size * LEADING)
    if above.height >= title.size * (1 + MAKER) * LEADING:
        return label, above
    style = Style(Face.TEXT, title.size * 0.85)
    if label.member and room > 6 * MM:
        strokes.write(left, base, strokes.fitted(label.member, style, room), style)
    return replace(label, member="", origin=""), above


def _largest(strokes: Strokes, text: str, room: float, size: float, face: Face = Face.BOLD_FIGURES) -> Style:
    style = Style(face, size)
    wide = strokes.width(text, style)
    # Half a per cent of play: printers round the widths of letters to their dots.
    return style if wide <= room else replace(style, size=size * room / wide * 0.995)


def _badge(strokes: Strokes, text: str, box: Box, *, align_left: bool = False) -> float:
    """White on black, at the right or left of its box; returns the width it took."""
    size = min(7.5, box.height * 0.8) if align_left else 8.0
    fitted = _largest(strokes, text, max(box.width - 3 * MM, MM), size)
    style = Style(Face.BOLD, fitted.size, sheet.PAPER)
    wide, high = strokes.width(text, style) + 2.4 * MM, style.size * CAPITAL + 1.4 * MM
    left = box.left if align_left else box.right - wide
    strokes.box(left, box.bottom - 0.3 * MM, wide, high, sheet.INK)
    strokes.write(left + 1.2 * MM, box.bottom + 0.4 * MM, text, style)
    return wide + 1.2 * MM


def _draw_qr(strokes: Strokes, label: Label, box: Box) -> Box:
    """The code of the member's page at the upper right, if it fits; returns the room that is left."""
    if not label.address:
        return box
    size = min(box.height, LARGEST_QR, box.width * 0.33)
    if size < SMALLEST_QR or size / len(squares(label.address)) < SMALLEST_SQUARE:
        return box
    draw_squares(strokes, label.address, box.right - size, box.top, size, BLACK)
    # Its quiet zone is four squares of white.
    return replace(box, width=box.width - size - 4 * size / len(squares(label.address)))


def _too_small(box: Box, width: float, height: float) -> Refused:
    return Refused(
        "label_too_small",
        "A label with {width} × {height} mm to print on is too small: barcode and text need {least_width} × "
        "{least_height} mm. Choose larger labels.",
        width=millimetres(round(box.width / MM * 100)),
        height=millimetres(round(box.height / MM * 100)),
        least_width=millimetres(ceil(width / MM * 10) * 10),
        least_height=millimetres(ceil(height / MM * 10) * 10),
    )
