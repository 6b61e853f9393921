"""Putting a dashboard together, question by question, so that a sale never waits for a year's figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ess_shop.domain.dashboard import (
    Best,
    Bought,
    Dashboard,
    LocalShare,
    best_of,
    by_article,
    by_member,
    course,
    fund,
    fund_months,
    step_of,
)
from ess_shop.domain.dashboard_figures import compared_name
from ess_shop.domain.dashboard_words import month_told
from ess_shop.domain.ledger import Account
from ess_shop.domain.sections import Figure, Section
from ess_shop.domain.settlement import Month, Settlement
from ess_shop.domain.settlement_record import of_settlement
from ess_shop.domain.span_words import span_name
from ess_shop.domain.spans import Against, Length, Span, compared_with, span_around
from ess_shop.domain.takings import GoodsTakings, Tally, joined
from ess_shop.papers import SectionsPaper
from ess_shop.reading import Reading
from ess_shop.services.settling import preview
from ess_shop.wording import Words

Question = Callable[[Reading], None]

_INCOME = frozenset({Account.COMMISSION, Account.FEES, Account.SALES, Account.PURCHASES})
"""What the settlement of a month books as income or expense."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which days, measured by what, seen from which day; without the common fund nothing waits for it."""

    span: Span
    against: Against
    today: date
    training: bool = False
    fund: bool = True


class Gathering:
    """Asks the books one short question after the other; `over` once the dashboard can be made.

    The questions may be asked in transactions of their own: a ticket in between is in some figures and not
    yet in others, until somebody looks again.
    """

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._compared: Span | None = compared_with(wanted.span, wanted.against, wanted.today)
        self._now: list[Tally] = []
        self._before: list[Tally] = []
        self._since: date | None = None
        self._income: Mapping[tuple[Month, str], int] = {}
        self._awaited: dict[Month, Mapping[str, int]] = {}
        self._questions: list[Question] = [self._begin]
        self.done = 0

    @property
    def total(self) -> int:
        """How many questions there are, as far as is known."""
        return self.done + len(self._questions)

    @property
    def over(self) -> bool:
        """Whether everything was asked."""
        return not self._questions

    def ask(self, read: Reading) -> None:
        """The next question."""
        self._questions.pop(0)(read)
        self.done += 1

    def _begin(self, read: Reading) -> None:
        self._since = read.first_sale_day()
        span, compared = self.wanted.span, self._compared
        if compared is not None and (self._since is None or compared.last < self._since):
            self._compared = compared = None
        for piece in span.months():
            self._questions += [self._takings(piece), self._goods(piece)]
        for piece in compared.months() if compared else ():
            self._questions.append(self._takings_before(piece))
        if self.wanted.fund:
            self._questions.append(self._ask_income)

    def _takings(self, piece: Span) -> Question:
        def ask(read: Reading) -> None:
            self._now.append(
                Tally(
                    days=read.takings(piece.first, piece.last),
                    hours=read.takings_by_hour(piece.first, piece.last),
                    locals=read.takings_in_locals(piece.first, piece.last),
                    bought=read.bought_by_members(piece.first, piece.last),
                )
            )

        return ask

    def _goods(self, piece: Span) -> Question:
        def ask(read: Reading) -> None:
            self._now.append(Tally(goods=read.takings_by_goods(piece.first, piece.last)))

        return ask

    def _takings_before(self, piece: Span) -> Question:
        by_hour = self.wanted.span.length is Length.DAY

        def ask(read: Reading) -> None:
            hours = read.takings_by_hour(piece.first, piece.last) if by_hour else {}
            self._before.append(Tally(days=read.takings(piece.first, piece.last), hours=hours))

        return ask

    @property
    def _until(self) -> date:
        return min(self.wanted.span.last, max(self.wanted.today, self.wanted.span.first))

    def _ask_income(self, read: Reading) -> None:
        """The ledger, and which months of it are not settled yet."""
        until = Month(self._until.year, self._until.month)
        self._income = read.income(until.last)
        last = read.last_settled()
        month = (
            last.next if last else Month(self._since.year, self._since.month) if self._since else until.next
        )
        while month <= until:
            self._questions.append(self._await(month))
            month = month.next

    def _await(self, month: Month) -> Question:
        def ask(read: Reading) -> None:
            self._awaited[month] = awaited(read, month)

        return ask

    def dashboard(self, read: Reading) -> Dashboard:
        """What was asked, with the names of what is shown."""
        wanted, now, before = self.wanted, joined(self._now), joined(self._before)
        articles = by_article(now)
        called = _Names(read)
        return Dashboard(
            shop=read.shop(),
            span=wanted.span,
            against=wanted.against,
            compared=self._compared,
            now=now.whole,
            before=before.whole if self._compared else None,
            step=step_of(wanted.span),
            course=course(wanted.span, now, self._compared, before),
            hours=now.hours,
            hours_before=before.hours,
            members=called.members(by_member(now)),
            articles=called.articles({each: articles[each] for each in best_of(articles)}),
            locals=tuple(
                LocalShare(code, taken.received, taken.worth) for code, taken in sorted(now.locals.items())
            ),
            bought=called.customers(now.bought),
            fund=fund(self._income, self._awaited, fund_months(self._until, self._since)),
            training=wanted.training,
        )


