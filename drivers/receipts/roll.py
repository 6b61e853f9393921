"""A strip of receipt paper that is written from top to bottom and handed over as one job of bytes."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from drivers.receipts.characters import HARD_SPACE, printable
from drivers.receipts.pictures import raster

if TYPE_CHECKING:
    from PIL.Image import Image

CELL_WIDTH, CELL_HEIGHT = 12, 24
"""Dots of one character in a printer's usual font."""

DOTS = {58: 384, 80: 576}
"""How many dots fit across a paper of so many millimetres."""

NARROWEST_LABEL = 10
"""With less room than this beside its amount, a label gets lines of its own."""

_LATIN = b"\x1c.\x1bR\x00"
"""Leaves the Chinese mode in which many printers start, and national sets that replace # or @."""

_BARCODE = b"\x1dh%c\x1dw%c\x1dH\x00\x1dkI%c%b"
_BARCODE_HEIGHT = 72


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look: so many times as wide and high, bold, white on black."""

    wide: int = 1
    high: int = 1
    bold: bool = False
    inverse: bool = False


PLAIN, BOLD, TALL, BIG = Style(), Style(bold=True), Style(high=2, bold=True), Style(2, 2, bold=True)
BAND = Style(2, 2, bold=True, inverse=True)


class Roll:
    """Writes lines that always fit: labels are broken, amounts never."""

    def __init__(self, *, width_mm: int = 80, encoding: str = "CP858") -> None:
        """ValueError for a paper or a code page that we do not print on."""
        if width_mm not in DOTS:
            raise ValueError(f"no receipts are printed on paper of {width_mm} mm")
        printable("", encoding)
        self.dots = DOTS[width_mm]
        self.columns = self.dots // CELL_WIDTH
        self._encoding = encoding
        self._printer = new_printer()
        self._printer.hw("INIT")
        self._printer._raw(_LATIN)
        # Asked for, the code page is sent and never switched; given at the start, it would not be sent.
        self._printer.charcode(encoding)
        self._style, self._align = PLAIN, "left"

    def paragraph(self, text: str, style: Style = PLAIN, *, align: str = "left", indent: int = 0) -> None:
        """A text broken into lines, each behind so many spaces."""
        for line in self.broken(text, self.columns // style.wide - indent):
            self._line(" " * indent + line, style, align)

    def centred(self, text: str, style: Style = PLAIN) -> None:
        """A text in the middle of the paper, broken into lines that are about equally long."""
        columns = self.columns // style.wide
        lines = self.broken(text, columns)
        widths = range(max(map(len, " ".join(lines).split(" "))), columns + 1)
        evenly = (self.broken(text, width) for width in widths)
        for line in next((fewest for fewest in evenly if len(fewest) == len(lines)), lines):
            self._line(line, style, "center")

    def pair(self, label: str, amount: str, style: Style = PLAIN, *, indent: int = 0) -> None:
        """A label with its amount at the right edge, beside the label's first line."""
        columns = self.columns // style.wide
        right = self._printable(amount).strip()
        room = columns - indent - len(right) - (2 if style.wide == 1 else 1)
        lines = self.broken(label, max(room, NARROWEST_LABEL)) or [""]
        if len(lines[0]) > room:
            self.paragraph(label, style, indent=indent)
            self.paragraph(amount, style, align="right")
            return
        first = " " * indent + lines[0]
        self._line(first + " " * (columns - len(first) - len(right)) + right, style)
        for line in lines[1:]:
            self._line(" " * indent + line, style)

    def both(self, left: str, right: str, style: Style = PLAIN) -> None:
        """Two texts at the edges of one line; below each other where they do not fit."""
        if len(self._printable(left)) + len(self._printable(right)) < self.columns // style.wide:
            self.pair(left, right, style)
        else:
            self.paragraph(left, style)
            self.paragraph(right, style)

    def grand(self, label: str, amount: str) -> None:
        """The amount that counts, as big as the paper allows."""
        fits = len(self._printable(label)) + len(self._printable(amount)) < self.columns // 2
        self.pair(label, amount, BIG if fits else TALL)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str] | str]) -> None:
        """Columns of figures under their heads; a text among the rows gets a line of its own.

        Where the columns do not fit, each figure stands beside its head.
        """
        figures = [row for row in rows if not isinstance(row, str)]
        cells = [[self._printable(cell) for cell in row] for row in (heads, *figures)]
        widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
        fits = sum(widths) + len(heads) - 1 <= self.columns
        share = (self.columns - widths[0]) // (len(heads) - 1)
        if max(widths[1:]) < share:
            widths[1:] = [share] * (len(heads) - 1)
            widths[0] = self.columns - sum(widths[1:])
        elif fits:
            widths[1:] = [width + 1 for width in widths[1:]]
            widths[1] += self.columns - sum(widths)
        for row in ([heads] if fits else []) + list(rows):
            if isinstance(row, str):
                self.paragraph(row)
            elif fits:
                first, *others = (self._printable(cell) for cell in row)
                right = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
                self._line(first.ljust(widths[0]) + "".join(right))
            else:
                for head, cell in zip(heads, row, strict=True):
                    self.pair(head, cell, indent=2)

    def title(self, text: str) -> None:
        """What the paper is, in the middle; as big as it can be without breaking a word."""
        fits = all(len(word) <= self.columns // 2 for word in self._printable(text).split())
        self.centred(text, BIG if fits else TALL)

    def rule(self, character: str = "─") -> None:
        """A line from edge to edge."""
        self._line(self._printable(character) * self.columns)

    def gap(self, dots: int = 30) -> None:
        """White of so many dots; a line is 30."""
        self._printer._raw(b"\x1bJ%c" % dots)

    def band(self, text: str) -> None:
        """A text that nobody overlooks: big, white on black, from edge to edge."""
        for line in self.broken(text, self.columns // 2):
            self._line(line.center(self.columns // 2), BAND)

    def picture(self, image: Image) -> None:
        """A picture that fits the paper, in the middle."""
        self._dress(PLAIN, "left")
        self._printer._raw(raster(image, self.dots))

    def barcode(self, code: str) -> None:
        """A Code 128 in the middle, its text below; the text alone where the bars would not fit."""
        modules = 11 * (len(code) + code.count("{") + 2) + 13
        quiet = 2 * 10
        width = next((width for width in (3, 2) if (modules + quiet) * width <= self.dots), 0)
        if code and code.isascii() and code.isprintable() and width:
            # Written by hand: the library's own barcode() prints a sentence on the standard output.
            data = b"{B" + code.replace("{", "{{").encode("ascii")
            self._dress(PLAIN, "center")
            self._printer._raw(_BARCODE % (_BARCODE_HEIGHT, width, len(data), data))
            self.gap(6)
        self.centred(code)

    def cut(self) -> None:
        """Cut off what is written so far."""
        self._dress(PLAIN, "left")
        self._printer.cut(mode="PART")

    def job(self) -> bytes:
        """Everything written so far, cut off."""
        self.cut()
        return bytes(self._printer.output)

    def broken(self, text: str, width: int) -> list[str]:
        """A text in lines of printable characters no longer than `width`."""
        return wrap(self._printable(text), width)

    def _printable(self, text: str) -> str:
        return printable(text, self._encoding)

    def _line(self, text: str, style: Style = PLAIN, align: str = "left") -> None:
        self._dress(style, align)
        self._printer.textln(text.replace(HARD_SPACE, " "))

    def _dress(self, style: Style, align: str) -> None:
        """Send only what changes."""
        if (style.wide, style.high) != (self._style.wide, self._style.high):
            self._printer.set(custom_size=True, width=style.wide, height=style.high)
        if style.bold != self._style.bold:
            self._printer.set(bold=style.bold)
        if style.inverse != self._style.inverse:
            self._printer.set(invert=style.inverse)
        if align != self._align:
            self._printer.set(align=align)
        self._style, self._align = style, align


def new_printer() -> Any:
    """A printer that only collects bytes; reading its module must not change how the program logs."""
    root = logging.getLogger()
    before = list(root.handlers)
    from escpos import capabilities
    from escpos.printer import Dummy

    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
        # It leaves a folder of its own in the temporary place at every start.
        shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return Dummy()
