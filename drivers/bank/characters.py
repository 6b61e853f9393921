"""Texts in the few characters that every bank of the SEPA area can carry."""

from __future__ import annotations

import re
from string import ascii_letters, digits

from text_unidecode import unidecode  # type: ignore[import-untyped]

SEPA_CHARACTERS = frozenset(ascii_letters + digits + "/-?:().,'+ ")
"""The basic Latin set of the SEPA guidelines (EPC132-08, character set)."""

NOT_PROVIDED = "NOTPROVIDED"
"""What the EPC's guidelines put where something required is not known."""

_QUOTES = str.maketrans(dict.fromkeys("«»‹›", "'"))
_NEAREST = str.maketrans('&_~"`^;[]{}<>\\|', "+--''',()()()//")


def sepa_text(text: str, longest: int = 140) -> str:
    """The text in SEPA characters, at most `longest` of them: `Éléa & Cœur` becomes `Elea + Coeur`.

    Letters of other alphabets become Latin ones, `&` becomes `+` (EPC217-08, best practices), other signs
    the nearest one or a full stop. No slash at either end and no two in a row (EPC132-08). A text in
    which no letter and no digit is left becomes `NOTPROVIDED`: the result is never empty.
    """
    near = str(unidecode(text.translate(_QUOTES))).translate(_NEAREST)
    known = "".join(char if char in SEPA_CHARACTERS else "." if char.isprintable() else " " for char in near)
    slashed = re.sub(r"/[/ ]*/", "/", " ".join(known.split()))
    written = slashed.strip(" /")[:longest].strip(" /")
    return written if any(char.isalnum() for char in written) else NOT_PROVIDED[:longest]
