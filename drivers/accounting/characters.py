"""Texts in the characters and on the one line that files of accounts have room for."""

from __future__ import annotations

from text_unidecode import unidecode  # type: ignore[import-untyped]

LATIN_9 = "iso8859_15"
"""The characters that art. A. 47 A-1 of the livre des procédures fiscales names beside ASCII and EBCDIC."""


def one_line(text: str) -> str:
    """The text without tabs, line ends and other signs that cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def latin_9(text: str) -> str:
    """The text on one line in ISO 8859-15: a letter of another alphabet becomes the nearest Latin one."""
    return one_line("".join(sign if _fits(sign) else str(unidecode(sign)) for sign in text))


def _fits(sign: str) -> bool:
    try:
        sign.encode(LATIN_9)
    except UnicodeEncodeError:
        return False
    return True
