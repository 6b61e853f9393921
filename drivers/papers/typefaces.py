"""The typefaces of the shop's papers, and which of them draws a given character."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parent / "fonts"
UNDRAWABLE = "?"
"""Stands, visibly, for a character that no face can draw as it should be read."""

TABULAR_ZERO = 249
"""Where both weights of Atkinson Hyperlegible keep their ten digits of equal width (OpenType `tnum`)."""


class Face(StrEnum):
    """What a text is set in. FIGURES are for columns: equally wide digits and a true minus sign.

    OTHER is DejaVu Sans Condensed; it lends the letters and signs that Atkinson Hyperlegible lacks.
    """

    TEXT = "Text"
    BOLD = "Bold"
    FIGURES = "Figures"
    BOLD_FIGURES = "BoldFigures"
    OTHER = "Other"


_FILES = {
    Face.TEXT: "AtkinsonHyperlegible-Regular.ttf",
    Face.BOLD: "AtkinsonHyperlegible-Bold.ttf",
    Face.FIGURES: "AtkinsonHyperlegible-Regular.ttf",
    Face.BOLD_FIGURES: "AtkinsonHyperlegible-Bold.ttf",
    Face.OTHER: "DejaVuSansCondensed.ttf",
}


@cache
def font(face: Face) -> Any:
    """The face as a reportlab font, read and registered once; only the glyphs that are used get embedded."""
    font = TTFont(f"Papers-{face}", str(FONTS / _FILES[face]), asciiReadable=False, shapable=False)
    if face in {Face.FIGURES, Face.BOLD_FIGURES}:
        _set_figures(font.face)
    pdfmetrics.registerFont(font)
    return font


def runs(text: str, face: Face) -> tuple[tuple[Face, str], ...]:
    """The text in pieces, each with the face that has all its glyphs.

    What has no ink of its own (controls, marks that join nothing, directions) is left out; a character
    that no face has becomes its plain letters (㎏ → kg) or UNDRAWABLE, never an empty box.
    """
    if text.isascii() and text.isprintable():
        return ((face, text),) if text else ()
    drawn = (_drawn(character, face) for character in unicodedata.normalize("NFC", text))
    pieces = groupby(((face, part) for face, part in drawn if part), key=lambda piece: piece[0])
    return tuple((face, "".join(part for _, part in group)) for face, group in pieces)


def _drawn(character: str, face: Face) -> tuple[Face, str]:
    category = unicodedata.category(character)
    if category[0] == "Z" or category == "Cc":
        return face, " "
    if category in {"Cf", "Mn", "Me"}:
        return face, ""
    if _has(face, character):
        return face, character
    # Without shaping and reordering, right-to-left letters would stand apart and backwards.
    if unicodedata.bidirectional(character) not in {"R", "AL", "AN"} and _has(Face.OTHER, character):
        return Face.OTHER, character
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if _has(face, part))
    return face, plain or UNDRAWABLE


def _has(face: Face, character: str) -> bool:
    return bool(font(face).face.charToGlyph.get(ord(character)))


def _set_figures(face: Any) -> None:
    """Point digits at the tabular glyphs and the hyphen at the minus sign, under a name of its own.

    Copied from the paper, an amount is still plain digits and a hyphen that any program reads.
    """
    widths = {face.hmetrics[TABULAR_ZERO + digit] for digit in range(10)}
    if len({width for width, _ in widths}) != 1:
        raise ValueError(f"{face.filename}: the digits of equal width are not where they were")
    for digit in range(10):
        _redirect(face, ord("0") + digit, TABULAR_ZERO + digit)
    _redirect(face, ord("-"), face.charToGlyph[ord("\N{MINUS SIGN}")])
    face.name += b"-Figures"


def _redirect(face: Any, code: int, glyph: int) -> None:
    face.charToGlyph[code] = glyph
    face.charWidths[code] = face.hmetrics[glyph][0] * 1000 // face.unitsPerEm
