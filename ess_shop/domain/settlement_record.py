"""The settlement in the ledger and in the journal: commission taken, fees charged, members paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.ledger import Account, Posting, credit, debit
from ess_shop.domain.members import PayoutMeans
from ess_shop.domain.money import Money
from ess_shop.domain.sale_record import Body, postings_body
from ess_shop.domain.settlement import Row, Settlement, before_tax
from ess_shop.domain.shop import Shop
from ess_shop.errors import Refused


@dataclass(frozen=True, slots=True)
class PayoutLine:
    """One amount that leaves for a member; `reference` is the statement that explains it."""

    member_id: str
    amount: Money
    means: str
    reference: str


def of_settlement(settlement: Settlement, shop: Shop) -> tuple[Posting, ...]:
    """Month's end of VAT roles A to C: the members' accounts give the commission, tax apart, and the fees.

    Commission that came in local currency is income in legal currency all the same (VAT is due on the
    whole), so the two sides meet on the exchange account.
    """
    postings: list[Posting] = []
    for row in settlement.rows:
        if row.kept:
            postings.append(debit(Account.MEMBER, row.kept, row.member_id))
        if row.opening.currency != shop.currency:
            if row.kept:
                postings.append(credit(Account.EXCHANGE, row.kept))
            continue
        postings += _income(Account.COMMISSION, row.commission, row.commission_before_tax)
        in_local = row.commission - row.kept
        if in_local:
            postings.append(debit(Account.EXCHANGE, in_local))
        for fee in row.fees:
            charged = -fee.amount
            postings.append(debit(Account.MEMBER, charged, row.member_id))
            postings += _income(Account.FEES, charged, before_tax(charged, shop))
    return tuple(postings)


def _income(account: Account, amount: Money, without_tax: Money) -> list[Posting]:
    tax = amount - without_tax
    postings = [credit(account, without_tax)] if without_tax else []
    return [*postings, credit(Account.VAT_COLLECTED, tax)] if tax else postings


def settlement_body(settlement: Settlement, postings: Sequence[Posting]) -> Body:
    """The journal's body of an approved settlement, dated on the last day of its month."""
    return {
        "month": str(settlement.month),
        "day": settlement.month.last.isoformat(),
        "rows": [_row_body(row) for row in settlement.rows],
        "postings": postings_body(postings),
    }


def _row_body(row: Row) -> Body:
    return {
        "member": row.member_id,
        "code": row.code,
        "currency": row.opening.currency.code,
        "opening": row.opening.minor,
        "gross": row.gross.minor,
        "commission": row.commission.minor,
        "commission_before_tax": row.commission_before_tax.minor,
        "kept": row.kept.minor,
        "share": row.share.minor,
        "adjustments": row.adjustments.minor,
        "fees": [[fee.amount.minor, fee.reason] for fee in row.fees],
        "paid": row.paid.minor,
        "carried": row.carried.minor,
        "why": str(row.why_carried),
        "means": str(row.payout_means),
        "statement": row.statement,
        "invoice": row.invoice,
    }


def payouts(rows: Sequence[Row], shop: Shop) -> tuple[PayoutLine, ...]:
    """What leaves for the members: legal currency as they chose, local currency in coupons."""
    return tuple(
        PayoutLine(
            row.member_id,
            row.paid,
            str(row.payout_means) if row.paid.currency == shop.currency else "local",
            row.statement,
        )
        for row in rows
        if row.paid
    )


def of_payouts(lines: Sequence[PayoutLine]) -> tuple[Posting, ...]:
    """A payout empties the member's account against the bank, the cash box or the coupons."""
    source = {PayoutMeans.TRANSFER: Account.BANK, PayoutMeans.CASH: Account.CASH, "local": Account.COUPONS}
    postings: list[Posting] = []
    for line in lines:
        postings += [
            debit(Account.MEMBER, line.amount, line.member_id),
            credit(source[line.means], line.amount),
        ]
    return tuple(postings)


def payouts_body(month: str, day: str, lines: Sequence[PayoutLine], postings: Sequence[Posting]) -> Body:
    """The journal's body of the payouts of a settled month, made on `day`."""
    return {
        "month": month,
        "day": day,
        "lines": [
            [line.member_id, line.amount.currency.code, line.amount.minor, line.means, line.reference]
            for line in lines
        ],
        "postings": postings_body(postings),
    }


def check_ties(settlement: Settlement, owed: Mapping[tuple[str, str], int]) -> None:
    """Refuse a settlement whose statements are not what the ledger owes.

    `owed` is, per (member, currency), what the ledger owes once the settlement's own postings are in.
    """
    stated = {(row.member_id, row.balance.currency.code): row.balance.minor for row in settlement.rows}
    codes = {row.member_id: row.code for row in settlement.rows}
    for key in sorted(stated.keys() | owed.keys()):
        difference = stated.get(key, 0) - owed.get(key, 0)
        if difference:
            member, currency = key
            raise Refused(
                "settlement_does_not_tie",
                "Member {member}: the statement says {stated} and the ledger {owed} "
                "(minor units of {currency}). Run `verify` before settling.",
                member=codes.get(member, member),
                stated=stated.get(key, 0),
                owed=owed.get(key, 0),
                currency=currency,
            )
