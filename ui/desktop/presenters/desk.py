"""The desk: what every room's presenter works with, and who sits at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ess_shop.domain.people import Person, Right, may
from ess_shop.domain.receipt_printer import ReceiptPrinter
from ess_shop.errors import Refused, ShopError
from ess_shop.ports import Books
from ess_shop.wording import Words
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.notices import Notices


@dataclass
class Desk:
    """One till as a person sits at it; `books` are the practice books while training."""

    books: Books
    till: str
    lane: Lane
    words: Words
    notices: Notices
    clock: Callable[[], datetime]
    printer: ReceiptPrinter
    training: bool = False
    person: Person | None = None
    person_changed: Bell[[]] = field(default_factory=Bell)
    session_changed: Bell[[]] = field(default_factory=Bell)
    """Rung when the till was opened or closed."""
    settings_changed: Bell[[str]] = field(default_factory=Bell)
    """Rung with the name of the preference that was changed."""
    go: Bell[[str]] = field(default_factory=Bell)
    """Rung with the name of the room to go to."""

    def sit(self, person: Person | None) -> None:
        """Someone sits down, or (None) leaves."""
        self.person = person
        self.person_changed.ring()

    @property
    def who(self) -> str:
        """The name that goes on tickets."""
        return self.person.name if self.person else ""

    def may(self, right: Right) -> bool:
        """Whether the person who sits here may do that."""
        return self.person is not None and may(self.person, right)

    def require(self, right: Right) -> None:
        """Refused, with who can help, unless the person may."""
        if not self.may(right):
            raise Refused("not_allowed", "This needs a manager: ask one to enter their PIN.")

    def tell(self, trouble: ShopError) -> None:
        """Put a trouble on the banners."""
        self.notices.trouble(trouble)
