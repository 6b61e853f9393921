"""Choosing an article of anybody: by scan, by code, or by letters of its label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ess_shop.domain.articles import Article
from ess_shop.domain.searching import SearchRow
from ess_shop.domain.source import shown
from ess_shop.errors import NotFound
from ess_shop.reading import Reading
from ui.desktop.presenters.bell import Bell
from ui.desktop.presenters.desk import Desk
from ui.desktop.presenters.finding import FindingPresenter
from ui.desktop.presenters.typed_goods import article_called

SHORTEST = 2
"""Letters; fewer find too much."""
MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class ChosenArticle:
    """An article with its member's name (or the code of one whose name was erased)."""

    article: Article
    member: str


class ChoosingArticle:
    """Finds in the till's own index; one article is chosen, or none yet."""

    def __init__(self, desk: Desk, finding: FindingPresenter) -> None:
        self.desk, self._finding = desk, finding
        self.offered: Sequence[SearchRow] = ()
        self.pointed = 0
        self.chosen: ChosenArticle | None = None
        self.changed: Bell[[]] = Bell()
        """Rung when others are offered or pointed at."""
        self.chose: Bell[[]] = Bell()
        """Rung when one was chosen, or given up to choose anew."""

    def load(self) -> None:
        """Have the index read, unless the till did so already."""
        if self._finding.index is None:
            self._finding.load()

    def type(self, text: str) -> None:
        """Articles whose label, code or member has these letters."""
        index, plain = self._finding.index, text.strip()
        looks = index is not None and len(plain) >= SHORTEST
        self.offered = index.find(plain, limit=MOST_OFFERED) if index and looks else ()
        self.pointed = 0
        self.changed.ring()

    def point(self, step: int) -> None:
        """Point at another one of those that are offered."""
        if self.offered:
            self.pointed = max(0, min(len(self.offered) - 1, self.pointed + step))
            self.changed.ring()

    def enter(self, text: str) -> None:
        """The article with that barcode or code, else the one that is pointed at."""
        offered = self.offered[self.pointed].article_id if self.offered else ""
        plain = text.strip()

        def ask(read: Reading) -> Article:
            article = article_called(read, plain) or (read.article(offered) if offered else None)
            if article is None:
                raise NotFound("no_such_article_called", "Nothing is called “{text}”.", text=shown(plain, 60))
            return article

        self._ask(ask)

    def take(self, row: SearchRow) -> None:
        """It is that one."""
        self.choose_id(row.article_id)

    def choose_id(self, article_id: str) -> None:
        """It is the one with that id."""

        def ask(read: Reading) -> Article:
            article = read.article(article_id)
            if article is None:
                raise NotFound("no_such_article", "There is no such article.")
            return article

        self._ask(ask)

    def _ask(self, which: Callable[[Reading], Article]) -> None:
        books = self.desk.books

        def ask() -> ChosenArticle:
            with books.read() as read:
                article = which(read)
                who = read.identities().get(article.member_id)
                name = who.name if who else ""
                return ChosenArticle(article, name or read.member(article.member_id).code)

        def see(chosen: ChosenArticle) -> None:
            self.chosen, self.offered = chosen, ()
            self.chose.ring()

        self.desk.lane.run(ask, see)

    def give_up(self) -> None:
        """None is chosen."""
        self.chosen, self.offered = None, ()
        self.chose.ring()
