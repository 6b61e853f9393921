"""A member at a glance, in words: what is owed and may still come back, the last papers, what is here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ess_shop.domain.carried_words import why_carried
from ess_shop.domain.standing import BestSeller, MonthSold
from ess_shop.services.standing import Glance, glance
from ess_shop.wording import MEANS, Words
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.member_shown import MemberShown


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it is."""

    name: str
    amount: str
    hint: str = ""


class GlancePresenter(MemberShown[Glance]):
    """Sentences and figures of the member who is pointed at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, lambda read, member: glance(read, member, desk.clock().date()))

    @property
    def owed(self) -> str:
        """The treasurer's question, answered."""
        return owed_line(self.value, self.desk.words) if self.value else ""

    @property
    def local(self) -> str:
        """What is owed in local currencies, "" for nothing."""
        words, value = self.desk.words, self.value
        if value is None or not value.local:
            return ""
        return words("In local currency: {amounts}.", amounts=", ".join(map(words.money, value.local)))

    @property
    def figures(self) -> Sequence[Figure]:
        """What the owed amount is made of."""
        words, value = self.desk.words, self.value
        if value is None:
            return ()
        until = value.returnable_until
        return (
            Figure(words("On no statement yet"), words.money(value.unsettled)),
            Figure(
                words("Could still come back"),
                words.money(value.returnable),
                words("until {day}", day=until) if until else "",
            ),
            Figure(words("Payable without risk"), words.money(value.payable)),
        )

    @property
    def papers(self) -> Sequence[str]:
        """The last statement and the last payout."""
        words, value = self.desk.words, self.value
        if value is None:
            return ()
        return (*_statement(value, words), _payout(value, words))

    @property
    def goods(self) -> str:
        """What is here and what it is worth."""
        words, value = self.desk.words, self.value
        if value is None:
            return ""
        if not value.pieces and not value.away:
            return words("Nothing of theirs is here.")
        here = words.plural("{count} piece here", "{count} pieces here", value.pieces)
        if value.away:
            away = words.plural("{count} at a fair", "{count} at a fair", value.away)
            return words("{here}, {away}; worth {worth} in all.", here=here, away=away, worth=value.worth)
        return words("{here}, worth {worth}.", here=here, worth=value.worth)

    @property
    def months(self) -> Sequence[MonthSold]:
        """The last twelve months."""
        return self.value.months if self.value else ()

    @property
    def best(self) -> Sequence[BestSeller]:
        """What sells best in them."""
        return self.value.best if self.value else ()


def owed_line(value: Glance, words: Words) -> str:
    """What is owed now, and what of it could still come back."""
    name = words.member(value.file.member.code, value.file.identity.name)
    if value.owed.minor < 0:
        return words("{name} owes the shop {amount} now.", name=name, amount=-value.owed)
    if not value.owed:
        return words("Nothing is owed now.")
    if not value.returnable:
        return words(
            "Owed now: {owed}, nothing of which was sold in the last {days} days.",
            owed=value.owed,
            days=value.return_days,
        )
    return words(
        "Owed now: {owed}, of which {part} were sold in the last {days} days and could still come back.",
        owed=value.owed,
        part=value.returnable,
        days=value.return_days,
    )


def paid_by(means: str, words: Words) -> str:
    """How a payout was made."""
    return words(MEANS[means]) if means in MEANS else words("local currency")


def _statement(value: Glance, words: Words) -> Sequence[str]:
    if not value.statements:
        return (words("No statement yet."),)
    said = []
    for row in value.statements:
        facts = {"number": row.number, "month": row.month, "paid": row.paid, "carried": row.carried}
        if row.why_carried:
            sentence = "Last statement {number}, {month}: {carried} carried on ({why})."
            said.append(words(sentence, **facts, why=why_carried(row.why_carried, words)))
        else:
            said.append(words("Last statement {number}, {month}: {paid} to pay.", **facts))
    return said


def _payout(value: Glance, words: Words) -> str:
    last = value.payout
    if last is None:
        return words("Nothing was paid yet.")
    return words(
        "Last payout: {amount} on {day} ({means}).",
        amount=last.amount,
        day=last.day,
        means=paid_by(last.means, words),
    )
