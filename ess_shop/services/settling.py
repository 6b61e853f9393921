"""The month's end: preview and approval, once, tying to the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ess_shop.domain.ids import id_for
from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.month_plan import MonthPlan
from ess_shop.domain.settlement import Account as MemberAccount
from ess_shop.domain.settlement import Month, Settlement, settle
from ess_shop.domain.settlement_record import (
    check_ties,
    figures_digest,
    of_settlement,
    settlement_body,
)
from ess_shop.errors import Refused
from ess_shop.ports import Books, TillState, Work
from ess_shop.reading import Reading, SettledMonth, Statement
from ess_shop.services.closing_periods import close_month_within
from ess_shop.services.months import recorded_before
from ess_shop.services.planning_month import plan_id, plan_of, settling_rules
from ess_shop.services.timekeeping import iso, keep_order


def preview(read: Reading, month: Month) -> SettledMonth:
    """What approving the month would record; nothing is written, open days are counted as they are."""
    settled = read.settled(month)
    return settled or SettledMonth(month, "", reckoned(read, month).rows, None)


def reckoned(read: Reading, month: Month) -> Settlement:
    """A month's settlement by the rules and what the treasurer decided, whether approved or not."""
    return _settle(read, month, _accounts(read, month), plan_of(read, month))


def approve(books: Books, *, id: str, at: datetime, month: Month, person: str = "") -> SettledMonth | None:
    """Settle a month: commission and fees are taken, own sales bought, papers numbered, the month closed.

    A month is settled once: again gives what was settled. None when it takes two people and this (an id) is
    the first of them; the second must agree to the very same figures.
    Refused while a day is open, before the month is over, while an earlier month is unsettled or unpaid,
    while local currency is missing and nobody decided about it, and where a self-billed invoice lacks its
    mandate.
    """
    with books.work() as work:
        tills = work.lock_tills()
        settled = work.read.settled(month)
        if settled is not None:
            return settled
        recorded_before(work, id, Kind.SETTLEMENT)
        _check_may_settle(work.read, tills, month, at)
        accounts, plan = _accounts(work.read, month), plan_of(work.read, month)
        settlement = _settle(work.read, month, accounts, plan)
        _check_may_be_paid(work.read, settlement)
        postings = of_settlement(settlement, work.shop)
        check_ties(settlement, _owed(accounts, work.read.ledger_of(month), postings))
        keep_order(work, tills[0], at)
        digest = figures_digest(settlement, postings, plan)
        by = _approvers(work, month, person, digest)
        if by is None:
            body = {"month": str(month), "person": person, "digest": digest}
            work.record(
                Draft(
                    id_for(at, "approval", str(month), person, digest), OFFICE, Kind.APPROVAL, iso(at), body
                )
            )
            work.commit()
            return None
        close_month_within(work, tills, month, at)
        body = settlement_body(settlement, postings, plan, by)
        work.record(Draft(id, OFFICE, Kind.SETTLEMENT, iso(at), body))
        work.drop_worksheet(plan_id(month))
        work.commit()
    return SettledMonth(month, iso(at), settlement.rows, None)


def _approvers(work: Work, month: Month, person: str, digest: str) -> tuple[str, ...] | None:
    """Who approves; None if it takes one more."""
    if settling_rules(work.read).approvers == 1:
        return (person,) if person else ()
    if not person:
        raise Refused("approver_unknown", "Two people approve a month here: say who you are.")
    agreed = [each.person for each in work.read.approvals(month) if each.digest == digest]
    if person in agreed:
        raise Refused(
            "approved_already",
            "You have approved {month} already: now somebody else has to.",
            month=month,
        )
    return (agreed[-1], person) if agreed else None


