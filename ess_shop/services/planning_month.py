"""The treasurer's decisions for a month, kept until it is approved, and the rules the shop settles by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ess_shop.domain.articles import has_control
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.members import IBAN_CONFIRMED
from ess_shop.domain.month_plan import LocalChoice, MonthPlan, SettlingRules, plan_from, rules_from
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading, Worksheet
from ess_shop.services.timekeeping import iso, keep_order, log_event

RULES = "settling"
"""The preference that holds how the shop settles."""

KIND = "month"
LONGEST_REASON = 200


def settling_rules(read: Reading) -> SettlingRules:
    """How the shop settles."""
    return rules_from(read.preference(RULES))


def set_settling_rules(books: Books, rules: SettlingRules, *, id: str, at: datetime, who: str = "") -> None:
    """Change how the shop settles, from the next month that is approved on; the event log tells it."""
    with books.work() as work:
        keep_order(work, work.state(OFFICE), at)
        work.put_preferences({RULES: rules.plain()})
        work.enter_registers(id, iso(at))
        log_event(work, OFFICE, at, "settings", RULES, who=who)
        work.commit()


def plan_id(month: Month) -> str:
    """Under which id a month's decisions are kept."""
    return f"{KIND} {month}"


def plan_of(read: Reading, month: Month) -> MonthPlan:
    """What was decided for a month so far."""
    sheet = read.worksheet(plan_id(month))
    return plan_from(sheet.body) if sheet else MonthPlan()


def exclude(books: Books, month: Month, member_id: str, reason: str, *, at: datetime) -> None:
    """Let a member's payout wait this month; the statement tells the reason. Refused without one."""
    said = reason.strip()
    if not said or has_control(said) or len(said) > LONGEST_REASON:
        raise Refused("exclusion_without_reason", "Say why this member waits: it stands on the statement.")
    _change(
        books, month, at, lambda plan: replace(plan, excluded={**plan.excluded, member_id: said}), member_id
    )


def include(books: Books, month: Month, member_id: str, *, at: datetime) -> None:
    """Pay a member after all."""
    _change(
        books,
        month,
        at,
        lambda plan: replace(
            plan, excluded={other: why for other, why in plan.excluded.items() if other != member_id}
        ),
        member_id,
    )


def choose_local(books: Books, month: Month, code: str, choice: LocalChoice | None, *, at: datetime) -> None:
    """Say what happens to local currency that is due but not in stock; None takes it back."""

    def changed(plan: MonthPlan) -> MonthPlan:
        others = {other: chosen for other, chosen in plan.local.items() if other != code}
        return replace(plan, local=others if choice is None else {**others, code: choice})

    _change(books, month, at, changed)


def confirm_account(books: Books, month: Month, member_id: str, *, at: datetime, who: str = "") -> None:
    """Note that a member's changed bank account was checked with them; the event log tells by whom.

    Of a month that is approved already the bank file takes the payout in, as long as it is not executed.
    """
    with books.work() as work:
        keep_order(work, work.state(OFFICE), at)
        work.read.member(member_id)
        log_event(work, OFFICE, at, IBAN_CONFIRMED, member_id, who=who)
        if work.read.settled(month) is None:
            plan = plan_of(work.read, month)
            _keep(work, month, at, replace(plan, confirmed=plan.confirmed | {member_id}))
        work.commit()


def _change(
    books: Books,
    month: Month,
    at: datetime,
    change: Callable[[MonthPlan], MonthPlan],
    member_id: str = "",
) -> None:
    with books.work() as work:
        work.state(OFFICE)
        if work.read.settled(month) is not None:
            raise Refused("month_settled", "{month} is settled: nothing can be added to it.", month=month)
        if member_id:
            work.read.member(member_id)
        _keep(work, month, at, change(plan_of(work.read, month)))
        work.commit()


def _keep(work: Work, month: Month, at: datetime, plan: MonthPlan) -> None:
    work.put_worksheet(Worksheet(plan_id(month), KIND, "", iso(at), plan.plain()))
