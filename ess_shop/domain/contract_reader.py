"""Reading a contract that somebody wrote, clause by clause, so that everything wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from ess_shop.domain.articles import HIGHEST_PRICE, Article, checked_text
from ess_shop.domain.clauses import LONGEST_STAY, After, Clauses, Exemption, MarkdownStep, Tier
from ess_shop.domain.contract_written import Row, Written
from ess_shop.domain.members import VatStatus
from ess_shop.domain.money import WHOLE, Rate
from ess_shop.domain.shop import Shop
from ess_shop.domain.source import shown
from ess_shop.domain.terms import Bearer, CommissionBase, SoldBy, Terms, role_for
from ess_shop.errors import Refused

T = TypeVar("T")
Find = Callable[[str], Article | None]
"""Gives the article with a code."""

LONGEST_CATEGORY = 60


class ContractReader:
    """Reads what was written; `wrong` says of each clause that cannot be so, why."""

    def __init__(self, shop: Shop, find: Find) -> None:
        self._shop, self._find = shop, find
        self.wrong: dict[str, Refused] = {}

    def read(
        self, written: Written, *, id: str, member_id: str, valid_from: date, vat_status: VatStatus
    ) -> Terms | None:
        """The terms that were written, of a member who stands so before VAT; None if a clause is wrong."""
        self.wrong = {}
        commission = self._of("commission", lambda: percent_of(written.commission))
        base = self._of("base", lambda: _one_of(CommissionBase, written.base))
        bearer = self._of("discounts", lambda: _one_of(Bearer, written.discounts))
        seller = self._of("seller", lambda: _one_of(SoldBy, written.seller))
        rent = self._of("monthly_fee", lambda: self._amount(written.monthly_fee))
        days = self._of("days", lambda: _days(written.days, least=1) if written.days else 0)
        clauses = self._clauses(written, member_id)
        if commission is None or base is None or bearer is None or clauses is None or seller is None:
            return None
        if self.wrong:
            return None
        return Terms(
            id=id,
            member_id=member_id,
            valid_from=valid_from,
            commission=commission,
            role=role_for(vat_status, shop_liable=self._shop.vat_liable, sold=seller),
            base=base,
            discount_bearer=bearer,
            monthly_fee=rent or 0,
            duration_days=days or None,
            clauses=clauses,
        )

    def _clauses(self, written: Written, member_id: str) -> Clauses | None:
        exemptions = self._of("exceptions", lambda: self._exemptions(written.exceptions, member_id))
        tiers = self._of("tiers", lambda: self._tiers(written.tiers))
        markdown = self._of("markdown", lambda: _markdown(written.markdown))
        piece_fee = self._of("piece_fee", lambda: self._amount(written.piece_fee))
        fee = self._of("membership_fee", lambda: self._amount(written.membership_fee))
        month = self._of("membership_month", lambda: _month(written.membership_month))
        grace = self._of("grace", lambda: _days(written.grace, least=0) if written.grace else 0)
        after = self._of("after", lambda: _one_of(After, written.after))
        floor = self._of("floor", lambda: percent_of(written.floor or "0"))
        ceiling = self._of("ceiling", lambda: _ceiling(written.ceiling))
        if after is None or floor is None or self.wrong:
            return None
        return self._of(
            "whole",
            lambda: Clauses(
                exemptions=exemptions or (),
                tiers=tiers or (),
                memo=written.memo,
                piece_fee=piece_fee or 0,
                membership_fee=fee or 0,
                membership_month=month or 1,
                grace_days=grace or 0,
                after=after,
                markdown=markdown or (),
                floor=floor,
                ceiling=ceiling[0] if ceiling else None,
            ),
        )

    def _of(self, clause: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Refused as wrong:
            self.wrong[clause] = wrong
            return None

    def _amount(self, text: str) -> int:
        if not text.strip():
            return 0
        try:
            amount = self._shop.currency.parse(text)
        except ValueError:
            amount = self._shop.money(-1)
        if not 0 <= amount.minor <= HIGHEST_PRICE:
            raise Refused("bad_amount", "{value} is no amount.", value=shown(text))
        return amount.minor

    def _exemptions(self, rows: Sequence[Row], member_id: str) -> tuple[Exemption, ...]:
        made = []
        for what, percent in _filled(rows):
            article = self._find(what)
            if article is not None and article.member_id == member_id:
                made.append(Exemption(percent_of(percent), article_id=article.id))
            else:
                made.append(Exemption(percent_of(percent), category=_category(what)))
        _once(
            [(each.article_id, each.category.casefold()) for each in made], [row[0] for row in _filled(rows)]
        )
        return tuple(made)

    def _tiers(self, rows: Sequence[Row]) -> tuple[Tier, ...]:
        made = [Tier(self._needed_amount(price), percent_of(percent)) for price, percent in _filled(rows)]
        _once([each.from_price for each in made], [row[0] for row in _filled(rows)])
        return tuple(sorted(made, key=lambda tier: tier.from_price))

    def _needed_amount(self, text: str) -> int:
        amount = self._amount(text)
        if not amount:
            raise Refused("tier_price", "Say from which price on: {value} is none.", value=shown(text) or "0")
        return amount


def percent_of(text: str) -> Rate:
    """A percent from 0 to 100, with or without its sign; Refused for anything else."""
    try:
        rate = Rate.percent(text.strip().removesuffix("%").strip())
    except ValueError:
        rate = Rate(-1)
    if not 0 <= rate.millionths <= WHOLE.millionths:
        raise Refused(
            "bad_percent_typed", "“{value}” is no percent: type a number from 0 to 100.", value=shown(text)
        )
    return rate


def day_of(text: str) -> date:
    """A day written `2026-04-01` or `01/04/2026`; Refused for anything else."""
    plain = text.strip()
    parts = plain.replace(".", "/").split("/")
    try:
        if len(parts) == 3:
            day, month, year = map(int, parts)
            return date(year + 2000 if year < 100 else year, month, day)
        return date.fromisoformat(plain)
    except ValueError:
        raise Refused(
            "bad_day_typed", "“{value}” is no day: type it like 01/04/2026.", value=shown(text)
        ) from None


def _one_of(kinds: Callable[[str], T], text: str) -> T:
    try:
        return kinds(text)
    except ValueError:
        raise Refused("no_such_choice", "“{value}” is not one of the choices.", value=shown(text)) from None


def _days(text: str, *, least: int) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 9 and least <= int(plain) <= LONGEST_STAY):
        raise Refused(
            "bad_days_typed",
            "“{value}” is no number of days: type one from {least} to {most}.",
            value=shown(text),
            least=least,
            most=LONGEST_STAY,
        )
    return int(plain)


def _month(text: str) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 3 and 1 <= int(plain) <= 12):
        raise Refused("bad_month_number", "A month lies between 1 and 12.")
    return int(plain)


def _ceiling(text: str) -> tuple[Rate | None]:
    return (percent_of(text) if text.strip() else None,)


def _category(text: str) -> str:
    try:
        return checked_text(text, longest=LONGEST_CATEGORY)
    except ValueError:
        raise Refused(
            "bad_category", "“{value}” is no category and no article’s code.", value=shown(text)
        ) from None


def _markdown(rows: Sequence[Row]) -> tuple[MarkdownStep, ...]:
    made = [
        MarkdownStep(
            _days(days, least=1), percent_of(percent), _category(category) if category.strip() else ""
        )
        for days, percent, category in _filled(rows)
    ]
    _once([(step.after_days, step.category.casefold()) for step in made], [row[0] for row in _filled(rows)])
    return tuple(sorted(made, key=lambda step: (step.category.casefold(), step.after_days)))


def _filled(rows: Sequence[Row]) -> list[Row]:
    """The rows in which something is written."""
    return [tuple(part.strip() for part in row) for row in rows if any(part.strip() for part in row)]


def _once(keys: Sequence[object], said: Sequence[str]) -> None:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            raise Refused(
                "clause_said_twice", "“{value}” stands here twice: keep one.", value=shown(said[place])
            )
