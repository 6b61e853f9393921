"""Texts in the characters of one code page of a receipt printer, before anything is laid out in columns."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from text_unidecode import unidecode  # type: ignore[import-untyped]

CODECS = {"CP858": "cp858", "CP1252": "cp1252"}
"""The code pages we print in; every other one lacks the euro sign or French letters."""

UNPRINTABLE = "?"
"""Stands, visibly, for a character that no letters of the code page can replace."""

HARD_SPACE = "\N{NO-BREAK SPACE}"
"""Holds a number and its currency together while lines are broken; printed as a plain space."""

_HARD_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}"
_INVISIBLE = {"Cc", "Cf", "Mn", "Me", "Cs"}
_NEAREST = {
    "œ": "oe",
    "Œ": "OE",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{MINUS SIGN}": "-",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{BULLET}": "·",
    "─": "-",
    "═": "=",
}


def printable(text: str, encoding: str) -> str:
    """The text in characters that `encoding` has: `Cœur d’été…` becomes `Coeur d'été...` in CP858.

    Control characters never get through (some open the drawer); every kind of space that must not be broken
    becomes HARD_SPACE. ValueError for a code page we do not print in.
    """
    if encoding not in CODECS:
        raise ValueError(f"no receipts are printed in {encoding}")
    codec = CODECS[encoding]
    return "".join(_printed(character, codec) for character in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _printed(character: str, codec: str) -> str:
    if character in _HARD_SPACES:
        return HARD_SPACE
    category = unicodedata.category(character)
    if category[0] == "Z" or character in "\t\n\v\f\r\x85":
        return " "
    if category in _INVISIBLE:
        return ""
    if _has(character, codec):
        return character
    if character in _NEAREST:
        return _NEAREST[character]
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if _has(part, codec))
    if plain.strip():
        return plain
    letters = str(unidecode(character)) if category[0] == "L" else ""
    return letters if letters and letters.isascii() and letters.isprintable() else UNPRINTABLE


def _has(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return character.isprintable()
