"""Keeping the registers: the shop's settings, members' contracts, single articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from ess_shop.domain.articles import Article, has_control
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.members import Identity, Member
from ess_shop.domain.people import Person, Role
from ess_shop.domain.shop import Shop
from ess_shop.domain.terms import Terms
from ess_shop.errors import Refused
from ess_shop.ports import Books, Work
from ess_shop.services.months import recorded_before
from ess_shop.services.own_sales import check_role
from ess_shop.services.timekeeping import iso, keep_order, log_event

LONGEST_NAME = 60


def change_shop(books: Books, shop: Shop, *, id: str, at: datetime, who: str = "") -> None:
    """Change the shop's settings, which is logged.

    Refused if the legal currency changes, or a local one that was used is left out.
    """
    with books.work() as work:
        if shop.currency != work.shop.currency:
            raise Refused("currency_fixed", "The books were begun in {code}.", code=work.shop.currency.code)
        before, names = work.shop, [each.name for each in fields(Shop) if each.name != "revision"]
        differing = [name for name in names if getattr(shop, name) != getattr(before, name)]
        dropped = {local.currency for local in work.shop.locals} - {local.currency for local in shop.locals}
        for currency in dropped:
            if work.read.uses_currency(currency.code):
                raise Refused(
                    "currency_kept",
                    "{code} stays: amounts were recorded in it, or members accept it.",
                    code=currency.code,
                )
        work.put_shop(shop)
        work.enter_registers(id, iso(at))
        log_event(work, OFFICE, at, "settings", " ".join(("shop", *differing)), who=who)
        work.commit()


def register_members(
    books: Books,
    members: Sequence[tuple[Member, Identity]],
    terms: Sequence[Terms],
    *,
    id: str,
    at: datetime,
) -> None:
    """Add or change members, with contracts that begin anew on their day."""
    with books.work() as work:
        put_members(work, members, terms)
        work.enter_registers(id, iso(at))
        work.commit()


def put_members(work: Work, members: Sequence[tuple[Member, Identity]], terms: Sequence[Terms]) -> None:
    """The same within a transaction that goes on."""
    work.put_members(members)
    given = {member.id: member for member, _identity in members}
    for each in terms:
        check_role(each, given.get(each.member_id) or work.read.member(each.member_id), work.shop)
    work.put_terms(terms)


def register_people(books: Books, people: Sequence[Person], *, id: str, at: datetime, who: str = "") -> None:
    """Add or change people; the same id again does nothing. See `put_people` for what is refused."""
    with books.work() as work:
        state = work.state(OFFICE)
        if recorded_before(work, id, Kind.REGISTER):
            return
        keep_order(work, state, at)
        put_people(work, people, id=id, at=at, who=who)
        work.commit()


def put_people(work: Work, people: Sequence[Person], *, id: str, at: datetime, who: str = "") -> None:
    """The same within a transaction that goes on: people, their register entry, and changed rights as events.

    Refused for a name that two share, that is empty or unreadable, and if no active manager with a PIN would
    be left.
    """
    before = {person.id: person for person in work.read.people()}
    after = {**before, **{person.id: person for person in people}}
    _check_people(list(after.values()))
    work.put_people(people)
    work.enter_registers(id, iso(at))
    for person in people:
        old = before.get(person.id)
        if old is None or (old.role, old.active) != (person.role, person.active):
            was = (str(old.role) if old.active else "gone") if old else "new"
            now = str(person.role) if person.active else "gone"
            log_event(work, OFFICE, at, "rights", f"{person.id} {was} -> {now}", who=who)


def check_name(name: str) -> None:
    """Refused for a name that nobody can be called: empty, too long, unreadable."""
    if not name.strip():
        raise Refused("name_missing", "Everyone needs a name.")
    if has_control(name) or len(name) > LONGEST_NAME:
        raise Refused("bad_name", "A name is too long or holds unreadable characters: type it again.")


def _check_people(people: Sequence[Person]) -> None:
    names = [person.name.strip().casefold() for person in people if person.active]
    for person in people:
        check_name(person.name)
        if person.active and names.count(person.name.strip().casefold()) > 1:
            raise Refused(
                "name_taken", "Two people are called “{name}”: add a surname.", name=person.name.strip()
            )
    if not any(person.active and person.role is Role.MANAGER and person.pin for person in people):
        raise Refused("no_manager", "At least one manager with a PIN must remain.")


def register_articles(books: Books, articles: Sequence[Article], *, id: str, at: datetime) -> None:
    """Add or change articles; the owner is locked once something was sold."""
    with books.work() as work:
        put_articles(work, articles)
        work.enter_registers(id, iso(at))
        work.commit()


def put_articles(work: Work, articles: Sequence[Article]) -> None:
    """The same within a transaction that goes on."""
    moved = [article for article in articles if _owner_changes(work, article)]
    sold = work.read.sold_articles([article.id for article in moved])
    for article in moved:
        if article.id in sold:
            raise Refused(
                "owner_locked",
                "“{label}” was sold already: it stays with its member. Make a new article.",
                label=article.label,
            )
    work.put_articles(articles)


def _owner_changes(work: Work, article: Article) -> bool:
    if article.revision == 1:
        return False
    known = work.read.article(article.id)
    return known is not None and known.member_id != article.member_id
