"""Erasing a member on request: nobody is named any more, and every record of the trade stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from ess_shop.domain.articles import Article
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.members import Identity
from ess_shop.domain.news import NewsChoice, plain_choice
from ess_shop.domain.people import Person, Role
from ess_shop.domain.police import Seller, erasable_from, erased
from ess_shop.domain.searching import folded
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.reading import MemberFile, Reading
from ess_shop.services.months import recorded_before
from ess_shop.services.telling import PREFERENCE
from ess_shop.services.timekeeping import iso, keep_order, log_event

ERASED = "member_erased"
"""What the event log calls it; the detail is the member's id."""


def forget(books: Books, member_id: str, *, id: str, at: datetime) -> None:
    """Erase who a member is; the same id again, and a member who was erased before, do nothing.

    Refused while goods are here, while something is owed either way, and while the police register must keep
    an identity paper.
    """
    with books.work() as work:
        state, read = work.state(OFFICE), work.read
        file = read.member_file(member_id)
        if recorded_before(work, id, Kind.REGISTER) or not file.identity.name:
            return
        require_forgettable(read, file, at.date())
        keep_order(work, state, at)
        people = _people(read, file)
        _blank(work, file, people)
        work.enter_registers(id, iso(at))
        for person in people:
            log_event(work, OFFICE, at, "rights", f"{person.id} {person.role} -> gone")
        log_event(work, OFFICE, at, ERASED, member_id)
        work.commit()


def require_forgettable(read: Reading, file: MemberFile, today: date) -> None:
    """Refused, with what to do first, as long as a member cannot be erased."""
    member_id, code = file.member.id, file.member.code
    pieces = sum(row.on_hand + row.away for row in read.kept_of(member_id))
    if pieces:
        raise Refused(
            "goods_here",
            "{pieces} pieces of {code} are still in the shop's keeping: give them back first.",
            pieces=pieces,
            code=code,
        )
    owed = next((amount for amount in read.owed_to(member_id) if amount), None)
    if owed is not None and owed.minor > 0:
        raise Refused("still_owed", "{amount} are still owed to {code}: pay first.", amount=owed, code=code)
    if owed is not None:
        raise Refused(
            "still_owing", "{code} still owes the shop {amount}: settle that first.", amount=-owed, code=code
        )
    for _seller, last in _sellers(read, member_id):
        if today < erasable_from(last):
            raise Refused(
                "register_kept",
                "The police register keeps this identity paper until {day}: the law wants it so.",
                day=erasable_from(last),
            )


def _blank(work: Work, file: MemberFile, people: Sequence[Person]) -> None:
    """Every place where somebody stands by name, emptied; one register entry takes them all in."""
    read, member = work.read, file.member
    articles = _named(read, file)
    sellers = [erased(seller) for seller, _last in _sellers(read, member.id)]
    work.put_members([(replace(member, revision=member.revision + 1), Identity(member.id, "", country=""))])
    work.put_articles([replace(each, maker="", revision=each.revision + 1) for each in articles])
    work.put_notes([replace(note, text="") for note in read.notes(member.id)])
    work.put_sellers(sellers)
    work.put_people(people)
    if read.preference(f"{PREFERENCE}{member.id}") is not None:
        work.put_preferences({f"{PREFERENCE}{member.id}": plain_choice(NewsChoice())})
    for sheet in read.worksheet_ids_of(member.id):
        work.drop_worksheet(sheet)


def _people(read: Reading, file: MemberFile) -> list[Person]:
    """Those who came to their own room, as they are kept: gone, and called by the code."""
    return [
        replace(each, name=file.member.code, pin="", card="", active=False, revision=each.revision + 1)
        for each in read.people()
        if each.role is Role.MEMBER and each.member_id == file.member.id
    ]


def _named(read: Reading, file: MemberFile) -> list[Article]:
    """The member's articles that name them as their maker."""
    names = {folded(each) for each in (file.identity.name, file.identity.contact) if each}
    return [each for each in read.articles_of(file.member.id) if folded(each.maker) in names]


def _sellers(read: Reading, member_id: str) -> list[tuple[Seller, date]]:
    return [(seller, last) for seller, last in read.sellers_kept() if seller.member_id == member_id]
