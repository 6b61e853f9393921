"""The register of second-hand goods that private persons leave (code pénal, art. 321-7 and R. 321-3 ff.)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ess_shop.domain.articles import Article, checked_text
from ess_shop.domain.members import MemberKind
from ess_shop.domain.money import Money
from ess_shop.domain.slips import Slip
from ess_shop.errors import Refused

KEPT_YEARS = 10
"""How long the register keeps who left goods: one that a computer keeps, ten years from each entry (code
pénal, art. R. 321-6-1); a bound one, five years from its closing (art. R. 321-6)."""


class IdentityPaper(StrEnum):
    """Which paper a private person shows."""

    IDENTITY_CARD = "identity_card"
    PASSPORT = "passport"
    RESIDENCE_PERMIT = "residence_permit"
    DRIVING_LICENCE = "driving_licence"


@dataclass(frozen=True, slots=True)
class Seller:
    """A private person as their identity paper shows them on the day of a deposit; `issued_on` is ISO.

    `document` is an `IdentityPaper`. The books give a seller their id when they enter them: it is "" until
    then. What is written of a seller is never changed; it is erased when the register's time is over, and
    then every text but the ids is "".
    """

    id: str
    member_id: str
    name: str
    address: str
    document: str
    document_number: str
    issued_on: str
    issued_by: str

    @property
    def erased(self) -> bool:
        """Whether nobody can be told any longer."""
        return not self.name

    @property
    def paper(self) -> tuple[str, ...]:
        """What the identity paper says."""
        return (
            self.name,
            self.address,
            self.document,
            self.document_number,
            self.issued_on,
            self.issued_by,
        )


@dataclass(frozen=True, slots=True)
class PoliceEntry:
    """One line of a deposit slip in the register; `number` runs without a gap over the whole shop.

    `price` is that of a piece, in legal minor units.
    """

    line: int
    number: int
    article_id: str
    seller_id: str
    description: str
    price: int
    quantity: int

    def plain(self) -> list[object]:
        """The entry as the journal holds it."""
        return [
            self.line,
            self.number,
            self.article_id,
            self.seller_id,
            self.description,
            self.price,
            self.quantity,
        ]


@dataclass(frozen=True, slots=True)
class PoliceRow:
    """An entry of the police register; `price` is that of a piece, `member` a code.

    `reversed_by` is the slip that took the deposit back, "" for none: the entry stays all the same.
    """

    number: int
    day: date
    slip: str
    member: str
    seller: Seller
    description: str
    price: Money
    quantity: int
    reversed_by: str


def needs_seller(kind: MemberKind, articles: Iterable[Article]) -> bool:
    """Whether an identity paper is due: a private person leaves something second-hand."""
    return kind is MemberKind.PERSON and any(article.second_hand for article in articles)


def checked_seller(seller: Seller | None, member_id: str, day: date) -> Seller:
    """What an identity paper says, without margins; Refused names the `field` that is missing or wrong."""
    if seller is None:
        raise Refused(
            "identity_paper_missing",
            "Second-hand goods of a private person need an identity paper: ask for it, then write it down.",
        )
    if seller.member_id != member_id:
        raise Refused("other_member", "This identity paper is another member's: write down the right one.")
    texts = {field: _checked(field, getattr(seller, field)) for field in _MISSING}
    if texts["document"] not in set(IdentityPaper):
        raise Refused(*_MISSING["document"], field="document")
    if _day(texts["issued_on"]) > day:
        raise Refused(
            _INCOMPLETE,
            "The identity paper cannot be from a day to come: look at its date again.",
            field="issued_on",
        )
    return replace(seller, **texts)


def entries_of(
    slip: Slip, articles: Mapping[str, Article], seller_id: str, *, after: int
) -> Sequence[PoliceEntry]:
    """The entries of a deposit slip, numbered on from the last one in the register."""
    lines = [(place, line) for place, line in enumerate(slip.lines, start=1)]
    second_hand = [(place, line) for place, line in lines if articles[line.article_id].second_hand]
    return [
        PoliceEntry(
            place,
            number,
            line.article_id,
            seller_id,
            described(articles[line.article_id]),
            line.price.minor,
            line.quantity,
        )
        for number, (place, line) in enumerate(second_hand, start=after + 1)
    ]


def described(article: Article) -> str:
    """An article as the register describes it: what it is, who made it, what tells it from others."""
    return " · ".join(part for part in (article.label, article.maker, article.description) if part)


def erasable_from(last_entry: date) -> date:
    """The day from which on a seller may be erased, after the last of their entries."""
    year = last_entry.year + KEPT_YEARS
    try:
        return last_entry.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def erased(seller: Seller) -> Seller:
    """A seller of whom nothing is left but that there was one."""
    return Seller(seller.id, seller.member_id, *[""] * len(seller.paper))


_INCOMPLETE = "identity_paper_incomplete"
_MISSING = {
    "name": (_INCOMPLETE, "Write the name and first names that the identity paper shows."),
    "address": (_INCOMPLETE, "Write the address of who leaves these goods."),
    "document": (_INCOMPLETE, "Say which identity paper was shown."),
    "document_number": (_INCOMPLETE, "Write the number of the identity paper."),
    "issued_on": (_INCOMPLETE, "Write the day on which the identity paper was issued."),
    "issued_by": (_INCOMPLETE, "Write who issued the identity paper."),
}


def _checked(field: str, text: str) -> str:
    if not text.strip():
        raise Refused(*_MISSING[field], field=field)
    try:
        return checked_text(text)
    except ValueError:
        raise Refused(
            _INCOMPLETE,
            "“{text}” is too long or holds unreadable characters: type it again.",
            text=text[:40],
            field=field,
        ) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(*_MISSING["issued_on"], field="issued_on") from None
