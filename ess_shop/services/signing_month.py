"""Who may approve a month beside the person who sits here, and their signature by PIN."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from ess_shop.domain.people import Person, Right
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.ports import Books
from ess_shop.reading import Reading, SettledMonth
from ess_shop.services.granting import rights_of
from ess_shop.services.settling import approve
from ess_shop.services.signing_in import check_pin


def signers(read: Reading, today: date, *, besides: Collection[str] = ()) -> list[Person]:
    """Everybody who may settle and has a PIN to sign with, but those people (ids)."""
    rights = rights_of(read)
    return [
        person
        for person in read.people()
        if person.pin and person.id not in besides and rights.may(person, Right.SETTLE, today)
    ]


def signer_named(read: Reading, name: str, today: date) -> Person:
    """The one of them who is called so; Refused if nobody is."""
    found = next((each for each in signers(read, today) if each.name == name.strip()), None)
    if found is None:
        raise Refused(
            "no_such_signer", "Nobody called {name} may settle and has a PIN to sign with.", name=name
        )
    return found


def sign(
    books: Books, *, id: str, at: datetime, month: Month, person: Person, pin: str
) -> SettledMonth | None:
    """Approve a month in the name of who types their PIN; see `settling.approve`.

    Refused for a wrong PIN, and for who may not settle.
    """
    with books.read() as read:
        current = next((each for each in signers(read, at.date()) if each.id == person.id), None)
    if current is None:
        raise Refused(
            "no_such_signer", "Nobody called {name} may settle and has a PIN to sign with.", name=person.name
        )
    if not check_pin(current, pin):
        raise Refused("wrong_pin", "This is not the PIN of {name}.", name=current.name)
    return approve(books, id=id, at=at, month=month, person=current.id)