def dashboard(read: Reading, wanted: Wanted) -> Dashboard:
    """Everything at once, as the books stand in one transaction."""
    gathering = Gathering(wanted)
    while not gathering.over:
        gathering.ask(read)
    return gathering.dashboard(read)


def month_sections(read: Reading, month: Month, today: date, words: Words) -> list[Section]:
    """A month in pictures beside the one before: sales day by day, by member, the part in local currency."""
    span = span_around(Length.MONTH, month.first)
    return month_told(dashboard(read, Wanted(span, Against.BEFORE, today, fund=False)), words)


def dashboard_paper(
    found: Dashboard, words: Words, sections: Sequence[Section], figures: Sequence[Figure] = ()
) -> SectionsPaper:
    """These matters on paper, with the large figures where all of it is printed."""
    return SectionsPaper(
        shop=found.shop,
        title=words("Dashboard") if figures else sections[0].title,
        said=(span_name(found.span, words), compared_name(found, words)),
        figures=figures,
        sections=sections if figures else [replace(each, title="") for each in sections],
        training=found.training,
    )


def awaited(read: Reading, month: Month) -> Mapping[str, int]:
    """What settling a month would book as income (positive) and expense, by account; nothing once it is."""
    settled = preview(read, month)
    if settled.approved_at:
        return {}
    shop = read.shop()
    booked: defaultdict[str, int] = defaultdict(int)
    for posting in of_settlement(Settlement(month, settled.rows), shop):
        if posting.account in _INCOME and posting.amount.currency == shop.currency:
            booked[posting.account] -= posting.amount.minor
    return dict(booked)


class _Names:
    """What members and articles are called."""

    def __init__(self, read: Reading) -> None:
        self._read = read
        self._codes = {member.id: member.code for member in read.members()}
        self._called = {id: identity.name for id, identity in read.identities().items()}

    def members(self, sold: Mapping[str, GoodsTakings]) -> tuple[Best, ...]:
        """Everybody of whom something was sold, best first."""
        order = sorted(sold, key=lambda id: (-sold[id].total, self._codes[id]))
        return tuple(Best(self._codes[id], self._called.get(id, ""), sold[id]) for id in order)

    def articles(self, sold: Mapping[str, GoodsTakings]) -> tuple[Best, ...]:
        """These articles, in their order."""
        found = ((self._read.article(id), takings) for id, takings in sold.items())
        return tuple(Best(article.code, article.label, takings) for article, takings in found if article)

    def customers(self, bought: Mapping[tuple[str, str], int]) -> tuple[Bought, ...]:
        """The members who bought, the one who bought most of others first."""
        whole: defaultdict[str, int] = defaultdict(int)
        others: defaultdict[str, int] = defaultdict(int)
        for (customer, member), amount in bought.items():
            whole[customer] += amount
            others[customer] += amount if member != customer else 0
        order: Iterable[str] = sorted(whole, key=lambda id: (-others[id], -whole[id], self._codes[id]))
        return tuple(Bought(self._codes[id], self._called.get(id, ""), whole[id], others[id]) for id in order)
