"""What a correction changes, in words: line by line, in every currency."""

from __future__ import annotations

from collections.abc import Mapping

from ess_shop.domain.money import Money
from ess_shop.domain.sale import SaleLine
from ess_shop.reading import Reading
from ess_shop.wording import Words

Names = Mapping[str, str]
"""What members are called, by id."""


def names_of(read: Reading) -> Names:
    """Every member's name, or the code of one whose identity was erased."""
    who = read.identities()
    return {
        member.id: (who[member.id].name if member.id in who else "") or member.code
        for member in read.members()
    }


def line_said(words: Words, line: SaleLine, names: Names) -> str:
    """What one line does to its member and to what is on hand."""
    sentence = (
        "{name} gets {share} less; {quantity} × “{label}” is on hand again."
        if line.quantity < 0
        else "{name} gets {share} more; {quantity} × “{label}” is sold."
    )
    return words(
        sentence,
        name=names.get(line.member_id, "?"),
        share=share_said(words, line),
        quantity=abs(line.quantity),
        label=line.label,
    )


def share_said(words: Words, line: SaleLine) -> str:
    """A member's part in the currencies it is owed in: `12,00 € + 4,00 LOC`."""
    parts: list[Money] = [line.legal_share, *(part.share for part in line.locals)]
    said = [words.money(abs(part)) for part in parts if part]
    return " + ".join(said) or words.money(abs(line.legal_share))
