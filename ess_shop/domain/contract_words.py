"""A contract in plain sentences, chapter by chapter, as its page, its paper and the slips all say it.

`contract_said(terms, shop=…, words=…, labels=…)` says a whole contract; `agreed_said(lines, …)` what a slip
froze of it. Both give `Chapter`s: a title and its sentences, in the language of `words`. `labels` say how
articles are called, by their ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ess_shop.domain.clause_words import ClauseWords
from ess_shop.domain.members import Member, PayoutMeans
from ess_shop.domain.shop import Shop
from ess_shop.domain.slips import Agreed
from ess_shop.domain.terms import BEGINNING, Terms
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a contract says of one matter."""

    title: str
    sentences: tuple[str, ...]


def contract_said(
    terms: Terms, *, shop: Shop, words: Words, labels: Mapping[str, str]
) -> tuple[Chapter, ...]:
    """Every clause of a contract."""
    said, clauses = ClauseWords(shop, words, labels), terms.clauses
    return (
        Chapter(words("The goods"), tuple(said.goods(terms.role))),
        Chapter(
            words("Each one’s part"),
            (
                *said.share(terms.commission, terms.base, clauses),
                *said.exceptions(clauses),
                *said.tiers(clauses),
            ),
        ),
        Chapter(words("Fees"), tuple(said.fees(clauses, terms.monthly_fee))),
        Chapter(words("How long goods stay"), tuple(said.time(terms.duration_days, clauses))),
        Chapter(words("Prices that go down"), tuple(said.markdown(clauses))),
        Chapter(words("Discounts"), tuple(said.discounts(terms.discount_bearer, clauses))),
    )


def agreed_said(
    agreed: Sequence[Agreed], *, shop: Shop, words: Words, labels: Mapping[str, str]
) -> tuple[Chapter, ...]:
    """What holds for goods from the slip that took them in; nothing where no terms are on it."""
    if not agreed:
        return ()
    said, first = ClauseWords(shop, words, labels), agreed[0]
    clauses = first.clauses
    chapters = (
        Chapter(words("Each one’s part"), (*said.agreed_share(agreed), *said.piece_fee(clauses))),
        Chapter(words("How long goods stay"), tuple(said.time(first.duration_days, clauses))),
        Chapter(words("Prices that go down"), tuple(said.markdown(clauses)) if clauses.markdown else ()),
        Chapter(words("Discounts"), tuple(said.discounts(first.discount_bearer, clauses))),
    )
    return tuple(chapter for chapter in chapters if chapter.sentences)


def force_said(valid_from: date, until: date | None, words: Words) -> str:
    """From when to when a contract holds."""
    if valid_from == BEGINNING:
        if until is None:
            return words("In force since the beginning, until another contract follows.")
        return words("In force since the beginning, until {until}.", until=words.long_day(until))
    begins = words.long_day(valid_from)
    if until is None:
        return words("In force from {day} on, until another contract follows.", day=begins)
    return words("In force from {day} to {until}.", day=begins, until=words.long_day(until))


def settling_said(member: Member, *, shop: Shop, words: Words) -> Chapter:
    """How the member is paid: what is set for the member, not a clause that can be agreed on."""
    cash = member.payout_means is PayoutMeans.CASH
    said = [
        words("Each month the shop writes the member a statement with every sale on it."),
        words("The shop then pays the member’s part in cash.")
        if cash
        else words("The shop then pays the member’s part by bank transfer."),
    ]
    if member.payout_minimum:
        least = shop.money(member.payout_minimum)
        said.append(words("Amounts below {least} are carried to the next month.", least=least))
    for code, rate in member.acceptance.items():
        local = shop.local(code)
        if local is not None and rate.millionths:
            said.append(
                words(
                    "Of each sale, customers may pay up to {percent} in “{currency}”; "
                    "what of it is the member’s is paid in that currency.",
                    percent=rate,
                    currency=local.name or code,
                )
            )
    return Chapter(words("Statements and payment"), tuple(said))


def since_said(valid_from: date, words: Words) -> str:
    """Which contract the terms on a slip come from, and of what its figures speak."""
    if valid_from == BEGINNING:
        return words(
            "These are the terms of the member’s contract. Parts are those of a sale at the full price."
        )
    return words(
        "These are the terms of the contract in force since {day}. "
        "Parts are those of a sale at the full price.",
        day=valid_from,
    )
