"""The settlement in the ledger and in the journal: commission taken, fees charged, members paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ess_shop.domain.journal import canonical
from ess_shop.domain.ledger import Account, Posting, credit, debit
from ess_shop.domain.money import Money
from ess_shop.domain.month_plan import NO_PLAN, MonthPlan
from ess_shop.domain.sale_record import Body, postings_body
from ess_shop.domain.settlement import Adjustment, Purchase, Row, Settlement, before_tax
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
    """Month's end: the members' accounts give the commission, tax apart, and the fees; what the shop sold in
    its own name is bought.

    Commission that came in local currency is income in legal currency all the same (VAT is due on the
    whole), and so is what was bought, so the two sides meet on the exchange account.
    """
    postings: list[Posting] = []
    for row in settlement.rows:
        if row.kept:
            postings.append(debit(Account.MEMBER, row.kept, row.member_id))
        if row.opening.currency != shop.currency:
            postings += _in_local(row)
        else:
            postings += _in_legal(row, shop)
        for fee in row.fees:
            postings += _fee(row.member_id, fee, shop)
    return tuple(postings)


def _in_legal(row: Row, shop: Shop) -> list[Posting]:
    postings = _income(Account.COMMISSION, row.commission, row.commission_before_tax)
    in_local = row.commission - row.kept
    if in_local:
        postings.append(debit(Account.EXCHANGE, in_local))
    for purchase in row.purchases:
        postings += _purchase(row.member_id, purchase, shop)
    return postings


def _in_local(row: Row) -> list[Posting]:
    postings = [credit(Account.EXCHANGE, row.kept)] if row.kept else []
    if row.bought:
        postings += [debit(Account.EXCHANGE, row.bought), credit(Account.MEMBER, row.bought, row.member_id)]
    return postings


def _purchase(member_id: str, purchase: Purchase, shop: Shop) -> list[Posting]:
    """What was sold in the shop's own name is bought of the member; the tax within a margin is due."""
    without_tax = purchase.before_tax if shop.vat_liable else purchase.share
    sides = (
        debit(Account.PURCHASES, without_tax),
        debit(Account.VAT_DEDUCTIBLE, purchase.share - without_tax),
        credit(Account.MEMBER, purchase.legal_share, member_id),
        credit(Account.EXCHANGE, purchase.share - purchase.legal_share),
    )
    postings = [posting for posting in sides if posting.amount]
    tax = purchase.margin_vat
    if tax and shop.vat_liable:
        postings += [debit(Account.SALES, tax), credit(Account.VAT_COLLECTED, tax)]
    return postings


def _fee(member_id: str, fee: Adjustment, shop: Shop) -> list[Posting]:
    """A fee is income; what moves to another currency meets its other side on the exchange account."""
    charged = -fee.amount
    taken = debit(Account.MEMBER, charged, member_id)
    if not fee.fee:
        return [taken, credit(Account.EXCHANGE, charged)]
    return [taken, *_income(Account.FEES, charged, before_tax(charged, shop))]


def _income(account: Account, amount: Money, without_tax: Money) -> list[Posting]:
    tax = amount - without_tax
    postings = [credit(account, without_tax)] if without_tax else []
    return [*postings, credit(Account.VAT_COLLECTED, tax)] if tax else postings


def settlement_body(
    settlement: Settlement, postings: Sequence[Posting], plan: MonthPlan = NO_PLAN, by: Sequence[str] = ()
) -> Body:
    """The journal's body of a settlement approved `by` people (ids), dated on the last day of its month."""
    return {
        "month": str(settlement.month),
        "day": settlement.month.last.isoformat(),
        "rows": [_row_body(row) for row in settlement.rows],
        "postings": postings_body(postings),
        **({"plan": plan.plain()} if plan != NO_PLAN else {}),
        **({"by": list(by)} if by else {}),
    }


def figures_digest(settlement: Settlement, postings: Sequence[Posting], plan: MonthPlan) -> str:
    """What two people who approve the same figures agree on: SHA-256 of all of them, in hexadecimal."""
    return sha256(canonical(settlement_body(settlement, postings, plan)).encode()).hexdigest()


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
        "fees": [[fee.amount.minor, fee.reason] for fee in row.fees if fee.fee],
        "paid": row.paid.minor,
        "carried": row.carried.minor,
        "why": str(row.why_carried),
        "means": str(row.payout_means),
        "statement": row.statement,
        "invoice": row.invoice,
        **_rarer(row),
    }


def _rarer(row: Row) -> Body:
    """What most rows have nothing of, only where there is some: settlements of before keep their form."""
    purchases = [
        [str(each.role), each.vat.millionths, each.gross.minor, each.share.minor, each.legal_share.minor]
        for each in row.purchases
    ]
    exchanged = sum(each.amount.minor for each in row.fees if not each.fee)
    some = {
        "self_bill": row.self_bill,
        "reason": row.reason,
        "margin": row.margin.minor,
        "bought": row.bought.minor,
        "purchases": purchases,
        "exchanged": exchanged,
    }
    return {name: value for name, value in some.items() if value}


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
    """A payout empties the member's account against what was put away: at the bank or in the safe.

    What lies in a drawer is put away first, so that each drawer holds what the ledger says.
    """
    postings: list[Posting] = []
    for line in lines:
        postings += [debit(Account.MEMBER, line.amount, line.member_id), credit(Account.BANK, line.amount)]
    return tuple(postings)


@dataclass(frozen=True, slots=True)
class PayoutBack:
    """A payout that came back, or was never made: what it paid is owed again from `day` on."""

    month: str
    line: PayoutLine
    day: str
    reason: str


def of_payout_back(back: PayoutBack) -> tuple[Posting, ...]:
    """The payout's postings, reversed."""
    return tuple(Posting(each.account, -each.amount, each.member_id) for each in of_payouts((back.line,)))


def payout_back_body(backs: Sequence[PayoutBack]) -> Body:
    """The journal's body of payouts of one month that came back on one day."""
    first = backs[0]
    return {
        "month": first.month,
        "day": first.day,
        "lines": [
            [
                back.line.member_id,
                back.line.amount.currency.code,
                back.line.amount.minor,
                back.line.means,
                back.line.reference,
                back.reason,
            ]
            for back in backs
        ],
        "postings": postings_body([each for back in backs for each in of_payout_back(back)]),
    }


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
