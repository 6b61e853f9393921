"""What members asked of the shop from their own room, until the desk has done it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ess_shop.errors import Refused
from ess_shop.services import own_account
from ess_shop.services.own_account import Request, Wish
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone

TOPIC = "requests"


class RequestsPresenter:
    """The list, oldest first."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.requests: Sequence[Request] = ()
        self._names: Mapping[str, str] = {}
        self.changed: Bell[[]] = Bell()
        self.prepared: Bell[[Request]] = Bell()
        """Rung with a request whose slip is to be made."""

    def load(self) -> None:
        """Ask the books."""
        books = self.desk.books

        def ask() -> tuple[Sequence[Request], dict[str, str]]:
            with books.read() as read:
                codes = {member.id: member.code for member in read.members()}
                names = {id: identity.name for id, identity in read.identities().items()}
                found = own_account.requests(read)
            return found, {id: f"{code} · {names.get(id, '')}".rstrip(" ·") for id, code in codes.items()}

        def see(found: tuple[Sequence[Request], dict[str, str]]) -> None:
            self.requests, self._names = found
            self.changed.ring()

        self.desk.lane.run(ask, see)

    def member_of(self, request: Request) -> str:
        """Code and name of who asked."""
        return self._names.get(request.member_id, "")

    def said(self, request: Request) -> str:
        """What is asked, in words."""
        words = self.desk.words
        goods = ", ".join(f"{each.quantity} × {each.label}" for each in request.lines)
        if request.wish is Wish.WITHDRAWAL:
            return words("wants back: {goods}", goods=goods)
        return words("will bring: {goods}", goods=goods)

    def prepare(self, request: Request) -> None:
        """Make the slip of goods that a member wants back; Refused for goods that the member will bring."""
        if request.wish is not Wish.WITHDRAWAL:
            raise Refused(
                "nothing_back", "These goods come from the member: they are taken in once they are here."
            )
        self.prepared.ring(request)

    def done(self, request: Request) -> None:
        """It is done."""
        desk, at = self.desk, self.desk.clock()

        def kept(_none: None) -> None:
            said = desk.words("The request of {member} is done.", member=self.member_of(request))
            desk.notices.tell(TOPIC, said, Tone.GOOD)
            self.load()

        desk.lane.run(lambda: own_account.done(desk.books, request.id, at=at), kept)
