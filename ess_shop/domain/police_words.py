"""How the police register says who left goods and which paper they showed; screens and papers share it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ess_shop.domain.police import IdentityPaper, Seller
from ess_shop.wording import Words


def paper_names(words: Words) -> Mapping[IdentityPaper, str]:
    """What people call the papers."""
    return {
        IdentityPaper.IDENTITY_CARD: words("Identity card"),
        IdentityPaper.PASSPORT: words("Passport"),
        IdentityPaper.RESIDENCE_PERMIT: words("Residence permit"),
        IdentityPaper.DRIVING_LICENCE: words("Driving licence"),
    }


def who_left(seller: Seller, words: Words) -> str:
    """The name and where they live; that nobody can be told any longer once they were erased."""
    if seller.erased:
        return words("Erased: the register’s time is over.")
    return words("{name}, {address}", name=seller.name, address=seller.address)


def paper_shown(seller: Seller, words: Words) -> str:
    """Which paper, its number, since when and from whom it is; "" once it was erased."""
    if seller.erased:
        return ""
    return words(
        "{paper} {number}, issued on {day} by {authority}",
        paper=paper_names(words)[IdentityPaper(seller.document)],
        number=seller.document_number,
        day=date.fromisoformat(seller.issued_on),
        authority=seller.issued_by,
    )


def what_came(description: str, reversed_by: str, words: Words) -> str:
    """The goods, and the slip that took their deposit back if one did."""
    if not reversed_by:
        return description
    return words("{goods} (deposit taken back by {slip})", goods=description, slip=reversed_by)
