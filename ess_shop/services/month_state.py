"""How far a month is on its way: who agreed to its figures, whether it is approved and paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ess_shop.domain.month_plan import MonthPlan, SettlingRules
from ess_shop.domain.settlement import Month
from ess_shop.domain.settlement_record import PayoutBack, PayoutLine, figures_digest, of_settlement
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.planning_month import plan_of, settling_rules
from ess_shop.services.settling import reckoned


@dataclass(frozen=True, slots=True)
class Agreed:
    """Somebody (an id) agreed to the figures; `holds` while they are still the same. `at` an ISO time."""

    person: str
    at: str
    holds: bool


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month on its way. `settled` is None until it is approved, `backs` are payouts that came back."""

    month: Month
    rules: SettlingRules
    plan: MonthPlan
    agreed: tuple[Agreed, ...]
    settled: SettledMonth | None
    payouts: tuple[PayoutLine, ...] = ()
    backs: tuple[PayoutBack, ...] = ()

    @property
    def paid(self) -> bool:
        """Whether its payouts were made."""
        return self.settled is not None and self.settled.paid_on is not None

    @property
    def holding(self) -> Sequence[Agreed]:
        """Who agreed to the figures as they are now, each once."""
        return tuple({each.person: each for each in self.agreed if each.holds}.values())


def month_state(read: Reading, month: Month) -> MonthState:
    """Where a month stands."""
    rules, settled = settling_rules(read), read.settled(month)
    if settled is not None:
        return MonthState(
            month,
            rules,
            MonthPlan(),
            (),
            settled,
            tuple(read.payouts(month)),
            tuple(read.payout_backs(month)),
        )
    return MonthState(month, rules, plan_of(read, month), _agreed(read, month), None)


def month_to_settle(read: Reading, today: date) -> Month:
    """The month that waits: the first one not settled and paid, else the last one that is over."""
    current = Month(today.year, today.month)
    waiting = read.unsettled_before(current)
    return Month.parse(waiting) if waiting else month_before(current)


def month_before(month: Month) -> Month:
    """The month before one."""
    last = month.first - timedelta(days=1)
    return Month(last.year, last.month)


def _agreed(read: Reading, month: Month) -> tuple[Agreed, ...]:
    approvals = read.approvals(month)
    if not approvals:
        return ()
    settlement = reckoned(read, month)
    digest = figures_digest(settlement, of_settlement(settlement, read.shop()), plan_of(read, month))
    return tuple(Agreed(each.person, each.at, each.digest == digest) for each in approvals)
