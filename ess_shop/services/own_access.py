"""Giving a member the keys of their own room: a PIN, a card, or both."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ess_shop.domain.ids import new_id
from ess_shop.domain.journal import OFFICE, Kind
from ess_shop.domain.people import Person, Role
from ess_shop.errors import NotFound, Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading
from ess_shop.services.months import recorded_before
from ess_shop.services.registering import LONGEST_NAME, put_people
from ess_shop.services.signing_in import card_digest, hashed
from ess_shop.services.timekeeping import keep_order


def access_of(read: Reading, member_id: str) -> Person | None:
    """The person under which a member comes to their own room, if they were given access."""
    return next(
        (each for each in read.people() if each.role is Role.MEMBER and each.member_id == member_id), None
    )


def give_access(
    books: Books, member_id: str, *, pin: str = "", card: str = "", id: str, at: datetime
) -> Person:
    """Let a member in from now on; "" keeps the PIN or the card that they have.

    Refused without either, and for a card that is somebody else's or an article's barcode.
    """
    secret = hashed(pin) if pin else ""
    digest = card_digest(card) if card else ""
    with books.work() as work:
        state = work.state(OFFICE)
        read = work.read
        known = access_of(read, member_id)
        if recorded_before(work, id, Kind.REGISTER) and known is not None:
            return known
        if card:
            _check_free(read, card, digest, member_id)
        before = known or Person(new_id(), "", Role.MEMBER, member_id=member_id, revision=0)
        person = replace(
            before,
            name=_name(read, member_id),
            pin=secret or before.pin,
            card=digest or before.card,
            active=True,
            revision=before.revision + 1,
        )
        if not person.pin and not person.card:
            raise Refused("no_key", "A member comes in with a PIN or a card: give one of them.")
        keep_order(work, state, at)
        put_people(work, [person], id=id, at=at)
        work.commit()
    return person


def take_access(books: Books, member_id: str, *, id: str, at: datetime) -> None:
    """A member comes to their own room no longer: PIN and card are forgotten."""
    with books.work() as work:
        state = work.state(OFFICE)
        known = access_of(work.read, member_id)
        if known is None or recorded_before(work, id, Kind.REGISTER):
            return
        keep_order(work, state, at)
        gone = replace(known, pin="", card="", active=False, revision=known.revision + 1)
        put_people(work, [gone], id=id, at=at)
        work.commit()


def _name(read: Reading, member_id: str) -> str:
    """What the member is called at the door: the code keeps two of the same name apart."""
    member = next((each for each in read.members() if each.id == member_id), None)
    if member is None:
        raise NotFound("unknown_member", "There is no such member.")
    identity = read.identities().get(member_id)
    room = LONGEST_NAME - len(member.code) - 3
    name = identity.name[:room].strip() if identity else ""
    return f"{name} ({member.code})".strip()


def _check_free(read: Reading, card: str, digest: str, member_id: str) -> None:
    if read.article_by_barcode(card.strip()) is not None:
        raise Refused("card_is_article", "This is the barcode of an article: take a card of its own.")
    if any(each.card == digest and each.member_id != member_id for each in read.people()):
        raise Refused("card_taken", "This card belongs to somebody else already.")
