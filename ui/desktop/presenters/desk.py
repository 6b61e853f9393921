"""The desk: what every room's presenter works with, and who sits at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ess_shop.domain.people import Person, Right, Role
from ess_shop.domain.receipt_printer import ReceiptPrinter
from ess_shop.domain.rights import Rights
from ess_shop.errors import Refused, ShopError
from ess_shop.ports import Books
from ess_shop.services.looking import LookedAt
from ess_shop.services.permitting import PermittedBooks
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.notices import Notices


@dataclass
class Desk:
    """One till as a person sits at it; `books` are the practice books while training.

    Whoever sits here writes in them what they may, a tax officer nothing; what the till does by itself is
    done with `tills_books`.
    """

    books: Books
    till: str
    lane: Lane
    words: Words
    notices: Notices
    clock: Callable[[], datetime]
    printer: ReceiptPrinter
    training: bool = False
    person: Person | None = None
    rights: Rights = field(default_factory=Rights)
    """Who may do what, as it was read when somebody came in or the rights were changed."""
    tills_books: Books = field(init=False)
    person_changed: Bell[[]] = field(default_factory=Bell)
    session_changed: Bell[[]] = field(default_factory=Bell)
    """Rung when the till was opened or closed."""
    settings_changed: Bell[[str]] = field(default_factory=Bell)
    """Rung with the name of the preference that was changed."""
    go: Bell[[str]] = field(default_factory=Bell)
    """Rung with the name of the room to go to."""
    send: Bell[[str, str]] = field(default_factory=Bell)
    """Rung with a room and what to open there: a page by its name, a member by their id, "" for nothing."""

    def __post_init__(self) -> None:
        self.tills_books = self.books

    def sit(self, person: Person | None, rights: Rights | None = None) -> None:
        """Someone sits down, with the rights as they are now if they were read, or (None) leaves."""
        self.person = person
        self.rights = rights or self.rights
        self.books = self._books_for(person)
        self.person_changed.ring()

    def _books_for(self, person: Person | None) -> Books:
        """The books as somebody may use them; what is under way for them keeps theirs when they leave."""
        if person is None:
            return self.tills_books
        if person.role is Role.OFFICER:
            return LookedAt(self.tills_books)
        rights, clock = self.rights, self.clock
        return PermittedBooks(self.tills_books, lambda right: rights.may(person, right, clock().date()))

    @property
    def who(self) -> str:
        """The name that goes on tickets."""
        return self.person.name if self.person else ""

    def may(self, right: Right) -> bool:
        """Whether the person who sits here may do that."""
        return self.person is not None and self.rights.may(self.person, right, self.clock().date())

    def require(self, right: Right) -> None:
        """Refused, with who can help, unless the person may."""
        if not self.may(right):
            raise Refused("not_allowed", "This needs a manager: ask one to enter their PIN.")

    def tell(self, trouble: ShopError) -> None:
        """Put a trouble on the banners."""
        self.notices.trouble(trouble)
