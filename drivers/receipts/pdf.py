"""A receipt as a PDF of one long page: the paper as it would come out, its text to be found and copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from drivers.receipts.glyphs import BASELINE, BOLD, EM, REGULAR, RULES, no_picture
from drivers.receipts.renderer import (
    DOTS_PER_MM,
    Placed,
    dots_high,
    layout,
    left_of,
    modules_of,
    picture_of,
)
from drivers.receipts.roll import CELL_HEIGHT, CELL_WIDTH, DOTS, Style
from drivers.receipts.stream import Bars, Picture, Printed

_POINTS_PER_DOT = 72 / 25.4 / DOTS_PER_MM
_BLACK, _WHITE = 0, 1


def pdf_of(job: bytes, width_mm: int = 80) -> bytes:
    """The job as a PDF. BadJob as `render`."""
    placed = layout(job, width_mm)
    sheet = _Sheet(width_mm, dots_high(placed))
    for each in placed:
        sheet.put(each)
    return sheet.finished()


class _Sheet:
    """Draws in dots, from the upper left corner of the paper, as the renderer does."""

    def __init__(self, width_mm: int, height: int) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._width_mm, self._height = width_mm, height
        self._margin = (width_mm * DOTS_PER_MM - DOTS[width_mm]) // 2
        self._kept = BytesIO()
        points = width_mm * DOTS_PER_MM * _POINTS_PER_DOT, height * _POINTS_PER_DOT
        # Text, bars and rules are drawn as what they are: a picture of them took ten times as long.
        self._canvas: Any = Canvas(
            self._kept,
            pagesize=points,
            pageCompression=1,
            invariant=1,
            initialFontName=_font(bold=False).fontName,
        )
        self._canvas.scale(_POINTS_PER_DOT, _POINTS_PER_DOT)

    def put(self, placed: Placed) -> None:
        """Draw one step of the job."""
        step = placed.step
        if isinstance(step, Printed):
            self._write(step, self._margin + left_of(step, self._width_mm), placed.top)
        elif isinstance(step, Bars):
            self._bars(step, self._margin + left_of(step, self._width_mm), placed.top)
        elif isinstance(step, Picture):
            self._picture(step, placed.top)

    def finished(self) -> bytes:
        """The whole file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._kept.getvalue()

    def _write(self, line: Printed, left: int, top: int) -> None:
        tallest = max(style.high for _, style in line.cells)
        for text, style in _runs(line.cells):
            down = top + CELL_HEIGHT * (tallest - style.high)
            width = CELL_WIDTH * style.wide * len(text)
            if style.inverse:
                self._canvas.setFillGray(_BLACK)
                self._fill(left, down, width, CELL_HEIGHT * style.high)
            self._canvas.setFillGray(_WHITE if style.inverse else _BLACK)
            if text[0] in RULES:
                for begins in RULES[text[0]]:
                    self._fill(left, down + begins * style.high, width, 2 * style.high)
            elif text.strip():
                self._text(text, style, left, down + BASELINE * style.high)
            left += width

    def _text(self, text: str, style: Style, left: int, baseline: int) -> None:
        font = _font(bold=style.bold)
        for character in text:
            if ord(character) not in font.face.charToGlyph:
                raise no_picture(character)
        # The typeface is a hair wider than the cells: each character stands in the middle of its own.
        spare = CELL_WIDTH - font.stringWidth(" ", EM)
        said = self._canvas.beginText()
        said.setFont(font.fontName, EM)
        said.setCharSpace(spare)
        said.setTextTransform(
            style.wide, 0, 0, style.high, left + spare / 2 * style.wide, self._height - baseline
        )
        said.textOut(text)
        self._canvas.drawText(said)

    def _bars(self, bars: Bars, left: int, top: int) -> None:
        self._canvas.setFillGray(_BLACK)
        for module, group in groupby(modules_of(bars)):
            width = len(list(group)) * bars.module
            if module == "1":
                self._fill(left, top, width, bars.height)
            left += width

    def _picture(self, picture: Picture, top: int) -> None:
        from reportlab.lib.utils import ImageReader

        seen = picture_of(picture)
        below = self._height - top - picture.height
        self._canvas.drawImage(ImageReader(seen), self._margin, below, seen.width, seen.height)

    def _fill(self, left: int, top: int, width: int, height: int) -> None:
        self._canvas.rect(left, self._height - top - height, width, height, stroke=0, fill=1)


def _runs(cells: Sequence[tuple[str, Style]]) -> Iterator[tuple[str, Style]]:
    """The line in pieces of one style; rules stand alone, so that they have no seams."""
    for (style, _), group in groupby(cells, key=lambda cell: (cell[1], cell[0] if cell[0] in RULES else "")):
        yield "".join(character for character, _ in group), style


@cache
def _font(*, bold: bool) -> Any:
    """The typeface as reportlab knows it, read once; only the characters that are used get into a file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont("Receipts-Bold" if bold else "Receipts-Mono", str(BOLD if bold else REGULAR))
    pdfmetrics.registerFont(font)
    return font