def _check_may_be_paid(read: Reading, settlement: Settlement) -> None:
    month = settlement.month
    if not settlement.rows:
        raise Refused("nothing_to_settle", "Nothing was sold in {month}.", month=month)
    for code, minor in settlement.missing.items():
        raise Refused(
            "local_short",
            "{amount} are missing to pay everybody: buy some, pay in {legal}, or let it wait.",
            amount=read.shop().local_named(code).money(minor),
            legal=read.shop().currency.code,
        )
    billed = {row.member_id for row in settlement.rows if row.self_bill}
    for member in read.members():
        if member.id in billed and member.mandate_on is None:
            raise Refused(
                "mandate_missing",
                "Member {member}: no mandate to invoice in their name is recorded. Record it, then settle.",
                member=member.code,
            )


def statements(read: Reading, settled: SettledMonth, member_id: str = "") -> Iterator[Statement]:
    """Every member's paper of a month (or that one's), one after the other so that only one is in memory."""
    shop, identities = read.shop(), read.identities()
    members = {member.id: member for member in read.members()}
    adjustments = read.recorded_adjustments(settled.month)
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(settled.rows):
        if member_id in ("", row.member_id):
            rows[row.member_id].append(place)

    def paper(owner: str, lines: Sequence[object]) -> Statement:
        own = tuple(settled.rows[place] for place in rows.pop(owner))
        return Statement(
            shop=shop,
            month=settled.month,
            member=members[owner],
            identity=identities[owner],
            rows=own,
            lines=lines,  # type: ignore[arg-type]
            adjustments=(*adjustments.get(owner, ()), *(fee for row in own for fee in row.fees)),
            approved_at=settled.approved_at,
            preview=not settled.approved_at,
        )

    for owner, lines in read.statement_lines(settled.month, member_id):
        if owner in rows:
            yield paper(owner, lines)
    for owner in list(rows):
        yield paper(owner, ())


def _accounts(read: Reading, month: Month) -> Sequence[MemberAccount]:
    return read.settlement_accounts(month, settling_rules(read).window_days)


def _settle(read: Reading, month: Month, accounts: Sequence[MemberAccount], plan: MonthPlan) -> Settlement:
    numbers, stock = read.last_numbers(month.year), read.local_stock()
    return settle(month, accounts, read.shop(), numbers=numbers, plan=plan, stock=stock)


def _check_may_settle(read: Reading, tills: Sequence[TillState], month: Month, at: datetime) -> None:
    for till in tills:
        if till.session is not None and till.session.day <= month.last:
            raise Refused(
                "days_open",
                "Till {till} is still open for {day}: close that day, then settle {month}.",
                till=till.head.till,
                day=till.session.day,
                month=month,
            )
    if at.date() <= month.last:
        raise Refused("month_not_over", "{month} is not over yet.", month=month)
    last = read.last_settled()
    if last is not None and month < last:
        raise Refused(
            "later_month_settled",
            "{last} is settled already: {month} stays as it is.",
            last=last,
            month=month,
        )
    earlier = read.unsettled_before(month)
    if earlier is not None:
        raise Refused(
            "earlier_month_open",
            "{earlier} is not settled and paid yet: do that before {month}.",
            earlier=Month.parse(earlier),
            month=month,
        )


def fees_left_out(read: Reading, month: Month) -> Month | None:
    """The first month since the last settled one whose fees nobody is charged if that one is settled now:
    nothing else happened in it.
    """
    last = read.last_settled()
    between = last.next if last else month
    while between < month:
        if any(fee.fee for row in reckoned(read, between).rows for fee in row.fees):
            return between
        between = between.next
    return None


def _owed(
    accounts: Sequence[MemberAccount], ledger: Mapping[tuple[str, str], int], postings: Sequence[Posting]
) -> dict[tuple[str, str], int]:
    """What the ledger owes per member and currency once these postings are in."""
    owed: defaultdict[tuple[str, str], int] = defaultdict(int)
    for account in accounts:
        for code, carried in account.openings.items():
            owed[account.member_id, code] += carried
    for key, amount in ledger.items():
        owed[key] += amount
    for posting in postings:
        if posting.account is Account.MEMBER:
            owed[posting.member_id, posting.amount.currency.code] -= posting.amount.minor
    return dict(owed)
