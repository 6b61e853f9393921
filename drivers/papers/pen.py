"""A pen that measures texts, and writes and rules them straight onto the pages of a PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from drivers.papers.sheet import HEIGHT, WIDTH, Style
from drivers.papers.typefaces import Face, font, runs

ELLIPSIS = "…"


class Pen:
    """Writes one document. Texts come back often, so each is measured and encoded once.

    The same strokes give the same bytes: no clock and no chance goes into the file.
    """

    def __init__(self, *, title: str, author: str, language: str) -> None:
        self._content = BytesIO()
        self._canvas: Any = Canvas(
            self._content,
            pagesize=(WIDTH, HEIGHT),
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

    def write_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Write up to `x`."""
        if text:
            self.write(x - self.width(text, style), y, text, style)

    def write_middle(self, x: float, y: float, text: str, style: Style) -> None:
        """Write around `x`."""
        self.write(x - self.width(text, style) / 2, y, text, style)

    def fitted(self, text: str, style: Style, room: float) -> str:
        """The text, or as much of its beginning as fits, followed by an ellipsis."""
        if self.width(text, style) <= room:
            return text
        fits, too_long = 0, len(text)
        while too_long - fits > 1:
            half = (fits + too_long) // 2
            if self.width(text[:half].rstrip() + ELLIPSIS, style) <= room:
                fits = half
            else:
                too_long = half
        return text[:fits].rstrip() + ELLIPSIS

    def wrapped(self, text: str, style: Style, room: float, *, most: int = 4) -> list[str]:
        """The text in lines that fit, broken at spaces (those that may break); the last of `most` is cut."""
        lines: list[str] = []
        words = [word for word in text.replace("\n", " ").split(" ") if word]
        while words and len(lines) < most - 1:
            line = words.pop(0)
            while words and self.width(f"{line} {words[0]}", style) <= room:
                line = f"{line} {words.pop(0)}"
            lines.append(self.fitted(line, style, room))
        if words:
            lines.append(self.fitted(" ".join(words), style, room))
        return lines

    def rule(self, left: float, right: float, y: float, colour: str, thickness: float = 0.5) -> None:
        """Draw a level line."""
        self.box(left, y - thickness / 2, right - left, thickness, colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; `y` is its lower edge."""
        self._fill(colour)
        self._strokes.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

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
