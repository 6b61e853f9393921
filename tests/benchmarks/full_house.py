"""A shop that is full to the roof: 2,000 members, 100,000 articles on their deposit slips."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import workload
from bench_shop import NEVER, PARIS

from db.books import SqlBooks
from ess_shop.domain.articles import Article
from ess_shop.domain.clauses import After, Clauses
from ess_shop.domain.currencies import EUR
from ess_shop.domain.ids import id_for
from ess_shop.domain.members import Identity, Member, MemberKind, VatStatus
from ess_shop.domain.money import Money, Rate
from ess_shop.domain.terms import BEGINNING, Terms, VatRole
from ess_shop.services.depositing import take_in
from ess_shop.services.registering import register_articles, register_members
from ess_shop.services.stocking import Moved, SlipRequest
from ess_shop.services.withdrawing import give_back

MEMBERS = 2_000
ARTICLES = 100_000
STAYS = (60, 90, 180, None)
"""Days that goods may stay, contract by contract."""
FIRST_DEPOSIT = datetime(2026, 3, 2, 9, tzinfo=PARIS)
GONE = 4
"""Of the members' slips, each so many-th went back whole."""


def member_of(number: int) -> str:
    """The id of a member."""
    return id_for(NEVER, "house", str(number))


def fill_house(books: SqlBooks) -> None:
    """Members, contracts, articles; a deposit of fifty articles each over half a year, some went back."""
    register_members(
        books,
        [
            (
                Member(member_of(each), f"H{each:04d}", MemberKind.ASSOCIATION, VatStatus.FRANCHISE),
                Identity(member_of(each), f"Atelier {each:04d}", email=f"atelier{each}@example.org"),
            )
            for each in range(MEMBERS)
        ],
        [_terms(each) for each in range(MEMBERS)],
        id=id_for(NEVER, "house members"),
        at=FIRST_DEPOSIT,
    )
    articles = [_article(number) for number in range(ARTICLES)]
    register_articles(books, articles, id=id_for(NEVER, "house articles"), at=FIRST_DEPOSIT)
    for number, request in enumerate(_deposits()):
        take_in(books, request)
        if number % GONE == 0:
            back = SlipRequest(
                id_for(NEVER, "back", str(number)), request.at, request.member_id, request.goods
            )
            give_back(books, back)


def _terms(number: int) -> Terms:
    return Terms(
        id_for(NEVER, "house terms", str(number)),
        member_of(number),
        BEGINNING,
        Rate.percent(25),
        VatRole.B,
        duration_days=STAYS[number % len(STAYS)],
        clauses=Clauses(grace_days=14, after=tuple(After)[number % 4])
        if STAYS[number % len(STAYS)]
        else Clauses(),
    )


def _article(number: int) -> Article:
    product = workload.product(number)
    return Article(
        id=id_for(NEVER, "house article", str(number)),
        code=f"H{number % MEMBERS:04d}-{number // MEMBERS:03d}",
        label=product["name"],
        member_id=member_of(number % MEMBERS),
        price=Money(product["cents"], EUR),
        vat=Rate.percent(product["vat"]),
        barcodes=(product["barcode"],),
    )


def _deposits() -> Iterator[SlipRequest]:
    for member in range(MEMBERS):
        goods = tuple(
            Moved(id_for(NEVER, "house article", str(number)), 1 + number % 3)
            for number in range(member, ARTICLES, MEMBERS)
        )
        at = FIRST_DEPOSIT + timedelta(minutes=140 * member)
        yield SlipRequest(id_for(NEVER, "house slip", str(member)), at, member_of(member), goods)
