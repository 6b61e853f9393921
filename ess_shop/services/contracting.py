"""Agreeing with a member on a contract from a day on; taking one back that has not begun."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ess_shop.domain.articles import HIGHEST_PRICE, Article
from ess_shop.domain.clauses import LONGEST_STAY, After
from ess_shop.domain.contract_written import Written, usual_from, usual_of, written_of
from ess_shop.domain.journal import OFFICE, Kind, canonical
from ess_shop.domain.members import Member
from ess_shop.domain.money import WHOLE
from ess_shop.domain.preferences import USUAL_TERMS
from ess_shop.domain.settlement import Month
from ess_shop.domain.terms import Terms, valid_on
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import Reading
from ess_shop.services import preferring
from ess_shop.services.cells import Remark
from ess_shop.services.months import recorded_before
from ess_shop.services.own_sales import check_role
from ess_shop.services.timekeeping import iso, keep_order, log_event

AGREED, CHANGED, TAKEN_BACK = "contract_agreed", "contract_changed", "contract_taken_back"
"""What the event log calls it."""

FARTHEST = timedelta(days=5 * 366)
"""Whoever types a day that is farther ahead mistyped it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The terms as they were recorded, and what whoever agreed on them should know."""

    terms: Terms
    remarks: tuple[Remark, ...] = ()


def agree(books: Books, terms: Terms, *, id: str, at: datetime, who: str = "") -> Agreement:
    """Record terms that hold from `terms.valid_from` on; the same id again does nothing.

    Terms with the id of known ones take their place, if neither has begun before today: what happened under a
    contract stays told. Terms may begin in the past: lines that were sold and slips that were written keep
    the terms they were made under, and a remark says so.
    """
    with books.work() as work:
        state = work.state(OFFICE)
        history = work.read.terms(terms.member_id)
        if recorded_before(work, id, Kind.REGISTER):
            return Agreement(next((each for each in history if each.id == terms.id), terms))
        _check_day(history, terms, at.date())
        check(work.read, terms)
        keep_order(work, state, at)
        work.put_terms([terms])
        work.enter_registers(id, iso(at))
        known = any(each.id == terms.id for each in history)
        _note(work, CHANGED if known else AGREED, terms, at, who)
        agreement = Agreement(terms, remarks(work.read, terms, at.date()))
        work.commit()
    return agreement


def take_back(books: Books, terms_id: str, member_id: str, *, id: str, at: datetime, who: str = "") -> None:
    """Forget terms that have not begun; the ones before them go on. The same id again does nothing."""
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        terms = next((each for each in work.read.terms(member_id) if each.id == terms_id), None)
        if terms is None:
            raise NotFound("no_such_terms", "This contract is not there any more: look at the history.")
        if terms.valid_from <= at.date():
            raise Refused(
                "terms_begun",
                "This contract has begun: agree on another one that follows it.",
            )
        keep_order(work, state, at)
        work.drop_terms(terms)
        work.enter_registers(id, iso(at))
        _note(work, TAKEN_BACK, terms, at, who)
        work.commit()


def remarks(read: Reading, terms: Terms, today: date) -> tuple[Remark, ...]:
    """What to know of terms that begin in the past; nothing of others, and of a member's first ones."""
    followed = any(each.id != terms.id for each in read.terms(terms.member_id))
    if terms.valid_from >= today or not followed:
        return ()
    return past_remarks(terms.valid_from, read.last_settled())


def past_remarks(begins: date, settled: Month | None) -> tuple[Remark, ...]:
    """What to know of a day in the past from which terms are to hold; `settled` is the last settled month."""
    said: list[Remark] = [
        (
            "This contract begins in the past: what was sold since {day} keeps the contract of its day.",
            {"day": begins},
        )
    ]
    if settled is not None and Month(begins.year, begins.month) <= settled:
        said.append(
            (
                "{month} is settled: nothing changes there any more, neither parts nor fees.",
                {"month": settled},
            )
        )
    return tuple(said)


