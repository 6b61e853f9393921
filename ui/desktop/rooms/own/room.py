"""The room of a member: how they stand, their goods, what was sold, their papers, what they ask for."""

from __future__ import annotations

from collections.abc import Sequence

from ui.desktop.presenters.news import NewsPresenter
from ui.desktop.presenters.own import OwnPresenter
from ui.desktop.rooms.members.news_page import NewsPage
from ui.desktop.rooms.own.goods_page import OwnGoodsPage
from ui.desktop.rooms.own.sold_page import OwnSoldPage
from ui.desktop.rooms.own.standing_page import StandingPage
from ui.desktop.rooms.own.statements_page import OwnStatementsPage
from ui.desktop.rooms.pages_room import Entry, PagesRoom


class OwnRoom(PagesRoom):
    """See `ui.desktop.presenters.own`; every page shows the member who came in, and nobody else."""

    name = "own"

    def __init__(self, presenter: OwnPresenter, news: NewsPresenter) -> None:
        super().__init__(presenter.desk, _groups(presenter, news))
        self.presenter, self._news = presenter, news

    def entered(self) -> None:
        """Always the first page, with what is true now."""
        self.presenter.look()
        person = self.desk.person
        if person is not None and person.member_id:
            self._news.show_member(person.member_id)
        self.turn(0)


def _groups(presenter: OwnPresenter, news: NewsPresenter) -> Sequence[Sequence[Entry]]:
    words = presenter.desk.words
    return (
        (
            (words("How you stand"), lambda: StandingPage(presenter)),
            (words("Your goods"), lambda: OwnGoodsPage(presenter)),
            (words("Sold this month"), lambda: OwnSoldPage(presenter)),
            (words("Your statements"), lambda: OwnStatementsPage(presenter)),
        ),
        ((words("News by e-mail"), lambda: NewsPage(news)),),
    )
