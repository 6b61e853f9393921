"""How an accountant calls things: accounts by their numbers, journals by their codes, members by theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ess_shop.domain.accounting import Line
from ess_shop.domain.accounting_settings import ACCOUNTING, AccountingSettings, accounting_settings
from ess_shop.domain.shop import Shop
from ess_shop.reading import Reading
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class Names:
    """How a shop's accountant calls things: numbers, codes, and the members by code and name."""

    shop: Shop
    settings: AccountingSettings
    words: Words
    codes: Mapping[str, str]
    members: Mapping[str, str]

    def number(self, line: Line) -> str:
        """The number of a line's account."""
        currency = line.local.currency if line.local else self.shop.currency
        return self.settings.number(line.account, currency, self.shop)

    def code(self, member_id: str) -> str:
        """A member's code, "" for nobody."""
        return self.codes[member_id] if member_id else ""

    def name(self, member_id: str) -> str:
        """A member's name as of now, the code of one who was erased, "" for nobody."""
        return (self.members.get(member_id) or self.codes[member_id]) if member_id else ""


def names_of(read: Reading, words: Words) -> Names:
    """What the books say things are called today."""
    identities = read.identities()
    return Names(
        shop=read.shop(),
        settings=accounting_settings(read.preference(ACCOUNTING)),
        words=words,
        codes={member.id: member.code for member in read.members()},
        members={id: identity.name for id, identity in identities.items()},
    )
