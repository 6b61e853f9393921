"""The people at the till: who they are, what their role lets them do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What someone is in the shop."""

    VOLUNTEER = "volunteer"
    MANAGER = "manager"
    TREASURER = "treasurer"
    MEMBER = "member"
    OFFICER = "officer"
    """A tax officer, who reads the books for a time and changes nothing."""


class Right(StrEnum):
    """What someone may do."""

    SELL = "sell"
    DISCOUNT = "discount"
    CLEAR_BASKET = "clear_basket"
    RETURN_WITHOUT_TICKET = "return_without_ticket"
    OPEN_TILL = "open_till"
    CLOSE_TILL = "close_till"
    CASH_MOVE = "cash_move"
    OPEN_DRAWER = "open_drawer"
    SEE_REPORTS = "see_reports"
    TRAINING = "training"
    SETTLE = "settle"
    SETTINGS = "settings"
    PEOPLE = "people"
    GOODS = "goods"
    MEMBERS = "members"
    CONTRACTS = "contracts"
    OWN_ACCOUNT = "own_account"
    SEE_BOOKS = "see_books"
    CLOSE_PERIODS = "close_periods"


_AT_THE_TILL = frozenset(
    {
        Right.SELL,
        Right.DISCOUNT,
        Right.CLEAR_BASKET,
        Right.OPEN_TILL,
        Right.CLOSE_TILL,
        Right.CASH_MOVE,
        Right.SEE_REPORTS,
        Right.TRAINING,
        Right.GOODS,
    }
)

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.VOLUNTEER: _AT_THE_TILL,
    Role.TREASURER: _AT_THE_TILL
    | {
        Right.SETTLE,
        Right.OPEN_DRAWER,
        Right.MEMBERS,
        Right.CONTRACTS,
        Right.SEE_BOOKS,
        Right.CLOSE_PERIODS,
    },
    Role.MANAGER: frozenset(Right) - {Right.SETTLE, Right.OWN_ACCOUNT},
    Role.MEMBER: frozenset({Right.OWN_ACCOUNT}),
    Role.OFFICER: frozenset({Right.SEE_BOOKS}),
}
"""The one matrix of who may do what, as long as a shop arranges nothing else (see `rights`)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may come to the till.

    `pin` is an Argon2 hash, "" for none; `card` the digest of a card's code, "" for none; `colour` the
    place among the tile colours; `member_id` names the member someone belongs to.
    """

    id: str
    name: str
    role: Role
    pin: str = ""
    colour: int = 0
    active: bool = True
    member_id: str = ""
    revision: int = 1
    card: str = ""


def may(person: Person, right: Right, matrix: Mapping[Role, frozenset[Right]] = RIGHTS) -> bool:
    """Whether a person may do that in a shop with this matrix; someone who left may nothing."""
    return person.active and right in matrix[person.role]
