"""The month's end: preview, approve, pay; each once, each tying to the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ess_shop.domain.journal import OFFICE, Draft, Kind
from ess_shop.domain.ledger import Account, Posting
from ess_shop.domain.settlement import Account as MemberAccount
from ess_shop.domain.settlement import Month, Settlement, settle
from ess_shop.domain.settlement_record import (
    check_ties,
    of_payouts,
    of_settlement,
    payouts,
    payouts_body,
    settlement_body,
)
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, TillState, Work
from ess_shop.reading import Reading, SettledMonth, Statement
from ess_shop.services.months import recorded_before
from ess_shop.services.timekeeping import iso, keep_order


def preview(read: Reading, month: Month) -> SettledMonth:
    """What approving the month would record; nothing is written, open days are counted as they are."""
    settled = read.settled(month)
    return settled or SettledMonth(
        month, "", _settle(read, month, read.settlement_accounts(month)).rows, None
    )


def approve(books: Books, *, id: str, at: datetime, month: Month) -> SettledMonth:
    """Settle a month: commission and fees are taken, papers numbered. A month is settled once.

    Refused while a day is open, before the month is over, and while an earlier month is unsettled or unpaid.
    """
    with books.work() as work:
        tills = work.lock_tills()
        settled = work.read.settled(month)
        if settled is not None:
            return settled
        recorded_before(work, id, Kind.SETTLEMENT)
        _check_may_settle(work.read, tills, month, at)
        accounts = work.read.settlement_accounts(month)
        settlement = _settle(work.read, month, accounts)
        if not settlement.rows:
            raise Refused("nothing_to_settle", "Nothing was sold in {month}.", month=month)
        postings = of_settlement(settlement, work.shop)
        check_ties(settlement, _owed(accounts, work.read.ledger_of(month), postings))
        keep_order(work, tills[0], at)
        work.record(Draft(id, OFFICE, Kind.SETTLEMENT, iso(at), settlement_body(settlement, postings)))
        work.commit()
    return SettledMonth(month, iso(at), settlement.rows, None)


def pay(books: Books, *, id: str, at: datetime, month: Month) -> SettledMonth:
    """Record the payouts of a settled month, once."""
    with books.work() as work:
        state = work.state(OFFICE)
        settled = _required(work, month)
        if settled.paid_on is not None:
            return settled
        recorded_before(work, id, Kind.PAYOUT)
        lines = payouts(settled.rows, work.shop)
        day = at.date().isoformat()
        keep_order(work, state, at)
        body = payouts_body(str(month), day, lines, of_payouts(lines))
        work.record(Draft(id, OFFICE, Kind.PAYOUT, iso(at), body))
        work.commit()
    return SettledMonth(month, settled.approved_at, settled.rows, at.date())


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
            adjustments=(*adjustments.get(owner, ()), *own[0].fees),
            approved_at=settled.approved_at,
            preview=not settled.approved_at,
        )

    for owner, lines in read.statement_lines(settled.month, member_id):
        if owner in rows:
            yield paper(owner, lines)
    for owner in list(rows):
        yield paper(owner, ())


def _settle(read: Reading, month: Month, accounts: Sequence[MemberAccount]) -> Settlement:
    first_invoice = read.last_invoice(month.year) + 1
    return settle(month, accounts, read.shop(), first_invoice=first_invoice)


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


def _required(work: Work, month: Month) -> SettledMonth:
    settled = work.read.settled(month)
    if settled is None:
        raise NotFound("not_settled", "{month} is not settled yet.", month=month)
    return settled
