"""The matrix of rights on the screen: who may do what, changed within the bounds, kept by one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ess_shop.domain.ids import new_id
from ess_shop.domain.people import Right, Role
from ess_shop.domain.rights import ARRANGED, Rights, may_change
from ess_shop.services.granting import change_rights, rights_of
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.settings_keeping import say_saved

ROLES = ARRANGED


class RightsPresenter:
    """The rights as the books say them; `groups` are those that belong together."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rights = Rights()
        self.changed: Bell[[]] = Bell()

    @property
    def groups(self) -> Sequence[tuple[str, Sequence[Right]]]:
        """Every right that a shop gives, in groups with their titles."""
        words = self.desk.words
        selling = (
            Right.SELL,
            Right.DISCOUNT,
            Right.CLEAR_BASKET,
            Right.RETURN_WITHOUT_TICKET,
            Right.TRAINING,
        )
        drawer = (
            Right.OPEN_TILL,
            Right.CLOSE_TILL,
            Right.SEE_REPORTS,
            Right.CASH_MOVE,
            Right.OPEN_DRAWER,
        )
        return (
            (words("At the till"), selling),
            (words("The drawer"), drawer),
            (words("Goods and members"), (Right.GOODS, Right.MEMBERS, Right.CONTRACTS)),
            (words("Accounts"), (Right.SEE_BOOKS, Right.SETTLE, Right.CLOSE_PERIODS)),
            (words("The shop"), (Right.PEOPLE, Right.SETTINGS)),
        )

    def has(self, role: Role, right: Right) -> bool:
        """Whether a role has a right."""
        return right in self.rights.matrix[role]

    def fixed(self, role: Role, right: Right) -> bool:
        """Whether it stays as it is whatever a shop arranges."""
        return not may_change(role, right)

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> Rights:
            with books.read() as read:
                return rights_of(read)

        self.desk.lane.run(ask, self.show)

    def show(self, rights: Rights) -> None:
        """These are the rights now."""
        self.rights = rights
        self.changed.ring()

    def save(self, given: Mapping[tuple[Role, Right], bool]) -> None:
        """Keep them: they hold from now on, for who sits here too."""
        desk, rights = self.desk, self.rights
        desk.require(Right.PEOPLE)
        for (role, right), has in given.items():
            rights = rights.changed(role, right, given=has)
        id, at, who = new_id(), desk.clock(), desk.who

        def saved(_none: None) -> None:
            desk.sit(desk.person, rights)
            say_saved(desk)
            self.show(rights)

        desk.lane.run(lambda: change_rights(desk.books, rights, who=who, id=id, at=at), saved)
