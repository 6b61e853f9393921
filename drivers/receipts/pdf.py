"""A receipt as a PDF of one long page: the paper as it would come out, its text to be found and copied."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from drivers.receipts.glyphs import REGULAR
from drivers.receipts.renderer import DOTS_PER_MM, Placed, layout, left_of, paint
from drivers.receipts.roll import CELL_HEIGHT, CELL_WIDTH, DOTS
from drivers.receipts.stream import Printed

_POINTS_PER_DOT = 72 / 25.4 / DOTS_PER_MM
_SHARPNESS = 3
"""Pixels per dot: small enough to be sent, sharp enough to be enlarged."""

_INVISIBLE = 3


def pdf_of(job: bytes, width_mm: int = 80) -> bytes:
    """The job as a PDF. BadJob as `render`."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    placed = layout(job, width_mm)
    image = paint(placed, width_mm, _SHARPNESS)
    width, height = (side / _SHARPNESS * _POINTS_PER_DOT for side in image.size)
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(width, height), invariant=1)
    canvas.drawImage(ImageReader(image), 0, 0, width, height)
    margin = (width_mm * DOTS_PER_MM - DOTS[width_mm]) // 2
    for each in placed:
        if isinstance(each.step, Printed):
            _write(canvas, each, each.step, margin + left_of(each.step, width_mm), height)
    canvas.showPage()
    canvas.save()
    return kept.getvalue()


def _write(canvas: Any, placed: Placed, line: Printed, left: int, height: float) -> None:
    """The line's text, unseen, where its picture is."""
    style = line.cells[0][1]
    said = canvas.beginText(
        left * _POINTS_PER_DOT, height - (placed.top + CELL_HEIGHT * style.high * 4 / 5) * _POINTS_PER_DOT
    )
    said.setTextRenderMode(_INVISIBLE)
    said.setFont(_font(), CELL_WIDTH / 0.602 * _POINTS_PER_DOT)
    said.setHorizScale(100 * style.wide)
    said.textOut("".join(character for character, _ in line.cells))
    canvas.drawText(said)


def _font() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = "Receipts-Mono"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(REGULAR)))
    return name