def check(read: Reading, terms: Terms) -> None:
    """Refused if a contract cannot be so; what a single clause may say was checked when it was made."""
    check_role(terms, read.member(terms.member_id), read.shop())
    if not 0 <= terms.commission.millionths <= WHOLE.millionths:
        raise Refused("bad_percent", "A percent lies between 0 and 100: type it again.")
    clauses = terms.clauses
    amounts = (terms.monthly_fee, clauses.piece_fee, clauses.membership_fee)
    if any(not 0 <= amount <= HIGHEST_PRICE for amount in amounts):
        raise Refused("bad_fee_size", "A fee lies between nothing and {most}.", most=_highest(read))
    if terms.duration_days is not None and not 1 <= terms.duration_days <= LONGEST_STAY:
        raise Refused("bad_days", "A number of days lies between 0 and {most}.", most=LONGEST_STAY)
    if clauses.grace_days and terms.duration_days is None:
        raise Refused(
            "grace_without_end", "Days of grace follow a time that ends: say how many days goods may stay."
        )
    if clauses.after is After.MARKDOWN and not clauses.markdown:
        raise Refused(
            "markdown_without_steps",
            "Goods whose time is over are to get cheaper: say after how many days, and by how much.",
        )
    for each in clauses.exemptions:
        article = read.article(each.article_id) if each.article_id else None
        if each.article_id and (article is None or article.member_id != terms.member_id):
            raise Refused("foreign_exemption", "An exception is for an article of another member.")


def _highest(read: Reading) -> object:
    return read.shop().money(HIGHEST_PRICE)


def _check_day(history: Sequence[Terms], terms: Terms, today: date) -> None:
    before = next((each for each in history if each.id == terms.id), None)
    if before is not None and min(before.valid_from, terms.valid_from) < today:
        raise Refused(
            "terms_begun",
            "This contract has begun: agree on another one that follows it.",
        )
    if any(each.valid_from == terms.valid_from and each.id != terms.id for each in history):
        raise Refused(
            "terms_that_day",
            "Another contract begins on {day} already: change that one, or choose another day.",
            day=terms.valid_from,
        )
    if terms.valid_from > today + FARTHEST:
        raise Refused("terms_too_far", "{day} is far ahead: check the year.", day=terms.valid_from)


def _note(work: Work, code: str, terms: Terms, at: datetime, who: str) -> None:
    """The event log tells the clauses too: the register keeps only the digest of what it no longer says."""
    code_of = next(member.code for member in work.read.members() if member.id == terms.member_id)
    codes = _codes(work.read, terms)
    said = canonical(written_of(terms, work.shop, codes).to_plain())
    log_event(work, OFFICE, at, code, f"{code_of} {terms.valid_from.isoformat()} {who}: {said}")


def _codes(read: Reading, terms: Terms) -> dict[str, str]:
    found = (read.article(each.article_id) for each in terms.clauses.exemptions if each.article_id)
    return {article.id: article.code for article in found if article is not None}


def written(read: Reading, terms: Terms) -> Written:
    """A contract as it would have been written."""
    return written_of(terms, read.shop(), _codes(read, terms))


def begun_with(read: Reading, member: Member, day: date) -> Written:
    """What a member's next contract is made from: the one in force, else the shop's usual terms."""
    now = valid_on(read.terms(member.id), day)
    return usual_terms(read) if now is None else written(read, now)


def finder(read: Reading) -> Callable[[str], Article | None]:
    """What finds an article by its code, however its letters are typed."""
    return lambda code: read.article_by_code(code) or read.article_by_code(code.upper())


def usual_terms(read: Reading) -> Written:
    """The terms that a new member is offered."""
    return usual_from(read.preference(USUAL_TERMS))


def make_usual(books: Books, terms: Terms, *, id: str, at: datetime) -> None:
    """Offer these terms to new members from now on; the same id again does nothing."""
    with books.read() as read:
        check(read, replace(terms, clauses=replace(terms.clauses, exemptions=())))
        usual = usual_of(terms, read.shop())
    preferring.change(books, USUAL_TERMS, usual.to_plain(), id=id, at=at)
