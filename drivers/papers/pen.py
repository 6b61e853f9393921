"""A pen that measures texts, and writes them and fills boxes straight onto the pages of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from drivers.papers.sheet import HEIGHT, WIDTH, Style
from drivers.papers.strokes import Strokes
from drivers.papers.typefaces import Face, font, runs


class Pen(Strokes):
    """Writes one document. Texts come back often, so each is measured and encoded once.

    The same strokes give the same bytes: no clock and no chance goes into the file.
    """

    def __init__(
        self, *, title: str, author: str, language: str, paper: tuple[float, float] = (WIDTH, HEIGHT)
    ) -> None:
        self._content = BytesIO()
        self._canvas: Any = Canvas(
            self._content,
            pagesize=paper,
            pageCompression=1,
            invariant=1,
            lang=language,
            initialFontName=font(Face.TEXT).fontName,
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("ess-shop")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._widths: dict[tuple[Face, str], float] = {}
        self._shows: dict[tuple[Face, float, str], str] = {}
        self._strokes: list[str] = []
        self._colour = ""

    def width(self, text: str, style: Style) -> float:
        """How wide a text is, in points."""
        key = (style.face, text)
        known = self._widths.get(key)
        if known is None:
            known = sum(font(face).stringWidth(part, 1) for face, part in runs(text, style.face))
            self._widths[key] = known
        return known * style.size

    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write from `x` on, on the base line `y`."""
        if text:
            self._fill(style.colour)
            self._strokes.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {self._show(text, style)} ET")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; `y` is its lower edge."""
        self._fill(colour)
        self._strokes.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def polygon(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """Fill what these corners go around."""
        self._fill(colour)
        self._strokes.append(f"{_way(points)} h f")

    def line(self, points: Sequence[tuple[float, float]], colour: str, thickness: float) -> None:
        """Draw along these points."""
        self._strokes.append(f"q {colour} RG {thickness:.2f} w {_way(points)} S Q")

    def end_page(self) -> None:
        """Finish a page; what is written next goes on a new one."""
        self._canvas.addLiteral("\n".join(self._strokes))
        self._canvas.showPage()
        self._strokes, self._colour = [], ""

    def finished(self) -> bytes:
        """The whole document."""
        self._canvas.save()
        return self._content.getvalue()

    def _fill(self, colour: str) -> None:
        if colour != self._colour:
            self._colour = colour
            self._strokes.append(f"{colour} rg")

    def _show(self, text: str, style: Style) -> str:
        """The PDF operators that show a text, in as many fonts and subsets as it needs."""
        key = (style.face, style.size, text)
        known = self._shows.get(key)
        if known is None:
            document = self._canvas._doc
            known = " ".join(
                f"{font(face).getSubsetInternalName(subset, document)} {style.size:g} Tf <{codes.hex()}> Tj"
                for face, part in runs(text, style.face)
                for subset, codes in font(face).splitString(part, document)
            )
            self._shows[key] = known
        return known


def _way(points: Sequence[tuple[float, float]]) -> str:
    first, *others = (f"{x:.2f} {y:.2f}" for x, y in points)
    return " ".join((f"{first} m", *(f"{point} l" for point in others)))
