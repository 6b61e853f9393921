"""The members' directory: found by code, name, town, contact or e-mail; what is owed, what is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ess_shop.domain.searching import folded
from ess_shop.domain.shop import Shop
from ess_shop.reading import DirectoryRow, Held
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.papers import PapersPresenter

NEW = ""
"""The id of a member who is not registered yet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A member as the directory lists them; `found_by` are the words that letters are held against."""

    row: DirectoryRow
    name: str
    found_by: str

    @property
    def member_id(self) -> str:
        """Whose file it opens."""
        return self.row.member_id


class MembersPresenter:
    """The list, who is pointed at, and what of both is known already."""

    def __init__(self, desk: Desk, shop: Shop, papers: PapersPresenter | None = None) -> None:
        self.desk, self.shop, self.papers = desk, shop, papers
        self.shown: Sequence[Listed] = ()
        self.text = ""
        self.chosen: Listed | None = None
        self.known = False
        """Whether the books were asked who there is."""
        self.held: Mapping[str, Held] = {}
        self.found: Bell[[]] = Bell()
        """Rung when the list changed."""
        self.counted: Bell[[]] = Bell()
        """Rung when the figures in the list changed."""
        self.chose: Bell[[]] = Bell()
        """Rung when another member is pointed at, or theirs changed in the books."""
        self._all: Sequence[Listed] = ()
        self._asked, self._recorded = 0, -1

    def load(self, member_id: str = "") -> None:
        """Ask the books: who there is at once, then what they are owed and have here.

        Named, that member is pointed at then, whatever was typed; otherwise the one who was.
        """
        desk = self.desk
        self._asked += 1
        asked = self._asked

        def names() -> Sequence[DirectoryRow]:
            with desk.books.read() as read:
                return read.directory()

        def figures() -> tuple[int, Mapping[str, Held]] | None:
            if asked != self._asked:
                return None
            with desk.books.read() as read:
                recorded = read.recorded()
                return None if recorded == self._recorded else (recorded, read.held())

        def see_names(rows: Sequence[DirectoryRow]) -> None:
            self._all, self.known = self._listed(rows), True
            known = member_id or (self.chosen.member_id if self.chosen else "")
            self.chosen = next((each for each in self._all if each.member_id == known), None)
            self.type("" if member_id else self.text)
            self.chose.ring()

        def see_figures(found: tuple[int, Mapping[str, Held]] | None) -> None:
            if found is not None:
                self._recorded, self.held = found
                self.counted.ring()

        desk.lane.run(names, see_names)
        desk.lane.run(figures, see_figures)

    def _listed(self, rows: Sequence[DirectoryRow]) -> list[Listed]:
        """By name, accents aside; those who were erased at the end."""
        words = self.desk.words
        listed = [
            Listed(
                row,
                words.member(row.code, row.name),
                " ".join(map(folded, (row.code, row.name, row.contact, row.town, row.email))),
            )
            for row in rows
        ]
        return sorted(listed, key=lambda each: (not each.row.name, folded(each.name), each.row.code))

    def type(self, text: str) -> None:
        """Only those in whom every word occurs; the one that is pointed at stays so if it is among them."""
        self.text = text
        words = folded(text).split()
        self.shown = [each for each in self._all if all(word in each.found_by for word in words)]
        kept = self.chosen
        if self.chosen not in self.shown:
            self.chosen = self.shown[0] if self.shown else None
        self.found.ring()
        if self.chosen != kept:
            self.chose.ring()

    def step(self, step: int) -> None:
        """Point at the one before or after."""
        if self.shown:
            at = self.shown.index(self.chosen) if self.chosen in self.shown else -step
            self.point(self.shown[max(0, min(len(self.shown) - 1, at + step))])

    def point(self, listed: Listed | None) -> None:
        """Point at that one."""
        if listed is not None and listed != self.chosen:
            self.chosen = listed
            self.chose.ring()

    def stay(self, member_id: str) -> None:
        """Nobody else may be pointed at yet: something of this one waits to be kept."""
        self.chosen = next((each for each in self._all if each.member_id == member_id), self.chosen)
        self.found.ring()

    def go_to(self, member_id: str) -> None:
        """Have the books' newest list, with that member pointed at."""
        self.load(member_id)

    # What stands in the list

    def owed(self, listed: Listed) -> str:
        """What the shop owes them, "" for nothing."""
        held = self.held.get(listed.member_id)
        return self.desk.words.money(held.owed) if held and held.owed else ""

    def pieces(self, listed: Listed) -> str:
        """How many pieces of theirs are here, "" for none."""
        held = self.held.get(listed.member_id)
        return self.desk.words.number(held.pieces) if held and held.pieces else ""
