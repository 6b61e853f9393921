"""A slip as plain data for the journal, and back: nothing of it is lost on the way.

The journal's format stays what it is: it says how an entry is signed, not what its body holds. Bodies of
stock entries without a slip, as older programs wrote them, keep their signature and their moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ess_shop.domain.clauses import NO_CLAUSES, clauses_from, clauses_plain
from ess_shop.domain.money import Currency, Money, Rate
from ess_shop.domain.slips import Agreed, Slip, SlipKind, SlipLine
from ess_shop.domain.terms import Bearer, CommissionBase, VatRole

Body = dict[str, Any]


def slip_body(slip: Slip) -> Body:
    """The journal's body of a slip; amounts in legal minor units, rates in millionths."""
    return {
        "day": slip.day.isoformat(),
        "moves": [[article, quantity, str(slip.kind)] for article, quantity in slip.moves],
        "slip": {
            "kind": str(slip.kind),
            "year": slip.year,
            "sequence": slip.sequence,
            "number": slip.number,
            "member": slip.member_id,
            "volunteer": slip.volunteer,
            "note": slip.note,
            "currency": slip.compensation.currency.code,
            "decimals": slip.compensation.currency.decimals,
            "compensation": slip.compensation.minor,
            "lines": [_line_body(line) for line in slip.lines],
            **({"reverses": slip.reverses} if slip.reverses else {}),
        },
    }


def slip_from(body: Mapping[str, Any]) -> Slip | None:
    """The slip that a body was made of; None for moves that were recorded before slips were."""
    plain = body.get("slip")
    if plain is None:
        return None
    legal = Currency(plain["currency"], plain["decimals"])
    return Slip(
        kind=SlipKind(plain["kind"]),
        year=plain["year"],
        sequence=plain["sequence"],
        member_id=plain["member"],
        day=date.fromisoformat(body["day"]),
        volunteer=plain["volunteer"],
        note=plain["note"],
        compensation=Money(plain["compensation"], legal),
        lines=tuple(_line_from(line, legal) for line in plain["lines"]),
        reverses=plain.get("reverses", ""),
    )


def _line_body(line: SlipLine) -> Body:
    body: Body = {
        "article": line.article_id,
        "code": line.code,
        "label": line.label,
        "price": line.price.minor,
        "quantity": line.quantity,
    }
    if line.agreed:
        body["agreed"] = terms = {
            "from": line.agreed.valid_from.isoformat(),
            "commission": line.agreed.commission.millionths,
            "role": str(line.agreed.role),
            "base": str(line.agreed.base),
            "bearer": str(line.agreed.discount_bearer),
            "days": line.agreed.duration_days,
        }
        if line.agreed.net is not None:
            terms["net"] = line.agreed.net.minor
        if line.agreed.clauses != NO_CLAUSES:
            terms["clauses"] = clauses_plain(line.agreed.clauses)
    return body


def _line_from(body: Body, legal: Currency) -> SlipLine:
    terms = body.get("agreed")
    return SlipLine(
        article_id=body["article"],
        code=body["code"],
        label=body["label"],
        price=Money(body["price"], legal),
        quantity=body["quantity"],
        agreed=None
        if terms is None
        else Agreed(
            valid_from=date.fromisoformat(terms["from"]),
            commission=Rate(terms["commission"]),
            role=VatRole(terms["role"]),
            base=CommissionBase(terms["base"]),
            discount_bearer=Bearer(terms["bearer"]),
            duration_days=terms["days"],
            net=Money(terms["net"], legal) if "net" in terms else None,
            clauses=clauses_from(terms["clauses"]) if "clauses" in terms else NO_CLAUSES,
        ),
    )
