"""Postal addresses in the fields that banks ask for; one that is written in free lines is refused by them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ess_shop.domain.members import Identity
from ess_shop.domain.shop import Shop

_NUMBER = r"\d+(?:[-/]\d+)?(?: ?[a-zA-Z]| ?(?:bis|ter|quater))?"
_AHEAD = re.compile(rf"(?P<number>{_NUMBER})(?:, *| +)(?P<street>[^\d\s].*)")
_BEHIND = re.compile(rf"(?P<street>.*[^\d\s,]),? +(?P<number>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where somebody is, field by field; `street` and `number` may be empty, the others never are."""

    street: str
    number: str
    postcode: str
    town: str
    country: str


def postal_address(who: Identity | Shop) -> PostalAddress | None:
    """Their address in fields; None unless postcode, town and country are known.

    The number is the one ahead of the street (12, rue du Four) or behind it (Rue du Lac 12a).
    """
    postcode, town, country = (part.strip() for part in (who.postcode, who.town, who.country))
    if not (postcode and town and country):
        return None
    written = " ".join(who.street.split())
    found = _AHEAD.fullmatch(written) or _BEHIND.fullmatch(written)
    street, number = (found["street"], found["number"]) if found else (written, "")
    return PostalAddress(street, number, postcode, town, country.upper())
