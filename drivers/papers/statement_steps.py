"""The sum of a statement in words and amounts: from what was sold to what is paid, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drivers.papers.statement_totals import Totals
from ess_shop.domain.money import MILLION, Money, Rate
from ess_shop.domain.settlement import EXCHANGED, Adjustment, Carried, Row
from ess_shop.domain.terms import VatRole
from ess_shop.reading import Statement
from ess_shop.wording import Words


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the sum, with an amount per currency that it concerns and what there is to say about it."""

    label: str
    amounts: tuple[Money, ...]
    strong: bool = False
    notes: tuple[str, ...] = ()


def steps(statement: Statement, totals: Totals, words: Words) -> Iterator[Step]:
    """The sum, in the order in which it is added; what is paid and what is carried make the balance."""
    rows = statement.rows
    legal = rows[0]
    part = legal.gross - legal.commission - legal.margin
    yield Step(_sales(totals, words), (legal.gross,))
    if legal.commission or not legal.purchases:
        yield Step(
            words("Commission of the shop"), (-legal.commission,), notes=_commission(legal, statement, words)
        )
    if legal.purchases:
        yield Step(
            words("Kept by the shop of what it sold in its own name"),
            (-legal.margin,),
            notes=_bought(legal, statement, words),
        )
    yield Step(words("Your part of the sales"), (part,), strong=True)
    if part != legal.share or any(row.share for row in rows[1:]):
        moved = (legal.share - part, *(row.share for row in rows[1:]))
        yield Step(words("Part of it due in local currency"), moved)
    yield Step(words("Carried over from the month before"), tuple(row.opening for row in rows))
    for adjustment in statement.adjustments:
        yield Step(_reason(adjustment, words), (adjustment.amount,))
    yield Step(words("Balance"), tuple(row.balance for row in rows), strong=True)
    yield Step(words("Paid to you"), tuple(row.paid for row in rows))
    yield Step(
        words("Carried to next month"),
        tuple(row.carried for row in rows),
        notes=tuple(dict.fromkeys(_why(row, statement, words) for row in rows if row.why_carried)),
    )


def explanation(statement: Statement, totals: Totals, words: Words) -> str:
    """How the share is computed, in a few sentences."""
    said = [_rule(totals, words)] if totals.rates else []
    if any(line.tag_price for line in statement.lines):
        said.append(words("Goods marked down as your contract says count at the lower price."))
    if any(line.net is not None for line in statement.lines):
        said.append(words("A fixed net price is yours in full; it stands below its line."))
    if any(line.piece_fee for line in statement.lines):
        said.append(words("The fee for each piece sold is taken of your part; it stands below its line."))
    if any(line.discount for line in statement.lines):
        said.append(words("A discount says below its line who bore it."))
    if any(line.quantity < 0 for line in statement.lines):
        said.append(words("Returns count negative."))
    if any(totals.all.local):
        said.append(
            words(
                "What customers paid in local currency is yours in the same proportion; "
                "it is part of “Your part” and is paid in that currency."
            )
        )
    return " ".join(said)


def _rule(totals: Totals, words: Words) -> str:
    """What the percents of the contract make of a price."""
    rates = " / ".join(words.percent(rate) for rate in totals.rates)
    if totals.before_tax:
        return words(
            "How your part is computed: the price paid by the customer, tax included, less the commission of "
            "your contract ({rates} of the price before tax).",
            rates=rates,
        )
    return words(
        "How your part is computed: the price paid by the customer, tax included, less the commission of "
        "your contract ({rates}); {parts} of each sale is yours.",
        rates=rates,
        parts=" / ".join(words.percent(Rate(MILLION - rate.millionths)) for rate in totals.rates),
    )


def _sales(totals: Totals, words: Words) -> str:
    if not totals.all.count:
        return words("No sales this month")
    if totals.returned.count:
        return words.plural(
            "Sales less {count} return, tax included",
            "Sales less {count} returns, tax included",
            totals.returned.count,
        )
    return words("Sales, tax included")


def _commission(row: Row, statement: Statement, words: Words) -> tuple[str, ...]:
    said = []
    if statement.shop.vat_liable and row.commission:
        said.append(
            words(
                "{before} before tax + {tax} VAT",
                before=abs(row.commission_before_tax),
                tax=abs(row.commission_vat),
            )
        )
    if row.invoice and not statement.preview:
        said.append(words("invoice {number}", number=row.invoice))
    return (" · ".join(said),) if said else ()


def _bought(row: Row, statement: Statement, words: Words) -> tuple[str, ...]:
    """What the shop bought the goods for that it sold in its own name, and the paper that says so."""
    said = []
    for each in row.purchases:
        facts = {"share": each.share, "rate": words.percent(each.vat)}
        match each.role:
            case VatRole.D:
                tax = each.share - each.before_tax
                sentence = "Bought from you: {before} before tax + {tax} VAT at {rate}"
                said.append(words(sentence, before=each.before_tax, tax=tax, **facts))
            case VatRole.F:
                said.append(words("Bought from you second-hand: {share} (margin scheme)", **facts))
            case _:
                said.append(words("Bought from you: {share} without VAT", **facts))
    if row.self_bill and not statement.preview:
        said.append(words("invoice {number}, made in your name", number=row.self_bill))
    return tuple(said)


def _reason(adjustment: Adjustment, words: Words) -> str:
    """Fees of the contract have a reason that the shop itself words; others are as they were typed."""
    worded = adjustment.fee or adjustment.reason == EXCHANGED
    reason = words(adjustment.reason) if worded else adjustment.reason
    return reason.strip() or words("Adjustment without a reason")


def _why(row: Row, statement: Statement, words: Words) -> str:
    balance = row.balance
    match row.why_carried:
        case Carried.NEGATIVE:
            return words("Your balance is negative ({balance}): it is deducted next month.", balance=balance)
        case Carried.MINIMUM:
            return words(
                "Your balance is below the minimum you chose ({minimum}): it is carried to next month.",
                minimum=statement.shop.money(statement.member.payout_minimum),
            )
        case Carried.NO_IBAN:
            return words(
                "We have no IBAN for you: send us yours, and {balance} will be paid.", balance=balance
            )
        case Carried.HELD:
            return words(
                "{held} were sold so lately that they may still come back: paid next month.",
                held=row.carried,
            )
        case Carried.EXCLUDED:
            return words("Not paid this month: {reason}", reason=row.reason)
        case Carried.IBAN_CHANGED:
            return words(
                "Your IBAN is new: once we have checked it with you, {balance} will be paid.", balance=balance
            )
        case Carried.SHORT:
            return words(
                "We do not have enough {currency} to pay it all: {carried} wait for next month.",
                currency=row.carried.currency.code,
                carried=row.carried,
            )
        case _:
            return ""
