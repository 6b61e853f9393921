"""A contract as people write it, in a form, a file or on the command line: every clause a piece of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ess_shop.domain.clauses import After
from ess_shop.domain.money import Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import shown
from ess_shop.domain.terms import Bearer, CommissionBase, SoldBy, Terms, sold_by
from ess_shop.errors import Refused

Row = tuple[str, ...]

EACH_ROW: Mapping[str, Row] = {
    "exceptions": ("of", "commission"),
    "tiers": ("from", "commission"),
    "markdown": ("days", "percent", "category"),
}
"""The clauses that are lists, and what each of their rows says."""


@dataclass(frozen=True, slots=True)
class Written:
    """Every clause as it is written; "" where nothing is said.

    `commission` is what the shop keeps, in percent; `seller` says in whose name the goods are sold;
    `exceptions` are of a category or an article's code; `days` is how long goods may stay.
    """

    commission: str = "30"
    base: str = str(CommissionBase.TAG)
    memo: bool = False
    exceptions: tuple[Row, ...] = ()
    tiers: tuple[Row, ...] = ()
    piece_fee: str = ""
    monthly_fee: str = ""
    membership_fee: str = ""
    membership_month: str = "1"
    days: str = ""
    grace: str = ""
    after: str = str(After.RETURN)
    markdown: tuple[Row, ...] = ()
    floor: str = ""
    discounts: str = str(Bearer.SHARED)
    ceiling: str = ""
    seller: str = str(SoldBy.MEMBER)

    def to_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON: only what is not as usual."""
        plain: dict[str, Any] = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if value == each.default:
                continue
            if each.name in EACH_ROW:
                plain[each.name] = [dict(zip(EACH_ROW[each.name], row, strict=True)) for row in value]
            else:
                plain[each.name] = value
        return plain


def written_from(plain: object) -> Written:
    """What plain data writes; Refused names what is no clause, or not written as one."""
    if not isinstance(plain, Mapping):
        raise Refused("bad_contract_file", "A contract is written as clauses with their names.")
    known = {each.name: each for each in fields(Written)}
    given: dict[str, Any] = {}
    for name, value in plain.items():
        if name not in known:
            raise Refused(
                "no_such_clause",
                "A contract has no clause “{clause}”: choose among {clauses}.",
                clause=shown(str(name)),
                clauses=", ".join(known),
            )
        given[name] = _rows(name, value) if name in EACH_ROW else _said(name, value)
    return Written(**given)


def _said(name: str, value: object) -> str | bool:
    if name == "memo":
        if not isinstance(value, bool):
            raise _no_clause(name, value)
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _no_clause(name, value)
    return str(value).strip()


def _rows(name: str, value: object) -> tuple[Row, ...]:
    if not isinstance(value, list | tuple):
        raise _no_clause(name, value)
    rows = []
    for each in value:
        if not isinstance(each, Mapping) or set(each) - set(EACH_ROW[name]):
            raise _no_clause(name, each)
        rows.append(tuple(str(_said(part, each.get(part, ""))) for part in EACH_ROW[name]))
    return tuple(rows)


def _no_clause(name: str, value: object) -> Refused:
    return Refused(
        "bad_clause",
        "“{value}” is not how “{clause}” is written in a contract.",
        value=shown(str(value)),
        clause=name,
    )


def written_of(terms: Terms, shop: Shop, codes: Mapping[str, str]) -> Written:
    """How a contract would have been written; `codes` are the codes of articles by their ids."""
    clauses = terms.clauses

    def amount(minor: int) -> str:
        return _plain(shop.money(minor).decimal()) if minor else ""

    def percent(rate: Rate) -> str:
        return _plain(rate.as_percent)

    return Written(
        commission=percent(terms.commission),
        base=str(terms.base),
        memo=clauses.memo,
        exceptions=tuple(
            (each.category or codes.get(each.article_id, each.article_id), percent(each.commission))
            for each in clauses.exemptions
        ),
        tiers=tuple((amount(tier.from_price), percent(tier.commission)) for tier in clauses.tiers),
        piece_fee=amount(clauses.piece_fee),
        monthly_fee=amount(terms.monthly_fee),
        membership_fee=amount(clauses.membership_fee),
        membership_month=str(clauses.membership_month),
        days=str(terms.duration_days) if terms.duration_days else "",
        grace=str(clauses.grace_days) if clauses.grace_days else "",
        after=str(clauses.after),
        markdown=tuple(
            (str(step.after_days), percent(step.percent), step.category) for step in clauses.markdown
        ),
        floor=percent(clauses.floor) if clauses.floor.millionths else "",
        discounts=str(terms.discount_bearer),
        ceiling="" if clauses.ceiling is None else percent(clauses.ceiling),
        seller=str(sold_by(terms.role)),
    )


def usual_from(plain: object) -> Written:
    """The shop's usual terms of plain data (None: 30 % and nothing else); Refused if they are none."""
    return Written() if plain is None else written_from(plain)


def usual_of(terms: Terms, shop: Shop) -> Written:
    """What of a contract may be every new member's: no exception for one member's article, nor sales in the
    shop's name, which need what only the member can give.
    """
    of_all = tuple(each for each in terms.clauses.exemptions if not each.article_id)
    usual = written_of(replace(terms, clauses=replace(terms.clauses, exemptions=of_all)), shop, {})
    return replace(usual, seller=str(SoldBy.MEMBER))


def _plain(number: object) -> str:
    return str(number).replace(".", ",")
