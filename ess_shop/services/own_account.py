"""A member's own room: what they see and ask for. Whose figures they are follows from who came in.

Nothing here takes a member: each act looks the person up again and goes to that person's member alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from ess_shop.domain.articles import has_control
from ess_shop.domain.journal import OFFICE
from ess_shop.domain.members import Identity, Member
from ess_shop.domain.money import Money
from ess_shop.domain.people import Person, Role
from ess_shop.domain.settlement import Month, Row
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms, valid_on
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import GoodsRow, Reading, Statement, StatementLine, Worksheet
from ess_shop.services.settling import preview, statements
from ess_shop.services.timekeeping import iso, keep_order, log_event

REQUEST = "request"
"""The kind of the worksheets that hold what members ask for."""

MOST_ASKED, LONGEST_NOTE = 200, 300


class Wish(StrEnum):
    """What a member asks of the shop: to bring more, or to have goods back."""

    RESTOCK = "restock"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class WishLine:
    """Pieces of an article that a member asks about."""

    article_id: str
    code: str
    label: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Request:
    """What a member asked, until the desk has done it; `at` an ISO time."""

    id: str
    member_id: str
    wish: Wish
    at: str
    lines: tuple[WishLine, ...]
    note: str


@dataclass(frozen=True, slots=True)
class OwnMonth:
    """A settled month as its member sees it: the rows, and the day on which it was paid (None: not yet)."""

    month: Month
    rows: tuple[Row, ...]
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """How a member stands today: what is here, what was sold this month, what is owed, what was paid."""

    shop: Shop
    member: Member
    identity: Identity
    terms: Terms | None
    month: Month
    goods: Sequence[GoodsRow]
    sold: Sequence[StatementLine]
    owed: tuple[Money, ...]
    months: Sequence[OwnMonth]
    requests: Sequence[Request]

    @property
    def sold_total(self) -> Money:
        """What this month's sales came to so far."""
        return self.shop.money(sum(line.total.minor for line in self.sold))

    @property
    def sold_share(self) -> Money:
        """The member's part of them, local currency at its worth."""
        return self.shop.money(sum(line.share.minor for line in self.sold))


def account(read: Reading, person: Person, today: date) -> OwnAccount:
    """Everything the member of this person sees; Refused for anybody who is not a member here."""
    member_id = own_member(read, person)
    month = Month(today.year, today.month)
    return OwnAccount(
        shop=read.shop(),
        member=next(each for each in read.members() if each.id == member_id),
        identity=read.identities()[member_id],
        terms=valid_on(read.terms(member_id), today),
        month=month,
        goods=read.goods_of(member_id),
        sold=[line for _owner, lines in read.statement_lines(month, member_id) for line in lines],
        owed=_owed(read, member_id),
        months=[_own_month(read, month, member_id) for month in read.months_of(member_id)],
        requests=requests(read, member_id),
    )


def statement(read: Reading, person: Person, month: Month) -> Statement:
    """The member's own statement of a month; NotFound if there is none."""
    member_id = own_member(read, person)
    found = next(iter(statements(read, preview(read, month), member_id)), None)
    if found is None:
        raise NotFound("no_statement", "There is no statement of {month}.", month=month)
    return found


def ask(
    books: Books,
    person: Person,
    wish: Wish,
    goods: Sequence[tuple[str, int]],
    *,
    id: str,
    at: datetime,
    note: str = "",
) -> Request:
    """Ask the shop, once per id: `goods` are the member's own articles with the pieces meant (> 0).

    Refused for another member's article, for nothing at all, and for more than is here to have back.
    """
    with books.work() as work:
        state, read = work.state(OFFICE), work.read
        member_id = own_member(read, person)
        known = read.worksheet(id)
        if known is not None and known.kind == REQUEST and known.member == member_id:
            return _request(known)
        lines = _checked(read, member_id, wish, goods)
        if has_control(note) or len(note) > LONGEST_NOTE:
            raise Refused("bad_note", "This note is too long or holds unreadable characters: type it again.")
        body = {
            "wish": str(wish),
            "note": note.strip(),
            "lines": [[each.article_id, each.code, each.label, each.quantity] for each in lines],
        }
        sheet = Worksheet(id, REQUEST, member_id, iso(at), body)
        keep_order(work, state, at)
        work.put_worksheet(sheet)
        log_event(work, OFFICE, at, "request", f"{wish} {member_id}")
        work.commit()
    return _request(sheet)


