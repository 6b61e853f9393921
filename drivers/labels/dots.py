"""Labels as pictures of black dots, for printers that take dots."""

from __future__ import annotations

from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, Any

from drivers.papers import sheet
from drivers.papers.sheet import Style
from drivers.papers.strokes import Strokes
from drivers.papers.typefaces import Face, font, runs

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_INCH = 72
_DARK = 140
"""A dot whose grey is below this is printed."""


class Dots(Strokes):
    """A picture so many dots wide and high, drawn in points; every colour but that of the paper is black."""

    def __init__(self, width: int, height: int, *, per_inch: int) -> None:
        from PIL import Image as Images
        from PIL import ImageDraw

        self._scale, self._height = per_inch / _INCH, height
        self._image = Images.new("L", (width, height), 255)
        self._draw: Any = ImageDraw.Draw(self._image)

    def width(self, text: str, style: Style) -> float:
        """How wide a text is, in points."""
        return _wide(text, style.face, self._size(style)) / self._scale

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write from `x` on, on the base line `y`."""
        left, base = x * self._scale, self._height - y * self._scale
        for face, part in runs(text, style.face):
            face_font = _loaded(face, self._size(style))
            self._draw.text((left, base), part, font=face_font, fill=_ink(style.colour), anchor="ls")
            left += face_font.getlength(part)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, its edges on whole dots; boxes a whole number of dots wide stay equal."""
        left, right = self._dot(x), self._dot(x + width)
        top, bottom = self._height - self._dot(y + height), self._height - self._dot(y)
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), fill=_ink(colour))

    def picture(self) -> Image:
        """What was drawn, black and white."""
        return self._image.point(lambda grey: 255 if grey >= _DARK else 0).convert("1")

    def _dot(self, points: float) -> int:
        return floor(points * self._scale + 0.5 + 1e-6)

    def _size(self, style: Style) -> float:
        return round(style.size * self._scale, 2)


def _ink(colour: str) -> int:
    return 255 if colour == sheet.PAPER else 0


@lru_cache(maxsize=8192)
def _wide(text: str, face: Face, size: float) -> float:
    return float(sum(_loaded(own, size).getlength(part) for own, part in runs(text, face)))


@lru_cache(maxsize=256)
def _loaded(face: Face, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(font(face).face.filename, size, layout_engine=ImageFont.Layout.BASIC)
