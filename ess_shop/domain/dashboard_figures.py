"""The large figures of the dashboard, each with what it is measured by."""

from __future__ import annotations

from collections.abc import Callable

from ess_shop.domain.dashboard import Dashboard, average, change_of, share_of
from ess_shop.domain.money import Money
from ess_shop.domain.sections import Figure, cell_said, tenth
from ess_shop.domain.span_words import span_name
from ess_shop.domain.takings import Takings
from ess_shop.wording import Words


def compared_name(dashboard: Dashboard, words: Words) -> str:
    """What the span is measured by, as a sentence."""
    if dashboard.compared is None:
        return words("There is nothing earlier to compare with.")
    return words("Compared with: {span}.", span=span_name(dashboard.compared, words))


def figures_of(dashboard: Dashboard, words: Words) -> list[Figure]:
    """The large figures, the most asked for first."""
    now, before, money = dashboard.now, dashboard.before, dashboard.shop.money
    measured = _Measured(words)

    def amount(name: str, pick: Callable[[Takings], int]) -> Figure:
        than = None if before is None else pick(before)
        remark = measured(pick(now), than, lambda minor: words.money(money(minor)))
        return Figure(name, words.money(money(pick(now))), remark)

    ticket = words("{amount} a ticket", amount=money(average(now.total, now.tickets)))
    found = [
        amount(words("Sales"), lambda each: each.total),
        amount(words("Commission, tax included"), lambda each: each.kept),
        Figure(
            words("Tickets"),
            words.number(now.tickets),
            words("{said} · {note}", said=ticket, note=than)
            if (than := measured(now.tickets, before.tickets if before else None, words.number))
            else ticket,
        ),
    ]
    if dashboard.shop.locals or now.local:
        found.append(
            Figure(
                words("In local currency"),
                cell_said(share_of(now.local, now.total), words),
                words("{amount} of the sales", amount=money(now.local)),
            )
        )
    found.append(
        Figure(
            words("Between members"),
            words.money(money(now.members)),
            words("{share} of the sales", share=tenth(share_of(now.members, now.total))),
        )
    )
    fund = dashboard.fund
    found.append(
        Figure(
            words("Common fund"),
            words.money(money(fund.closing)),
            words(
                "{amount} in {month}",
                amount=_signed(money(fund.months[-1].result), words),
                month=words.month(fund.months[-1].month),
            ),
        )
    )
    return found


class _Measured:
    """How much more it is than before, in words that need no colour."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, now: int, before: int | None, said: Callable[[int], str]) -> str:
        words = self._words
        if before is None:
            return ""
        change = change_of(now, before)
        if change is None:
            return words("before: {before}", before=said(before))
        sign = "+" if change.millionths > 0 else ""
        return words(
            "{change} (before: {before})", change=f"{sign}{words.percent(tenth(change))}", before=said(before)
        )


def _signed(amount: Money, words: Words) -> str:
    return f"+{words.money(amount)}" if amount.minor > 0 else words.money(amount)
