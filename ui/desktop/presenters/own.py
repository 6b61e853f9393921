"""A member's own room: how they stand, what they ask for, the papers they take home."""

from __future__ import annotations

from ess_shop.domain.ids import new_id
from ess_shop.domain.mail import Letter, checked_address
from ess_shop.domain.people import Person
from ess_shop.domain.post import Post
from ess_shop.domain.settlement import Month
from ess_shop.errors import Refused
from ess_shop.reading import Statement
from ess_shop.services import own_account
from ess_shop.services.home_files import HomeFile, home_file
from ess_shop.services.news_letters import statement_letter
from ess_shop.services.own_account import OwnAccount, Request, Wish
from ess_shop.services.telling import Write
from ui.desktop.presenters import news, papers
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.notices import Tone
from ui.desktop.presenters.papers import PapersPresenter

TOPIC = "own"


class OwnPresenter:
    """Follows the member who came in; what they see is forgotten as soon as they leave."""

    def __init__(self, desk: Desk, post: Post, made: PapersPresenter, write: Write) -> None:
        self.desk, self._post, self._papers, self._write = desk, post, made, write
        self.account: OwnAccount | None = None
        self.changed: Bell[[]] = Bell()
        desk.person_changed.connect(self.forget)

    @property
    def can_mail(self) -> bool:
        """Whether something can be sent to the member."""
        return self._post.ready and self.account is not None and bool(self.account.identity.email)

    def forget(self) -> None:
        """Somebody else sits down: nothing of the last one stays, on the banners neither."""
        if self.account is not None:
            for topic in (TOPIC, news.TOPIC, papers.TOPIC):
                self.desk.notices.withdraw(topic)
        self.account = None
        self.changed.ring()

    def look(self) -> None:
        """Read how the member stands now."""
        person, desk = self.desk.person, self.desk
        if person is None:
            return
        today = desk.clock().date()

        def ask() -> OwnAccount:
            with desk.books.read() as read:
                return own_account.account(read, person, today)

        def see(found: OwnAccount) -> None:
            if desk.person is person:
                self.account = found
                self.changed.ring()

        desk.lane.run(ask, see)

    def ask(self, wish: Wish, goods: dict[str, int], note: str) -> None:
        """Ask the shop to have goods back, or say that more will come."""
        person, desk = self._person, self.desk
        id, at, asked = new_id(), desk.clock(), list(goods.items())

        def write() -> Request:
            return own_account.ask(desk.books, person, wish, asked, id=id, at=at, note=note)

        def done(_request: Request) -> None:
            desk.notices.tell(TOPIC, desk.words("The shop will read it at the desk."), Tone.GOOD)
            self.look()

        desk.lane.run(write, done)

    def take_back(self, request: Request) -> None:
        """They do not ask for it any longer."""
        person, desk = self._person, self.desk
        desk.lane.run(
            lambda: own_account.take_back(desk.books, person, request.id), lambda _none: self.look()
        )

    def open(self, month: Month) -> None:
        """Their own statement of a month as a PDF, made ready and opened."""
        person, desk = self._person, self.desk

        def ask() -> Statement:
            with desk.books.read() as read:
                return own_account.statement(read, person, month)

        self._papers.statement(ask, month)

    def take_home(self, month: Month) -> None:
        """Their own month as one page that is read at home without a network."""
        person, desk = self._person, self.desk
        today = desk.clock().date()

        def ask() -> HomeFile:
            with desk.books.read() as read:
                return home_file(read, own_account.statement(read, person, month), today)

        self._papers.home_page(ask, month)

    def send(self, month: Month) -> None:
        """Send the statement of a month to the member's own address."""
        person, desk, write, post = self._person, self.desk, self._write, self._post
        at, words = desk.clock(), desk.words
        if desk.training:
            desk.notices.tell(TOPIC, words("Practice: nothing is sent."), Tone.NOTE)
            return

        def post_it() -> str:
            with desk.books.read() as read:
                statement = own_account.statement(read, person, month)
            to = checked_address(statement.identity.email)
            written = statement_letter(statement.identity, month, statement.shop, words)
            paper, name = write(statement, words), f"{month}.pdf"
            post.submit(
                Letter(
                    new_id(),
                    written.title,
                    to,
                    written.subject,
                    written.text,
                    at,
                    paper=paper,
                    paper_name=name,
                )
            )
            return to

        def done(to: str) -> None:
            desk.notices.tell(TOPIC, words("The statement goes to {address}.", address=to), Tone.GOOD)

        desk.lane.run(post_it, done)

    @property
    def _person(self) -> Person:
        person = self.desk.person
        if person is None:
            raise Refused("not_a_member", "This room is a member’s own: come in with a member’s PIN or card.")
        return person
