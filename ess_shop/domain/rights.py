"""The rights as a shop arranges them, within bounds: nobody is locked out, who looks never writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ess_shop.domain.people import RIGHTS, Person, Right, Role, may
from ess_shop.errors import Refused

ARRANGED = (Role.VOLUNTEER, Role.TREASURER, Role.MANAGER)
"""The roles whose rights a shop arranges; a member's and an officer's stay what they are."""

KEPT: Mapping[Role, frozenset[Right]] = {
    Role.VOLUNTEER: frozenset({Right.SELL}),
    Role.TREASURER: frozenset(),
    Role.MANAGER: frozenset({Right.SELL, Right.PEOPLE, Right.SETTINGS}),
}
"""What a role never loses: a manager can always put people and rights right again."""

WITH_PIN = frozenset({Role.MANAGER, Role.TREASURER, Role.OFFICER})
"""The roles that nobody takes by a touch alone."""

BEHIND_PIN = frozenset(
    {
        Right.SETTLE,
        Right.SETTINGS,
        Right.PEOPLE,
        Right.MEMBERS,
        Right.CONTRACTS,
        Right.SEE_BOOKS,
        Right.CLOSE_PERIODS,
    }
)
"""What is never given to a role that comes in without a PIN."""

NEVER = frozenset({Right.OWN_ACCOUNT})
"""A member's own room is theirs: nobody else is given it."""

GIVEN, TAKEN = "+", "-"


def may_change(role: Role, right: Right) -> bool:
    """Whether a shop decides itself whether that role has that right."""
    if role not in ARRANGED or right in NEVER or right in KEPT[role]:
        return False
    return role in WITH_PIN or right not in BEHIND_PIN


@dataclass(frozen=True, slots=True)
class Rights:
    """Who may do what in a shop; `until` is the last day of each officer, by the person's id."""

    matrix: Mapping[Role, frozenset[Right]] = field(default_factory=lambda: MappingProxyType(dict(RIGHTS)))
    until: Mapping[str, date] = field(default_factory=dict)

    def may(self, person: Person, right: Right, day: date) -> bool:
        """Whether a person may do that on a day."""
        return self.comes(person, day) and may(person, right, self.matrix)

    def comes(self, person: Person, day: date) -> bool:
        """Whether a person may come in on a day: an officer only as long as was agreed."""
        if person.role is Role.OFFICER and not day <= self.until.get(person.id, date.min):
            return False
        return person.active

    def changed(self, role: Role, right: Right, *, given: bool) -> Rights:
        """With that right given or taken; Refused where the shop does not decide."""
        if not may_change(role, right):
            raise Refused("right_fixed", "This right cannot be given or taken here.")
        own = self.matrix[role] | {right} if given else self.matrix[role] - {right}
        return Rights({**self.matrix, role: own}, self.until)

    def to_plain(self) -> dict[str, list[str]]:
        """What differs from the usual matrix as plain data, fit for JSON: `+` given, `-` taken.

        Rights that come with a later version are thus given as usual.
        """
        return {str(role): changes for role in ARRANGED if (changes := self.changes(role, RIGHTS))}

    def changes(self, role: Role, before: Mapping[Role, frozenset[Right]]) -> list[str]:
        """What a role was given (`+open_drawer`) and lost (`-discount`) since that matrix."""
        given, taken = self.matrix[role] - before[role], before[role] - self.matrix[role]
        return [f"{GIVEN}{right}" for right in sorted(given)] + [f"{TAKEN}{right}" for right in sorted(taken)]


def matrix_from(plain: object) -> Mapping[Role, frozenset[Right]]:
    """The matrix of plain data (None: the usual one); Refused for what no shop may arrange."""
    if plain is None:
        return RIGHTS
    if not isinstance(plain, Mapping):
        raise _unfit(plain)
    rights = Rights()
    for name, changes in plain.items():
        role = next((each for each in ARRANGED if each == name), None)
        if role is None or not isinstance(changes, list | tuple):
            raise _unfit(name)
        for change in changes:
            sign, right = str(change)[:1], _right(str(change)[1:])
            if sign not in (GIVEN, TAKEN) or not may_change(role, right):
                raise _unfit(change)
            rights = rights.changed(role, right, given=sign == GIVEN)
    return rights.matrix


def until_from(plain: object) -> Mapping[str, date]:
    """The last day of each officer, of plain data (None: nobody); Refused for what is no day."""
    if plain is None:
        return {}
    if not isinstance(plain, Mapping):
        raise _unfit(plain)
    try:
        return {str(person): date.fromisoformat(day) for person, day in plain.items()}
    except (TypeError, ValueError):
        raise _unfit(plain) from None


def _right(name: object) -> Right:
    found = next((each for each in Right if each == name), None)
    if found is None:
        raise _unfit(name)
    return found


def _unfit(value: object) -> Refused:
    return Refused("bad_setting", "“{value}” is no {setting}.", value=value, setting="rights")
