"""What a contract says beyond its percent: exceptions, tiers, fees, markdowns, what comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ess_shop.domain.money import WHOLE, ZERO_RATE, Rate, divide
from ess_shop.errors import Refused

MOST_CLAUSES = 200
LONGEST_STAY = 3660


class After(StrEnum):
    """What the contract says of goods whose time is over, the days of grace included."""

    RETURN = "return"
    DONATE = "donate"
    MARKDOWN = "markdown"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Exemption:
    """Another commission for one article (by its id), or for a category."""

    commission: Rate
    article_id: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Tier:
    """The commission of articles whose tag says `from_price` (legal minor units) or more."""

    from_price: int
    commission: Rate


@dataclass(frozen=True, slots=True)
class MarkdownStep:
    """Percent off the first price of goods `after_days` old or older; `category` "" means all of them."""

    after_days: int
    percent: Rate
    category: str = ""


@dataclass(frozen=True, slots=True)
class Clauses:
    """Everything a contract may say beyond its percent; amounts in legal minor units, tax included.

    `memo`: the member names a fixed net price per article and the shop keeps what is above it.
    `piece_fee` is taken of every piece sold, `membership_fee` once a year with the settlement of
    `membership_month`. `grace_days` follow the time goods may stay; then `after` is done. Marked down
    goods never cost less than `floor` of their first price. `ceiling` is the part of a price up to which the
    member bears discounts as agreed (None: without end); what goes beyond is borne by the shop.
    """

    exemptions: tuple[Exemption, ...] = ()
    tiers: tuple[Tier, ...] = ()
    memo: bool = False
    piece_fee: int = 0
    membership_fee: int = 0
    membership_month: int = 1
    grace_days: int = 0
    after: After = After.RETURN
    markdown: tuple[MarkdownStep, ...] = ()
    floor: Rate = ZERO_RATE
    ceiling: Rate | None = None

    def __post_init__(self) -> None:
        _check(self)


def commission_of(clauses: Clauses, usual: Rate, *, article_id: str, category: str, tag_price: int) -> Rate:
    """An article's commission: its own, else its category's, else its price's tier, else the usual one."""
    own = category.strip().casefold()
    for each in clauses.exemptions:
        if each.article_id and each.article_id == article_id:
            return each.commission
    for each in clauses.exemptions:
        if not each.article_id and own and each.category.strip().casefold() == own:
            return each.commission
    reached = [tier for tier in clauses.tiers if tier.from_price <= tag_price]
    return max(reached, key=lambda tier: tier.from_price).commission if reached else usual


def markdown_of(steps: Sequence[MarkdownStep], *, age_days: int, category: str) -> Rate:
    """The percent off at an age: the largest of the steps reached, for they do not pile up."""
    own = category.strip().casefold()
    reached = [
        step.percent.millionths
        for step in steps
        if age_days >= step.after_days and step.category.strip().casefold() in ("", own)
    ]
    return Rate(max(reached, default=0))


def marked_price(tag_price: int, off: Rate, *, floor: Rate, least: int | None = None) -> int:
    """A price marked down, never below the floor: a part of it, or the amount `least`."""
    marked = divide(tag_price * (WHOLE.millionths - off.millionths), WHOLE.millionths)
    lowest = max(floor.of(tag_price), least or 0)
    return min(max(marked, lowest), tag_price)


def clauses_plain(clauses: Clauses) -> dict[str, Any]:
    """Clauses as plain data: only what is not as usual."""
    plain: dict[str, Any] = {}
    for name, value in asdict(clauses).items():
        if getattr(clauses, name) != getattr(NO_CLAUSES, name):
            plain[name] = _plain(value)
    return plain


def clauses_from(plain: Mapping[str, Any]) -> Clauses:
    """The clauses that plain data was made of."""
    given = dict(plain)
    for name, make in (("exemptions", Exemption), ("tiers", Tier), ("markdown", MarkdownStep)):
        given[name] = tuple(make(**_rated(each)) for each in given.get(name, ()))
    for name in ("floor", "ceiling"):
        if given.get(name) is not None:
            given[name] = Rate(given[name])
    if "after" in given:
        given["after"] = After(given["after"])
    return Clauses(**given)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            value["millionths"] if set(value) == {"millionths"} else {k: _plain(v) for k, v in value.items()}
        )
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, After) else value


def _rated(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Rate(value) if name in ("commission", "percent") else value for name, value in plain.items()
    }


def _check(clauses: Clauses) -> None:
    many = len(clauses.exemptions) + len(clauses.tiers) + len(clauses.markdown)
    if many > MOST_CLAUSES:
        raise Refused("too_many_clauses", "A contract holds {most} exceptions at most.", most=MOST_CLAUSES)
    rates = [each.commission for each in clauses.exemptions]
    rates += [tier.commission for tier in clauses.tiers]
    rates += [step.percent for step in clauses.markdown]
    rates += [clauses.floor, clauses.ceiling or ZERO_RATE]
    if any(not 0 <= rate.millionths <= WHOLE.millionths for rate in rates):
        raise Refused("bad_percent", "A percent lies between 0 and 100: type it again.")
    if any(bool(each.article_id) == bool(each.category.strip()) for each in clauses.exemptions):
        raise Refused("bad_exemption", "An exception is for one article, or for one category.")
    amounts = (clauses.piece_fee, clauses.membership_fee, *(tier.from_price for tier in clauses.tiers))
    if any(amount < 0 for amount in amounts):
        raise Refused("bad_fee", "A fee or a price is not below zero.")
    days = (clauses.grace_days, *(step.after_days for step in clauses.markdown))
    if any(not 0 <= day <= LONGEST_STAY for day in days):
        raise Refused("bad_days", "A number of days lies between 0 and {most}.", most=LONGEST_STAY)
    if not 1 <= clauses.membership_month <= 12:
        raise Refused("bad_month_number", "A month lies between 1 and 12.")
    for what in (
        [tier.from_price for tier in clauses.tiers],
        [(step.after_days, step.category.strip().casefold()) for step in clauses.markdown],
        [(each.article_id, each.category.strip().casefold()) for each in clauses.exemptions],
    ):
        if len(set(what)) != len(what):
            raise Refused("clause_twice", "Something is said twice in this contract: keep one of them.")


NO_CLAUSES = Clauses()
"""A contract that says its percent and nothing else."""