def take_back(books: Books, person: Person, request_id: str) -> None:
    """The member does not ask for it any longer; NotFound unless it is their own."""
    with books.work() as work:
        sheet = work.read.worksheet(request_id)
        if sheet is None or sheet.kind != REQUEST or sheet.member != own_member(work.read, person):
            raise NotFound("no_request", "There is no such request any more.")
        work.drop_worksheet(request_id)
        work.commit()


def requests(read: Reading, member_id: str = "") -> Sequence[Request]:
    """What all members (or that one) asked, oldest first."""
    return [_request(sheet) for sheet in read.worksheets(REQUEST, member_id)]


def done(books: Books, request_id: str, *, at: datetime) -> None:
    """The desk has done what was asked; again does nothing."""
    with books.work() as work:
        state = work.state(OFFICE)
        sheet = work.read.worksheet(request_id)
        if sheet is None or sheet.kind != REQUEST:
            return
        keep_order(work, state, at)
        work.drop_worksheet(request_id)
        log_event(work, OFFICE, at, "request_done", f"{sheet.body.get('wish', '')} {sheet.member}")
        work.commit()


def own_member(read: Reading, person: Person) -> str:
    """The member whom this person belongs to, as the books say now; Refused for everybody else."""
    now = next((each for each in read.people() if each.id == person.id), None)
    if now is None or not now.active or now.role is not Role.MEMBER or not now.member_id:
        raise Refused("not_a_member", "This room is a member’s own: come in with a member’s PIN or card.")
    return now.member_id


def _checked(read: Reading, member_id: str, wish: Wish, goods: Sequence[tuple[str, int]]) -> list[WishLine]:
    if not 0 < len(goods) <= MOST_ASKED:
        raise Refused("nothing_asked", "Say which goods are meant: choose at least one.")
    here = {row.article_id: row.on_hand for row in read.goods_of(member_id)}
    lines = []
    for article_id, quantity in goods:
        article = read.article(article_id)
        if article is None or article.member_id != member_id:
            raise NotFound("unknown_article", "There is no such article of yours.")
        most = here.get(article_id, 0) if wish is Wish.WITHDRAWAL else 100_000
        if not 0 < quantity <= most:
            raise Refused(
                "bad_asked",
                "{quantity} × “{label}” cannot be asked for: {most} at most.",
                quantity=quantity,
                label=article.label,
                most=most,
            )
        lines.append(WishLine(article_id, article.code, article.label, quantity))
    return lines


def _owed(read: Reading, member_id: str) -> tuple[Money, ...]:
    """What is owed after the commission, legal currency first."""
    shop, sums = read.shop(), dict(read.dues(member_id).get(member_id, {}))
    legal = shop.money(sums.pop(shop.currency.code, 0))
    return legal, *(
        Money(amount, shop.currency_named(code)) for code, amount in sorted(sums.items()) if amount
    )


def _own_month(read: Reading, month: Month, member_id: str) -> OwnMonth:
    settled = read.settled(month)
    rows = settled.rows if settled else ()
    own = tuple(row for row in rows if row.member_id == member_id)
    return OwnMonth(month, own, settled.paid_on if settled else None)


def _request(sheet: Worksheet) -> Request:
    body: Mapping[str, Any] = sheet.body
    return Request(
        id=sheet.id,
        member_id=sheet.member,
        wish=Wish(body["wish"]),
        at=sheet.at,
        lines=tuple(WishLine(*line) for line in body["lines"]),
        note=body["note"],
    )
