"""The sheet of the shop's papers: its size and margins, its one accent colour and its type scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drivers.papers.typefaces import Face

WIDTH: Final = 595.276
HEIGHT: Final = 841.890
"""A4, in points; y counts up from the bottom."""

MARGIN: Final = 42.5
LEFT: Final = MARGIN
RIGHT: Final = WIDTH - MARGIN
TOP: Final = HEIGHT - MARGIN
BOTTOM: Final = 54.0
"""Where the content ends above the footer."""

INK: Final = "0.10 0.13 0.14"
GREY: Final = "0.36 0.40 0.41"
RULE: Final = "0.82 0.86 0.86"
DAY_RULE: Final = "0.62 0.69 0.69"
TINT: Final = "0.93 0.96 0.955"
SOFT: Final = "0.52 0.70 0.69"
ACCENT: Final = "0.06 0.36 0.36"
PAPER: Final = "1 1 1"
"""Colours as PDF reads them: red, green and blue from 0 to 1. GREY on PAPER keeps a contrast of 6 to 1."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set."""

    face: Face
    size: float
    colour: str = INK


BODY: Final = Style(Face.TEXT, 9.5)
STRONG: Final = Style(Face.BOLD, 9.5)
QUIET: Final = Style(Face.TEXT, 9.5, GREY)
FIGURE: Final = Style(Face.FIGURES, 9.5)
STRONG_FIGURE: Final = Style(Face.BOLD_FIGURES, 9.5)
SMALL: Final = Style(Face.TEXT, 8.5, GREY)
SMALL_STRONG: Final = Style(Face.BOLD, 8.5, GREY)
SMALL_FIGURE: Final = Style(Face.FIGURES, 8.5, GREY)
FAINT_FIGURE: Final = Style(Face.FIGURES, 8.5, "0.60 0.64 0.65")
CELL: Final = Style(Face.TEXT, 9)
QUIET_CELL: Final = Style(Face.TEXT, 9, GREY)
CELL_FIGURE: Final = Style(Face.FIGURES, 9)
QUIET_CELL_FIGURE: Final = Style(Face.FIGURES, 9, GREY)
STRONG_CELL: Final = Style(Face.BOLD, 9)
STRONG_CELL_FIGURE: Final = Style(Face.BOLD_FIGURES, 9)
NOTE: Final = Style(Face.BOLD, 8.5)
"""The word that tells a return or a discount apart, in black on paper too."""
LETTER: Final = Style(Face.TEXT, 10.5)
ADDRESS: Final = Style(Face.TEXT, 11)
ADDRESSEE: Final = Style(Face.BOLD, 11)
SIGN: Final = Style(Face.BOLD, 14, ACCENT)
TITLE: Final = Style(Face.BOLD, 21)
HEADING: Final = Style(Face.BOLD, 11.5, ACCENT)
DISPLAY: Final = Style(Face.BOLD_FIGURES, 27, ACCENT)
BANNER: Final = Style(Face.BOLD, 11, PAPER)
