"""What can be drawn on any paper once a text can be measured, a text written and a box filled."""

from __future__ import annotations

from abc import ABC, abstractmethod

from drivers.papers.sheet import Style

ELLIPSIS = "…"


class Strokes(ABC):
    """Draws in points, `y` counting up from the bottom; on the pages of a PDF or the dots of a picture."""

    @abstractmethod
    def width(self, text: str, style: Style) -> float:
        """How wide a text is, in points."""

    @abstractmethod
    def write(self, x: float, y: float, text: str, style: Style) -> None:
        """Write from `x` on, on the base line `y`."""

    @abstractmethod
    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle; `y` is its lower edge."""

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
