"""The characters of a receipt printer as small pictures, one per cell, from a monospaced typeface."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from drivers.receipts.roll import CELL_HEIGHT, CELL_WIDTH, Style
from drivers.receipts.stream import BadJob

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = FONTS / "DejaVuSansMono.ttf", FONTS / "DejaVuSansMono-Bold.ttf"

EM = 20
"""Dots of the em: its characters are then 12 dots wide."""

BASELINE = 19
"""Dots from the top of a cell: room for the accents of capitals above, for descenders below."""

RULES = {"─": (11,), "═": (9, 13)}
"""Rules are drawn from edge to edge: letters of a typeface would leave hairs of white between them."""


@lru_cache(maxsize=2048)
def glyph(character: str, style: Style, scale: int) -> Image:
    """Black on white, `scale` pixels per dot; BadJob for a character that the typeface lacks."""
    from PIL import Image as Images
    from PIL import ImageDraw, ImageOps

    largest = max(style.wide, style.high) * scale
    width, height = CELL_WIDTH * largest, CELL_HEIGHT * largest
    cell = Images.new("L", (width, height), 255)
    draw = ImageDraw.Draw(cell)
    if character in RULES:
        for top in RULES[character]:
            draw.rectangle((0, top * largest, width, (top + 2) * largest - 1), fill=0)
    elif character != " ":
        font = _font(style.bold, EM * largest)
        if _drawn(font, character) == _drawn(font, "\uffff"):
            raise no_picture(character)
        draw.text((width / 2, BASELINE * largest), character, font=font, fill=0, anchor="ms")
    size = CELL_WIDTH * style.wide * scale, CELL_HEIGHT * style.high * scale
    fitted = cell if cell.size == size else cell.resize(size, Images.Resampling.LANCZOS)
    return ImageOps.invert(fitted) if style.inverse else fitted


def no_picture(character: str) -> BadJob:
    """What is wrong with a character that the typeface lacks."""
    return BadJob(f"there is no picture of {character!r}")


@cache
def _font(bold: bool, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(BOLD if bold else REGULAR, size, layout_engine=ImageFont.Layout.BASIC)


def _drawn(font: FreeTypeFont, character: str) -> bytes:
    mask = font.getmask(character)
    return bytes(mask)
