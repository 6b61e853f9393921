"""Choosing a member: found by letters of the code or the name, with what their contract says in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ess_shop.domain.members import MemberKind
from ess_shop.domain.searching import folded
from ess_shop.domain.source import shown
from ess_shop.domain.terms import Terms, valid_on
from ess_shop.errors import NotFound
from ess_shop.reading import Reading
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk

MOST_OFFERED = 40
"""More letters narrow them down."""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as a list shows them; without a name where the identity was erased."""

    id: str
    code: str
    name: str
    kind: MemberKind = MemberKind.ASSOCIATION

    @property
    def called(self) -> str:
        """Code and name, as a page calls them."""
        return f"{self.code} · {self.name}" if self.name else self.code


@dataclass(frozen=True, slots=True)
class _Findable:
    """A member with what letters are held against."""

    row: MemberRow
    code: str
    words: str


class ChoosingMember:
    """Offers members while someone types; one is chosen, or none yet.

    `terms` is the contract in force today, None until the books were asked and if there is none.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.offered: Sequence[MemberRow] = ()
        self.pointed = 0
        self.chosen: MemberRow | None = None
        self.terms: Terms | None = None
        self.contract = ""
        """One line about it, for the eye."""
        self.changed: Bell[[]] = Bell()
        """Rung when others are offered or pointed at, and when the contract is known."""
        self.chose: Bell[[]] = Bell()
        """Rung when a member was chosen, or given up to choose anew."""
        self._all: Sequence[_Findable] = ()
        self._revision = -1
        self._text = ""

    @property
    def members(self) -> Sequence[MemberRow]:
        """All members by code."""
        return [each.row for each in self._all]

    def load(self, then: Callable[[], object] | None = None) -> None:
        """Read the members, unless nothing changed since; `then` is called once they are known."""
        books, known = self.desk.books, self._revision

        def ask() -> tuple[int, list[_Findable] | None]:
            with books.read() as read:
                revision = read.revision()
                return revision, None if revision == known else _findable(read)

        def see(found: tuple[int, list[_Findable] | None]) -> None:
            self._revision, every = found
            if every is not None:
                self._all = every
                self._renew()
            if then is not None:
                then()

        self.desk.lane.run(ask, see)

    def _renew(self) -> None:
        """Members changed: what is offered and chosen is shown as it is called now."""
        chosen = self.chosen
        if chosen is not None:
            self.chosen = next((row for row in self.members if row.id == chosen.id), chosen)
            self._ask_contract()
        self.type(self._text)

    def type(self, text: str) -> None:
        """Letters of a code or name: those that begin so first."""
        self._text = text
        self.offered, self.pointed = self._found(folded(text)), 0
        self.changed.ring()

    def _found(self, wanted: str) -> list[MemberRow]:
        if not wanted:
            return [each.row for each in self._all[:MOST_OFFERED]]
        parts = wanted.split()
        ranked: tuple[list[MemberRow], ...] = ([], [], [], [])
        for each in self._all:
            if each.code == wanted:
                ranked[0].append(each.row)
            elif each.code.startswith(wanted) or each.words.startswith(f" {wanted}"):
                ranked[1].append(each.row)
            elif all(f" {part}" in each.words for part in parts):
                ranked[2].append(each.row)
            elif all(part in each.words for part in parts):
                ranked[3].append(each.row)
        return [row for rows in ranked for row in rows][:MOST_OFFERED]

    def point(self, step: int) -> None:
        """Point at another one of those that are offered."""
        if self.offered:
            self.point_at(max(0, min(len(self.offered) - 1, self.pointed + step)))

    def point_at(self, place: int) -> None:
        """Point at that one."""
        if place != self.pointed and 0 <= place < len(self.offered):
            self.pointed = place
            self.changed.ring()

    def enter(self) -> None:
        """Choose the one that is pointed at; NotFound if nobody is called so."""
        if not self.offered:
            raise NotFound("no_such_member", "There is no member {value}.", value=shown(self._text, 60))
        self.choose(self.offered[self.pointed])

    def choose(self, row: MemberRow) -> None:
        """It is that one."""
        self.chosen, self.terms, self.contract = row, None, ""
        self._text = ""
        self.type("")
        self.chose.ring()
        self._ask_contract()

    def choose_id(self, member_id: str) -> bool:
        """Choose the member with that id; whether there is one."""
        row = next((each for each in self.members if each.id == member_id), None)
        if row is not None:
            self.choose(row)
        return row is not None

    def give_up(self) -> None:
        """Nobody is chosen: somebody else is looked for."""
        if self.chosen is not None:
            self.chosen, self.terms, self.contract = None, None, ""
            self.type("")
            self.chose.ring()

    def _ask_contract(self) -> None:
        row, books, day = self.chosen, self.desk.books, self.desk.clock().date()
        if row is None:
            return
        asked = row.id

        def ask() -> Terms | None:
            with books.read() as read:
                return valid_on(read.terms(asked), day)

        def see(terms: Terms | None) -> None:
            if self.chosen is not None and self.chosen.id == asked:
                self.terms, self.contract = terms, contract_line(self.desk.words, terms)
                self.changed.ring()

        self.desk.lane.run(ask, see)


def contract_line(words: Words, terms: Terms | None) -> str:
    """What a contract says in one line."""
    if terms is None:
        return words("No contract is in force today.")
    commission, days = terms.commission, terms.duration_days
    if terms.clauses.memo and days is None:
        return words("Fixed net prices; goods stay until they are taken back.")
    if terms.clauses.memo:
        return words("Fixed net prices; goods stay {days} days.", days=days)
    if days is None:
        sentence = "The shop keeps {commission}; goods stay until they are taken back."
        return words(sentence, commission=commission)
    return words("The shop keeps {commission}; goods stay {days} days.", commission=commission, days=days)


def _findable(read: Reading) -> list[_Findable]:
    names = read.identities()
    rows = [
        MemberRow(member.id, member.code, names[member.id].name if member.id in names else "", member.kind)
        for member in read.members()
    ]
    return [_Findable(row, folded(row.code), f" {folded(row.name)} {folded(row.code)}") for row in rows]
