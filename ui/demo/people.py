"""The people of the demo shop; their PINs are printed where the demo starts, they protect nothing."""

from __future__ import annotations

from datetime import datetime

from ess_shop.domain.ids import id_for
from ess_shop.domain.people import Person, Role
from ess_shop.services.signing_in import hashed

PIN = "1234"
PEOPLE = (
    ("Aïcha Benali", Role.MANAGER),
    ("Lise Martin", Role.VOLUNTEER),
    ("Marcel Favre", Role.VOLUNTEER),
    ("Odile Chappaz", Role.VOLUNTEER),
    ("Samir Haddad", Role.VOLUNTEER),
    ("Jeanne Mugnier", Role.VOLUNTEER),
    ("Théo Lacroix", Role.VOLUNTEER),
    ("Françoise Duret", Role.TREASURER),
)


def people(at: datetime) -> list[Person]:
    """Everyone, with the demo's PIN (one hash for all: hashing takes its time)."""
    pin = hashed(PIN)
    return [
        Person(id_for(at, "person", name), name, role, pin, colour=place)
        for place, (name, role) in enumerate(PEOPLE)
    ]
