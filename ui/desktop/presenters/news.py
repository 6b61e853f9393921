"""What a member wants to hear by e-mail, and the rounds in which the till tells them."""

from __future__ import annotations

from ess_shop.domain.ids import new_id
from ess_shop.domain.news import HIGHEST_LOW, NewsChoice
from ess_shop.domain.people import Right
from ess_shop.domain.post import Post
from ess_shop.errors import Refused, ShopError
from ess_shop.services import telling
from ess_shop.services.telling import Write
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.lane import Lane
from ui.desktop.presenters.notices import Tone

TOPIC = "news"


class NewsPresenter:
    """The choice of one member, made by the shop or by the member."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.member_id = ""
        self.address = ""
        self.choice = NewsChoice()
        self.changed: Bell[[]] = Bell()

    def show_member(self, member_id: str) -> None:
        """Ask the books what this member chose."""
        desk = self.desk

        def ask() -> tuple[str, NewsChoice]:
            with desk.books.read() as read:
                identity = read.identities().get(member_id)
                return identity.email if identity else "", telling.choice_of(read, member_id)

        def take(found: tuple[str, NewsChoice]) -> None:
            self.member_id = member_id
            self.address, self.choice = found
            self.changed.ring()

        desk.lane.run(ask, take)

    def save(self, choice: NewsChoice) -> None:
        """Keep it; Refused for who may not."""
        desk, member_id = self.desk, self.member_id
        own = desk.may(Right.OWN_ACCOUNT) and desk.person is not None and desk.person.member_id == member_id
        if not own:
            desk.require(Right.MEMBERS)
        id, at = new_id(), desk.clock()

        def kept(_none: None) -> None:
            self.choice = choice
            self.changed.ring()
            desk.notices.tell(TOPIC, desk.words("Saved."), Tone.GOOD)

        desk.lane.run(lambda: telling.choose(desk.books, member_id, choice, id=id, at=at), kept)


class NewsRounds:
    """Every few minutes, and after a day was closed: what is due leaves. A trouble is told, not repeated."""

    def __init__(self, desk: Desk, post: Post, write: Write, lane: Lane) -> None:
        """`lane` is the rounds' own: sixty statements take seconds, which no customer waits for."""
        self._desk, self._post, self._write, self._lane = desk, post, write, lane
        self._under_way = False
        self._told = ""
        desk.session_changed.connect(self.round)

    def round(self) -> None:
        """Tell what is due, unless the last round goes on still; while training nothing leaves."""
        desk, post, write = self._desk, self._post, self._write
        if self._under_way or desk.training or not post.ready:
            return
        self._under_way = True
        at = desk.clock()
        self._lane.run(lambda: telling.tell(desk.tills_books, post, write, at=at), self._done, self._failed)

    def _done(self, _count: int) -> None:
        self._under_way, self._told = False, ""

    def _failed(self, wrong: ShopError) -> None:
        self._under_way = False
        if wrong.code != self._told:
            self._told = wrong.code
            self._desk.tell(wrong)


def low_of(text: str) -> int:
    """The number of pieces that was typed; Refused for anything else."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit()):
        raise Refused("bad_low", "From how many pieces on? Between 0 and {most}.", most=HIGHEST_LOW)
    return int(plain[:6])
